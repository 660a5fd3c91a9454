/* link: period_text.c calendar.c */
/*-------------------------------------------------------------------------
 *
 * period_text_test.c
 *		Tests of the text form of a grant period: what is read, what is refused
 *		and why, and that what prints reads back.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_text.h"

#include "tap.h"

#include "month_days.h"

/*
 * Parse a text that ends where its memory ends, so that the sanitizer sees
 * whoever reads on; it need not be terminated.
 */
static PeriodResult
parse(const char *text, size_t length, GrantPeriod *period)
{
	static char *memory = NULL;
	static const size_t size = 4096;

	if (memory == NULL)
		memory = malloc(size);
	memcpy(memory + size - length, text, length);
	return caudal_period_parse(memory + size - length, length, period);
}

static bool
is_read_as(const char *text, int64 first, int64 last)
{
	GrantPeriod period;

	if (parse(text, strlen(text), &period) == PERIOD_OK &&
		period.first == first && period.last == last)
		return true;
	printf("# not read as it should be: %s\n", text);
	return false;
}

typedef struct Accepted
{
	const char *text;
	const char *printed;
} Accepted;

static const Accepted accepted[] = {
	{"2021-01-01/2023-12-31", "2021-01-01/2023-12-31"},
	{"2021-01-01/..", "2021-01-01/.."},
	{"2021-01-01/infinity", "2021-01-01/.."},
	{"2021-01-01/Infinity", "2021-01-01/.."},
	{"2021", "2021-01-01/2021-12-31"},
	{"2021-H1", "2021-01-01/2021-06-30"},
	{"2021-h2", "2021-07-01/2021-12-31"},
	{"2021-Q1", "2021-01-01/2021-03-31"},
	{"2021-q4", "2021-10-01/2021-12-31"},
	{"2021-07", "2021-07-01/2021-07-31"},
	{"2021-07-15", "2021-07-15/2021-07-15"},
	{"2021-07-15/2021-07-15", "2021-07-15/2021-07-15"},
	{" \t\n2021-07\v\f\r ", "2021-07-01/2021-07-31"},
	/* from the first day of one unit to the last of another */
	{"2021/2023", "2021-01-01/2023-12-31"},
	{"2021-Q3/2022-02", "2021-07-01/2022-02-28"},
	{"2021-H2/..", "2021-07-01/.."},
	{"2021-07-15/2021", "2021-07-15/2021-12-31"},
	{"2021/2021-01-01", "2021-01-01/2021-01-01"},
	/* durations */
	{"2021-01-15/P18M", "2021-01-15/2022-07-14"},
	{"2021-01-15/p1y6m", "2021-01-15/2022-07-14"},
	{"2021-01/P18M", "2021-01-01/2022-06-30"},
	{"2021/P2Y", "2021-01-01/2022-12-31"},
	{"2021-01-31/P1M", "2021-01-31/2021-02-27"},
	{"2024-01-31/P1M", "2024-01-31/2024-02-28"},
	{"2024-02-29/P12M", "2024-02-29/2025-02-27"},
	{"2024-02-29/P4Y", "2024-02-29/2028-02-28"},
	{"2021-01-01/P1D", "2021-01-01/2021-01-01"},
	{"2021-01-01/P2W", "2021-01-01/2021-01-14"},
	{"2021-01-01/P1Y2M3W4D", "2021-01-01/2022-03-25"},
	{"2021-01-31/P1M1D", "2021-01-31/2021-02-28"},
	{"2021-01-01/P0Y1D", "2021-01-01/2021-01-01"},
	/* PostgreSQL's syntax, a parenthesis leaving its day out */
	{"[2021-01-01,2022-01-01)", "2021-01-01/2021-12-31"},
	{"[2021-01-01,2021-12-31]", "2021-01-01/2021-12-31"},
	{"(2020-12-31,2022-01-01)", "2021-01-01/2021-12-31"},
	{"(2020-12-31,2021-12-31]", "2021-01-01/2021-12-31"},
	{"[2021-01-01,)", "2021-01-01/.."},
	{"[2021-01-01,]", "2021-01-01/.."},
	{"[2021-01-01,infinity)", "2021-01-01/.."},
	{"[2021-01-01,infinity]", "2021-01-01/.."},
	{" [ 2021-01-01 , 2022-01-01 ) ", "2021-01-01/2021-12-31"},
	{"[\"2021-01-01\",\"2021-01-31\"]", "2021-01-01/2021-01-31"},
	{"[\"0044-03-15 BC\",\"0043-01-01 BC\")", "0044-03-15 BC/0044-12-31 BC"},
	{"[0044-03-15 BC,0044-03-16 BC)", "0044-03-15 BC/0044-03-15 BC"},
	/* leap days, and the years before 1 */
	{"2000-02-29", "2000-02-29/2000-02-29"},
	{"2024-02", "2024-02-01/2024-02-29"},
	{"1900-02", "1900-02-01/1900-02-28"},
	{"0001-02-29 BC", "0001-02-29 BC/0001-02-29 BC"},
	{"0001 BC", "0001-01-01 BC/0001-12-31 BC"},
	{"0001 bc/0001", "0001-01-01 BC/0001-12-31"},
	{"0044-Q1 BC", "0044-01-01 BC/0044-03-31 BC"},
	{"0001-12-31 BC/P2D", "0001-12-31 BC/0001-01-01"},
	/* years of more than four digits, and the limits of date */
	{"12345-06-07", "12345-06-07/12345-06-07"},
	{"4714-11-24 BC/5874897-12-31", "4714-11-24 BC/5874897-12-31"},
	{"4714-12 BC", "4714-12-01 BC/4714-12-31 BC"},
	{"5874897-01-01/P1Y", "5874897-01-01/5874897-12-31"},
	{"[5874897-12-31,5874898-01-01)", "5874897-12-31/5874897-12-31"},
	{"(4714-11-23 BC,4714-11-24 BC]", "4714-11-24 BC/4714-11-24 BC"},
	{"5874897-12-31/..", "5874897-12-31/.."},
};

typedef struct Refused
{
	const char *text;
	PeriodResult reason;
} Refused;

static const Refused refused[] = {
	{"", PERIOD_MALFORMED},
	{"  ", PERIOD_MALFORMED},
	{"2021-01-01/", PERIOD_MALFORMED},
	{"/2021-01-01", PERIOD_MALFORMED},
	{"2021-01-01/.", PERIOD_MALFORMED},
	{"2021-01-01/...", PERIOD_MALFORMED},
	{"2021-01-01/../..", PERIOD_MALFORMED},
	{"2021-01-01..2021-12-31", PERIOD_MALFORMED},
	{"2021-01-01 / 2021-12-31", PERIOD_MALFORMED},
	{"2021-01-01 - 2021-12-31", PERIOD_MALFORMED},
	{"2021-01-01/2021-12-31 x", PERIOD_MALFORMED},
	{"2021-01-01T00:00:00", PERIOD_MALFORMED},
	{"20210101", PERIOD_MALFORMED},
	{"20210101/20211231", PERIOD_MALFORMED},
	/* a year alone has four digits: these are a day and a month run together */
	{"210715", PERIOD_MALFORMED},
	{"202107", PERIOD_MALFORMED},
	{"202107/202112", PERIOD_MALFORMED},
	{"21", PERIOD_MALFORMED},
	{"-2021", PERIOD_MALFORMED},
	{"+2021", PERIOD_MALFORMED},
	{"2021-", PERIOD_MALFORMED},
	{"2021-7", PERIOD_MALFORMED},
	{"2021-007", PERIOD_MALFORMED},
	{"2021-07-", PERIOD_MALFORMED},
	{"2021-Q", PERIOD_MALFORMED},
	{"2021-Q12", PERIOD_MALFORMED},
	{"2021Q3", PERIOD_MALFORMED},
	{"2021-Q3-15", PERIOD_MALFORMED},
	{"2021-W05", PERIOD_MALFORMED},
	{"2021-07-15  BC", PERIOD_MALFORMED},
	{"2021-07-15BC", PERIOD_MALFORMED},
	{"2021-07-15 AD", PERIOD_MALFORMED},
	{"FY2021", PERIOD_MALFORMED},
	{"infinity", PERIOD_MALFORMED},
	{"infinity/..", PERIOD_MALFORMED},
	{"today", PERIOD_MALFORMED},
	{"NULL", PERIOD_MALFORMED},
	{"2021-01-15/P", PERIOD_MALFORMED},
	{"2021-01-15/18M", PERIOD_MALFORMED},
	{"2021-01-15/P18", PERIOD_MALFORMED},
	{"2021-01-15/P1M1Y", PERIOD_MALFORMED},
	{"2021-01-15/P1M1M", PERIOD_MALFORMED},
	{"2021-01-15/P1.5Y", PERIOD_MALFORMED},
	{"2021-01-15/P-1M", PERIOD_MALFORMED},
	{"2021-01-15/PT24H", PERIOD_MALFORMED},
	{"2021-01-15/P1DT24H", PERIOD_MALFORMED},
	{"P18M/2021-01-15", PERIOD_MALFORMED},
	{"[2021-01-01,2022-01-01", PERIOD_MALFORMED},
	{"[2021-01-01;2022-01-01)", PERIOD_MALFORMED},
	{"[2021-01-01)", PERIOD_MALFORMED},
	{"[2021,2022]", PERIOD_MALFORMED},
	{"[2021-01,2021-03]", PERIOD_MALFORMED},
	{"[\"2021-01-01,2022-01-01\")", PERIOD_MALFORMED},
	{"[2021-01-01,2022-01-01),", PERIOD_MALFORMED},
	{"{[2021-01-01,2022-01-01)}", PERIOD_MALFORMED},
	{"[]", PERIOD_MALFORMED},
	{"2021\xE2\x80\x93""2023", PERIOD_MALFORMED},
	{"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA1", PERIOD_MALFORMED},
	{"31/12/2021", PERIOD_NOT_ISO},
	{"12/31/2021", PERIOD_NOT_ISO},
	{"1/2/2021", PERIOD_NOT_ISO},
	{"31.12.2021", PERIOD_NOT_ISO},
	{"31-12-2021", PERIOD_NOT_ISO},
	{"31 12 2021", PERIOD_NOT_ISO},
	{"2021/12/31", PERIOD_NOT_ISO},
	{"2021.12.31", PERIOD_NOT_ISO},
	{"2021-1-1", PERIOD_NOT_ISO},
	{"21-01-01", PERIOD_NOT_ISO},
	{"2021-07-015", PERIOD_NOT_ISO},
	{"31/12/21", PERIOD_NOT_ISO},
	{"01/01/2021/31/12/2021", PERIOD_NOT_ISO},
	{"01.01.2021-31.12.2021", PERIOD_NOT_ISO},
	{"[01/01/2021,31/12/2021]", PERIOD_NOT_ISO},
	{"2021-01-01/31-12-2021", PERIOD_NOT_ISO},
	{"[2021-01-01,31/12/2021]", PERIOD_NOT_ISO},
	{"[2021-01-01, 31.12.2021)", PERIOD_NOT_ISO},
	{"2021-01-01/2021-13", PERIOD_NO_SUCH_DATE},
	{"02021-01-01", PERIOD_MALFORMED},
	{"2021-13", PERIOD_NO_SUCH_DATE},
	{"2021-00", PERIOD_NO_SUCH_DATE},
	{"2021-13-01", PERIOD_NO_SUCH_DATE},
	{"2021-02-30", PERIOD_NO_SUCH_DATE},
	{"2021-02-29", PERIOD_NO_SUCH_DATE},
	{"1900-02-29", PERIOD_NO_SUCH_DATE},
	{"2021-04-31", PERIOD_NO_SUCH_DATE},
	{"2021-01-00", PERIOD_NO_SUCH_DATE},
	{"2021-01-32", PERIOD_NO_SUCH_DATE},
	{"2021-Q0", PERIOD_NO_SUCH_DATE},
	{"2021-Q5", PERIOD_NO_SUCH_DATE},
	{"2021-H0", PERIOD_NO_SUCH_DATE},
	{"2021-H3", PERIOD_NO_SUCH_DATE},
	{"0000", PERIOD_NO_SUCH_DATE},
	{"0000-01-01", PERIOD_NO_SUCH_DATE},
	{"0000 BC", PERIOD_NO_SUCH_DATE},
	{"0004-02-29 BC", PERIOD_NO_SUCH_DATE},
	{"2021-01-01/2021-02-30", PERIOD_NO_SUCH_DATE},
	{"[2021-01-01,2021-02-30)", PERIOD_NO_SUCH_DATE},
	{"../2021-12-31", PERIOD_OPEN_START},
	{"../..", PERIOD_OPEN_START},
	{"..", PERIOD_OPEN_START},
	{"(,2021-12-31]", PERIOD_OPEN_START},
	{"[,)", PERIOD_OPEN_START},
	{"(-infinity,2021-12-31]", PERIOD_OPEN_START},
	{"2023-01-01/2022-01-01", PERIOD_EMPTY},
	{"2021-01-02/2021-01-01", PERIOD_EMPTY},
	{"2021-07/2021-06", PERIOD_EMPTY},
	{"2021-01-01/P0D", PERIOD_EMPTY},
	{"2021-01-01/P0Y0M", PERIOD_EMPTY},
	{"empty", PERIOD_EMPTY},
	{"EMPTY", PERIOD_EMPTY},
	{"[2021-01-01,2021-01-01)", PERIOD_EMPTY},
	{"(2021-01-01,2021-01-01]", PERIOD_EMPTY},
	{"(2021-01-01,2021-01-02)", PERIOD_EMPTY},
	{"[2022-01-01,2021-01-01]", PERIOD_EMPTY},
	{"0044-03-15 BC/0045-03-15 BC", PERIOD_EMPTY},
	{"5874897-12-31/5874897-12-30", PERIOD_EMPTY},
	/* the days before and after those of date */
	{"4714-11-23 BC", PERIOD_OUT_OF_RANGE},
	{"4714-11-23 BC/..", PERIOD_OUT_OF_RANGE},
	{"4714-11 BC", PERIOD_OUT_OF_RANGE},
	{"4714 BC", PERIOD_OUT_OF_RANGE},
	{"5874898-01-01", PERIOD_OUT_OF_RANGE},
	{"5874898-01-01/..", PERIOD_OUT_OF_RANGE},
	{"2021-01-01/5874898-01-01", PERIOD_OUT_OF_RANGE},
	{"5874897-12-31/P2D", PERIOD_OUT_OF_RANGE},
	{"(5874897-12-31,)", PERIOD_OUT_OF_RANGE},
	{"[2021-01-01,5874898-01-01]", PERIOD_OUT_OF_RANGE},
	{"9999999-01-01", PERIOD_OUT_OF_RANGE},
	/*
	 * The days that would wrap to, or be taken for, int32's limits, which
	 * date has for -infinity and infinity
	 */
	{"2021-01-01/5881610-07-11", PERIOD_OUT_OF_RANGE},
	{"[2021-01-01,5881610-07-12)", PERIOD_OUT_OF_RANGE},
	{"2021-01-01/5881610-07-12", PERIOD_OUT_OF_RANGE},
	{"5881610-07-11", PERIOD_OUT_OF_RANGE},
	{"5877612-06-22 BC/2021-01-01", PERIOD_OUT_OF_RANGE},
	{"5877612-06-21 BC/2021-01-01", PERIOD_OUT_OF_RANGE},
	{"[5877612-06-22 BC,2021-01-01]", PERIOD_OUT_OF_RANGE},
	{"2021-01-01/P9999999999Y", PERIOD_OUT_OF_RANGE},
	{"2021-01-01/P9999999999Y9999999999M9999999999W9999999999D",
	 PERIOD_OUT_OF_RANGE},
	{"2021-01-01/P99999999999999999999999999Y", PERIOD_OUT_OF_RANGE},
};

static void
test_examples(void)
{
	GrantPeriod period;
	char		printed[PERIOD_TEXT_SIZE];
	char		name[200];

	for (size_t i = 0; i < lengthof(accepted); i++)
	{
		printed[0] = '\0';
		if (parse(accepted[i].text, strlen(accepted[i].text),
				  &period) == PERIOD_OK)
			caudal_period_print(printed, period);
		snprintf(name, sizeof(name), "read as %s", accepted[i].printed);
		ok(strcmp(printed, accepted[i].printed) == 0, name);
	}
	for (size_t i = 0; i < lengthof(refused); i++)
	{
		snprintf(name, sizeof(name), "refused: \"%s\"", refused[i].text);
		ok(parse(refused[i].text, strlen(refused[i].text),
				 &period) == refused[i].reason, name);
	}
}

/*
 * Every unit of 400 years, whose days are counted one by one.
 */
static void
test_units(void)
{
	int			day = -36524;	/* 1900-01-01: 100 years, 24 of them leap */
	bool		days = true;
	bool		months = true;
	bool		longer = true;
	char		text[64];

	for (int year = 1900; year < 2300; year++)
	{
		int			first_of_year = day;
		int			first_of_quarter = day;
		int			first_of_half = day;

		for (int month = 1; month <= 12; month++)
		{
			int			first_of_month = day;

			for (int d = 1; d <= days_in_month(year, month); d++, day++)
			{
				snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, d);
				days &= is_read_as(text, day, day);
			}
			snprintf(text, sizeof(text), "%04d-%02d", year, month);
			months &= is_read_as(text, first_of_month, day - 1);
			if (month % 3 == 0)
			{
				snprintf(text, sizeof(text), "%04d-Q%d", year, month / 3);
				longer &= is_read_as(text, first_of_quarter, day - 1);
				first_of_quarter = day;
			}
			if (month % 6 == 0)
			{
				snprintf(text, sizeof(text), "%04d-H%d", year, month / 6);
				longer &= is_read_as(text, first_of_half, day - 1);
				first_of_half = day;
			}
		}
		snprintf(text, sizeof(text), "%04d", year);
		longer &= is_read_as(text, first_of_year, day - 1);
	}
	ok(days, "every day of 400 years");
	ok(months, "every month of 400 years");
	ok(longer, "every quarter, half and year of 400 years");
}

/*
 * Durations, against months and days that go by one after another.
 */
static void
test_durations(void)
{
	bool		good = true;

	for (int i = 0; i < 200000; i++)
	{
		int			year = random_between(1900, 2100);
		int			month = random_between(1, 12);
		int			d = random_between(1, days_in_month(year, month));
		int			years = random_between(0, 3);
		int			months = random_between(0, 20);
		int			weeks = random_between(0, 3);
		int			days = random_between(0, 40);
		int64		first = caudal_day_of_date(year, month, d);
		int64		next;
		char		text[64];
		int			n = snprintf(text, sizeof(text), "%04d-%02d-%02d/P",
								 year, month, d);

		if (years > 0)
			n += snprintf(text + n, sizeof(text) - n, "%dY", years);
		if (months > 0)
			n += snprintf(text + n, sizeof(text) - n, "%dM", months);
		if (weeks > 0)
			n += snprintf(text + n, sizeof(text) - n, "%dW", weeks);
		if (days > 0 || text[n - 1] == 'P')
			n += snprintf(text + n, sizeof(text) - n, "%dD", days);

		for (int k = years * 12 + months; k > 0; k--)
			if (++month > 12)
			{
				month = 1;
				year++;
			}
		next = caudal_day_of_date(year, month,
								  Min(d, days_in_month(year, month)));
		next += weeks * 7 + days;
		if (next > first)
			good &= is_read_as(text, first, next - 1);
		else
		{
			GrantPeriod period;

			good &= parse(text, strlen(text), &period) == PERIOD_EMPTY;
		}
	}
	ok(good, "200000 durations");
}

/*
 * Whatever prints reads back: the same period, whose print is the same text.
 */
static bool
reads_back(GrantPeriod period)
{
	/* of exactly the size that is promised to be enough */
	char	   *printed = malloc(PERIOD_TEXT_SIZE);
	char		again[PERIOD_TEXT_SIZE];
	GrantPeriod read;
	int			length = caudal_period_print(printed, period);
	bool		good;

	good = length == (int) strlen(printed) &&
		parse(printed, length, &read) == PERIOD_OK &&
		period_equals(read, period);
	if (good)
	{
		caudal_period_print(again, read);
		good = strcmp(printed, again) == 0;
	}
	if (!good)
		printf("# does not read back: %s\n", printed);
	free(printed);
	return good;
}

static int32
random_day(int64 from)
{
	return (int32) (from + (int64) (random_word() %
									(uint64) (LAST_DATE - from + 1)));
}

static void
test_round_trips(void)
{
	bool		wide = true;
	bool		near = true;
	bool		open = true;

	for (int i = 0; i < 300000; i++)
	{
		GrantPeriod period;

		period.first = random_day(FIRST_DATE);
		period.last = random_day(period.first);
		wide &= reads_back(period);
		period.first = random_between(-800000, 800000);
		period.last = period.first + (int32) random_sized(16) - 1;
		if (period.last < period.first)
			period.last = period.first;
		near &= reads_back(period);
		period.last = OPEN_END;
		open &= reads_back(period);
	}
	ok(wide, "what prints reads back: all the days of date");
	ok(near, "what prints reads back: days about 2000 and about the year 1");
	ok(open, "what prints reads back: open ends");
}

static bool
prints(int64 first, int64 last, const char *text)
{
	char		printed[PERIOD_TEXT_SIZE];
	int			length = caudal_days_print(printed, first, last);

	return length == (int) strlen(text) && strcmp(printed, text) == 0;
}

/*
 * Two days that are none of a period, for an error: one that was calculated is
 * not taken for infinity, whatever number it has.
 */
static void
test_any_days(void)
{
	GrantPeriod period;

	ok(prints(0, NO_LAST_DAY, "2000-01-01/..") &&
		   prints(NO_FIRST_DAY, 0, "-infinity/2000-01-01") &&
		   prints(0, -1, "2000-01-01/1999-12-31"),
	   "no last day, no first day, no day");
	ok(prints(0, PG_INT32_MAX, "2000-01-01/5881610-07-11") &&
		   prints(PG_INT32_MIN, 0, "5877612-06-22 BC/2000-01-01"),
	   "the days with the numbers of date's infinities");
	ok(prints(0, PG_INT32_MAX + INT64CONST(1), "2000-01-01/5881610-07-12") &&
		   prints(PG_INT32_MIN - INT64CONST(1), 0,
				  "5877612-06-21 BC/2000-01-01"),
	   "the days beyond");
	ok(period_make(0, PG_INT32_MAX, &period) == PERIOD_OUT_OF_RANGE &&
		   period_make(PG_INT32_MIN, 0, &period) == PERIOD_OUT_OF_RANGE &&
		   period_make(NO_FIRST_DAY, 0, &period) == PERIOD_OPEN_START &&
		   period_make(NO_FIRST_DAY, NO_LAST_DAY, &period) == PERIOD_OPEN_START &&
		   period_make(LAST_DATE + 1, NO_LAST_DAY, &period) == PERIOD_OUT_OF_RANGE &&
		   period_make(LAST_DATE, NO_LAST_DAY, &period) == PERIOD_OK &&
		   period_is_open(period),
	   "periods of calculated days");
}

/*
 * Strings put together from what periods are made of, and from what they are
 * not.  Each is refused, or is a period that prints and reads back.
 */
static void
test_random_strings(void)
{
	static const char *const pieces[] = {"2021",
										 "2021-07",
										 "2021-07-15",
										 "2024-02-29",
										 "0001-01-01",
										 "5874897-12-31",
										 "5874898-01-01",
										 "5881610-07-11",
										 "5881610-07-12",
										 "4714-11-24 BC",
										 "9999999999",
										 "-Q3",
										 "-H2",
										 "-",
										 "/",
										 "/",
										 "..",
										 ".",
										 "P",
										 "18M",
										 "1Y",
										 "0D",
										 "[",
										 "(",
										 "]",
										 ")",
										 ",",
										 "\"",
										 " ",
										 "\t",
										 " BC",
										 "infinity",
										 "-infinity",
										 "empty",
										 "1",
										 "\xFF"};
	bool		good = true;
	int			taken = 0;

	for (int i = 0; i < 1000000; i++)
	{
		char		text[256];
		size_t		length = 0;
		GrantPeriod period;

		for (int n = random_between(0, 7); n > 0; n--)
		{
			const char *piece =
				pieces[random_between(0, lengthof(pieces) - 1)];

			memcpy(text + length, piece, strlen(piece));
			length += strlen(piece);
		}
		/* now and then any byte, also a zero */
		if (length > 0 && random_between(0, 9) == 0)
			text[random_between(0, length - 1)] =
				(char) random_between(0, 255);

		if (parse(text, length, &period) != PERIOD_OK)
			continue;
		taken++;
		good &= period.first >= FIRST_DATE && period.first <= LAST_DATE &&
			period.first <= period.last &&
			(period.last <= LAST_DATE || period.last == OPEN_END) &&
			reads_back(period);
	}
	printf("# %d of 1000000 random strings are periods\n", taken);
	ok(good && taken > 10000, "random strings");
}

/* the packed form orders as periods do, and gives back what was put in */
static void
test_packing(void)
{
	bool		back = true;
	bool		order = true;

	for (int i = 0; i < 300000; i++)
	{
		GrantPeriod a = {random_day(FIRST_DATE), OPEN_END};
		GrantPeriod b = {random_between(0, 1) ? a.first : random_day(FIRST_DATE), OPEN_END};
		int			expected;

		if (random_between(0, 3) > 0)
			a.last = random_day(a.first);
		if (random_between(0, 3) > 0)
			b.last = random_day(b.first);
		back &= period_equals(period_unpack(period_pack(a)), a);
		expected = a.first != b.first ? (a.first < b.first ? -1 : 1) :
			(a.last > b.last) - (a.last < b.last);
		order &= (period_pack(a) > period_pack(b)) -
			(period_pack(a) < period_pack(b)) == expected;
	}
	ok(back, "what is packed is unpacked");
	ok(order, "packed periods order by first day, then by last");
}

int
main(void)
{
	test_examples();
	test_units();
	test_durations();
	test_round_trips();
	test_any_days();
	test_random_strings();
	test_packing();
	return tap_done();
}
