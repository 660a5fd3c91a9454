/*-------------------------------------------------------------------------
 *
 * grant_period.c
 *		The SQL type grant_period: input, output, construction and access.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "period_text.h"

PG_FUNCTION_INFO_V1(caudal_grant_period_in);
PG_FUNCTION_INFO_V1(caudal_grant_period_out);
PG_FUNCTION_INFO_V1(caudal_grant_period_recv);
PG_FUNCTION_INFO_V1(caudal_grant_period_send);
PG_FUNCTION_INFO_V1(caudal_grant_period);
PG_FUNCTION_INFO_V1(caudal_daterange_to_grant_period);
PG_FUNCTION_INFO_V1(caudal_grant_period_to_daterange);
PG_FUNCTION_INFO_V1(caudal_first_day);
PG_FUNCTION_INFO_V1(caudal_last_day);
PG_FUNCTION_INFO_V1(caudal_is_open);
PG_FUNCTION_INFO_V1(caudal_days);

StaticAssertDecl(OPEN_END == DATEVAL_NOEND,
				 "an open end is the date infinity");
StaticAssertDecl(FIRST_DATE == DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE &&
				 LAST_DATE == DATE_END_JULIAN - POSTGRES_EPOCH_JDATE - 1,
				 "the limits of date");

#define PERIOD_FORMS_HINT \
	errhint("Write 2021-01-01/2023-12-31, 2021-01-01/.. for an open end, 2021-01-15/P18M, 2021, 2021-H1, 2021-Q3, 2021-07, 2021-07-15, or [2021-01-01,2022-01-01).")

/*
 * Report what is no period, in the words of whoever wrote it.
 */
void
caudal_period_error(PeriodResult result, const char *shown, Node *escontext)
{
	switch (result)
	{
		case PERIOD_OK:
			break;
		case PERIOD_MALFORMED:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid grant period: \"%s\"", shown),
					 PERIOD_FORMS_HINT));
			break;
		case PERIOD_NOT_ISO:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid grant period: \"%s\"", shown),
					 errdetail("Dates are ISO 8601 dates, year-month-day with two digits for month and day, because other orders are read differently from country to country."),
					 PERIOD_FORMS_HINT));
			break;
		case PERIOD_NO_SUCH_DATE:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid grant period: \"%s\"", shown),
					 errdetail("The calendar has no such day, month, quarter, half or year."),
					 PERIOD_FORMS_HINT));
			break;
		case PERIOD_OPEN_START:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("grant period without a first day: \"%s\"", shown),
					 errdetail("The end of a grant period may be open, its beginning may not."),
					 errhint("Give the day on which the period begins, as in 2021-01-01/..")));
			break;
		case PERIOD_EMPTY:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("grant period without a day: \"%s\"", shown),
					 errdetail("A period has at least one day: its last day is not before its first, and both belong to it."),
					 errhint("Write the earlier day first, as in 2021-01-01/2023-12-31, and a single day as 2021-07-15.")));
			break;
		case PERIOD_OUT_OF_RANGE:
			ereturn(escontext,,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("grant period out of range: \"%s\"", shown),
					 errdetail("Days are those of the type date, from 4714-11-24 BC to 5874897-12-31."),
					 errhint("Write a period without an end with two dots, as in 2021-01-01/..")));
			break;
	}
}

/*
 * A period of two days that were calculated or given.
 */
GrantPeriod
caudal_grant_period_make(int64 first, int64 last)
{
	GrantPeriod period = {0};
	PeriodResult result = period_make(first, last, &period);

	if (unlikely(result != PERIOD_OK))
	{
		char		text[PERIOD_TEXT_SIZE];

		caudal_days_print(text, first, last);
		caudal_period_error(result, text, NULL);
	}
	return period;
}

/*
 * Refuse an open period where only one with an end will do.
 */
void
caudal_period_needs_end(GrantPeriod period, const char *message)
{
	if (unlikely(period_is_open(period)))
	{
		char		text[PERIOD_TEXT_SIZE];

		caudal_period_print(text, period);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg(message, text),
				 errdetail("The period has no last day."),
				 errhint("Give it an end, as in extend_to(period, date).")));
	}
}

Datum
caudal_grant_period_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	GrantPeriod period;
	PeriodResult result = caudal_period_parse(str, strlen(str), &period);

	if (result != PERIOD_OK)
	{
		caudal_period_error(result, str, fcinfo->context);
		PG_RETURN_NULL();
	}
	PG_RETURN_GRANT_PERIOD(period);
}

Datum
caudal_grant_period_out(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);
	char	   *text = palloc(PERIOD_TEXT_SIZE);

	caudal_period_print(text, period);
	PG_RETURN_CSTRING(text);
}

/* the binary form is two dates as date sends them, the last infinity if open */
Datum
caudal_grant_period_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		first = (int32) pq_getmsgint(buf, 4);
	int32		last = (int32) pq_getmsgint(buf, 4);

	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(calendar_day(first),
													calendar_day(last)));
}

Datum
caudal_grant_period_send(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, (uint32) period.first);
	pq_sendint32(&buf, (uint32) period.last);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
caudal_grant_period(PG_FUNCTION_ARGS)
{
	int64		first = calendar_day(PG_GETARG_DATEADT(0));
	int64		last = calendar_day(PG_GETARG_DATEADT(1));

	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(first, last));
}

Datum
caudal_daterange_to_grant_period(PG_FUNCTION_ARGS)
{
	RangeType  *range = PG_GETARG_RANGE_P(0);
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;
	int64		first;
	int64		last;

	range_deserialize(range_get_typcache(fcinfo, RangeTypeGetOid(range)), range,
					  &lower, &upper, &empty);
	if (empty)
		caudal_period_error(PERIOD_EMPTY, "empty", NULL);

	/* in the canonical form finite bounds include the lower, not the upper */
	first = lower.infinite ? NO_FIRST_DAY :
		calendar_day(DatumGetDateADT(lower.val));
	last = upper.infinite ? NO_LAST_DAY :
		calendar_day(DatumGetDateADT(upper.val));
	if (last != NO_FIRST_DAY && last != NO_LAST_DAY)
		last--;
	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(first, last));
}

/*
 * The period in daterange's canonical form, whose upper bound is the day
 * after the last.
 */
RangeType *
caudal_period_to_daterange(TypeCacheEntry *daterange, GrantPeriod period)
{
	RangeBound	lower = {0};
	RangeBound	upper = {0};

	if (period.last == LAST_DATE)
	{
		char		text[PERIOD_TEXT_SIZE];

		caudal_period_print(text, period);
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("grant period \"%s\" is out of range for type daterange",
						text),
				 errdetail("A daterange ends with the day after its last, and date has no day after this one.")));
	}
	lower.val = DateADTGetDatum(period.first);
	lower.inclusive = true;
	lower.lower = true;
	upper.infinite = period_is_open(period);
	if (!upper.infinite)
		upper.val = DateADTGetDatum(period.last + 1);
	return caudal_range_serialize(daterange, &lower, &upper, false);
}

Datum
caudal_grant_period_to_daterange(PG_FUNCTION_ARGS)
{
	PG_RETURN_RANGE_P(caudal_period_to_daterange(range_get_typcache(fcinfo, DATERANGEOID),
												 PG_GETARG_GRANT_PERIOD(0)));
}

Datum
caudal_first_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(PG_GETARG_GRANT_PERIOD(0).first);
}

Datum
caudal_last_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(PG_GETARG_GRANT_PERIOD(0).last);
}

Datum
caudal_is_open(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_is_open(PG_GETARG_GRANT_PERIOD(0)));
}

Datum
caudal_days(PG_FUNCTION_ARGS)
{
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(0);

	if (period_is_open(period))
		PG_RETURN_NULL();
	PG_RETURN_INT32(period_days(period));
}
