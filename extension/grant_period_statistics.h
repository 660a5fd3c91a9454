/*-------------------------------------------------------------------------
 *
 * grant_period_statistics.h
 *		The statistics slot that ANALYZE fills for a grant_period column.
 *
 * Besides what every sortable type gets (most common values, histogram,
 * correlation), one slot holds the spread of first and last days of the values
 * that are not among the most common.  These are sorted by length and cut into
 * classes; of each class the slot has as many points, which are quantiles of
 * its first days and of its last days.  The periods of a class hardly differ
 * in length, so that the two say nearly all of it.
 *
 * stavalues has the points, class by class from the shortest; stanumbers has
 * for each class its part of those values.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_GRANT_PERIOD_STATISTICS_H
#define CAUDAL_GRANT_PERIOD_STATISTICS_H

#include <math.h>

#include "grant_period.h"

/* pg_statistic.h leaves 10000 and above to private use */
#define STATISTIC_KIND_PERIOD_SPREAD	21551

/*
 * The i-th of n + 1 ranks from 0 to 1, which lie closer at both ends, where
 * the number of values with a condition changes by the largest factors.
 */
static inline double
spread_rank(int i, int n)
{
	return (1 - cos(M_PI * i / n)) / 2;
}

/* days from the first to the last, for an open end more than any sum of days */
static inline int64
period_length(GrantPeriod period)
{
	return period_is_open(period) ? INT64CONST(1) << 40 :
		(int64) period.last - period.first + 1;
}

#endif							/* CAUDAL_GRANT_PERIOD_STATISTICS_H */
