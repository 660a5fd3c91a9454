/* link: calendar.c */
/*-------------------------------------------------------------------------
 *
 * calendar_test.c
 *		Tests of the calendar, against days counted one by one.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar.h"

#include "tap.h"

#include "month_days.h"

static void
test_days(void)
{
	int64		year = -1200;
	int			month = 1;
	int			day = 1;
	int64		date = -8 * INT64CONST(146097);
	bool		there = true;
	bool		back = true;

	for (; year <= 2800; date++)
	{
		CalendarDate found = caudal_date_of_day(date);

		there &= found.year == year && found.month == month &&
			found.day == day;
		back &= caudal_day_of_date(year, month, day) == date;
		if (++day > days_in_month(year, month))
		{
			day = 1;
			if (++month > 12)
			{
				month = 1;
				year++;
			}
		}
	}
	ok(there, "the date of every day from 1201 BC to 2800");
	ok(back, "the day of every date from 1201 BC to 2800");
	ok(caudal_day_of_date(2000, 1, 1) == 0 &&
		   caudal_day_of_date(1970, 1, 1) == -10957 &&
		   caudal_day_of_date(2021, 8, 1) == 7883,
	   "days are counted from 2000-01-01");
	ok(caudal_day_of_date(-4713, 11, 24) == FIRST_DATE &&
		   caudal_day_of_date(5874897, 12, 31) == LAST_DATE,
	   "the first and the last date of PostgreSQL");
}

/* one month on, by looking at the calendar */
static void
next_month(CalendarDate *date)
{
	if (++date->month > 12)
	{
		date->month = 1;
		date->year++;
	}
}

static void
test_months(void)
{
	bool		added = true;
	bool		subtracted = true;
	bool		whole = true;

	for (int i = 0; i < 2000; i++)
	{
		int64		day = random_between(-200000, 200000);
		CalendarDate anchor = caudal_date_of_day(day);
		CalendarDate month = anchor;
		int64		before = day;

		for (int k = 0; k <= 50; k++, next_month(&month))
		{
			int			d = Min(anchor.day, days_in_month(month.year, month.month));
			int64		expected = caudal_day_of_date(month.year, month.month, d);
			CalendarDate first = month;

			added &= caudal_add_months(day, k) == expected;
			first.day = 1;
			subtracted &= caudal_add_months(caudal_day_of_date(first.year, first.month, 1), -k) ==
				caudal_day_of_date(anchor.year, anchor.month, 1);
			/* each day from one anchored month to the next counts k - 1 */
			for (int64 next = before; k > 0 && next < expected; next++)
				whole &= caudal_whole_months(day, next) == k - 1;
			before = expected;
		}
	}
	ok(added, "months are counted from the anchor and clipped to the month");
	ok(subtracted, "months are subtracted");
	ok(whole, "whole months between two days");
	ok(caudal_add_months(caudal_day_of_date(2024, 1, 31), 1) ==
		   caudal_day_of_date(2024, 2, 29) &&
		   caudal_add_months(caudal_day_of_date(2024, 1, 31), 2) ==
		   caudal_day_of_date(2024, 3, 31) &&
		   caudal_add_months(caudal_day_of_date(2024, 2, 29), 12) ==
		   caudal_day_of_date(2025, 2, 28) &&
		   caudal_add_months(caudal_day_of_date(2024, 2, 29), 48) ==
		   caudal_day_of_date(2028, 2, 29),
	   "31 January and 29 February");
	ok(caudal_add_months(LAST_DATE, 12 * INT64CONST(100000000)) > LAST_DATE &&
		   caudal_add_months(FIRST_DATE, -12 * INT64CONST(100000000)) < FIRST_DATE,
	   "nothing wraps");
}

static bool
prints(int64 day, const char *text)
{
	char		buf[DAY_TEXT_SIZE];
	int			n = caudal_day_print(buf, day);

	return n == (int) strlen(text) && strcmp(buf, text) == 0;
}

static void
test_text(void)
{
	ok(prints(0, "2000-01-01") && prints(7883, "2021-08-01"), "a date");
	ok(prints(FIRST_DATE, "4714-11-24 BC") &&
		   prints(LAST_DATE, "5874897-12-31"), "the ends of time");
	ok(prints(caudal_day_of_date(0, 2, 29), "0001-02-29 BC") &&
		   prints(caudal_day_of_date(1, 1, 1), "0001-01-01"),
	   "the year 1 BC is followed by the year 1");
	ok(prints(NO_FIRST_DAY, "-infinity") && prints(NO_LAST_DAY, "infinity") &&
		   prints(PG_INT32_MAX, "5881610-07-11"),
	   "no date");
}

int
main(void)
{
	test_days();
	test_months();
	test_text();
	return tap_done();
}
