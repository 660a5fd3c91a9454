-- The type grant_period: a first and a last day, both inclusive.  Comparison,
-- sorting and hashing are those of int8, because the packed form orders by
-- first day and then by last.

CREATE TYPE grant_period;

CREATE FUNCTION grant_period_in(cstring) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_in(cstring) IS
'input of grant_period';

CREATE FUNCTION grant_period_out(grant_period) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_grant_period_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_out(grant_period) IS
'output of grant_period';

CREATE FUNCTION grant_period_recv(internal) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_recv(internal) IS
'binary input of grant_period: two dates, the second infinity for an open end';

CREATE FUNCTION grant_period_send(grant_period) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_grant_period_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_send(grant_period) IS
'binary output of grant_period: two dates, the second infinity for an open end';

CREATE TYPE grant_period (
	INPUT = grant_period_in,
	OUTPUT = grant_period_out,
	RECEIVE = grant_period_recv,
	SEND = grant_period_send,
	INTERNALLENGTH = 8,
	PASSEDBYVALUE,
	ALIGNMENT = double,
	CATEGORY = 'U'
);
COMMENT ON TYPE grant_period IS
'A first and a last day, both inclusive; the end may be open. Written 2021-01-01/2023-12-31 or 2021-01-01/..; read also as 2021, 2021-H1, 2021-Q3, 2021-07, 2021-07-15, 2021-01-15/P18M and in the syntax of daterange. Dates are ISO dates, whatever DateStyle says.';

CREATE FUNCTION grant_period_eq(grant_period, grant_period) RETURNS boolean
	AS 'int8eq'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_eq(grant_period, grant_period) IS
'implementation of = operator';

CREATE FUNCTION grant_period_ne(grant_period, grant_period) RETURNS boolean
	AS 'int8ne'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_ne(grant_period, grant_period) IS
'implementation of <> operator';

CREATE FUNCTION grant_period_lt(grant_period, grant_period) RETURNS boolean
	AS 'int8lt'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_lt(grant_period, grant_period) IS
'implementation of < operator';

CREATE FUNCTION grant_period_le(grant_period, grant_period) RETURNS boolean
	AS 'int8le'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_le(grant_period, grant_period) IS
'implementation of <= operator';

CREATE FUNCTION grant_period_gt(grant_period, grant_period) RETURNS boolean
	AS 'int8gt'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gt(grant_period, grant_period) IS
'implementation of > operator';

CREATE FUNCTION grant_period_ge(grant_period, grant_period) RETURNS boolean
	AS 'int8ge'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_ge(grant_period, grant_period) IS
'implementation of >= operator';

CREATE FUNCTION grant_period_cmp(grant_period, grant_period) RETURNS integer
	AS 'btint8cmp'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_cmp(grant_period, grant_period) IS
'btree comparison: by first day, then by last';

CREATE FUNCTION grant_period_sortsupport(internal) RETURNS void
	AS 'btint8sortsupport'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_sortsupport(internal) IS
'btree sort support';

CREATE FUNCTION grant_period_hash(grant_period) RETURNS integer
	AS 'hashint8'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_hash(grant_period) IS
'hash';

CREATE FUNCTION grant_period_hash_extended(grant_period, bigint) RETURNS bigint
	AS 'hashint8extended'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_hash_extended(grant_period, bigint) IS
'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (grant_period, grant_period) IS 'the same days';

CREATE OPERATOR <> (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (grant_period, grant_period) IS 'not the same days';

CREATE OPERATOR < (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (grant_period, grant_period) IS 'begins earlier, or on the same day and ends earlier';

CREATE OPERATOR <= (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (grant_period, grant_period) IS 'begins earlier, or on the same day and does not end later';

CREATE OPERATOR > (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (grant_period, grant_period) IS 'begins later, or on the same day and ends later';

CREATE OPERATOR >= (
	LEFTARG = grant_period,
	RIGHTARG = grant_period,
	FUNCTION = grant_period_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (grant_period, grant_period) IS 'begins later, or on the same day and does not end earlier';

CREATE OPERATOR CLASS grant_period_ops DEFAULT FOR TYPE grant_period USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 grant_period_cmp(grant_period, grant_period),
	FUNCTION 2 grant_period_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS grant_period_ops DEFAULT FOR TYPE grant_period USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 grant_period_hash(grant_period),
	FUNCTION 2 grant_period_hash_extended(grant_period, bigint);

CREATE FUNCTION grant_period(first_day date, last_day date) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period(first_day date, last_day date) IS
'A period of two days, both inclusive; infinity as the last day leaves the end open. NULL for NULL. 22023 where the last day is before the first, or the first is -infinity.';

CREATE FUNCTION grant_period_from_daterange(daterange) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_daterange_to_grant_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_from_daterange(daterange) IS
'cast from daterange to grant_period: an upper bound that is missing or infinity becomes an open end; 22023 for an empty range and for one without a lower bound';

CREATE CAST (daterange AS grant_period) WITH FUNCTION grant_period_from_daterange(daterange);

CREATE FUNCTION grant_period_to_daterange(grant_period) RETURNS daterange
	AS 'MODULE_PATHNAME', 'caudal_grant_period_to_daterange'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_to_daterange(grant_period) IS
'cast from grant_period to daterange: the upper bound is the day after the last, and missing where the end is open; 22003 for a period that ends on the last day of date';

CREATE CAST (grant_period AS daterange) WITH FUNCTION grant_period_to_daterange(grant_period);

CREATE FUNCTION first_day(grant_period) RETURNS date
	AS 'MODULE_PATHNAME', 'caudal_first_day'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION first_day(grant_period) IS
'The first day of a period. NULL for NULL.';

CREATE FUNCTION last_day(grant_period) RETURNS date
	AS 'MODULE_PATHNAME', 'caudal_last_day'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION last_day(grant_period) IS
'The last day of a period, infinity where its end is open, so that last_day(p) >= day keeps it; NULLIF(last_day(p), ''infinity'') shows NULL in reports. NULL for NULL.';

CREATE FUNCTION is_open(grant_period) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_is_open'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_open(grant_period) IS
'Whether a period has no last day. NULL for NULL.';

CREATE FUNCTION days(grant_period) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_days'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION days(grant_period) IS
'Days of a period, both ends counted: a period of one day has 1. NULL where its end is open, and for NULL.';
