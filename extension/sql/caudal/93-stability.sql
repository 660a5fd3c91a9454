-- How steady the years of an organization are.

CREATE FUNCTION coefficient_of_variation_final(internal) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_coefficient_of_variation_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION coefficient_of_variation_final(internal) IS
'final function of coefficient_of_variation';

CREATE FUNCTION consecutive_deficits_accum(integer, numeric) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_consecutive_deficits_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION consecutive_deficits_accum(integer, numeric) IS
'transition function of consecutive_deficits';

CREATE FUNCTION revenue_drop_accum(internal, numeric) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_revenue_drop_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION revenue_drop_accum(internal, numeric) IS
'transition function of revenue_drop';

CREATE FUNCTION revenue_drop_final(internal) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_revenue_drop_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION revenue_drop_final(internal) IS
'final function of revenue_drop';

-- The state is that of core's own aggregates over numeric, which are exact,
-- parallel, and can leave rows behind in a moving frame.
CREATE AGGREGATE coefficient_of_variation(numeric) (
	SFUNC = pg_catalog.numeric_accum,
	STYPE = internal,
	SSPACE = 128,
	FINALFUNC = coefficient_of_variation_final,
	COMBINEFUNC = pg_catalog.numeric_combine,
	SERIALFUNC = pg_catalog.numeric_serialize,
	DESERIALFUNC = pg_catalog.numeric_deserialize,
	MSFUNC = pg_catalog.numeric_accum,
	MINVFUNC = pg_catalog.numeric_accum_inv,
	MSTYPE = internal,
	MSSPACE = 128,
	MFINALFUNC = coefficient_of_variation_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coefficient_of_variation(numeric) IS
'stddev_samp / avg, as numeric divides: how far yearly revenues spread around their mean; higher is riskier. Give the years in constant money of one currency, or inflation and exchange rates are in it. NULLs are left out; NULL for fewer than two years, and where the mean is not positive.';

CREATE AGGREGATE consecutive_deficits(surplus numeric) (
	SFUNC = consecutive_deficits_accum,
	STYPE = integer,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE consecutive_deficits(surplus numeric) IS
'How many years in a row, up to the last one, have a surplus below zero; higher is riskier. Rows in order of year, as in consecutive_deficits(revenue - expenses ORDER BY year); over a window ordered by year, the count as of each. NULL where the last year is NULL, because it may have been one; a NULL before it ends the run.';

CREATE AGGREGATE revenue_drop(revenue numeric) (
	SFUNC = revenue_drop_accum,
	STYPE = internal,
	SSPACE = 64,
	FINALFUNC = revenue_drop_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_drop(revenue numeric) IS
'The worst fall from one year to the next, (before - after) / before, as numeric divides: 0.3 for a fall of 30 %, 0 where revenue never fell; higher is riskier. Rows in order of year, as in revenue_drop(revenue ORDER BY year). A year that is NULL, zero or negative has no next one to be compared with; NULL where no two years can be.';
