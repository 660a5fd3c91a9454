/*-------------------------------------------------------------------------
 *
 * period_aggregates.c
 *		coverage and gaps: which days many periods have, and which they lack.
 *
 * The state is a list of periods.  Whenever it is full, those that overlap or
 * meet are united, so that it grows with the number of separate periods and
 * not with that of rows.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/multirangetypes.h"

#include "aggregate.h"
#include "period_set.h"
#include "period_text.h"

PG_FUNCTION_INFO_V1(caudal_coverage_accum);
PG_FUNCTION_INFO_V1(caudal_gaps_accum);
PG_FUNCTION_INFO_V1(caudal_coverage_combine);
PG_FUNCTION_INFO_V1(caudal_coverage_serialize);
PG_FUNCTION_INFO_V1(caudal_coverage_deserialize);
PG_FUNCTION_INFO_V1(caudal_coverage_final);
PG_FUNCTION_INFO_V1(caudal_gaps_final);

#define INITIAL_CAPACITY	16

typedef struct Coverage
{
	int			n;
	int			capacity;
	int64	   *packed;
	/* of gaps() */
	bool		has_within;
	GrantPeriod within;
} Coverage;

static Coverage *
coverage_make(MemoryContext context, int capacity)
{
	Coverage   *state = MemoryContextAllocZero(context, sizeof(Coverage));

	state->capacity = Max(capacity, INITIAL_CAPACITY);
	state->packed = MemoryContextAlloc(context,
									   state->capacity * sizeof(int64));
	return state;
}

static void
coverage_add(Coverage *state, int64 packed)
{
	if (state->n == state->capacity)
	{
		state->n = caudal_periods_unite(state->packed, state->n);
		/* uniting again and again for a few free places would be quadratic */
		if (state->n > state->capacity / 2)
		{
			state->packed = repalloc(state->packed,
									 2 * (Size) state->capacity * sizeof(int64));
			state->capacity *= 2;
		}
	}
	state->packed[state->n++] = packed;
}

static void
set_within(Coverage *state, GrantPeriod within)
{
	if (state->has_within && !period_equals(state->within, within))
	{
		char		a[PERIOD_TEXT_SIZE];
		char		b[PERIOD_TEXT_SIZE];

		caudal_period_print(a, state->within);
		caudal_period_print(b, within);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("gaps within \"%s\" and within \"%s\" cannot be one answer",
						a, b),
				 errdetail("The second argument is the same for all rows of a group."),
				 errhint("Group by it, or give a constant.")));
	}
	state->has_within = true;
	state->within = within;
}

static Coverage *
state_argument(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);

	if (PG_ARGISNULL(0))
		return coverage_make(context, 0);
	return (Coverage *) PG_GETARG_POINTER(0);
}

Datum
caudal_coverage_accum(PG_FUNCTION_ARGS)
{
	Coverage   *state = state_argument(fcinfo);

	if (!PG_ARGISNULL(1))
		coverage_add(state, period_pack(PG_GETARG_GRANT_PERIOD(1)));
	PG_RETURN_POINTER(state);
}

Datum
caudal_gaps_accum(PG_FUNCTION_ARGS)
{
	Coverage   *state = state_argument(fcinfo);

	if (!PG_ARGISNULL(1))
		coverage_add(state, period_pack(PG_GETARG_GRANT_PERIOD(1)));
	if (!PG_ARGISNULL(2))
		set_within(state, PG_GETARG_GRANT_PERIOD(2));
	PG_RETURN_POINTER(state);
}

Datum
caudal_coverage_combine(PG_FUNCTION_ARGS)
{
	Coverage   *state;
	Coverage   *other;

	if (PG_ARGISNULL(1))
		return unchanged_state(fcinfo);
	state = state_argument(fcinfo);
	other = (Coverage *) PG_GETARG_POINTER(1);
	for (int i = 0; i < other->n; i++)
		coverage_add(state, other->packed[i]);
	if (other->has_within)
		set_within(state, other->within);
	PG_RETURN_POINTER(state);
}

Datum
caudal_coverage_serialize(PG_FUNCTION_ARGS)
{
	Coverage   *state = (Coverage *) PG_GETARG_POINTER(0);
	StringInfoData buf;

	aggregate_context(fcinfo);
	state->n = caudal_periods_unite(state->packed, state->n);
	pq_begintypsend(&buf);
	pq_sendbyte(&buf, state->has_within);
	pq_sendint64(&buf, period_pack(state->within));
	pq_sendint32(&buf, (uint32) state->n);
	for (int i = 0; i < state->n; i++)
		pq_sendint64(&buf, state->packed[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* packed periods that came from a worker, through the one validator */
static GrantPeriod
receive_period(StringInfo buf)
{
	GrantPeriod period = period_unpack(pq_getmsgint64(buf));

	return caudal_grant_period_make(calendar_day(period.first),
									calendar_day(period.last));
}

Datum
caudal_coverage_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *serialized = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	Coverage   *state;
	bool		has_within;
	GrantPeriod within;
	int			n;

	aggregate_context(fcinfo);
	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(serialized),
						   VARSIZE_ANY_EXHDR(serialized));
	has_within = pq_getmsgbyte(&buf) != 0;
	within = period_unpack(pq_getmsgint64(&buf));
	n = (int) pq_getmsgint(&buf, 4);
	if (n < 0 || n > (buf.len - buf.cursor) / (int) sizeof(int64))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of aggregate coverage")));
	state = coverage_make(CurrentMemoryContext, n);
	for (int i = 0; i < n; i++)
		state->packed[state->n++] = period_pack(receive_period(&buf));
	if (has_within)
		set_within(state, caudal_grant_period_make(calendar_day(within.first),
												   calendar_day(within.last)));
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(state);
}

static Datum
make_datemultirange(FunctionCallInfo fcinfo, const GrantPeriod *periods, int n)
{
	TypeCacheEntry *daterange = range_get_typcache(fcinfo, DATERANGEOID);
	RangeType **ranges = palloc((n + 1) * sizeof(RangeType *));

	for (int i = 0; i < n; i++)
		ranges[i] = caudal_period_to_daterange(daterange, periods[i]);
	PG_RETURN_MULTIRANGE_P(make_multirange(DATEMULTIRANGEOID, daterange,
										   n, ranges));
}

Datum
caudal_coverage_final(PG_FUNCTION_ARGS)
{
	Coverage   *state;
	GrantPeriod *periods;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (Coverage *) PG_GETARG_POINTER(0);
	if (state->n == 0)
		PG_RETURN_NULL();
	/* the same days in fewer periods: a window may go on adding to them */
	state->n = caudal_periods_unite(state->packed, state->n);
	periods = palloc(state->n * sizeof(GrantPeriod));
	for (int i = 0; i < state->n; i++)
		periods[i] = period_unpack(state->packed[i]);
	return make_datemultirange(fcinfo, periods, state->n);
}

Datum
caudal_gaps_final(PG_FUNCTION_ARGS)
{
	Coverage   *state;
	GrantPeriod *gaps;
	int			n;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = (Coverage *) PG_GETARG_POINTER(0);
	if (!state->has_within)
		PG_RETURN_NULL();
	state->n = caudal_periods_unite(state->packed, state->n);
	gaps = palloc((state->n + 1) * sizeof(GrantPeriod));
	n = caudal_periods_gaps(state->packed, state->n, state->within, gaps);
	return make_datemultirange(fcinfo, gaps, n);
}
