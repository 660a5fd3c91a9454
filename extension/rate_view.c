/*-------------------------------------------------------------------------
 *
 * rate_view.c
 *		What one snapshot shows of the exchange rates, and paths through it.
 *
 * A leg from A to B takes the first source, by priority and then code, that
 * has a usable row of A/B or B/A; the built-in rates come after all sources.
 * A conversion is one leg where any source has it, else two legs over the
 * pivot currency, each found by itself.  With a source named, both legs come
 * from it or from the built-in rates.
 *
 * The first few questions about a pair each fetch the rows of their date;
 * whoever asks more often gets the whole series loaded.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_view.h"

#include "rate_table.h"
#include "settings.h"

/*
 * A date costs two small queries, a series some thousand rows: it pays from a
 * few dozen dates on, but a statement that asks for five is likely to ask for
 * many.
 */
#define SINGLE_LOOKUPS	4

struct RatePair
{
	RatePair   *next;
	Currency	low;			/* low < high */
	Currency	high;
	int			lookups;
	bool		loaded;
	/* series[2 * i] of sources[i] is low/high, series[2 * i + 1] high/low */
	RateSeries *series;
};

void
caudal_view_init(RateView *view, MemoryContext context, bool keeps_rows)
{
	view->context = context;
	view->keeps_rows = keeps_rows;
	view->pairs = NULL;
	view->sources = caudal_read_sources(context, &view->nsources);
}

static RateSeries *
read_pair(RateView *view, MemoryContext context, Currency low, Currency high,
		  const DateADT *as_of)
{
	RateSeries *series;

	series = MemoryContextAllocZero(context,
									(2 * view->nsources + 1) * sizeof(RateSeries));
	caudal_read_series(context, low, high, as_of,
					   view->sources, view->nsources, series, 2);
	caudal_read_series(context, high, low, as_of,
					   view->sources, view->nsources, series + 1, 2);
	return series;
}

/*
 * The rows of a pair, at least those that can be in effect on the date.
 */
static RateSeries *
pair_series(RateView *view, Currency low, Currency high, DateADT date)
{
	RatePair   *pair;

	if (!view->keeps_rows)
		return read_pair(view, view->context, low, high, &date);

	for (pair = view->pairs; pair != NULL; pair = pair->next)
		if (pair->low == low && pair->high == high)
			break;
	if (pair == NULL)
	{
		pair = MemoryContextAllocZero(view->context, sizeof(RatePair));
		pair->low = low;
		pair->high = high;
		pair->next = view->pairs;
		view->pairs = pair;
	}
	if (!pair->loaded)
	{
		if (pair->lookups++ < SINGLE_LOOKUPS)
			return read_pair(view, CurrentMemoryContext, low, high, &date);
		/* an error on the way must not leave a half-loaded pair */
		pair->series = read_pair(view, view->context, low, high, NULL);
		pair->loaded = true;
	}
	return pair->series;
}

static bool
find_leg(RateView *view, Currency from, Currency to, DateADT date,
		 const char *source, RateLeg *leg, RateMiss *miss)
{
	bool		forward = from < to;
	RateSeries *series = pair_series(view, forward ? from : to,
									 forward ? to : from, date);

	miss->from = from;
	miss->to = to;
	miss->has_nearest = false;
	for (int i = 0; i < view->nsources; i++)
	{
		if (source != NULL && strcmp(source, view->sources[i].code) != 0)
			continue;
		if (caudal_choose_row(&view->sources[i],
							  &series[2 * i + (forward ? 0 : 1)],
							  &series[2 * i + (forward ? 1 : 0)],
							  from, to, date, leg, miss))
			return true;
	}
	return caudal_find_peg(from, to, date, leg);
}

/*
 * Find the path from one currency to another on a date.  Returns false where
 * there is none, and fills *miss with the reason.
 */
bool
caudal_view_find_path(RateView *view, Currency from, Currency to,
					  DateADT date, const char *source,
					  RatePath *path, RateMiss *miss)
{
	Currency	pivot = caudal_pivot_currency();
	RateMiss	pivot_miss;

	path->nlegs = 1;
	miss->through_pivot = false;
	if (find_leg(view, from, to, date, source, &path->legs[0], miss))
		return true;
	if (from == pivot || to == pivot)
		return false;

	path->nlegs = 2;
	if (find_leg(view, from, pivot, date, source, &path->legs[0], &pivot_miss) &&
		find_leg(view, pivot, to, date, source, &path->legs[1], &pivot_miss))
		return true;

	/* name the pair as asked if it has a rate at all, else the failing leg */
	if (!miss->has_nearest)
		*miss = pivot_miss;
	miss->through_pivot = true;
	return false;
}
