/*-------------------------------------------------------------------------
 *
 * calendar.h
 *		Days and months of the proleptic Gregorian calendar.
 *
 * A day is counted from 2000-01-01, as PostgreSQL's date is.  Years are
 * astronomical: 0 is 1 BC.  Arithmetic is in 64 bits, so that nothing wraps;
 * whoever stores a day checks that it is one PostgreSQL's date can hold.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CALENDAR_H
#define CAUDAL_CALENDAR_H

#include "postgres.h"

/* the first and last day of PostgreSQL's date: 4714-11-24 BC, 5874897-12-31 */
#define FIRST_DATE		INT64CONST(-2451545)
#define LAST_DATE		INT64CONST(2145031948)

/*
 * No day at all, which no sum of days comes to by chance; date's "-infinity"
 * and "infinity".
 */
#define NO_FIRST_DAY	PG_INT64_MIN
#define NO_LAST_DAY		PG_INT64_MAX

/* a day as PostgreSQL's date has it */
static inline int64
calendar_day(int32 date)
{
	return date == PG_INT32_MIN ? NO_FIRST_DAY :
		date == PG_INT32_MAX ? NO_LAST_DAY : date;
}

typedef struct CalendarDate
{
	int64		year;
	int			month;			/* 1 to 12 */
	int			day;			/* 1 to 31 */
} CalendarDate;

/* room for any day that a calculation reaches, " BC" and the terminator */
#define DAY_TEXT_SIZE	32

extern int	caudal_days_in_month(int64 year, int month);
extern int64 caudal_day_of_date(int64 year, int month, int day);
extern CalendarDate caudal_date_of_day(int64 day);
extern int64 caudal_add_months(int64 day, int64 months);
extern int64 caudal_whole_months(int64 first, int64 next);
extern int	caudal_day_print(char *buf, int64 day);

#endif							/* CAUDAL_CALENDAR_H */
