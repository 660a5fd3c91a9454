/*-------------------------------------------------------------------------
 *
 * monetary_ops.c
 *		Arithmetic and comparison of monetary.
 *
 * Two amounts of different currencies are never added, subtracted, divided
 * or strictly compared: that is error 22023.  Equality is total, and so is
 * the order by code and then value of the *< family, which sorts and indexes
 * mixed columns.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_monetary_add);
PG_FUNCTION_INFO_V1(caudal_monetary_subtract);
PG_FUNCTION_INFO_V1(caudal_monetary_negate);
PG_FUNCTION_INFO_V1(caudal_monetary_multiply);
PG_FUNCTION_INFO_V1(caudal_numeric_multiply);
PG_FUNCTION_INFO_V1(caudal_monetary_divide);
PG_FUNCTION_INFO_V1(caudal_monetary_ratio);
PG_FUNCTION_INFO_V1(caudal_absolute);
PG_FUNCTION_INFO_V1(caudal_direction);
PG_FUNCTION_INFO_V1(caudal_is_zero);
PG_FUNCTION_INFO_V1(caudal_is_positive);
PG_FUNCTION_INFO_V1(caudal_monetary_eq);
PG_FUNCTION_INFO_V1(caudal_monetary_ne);
PG_FUNCTION_INFO_V1(caudal_monetary_lt);
PG_FUNCTION_INFO_V1(caudal_monetary_le);
PG_FUNCTION_INFO_V1(caudal_monetary_gt);
PG_FUNCTION_INFO_V1(caudal_monetary_ge);
PG_FUNCTION_INFO_V1(caudal_monetary_sort_lt);
PG_FUNCTION_INFO_V1(caudal_monetary_sort_le);
PG_FUNCTION_INFO_V1(caudal_monetary_sort_gt);
PG_FUNCTION_INFO_V1(caudal_monetary_sort_ge);
PG_FUNCTION_INFO_V1(caudal_monetary_larger);
PG_FUNCTION_INFO_V1(caudal_monetary_smaller);
PG_FUNCTION_INFO_V1(caudal_greatest_of);
PG_FUNCTION_INFO_V1(caudal_least_of);

/*
 * The message is a whole sentence with two places, so that it can be
 * translated.
 */
static void pg_attribute_noreturn()
mismatch(const char *message, Currency a, Currency b)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg(message, CURRENCY_LETTERS(a), CURRENCY_LETTERS(b)),
			 errdetail("Amounts of different currencies have no common value without an exchange rate and a date."),
			 errhint("Convert one with in_currency(amount, currency, date), or keep both in a money_bag.")));
}

/*
 * Bring two amounts of one currency to the larger of their exponents.
 */
static inline Unit
common_unit(const Monetary *a, const Monetary *b, const char *message,
			int128 *x, int128 *y)
{
	int			difference;

	*x = monetary_minor(a);
	*y = monetary_minor(b);
	if (likely(a->unit == b->unit))
		return a->unit;
	if (monetary_currency(a) != monetary_currency(b))
		mismatch(message, monetary_currency(a), monetary_currency(b));
	/* 63 bits times 10^9 fits easily */
	difference = unit_exponent(a->unit) - unit_exponent(b->unit);
	if (difference > 0)
	{
		*y *= caudal_pow10[difference];
		return a->unit;
	}
	*x *= caudal_pow10[-difference];
	return b->unit;
}

Datum
caudal_monetary_add(PG_FUNCTION_ARGS)
{
	const Monetary *a = PG_GETARG_MONETARY(0);
	const Monetary *b = PG_GETARG_MONETARY(1);
	int128		x,
				y;
	Unit		unit = common_unit(a, b, gettext_noop("cannot add %s and %s"),
								   &x, &y);

	PG_RETURN_MONETARY(caudal_monetary_from_int128(x + y, unit));
}

Monetary *
caudal_monetary_difference(const Monetary *a, const Monetary *b)
{
	int128		x,
				y;
	Unit		unit = common_unit(a, b,
								   gettext_noop("cannot subtract %s and %s"),
								   &x, &y);

	return caudal_monetary_from_int128(x - y, unit);
}

Datum
caudal_monetary_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONETARY(caudal_monetary_difference(PG_GETARG_MONETARY(0),
												  PG_GETARG_MONETARY(1)));
}

Datum
caudal_monetary_negate(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);

	PG_RETURN_MONETARY(caudal_monetary_from_int128(-(int128) monetary_minor(m),
												   m->unit));
}

static void
check_factor(Numeric factor)
{
	if (!caudal_numeric_is_finite(factor))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot multiply or divide an amount of money by \"%s\"",
						caudal_numeric_text(factor)),
				 errdetail("Only a finite number gives an amount of money."),
				 errhint("Give NULL where the number is not known.")));
}

static Monetary *
multiply(const Monetary *m, Numeric factor)
{
	NumericParts parts;
	int128		product;
	int128		divisor;
	Numeric		rounded;

	check_factor(factor);
	if (caudal_numeric_to_parts(factor, &parts) &&
		!__builtin_mul_overflow(parts.digits, (int128) monetary_minor(m),
								&product) &&
		caudal_scale_up(1, parts.scale, &divisor))
		return caudal_monetary_from_int128(caudal_divide_round(product, divisor),
										   m->unit);
	/*
	 * Minor units times the factor have no more decimals than the factor, so
	 * that numeric rounds nothing before we do.
	 */
	rounded = NUMERIC_CALL2(numeric_mul,
							int64_to_numeric(monetary_minor(m)), factor);
	rounded = DatumGetNumeric(DirectFunctionCall2(numeric_round,
												  NumericGetDatum(rounded),
												  Int32GetDatum(0)));
	rounded = NUMERIC_CALL2(numeric_mul, rounded,
							int64_div_fast_to_numeric(1, unit_exponent(m->unit)));
	return monetary_make(caudal_minor_from_numeric(rounded, m->unit), m->unit);
}

Datum
caudal_monetary_multiply(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONETARY(multiply(PG_GETARG_MONETARY(0),
								PG_GETARG_NUMERIC_PACKED(1)));
}

Datum
caudal_numeric_multiply(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONETARY(multiply(PG_GETARG_MONETARY(1),
								PG_GETARG_NUMERIC_PACKED(0)));
}

static void
division_by_zero(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DIVISION_BY_ZERO),
			 errmsg("division by zero"),
			 errhint("NULLIF(divisor, 0) gives NULL instead.")));
}

Datum
caudal_monetary_divide(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	Numeric		divisor = PG_GETARG_NUMERIC_PACKED(1);
	NumericParts parts;
	int128		dividend;

	check_factor(divisor);
	if (caudal_numeric_sign(divisor) == 0)
		division_by_zero();
	if (caudal_numeric_to_parts(divisor, &parts) &&
		caudal_scale_up(monetary_minor(m), parts.scale, &dividend))
		PG_RETURN_MONETARY(caudal_monetary_from_int128(caudal_divide_round(dividend,
																		   parts.digits),
													   m->unit));
	PG_RETURN_MONETARY(monetary_make(caudal_minor_from_numeric(caudal_numeric_divide_round(caudal_monetary_to_numeric(m),
																						   divisor,
																						   unit_exponent(m->unit)),
															   m->unit),
									 m->unit));
}

/*
 * How many times the second amount goes into the first, with the digits that
 * numeric division gives (at least 16 significant ones).
 */
Datum
caudal_monetary_ratio(PG_FUNCTION_ARGS)
{
	const Monetary *a = PG_GETARG_MONETARY(0);
	const Monetary *b = PG_GETARG_MONETARY(1);

	if (monetary_currency(a) != monetary_currency(b))
		mismatch(gettext_noop("cannot divide %s and %s"),
				 monetary_currency(a), monetary_currency(b));
	if (monetary_minor(b) == 0)
		division_by_zero();
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div,
									caudal_monetary_to_numeric(a),
									caudal_monetary_to_numeric(b)));
}

Datum
caudal_absolute(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);

	if (monetary_minor(m) >= 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return caudal_monetary_negate(fcinfo);
}

Datum
caudal_direction(PG_FUNCTION_ARGS)
{
	int64		minor = monetary_minor(PG_GETARG_MONETARY(0));

	PG_RETURN_INT32((minor > 0) - (minor < 0));
}

Datum
caudal_is_zero(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(monetary_minor(PG_GETARG_MONETARY(0)) == 0);
}

Datum
caudal_is_positive(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(monetary_minor(PG_GETARG_MONETARY(0)) > 0);
}

/*
 * The total order: by code, then by value, whatever the stored exponents.
 */
int
caudal_monetary_compare(const Monetary *a, const Monetary *b)
{
	int64		x = monetary_minor(a);
	int64		y = monetary_minor(b);
	Currency	ca = monetary_currency(a);
	Currency	cb = monetary_currency(b);

	if (likely(a->unit == b->unit))
		return (x > y) - (x < y);
	if (ca != cb)
		return ca > cb ? 1 : -1;
	return caudal_compare_scaled(x, unit_exponent(a->unit),
								 y, unit_exponent(b->unit));
}

static inline int
strict_compare(const Monetary *a, const Monetary *b)
{
	if (unlikely(monetary_currency(a) != monetary_currency(b)))
		mismatch(gettext_noop("cannot compare %s and %s"),
				 monetary_currency(a), monetary_currency(b));
	return caudal_monetary_compare(a, b);
}

#define COMPARISON(name, compare, op) \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(compare(PG_GETARG_MONETARY(0), PG_GETARG_MONETARY(1)) op 0); \
}

COMPARISON(caudal_monetary_eq, caudal_monetary_compare, ==)
COMPARISON(caudal_monetary_ne, caudal_monetary_compare, !=)
COMPARISON(caudal_monetary_lt, strict_compare, <)
COMPARISON(caudal_monetary_le, strict_compare, <=)
COMPARISON(caudal_monetary_gt, strict_compare, >)
COMPARISON(caudal_monetary_ge, strict_compare, >=)
COMPARISON(caudal_monetary_sort_lt, caudal_monetary_compare, <)
COMPARISON(caudal_monetary_sort_le, caudal_monetary_compare, <=)
COMPARISON(caudal_monetary_sort_gt, caudal_monetary_compare, >)
COMPARISON(caudal_monetary_sort_ge, caudal_monetary_compare, >=)

/* transition functions of max and min: strict on currency, like > and < */
Datum
caudal_monetary_larger(PG_FUNCTION_ARGS)
{
	if (strict_compare(PG_GETARG_MONETARY(0), PG_GETARG_MONETARY(1)) >= 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_DATUM(PG_GETARG_DATUM(1));
}

Datum
caudal_monetary_smaller(PG_FUNCTION_ARGS)
{
	if (strict_compare(PG_GETARG_MONETARY(0), PG_GETARG_MONETARY(1)) <= 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_DATUM(PG_GETARG_DATUM(1));
}

/*
 * What GREATEST and LEAST do, but strict on currency: NULLs are ignored, and
 * only NULLs give NULL.
 */
static Datum
extreme_of(FunctionCallInfo fcinfo, int sign)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	const Monetary *best = NULL;
	ArrayIterator iterator = array_create_iterator(array, 0, NULL);
	Datum		value;
	bool		isnull;

	while (array_iterate(iterator, &value, &isnull))
	{
		const Monetary *m = DatumGetMonetary(value);

		if (isnull)
			continue;
		if (best == NULL || sign * strict_compare(m, best) > 0)
			best = m;
	}
	if (best == NULL)
		PG_RETURN_NULL();
	PG_RETURN_MONETARY(monetary_make(monetary_minor(best), best->unit));
}

Datum
caudal_greatest_of(PG_FUNCTION_ARGS)
{
	return extreme_of(fcinfo, 1);
}

Datum
caudal_least_of(PG_FUNCTION_ARGS)
{
	return extreme_of(fcinfo, -1);
}
