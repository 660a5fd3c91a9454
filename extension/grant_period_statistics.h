/*-------------------------------------------------------------------------
 *
 * grant_period_statistics.h
 *		The statistics slot that ANALYZE fills for a grant_period column.
 *
 * Besides what every sortable type gets (most common values, histogram,
 * correlation), one slot holds the spread of first days and lengths of the
 * values that are not among the most common.  They are sorted by length and
 * cut into classes; of each class the slot has as many points, each of which
 * begins on a quantile of the first days of the class and is as long as the
 * same quantile of its lengths.  So the points of a class ascend both ways,
 * and first days are taken as independent of lengths within a class only,
 * where lengths hardly differ.
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
