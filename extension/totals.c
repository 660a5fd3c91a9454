/*-------------------------------------------------------------------------
 *
 * totals.c
 *		Running totals by unit, and the aggregates sum and avg of monetary.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "totals.h"

#include "catalog/pg_type.h"
#include "nodes/execnodes.h"

#include "monetary.h"

PG_FUNCTION_INFO_V1(caudal_sum_accum);
PG_FUNCTION_INFO_V1(caudal_sum_inverse);
PG_FUNCTION_INFO_V1(caudal_sum_combine);
PG_FUNCTION_INFO_V1(caudal_sum_final);
PG_FUNCTION_INFO_V1(caudal_avg_final);

#define SUM_HINT \
	gettext_noop("Sum per currency with bag(amount), or in one currency with sum_in(amount, currency, date).")

void
caudal_totals_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("total is out of range"),
			 errdetail("A total is kept as a 128-bit number of minor units.")));
}

void
caudal_totals_invalid(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid aggregate state"),
			 errhint("The functions that an aggregate is made of are not for calling by hand.")));
}

/*
 * A state argument, in place inside an aggregate and else a copy.  Its shape
 * is checked here, at the cost of a few loads, as core does for avg(int).
 */
ArrayType *
caudal_totals_arg(FunctionCallInfo fcinfo, int n)
{
	ArrayType  *array;

	if (AggCheckCallContext(fcinfo, NULL))
		array = PG_GETARG_ARRAYTYPE_P(n);
	else
		array = PG_GETARG_ARRAYTYPE_P_COPY(n);
	if (ARR_NDIM(array) != 1 || ARR_HASNULL(array) ||
		ARR_ELEMTYPE(array) != INT8OID || ARR_DIMS(array)[0] < 1 ||
		(ARR_DIMS(array)[0] - 1) % (int) TOTALS_FIELDS != 0)
		caudal_totals_invalid();
	return array;
}

/*
 * A total in today's unit, where that loses nothing.  The finest unit met may
 * be that of an amount which has left a moving frame.
 */
int128
caudal_total_today(const Total *total, Unit *unit)
{
	Unit		own = (Unit) total->unit;
	Unit		today = unit_of(unit_currency(own));
	int128		value;

	if (own != today &&
		caudal_rescale_exactly(total_value(total), unit_exponent(own),
							   unit_exponent(today), &value))
	{
		*unit = today;
		return value;
	}
	*unit = own;
	return total_value(total);
}

/*
 * The single total of sum and its kin.
 */
ArrayType *
caudal_single_total_arg(FunctionCallInfo fcinfo, int n)
{
	ArrayType  *array = (ArrayType *) PG_GETARG_POINTER(n);

	/* the state of a running aggregate, of the one shape there is */
	if (likely(fcinfo->context != NULL && IsA(fcinfo->context, AggState) &&
			   VARATT_IS_4B_U(array) && ARR_NDIM(array) == 1 &&
			   !ARR_HASNULL(array) && ARR_ELEMTYPE(array) == INT8OID &&
			   ARR_DIMS(array)[0] == 1 + (int) TOTALS_FIELDS))
		return array;

	array = caudal_totals_arg(fcinfo, n);
	if (totals_length(array) != 1)
		caudal_totals_invalid();
	return array;
}

/*
 * Are these units that could have come from amounts, in order?  Asked before
 * a unit is looked up in the currency table.
 */
void
caudal_totals_check(const ArrayType *array)
{
	const Totals *totals = totals_of_array((ArrayType *) array);
	int			n = totals_length(array);
	Currency	previous = 0;

	if (totals->count < 0)
		caudal_totals_invalid();
	for (int i = 0; i < n; i++)
	{
		int64		unit = totals->entries[i].unit;

		if (n == 1 && unit == 0 && totals->count == 0)
			break;
		if (unit <= 0 || unit > PG_UINT32_MAX ||
			!unit_is_valid((Unit) unit) ||
			unit_currency((Unit) unit) <= previous)
			caudal_totals_invalid();
		previous = unit_currency((Unit) unit);
	}
}

/*
 * Add an amount whose exponent is not the total's: the larger one is kept.
 * Callers see to it that the currency is the total's; where it is not, the
 * state was made by hand.
 */
void
caudal_total_add_other(Total *total, Unit unit, int128 value)
{
	Unit		own = (Unit) total->unit;
	int128		sum = total_value(total);
	bool		fits;

	if (unit_currency(unit) != unit_currency(own))
		caudal_totals_invalid();
	if (unit_exponent(unit) > unit_exponent(own))
	{
		fits = caudal_scale_up(sum, unit_exponent(unit) - unit_exponent(own),
							   &sum);
		total->unit = unit;
	}
	else
		fits = caudal_scale_up(value, unit_exponent(own) - unit_exponent(unit),
							   &value);
	if (!fits || __builtin_add_overflow(sum, value, &sum))
		caudal_totals_overflow();
	total_set(total, sum);
}

/*
 * The whole of totals_add_single(), for what is not the usual case.
 */
void
caudal_totals_add_single(ArrayType *array, Unit unit, int128 value,
						 const char *hint)
{
	Totals	   *totals = totals_of_array(array);
	Total	   *total = &totals->entries[0];

	if (unlikely(total->unit != (int64) unit))
	{
		if (total->unit == 0)
			total->unit = unit;
		else if (unit_currency((Unit) total->unit) != unit_currency(unit))
		{
			/* the code is about to be shown */
			caudal_totals_check(array);
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot sum %s and %s",
							CURRENCY_LETTERS(unit_currency((Unit) total->unit)),
							CURRENCY_LETTERS(unit_currency(unit))),
					 errdetail("A sum has one currency."),
					 errhint("%s", _(hint))));
		}
	}
	total_add(total, unit, value);
	totals->count++;
}

Datum
caudal_sum_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	const Monetary *m = PG_GETARG_MONETARY(1);

	totals_add_single(state, m->unit, monetary_minor(m), SUM_HINT);
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caudal_sum_inverse(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Totals	   *totals = totals_of_array(state);
	const Monetary *m = PG_GETARG_MONETARY(1);

	total_add(&totals->entries[0], m->unit, -(int128) monetary_minor(m));
	/* an empty frame has no currency: the next one may be another */
	if (--totals->count == 0)
		totals->entries[0].unit = 0;
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caudal_sum_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	ArrayType  *other = caudal_single_total_arg(fcinfo, 1);
	Totals	   *a = totals_of_array(state);
	Totals	   *b = totals_of_array(other);
	int64		count = a->count;

	caudal_totals_check(state);
	caudal_totals_check(other);
	if (b->count > 0)
	{
		caudal_totals_add_single(state, (Unit) b->entries[0].unit,
								 total_value(&b->entries[0]), SUM_HINT);
		if (__builtin_add_overflow(count, b->count, &a->count))
			caudal_totals_overflow();
	}
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caudal_sum_final(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Totals	   *totals = totals_of_array(state);
	int128		total;
	Unit		unit;

	if (totals->count == 0)
		PG_RETURN_NULL();
	caudal_totals_check(state);
	total = caudal_total_today(&totals->entries[0], &unit);
	PG_RETURN_MONETARY(caudal_monetary_from_int128(total, unit));
}

/*
 * The mean, rounded half away from zero to today's minor unit: to the finest
 * one met it would depend on amounts that have left a moving frame.
 */
Datum
caudal_avg_final(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Totals	   *totals = totals_of_array(state);
	Unit		unit;
	Unit		today;
	int128		dividend;
	int128		divisor;
	int			shift;

	if (totals->count == 0)
		PG_RETURN_NULL();
	caudal_totals_check(state);
	unit = (Unit) totals->entries[0].unit;
	today = unit_of(unit_currency(unit));
	shift = unit_exponent(today) - unit_exponent(unit);
	if (!caudal_scale_up(total_value(&totals->entries[0]), Max(shift, 0),
						 &dividend) ||
		!caudal_scale_up(totals->count, Max(-shift, 0), &divisor))
		caudal_totals_overflow();
	PG_RETURN_MONETARY(caudal_monetary_from_int128(caudal_divide_round(dividend,
																	   divisor),
												   today));
}
