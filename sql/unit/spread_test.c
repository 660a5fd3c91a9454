/* link: spread.c period_calendar.c calendar.c exact.c */
/*-------------------------------------------------------------------------
 *
 * spread_test.c
 *		Tests of spreading an amount, against its definition.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "spread.h"

#include "period_calendar.h"

#include "tap.h"

static GrantPeriod
period_between(int64 first, int64 last)
{
	GrantPeriod period;

	if (period_make(first, last, &period) != PERIOD_OK)
		abort();
	return period;
}

/* the last day up to the given one of the unit that a day falls in */
static int64
unit_end(int64 first, int64 last, int unit_months, int start_month)
{
	PeriodSplit split = {period_between(first, last), unit_months,
						 start_month, first};
	GrantPeriod part;

	return caudal_split_next(&split, &part) ? part.last : last;
}

static int64
day(int64 year, int month, int dom)
{
	return caudal_day_of_date(year, month, dom);
}

static int64
random_day(void)
{
	return FIRST_DATE +
		(int64) (random_word() % (uint64) (LAST_DATE - FIRST_DATE + 1));
}

/* short ones and long ones, near the epoch and anywhere */
static GrantPeriod
random_period(void)
{
	int64		first = random_between(0, 3) == 0 ?
		random_day() : random_between(-20000, 20000);
	int64		last = first + (int64) random_sized(random_between(1, 31)) - 1;

	return period_between(first, Min(Max(first, last), LAST_DATE));
}

static int64
random_amount(void)
{
	int64		amount = (int64) random_sized(random_between(1, 64));

	return random_between(0, 1) == 0 ? amount : (int64) -(uint64) amount;
}

/*
 * Is the result the quotient rounded half away from zero?  Twice their
 * difference is at most the divisor, and at a half the result is the one
 * larger in magnitude.
 */
static bool
is_rounded(int64 result, int128 dividend, int128 divisor)
{
	int128		twice = 2 * (dividend - result * divisor);

	if (dividend < 0)
		twice = -twice;
	return -divisor <= twice && twice < divisor &&
		(result == 0 || (result < 0) == (dividend < 0));
}

static void
test_days_elapsed(void)
{
	bool		counted = true;
	bool		infinite = true;

	/* each day of a short period, counted one by one */
	for (int i = 0; i < 2000; i++)
	{
		int64		first = random_day();
		GrantPeriod period = period_between(first, Min(first + random_between(0, 99),
													   LAST_DATE));
		int			n = 0;

		for (int64 d = (int64) period.first - 3; d <= (int64) period.last + 3; d++)
		{
			if (period.first <= d && d <= period.last)
				n++;
			counted &= caudal_days_elapsed(period, d) == n;
		}
		infinite &= caudal_days_elapsed(period, PG_INT32_MIN) == 0 &&
			caudal_days_elapsed(period, PG_INT32_MAX) == period_days(period);
	}
	ok(counted, "days counted one by one");
	ok(infinite, "infinite days");
	ok(caudal_days_elapsed(period_between(FIRST_DATE, LAST_DATE), LAST_DATE) ==
		   LAST_DATE - FIRST_DATE + 1 &&
		   caudal_days_elapsed(period_between(FIRST_DATE, LAST_DATE),
							   FIRST_DATE - 1) == 0,
	   "all the days there are");
}

static void
test_accrued(void)
{
	bool		rounded = true;
	bool		mirrored = true;
	bool		monotonic = true;
	bool		ends = true;

	for (int i = 0; i < 500000; i++)
	{
		GrantPeriod period = random_period();
		int64		amount = random_amount();
		int64		n = period_days(period);
		int64		k = 1 + (int64) (random_word() % (uint64) n);
		int64		d = period.first + k - 1;
		int64		accrued = caudal_accrued_minor(amount, period, d);
		int64		before = caudal_accrued_minor(amount, period, d - 1);

		rounded &= is_rounded(accrued, (int128) amount * k, n);
		if (amount != PG_INT64_MIN)
			mirrored &= caudal_accrued_minor(-amount, period, d) == -accrued;
		monotonic &= amount < 0 ? before >= accrued : before <= accrued;
		ends &= caudal_accrued_minor(amount, period,
									 (int64) period.first - 1) == 0 &&
			caudal_accrued_minor(amount, period, period.last) == amount &&
			caudal_accrued_minor(amount, period, PG_INT32_MIN) == 0 &&
			caudal_accrued_minor(amount, period, PG_INT32_MAX) == amount;
	}
	ok(rounded, "accrued is the quotient rounded half away from zero");
	ok(mirrored, "accrued of the negative amount is the negative");
	ok(monotonic, "what has accrued does not go back");
	ok(ends, "nothing before the period, all at its end");
}

/*
 * Cut a period at random, into as many as 40 parts, and sum what falls to
 * them.
 */
static void
test_partitions(void)
{
	bool		whole = true;
	bool		near = true;
	bool		mirrored = true;

	for (int i = 0; i < 100000; i++)
	{
		GrantPeriod period = random_period();
		int64		amount = random_amount();
		int64		first = period.first;
		int128		sum = 0;
		int128		mirror = 0;

		for (int parts = random_between(1, 40); first <= period.last; parts--)
		{
			int64		left = period.last - first + 1;
			int64		length = parts <= 1 ? left :
				1 + (int64) (random_word() % (uint64) left);
			GrantPeriod part = period_between(first, first + length - 1);
			int64		share = caudal_prorated_minor(amount, period, part);
			int128		exact = (int128) amount * length;

			sum += share;
			if (amount != PG_INT64_MIN)
				mirror += caudal_prorated_minor(-amount, period, part) + share;
			/* two roundings are at most a whole unit */
			exact -= (int128) share * period_days(period);
			near &= -period_days(period) <= exact &&
				exact <= period_days(period);
			first += length;
		}
		whole &= sum == amount;
		mirrored &= mirror == 0;
	}
	ok(whole, "the parts of any partition sum to the amount");
	ok(near, "no part is further than a minor unit from its exact share");
	ok(mirrored, "the parts of the negative amount are the negative ones");
}

static void
test_outside(void)
{
	bool		clipped = true;
	bool		nothing = true;
	bool		open = true;

	for (int i = 0; i < 100000; i++)
	{
		GrantPeriod whole = random_period();
		GrantPeriod part = random_period();
		int64		amount = random_amount();
		int64		share = caudal_prorated_minor(amount, whole, part);

		if (period_overlaps(whole, part))
			clipped &= share ==
				caudal_prorated_minor(amount, whole,
									  period_intersection(whole, part));
		else
			nothing &= share == 0;
		part.last = OPEN_END;
		share = caudal_prorated_minor(amount, whole, part);
		open &= share == amount -
			caudal_accrued_minor(amount, whole, (int64) part.first - 1);
	}
	ok(clipped, "a part counts as far as it lies in the whole");
	ok(nothing, "a part beside the whole has nothing");
	ok(open, "an open part has what is left");
}

/*
 * Months against the coarser unit that they make up, for every month in which
 * a fiscal year can start.
 */
static void
test_units(void)
{
	static const int units[] = {1, 3, 6, 12};
	bool		sums = true;
	bool		nested = true;

	for (int i = 0; i < 20000; i++)
	{
		int64		first = random_between(-40000, 40000);
		GrantPeriod period = period_between(first, first + random_between(0, 3000));
		int64		amount = random_amount();
		int			start = random_between(1, 12);
		int			unit = units[random_between(1, 3)];
		int128		total = 0;

		for (int64 a = period.first; a <= period.last;)
		{
			int64		b = unit_end(a, period.last, unit, start);
			int64		share = caudal_prorated_minor(amount, period,
													  period_between(a, b));
			int128		months = 0;

			for (int64 c = a; c <= b;)
			{
				int64		e = unit_end(c, b, 1, start);

				months += caudal_prorated_minor(amount, period,
												period_between(c, e));
				c = e + 1;
			}
			nested &= months == share;
			total += share;
			a = b + 1;
		}
		sums &= total == amount;
	}
	ok(sums, "quarters, halves and years sum to the amount");
	ok(nested, "months sum to their quarter, half or year");
}

static void
test_vectors(void)
{
	/* each the difference of two roundings of 10000000 * k / 335 */
	static const int64 months[] = {507463, 865671, 925373, 895523, 925373,
								   895522, 925374, 925373, 895522, 925373,
								   895523, 417910};
	GrantPeriod period = period_between(day(2024, 1, 15), day(2024, 12, 14));
	GrantPeriod year = period_between(day(2021, 1, 1), day(2021, 12, 31));
	int64		first = period.first;
	bool		good = true;

	for (size_t i = 0; i < lengthof(months); i++)
	{
		int64		last = unit_end(first, period.last, 1, 1);

		good &= caudal_prorated_minor(10000000, period,
									  period_between(first, last)) == months[i];
		first = last + 1;
	}
	ok(good && first == (int64) period.last + 1,
	   "100000.00 by month over 2024-01-15/2024-12-14");
	ok(caudal_accrued_minor(100000, year, day(2021, 6, 30)) == 49589,
	   "1000.00 over 2021 up to the end of June");
	/* one unit over two days: a half is rounded away from zero */
	period = period_between(0, 1);
	ok(caudal_accrued_minor(1, period, 0) == 1 &&
		   caudal_accrued_minor(-1, period, 0) == -1 &&
		   caudal_prorated_minor(1, period, period_between(1, 1)) == 0,
	   "a half");
	period = period_between(FIRST_DATE, LAST_DATE);
	ok(caudal_prorated_minor(PG_INT64_MIN, period, period) == PG_INT64_MIN &&
		   caudal_prorated_minor(PG_INT64_MAX, period, period) == PG_INT64_MAX &&
		   caudal_accrued_minor(PG_INT64_MIN, period, LAST_DATE) == PG_INT64_MIN,
	   "the least and the greatest amount over all days");
}

int
main(void)
{
	test_days_elapsed();
	test_accrued();
	test_partitions();
	test_outside();
	test_units();
	test_vectors();
	return tap_done();
}
