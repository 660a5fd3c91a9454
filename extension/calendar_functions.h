/*-------------------------------------------------------------------------
 *
 * calendar_functions.h
 *		Months and units of the calendar as arguments of functions.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CALENDAR_FUNCTIONS_H
#define CAUDAL_CALENDAR_FUNCTIONS_H

#include "grant_period.h"
#include "period_calendar.h"

extern bool caudal_text_is(const text *value, const char *name);
extern int	caudal_check_start_month(int32 start_month);
extern void caudal_split_begin(FunctionCallInfo fcinfo, PeriodSplit *split,
							   GrantPeriod period, const char *message,
							   int unit, int start);

#endif							/* CAUDAL_CALENDAR_FUNCTIONS_H */
