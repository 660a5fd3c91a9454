/*-------------------------------------------------------------------------
 *
 * period_text.c
 *		The text form of a grant period: "2021-01-01/2023-12-31".
 *
 * Read: two dates with a slash, the second ".." for an open end or a duration
 * such as P18M; a calendar unit standing for all its days (2021, 2021-H1,
 * 2021-Q3, 2021-07, 2021-07-15); and PostgreSQL's range syntax, in which a
 * parenthesis leaves its day out.  Dates are ISO dates whatever DateStyle
 * says.  Written: always the two dates with a slash.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "period_text.h"

#include "scan.h"

/* digits of the greatest year that date has */
#define MAX_YEAR_DIGITS		7

/* enough for any count of days that fits */
#define MAX_COUNT_DIGITS	10

/* at least min digits, at most max; returns their number, 0 for too few */
static int
take_number(Scanner *s, int min, int max, int64 *value)
{
	int			n = 0;

	*value = 0;
	while (s->p + n < s->end && ascii_is_digit(s->p[n]) && n < max)
	{
		*value = *value * 10 + (s->p[n] - '0');
		n++;
	}
	if (n < min || (s->p + n < s->end && ascii_is_digit(s->p[n])))
		return 0;
	s->p += n;
	return n;
}

/*
 * A calendar unit: its first and last day.
 */
static PeriodResult
scan_unit(Scanner *s, int64 *first, int64 *last)
{
	int			digits;
	int64		year;
	int64		month = 1;
	int64		day = 1;
	int			months = 12;
	bool		is_day = false;

	digits = take_number(s, 4, MAX_YEAR_DIGITS, &year);
	if (digits == 0)
		return PERIOD_MALFORMED;
	if (year == 0)
		return PERIOD_NO_SUCH_DATE;
	if (scan_character(s, '-'))
	{
		int64		number;

		if (scan_character(s, 'Q') || scan_character(s, 'H'))
		{
			months = (s->p[-1] == 'Q' || s->p[-1] == 'q') ? 3 : 6;
			if (take_number(s, 1, 1, &number) == 0)
				return PERIOD_MALFORMED;
			if (number < 1 || number > 12 / months)
				return PERIOD_NO_SUCH_DATE;
			month = (number - 1) * months + 1;
		}
		else
		{
			if (take_number(s, 2, 2, &month) == 0)
				return PERIOD_MALFORMED;
			if (month < 1 || month > 12)
				return PERIOD_NO_SUCH_DATE;
			months = 1;
			if (scan_character(s, '-'))
			{
				if (take_number(s, 2, 2, &day) == 0)
					return PERIOD_MALFORMED;
				is_day = true;
			}
		}
	}
	/* "202107" is a month without its separator, and no year; nor is 02021 */
	if (digits > 4 && (!is_day || year < 10000))
		return PERIOD_MALFORMED;
	if (scan_word(s, " BC"))
		year = 1 - year;
	if (day < 1 || day > caudal_days_in_month(year, (int) month))
		return PERIOD_NO_SUCH_DATE;
	*first = caudal_day_of_date(year, (int) month, (int) day);
	*last = is_day ? *first : caudal_add_months(*first, months) - 1;
	return PERIOD_OK;
}

/*
 * What follows "P": years, months, weeks and days, each at most once and in
 * this order, as ISO 8601 has it.
 */
static PeriodResult
scan_duration(Scanner *s, int64 *months, int64 *days)
{
	static const char letters[] = "YMWD";
	int			next = 0;
	bool		any = false;

	*months = 0;
	*days = 0;
	while (s->p < s->end && ascii_is_digit(*s->p))
	{
		int64		number;

		if (take_number(s, 1, MAX_COUNT_DIGITS, &number) == 0)
			return PERIOD_OUT_OF_RANGE;
		while (next < 4 && !scan_character(s, letters[next]))
			next++;
		switch (next++)
		{
			case 0:
				*months += number * 12;
				break;
			case 1:
				*months += number;
				break;
			case 2:
				*days += number * 7;
				break;
			case 3:
				*days += number;
				break;
			default:
				return PERIOD_MALFORMED;
		}
		any = true;
	}
	return any ? PERIOD_OK : PERIOD_MALFORMED;
}

/* a day within PostgreSQL's range syntax, which quotes one that has a blank */
static PeriodResult
scan_bound(Scanner *s, int64 *day)
{
	bool		quoted = scan_character(s, '"');
	int64		last;
	PeriodResult result = scan_unit(s, day, &last);

	if (result == PERIOD_OK && (*day != last || (quoted && !scan_character(s, '"'))))
		return PERIOD_MALFORMED;
	return result;
}

/*
 * PostgreSQL's range syntax, in which a parenthesis leaves its day out.
 */
static PeriodResult
scan_range(Scanner *s, int64 *first, int64 *last)
{
	PeriodResult result;
	bool		with_first = scan_character(s, '[');

	if (!with_first && !scan_character(s, '('))
		return PERIOD_MALFORMED;
	scan_blanks(s);
	if (s->p < s->end && (*s->p == ',' || *s->p == '-'))
		return PERIOD_OPEN_START;
	result = scan_bound(s, first);
	if (result != PERIOD_OK)
		return result;
	*first += !with_first;
	scan_blanks(s);
	if (!scan_character(s, ','))
		return PERIOD_MALFORMED;
	scan_blanks(s);
	if (scan_word(s, "INFINITY") ||
		(s->p < s->end && (*s->p == ')' || *s->p == ']')))
		*last = NO_LAST_DAY;
	else
	{
		result = scan_bound(s, last);
		if (result != PERIOD_OK)
			return result;
	}
	scan_blanks(s);
	if (scan_character(s, ')'))
		*last -= (*last != NO_LAST_DAY);
	else if (!scan_character(s, ']'))
		return PERIOD_MALFORMED;
	return PERIOD_OK;
}

/*
 * A unit alone, or with a slash and a unit, a duration or an open end.  Two
 * units reach from the first day of one to the last of the other.
 */
static PeriodResult
scan_interval(Scanner *s, int64 *first, int64 *last)
{
	PeriodResult result;
	int64		ignored;

	if (scan_word(s, ".."))
		return PERIOD_OPEN_START;
	result = scan_unit(s, first, last);
	if (result != PERIOD_OK || !scan_character(s, '/'))
		return result;
	if (scan_character(s, 'P'))
	{
		int64		months;
		int64		days;

		result = scan_duration(s, &months, &days);
		if (result == PERIOD_OK)
			*last = caudal_add_months(*first, months) + days - 1;
		return result;
	}
	if (scan_word(s, "..") || scan_word(s, "INFINITY"))
		*last = NO_LAST_DAY;
	else
		return scan_unit(s, &ignored, last);
	return PERIOD_OK;
}

/*
 * Three numbers with separators that are not an ISO date are one as people
 * write it, 31/12/2021.
 */
static bool
looks_like_other_date(Scanner s)
{
	static const int iso_digits[] = {4, 2, 2};
	bool		is_iso = true;

	for (int i = 0; i < 3; i++)
	{
		int64		ignored;
		int			digits;

		if (i > 0 && !scan_character(&s, '-'))
		{
			is_iso = false;
			if (!scan_character(&s, '/') && !scan_character(&s, '.') && !scan_character(&s, ' '))
				return false;
		}
		digits = take_number(&s, 1, 4, &ignored);
		if (digits == 0)
			return false;
		is_iso = is_iso && digits == iso_digits[i];
	}
	return !is_iso;
}

/* in any place where a date may begin */
static bool
has_other_date(Scanner s)
{
	for (const char *start = s.p; s.p < s.end; s.p++)
		if ((s.p == start || strchr("[(,/ ", s.p[-1]) != NULL) &&
			looks_like_other_date(s))
			return true;
	return false;
}

PeriodResult
caudal_period_parse(const char *str, size_t len, GrantPeriod *period)
{
	Scanner		s = {str, str + len};
	Scanner		whole;
	PeriodResult result;
	int64		first;
	int64		last;

	scan_blanks(&s);
	while (s.end > s.p && ascii_is_blank(s.end[-1]))
		s.end--;
	whole = s;
	if (s.p < s.end && (*s.p == '[' || *s.p == '('))
		result = scan_range(&s, &first, &last);
	else if (scan_word(&s, "EMPTY"))
		result = PERIOD_EMPTY;
	else
		result = scan_interval(&s, &first, &last);
	if (result == PERIOD_OK && s.p < s.end)
		result = PERIOD_MALFORMED;
	if (result == PERIOD_OK)
		return period_make(first, last, period);
	if (result == PERIOD_MALFORMED && has_other_date(whole))
		return PERIOD_NOT_ISO;
	return result;
}

/*
 * Two days, which need not be those of a period: errors show them as well.
 */
int
caudal_days_print(char *buf, int64 first, int64 last)
{
	char	   *p = buf;

	p += caudal_day_print(p, first);
	*p++ = '/';
	if (last == NO_LAST_DAY)
	{
		*p++ = '.';
		*p++ = '.';
		*p = '\0';
	}
	else
		p += caudal_day_print(p, last);
	return (int) (p - buf);
}

int
caudal_period_print(char *buf, GrantPeriod period)
{
	return caudal_days_print(buf, period.first, calendar_day(period.last));
}
