-- Statistics of grant_period and the estimators of its operators, which the
-- next fragment attaches.

CREATE FUNCTION grant_period_typanalyze(internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_grant_period_typanalyze'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_typanalyze(internal) IS
'ANALYZE of grant_period columns: what every type gets, and beside it the spread of first and last days by length';

ALTER TYPE grant_period SET (ANALYZE = grant_period_typanalyze);

CREATE FUNCTION grant_period_contains_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contains_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contains_sel(internal, oid, internal, integer) IS
'restriction selectivity of @> on grant_period';

CREATE FUNCTION grant_period_contains_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contains_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contains_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of @> on grant_period';

CREATE FUNCTION grant_period_contained_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contained_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contained_sel(internal, oid, internal, integer) IS
'restriction selectivity of <@ on grant_period';

CREATE FUNCTION grant_period_contained_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_contained_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_contained_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of <@ on grant_period';

CREATE FUNCTION grant_period_overlaps_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_overlaps_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_overlaps_sel(internal, oid, internal, integer) IS
'restriction selectivity of && on grant_period';

CREATE FUNCTION grant_period_overlaps_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_overlaps_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_overlaps_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of && on grant_period';

CREATE FUNCTION grant_period_before_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_before_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_before_sel(internal, oid, internal, integer) IS
'restriction selectivity of << on grant_period';

CREATE FUNCTION grant_period_before_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_before_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_before_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of << on grant_period';

CREATE FUNCTION grant_period_after_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_after_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_after_sel(internal, oid, internal, integer) IS
'restriction selectivity of >> on grant_period';

CREATE FUNCTION grant_period_after_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_after_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_after_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of >> on grant_period';

CREATE FUNCTION grant_period_ends_by_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_ends_by_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_ends_by_sel(internal, oid, internal, integer) IS
'restriction selectivity of &< on grant_period';

CREATE FUNCTION grant_period_ends_by_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_ends_by_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_ends_by_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of &< on grant_period';

CREATE FUNCTION grant_period_begins_from_sel(internal, oid, internal, integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_begins_from_sel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_begins_from_sel(internal, oid, internal, integer) IS
'restriction selectivity of &> on grant_period';

CREATE FUNCTION grant_period_begins_from_joinsel(internal, oid, internal, smallint, internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'caudal_grant_period_begins_from_joinsel'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION grant_period_begins_from_joinsel(internal, oid, internal, smallint, internal) IS
'join selectivity of &> on grant_period';
