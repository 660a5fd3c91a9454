-- Operators of grant_period.  Their estimators are in the fragment before.

CREATE FUNCTION grant_period_contains(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contains'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contains(grant_period, grant_period) IS
'implementation of @> operator';

CREATE FUNCTION grant_period_contained(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contained'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contained(grant_period, grant_period) IS
'implementation of <@ operator';

CREATE FUNCTION grant_period_contains_day(grant_period, date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contains_day'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contains_day(grant_period, date) IS
'implementation of @> operator';

CREATE FUNCTION day_in_grant_period(date, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_day_in_grant_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION day_in_grant_period(date, grant_period) IS
'implementation of <@ operator';

CREATE FUNCTION grant_period_overlaps(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_overlaps'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_overlaps(grant_period, grant_period) IS
'implementation of && operator';

CREATE FUNCTION grant_period_before(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_before'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_before(grant_period, grant_period) IS
'implementation of << operator';

CREATE FUNCTION grant_period_after(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_after'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_after(grant_period, grant_period) IS
'implementation of >> operator';

CREATE FUNCTION grant_period_ends_by(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_ends_by'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_ends_by(grant_period, grant_period) IS
'implementation of &< operator';

CREATE FUNCTION grant_period_begins_from(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_begins_from'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_begins_from(grant_period, grant_period) IS
'implementation of &> operator';

CREATE FUNCTION grant_period_adjacent(grant_period, grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_adjacent'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_adjacent(grant_period, grant_period) IS
'implementation of -|- operator';

CREATE FUNCTION grant_period_intersection(grant_period, grant_period) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_intersection'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_intersection(grant_period, grant_period) IS
'implementation of * operator';

CREATE FUNCTION grant_period_union(grant_period, grant_period) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_union'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_union(grant_period, grant_period) IS
'implementation of + operator';

CREATE OPERATOR @> (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_contains,
	COMMUTATOR = <@,
	RESTRICT = grant_period_contains_sel,
	JOIN = grant_period_contains_joinsel
);
COMMENT ON OPERATOR @> (grant_period, grant_period) IS 'has every day of the other';

CREATE OPERATOR <@ (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_contained,
	COMMUTATOR = @>,
	RESTRICT = grant_period_contained_sel,
	JOIN = grant_period_contained_joinsel
);
COMMENT ON OPERATOR <@ (grant_period, grant_period) IS 'every day is one of the other';

CREATE OPERATOR @> (
	LEFTARG = grant_period,
	RIGHTARG = date,
	FUNCTION = grant_period_contains_day,
	COMMUTATOR = <@,
	RESTRICT = grant_period_contains_sel,
	JOIN = grant_period_contains_joinsel
);
COMMENT ON OPERATOR @> (grant_period, date) IS 'has the day';

CREATE OPERATOR <@ (
	LEFTARG = date,
	RIGHTARG = grant_period,
	FUNCTION = day_in_grant_period,
	COMMUTATOR = @>,
	RESTRICT = grant_period_contained_sel,
	JOIN = grant_period_contained_joinsel
);
COMMENT ON OPERATOR <@ (date, grant_period) IS 'is a day of the period';

CREATE OPERATOR && (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_overlaps,
	COMMUTATOR = &&,
	RESTRICT = grant_period_overlaps_sel,
	JOIN = grant_period_overlaps_joinsel
);
COMMENT ON OPERATOR && (grant_period, grant_period) IS 'have a day in common';

CREATE OPERATOR << (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_before,
	COMMUTATOR = >>,
	RESTRICT = grant_period_before_sel,
	JOIN = grant_period_before_joinsel
);
COMMENT ON OPERATOR << (grant_period, grant_period) IS 'ends before the other begins';

CREATE OPERATOR >> (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_after,
	COMMUTATOR = <<,
	RESTRICT = grant_period_after_sel,
	JOIN = grant_period_after_joinsel
);
COMMENT ON OPERATOR >> (grant_period, grant_period) IS 'begins after the other ends';

CREATE OPERATOR &< (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_ends_by,
	RESTRICT = grant_period_ends_by_sel,
	JOIN = grant_period_ends_by_joinsel
);
COMMENT ON OPERATOR &< (grant_period, grant_period) IS 'does not end after the other';

CREATE OPERATOR &> (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_begins_from,
	RESTRICT = grant_period_begins_from_sel,
	JOIN = grant_period_begins_from_joinsel
);
COMMENT ON OPERATOR &> (grant_period, grant_period) IS 'does not begin before the other';

CREATE OPERATOR -|- (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_adjacent,
	COMMUTATOR = -|-,
	RESTRICT = contsel,
	JOIN = contjoinsel
);
COMMENT ON OPERATOR -|- (grant_period, grant_period) IS 'one begins the day after the other ends';

CREATE OPERATOR * (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_intersection,
	COMMUTATOR = *
);
COMMENT ON OPERATOR * (grant_period, grant_period) IS 'the days that both have, NULL where there are none';

CREATE OPERATOR + (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_union,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (grant_period, grant_period) IS 'the days of both, which must overlap or meet';
