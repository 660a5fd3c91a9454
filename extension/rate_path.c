/*-------------------------------------------------------------------------
 *
 * rate_path.c
 *		A path of rates as an exact fraction, and in words.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "calendar.h"
#include "numeric_parts.h"

/* the rate with the digits it was published with */
Numeric
caudal_row_rate(const RateRow *row)
{
	if (row->exact != NULL)
		return row->exact;
	return caudal_numeric_from_int128(row->digits, row->scale);
}

/*
 * Numeric rounds beyond 16383 decimals, and must not round to nothing.
 */
static void
check_fraction(Numeric numerator, Numeric denominator)
{
	if (caudal_numeric_sign(numerator) == 0 ||
		caudal_numeric_sign(denominator) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("exchange rates are too small to be multiplied")));
}

/*
 * The quotient for display, with the digits of numeric division, at least 16
 * significant ones.  It stops at 1000 decimals, and must not stop at nothing.
 */
Numeric
caudal_divide_rates(Numeric numerator, Numeric denominator)
{
	Numeric		quotient;

	check_fraction(numerator, denominator);
	quotient = NUMERIC_CALL2(numeric_div, numerator, denominator);
	if (DatumGetInt32(DirectFunctionCall1(numeric_scale,
										  NumericGetDatum(quotient))) >= NUMERIC_MAX_DISPLAY_SCALE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("exchange rate is too small to be divided"),
				 errdetail("The quotient has %d decimals or more.",
						   NUMERIC_MAX_DISPLAY_SCALE)));
	return quotient;
}

/*
 * The whole path as one fraction of published rates, exactly.
 */
void
caudal_path_fraction(const RatePath *path, Numeric *numerator,
					 Numeric *denominator)
{
	*numerator = NULL;
	*denominator = NULL;
	for (int i = 0; i < path->nlegs; i++)
	{
		Numeric		rate = caudal_row_rate(&path->legs[i].row);
		Numeric    *side = path->legs[i].inverse ? denominator : numerator;

		*side = *side == NULL ? rate : NUMERIC_CALL2(numeric_mul, *side, rate);
	}
	if (*numerator == NULL)
		*numerator = int64_to_numeric(1);
	if (*denominator == NULL)
		*denominator = int64_to_numeric(1);
	check_fraction(*numerator, *denominator);
}

/*
 * In words: "USD/COP 4008.70 of 2025-08-23 from trm, inverse; ...".  Dates are
 * ISO whatever DateStyle says.
 */
char *
caudal_path_text(const RatePath *path)
{
	StringInfoData buf;

	initStringInfo(&buf);
	for (int i = 0; i < path->nlegs; i++)
	{
		const RateLeg *leg = &path->legs[i];
		char	   *rate = caudal_numeric_text(caudal_row_rate(&leg->row));

		appendStringInfo(&buf, "%s%s/%s %s of %s from %s, %s",
						 i > 0 ? "; " : "",
						 CURRENCY_LETTERS(leg->base),
						 CURRENCY_LETTERS(leg->quote),
						 rate,
						 caudal_date_text(leg->row.valid_from),
						 leg->source,
						 leg->inverse ? "inverse" : "direct");
	}
	return buf.data;
}

/*
 * A date in ISO form.
 */
char *
caudal_date_text(DateADT date)
{
	char	   *buf = palloc(DAY_TEXT_SIZE);

	caudal_day_print(buf, calendar_day(date));
	return buf;
}
