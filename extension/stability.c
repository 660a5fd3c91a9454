/*-------------------------------------------------------------------------
 *
 * stability.c
 *		How steady an organization's years are: aggregates over their figures.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "compat.h"

#include "common/int.h"
#include "utils/fmgrprotos.h"

#include "aggregate.h"
#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_coefficient_of_variation_final);
PG_FUNCTION_INFO_V1(caudal_consecutive_deficits_accum);
PG_FUNCTION_INFO_V1(caudal_revenue_drop_accum);
PG_FUNCTION_INFO_V1(caudal_revenue_drop_final);

static bool
is_positive(Numeric number)
{
	return DatumGetBool(DirectFunctionCall2(numeric_gt, NumericGetDatum(number),
											NumericGetDatum(int64_to_numeric(0))));
}

/*
 * The state is that of numeric's own aggregates, and so are the standard
 * deviation and the mean: exact sums, rounded once each.
 */
Datum
caudal_coefficient_of_variation_final(PG_FUNCTION_ARGS)
{
	Datum		deviation;
	Datum		mean;

	aggregate_context(fcinfo);
	deviation = numeric_stddev_samp(fcinfo);
	if (fcinfo->isnull)
		return deviation;
	mean = numeric_avg(fcinfo);
	if (!is_positive(DatumGetNumeric(mean)))
		PG_RETURN_NULL();
	return DirectFunctionCall2(numeric_div, deviation, mean);
}

/*
 * The length of the run of deficits that the last row ends, NULL where it is
 * not known whether that is one.
 */
Datum
caudal_consecutive_deficits_accum(PG_FUNCTION_ARGS)
{
	Numeric		surplus;
	int32		run = PG_ARGISNULL(0) ? 0 : PG_GETARG_INT32(0);

	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	surplus = PG_GETARG_NUMERIC_PACKED(1);
	if (!DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(surplus),
										  NumericGetDatum(int64_to_numeric(0)))))
		PG_RETURN_INT32(0);
	if (pg_add_s32_overflow(run, 1, &run))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("integer out of range")));
	PG_RETURN_INT32(run);
}

/* NULL: not known, or none yet */
typedef struct RevenueDrop
{
	Numeric		previous;
	Numeric		worst;
} RevenueDrop;

static void
replace(Numeric *kept, Numeric value, MemoryContext context)
{
	if (*kept != NULL)
		pfree(*kept);
	*kept = NULL;
	if (value != NULL)
	{
		Size		size = VARSIZE_ANY(value);

		*kept = MemoryContextAlloc(context, size);
		memcpy(*kept, value, size);
	}
}

Datum
caudal_revenue_drop_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	RevenueDrop *state;
	Numeric		revenue;

	state = PG_ARGISNULL(0) ?
		MemoryContextAllocZero(context, sizeof(RevenueDrop)) :
		(RevenueDrop *) PG_GETARG_POINTER(0);
	revenue = PG_ARGISNULL(1) ? NULL : PG_GETARG_NUMERIC_PACKED(1);

	/* there is no share of what was not there */
	if (revenue != NULL && state->previous != NULL &&
		is_positive(state->previous))
	{
		Numeric		drop = NUMERIC_CALL2(numeric_div,
										 NUMERIC_CALL2(numeric_sub, state->previous, revenue),
										 state->previous);

		if (!is_positive(drop))
			drop = int64_to_numeric(0);
		if (state->worst == NULL ||
			DatumGetBool(DirectFunctionCall2(numeric_gt, NumericGetDatum(drop),
											 NumericGetDatum(state->worst))))
			replace(&state->worst, drop, context);
	}
	replace(&state->previous, revenue, context);
	PG_RETURN_POINTER(state);
}

Datum
caudal_revenue_drop_final(PG_FUNCTION_ARGS)
{
	RevenueDrop *state;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (RevenueDrop *) PG_GETARG_POINTER(0);
	if (state->worst == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(state->worst);
}
