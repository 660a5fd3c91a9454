/*-------------------------------------------------------------------------
 *
 * rate_choice.c
 *		Which rate of one source is in effect on a date.
 *
 * Within one source and pair: the row with the latest valid_from that is not
 * after the date.  Never a later rate, never interpolation.  Its age is 0
 * through valid_to, else the days since valid_to, or since valid_from where
 * there is none; it is usable while the age is at most the source's max_age.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate.h"

/*
 * The row in effect, or NULL when the series begins later.  Where two rows
 * of one source overlap, the later valid_from wins, also when the earlier row
 * still covers the date.
 */
const RateRow *
caudal_series_row(const RateSeries *series, DateADT date)
{
	int			low = 0;
	int			high = series->nrows;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (series->rows[middle].valid_from <= date)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &series->rows[low - 1] : NULL;
}

static int32
row_age(const RateRow *row, DateADT date)
{
	DateADT		since = row->valid_from;
	int64		age;

	if (row->valid_to != NO_VALID_TO)
	{
		if (date <= row->valid_to)
			return 0;
		since = row->valid_to;
	}
	age = (int64) date - since;
	return (int32) Min(age, PG_INT32_MAX);
}

/*
 * Consider one row of a source: take it if it is usable and younger than what
 * was taken, else remember it as the nearest miss.
 */
static void
consider(const RateSource *source, const RateRow *row, bool inverse,
		 Currency from, Currency to, DateADT date,
		 RateLeg *leg, bool *found, RateMiss *miss)
{
	RateLeg		candidate;

	if (row == NULL)
		return;
	candidate.row = *row;
	candidate.base = inverse ? to : from;
	candidate.quote = inverse ? from : to;
	candidate.inverse = inverse;
	candidate.built_in = false;
	candidate.source = source->code;
	candidate.age = row_age(row, date);

	if (!source->has_max_age || candidate.age <= source->max_age)
	{
		/* on a tie the pair as asked stays, which is considered first */
		if (!*found || candidate.age < leg->age)
			*leg = candidate;
		*found = true;
	}
	else if (miss != NULL &&
			 (!miss->has_nearest || candidate.age < miss->nearest.age))
	{
		miss->has_nearest = true;
		miss->nearest = candidate;
		miss->max_age = source->max_age;
	}
}

/*
 * Within one source, the younger of the pair as asked and the pair the other
 * way round.
 */
bool
caudal_choose_row(const RateSource *source, const RateSeries *direct,
				  const RateSeries *inverse, Currency from, Currency to,
				  DateADT date, RateLeg *leg, RateMiss *miss)
{
	bool		found = false;

	consider(source, caudal_series_row(direct, date), false, from, to, date,
			 leg, &found, miss);
	consider(source, caudal_series_row(inverse, date), true, from, to, date,
			 leg, &found, miss);
	return found;
}
