/* link: currency_table.c calendar.c */
/*-------------------------------------------------------------------------
 *
 * country_table_test.c
 *		Tests of the table of countries, whose rows are looked at from within:
 *		the file itself is included.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "country_table.c"

#include "tap.h"

#include "month_days.h"

static Currency
code_of(const char *letters)
{
	return letters[0] == '\0'
			   ? 0
			   : CURRENCY_CODE(letters[0], letters[1], letters[2]);
}

/* the days since 2000-01-01 of a day from 1600 on, counted one by one */
static int32
pg_date(int32 yyyymmdd)
{
	int			year = yyyymmdd / 10000;
	int			month = yyyymmdd / 100 % 100;
	int32		days = yyyymmdd % 100 - 1;

	while (--month > 0)
		days += days_in_month(year, month);
	for (int y = 2000; y < year; y++)
		days += days_in_month(y, 2) + 337;
	for (int y = year; y < 2000; y++)
		days -= days_in_month(y, 2) + 337;
	return days;
}

static void
test_rows(void)
{
	bool		sorted = true;
	bool		days = true;
	bool		codes = true;
	bool		current = true;
	bool		found = true;

	for (size_t i = 0; i < lengthof(country_currencies); i++)
	{
		const CountryCurrency *line = &country_currencies[i];
		const CountryCurrency *next =
			i + 1 < lengthof(country_currencies) ? line + 1 : NULL;
		bool		first = i == 0 ||
			strcmp(line->country, (line - 1)->country) != 0;
		bool		last = next == NULL ||
			strcmp(line->country, next->country) != 0;
		int			year = line->first_day / 10000;
		int			month = line->first_day / 100 % 100;
		int			day = line->first_day % 100;
		Currency	currency = code_of(line->currency);
		Currency	before = first ? 0 : code_of((line - 1)->currency);
		int32		from = pg_date(line->first_day);
		int32		until;
		bool		good = true;

		for (int n = 0; n < 2; n++)
			good &= line->country[n] >= 'A' && line->country[n] <= 'Z';
		if (next != NULL)
			good &= strcmp(line->country, next->country) < 0 ||
				(!last && line->first_day < next->first_day);
		sorted &= good;
		days &= year >= 1600 && year < 2100 && month >= 1 && month <= 12 &&
				day >= 1 && day <= days_in_month(year, month);
		codes &= line->currency[0] == '\0' ||
				 caudal_currency_minor_unit(currency) >= 0;
		/* a line that changes nothing has no place */
		codes &= currency != before;
		if (last)
			current &= line->currency[0] != '\0' &&
				caudal_country_currency(line->country) == currency;

		/* it holds from its first day, and not the day before */
		until = last ? PG_INT32_MAX : pg_date(next->first_day) - 1;
		good = caudal_country_currency_on(line->country, from) == currency &&
			caudal_country_currency_on(line->country, until) == currency &&
			caudal_country_currency_on(line->country, from - 1) == before;
		if (!good)
			printf("# %s %s %d\n", line->country, line->currency,
				   line->first_day);
		found &= good;
	}
	ok(sorted, "sorted by country and first day");
	ok(days, "first days are days");
	ok(codes, "currencies are codes, and change from line to line");
	ok(current, "every country has a currency today");
	ok(found, "each line holds from its first day until the next line's");
}

static void
test_known(void)
{
	static const struct
	{
		const char *country;
		int32		day;
		const char *currency;
	}			known[] = {
		{"BZ", 20240101, "BZD"}, {"CO", 20240101, "COP"},
		{"CR", 20240101, "CRC"}, {"GT", 20240101, "GTQ"},
		{"HN", 20240101, "HNL"}, {"MX", 20240101, "MXN"},
		{"NI", 20240101, "NIO"}, {"PA", 20240101, "PAB"},
		{"SV", 20240101, "USD"}, {"US", 20240101, "USD"},
		{"SV", 20010101, "USD"}, {"SV", 20001231, "SVC"},
		{"MX", 19930101, "MXN"}, {"MX", 19921231, "MXP"},
		{"DE", 19990101, "EUR"}, {"DE", 19981231, "DEM"},
	};
	char		name[100];
	bool		good = true;

	for (size_t i = 0; i < lengthof(known); i++)
	{
		snprintf(name, sizeof(name), "%s on %d: %s", known[i].country,
				 known[i].day, known[i].currency);
		ok(caudal_country_currency_on(known[i].country,
									  pg_date(known[i].day)) ==
			   code_of(known[i].currency),
		   name);
	}
	good &= caudal_country_currency("ZZ") == 0 &&
			caudal_country_currency("AQ") == 0 &&
			caudal_country_currency("mx") == 0 &&
			caudal_country_currency("\xFF\xFF") == 0;
	good &= caudal_country_currency("AA") == 0 &&
			caudal_country_currency_on("ZZ", 0) == 0;
	ok(good, "no such country");
	ok(caudal_country_currency_on("MX", PG_INT32_MIN) == 0 &&
		   caudal_country_currency_on("MX", PG_INT32_MAX) == code_of("MXN"),
	   "the ends of all days");
}

int
main(void)
{
	test_rows();
	test_known();
	return tap_done();
}
