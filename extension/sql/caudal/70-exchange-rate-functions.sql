-- Valuing amounts at the rates of the tables, and at rates that are given.

CREATE FUNCTION in_currency(amount monetary, target currency, day date) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_in_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION in_currency(amount monetary, target currency, day date) IS
'An amount in another currency on a day, by the rates of exchange_rate, sources in order of priority. One exact calculation over the whole path of rates, rounded once, half away from zero, to the minor unit of the target. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION convert_amount(amount numeric, from_currency currency, to_currency currency, day date) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_convert_amount'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION convert_amount(amount numeric, from_currency currency, to_currency currency, day date) IS
'A plain number in another currency on a day, by the rates of exchange_rate, sources in order of priority. The input is not rounded. One exact calculation over the whole path of rates, rounded once, half away from zero, to the minor unit of the target. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source. 22023 for NaN and infinity.';

CREATE FUNCTION bag_in_currency(bag money_bag, target currency, day date) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_bag_in_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION bag_in_currency(bag money_bag, target currency, day date) IS
'A bag in one currency on a day, by the rates of exchange_rate, sources in order of priority. Each amount is converted and rounded as in_currency does, then summed. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION exchange_rate(from_currency currency, to_currency currency, day date) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_exchange_rate'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION exchange_rate(from_currency currency, to_currency currency, day date) IS
'The exchange rate on a day, by the rates of exchange_rate, sources in order of priority. For display, with at least 16 significant digits; to repeat a figure use at_rate with the numerator and denominator of exchange_rate_used. 1 for one currency. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION exchange_rate_used(from_currency currency, to_currency currency, day date, OUT numerator numeric, OUT denominator numeric, OUT rate numeric, OUT source text, OUT rate_date date, OUT age_days integer, OUT path text) RETURNS record
	AS 'MODULE_PATHNAME', 'caudal_exchange_rate_used'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION exchange_rate_used(from_currency currency, to_currency currency, day date) IS
'Which rate a conversion uses, by the rates of exchange_rate, sources in order of priority. at_rate(amount, numerator, denominator, target) repeats the conversion to the last digit. Of two rates: both sources, the older date (a built-in rate has none where another rate serves), the greater age. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION in_currency(amount monetary, target currency, day date, source text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_in_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION in_currency(amount monetary, target currency, day date, source text) IS
'An amount in another currency on a day, by the rates of one source and the built-in rates. One exact calculation over the whole path of rates, rounded once, half away from zero, to the minor unit of the target. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION convert_amount(amount numeric, from_currency currency, to_currency currency, day date, source text) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_convert_amount'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION convert_amount(amount numeric, from_currency currency, to_currency currency, day date, source text) IS
'A plain number in another currency on a day, by the rates of one source and the built-in rates. The input is not rounded. One exact calculation over the whole path of rates, rounded once, half away from zero, to the minor unit of the target. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source. 22023 for NaN and infinity.';

CREATE FUNCTION bag_in_currency(bag money_bag, target currency, day date, source text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_bag_in_currency'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION bag_in_currency(bag money_bag, target currency, day date, source text) IS
'A bag in one currency on a day, by the rates of one source and the built-in rates. Each amount is converted and rounded as in_currency does, then summed. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION exchange_rate(from_currency currency, to_currency currency, day date, source text) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_exchange_rate'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION exchange_rate(from_currency currency, to_currency currency, day date, source text) IS
'The exchange rate on a day, by the rates of one source and the built-in rates. For display, with at least 16 significant digits; to repeat a figure use at_rate with the numerator and denominator of exchange_rate_used. 1 for one currency. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION exchange_rate_used(from_currency currency, to_currency currency, day date, source text, OUT numerator numeric, OUT denominator numeric, OUT rate numeric, OUT source text, OUT rate_date date, OUT age_days integer, OUT path text) RETURNS record
	AS 'MODULE_PATHNAME', 'caudal_exchange_rate_used'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION exchange_rate_used(from_currency currency, to_currency currency, day date, source text) IS
'Which rate a conversion uses, by the rates of one source and the built-in rates. at_rate(amount, numerator, denominator, target) repeats the conversion to the last digit. Of two rates: both sources, the older date (a built-in rate has none where another rate serves), the greater age. NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION at_rate(amount monetary, rate numeric, target currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_at_rate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION at_rate(amount monetary, rate numeric, target currency) IS
'An amount at an agreed rate: units of target for one unit of the amount''s currency. Rounded once, half away from zero. NULL for NULL; 22023 for a rate that is not finite and positive, and for one other than 1 between a currency and itself.';

CREATE FUNCTION at_rate(amount monetary, numerator numeric, denominator numeric, target currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_at_fraction'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION at_rate(amount monetary, numerator numeric, denominator numeric, target currency) IS
'An amount at a rate given as a fraction, so that no digit of a division is lost: it repeats any figure from what exchange_rate_used reports. Rounded once, half away from zero. NULL for NULL; 22023 as for the other form.';

CREATE FUNCTION exchange_difference(original monetary, booked_rate numeric, settled_rate numeric, target currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_exchange_difference'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION exchange_difference(original monetary, booked_rate numeric, settled_rate numeric, target currency) IS
'The realized gain (or loss, negative) on an amount booked at one rate and settled at another: the value at the settled rate less the value at the booked rate, both rounded as they stand in the books (IAS 21.28). NULL for NULL.';

CREATE FUNCTION revalue(original monetary, booked_rate numeric, target currency, day date) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_revalue'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION revalue(original monetary, booked_rate numeric, target currency, day date) IS
'The unrealized gain (or loss, negative) on an amount booked at a rate, at the closing rate of a day: in_currency less the booked value, both rounded (IAS 21.23). NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

CREATE FUNCTION revalue(original monetary, booked_rate numeric, target currency, day date, source text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_revalue'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 30;
COMMENT ON FUNCTION revalue(original monetary, booked_rate numeric, target currency, day date, source text) IS
'The unrealized gain (or loss, negative) on an amount booked at a rate, at the closing rate of a day: in_currency less the booked value, both rounded (IAS 21.23). NULL for NULL. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null; 42704 for an unknown source.';

