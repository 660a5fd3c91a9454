/*-------------------------------------------------------------------------
 *
 * fiscal_year.c
 *		Fiscal years, and the quarters in them.
 *
 * A fiscal year begins with a month and is named by the calendar year in
 * which it ends, as the US government does, or by the one in which it starts.
 * Where it begins with January both are the same.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar_functions.h"

#include "utils/builtins.h"
#include "utils/date.h"

PG_FUNCTION_INFO_V1(caudal_fiscal_year);
PG_FUNCTION_INFO_V1(caudal_fiscal_quarter);
PG_FUNCTION_INFO_V1(caudal_fiscal_label);
PG_FUNCTION_INFO_V1(caudal_fiscal_period);

/*
 * By how many years the name of a fiscal year differs from the calendar year
 * in which it starts: the optional argument n of the functions here.
 */
static int
label_offset(FunctionCallInfo fcinfo, int n, int start_month)
{
	text	   *label;
	bool		by_end = true;

	if (PG_NARGS() > n)
	{
		label = PG_GETARG_TEXT_PP(n);
		by_end = caudal_text_is(label, "end");
		if (!by_end && !caudal_text_is(label, "start"))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("unknown label of a fiscal year: \"%s\"",
							text_to_cstring(label)),
					 errhint("A fiscal year is named by the calendar year of its \"end\" or of its \"start\".")));
	}
	return by_end && start_month > 1;
}

/* there is no year 0: 1 BC is -1, as extract(year) has it */
static int
year_as_extracted(int64 year)
{
	return (int) (year > 0 ? year : year - 1);
}

static int
fiscal_year_of(int32 day, int start_month, int offset)
{
	int64		first = caudal_unit_first_day(day, 12, start_month);

	return year_as_extracted(caudal_date_of_day(first).year + offset);
}

static int
fiscal_quarter_of(int32 day, int start_month)
{
	return (caudal_date_of_day(day).month - start_month + 12) % 12 / 3 + 1;
}

Datum
caudal_fiscal_year(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(0);
	int			start_month = caudal_check_start_month(PG_GETARG_INT32(1));
	int			offset = label_offset(fcinfo, 2, start_month);

	if (DATE_NOT_FINITE(day))
		PG_RETURN_NULL();
	PG_RETURN_INT32(fiscal_year_of(day, start_month, offset));
}

Datum
caudal_fiscal_quarter(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(0);
	int			start_month = caudal_check_start_month(PG_GETARG_INT32(1));

	if (DATE_NOT_FINITE(day))
		PG_RETURN_NULL();
	PG_RETURN_INT32(fiscal_quarter_of(day, start_month));
}

Datum
caudal_fiscal_label(PG_FUNCTION_ARGS)
{
	DateADT		day = PG_GETARG_DATEADT(0);
	int			start_month = caudal_check_start_month(PG_GETARG_INT32(1));
	int			offset = label_offset(fcinfo, 2, start_month);
	int			year;

	if (DATE_NOT_FINITE(day))
		PG_RETURN_NULL();
	year = fiscal_year_of(day, start_month, offset);
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("FY%s%04d-Q%d",
											  year < 0 ? "-" : "", abs(year),
											  fiscal_quarter_of(day, start_month))));
}

Datum
caudal_fiscal_period(PG_FUNCTION_ARGS)
{
	int32		label = PG_GETARG_INT32(0);
	int			start_month = caudal_check_start_month(PG_GETARG_INT32(1));
	int64		year;
	int64		first;

	if (label == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no year 0"),
				 errhint("The year before 1 is written -1.")));
	year = (label > 0 ? label : (int64) label + 1) -
		label_offset(fcinfo, 2, start_month);
	first = caudal_day_of_date(year, start_month, 1);
	PG_RETURN_GRANT_PERIOD(caudal_grant_period_make(first,
													caudal_add_months(first, 12) - 1));
}
