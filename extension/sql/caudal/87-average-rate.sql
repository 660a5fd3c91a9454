-- The average exchange rate of a period.

CREATE FUNCTION average_rate(from_currency currency, to_currency currency, period grant_period) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_average_rate'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION average_rate(from_currency currency, to_currency currency, period grant_period) IS
'The mean of the rates of exchange_rate whose valid_from lies in the period, each counted once, of the first source by priority that has any: units of the second currency for one of the first, at least 16 significant digits. One over the mean where the pair is quoted the other way round; the product of two means by way of the pivot; a built-in rate where it holds for the whole period; 1 for one currency. NULL for NULL. CR001 where there is none, or NULL with caudal.missing_rate = null; 22023 for an open period.';

CREATE FUNCTION average_rate(from_currency currency, to_currency currency, period grant_period, source text) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_average_rate'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION average_rate(from_currency currency, to_currency currency, period grant_period, source text) IS
'The mean of the rates of one source, or of the built-in rates, whose valid_from lies in the period, each counted once: units of the second currency for one of the first, at least 16 significant digits. One over the mean where the pair is quoted the other way round; the product of two means by way of the pivot; 1 for one currency. NULL for NULL. CR001 where there is none, or NULL with caudal.missing_rate = null; 42704 for an unknown source; 22023 for an open period.';
