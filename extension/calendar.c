/*-------------------------------------------------------------------------
 *
 * calendar.c
 *		Days and months of the proleptic Gregorian calendar.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "calendar.h"

/* days of 400 years, after which the calendar repeats */
#define DAYS_OF_ERA			146097
/* 2000-01-01 counted from 0000-03-01 */
#define EPOCH_OFFSET		730425

static inline bool
is_leap_year(int64 year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
caudal_days_in_month(int64 year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	Assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && is_leap_year(year));
}

/*
 * Years are taken to begin in March, so that the leap day comes last; the
 * months from there have 153 days in every five.
 */
int64
caudal_day_of_date(int64 year, int month, int day)
{
	int64		y = month <= 2 ? year - 1 : year;
	int64		era = (y >= 0 ? y : y - 399) / 400;
	int64		year_of_era = y - era * 400;
	int64		day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64		day_of_era = year_of_era * 365 + year_of_era / 4 -
		year_of_era / 100 + day_of_year;

	return era * DAYS_OF_ERA + day_of_era - EPOCH_OFFSET;
}

CalendarDate
caudal_date_of_day(int64 day)
{
	int64		z = day + EPOCH_OFFSET;
	int64		era = (z >= 0 ? z : z - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA;
	int64		day_of_era = z - era * DAYS_OF_ERA;
	int64		year_of_era = (day_of_era - day_of_era / 1460 +
							   day_of_era / 36524 - day_of_era / 146096) / 365;
	int64		day_of_year = day_of_era - (365 * year_of_era +
											year_of_era / 4 - year_of_era / 100);
	int64		month = (5 * day_of_year + 2) / 153;
	CalendarDate date;

	date.day = (int) (day_of_year - (153 * month + 2) / 5 + 1);
	date.month = (int) (month < 10 ? month + 3 : month - 9);
	date.year = year_of_era + era * 400 + (date.month <= 2);
	return date;
}

/*
 * The same day of the month some months on, or the last of a shorter month.
 * Adding twice is not adding the sum: schedules count from their anchor.
 */
int64
caudal_add_months(int64 day, int64 months)
{
	CalendarDate date = caudal_date_of_day(day);
	int64		count = date.year * 12 + (date.month - 1) + months;
	int64		year = (count >= 0 ? count : count - 11) / 12;
	int			month = (int) (count - year * 12) + 1;

	return caudal_day_of_date(year, month,
							  Min(date.day, caudal_days_in_month(year, month)));
}

/*
 * The greatest k such that k months from the first day is not after next.
 */
int64
caudal_whole_months(int64 first, int64 next)
{
	CalendarDate a = caudal_date_of_day(first);
	CalendarDate b = caudal_date_of_day(next);
	int64		months = (b.year - a.year) * 12 + (b.month - a.month);

	return caudal_add_months(first, months) > next ? months - 1 : months;
}

static char *
print_number(char *p, int64 number, int width)
{
	char		digits[20];
	int			n = 0;

	while (number > 0 || n < width)
	{
		digits[n++] = (char) ('0' + number % 10);
		number /= 10;
	}
	while (n > 0)
		*p++ = digits[--n];
	return p;
}

/*
 * As ISO 8601 writes it, with " BC" where PostgreSQL's date has it; returns
 * the length.
 */
int
caudal_day_print(char *buf, int64 day)
{
	CalendarDate date;
	bool		is_bc;
	char	   *p = buf;

	if (day == NO_FIRST_DAY || day == NO_LAST_DAY)
	{
		strcpy(buf, day == NO_FIRST_DAY ? "-infinity" : "infinity");
		return (int) strlen(buf);
	}
	date = caudal_date_of_day(day);
	is_bc = date.year <= 0;
	p = print_number(p, is_bc ? 1 - date.year : date.year, 4);
	*p++ = '-';
	p = print_number(p, date.month, 2);
	*p++ = '-';
	p = print_number(p, date.day, 2);
	strcpy(p, is_bc ? " BC" : "");
	return (int) (p - buf) + (is_bc ? 3 : 0);
}
