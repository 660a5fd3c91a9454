-- GiST and BRIN over grant_period.

CREATE FUNCTION grant_period_gist_consistent(internal, grant_period, smallint, oid, internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_consistent'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_consistent(internal, grant_period, smallint, oid, internal) IS
'GiST support: whether a key can satisfy an operator';

CREATE FUNCTION grant_period_gist_union(internal, internal) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_union'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_union(internal, internal) IS
'GiST support: the smallest period that holds all';

CREATE FUNCTION grant_period_gist_penalty(internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_penalty'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_penalty(internal, internal, internal) IS
'GiST support: by how much a key would grow';

CREATE FUNCTION grant_period_gist_picksplit(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_picksplit'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_picksplit(internal, internal) IS
'GiST support: dividing a full page';

CREATE FUNCTION grant_period_gist_same(grant_period, grant_period, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_same'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_same(grant_period, grant_period, internal) IS
'GiST support: equal keys';

CREATE FUNCTION grant_period_gist_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'caudal_grant_period_gist_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_gist_sortsupport(internal) IS
'GiST support: the order in which an index is built';

CREATE OPERATOR CLASS grant_period_ops DEFAULT FOR TYPE grant_period USING gist AS
	OPERATOR 1 <<,
	OPERATOR 2 &<,
	OPERATOR 3 &&,
	OPERATOR 4 &>,
	OPERATOR 5 >>,
	OPERATOR 6 -|-,
	OPERATOR 7 @>,
	OPERATOR 8 <@,
	OPERATOR 16 @>(grant_period, date),
	OPERATOR 18 =,
	FUNCTION 1 grant_period_gist_consistent(internal, grant_period, smallint, oid, internal),
	FUNCTION 2 grant_period_gist_union(internal, internal),
	FUNCTION 5 grant_period_gist_penalty(internal, internal, internal),
	FUNCTION 6 grant_period_gist_picksplit(internal, internal),
	FUNCTION 7 grant_period_gist_same(grant_period, grant_period, internal),
	FUNCTION 11 grant_period_gist_sortsupport(internal);

CREATE FUNCTION grant_period_merge(grant_period, grant_period) RETURNS grant_period
	AS 'MODULE_PATHNAME', 'caudal_grant_period_merge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_merge(grant_period, grant_period) IS
'BRIN support: the smallest period that holds both';

-- In BRIN adjacency has the number 17.  Every operator is needed, since those
-- of order in time are answered by their opposites.
CREATE OPERATOR CLASS grant_period_inclusion_ops DEFAULT FOR TYPE grant_period USING brin AS
	OPERATOR 1 <<,
	OPERATOR 2 &<,
	OPERATOR 3 &&,
	OPERATOR 4 &>,
	OPERATOR 5 >>,
	OPERATOR 7 @>,
	OPERATOR 8 <@,
	OPERATOR 16 @>(grant_period, date),
	OPERATOR 17 -|-,
	OPERATOR 18 =,
	FUNCTION 1 brin_inclusion_opcinfo(internal),
	FUNCTION 2 brin_inclusion_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_inclusion_consistent(internal, internal, internal),
	FUNCTION 4 brin_inclusion_union(internal, internal, internal),
	FUNCTION 11 grant_period_merge(grant_period, grant_period),
	FUNCTION 13 grant_period_contains(grant_period, grant_period);
