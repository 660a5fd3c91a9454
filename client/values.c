/*-------------------------------------------------------------------------
 *
 * values.c
 *		Dates, numbers and currencies as files write them.
 *
 * What could be read in two ways is refused: a year of two digits, groups of
 * other than three digits.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "values.h"

#include "calendar.h"
#include "country_table.h"
#include "mb/pg_wchar.h"
#include "scan.h"

/* no rate is so large or so small */
#define EXPONENT_MAX	40

/* Up to most digits; -1 where there is none. */
static int
read_digits(Scanner *s, int most, int *count)
{
	int			value = 0;

	for (*count = 0; *count < most && s->p < s->end && ascii_is_digit(*s->p); (*count)++)
		value = value * 10 + (*s->p++ - '0');
	return *count > 0 ? value : -1;
}

/*
 * A day of the years 1 to 9999: 2024-06-05, also with / or . between, with the
 * year first or in the order given.  A time behind it is left out, as of
 * 2024-06-05T00:00:00Z.
 */
bool
read_date(const char *text, size_t length, DateOrder order, char iso[ISO_DATE_SIZE])
{
	Scanner		s = {text, text + length};
	int			parts[3];
	int			digits[3];
	char		between = '\0';
	int			year;
	int			month;
	int			day;

	scan_blanks(&s);
	for (int i = 0; i < 3; i++)
	{
		if (i > 0)
		{
			if (s.p >= s.end || *s.p == '\0' || strchr("-/.", *s.p) == NULL || (i == 2 && *s.p != between))
				return false;
			between = *s.p++;
		}
		parts[i] = read_digits(&s, 4, &digits[i]);
		if (parts[i] < 0)
			return false;
	}
	if (s.p < s.end && (*s.p == 'T' || *s.p == ' '))
	{
		/* a time, of which only the characters are checked */
		while (s.p < s.end && *s.p != '\0' && (ascii_is_digit(*s.p) || strchr("T:.+-Z ", *s.p) != NULL))
			s.p++;
	}
	scan_blanks(&s);
	if (s.p < s.end)
		return false;

	if (digits[0] == 4)
	{
		if (digits[1] > 2 || digits[2] > 2)
			return false;
		year = parts[0], month = parts[1], day = parts[2];
	}
	else
	{
		if (order == DATE_YMD || digits[2] != 4 || digits[0] > 2 || digits[1] > 2)
			return false;
		year = parts[2];
		month = order == DATE_DMY ? parts[1] : parts[0];
		day = order == DATE_DMY ? parts[0] : parts[1];
	}
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > caudal_days_in_month(year, month))
		return false;
	snprintf(iso, ISO_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
	return true;
}

/*
 * A number as "1234.5", "-1,234.50", "$ 4,008.70" or "2.5e-9", with the decimal
 * mark given, '.' or ',', and the other in groups of three.  Where the mark is not
 * certain "17,123" may be a thousand times the other, and is none.  What is read
 * is as SQL writes it.
 */
bool
read_number(const char *text, size_t length, char decimal, bool is_certain, char number[NUMBER_SIZE])
{
	const char	group = decimal == '.' ? ',' : '.';
	Scanner		s = {text, text + length};
	char	   *out = number;
	int			in_group = 0;
	bool		grouped = false;
	bool		any = false;

	if (length > NUMBER_SIZE - 10)
		return false;
	scan_blanks(&s);
	if (s.p < s.end && *s.p == '$')
		s.p++;
	scan_blanks(&s);
	if (s.p < s.end && (*s.p == '-' || *s.p == '+'))
	{
		if (*s.p == '-')
			*out++ = '-';
		s.p++;
	}
	for (; s.p < s.end && (ascii_is_digit(*s.p) || *s.p == group); s.p++)
	{
		if (*s.p == group)
		{
			if (in_group == 0 || in_group > 3 || (grouped && in_group != 3))
				return false;
			grouped = true;
			in_group = 0;
			continue;
		}
		*out++ = *s.p;
		in_group++;
		any = true;
	}
	if (grouped && (in_group != 3 || (!is_certain && (s.p >= s.end || *s.p != decimal))))
		return false;
	if (s.p < s.end && *s.p == decimal)
	{
		s.p++;
		if (!any)
			*out++ = '0';
		*out++ = '.';
		for (any = false; s.p < s.end && ascii_is_digit(*s.p); any = true)
			*out++ = *s.p++;
	}
	if (!any)
		return false;
	if (s.p < s.end && (*s.p == 'e' || *s.p == 'E'))
	{
		int			digits;
		int			exponent;
		bool		negative;

		s.p++;
		negative = s.p < s.end && *s.p == '-';
		if (s.p < s.end && (*s.p == '-' || *s.p == '+'))
			s.p++;
		exponent = read_digits(&s, 3, &digits);
		if (exponent < 0 || exponent > EXPONENT_MAX)
			return false;
		out += sprintf(out, "e%c%d", negative ? '-' : '+', exponent);
	}
	scan_blanks(&s);
	*out = '\0';
	return s.p == s.end;
}

/* A code of ISO 4217 in capitals or not; 0 where it is none. */
Currency
read_currency(const char *text, size_t length)
{
	Currency	code;

	if (length != 3)
		return 0;
	for (int i = 0; i < 3; i++)
		if (!ascii_is_upper(ascii_upper(text[i])))
			return 0;
	code = CURRENCY_CODE(ascii_upper(text[0]), ascii_upper(text[1]), ascii_upper(text[2]));
	return caudal_currency_minor_unit(code) >= 0 ? code : 0;
}

/*
 * The country of an organization, as its identifier says: one of org-id.guide
 * begins with that of its register, as GB-CHC-1164883 does.  ZZ, as ISO 3166 lets
 * users say it, where the identifier says none; XM and XI of IATI are none.
 */
void
country_of_identifier(const char *identifier, char country[COUNTRY_SIZE])
{
	bool		is_known = strlen(identifier) > 3 && identifier[2] == '-' && caudal_country_currency(identifier) != 0;

	strlcpy(country, is_known ? identifier : "ZZ", COUNTRY_SIZE);
}

/* Whether bytes are text that the server stores: UTF-8, without NUL. */
bool
is_text(const char *text, size_t length)
{
	return (size_t) pg_encoding_verifymbstr(PG_UTF8, text, length) == length;
}
