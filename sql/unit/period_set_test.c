/* link: period_set.c */
/*-------------------------------------------------------------------------
 *
 * period_set_test.c
 *		Tests of the days that many periods have together, and of those that
 *		they lack, against a calendar in which each day is marked.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_set.h"

#include "tap.h"

#undef qsort

/* postgres.h makes qsort the server's own, which is not here */
void
pg_qsort(void *base, size_t n, size_t size,
		 int (*compare) (const void *, const void *))
{
	qsort(base, n, size, compare);
}

/* the days of the calendar; the one after them stands for all later ones */
#define DAYS		70
#define MAX_PERIODS	24

static GrantPeriod
random_period(int32 origin)
{
	GrantPeriod period;
	int			first = random_between(0, DAYS - 1);

	period.first = origin + first;
	if (random_between(0, 15) == 0)
		period.last = OPEN_END;
	else
		period.last = origin + Min(DAYS - 1, first + random_between(0, 12));
	return period;
}

static void
mark(bool *days, int32 origin, GrantPeriod period, bool value)
{
	for (int day = 0; day < DAYS; day++)
		if (period_contains_day(period, origin + day))
			days[day] = value;
	if (period_is_open(period))
		days[DAYS] = value;
}

/*
 * Are the periods in order, apart by at least a day, and do they have the
 * days that are marked and no others?
 */
static bool
are_the_days(const GrantPeriod *periods, int n, int32 origin, const bool *days)
{
	bool		found[DAYS + 1] = {false};

	for (int i = 0; i < n; i++)
	{
		if (periods[i].last < periods[i].first ||
			(i > 0 && periods[i].first <= (int64) periods[i - 1].last + 1))
			return false;
		mark(found, origin, periods[i], true);
	}
	return memcmp(found, days, sizeof(found)) == 0;
}

static void
test_random(int32 origin, const char *name)
{
	bool		good = true;
	bool		gaps_good = true;
	bool		same = true;

	for (int i = 0; i < 200000; i++)
	{
		int			n = random_between(0, MAX_PERIODS);
		int64		packed[MAX_PERIODS];
		GrantPeriod united[MAX_PERIODS];
		GrantPeriod gaps[MAX_PERIODS + 1];
		bool		days[DAYS + 1] = {false};
		bool		lacking[DAYS + 1] = {false};
		GrantPeriod within = random_period(origin);
		int			nunited;
		int			ngaps;

		for (int j = 0; j < n; j++)
		{
			GrantPeriod period = random_period(origin);

			/* now and then one that is there already */
			packed[j] = j > 0 && random_between(0, 9) == 0 ?
				packed[random_between(0, j - 1)] : period_pack(period);
			mark(days, origin, period_unpack(packed[j]), true);
		}
		nunited = caudal_periods_unite(packed, n);
		for (int j = 0; j < nunited; j++)
			united[j] = period_unpack(packed[j]);
		good &= are_the_days(united, nunited, origin, days);
		/* what is united stays as it is */
		same &= caudal_periods_unite(packed, nunited) == nunited;
		for (int j = 0; j < nunited; j++)
			same &= packed[j] == period_pack(united[j]);

		/* longer than most periods, often wider than all */
		if (random_between(0, 1))
			within.first = origin;
		mark(lacking, origin, within, true);
		for (int j = 0; j < nunited; j++)
			mark(lacking, origin, united[j], false);
		/* after the last day of date no gap can begin, only go on */
		if ((int64) origin + DAYS > LAST_DATE)
			lacking[DAYS] &= lacking[DAYS - 1];
		ngaps = caudal_periods_gaps(packed, nunited, within, gaps);
		gaps_good &= ngaps <= nunited + 1 &&
			are_the_days(gaps, ngaps, origin, lacking);
	}
	printf("# %s\n", name);
	ok(good, "200000 times, the days that any period has");
	ok(same, "uniting again changes nothing");
	ok(gaps_good, "the days that none has");
}

/*
 * Many separate periods, given from the last to the first.
 */
static void
test_many(void)
{
	const int	n = 100000;
	int64	   *packed = malloc(n * sizeof(int64));
	GrantPeriod *gaps = malloc((n + 1) * sizeof(GrantPeriod));
	GrantPeriod within = {-1, OPEN_END};
	bool		good = true;

	for (int i = 0; i < n; i++)
	{
		GrantPeriod period = {(n - 1 - i) * 10, (n - 1 - i) * 10 + 8};

		packed[i] = period_pack(period);
	}
	good &= caudal_periods_unite(packed, n) == n;
	for (int i = 0; i < n; i++)
		good &= period_unpack(packed[i]).first == i * 10;
	good &= caudal_periods_gaps(packed, n, within, gaps) == n + 1;
	for (int i = 0; i < n; i++)
		good &= gaps[i].first == i * 10 - 1 && gaps[i].last == i * 10 - 1;
	good &= gaps[n].first == n * 10 - 1 && gaps[n].last == OPEN_END;
	ok(good, "100000 separate periods");
	free(packed);
	free(gaps);
}

int
main(void)
{
	test_random(0, "from the day 0");
	test_random((int32) FIRST_DATE, "from the first day there is");
	test_random((int32) LAST_DATE - DAYS + 1, "to the last day there is");
	test_many();
	return tap_done();
}
