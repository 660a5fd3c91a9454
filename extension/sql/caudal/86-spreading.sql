-- Money spread over time by days, and divided by weights.

CREATE FUNCTION accrued(amount monetary, period grant_period, day date) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_accrued'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION accrued(amount monetary, period grant_period, day date) IS
'What has accrued of an amount by the end of a day: its share by days, rounded once, half away from zero, in the amount''s own minor unit. Zero before the period, all from the last day on; the day may be infinite. NULL for NULL. 22023 for an open period.';

CREATE FUNCTION prorate(amount monetary, whole grant_period, part grant_period) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_prorate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION prorate(amount monetary, whole grant_period, part grant_period) IS
'The share of a part of the whole period: what has accrued by the end of the part less what had accrued before it, so that parts which make up the whole sum to the amount. Days outside the whole have nothing; the part may be open. NULL for NULL. 22023 for a whole that is open.';

CREATE FUNCTION allocate(amount monetary, period grant_period, unit text, OUT period grant_period, OUT amount monetary) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_allocate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION allocate(amount monetary, period grant_period, unit text) IS
'An amount spread over a period, by calendar month, quarter, half or year, in order. Each part has what accrues over its days, so that the parts sum to the amount and months to their quarter. No row for NULL. 22023 for an open period and another unit.';

CREATE FUNCTION respread(new_total monetary, already monetary, remaining grant_period, unit text, OUT period grant_period, OUT amount monetary) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_respread'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION respread(new_total monetary, already monetary, remaining grant_period, unit text) IS
'After an amendment: what is left of the new total, less what has already been accrued or reported, spread over the remaining period, by calendar month, quarter, half or year, in order. The past stays; a total below it gives negative amounts. Parts are rounded as by allocate. No row for NULL. 22023 for two currencies, an open period and another unit; 22003 where the difference is no monetary.';

CREATE FUNCTION allocate(amount monetary, period grant_period, unit text, start_month integer, OUT period grant_period, OUT amount monetary) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_allocate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION allocate(amount monetary, period grant_period, unit text, start_month integer) IS
'An amount spread over a period, by month, quarter, half or year of the fiscal year that begins with start_month, 1 to 12, in order. Each part has what accrues over its days, so that the parts sum to the amount and months to their quarter. No row for NULL. 22023 for an open period and another unit or month.';

CREATE FUNCTION respread(new_total monetary, already monetary, remaining grant_period, unit text, start_month integer, OUT period grant_period, OUT amount monetary) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_respread'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 12;
COMMENT ON FUNCTION respread(new_total monetary, already monetary, remaining grant_period, unit text, start_month integer) IS
'After an amendment: what is left of the new total, less what has already been accrued or reported, spread over the remaining period, by month, quarter, half or year of the fiscal year that begins with start_month, 1 to 12, in order. The past stays; a total below it gives negative amounts. Parts are rounded as by allocate. No row for NULL. 22023 for two currencies, an open period and another unit or month; 22003 where the difference is no monetary.';

CREATE FUNCTION allocate_by(amount monetary, weights numeric[]) RETURNS monetary[]
	AS 'MODULE_PATHNAME', 'caudal_allocate_by'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION allocate_by(amount monetary, weights numeric[]) IS
'An amount divided in proportion to weights, by largest remainder: whole minor units first, the units left over to the largest fractions lost, of equal ones to the earlier. The parts sum to the amount, have its sign and the subscripts of the weights; a weight of zero gets zero. NULL for NULL. 22023 for weights that are NULL, negative, not finite or all zero, and for an array that is empty or has more than one dimension; 22003 where numeric cannot hold a weight times the amount.';

CREATE FUNCTION accrue_amount(amount numeric, period grant_period, day date, decimals integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_accrue_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION accrue_amount(amount numeric, period grant_period, day date, decimals integer) IS
'What has accrued of a plain number by the end of a day: its share by days, the exact quotient rounded once, half away from zero, to the decimals. Zero before the period, all from the last day on; the day may be infinite. NULL for NULL. 22023 for NaN and infinity, an open period, and for decimals outside 0 to 20.';

CREATE FUNCTION prorate_amount(amount numeric, whole grant_period, part grant_period, decimals integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_prorate_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION prorate_amount(amount numeric, whole grant_period, part grant_period, decimals integer) IS
'The share of a part of the whole period in a plain number: what has accrued by the end of the part less what had accrued before it, each rounded to the decimals, so that parts which make up the whole sum to the rounded number. Days outside the whole have nothing; the part may be open. NULL for NULL. 22023 for NaN and infinity, a whole that is open, and for decimals outside 0 to 20.';

CREATE FUNCTION allocate_amount(amount numeric, period grant_period, unit text, decimals integer, OUT period grant_period, OUT amount numeric) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_allocate_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 12;
COMMENT ON FUNCTION allocate_amount(amount numeric, period grant_period, unit text, decimals integer) IS
'A plain number spread over a period, by calendar month, quarter, half or year, in order. Each part has what accrues over its days, with that many decimals, so that the parts sum to the rounded number and months to their quarter. No row for NULL. 22023 for NaN and infinity, an open period, another unit, and for decimals outside 0 to 20.';

CREATE FUNCTION allocate_amount(amount numeric, period grant_period, unit text, decimals integer, start_month integer, OUT period grant_period, OUT amount numeric) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_allocate_amount'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 12;
COMMENT ON FUNCTION allocate_amount(amount numeric, period grant_period, unit text, decimals integer, start_month integer) IS
'A plain number spread over a period, by month, quarter, half or year of the fiscal year that begins with start_month, 1 to 12, in order. Each part has what accrues over its days, with that many decimals, so that the parts sum to the rounded number and months to their quarter. No row for NULL. 22023 for NaN and infinity, an open period, another unit or month, and for decimals outside 0 to 20.';

CREATE FUNCTION allocate_amount_by(amount numeric, weights numeric[], decimals integer) RETURNS numeric[]
	AS 'MODULE_PATHNAME', 'caudal_allocate_amount_by'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION allocate_amount_by(amount numeric, weights numeric[], decimals integer) IS
'A plain number, rounded half away from zero to the decimals, divided in proportion to weights by largest remainder: whole units of the last decimal first, the units left over to the largest fractions lost, of equal ones to the earlier. The parts sum to the rounded number, have its sign and the subscripts of the weights; a weight of zero gets zero. NULL for NULL. 22023 for NaN and infinity, and for decimals outside 0 to 20. 22023 for weights that are NULL, negative, not finite or all zero, and for an array that is empty or has more than one dimension; 22003 where numeric cannot hold a weight times the amount.';
