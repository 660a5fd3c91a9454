/*-------------------------------------------------------------------------
 *
 * grant_period_gist.c
 *		GiST over grant_period.
 *
 * An inner key is the smallest period that holds all below it.  Short and
 * long-lived periods are kept on different pages, and so are those with an
 * end and those without, because one long period on a page makes searches
 * for all of its days read the page.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period.h"

#include "access/gist.h"
#include "access/stratnum.h"
#include "port/pg_bitutils.h"
#include "utils/date.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(caudal_grant_period_gist_consistent);
PG_FUNCTION_INFO_V1(caudal_grant_period_gist_union);
PG_FUNCTION_INFO_V1(caudal_grant_period_gist_penalty);
PG_FUNCTION_INFO_V1(caudal_grant_period_gist_picksplit);
PG_FUNCTION_INFO_V1(caudal_grant_period_gist_same);
PG_FUNCTION_INFO_V1(caudal_grant_period_gist_sortsupport);

/* as in range_ops: 6, the same box elsewhere, is the adjacent period */
#define AdjacentStrategyNumber	RTSameStrategyNumber

/*
 * Does a stored period satisfy the operator?
 */
static bool
leaf_consistent(GrantPeriod key, GrantPeriod query, StrategyNumber strategy)
{
	switch (strategy)
	{
		case RTLeftStrategyNumber:
			return key.last < query.first;
		case RTOverLeftStrategyNumber:
			return key.last <= query.last;
		case RTOverlapStrategyNumber:
			return period_overlaps(key, query);
		case RTOverRightStrategyNumber:
			return key.first >= query.first;
		case RTRightStrategyNumber:
			return key.first > query.last;
		case AdjacentStrategyNumber:
			return period_adjacent(key, query);
		case RTContainsStrategyNumber:
		case RTContainsElemStrategyNumber:
			return period_contains(key, query);
		case RTContainedByStrategyNumber:
			return period_contains(query, key);
		case RTEqualStrategyNumber:
			return period_equals(key, query);
	}
	elog(ERROR, "unrecognized strategy number: %d", strategy);
}

/*
 * Can any period that the key holds satisfy the operator?
 */
static bool
inner_consistent(GrantPeriod key, GrantPeriod query, StrategyNumber strategy)
{
	switch (strategy)
	{
		case RTLeftStrategyNumber:
			return key.first < query.first;
		case RTOverLeftStrategyNumber:
			return key.first <= query.last;
		case RTOverlapStrategyNumber:
		case RTContainedByStrategyNumber:
			return period_overlaps(key, query);
		case RTOverRightStrategyNumber:
			return key.last >= query.first;
		case RTRightStrategyNumber:
			return key.last > query.last;
		case AdjacentStrategyNumber:
			return period_overlaps(key, query) || period_adjacent(key, query);
		case RTContainsStrategyNumber:
		case RTContainsElemStrategyNumber:
		case RTEqualStrategyNumber:
			return period_contains(key, query);
	}
	elog(ERROR, "unrecognized strategy number: %d", strategy);
}

Datum
caudal_grant_period_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = (StrategyNumber) PG_GETARG_UINT16(2);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	GrantPeriod key = DatumGetGrantPeriod(entry->key);
	GrantPeriod query;

	/* a day is asked for as a period, though the infinite ones are none */
	if (strategy == RTContainsElemStrategyNumber)
		query.first = query.last = PG_GETARG_DATEADT(1);
	else
		query = PG_GETARG_GRANT_PERIOD(1);

	*recheck = false;
	PG_RETURN_BOOL(GIST_LEAF(entry) ?
				   leaf_consistent(key, query, strategy) :
				   inner_consistent(key, query, strategy));
}

Datum
caudal_grant_period_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GrantPeriod result = DatumGetGrantPeriod(entries->vector[0].key);

	for (int i = 1; i < entries->n; i++)
		result = period_merge(result,
							  DatumGetGrantPeriod(entries->vector[i].key));
	PG_RETURN_GRANT_PERIOD(result);
}

/* what an open end has more than a closed one: over two thousand years */
#define OPEN_EXCESS		1048576

/*
 * Days that the outer period has and the inner has not.
 */
static double
excess(GrantPeriod outer, GrantPeriod inner)
{
	double		days = (double) inner.first - outer.first;

	if (period_is_open(outer) && !period_is_open(inner))
		return days + OPEN_EXCESS;
	return days + outer.last - inner.last;
}

/*
 * What putting the entry into the subtree costs: the days by which its key
 * grows, and a little for those that the entry does not need.  So a closed
 * entry goes to an open key only if a closed one would grow by years, and an
 * open entry to a closed key only if there is no open one.
 */
Datum
caudal_grant_period_gist_penalty(PG_FUNCTION_ARGS)
{
	GISTENTRY  *subtree = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(1);
	float	   *penalty = (float *) PG_GETARG_POINTER(2);
	GrantPeriod key = DatumGetGrantPeriod(subtree->key);
	GrantPeriod added = DatumGetGrantPeriod(entry->key);
	GrantPeriod both = period_merge(key, added);

	*penalty = (float) (excess(both, key) + excess(both, added) / 1024);
	PG_RETURN_POINTER(penalty);
}

typedef struct SplitEntry
{
	GrantPeriod period;
	OffsetNumber offset;
} SplitEntry;

static int
compare_first(const void *a, const void *b)
{
	int32		x = ((const SplitEntry *) a)->period.first;
	int32		y = ((const SplitEntry *) b)->period.first;

	return (x > y) - (x < y);
}

static int
compare_last(const void *a, const void *b)
{
	int32		x = ((const SplitEntry *) a)->period.last;
	int32		y = ((const SplitEntry *) b)->period.last;

	return (x > y) - (x < y);
}

static int
compare_length(const void *a, const void *b)
{
	GrantPeriod p = ((const SplitEntry *) a)->period;
	GrantPeriod q = ((const SplitEntry *) b)->period;
	int64		x = (int64) p.last - p.first;
	int64		y = (int64) q.last - q.first;

	return (x > y) - (x < y);
}

typedef int (*SplitOrder) (const void *a, const void *b);

static const SplitOrder split_orders[] = {
	compare_first, compare_last, compare_length
};

/* days of a period up to the horizon */
static int64
days_until(GrantPeriod period, int32 horizon)
{
	return (int64) Min(period.last, horizon) - period.first + 1;
}

/*
 * Split a page where the two new keys have the fewest days, since a search
 * for a day reads the pages whose keys have it.  An end that is open lies
 * just beyond the days that the page knows.
 */
Datum
caudal_grant_period_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *vector = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int			n = vector->n - 1;	/* offsets begin with 1 */
	int			least = Max(n * 3 / 10, 1);
	SplitEntry *entries = palloc(n * sizeof(SplitEntry));
	GrantPeriod *rest = palloc(n * sizeof(GrantPeriod));
	int32		horizon = PG_INT32_MIN;
	SplitOrder	best_order = compare_first;
	int			best_cut = n / 2;
	int64		best_days = PG_INT64_MAX;
	GrantPeriod left;
	GrantPeriod right;

	for (int i = 0; i < n; i++)
	{
		GrantPeriod period = DatumGetGrantPeriod(vector->vector[i + 1].key);

		entries[i].period = period;
		entries[i].offset = (OffsetNumber) (i + 1);
		horizon = Max(horizon, period_is_open(period) ? period.first : period.last);
	}
	horizon++;

	for (int order = 0; order < (int) lengthof(split_orders); order++)
	{
		qsort(entries, n, sizeof(SplitEntry), split_orders[order]);

		/* rest[i] holds the entries from i on */
		rest[n - 1] = entries[n - 1].period;
		for (int i = n - 2; i > 0; i--)
			rest[i] = period_merge(rest[i + 1], entries[i].period);

		left = entries[0].period;
		for (int cut = 1; cut <= n - least; cut++)
		{
			int64		days = days_until(left, horizon) +
				days_until(rest[cut], horizon);

			/* of equal cuts the most even one */
			if (cut >= least &&
				(days < best_days ||
				 (days == best_days && abs(n - 2 * cut) < abs(n - 2 * best_cut))))
			{
				best_order = split_orders[order];
				best_cut = cut;
				best_days = days;
			}
			left = period_merge(left, entries[cut].period);
		}
	}

	qsort(entries, n, sizeof(SplitEntry), best_order);
	split->spl_left = palloc(n * sizeof(OffsetNumber));
	split->spl_right = palloc(n * sizeof(OffsetNumber));
	split->spl_nleft = 0;
	split->spl_nright = 0;
	left = entries[0].period;
	right = entries[n - 1].period;
	for (int i = 0; i < n; i++)
	{
		if (i < best_cut)
		{
			left = period_merge(left, entries[i].period);
			split->spl_left[split->spl_nleft++] = entries[i].offset;
		}
		else
		{
			right = period_merge(right, entries[i].period);
			split->spl_right[split->spl_nright++] = entries[i].offset;
		}
	}
	split->spl_ldatum = GrantPeriodGetDatum(left);
	split->spl_rdatum = GrantPeriodGetDatum(right);
	PG_RETURN_POINTER(split);
}

Datum
caudal_grant_period_gist_same(PG_FUNCTION_ARGS)
{
	bool	   *same = (bool *) PG_GETARG_POINTER(2);

	*same = period_equals(PG_GETARG_GRANT_PERIOD(0), PG_GETARG_GRANT_PERIOD(1));
	PG_RETURN_POINTER(same);
}

/* powers of two that the length has reached, an open end more than any */
static int
length_class(GrantPeriod period)
{
	if (period_is_open(period))
		return 32;
	return pg_leftmost_one_pos32((uint32) period_days(period));
}

/*
 * The order in which an index is built: pages of like length, and within
 * them of like beginning.
 */
static int
compare_for_build(Datum a, Datum b, SortSupport ssup)
{
	GrantPeriod p = DatumGetGrantPeriod(a);
	GrantPeriod q = DatumGetGrantPeriod(b);
	int			class_difference = length_class(p) - length_class(q);

	if (class_difference != 0)
		return class_difference;
	return (p.first > q.first) - (p.first < q.first);
}

Datum
caudal_grant_period_gist_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare_for_build;
	PG_RETURN_VOID();
}
