/* link: period_calendar.c calendar.c */
/*-------------------------------------------------------------------------
 *
 * period_calendar_test.c
 *		Tests of extending, shifting and measuring periods, and of the units
 *		of fiscal years, against days and months counted one by one.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_calendar.h"

#include "tap.h"

#include "month_days.h"

/*
 * The oracle: the days of 400 years one after another, and where each month
 * begins.  Months are numbered from January 1800, days from the first of it.
 */
#define FIRST_YEAR	1800
#define YEARS		400
#define MONTHS		(12 * YEARS)
#define DAYS		146097

/* 1800-01-01 as PostgreSQL counts: 200 years before 2000, 48 of them leap */
#define ORIGIN		(-(200 * 365 + 48))

static int	month_begin[MONTHS + 1];
static int	month_of_day[DAYS];

static void
walk_the_calendar(void)
{
	int			day = 0;

	for (int m = 0; m < MONTHS; m++)
	{
		int			days = days_in_month(FIRST_YEAR + m / 12, m % 12 + 1);

		month_begin[m] = day;
		while (days-- > 0)
			month_of_day[day++] = m;
	}
	month_begin[MONTHS] = day;
	ok(day == DAYS, "400 years have 146097 days");
	ok(caudal_day_of_date(FIRST_YEAR, 1, 1) == ORIGIN, "where they begin");
}

/* the same day of a month n months on, or the last of a shorter one */
static int
months_on(int day, int n)
{
	int			m = month_of_day[day];
	int			day_of_month = day - month_begin[m];

	m += n;
	return month_begin[m] + Min(day_of_month, month_begin[m + 1] - month_begin[m] - 1);
}

/* the greatest k with k months from first not after next */
static int
whole_months(int first, int next)
{
	int			k = 0;

	while (months_on(first, k + 1) <= next)
		k++;
	return k;
}

static GrantPeriod
period_of(int first, int next)
{
	GrantPeriod period = {first + ORIGIN, next - 1 + ORIGIN};

	return period;
}

/*
 * A first day and the day after the last, in the middle 200 years: half of
 * them whole months, many at the ends of months.
 */
static void
random_period(int *first, int *next)
{
	int			m = random_between(MONTHS / 4, MONTHS * 3 / 4);

	if (random_between(0, 1))
		*first = month_begin[m] + random_between(-4, 3);
	else
		*first = month_begin[m] + random_between(0, 27);
	if (random_between(0, 1))
		*next = months_on(*first, random_between(1, 60));
	else
		*next = *first + random_between(1, 2000);
}

static void
test_moving(void)
{
	bool		extended = true;
	bool		shifted = true;
	bool		open = true;
	int			whole = 0;

	for (int i = 0; i < 400000; i++)
	{
		int			first;
		int			next;
		int			months = random_between(-36, 36);
		int			days = random_between(0, 2) ? 0 : random_between(-50, 50);
		int			k;
		int			expected_first;
		int			expected_next;
		int64		shifted_first;
		int64		shifted_last;
		GrantPeriod period;

		random_period(&first, &next);
		period = period_of(first, next);
		k = whole_months(first, next);
		expected_first = months_on(first, months) + days;
		if (months_on(first, k) == next)
		{
			/* k whole months stay a whole number of months */
			whole++;
			expected_next = months_on(first, k + months) + days;
			extended &= caudal_period_extended(period, months, days) ==
				expected_next - 1 + ORIGIN;
			expected_next = months_on(expected_first, k);
		}
		else
		{
			/* the day after the last moves */
			expected_next = months_on(next, months) + days;
			extended &= caudal_period_extended(period, months, days) ==
				expected_next - 1 + ORIGIN;
			/* one day stays */
			expected_next = Max(expected_next, expected_first + 1);
		}
		caudal_period_shifted(period, months, days,
							  &shifted_first, &shifted_last);
		shifted &= shifted_first == expected_first + ORIGIN &&
			shifted_last == expected_next - 1 + ORIGIN;

		period.last = OPEN_END;
		caudal_period_shifted(period, months, days,
							  &shifted_first, &shifted_last);
		open &= shifted_first == expected_first + ORIGIN &&
			shifted_last == NO_LAST_DAY;
	}
	printf("# %d of 400000 periods have whole months\n", whole);
	ok(extended && whole > 100000, "extended by months and days");
	ok(shifted, "shifted by months and days");
	ok(open, "an open end stays open");
}

/*
 * Whole months are counted from the first day: n months and n more are 2 n,
 * which adding to the last day would not give.
 */
static void
test_anchored(void)
{
	bool		added = true;
	bool		kept = true;

	for (int i = 0; i < 100000; i++)
	{
		int			first = month_begin[random_between(MONTHS / 4, MONTHS / 2)] + random_between(0, 30);
		int			k = random_between(1, 40);
		int			n = random_between(0, 40);
		GrantPeriod period = period_of(first, months_on(first, k));
		GrantPeriod longer = period;
		int64		shifted_first;
		int64		shifted_last;

		longer.last = (int32) caudal_period_extended(period, n, 0);
		added &= caudal_period_extended(longer, n, 0) ==
			caudal_period_extended(period, 2 * n, 0) &&
			caudal_period_months(longer) == (k + n) * INT64CONST(10000);
		caudal_period_shifted(period, n, 0, &shifted_first, &shifted_last);
		longer.first = (int32) shifted_first;
		longer.last = (int32) shifted_last;
		kept &= caudal_period_months(longer) == k * INT64CONST(10000);
	}
	ok(added, "extending twice is extending by the sum");
	ok(kept, "a shifted period keeps its months");
}

static void
test_months(void)
{
	bool		good = true;
	bool		touched = true;
	bool		by_days = true;

	for (int i = 0; i < 400000; i++)
	{
		int			first;
		int			next;
		int			k;
		int			left;
		int			month;
		int64		units;
		GrantPeriod period;

		random_period(&first, &next);
		period = period_of(first, next);
		k = whole_months(first, next);
		left = next - months_on(first, k);
		month = months_on(first, k + 1) - months_on(first, k);
		units = left * 10000 / month;
		if ((left * 10000 - units * month) * 2 >= month)
			units++;
		good &= caudal_period_months(period) == k * 10000 + units;
		touched &= caudal_period_calendar_months(period) ==
			month_of_day[next - 1] - month_of_day[first] + 1;
	}
	ok(good, "months and the share of the last");
	ok(touched, "calendar months");

	/* day by day, a share never falls and reaches the next whole month */
	for (int i = 0; i < 500; i++)
	{
		int			first = month_begin[random_between(MONTHS / 4, MONTHS / 2)] + random_between(0, 30);
		int64		before = 0;

		for (int next = first + 1; next <= first + 800; next++)
		{
			int64		units = caudal_period_months(period_of(first, next));

			by_days &= units > before && units - before <= 358;
			before = units;
		}
	}
	ok(by_days, "each day adds at most 1/28 of a month");
}

/*
 * All of 400 years: the units that a day falls in, for each month in which a
 * fiscal year can start.
 */
static void
test_units(void)
{
	static const int units[] = {1, 3, 6, 12};
	bool		good = true;

	for (size_t u = 0; u < lengthof(units); u++)
		for (int start = 1; start <= 12; start++)
			for (int m = (start - 1) % units[u]; m + units[u] <= MONTHS; m += units[u])
			{
				int			begin = month_begin[m];
				int			end = month_begin[m + units[u]] - 1;

				for (int day = begin; day < end; day += random_between(1, 40))
					good &= caudal_unit_first_day(day + ORIGIN, units[u], start) == begin + ORIGIN;
				good &= caudal_unit_first_day(end + ORIGIN, units[u], start) == begin + ORIGIN;
			}
	ok(good, "months, quarters, halves and years, of fiscal years from every month");
}

/*
 * Parts of periods: each ends where the next unit begins, the last where the
 * period does.
 */
static void
test_split(void)
{
	static const int units[] = {1, 3, 6, 12};
	bool		good = true;
	int			parts = 0;

	for (int i = 0; i < 50000; i++)
	{
		int			first;
		int			next;
		int			unit = units[random_between(0, 3)];
		int			start = random_between(1, 12);
		int			begin;
		GrantPeriod part;
		PeriodSplit split;

		random_period(&first, &next);
		split.period = period_of(first, next);
		split.unit_months = unit;
		split.start_month = start;
		split.next = split.period.first;
		begin = first;
		for (int m = month_of_day[first] + 1; begin < next; m++)
		{
			int			end = Min(next, month_begin[m]);

			if (end < next && (m - (start - 1)) % unit != 0)
				continue;
			good &= caudal_split_next(&split, &part) &&
				period_equals(part, period_of(begin, end));
			begin = end;
			parts++;
		}
		good &= !caudal_split_next(&split, &part) &&
			!caudal_split_next(&split, &part);
	}
	printf("# %d parts\n", parts);
	ok(good, "50000 periods split");
}

/* the largest intervals, from the first and the last day there is */
static void
test_limits(void)
{
	static const int32 ends[] = {PG_INT32_MIN, PG_INT32_MAX};
	GrantPeriod all = {(int32) FIRST_DATE, (int32) LAST_DATE};
	GrantPeriod head = {(int32) FIRST_DATE, (int32) FIRST_DATE};
	GrantPeriod tail = {(int32) LAST_DATE, (int32) LAST_DATE};
	bool		good = true;

	ok(caudal_period_calendar_months(all) == 5874897 * INT64CONST(12) + 4713 * 12 + 2,
	   "calendar months of all the days there are");
	/* from the 24th to the 31st there are 8 days of a month of 31 */
	ok(caudal_period_months(all) == (caudal_period_calendar_months(all) - 1) * 10000 + 2581,
	   "months of all the days there are");
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
		{
			/* a month has from 28 to 31 days, on average at most 30.44 */
			int64		low = ends[i] * INT64CONST(30437) / 1000 + ends[j];
			int64		high = ends[i] * INT64CONST(30436) / 1000 + ends[j];
			int64		first;
			int64		last;

			if (low > high)
			{
				int64		swap = low;

				low = high;
				high = swap;
			}
			low -= 100;
			high += 100;
			last = caudal_period_extended(head, ends[i], ends[j]) - FIRST_DATE;
			good &= last >= low && last <= high;
			caudal_period_shifted(tail, ends[i], ends[j], &first, &last);
			good &= first - LAST_DATE >= low && first - LAST_DATE <= high &&
				last >= first;
		}
	ok(good, "nothing wraps");
}

int
main(void)
{
	walk_the_calendar();
	test_moving();
	test_anchored();
	test_months();
	test_units();
	test_split();
	test_limits();
	return tap_done();
}
