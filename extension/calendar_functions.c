/*-------------------------------------------------------------------------
 *
 * calendar_functions.c
 *		Extending, shifting, measuring and splitting grant periods.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_functions.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "numeric_parts.h"
#include "spread.h"

PG_FUNCTION_INFO_V1(caudal_extend_to);
PG_FUNCTION_INFO_V1(caudal_extend_by);
PG_FUNCTION_INFO_V1(caudal_shift);
PG_FUNCTION_INFO_V1(caudal_elapsed);
PG_FUNCTION_INFO_V1(caudal_months);
PG_FUNCTION_INFO_V1(caudal_calendar_months);
PG_FUNCTION_INFO_V1(caudal_split);

/* is the argument this name, in whatever case? */
bool
caudal_text_is(const text *value, const char *name)
{
	size_t		len = strlen(name);

	return VARSIZE_ANY_EXHDR(value) == len &&
		pg_strncasecmp(VARDATA_ANY(value), name, len) == 0;
}

/*
 * Months of a unit that functions take by name.
 */
static int
unit_months(const text *unit)
{
	static const struct
	{
		const char *name;
		int			months;
	}			units[] = {{"month", 1}, {"quarter", 3}, {"half", 6}, {"year", 12}};

	for (size_t i = 0; i < lengthof(units); i++)
		if (caudal_text_is(unit, units[i].name))
			return units[i].months;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown unit of the calendar: \"%s\"",
					text_to_cstring(unit)),
			 errhint("Units are \"month\", \"quarter\", \"half\" and \"year\".")));
	return 0;					/* keep compiler quiet */
}

int
caudal_check_start_month(int32 start_month)
{
	if (start_month < 1 || start_month > 12)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a fiscal year cannot start in month %d", start_month),
				 errhint("Give the month from 1 to 12: 1 for calendar years, 10 for those of the US government, 4 for those of Belize.")));
	return start_month;
}

static const Interval *
whole_days(const Interval *interval)
{
	if (interval->time != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("interval \"%s\" is not a number of months and days",
						DatumGetCString(DirectFunctionCall1(interval_out,
															IntervalPGetDatum(interval)))),
				 errdetail("A grant period consists of whole days."),
				 errhint("Write years, months, weeks and days, as in '1 year 6 months'.")));
	return interval;
}

Datum
caudal_extend_to(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);
	int64		last = calendar_day(PG_GETARG_DATEADT(1));

	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(period.first, last));
}

Datum
caudal_extend_by(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);
	const Interval *by = whole_days(PG_GETARG_INTERVAL_P(1));

	if (period_is_open(period))
		PG_RETURN_GRANT_PERIOD(period);
	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(period.first,
													caudal_period_extended(period, by->month, by->day)));
}

Datum
caudal_shift(PG_FUNCTION_ARGS)
{
	const Interval *by = whole_days(PG_GETARG_INTERVAL_P(1));
	int64		first;
	int64		last;

	caudal_period_shifted(PG_GETARG_GRANT_PERIOD(0), by->month, by->day,
						  &first, &last);
	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(first, last));
}

/*
 * The share of the period's days that are over by the end of a day.
 */
Datum
caudal_elapsed(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);
	DateADT		day = PG_GETARG_DATEADT(1);

	caudal_period_needs_end(period,
							gettext_noop("grant period \"%s\" never ends, so that no share of it can have elapsed"));
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div,
									int64_to_numeric(caudal_days_elapsed(period, day)),
									int64_to_numeric(period_days(period))));
}

Datum
caudal_months(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);

	if (period_is_open(period))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(int64_div_fast_to_numeric(caudal_period_months(period),
												MONTHS_SCALE));
}

Datum
caudal_calendar_months(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);

	if (period_is_open(period))
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) caudal_period_calendar_months(period));
}

/*
 * Begin to split a period as arguments say: unit is the place of the unit's
 * name, start that of the month in which fiscal years start, if there are so
 * many.  The message is for an open period.
 */
void
caudal_split_begin(FunctionCallInfo fcinfo, PeriodSplit *split,
				   GrantPeriod period, const char *message, int unit,
				   int start)
{
	caudal_period_needs_end(period, message);
	split->period = period;
	split->unit_months = unit_months(PG_GETARG_TEXT_PP(unit));
	split->start_month = PG_NARGS() > start ?
		caudal_check_start_month(PG_GETARG_INT32(start)) : 1;
	split->next = period.first;
}

/*
 * split(period, unit [, start_month]): one part for each call, so that a
 * LIMIT ends a long split.
 */
Datum
caudal_split(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	GrantPeriod part;

	if (SRF_IS_FIRSTCALL())
	{
		call = SRF_FIRSTCALL_INIT();
		call->user_fctx = MemoryContextAlloc(call->multi_call_memory_ctx,
											 sizeof(PeriodSplit));
		caudal_split_begin(fcinfo, call->user_fctx, PG_GETARG_GRANT_PERIOD(0),
						   gettext_noop("cannot split grant period \"%s\""),
						   1, 2);
	}
	call = SRF_PERCALL_SETUP();
	if (!caudal_split_next(call->user_fctx, &part))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, GrantPeriodGetDatum(part));
}
