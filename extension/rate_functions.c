/*-------------------------------------------------------------------------
 *
 * rate_functions.c
 *		Valuing amounts: by the rate tables, and at rates that are given.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_functions.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "money_bag.h"
#include "result_row.h"
#include "totals.h"

PG_FUNCTION_INFO_V1(caudal_in_currency);
PG_FUNCTION_INFO_V1(caudal_convert_amount);
PG_FUNCTION_INFO_V1(caudal_bag_in_currency);
PG_FUNCTION_INFO_V1(caudal_exchange_rate);
PG_FUNCTION_INFO_V1(caudal_exchange_rate_used);
PG_FUNCTION_INFO_V1(caudal_at_rate);
PG_FUNCTION_INFO_V1(caudal_at_fraction);
PG_FUNCTION_INFO_V1(caudal_exchange_difference);
PG_FUNCTION_INFO_V1(caudal_revalue);

/* the optional last argument of the functions that look a rate up */
#define SOURCE_ARG(n) \
	(PG_NARGS() > (n) ? PG_GETARG_TEXT_PP(n) : NULL)

/*
 * Convert an amount that must fit a monetary; false for NULL.
 */
bool
caudal_convert_monetary(FunctionCallInfo fcinfo, const Monetary *m,
						Currency to, DateADT date, text *source,
						int64 *result)
{
	char		text[AMOUNT_TEXT_SIZE];

	switch (caudal_convert(fcinfo, m->unit, monetary_minor(m), to, date,
						   source, result))
	{
		case CONVERT_DONE:
			return true;
		case CONVERT_MISSING:
			return false;
		case CONVERT_TOO_LARGE:
			break;
	}
	caudal_amount_print(text, monetary_minor(m), m->unit, true);
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount \"%s\" is out of range for type monetary after conversion to %s",
					text, CURRENCY_LETTERS(to)),
			 MONETARY_RANGE_DETAIL));
	return false;				/* keep compiler quiet */
}

Datum
caudal_in_currency(PG_FUNCTION_ARGS)
{
	Currency	to = PG_GETARG_CURRENCY(1);
	int64		minor;

	if (!caudal_convert_monetary(fcinfo, PG_GETARG_MONETARY(0), to,
								 PG_GETARG_DATEADT(2), SOURCE_ARG(3), &minor))
		PG_RETURN_NULL();
	PG_RETURN_MONETARY(monetary_make(minor, unit_of(to)));
}

/*
 * Try a number as an integer of up to nine decimals, which the memo's table
 * answers for.  The input is never rounded.
 */
static bool
convert_as_integer(FunctionCallInfo fcinfo, Numeric amount, Currency from,
				   Currency to, DateADT date, text *source,
				   ConvertResult *result, int64 *minor)
{
	NumericParts parts;
	int			least = caudal_currency_minor_unit(from);

	if (!caudal_numeric_to_parts(amount, &parts))
		return false;
	/* fewer different scales are fewer tables */
	while (parts.scale > least && parts.digits % 10 == 0)
	{
		parts.digits /= 10;
		parts.scale--;
	}
	if (parts.scale < least)
	{
		if (!caudal_scale_up(parts.digits, least - parts.scale, &parts.digits))
			return false;
		parts.scale = least;
	}
	if (parts.scale > UNIT_MAX_EXPONENT || !int128_fits_int64(parts.digits))
		return false;
	*result = caudal_convert(fcinfo, unit_make(from, parts.scale),
							 (int64) parts.digits, to, date, source, minor);
	return *result != CONVERT_TOO_LARGE;
}

/*
 * Convert a plain number; NULL where there is no usable rate and that is to
 * be NULL.  The result has the decimals of the target's minor unit.
 */
Numeric
caudal_convert_numeric(FunctionCallInfo fcinfo, Numeric amount,
					   Currency from, Currency to, DateADT date, text *source)
{
	int			scale = caudal_currency_minor_unit(to);
	ConvertResult result;
	int64		minor;
	RatePath	path;

	caudal_check_amount(amount);
	if (convert_as_integer(fcinfo, amount, from, to, date, source,
						   &result, &minor))
	{
		if (result == CONVERT_MISSING)
			return NULL;
		return int64_div_fast_to_numeric(minor, scale);
	}
	if (from == to)
		return DatumGetNumeric(DirectFunctionCall2(numeric_round,
												   NumericGetDatum(amount),
												   Int32GetDatum(scale)));
	if (!caudal_find_path(fcinfo, from, to, date, source, &path))
		return NULL;
	return caudal_path_convert(&path, amount, scale);
}

Datum
caudal_convert_amount(PG_FUNCTION_ARGS)
{
	Numeric		result = caudal_convert_numeric(fcinfo,
												PG_GETARG_NUMERIC_PACKED(0),
												PG_GETARG_CURRENCY(1),
												PG_GETARG_CURRENCY(2),
												PG_GETARG_DATEADT(3),
												SOURCE_ARG(4));

	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

/*
 * A bag in one currency: the sum of its entries, each converted and rounded,
 * so that it foots with them.
 */
Datum
caudal_bag_in_currency(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	Currency	to = PG_GETARG_CURRENCY(1);
	DateADT		date = PG_GETARG_DATEADT(2);
	text	   *source = SOURCE_ARG(3);
	int			n = money_bag_length(bag);
	int128		sum = 0;

	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);
		Numeric		converted;
		NumericParts parts;

		converted = caudal_convert_numeric(fcinfo,
										   caudal_numeric_from_int128(amount.value,
																	  unit_exponent(amount.unit)),
										   unit_currency(amount.unit), to,
										   date, source);
		if (converted == NULL)
			PG_RETURN_NULL();
		if (!caudal_numeric_to_parts(converted, &parts) ||
			__builtin_add_overflow(sum, parts.digits, &sum))
			caudal_totals_overflow();
	}
	PG_RETURN_MONETARY(caudal_monetary_from_int128(sum, unit_of(to)));
}

/*
 * The rate of a path for display: as published where nothing was divided.
 */
static Numeric
path_rate(const RatePath *path, Numeric *numerator, Numeric *denominator)
{
	bool		divides = false;

	caudal_path_fraction(path, numerator, denominator);
	for (int i = 0; i < path->nlegs; i++)
		divides |= path->legs[i].inverse;
	return divides ? caudal_divide_rates(*numerator, *denominator) :
		*numerator;
}

Datum
caudal_exchange_rate(PG_FUNCTION_ARGS)
{
	RatePath	path;
	Numeric		numerator;
	Numeric		denominator;

	if (!caudal_find_path(fcinfo, PG_GETARG_CURRENCY(0), PG_GETARG_CURRENCY(1),
						  PG_GETARG_DATEADT(2), SOURCE_ARG(3), &path))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(path_rate(&path, &numerator, &denominator));
}

/* the sources of a path in its order, one that serves twice named once */
static char *
path_sources(const RatePath *path)
{
	if (path->nlegs == 2 &&
		strcmp(path->legs[0].source, path->legs[1].source) != 0)
		return psprintf("%s, %s", path->legs[0].source, path->legs[1].source);
	return pstrdup(path->legs[0].source);
}

/*
 * The day of the older rate of a path.  A built-in rate has a day from which
 * it is law, but none of publication: it counts only where nothing else does.
 */
static DateADT
path_date(const RatePath *path)
{
	const RateLeg *older = &path->legs[0];

	for (int i = 1; i < path->nlegs; i++)
	{
		const RateLeg *leg = &path->legs[i];

		if (older->built_in != leg->built_in ? older->built_in :
			leg->row.valid_from < older->row.valid_from)
			older = leg;
	}
	return older->row.valid_from;
}

Datum
caudal_exchange_rate_used(PG_FUNCTION_ARGS)
{
	RatePath	path;
	Numeric		numerator;
	Numeric		denominator;
	Datum		values[7] = {0};
	bool		nulls[7] = {false};

	if (!caudal_find_path(fcinfo, PG_GETARG_CURRENCY(0), PG_GETARG_CURRENCY(1),
						  PG_GETARG_DATEADT(2), SOURCE_ARG(3), &path))
		PG_RETURN_NULL();

	values[2] = NumericGetDatum(path_rate(&path, &numerator, &denominator));
	values[0] = NumericGetDatum(numerator);
	values[1] = NumericGetDatum(denominator);
	if (path.nlegs > 0)
	{
		values[3] = CStringGetTextDatum(path_sources(&path));
		values[4] = DateADTGetDatum(path_date(&path));
		values[5] = Int32GetDatum(path.nlegs == 1 ? path.legs[0].age :
								  Max(path.legs[0].age, path.legs[1].age));
		values[6] = CStringGetTextDatum(caudal_path_text(&path));
	}
	else
	{
		/* the same currency: no rate was looked up, so there is none to name */
		nulls[3] = nulls[4] = nulls[5] = true;
		values[6] = CStringGetTextDatum("same currency");
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo),
													  values, nulls)));
}

static void
check_rate(Numeric rate)
{
	if (!caudal_numeric_is_finite(rate) || caudal_numeric_sign(rate) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid exchange rate: \"%s\"",
						caudal_numeric_text(rate)),
				 errdetail("A rate is a finite number greater than zero."),
				 errhint("Give units of the target currency for one unit of the amount's.")));
}

/*
 * amount * numerator / denominator in another currency, rounded once.
 */
static Monetary *
at_fraction(const Monetary *m, Numeric numerator, Numeric denominator,
			Currency to)
{
	int			scale = caudal_currency_minor_unit(to);
	NumericParts n;
	NumericParts d;
	Ratio		ratio;
	int64		minor;
	Numeric		amount;

	check_rate(numerator);
	check_rate(denominator);
	if (monetary_currency(m) == to &&
		DatumGetInt32(DirectFunctionCall2(numeric_cmp,
										  NumericGetDatum(numerator),
										  NumericGetDatum(denominator))) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the exchange rate of %s against itself is 1",
						CURRENCY_LETTERS(to)),
				 errhint("To multiply an amount by a number, use *.")));

	if (caudal_numeric_to_parts(numerator, &n) &&
		caudal_numeric_to_parts(denominator, &d) &&
		int128_fits_int64(n.digits) && int128_fits_int64(d.digits))
	{
		caudal_ratio_one(&ratio);
		if (caudal_ratio_multiply(&ratio, (uint64) n.digits) &&
			caudal_ratio_divide(&ratio, (uint64) d.digits) &&
			caudal_ratio_shift10(&ratio, d.scale - n.scale + scale -
								 unit_exponent(m->unit)) &&
			caudal_ratio_apply(&ratio, monetary_minor(m), &minor))
			return monetary_make(minor, unit_of(to));
	}
	amount = NUMERIC_CALL2(numeric_mul, caudal_monetary_to_numeric(m),
						   numerator);
	amount = caudal_numeric_divide_round(amount, denominator, scale);
	return monetary_make(caudal_minor_from_numeric(amount, unit_of(to)),
						 unit_of(to));
}

static Monetary *
at_rate(const Monetary *m, Numeric rate, Currency to)
{
	return at_fraction(m, rate, int64_to_numeric(1), to);
}

Datum
caudal_at_rate(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONETARY(at_rate(PG_GETARG_MONETARY(0),
							   PG_GETARG_NUMERIC_PACKED(1),
							   PG_GETARG_CURRENCY(2)));
}

Datum
caudal_at_fraction(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONETARY(at_fraction(PG_GETARG_MONETARY(0),
								   PG_GETARG_NUMERIC_PACKED(1),
								   PG_GETARG_NUMERIC_PACKED(2),
								   PG_GETARG_CURRENCY(3)));
}

static Monetary *
difference(int64 later, int64 earlier, Currency currency)
{
	return caudal_monetary_from_int128((int128) later - earlier,
									   unit_of(currency));
}

/*
 * Both values are rounded as they stand in the books, and then subtracted: so
 * the difference foots with the two entries (IAS 21.28).
 */
Datum
caudal_exchange_difference(PG_FUNCTION_ARGS)
{
	const Monetary *original = PG_GETARG_MONETARY(0);
	Currency	currency = PG_GETARG_CURRENCY(3);
	Monetary   *booked = at_rate(original, PG_GETARG_NUMERIC_PACKED(1), currency);
	Monetary   *settled = at_rate(original, PG_GETARG_NUMERIC_PACKED(2), currency);

	PG_RETURN_MONETARY(difference(monetary_minor(settled),
								  monetary_minor(booked), currency));
}

Datum
caudal_revalue(PG_FUNCTION_ARGS)
{
	const Monetary *original = PG_GETARG_MONETARY(0);
	Currency	currency = PG_GETARG_CURRENCY(2);
	Monetary   *booked = at_rate(original, PG_GETARG_NUMERIC_PACKED(1), currency);
	int64		closing;

	if (!caudal_convert_monetary(fcinfo, original, currency,
								 PG_GETARG_DATEADT(3), SOURCE_ARG(4), &closing))
		PG_RETURN_NULL();
	PG_RETURN_MONETARY(difference(closing, monetary_minor(booked), currency));
}
