/*-------------------------------------------------------------------------
 *
 * period_calendar.c
 *		Moving a period's days, counting its months, and fiscal years.
 *
 * Months are counted from an anchor, never added one after another: twice a
 * month from 31 January is 31 March, by way of no 28 February.  A period that
 * is a whole number of months from its first day stays one when it is
 * extended or shifted; of any other it is the day after the last that moves,
 * because adding a month to the last day would lose or win days at the ends of
 * months.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_calendar.h"

/*
 * Is the period a whole number of months from its first day?  That number is
 * stored either way.
 */
static bool
is_whole_months(GrantPeriod period, int64 *months)
{
	int64		next = (int64) period.last + 1;

	*months = caudal_whole_months(period.first, next);
	return caudal_add_months(period.first, *months) == next;
}

/*
 * The last day of a period that is not open, moved by months and days.  It may
 * be out of range or before the first day.
 */
int64
caudal_period_extended(GrantPeriod period, int64 months, int64 days)
{
	int64		whole;

	if (is_whole_months(period, &whole))
		return caudal_add_months(period.first, whole + months) + days - 1;
	return caudal_add_months((int64) period.last + 1, months) + days - 1;
}

/*
 * Both days of a period moved by months and days; an open end stays open.
 * Where the ends of months would leave no day, as of 30 January moved by a
 * month, one stays.
 */
void
caudal_period_shifted(GrantPeriod period, int64 months, int64 days,
					  int64 *first, int64 *last)
{
	int64		whole;

	*first = caudal_add_months(period.first, months) + days;
	if (period_is_open(period))
		*last = NO_LAST_DAY;
	else if (is_whole_months(period, &whole))
		*last = caudal_add_months(*first, whole) - 1;
	else
		*last = Max(*first, caudal_add_months((int64) period.last + 1, months) +
					days - 1);
}

/*
 * k + r / d of a period that is not open, in units of 10^-MONTHS_SCALE: k the
 * whole months anchored at the first day, r the days left, d the days of the
 * anchored month that they fall in.
 */
int64
caudal_period_months(GrantPeriod period)
{
	int64		next = (int64) period.last + 1;
	int64		whole = caudal_whole_months(period.first, next);
	int64		anchor = caudal_add_months(period.first, whole);
	int64		days = caudal_add_months(period.first, whole + 1) - anchor;

	StaticAssertStmt(MONTHS_SCALE == 4, "units are ten-thousandths");
	return whole * 10000 + ((next - anchor) * 10000 * 2 + days) / (days * 2);
}

/* the calendar months that a period that is not open has a day of */
int64
caudal_period_calendar_months(GrantPeriod period)
{
	CalendarDate first = caudal_date_of_day(period.first);
	CalendarDate last = caudal_date_of_day(period.last);

	return (last.year - first.year) * 12 + last.month - first.month + 1;
}

/*
 * The first day of the unit that a day falls in.  Units have 1, 3, 6 or 12
 * months, counted from the month in which the fiscal year starts.
 */
int64
caudal_unit_first_day(int64 day, int unit_months, int start_month)
{
	CalendarDate date = caudal_date_of_day(day);
	int			into = (date.month - start_month + 12) % unit_months;

	return caudal_add_months(caudal_day_of_date(date.year, date.month, 1),
							 -into);
}

/*
 * The next part of a split: the days of one unit that the period has.  False
 * when the period is used up.
 */
bool
caudal_split_next(PeriodSplit *split, GrantPeriod *part)
{
	int64		unit;

	if (split->next > split->period.last)
		return false;
	unit = caudal_unit_first_day(split->next, split->unit_months,
								 split->start_month);
	part->first = (int32) split->next;
	part->last = (int32) Min(caudal_add_months(unit, split->unit_months) - 1,
							 split->period.last);
	split->next = (int64) part->last + 1;
	return true;
}
