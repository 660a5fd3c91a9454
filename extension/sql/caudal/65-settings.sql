CREATE FUNCTION reporting_currency() RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_reporting_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION reporting_currency() IS
'The currency in which reports show values beside the original amounts: the setting caudal.reporting_currency, USD by default.';

CREATE FUNCTION pivot_currency() RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_show_pivot_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION pivot_currency() IS
'The currency over which two others are converted that have no rate of their own: the setting caudal.pivot_currency, USD by default.';
