/*-------------------------------------------------------------------------
 *
 * rate_average.c
 *		The mean of the rates published inside a period.
 *
 * Financial reports of many funders ask for the average of the rates over the
 * reporting period, and value the period's expenditure at it (IAS 21.22 allows
 * it too where rates do not fluctuate much).  Published rates are averaged as
 * they were published, each once: where the pair is quoted the other way round
 * the result is one over the mean, and where there is a rate only by way of
 * the pivot it is the product of both means.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_convert.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "grant_period.h"
#include "numeric_parts.h"
#include "period_text.h"
#include "rate_table.h"
#include "settings.h"

PG_FUNCTION_INFO_V1(caudal_average_rate);

/* a mean, or a product of means, as a fraction */
typedef struct Mean
{
	Numeric		numerator;
	Numeric		denominator;
} Mean;

static void
multiply(Mean *mean, Numeric numerator, Numeric denominator)
{
	mean->numerator = NUMERIC_CALL2(numeric_mul, mean->numerator, numerator);
	mean->denominator = NUMERIC_CALL2(numeric_mul, mean->denominator,
									  denominator);
}

/*
 * Multiply by the mean of one pair: of what the first source has published,
 * else a rate fixed by law during the whole period.
 */
static bool
multiply_leg(Mean *mean, Currency from, Currency to, GrantPeriod period,
			 text *source)
{
	PublishedRates rates;
	RateLeg		peg;
	Numeric		count;
	Numeric		sum;

	if (caudal_read_published(from, to, period.first, period.last, source,
							  &rates))
	{
		count = int64_to_numeric(rates.count);
		sum = rates.sum;
	}
	else if (caudal_find_peg(from, to, period.first, &peg))
	{
		count = int64_to_numeric(1);
		sum = caudal_row_rate(&peg.row);
		rates.inverse = peg.inverse;
	}
	else
		return false;
	if (rates.inverse)
		multiply(mean, count, sum);
	else
		multiply(mean, sum, count);
	return true;
}

/*
 * The latest rate of the pair before the period, for the error's detail.
 */
static bool
find_earlier(Currency from, Currency to, GrantPeriod period,
			 const char *source, const RateSource *sources, int nsources,
			 RateLeg *nearest)
{
	RateSeries *series = palloc0((2 * nsources + 1) * sizeof(RateSeries));
	bool		found = false;

	caudal_read_series(CurrentMemoryContext, from, to, &period.first,
					   sources, nsources, series, 2);
	caudal_read_series(CurrentMemoryContext, to, from, &period.first,
					   sources, nsources, series + 1, 2);
	for (int i = 0; i < 2 * nsources; i++)
	{
		const RateSource *of = &sources[i / 2];

		if (series[i].nrows == 0 ||
			(source != NULL && strcmp(source, of->code) != 0) ||
			(found && series[i].rows[0].valid_from <= nearest->row.valid_from))
			continue;
		nearest->row = series[i].rows[0];
		nearest->base = i % 2 == 0 ? from : to;
		nearest->quote = i % 2 == 0 ? to : from;
		nearest->source = of->code;
		found = true;
	}
	return found;
}

/*
 * An error that names the pair as asked, if it has an earlier rate at all,
 * else the leg that fails.
 */
static void
report_missing(Currency from, Currency to, const Currency *leg,
			   GrantPeriod period, const char *source)
{
	bool		through_pivot = (leg[0] != from || leg[1] != to);
	char		text[PERIOD_TEXT_SIZE];
	RateSource *sources;
	int			nsources;
	RateLeg		nearest;
	bool		has_nearest;

	sources = caudal_read_sources(CurrentMemoryContext, &nsources);
	has_nearest = find_earlier(from, to, period, source, sources, nsources,
							   &nearest) ||
		find_earlier(leg[0], leg[1], period, source, sources, nsources,
					 &nearest);
	caudal_period_print(text, period);
	ereport(ERROR,
			(errcode(ERRCODE_NO_USABLE_RATE),
			 source != NULL ?
			 errmsg("no exchange rate from %s to %s was published in %s by source \"%s\"",
					CURRENCY_LETTERS(from), CURRENCY_LETTERS(to), text,
					source) :
			 errmsg("no exchange rate from %s to %s was published in %s",
					CURRENCY_LETTERS(from), CURRENCY_LETTERS(to), text),
			 has_nearest ?
			 errdetail("The nearest earlier rate is %s/%s %s of %s from \"%s\".",
					   CURRENCY_LETTERS(nearest.base),
					   CURRENCY_LETTERS(nearest.quote),
					   caudal_numeric_text(caudal_row_rate(&nearest.row)),
					   caudal_date_text(nearest.row.valid_from),
					   nearest.source) :
			 caudal_errdetail_no_earlier(from, to, through_pivot,
										 leg[0], leg[1]),
			 errhint("Load the rates of the period into exchange_rate, or set caudal.missing_rate to \"null\".")));
}

/*
 * The mean of a pair, else of both legs over the pivot; false where there is
 * none, and then leg is the pair that has no rate.
 */
static bool
find_mean(Mean *mean, Currency from, Currency to, GrantPeriod period,
		  text *source, Currency *leg)
{
	Currency	pivot = caudal_pivot_currency();

	leg[0] = from;
	leg[1] = to;
	if (multiply_leg(mean, from, to, period, source))
		return true;
	if (from == pivot || to == pivot)
		return false;
	leg[1] = pivot;
	if (!multiply_leg(mean, from, pivot, period, source))
		return false;
	leg[0] = pivot;
	leg[1] = to;
	return multiply_leg(mean, pivot, to, period, source);
}

Datum
caudal_average_rate(PG_FUNCTION_ARGS)
{
	Currency	from = PG_GETARG_CURRENCY(0);
	Currency	to = PG_GETARG_CURRENCY(1);
	GrantPeriod period = PG_GETARG_GRANT_PERIOD(2);
	text	   *source = PG_NARGS() > 3 ? PG_GETARG_TEXT_PP(3) : NULL;
	const char *source_code = NULL;
	Mean		mean = {int64_to_numeric(1), int64_to_numeric(1)};
	Currency	leg[2];

	caudal_period_needs_end(period,
							gettext_noop("cannot average exchange rates over grant period \"%s\""));
	if (from == to)
		PG_RETURN_NUMERIC(mean.numerator);

	caudal_rate_table_open(get_func_namespace(fcinfo->flinfo->fn_oid));
	if (source != NULL)
	{
		int			nsources;
		RateSource *sources = caudal_read_sources(CurrentMemoryContext, &nsources);

		source_code = text_to_cstring(source);
		caudal_check_source(sources, nsources, source_code);
	}
	if (!find_mean(&mean, from, to, period, source, leg))
	{
		if (caudal_missing_rate() == MISSING_RATE_ERROR)
			report_missing(from, to, leg, period, source_code);
		PG_RETURN_NULL();
	}
	PG_RETURN_NUMERIC(caudal_divide_rates(mean.numerator, mean.denominator));
}
