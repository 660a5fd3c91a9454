/*-------------------------------------------------------------------------
 *
 * spreading.c
 *		Money spread over time by days, and divided by weights.
 *
 * Each function on monetary has a twin on plain numbers, which takes the
 * number of decimals.  Both round as spread.c says; the plain numbers may be
 * of any size, so numeric calculates them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_functions.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "monetary.h"
#include "numeric_parts.h"
#include "result_row.h"
#include "spread.h"

PG_FUNCTION_INFO_V1(caudal_accrued);
PG_FUNCTION_INFO_V1(caudal_accrue_amount);
PG_FUNCTION_INFO_V1(caudal_prorate);
PG_FUNCTION_INFO_V1(caudal_prorate_amount);
PG_FUNCTION_INFO_V1(caudal_allocate);
PG_FUNCTION_INFO_V1(caudal_respread);
PG_FUNCTION_INFO_V1(caudal_allocate_amount);
PG_FUNCTION_INFO_V1(caudal_allocate_by);
PG_FUNCTION_INFO_V1(caudal_allocate_amount_by);

/* decimals of a plain number: as many as sum_in_exact gives */
#define MAX_DECIMALS	20

#define CANNOT_SPREAD \
	gettext_noop("cannot spread an amount over grant period \"%s\"")

static void
needs_end(GrantPeriod period)
{
	caudal_period_needs_end(period, CANNOT_SPREAD);
}

static int
check_decimals(int32 decimals)
{
	if (decimals < 0 || decimals > MAX_DECIMALS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an amount cannot have %d decimals", decimals),
				 errhint("Give a number from 0 to %d; cents are 2.",
						 MAX_DECIMALS)));
	return decimals;
}

/* the twins of the functions of spread.c */
static Numeric
accrued_numeric(Numeric amount, GrantPeriod period, int64 day, int decimals)
{
	int32		elapsed = caudal_days_elapsed(period, day);

	return caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, amount,
													 int64_to_numeric(elapsed)),
									   int64_to_numeric(period_days(period)),
									   decimals);
}

static Numeric
prorated_numeric(Numeric amount, GrantPeriod whole, GrantPeriod part,
				 int decimals)
{
	return NUMERIC_CALL2(numeric_sub,
						 accrued_numeric(amount, whole, part.last, decimals),
						 accrued_numeric(amount, whole,
										 (int64) part.first - 1, decimals));
}

Datum
caudal_accrued(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(1);
	DateADT		day = PG_GETARG_DATEADT(2);

	needs_end(period);
	PG_RETURN_MONETARY(monetary_make(caudal_accrued_minor(monetary_minor(m),
														  period, day),
									 m->unit));
}

Datum
caudal_accrue_amount(PG_FUNCTION_ARGS)
{
	Numeric		amount = caudal_check_amount(PG_GETARG_NUMERIC_PACKED(0));
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(1);
	DateADT		day = PG_GETARG_DATEADT(2);
	int			decimals = check_decimals(PG_GETARG_INT32(3));

	needs_end(period);
	PG_RETURN_NUMERIC(accrued_numeric(amount, period, day, decimals));
}

Datum
caudal_prorate(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	GrantPeriod whole = PG_GETARG_GRANT_PERIOD(1);
	GrantPeriod part = PG_GETARG_GRANT_PERIOD(2);

	needs_end(whole);
	PG_RETURN_MONETARY(monetary_make(caudal_prorated_minor(monetary_minor(m),
														   whole, part),
									 m->unit));
}

Datum
caudal_prorate_amount(PG_FUNCTION_ARGS)
{
	Numeric		amount = caudal_check_amount(PG_GETARG_NUMERIC_PACKED(0));
	GrantPeriod whole = PG_GETARG_GRANT_PERIOD(1);
	GrantPeriod part = PG_GETARG_GRANT_PERIOD(2);
	int			decimals = check_decimals(PG_GETARG_INT32(3));

	needs_end(whole);
	PG_RETURN_NUMERIC(prorated_numeric(amount, whole, part, decimals));
}

/* the state of a function that returns a row for each part of a period */
typedef struct Schedule
{
	PeriodSplit split;
	int64		minor;			/* of a monetary */
	Unit		unit;
	Numeric		amount;			/* of a plain number */
	int			decimals;
} Schedule;

/*
 * Begin a schedule.  The period and the unit are the arguments first and
 * first + 1; the month in which fiscal years start is the argument start, if
 * there are so many.
 */
static Schedule *
begin_schedule(FunctionCallInfo fcinfo, int first, int start)
{
	FuncCallContext *call = SRF_FIRSTCALL_INIT();
	MemoryContext oldcontext = MemoryContextSwitchTo(call->multi_call_memory_ctx);
	Schedule   *schedule = palloc0(sizeof(Schedule));

	caudal_split_begin(fcinfo, &schedule->split, PG_GETARG_GRANT_PERIOD(first),
					   CANNOT_SPREAD, first + 1, start);
	call->user_fctx = schedule;
	call->tuple_desc = result_row(fcinfo);
	MemoryContextSwitchTo(oldcontext);
	return schedule;
}

static Datum
schedule_row(FuncCallContext *call, GrantPeriod part, Datum amount)
{
	Datum		values[] = {GrantPeriodGetDatum(part), amount};
	bool		nulls[lengthof(values)] = {0};

	return HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls));
}

static Datum
next_monetary_row(FunctionCallInfo fcinfo)
{
	FuncCallContext *call = SRF_PERCALL_SETUP();
	Schedule   *schedule = call->user_fctx;
	GrantPeriod part;
	int64		minor;

	if (!caudal_split_next(&schedule->split, &part))
		SRF_RETURN_DONE(call);
	minor = caudal_prorated_minor(schedule->minor, schedule->split.period, part);
	SRF_RETURN_NEXT(call,
					schedule_row(call, part,
								 MonetaryGetDatum(monetary_make(minor,
																schedule->unit))));
}

/*
 * allocate(amount, period, unit [, start_month])
 */
Datum
caudal_allocate(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		const Monetary *m = PG_GETARG_MONETARY(0);
		Schedule   *schedule = begin_schedule(fcinfo, 1, 3);

		schedule->minor = monetary_minor(m);
		schedule->unit = m->unit;
	}
	return next_monetary_row(fcinfo);
}

/*
 * respread(new_total, already, remaining, unit [, start_month])
 */
Datum
caudal_respread(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		const Monetary *left = caudal_monetary_difference(PG_GETARG_MONETARY(0),
														  PG_GETARG_MONETARY(1));
		Schedule   *schedule = begin_schedule(fcinfo, 2, 4);

		schedule->minor = monetary_minor(left);
		schedule->unit = left->unit;
	}
	return next_monetary_row(fcinfo);
}

/*
 * allocate_amount(amount, period, unit, decimals [, start_month])
 */
Datum
caudal_allocate_amount(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Schedule   *schedule;
	GrantPeriod part;
	Numeric		amount;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		schedule = begin_schedule(fcinfo, 1, 4);
		schedule->decimals = check_decimals(PG_GETARG_INT32(3));
		call = SRF_PERCALL_SETUP();
		oldcontext = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		schedule->amount = caudal_check_amount(PG_GETARG_NUMERIC_COPY(0));
		MemoryContextSwitchTo(oldcontext);
	}
	call = SRF_PERCALL_SETUP();
	schedule = call->user_fctx;
	if (!caudal_split_next(&schedule->split, &part))
		SRF_RETURN_DONE(call);
	amount = prorated_numeric(schedule->amount, schedule->split.period, part,
							  schedule->decimals);
	SRF_RETURN_NEXT(call, schedule_row(call, part, NumericGetDatum(amount)));
}

/*
 * The weights of an array, checked, and their sum.  Errors name a weight by
 * its subscript.
 */
static Datum *
get_weights(ArrayType *array, int *n, Numeric *sum)
{
	Datum	   *weights;
	bool	   *nulls;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the array of weights has %d dimensions",
						ARR_NDIM(array)),
				 errhint("Give one weight for each part, as in ARRAY[1, 1, 2].")));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT,
					  &weights, &nulls, n);
	if (*n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are no weights"),
				 errhint("Give one weight for each part, as in ARRAY[1, 1, 2].")));

	*sum = int64_to_numeric(0);
	for (int i = 0; i < *n; i++)
	{
		int			subscript = ARR_LBOUND(array)[0] + i;
		Numeric		weight;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("weight %d is NULL", subscript),
					 errhint("Give 0 for a part that gets nothing.")));
		weight = DatumGetNumeric(weights[i]);
		if (!caudal_numeric_is_finite(weight))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("weight %d is not a finite number: \"%s\"",
							subscript,
							caudal_numeric_text(weight)),
					 errhint("Give 0 for a part that gets nothing.")));
		if (caudal_numeric_sign(weight) < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("weight %d is negative: \"%s\"", subscript,
							caudal_numeric_text(weight)),
					 errhint("Give 0 for a part that gets nothing.")));
		*sum = NUMERIC_CALL2(numeric_add, *sum, weight);
	}
	if (caudal_numeric_sign(*sum) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("all weights are zero"),
				 errdetail("There is no part that the amount could go to.")));
	return weights;
}

typedef struct Remainder
{
	Numeric		value;
	int			place;
} Remainder;

/* the largest first, of equal ones the earlier */
static int
compare_remainders(const void *a, const void *b)
{
	const Remainder *x = a;
	const Remainder *y = b;
	int			order = DatumGetInt32(DirectFunctionCall2(numeric_cmp,
														  NumericGetDatum(y->value),
														  NumericGetDatum(x->value)));

	return order != 0 ? order : x->place - y->place;
}

/*
 * Divide a whole number of units by weights: each part gets the integer part
 * of its share, and the units left over go one each to the parts whose share
 * lost the largest fraction.  The fractions are compared as the remainders of
 * units * weight divided by the sum of the weights, which are exact.
 *
 * A weight of zero has the remainder zero.  More parts have another than
 * there are units left, so it gets nothing.
 */
static Datum *
divide_by_weights(Numeric units, ArrayType *array, int *n)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		left = DatumGetNumeric(DirectFunctionCall1(numeric_abs,
														   NumericGetDatum(units)));
	Numeric		magnitude = left;
	Numeric		sum;
	Datum	   *weights = get_weights(array, n, &sum);
	Datum	   *parts = palloc(*n * sizeof(Datum));
	Remainder  *remainders = palloc(*n * sizeof(Remainder));
	int			nleft;

	for (int i = 0; i < *n; i++)
	{
		Numeric		product = NUMERIC_CALL2(numeric_mul, magnitude,
											DatumGetNumeric(weights[i]));
		Numeric		part = NUMERIC_CALL2(numeric_div_trunc, product, sum);

		CHECK_FOR_INTERRUPTS();
		parts[i] = NumericGetDatum(part);
		remainders[i].value = NUMERIC_CALL2(numeric_sub, product,
											NUMERIC_CALL2(numeric_mul, part,
														  sum));
		remainders[i].place = i;
		left = NUMERIC_CALL2(numeric_sub, left, part);
	}

	qsort(remainders, *n, sizeof(Remainder), compare_remainders);
	nleft = DatumGetInt32(DirectFunctionCall1(numeric_int4,
											  NumericGetDatum(left)));
	for (int i = 0; i < nleft; i++)
	{
		Datum	   *part = &parts[remainders[i].place];

		*part = DirectFunctionCall2(numeric_add, *part, NumericGetDatum(one));
	}

	if (caudal_numeric_sign(units) < 0)
		for (int i = 0; i < *n; i++)
			parts[i] = DirectFunctionCall1(numeric_uminus, parts[i]);
	return parts;
}

Datum
caudal_allocate_by(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	ArrayType  *weights = PG_GETARG_ARRAYTYPE_P(1);
	Oid			element = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	int			n;
	Datum	   *parts = divide_by_weights(int64_to_numeric(monetary_minor(m)),
										  weights, &n);

	for (int i = 0; i < n; i++)
	{
		int64		minor = DatumGetInt64(DirectFunctionCall1(numeric_int8,
															  parts[i]));

		parts[i] = MonetaryGetDatum(monetary_make(minor, m->unit));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(parts, NULL, 1, ARR_DIMS(weights),
											 ARR_LBOUND(weights), element,
											 sizeof(Monetary), false,
											 TYPALIGN_INT));
}

Datum
caudal_allocate_amount_by(PG_FUNCTION_ARGS)
{
	Numeric		amount = caudal_check_amount(PG_GETARG_NUMERIC_PACKED(0));
	ArrayType  *weights = PG_GETARG_ARRAYTYPE_P(1);
	int			decimals = check_decimals(PG_GETARG_INT32(2));
	Numeric		unit = int64_div_fast_to_numeric(1, decimals);
	Numeric		rounded = DatumGetNumeric(DirectFunctionCall2(numeric_round,
															  NumericGetDatum(amount),
															  Int32GetDatum(decimals)));
	int			n;
	Datum	   *parts = divide_by_weights(NUMERIC_CALL2(numeric_div_trunc,
														rounded, unit),
										  weights, &n);

	for (int i = 0; i < n; i++)
		parts[i] = DirectFunctionCall2(numeric_mul, parts[i],
									   NumericGetDatum(unit));
	PG_RETURN_ARRAYTYPE_P(construct_md_array(parts, NULL, 1, ARR_DIMS(weights),
											 ARR_LBOUND(weights), NUMERICOID,
											 -1, false, TYPALIGN_INT));
}
