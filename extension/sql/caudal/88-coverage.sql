-- Which days many periods have together, and which they lack.

CREATE FUNCTION coverage_accum(internal, grant_period) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_coverage_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coverage_accum(internal, grant_period) IS
'transition function of coverage';

CREATE FUNCTION gaps_accum(internal, grant_period, grant_period) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_gaps_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION gaps_accum(internal, grant_period, grant_period) IS
'transition function of gaps';

CREATE FUNCTION coverage_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_coverage_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coverage_combine(internal, internal) IS
'combine function of coverage and gaps';

CREATE FUNCTION coverage_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_coverage_serialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coverage_serialize(internal) IS
'serial form of the state of coverage and gaps';

CREATE FUNCTION coverage_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_coverage_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coverage_deserialize(bytea, internal) IS
'state of coverage and gaps from its serial form';

CREATE FUNCTION coverage_final(internal) RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'caudal_coverage_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coverage_final(internal) IS
'final function of coverage';

CREATE FUNCTION gaps_final(internal) RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'caudal_gaps_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION gaps_final(internal) IS
'final function of gaps';

CREATE AGGREGATE coverage(grant_period) (
	SFUNC = coverage_accum,
	STYPE = internal,
	SSPACE = 256,
	FINALFUNC = coverage_final,
	COMBINEFUNC = coverage_combine,
	SERIALFUNC = coverage_serialize,
	DESERIALFUNC = coverage_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage(grant_period) IS
'The days that any of the periods has. NULLs are left out; NULL where nothing else is there. 22003 where the last day of date is one of them, after which a datemultirange cannot end.';

CREATE AGGREGATE gaps(period grant_period, within grant_period) (
	SFUNC = gaps_accum,
	STYPE = internal,
	SSPACE = 256,
	FINALFUNC = gaps_final,
	COMBINEFUNC = coverage_combine,
	SERIALFUNC = coverage_serialize,
	DESERIALFUNC = coverage_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE gaps(period grant_period, within grant_period) IS
'The days of the second period that none of the first ones has; {} where there are none. A NULL period covers nothing, so that a row of an outer join shows the whole as a gap; NULL where the second is never given; rows in which it is NULL do not give it. 22023 where it differs among the rows of a group; 22003 where a gap would end with the last day of date.';
