/*-------------------------------------------------------------------------
 *
 * grant_period_statistics.c
 *		What ANALYZE keeps of a grant_period column.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period_statistics.h"

#include "catalog/pg_statistic.h"
#include "commands/vacuum.h"

PG_FUNCTION_INFO_V1(caudal_grant_period_typanalyze);

/* what std_typanalyze set up */
typedef struct StandardAnalyze
{
	AnalyzeAttrComputeStatsFunc compute_stats;
	void	   *extra_data;
} StandardAnalyze;

static int
compare_first(const void *a, const void *b)
{
	int32		x = ((const GrantPeriod *) a)->first;
	int32		y = ((const GrantPeriod *) b)->first;

	return (x > y) - (x < y);
}

static int
compare_last(const void *a, const void *b)
{
	int32		x = ((const GrantPeriod *) a)->last;
	int32		y = ((const GrantPeriod *) b)->last;

	return (x > y) - (x < y);
}

static int
compare_length(const void *a, const void *b)
{
	int64		x = period_length(*(const GrantPeriod *) a);
	int64		y = period_length(*(const GrantPeriod *) b);

	return (x > y) - (x < y);
}

/*
 * The sampled values that are not among the most common.
 */
static GrantPeriod *
uncommon_values(VacAttrStats *stats, AnalyzeAttrFetchFunc fetchfunc,
				int samplerows, int *count)
{
	GrantPeriod *values = palloc(samplerows * sizeof(GrantPeriod));
	int64	   *common = NULL;
	int			ncommon = 0;

	for (int slot = 0; slot < STATISTIC_NUM_SLOTS; slot++)
	{
		if (stats->stakind[slot] != STATISTIC_KIND_MCV)
			continue;
		ncommon = stats->numvalues[slot];
		common = palloc(ncommon * sizeof(int64));
		for (int i = 0; i < ncommon; i++)
			common[i] = DatumGetInt64(stats->stavalues[slot][i]);
		qsort(common, ncommon, sizeof(int64), period_packed_compare);
	}

	*count = 0;
	for (int row = 0; row < samplerows; row++)
	{
		bool		isnull;
		int64		packed = DatumGetInt64(fetchfunc(stats, row, &isnull));

		if (isnull ||
			(ncommon > 0 && bsearch(&packed, common, ncommon, sizeof(int64),
									period_packed_compare) != NULL))
			continue;
		values[(*count)++] = period_unpack(packed);
	}
	return values;
}

/*
 * Cut values that are sorted by length into classes, at most *classes of
 * them.  Values of one length stay together: cuts move to where the length
 * changes.  Returns where the classes end.
 */
static int *
cut_classes(const GrantPeriod *values, int count, int *classes)
{
	int			wanted = *classes;
	int		   *ends = palloc(wanted * sizeof(int));

	*classes = 0;
	for (int i = 1; i <= wanted; i++)
	{
		int			cut = (int) (spread_rank(i, wanted) * count);
		int			begin = cut;
		int			end = cut;

		if (i == wanted)
			begin = end = count;
		else
		{
			int64		length = period_length(values[cut]);

			while (begin > 0 && period_length(values[begin - 1]) == length)
				begin--;
			while (end < count && period_length(values[end]) == length)
				end++;
		}
		cut = (cut - begin <= end - cut ? begin : end);
		if (cut > (*classes > 0 ? ends[*classes - 1] : 0))
			ends[(*classes)++] = cut;
	}
	return ends;
}

/* which of so many sorted values is the i-th of n points */
static int
point_position(int i, int n, int count)
{
	return (int) rint(spread_rank(i, n - 1) * (count - 1));
}

/*
 * The points of a class: quantiles of its first days and of its last days.
 * As no period ends before it begins, no quantile does.
 */
static void
class_points(GrantPeriod *values, int count, Datum *points, int npoints)
{
	GrantPeriod *quantiles = palloc(npoints * sizeof(GrantPeriod));

	qsort(values, count, sizeof(GrantPeriod), compare_first);
	for (int i = 0; i < npoints; i++)
		quantiles[i].first = values[point_position(i, npoints, count)].first;
	qsort(values, count, sizeof(GrantPeriod), compare_last);
	for (int i = 0; i < npoints; i++)
	{
		quantiles[i].last = values[point_position(i, npoints, count)].last;
		points[i] = GrantPeriodGetDatum(quantiles[i]);
	}
	pfree(quantiles);
}

static void
compute_grant_period_stats(VacAttrStats *stats, AnalyzeAttrFetchFunc fetchfunc,
						   int samplerows, double totalrows)
{
	StandardAnalyze *standard = stats->extra_data;
	GrantPeriod *values;
	int			count;
	int			total;
	int			classes;
	int		   *ends;
	int			npoints;
	int			begin = 0;
	int			slot = 0;
	MemoryContext old_context;

	stats->extra_data = standard->extra_data;
	standard->compute_stats(stats, fetchfunc, samplerows, totalrows);
	stats->extra_data = standard;
	if (!stats->stats_valid)
		return;

	values = uncommon_values(stats, fetchfunc, samplerows, &count);
	if (count == 0)
		return;
	qsort(values, count, sizeof(GrantPeriod), compare_length);

	/*
	 * In all ten times the statistics target, as arrays keep of their
	 * elements: 1000 by default, in up to 19 classes of 52 points or more.
	 */
	total = Min(count, stats->minrows / 30);
	classes = Max(1, (int) (sqrt(total) * 0.63));
	ends = cut_classes(values, count, &classes);
	npoints = Max(2, total / classes);

	/* the standard statistics take three of the five slots at most */
	while (stats->stakind[slot] != 0)
		slot++;
	Assert(slot < STATISTIC_NUM_SLOTS);

	old_context = MemoryContextSwitchTo(stats->anl_context);
	stats->stakind[slot] = STATISTIC_KIND_PERIOD_SPREAD;
	stats->numnumbers[slot] = classes;
	stats->stanumbers[slot] = palloc(classes * sizeof(float4));
	stats->numvalues[slot] = classes * npoints;
	stats->stavalues[slot] = palloc(classes * npoints * sizeof(Datum));
	MemoryContextSwitchTo(old_context);

	for (int class = 0; class < classes; class++)
	{
		stats->stanumbers[slot][class] = (float4) (ends[class] - begin) / count;
		class_points(values + begin, ends[class] - begin,
					 stats->stavalues[slot] + class * npoints, npoints);
		begin = ends[class];
	}
}

Datum
caudal_grant_period_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	StandardAnalyze *standard;

	if (!std_typanalyze(stats))
		PG_RETURN_BOOL(false);

	standard = palloc(sizeof(StandardAnalyze));
	standard->compute_stats = stats->compute_stats;
	standard->extra_data = stats->extra_data;
	stats->compute_stats = compute_grant_period_stats;
	stats->extra_data = standard;
	PG_RETURN_BOOL(true);
}
