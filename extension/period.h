/*-------------------------------------------------------------------------
 *
 * period.h
 *		A grant period: a first and a last day, both inclusive.
 *
 * Eight bytes by value.  An open end is the day "infinity" of PostgreSQL's
 * date, later than any other, so that comparing days needs no special case.
 * In the packed form the first day is the upper half and the last day the
 * lower, with its sign turned: integers then order as periods do, by first
 * day and then by last, and int8's comparison, sorting and hashing serve.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PERIOD_H
#define CAUDAL_PERIOD_H

#include "postgres.h"

#include "calendar.h"

typedef struct GrantPeriod
{
	int32		first;
	int32		last;			/* OPEN_END where there is none */
} GrantPeriod;

#define OPEN_END	PG_INT32_MAX

static inline int64
period_pack(GrantPeriod period)
{
	return (int64) (((uint64) (uint32) period.first << 32) |
					((uint32) period.last ^ 0x80000000U));
}

static inline GrantPeriod
period_unpack(int64 packed)
{
	GrantPeriod period;

	period.first = (int32) (packed >> 32);
	period.last = (int32) ((uint32) packed ^ 0x80000000U);
	return period;
}

/* for qsort and bsearch on packed periods */
static inline int
period_packed_compare(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return (x > y) - (x < y);
}

static inline bool
period_is_open(GrantPeriod period)
{
	return period.last == OPEN_END;
}

/* days of a period that is not open; an int32 holds those of any */
static inline int32
period_days(GrantPeriod period)
{
	return (int32) ((int64) period.last - period.first + 1);
}

static inline bool
period_contains_day(GrantPeriod period, int32 day)
{
	return period.first <= day && day <= period.last;
}

static inline bool
period_contains(GrantPeriod period, GrantPeriod part)
{
	return period.first <= part.first && part.last <= period.last;
}

static inline bool
period_overlaps(GrantPeriod a, GrantPeriod b)
{
	return a.first <= b.last && b.first <= a.last;
}

static inline bool
period_equals(GrantPeriod a, GrantPeriod b)
{
	return a.first == b.first && a.last == b.last;
}

/* one begins the day after the other ends */
static inline bool
period_adjacent(GrantPeriod a, GrantPeriod b)
{
	return (int64) a.last + 1 == b.first || (int64) b.last + 1 == a.first;
}

/* the days that both have, if they overlap */
static inline GrantPeriod
period_intersection(GrantPeriod a, GrantPeriod b)
{
	GrantPeriod result = {Max(a.first, b.first), Min(a.last, b.last)};

	return result;
}

/* the smallest period that holds both */
static inline GrantPeriod
period_merge(GrantPeriod a, GrantPeriod b)
{
	GrantPeriod result = {Min(a.first, b.first), Max(a.last, b.last)};

	return result;
}

typedef enum PeriodResult
{
	PERIOD_OK,
	PERIOD_MALFORMED,
	PERIOD_NOT_ISO,				/* a date as people write it, 31/12/2021 */
	PERIOD_NO_SUCH_DATE,		/* 2021-02-30, 2021-13, 2021-Q5 */
	PERIOD_OPEN_START,
	PERIOD_EMPTY,				/* ends before it begins */
	PERIOD_OUT_OF_RANGE			/* of PostgreSQL's date */
} PeriodResult;

/*
 * The one validator: a first and a last day that a period can have, the last
 * NO_LAST_DAY for an open end.
 */
static inline PeriodResult
period_make(int64 first, int64 last, GrantPeriod *period)
{
	if (first == NO_FIRST_DAY)
		return PERIOD_OPEN_START;
	if (last < first)
		return PERIOD_EMPTY;
	if (first < FIRST_DATE || first > LAST_DATE ||
		(last > LAST_DATE && last != NO_LAST_DAY))
		return PERIOD_OUT_OF_RANGE;
	period->first = (int32) first;
	period->last = last == NO_LAST_DAY ? OPEN_END : (int32) last;
	return PERIOD_OK;
}

#endif							/* CAUDAL_PERIOD_H */
