/*-------------------------------------------------------------------------
 *
 * period_set.c
 *		The days that many periods have together.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_set.h"

/*
 * Sort packed periods in place and unite those that overlap or meet; returns
 * how many are left, in order and with at least a day between them.
 */
int
caudal_periods_unite(int64 *packed, int n)
{
	int			united = 0;

	qsort(packed, n, sizeof(int64), period_packed_compare);
	for (int i = 0; i < n; i++)
	{
		GrantPeriod next = period_unpack(packed[i]);
		GrantPeriod last;

		if (united > 0)
		{
			last = period_unpack(packed[united - 1]);
			if ((int64) last.last + 1 >= next.first)
			{
				packed[united - 1] = period_pack(period_merge(last, next));
				continue;
			}
		}
		packed[united++] = packed[i];
	}
	return united;
}

/*
 * The days within a period that none of n united ones has.  There are at most
 * n + 1 gaps; returns how many.
 */
int
caudal_periods_gaps(const int64 *united, int n, GrantPeriod within,
					GrantPeriod *gaps)
{
	int			ngaps = 0;
	/* the first day not yet known to be covered */
	int64		day = within.first;

	for (int i = 0; i < n && day <= within.last; i++)
	{
		GrantPeriod period = period_unpack(united[i]);

		if (period.last < day)
			continue;
		if (period.first > within.last)
			break;
		if (period.first > day)
		{
			gaps[ngaps].first = (int32) day;
			gaps[ngaps++].last = period.first - 1;
		}
		day = (int64) period.last + 1;
	}
	/* after the last date there is no day, even of an open period */
	if (day <= within.last && day <= LAST_DATE)
	{
		gaps[ngaps].first = (int32) day;
		gaps[ngaps++].last = within.last;
	}
	return ngaps;
}
