/*-------------------------------------------------------------------------
 *
 * month_days.h
 *		The days of a month, as the unit tests' oracles count them: from the
 *		rule of the Gregorian calendar alone, not from the code under test.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef MONTH_DAYS_H
#define MONTH_DAYS_H

static inline int
days_in_month(int64 year, int month)
{
	static const int month_days[] = {31, 28, 31, 30, 31, 30,
									 31, 31, 30, 31, 30, 31};
	bool		leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month_days[month - 1] + (month == 2 && leap);
}

#endif							/* MONTH_DAYS_H */
