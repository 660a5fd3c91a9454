/*-------------------------------------------------------------------------
 *
 * period_calendar.h
 *		Moving a period's days, counting its months, and fiscal years.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PERIOD_CALENDAR_H
#define CAUDAL_PERIOD_CALENDAR_H

#include "period.h"

/* decimals of months() */
#define MONTHS_SCALE	4

extern int64 caudal_period_extended(GrantPeriod period, int64 months,
									int64 days);
extern void caudal_period_shifted(GrantPeriod period, int64 months, int64 days,
								  int64 *first, int64 *last);
extern int64 caudal_period_months(GrantPeriod period);
extern int64 caudal_period_calendar_months(GrantPeriod period);
extern int64 caudal_unit_first_day(int64 day, int unit_months,
								   int start_month);

/* a period that is being split; next is the first day that has no part yet */
typedef struct PeriodSplit
{
	GrantPeriod period;
	int			unit_months;
	int			start_month;
	int64		next;
} PeriodSplit;

extern bool caudal_split_next(PeriodSplit *split, GrantPeriod *part);

#endif							/* CAUDAL_PERIOD_CALENDAR_H */
