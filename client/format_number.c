/*-------------------------------------------------------------------------
 *
 * format_number.c
 *		Numbers as people of a place write them.
 *
 * ICU is given the decimal digits as the server wrote them, and never a
 * floating-point number.  It rounds half away from zero, as the server does.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "format_number.h"

#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

/* the longest number that is formatted; longer ones are shown as they are */
#define LONGEST		200

struct NumberFormat
{
	UNumberFormat *number;
	UNumberFormat *percent;
	char	   *decimal_mark;
	char	   *group_mark;
	char	   *percent_mark;
};

static char *
to_utf8(const UChar *text, int32_t length)
{
	char		utf8[LONGEST * 8];
	int32_t		written;
	UErrorCode	status = U_ZERO_ERROR;

	u_strToUTF8(utf8, sizeof(utf8) - 1, &written, text, length, &status);
	if (U_FAILURE(status))
		return pg_strdup("");
	utf8[written] = '\0';
	return pg_strdup(utf8);
}

static char *
symbol(UNumberFormat *format, UNumberFormatSymbol which)
{
	UChar		text[16];
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		length = unum_getSymbol(format, which, text, lengthof(text), &status);

	return to_utf8(text, U_SUCCESS(status) ? length : 0);
}

static UNumberFormat *
open_format(UNumberFormatStyle style, const char *locale)
{
	UErrorCode	status = U_ZERO_ERROR;
	UNumberFormat *format = unum_open(style, NULL, 0, locale, NULL, &status);

	if (U_FAILURE(status))
		return NULL;
	unum_setAttribute(format, UNUM_ROUNDING_MODE, UNUM_ROUND_HALFUP);
	/* in a column of numbers 1234.50 stands below 12,345.00 */
	unum_setAttribute(format, UNUM_MINIMUM_GROUPING_DIGITS, 1);
	return format;
}

/* NULL for what is no locale that ICU knows the language of. */
NumberFormat *
number_format_open(const char *locale)
{
	NumberFormat *format = pg_malloc0(sizeof(NumberFormat));
	char		name[ULOC_FULLNAME_CAPACITY];
	UChar		language[8];
	UErrorCode	status = U_ZERO_ERROR;

	uloc_forLanguageTag(locale, name, sizeof(name), NULL, &status);
	if (U_FAILURE(status) || name[0] == '\0')
		return NULL;
	/* it takes any word for one, and falls back to the root's forms */
	uloc_getDisplayLanguage(name, "en", language, lengthof(language), &status);
	if (status == U_USING_DEFAULT_WARNING)
		return NULL;
	format->number = open_format(UNUM_DECIMAL, name);
	format->percent = open_format(UNUM_PERCENT, name);
	if (format->number == NULL || format->percent == NULL)
		return NULL;
	format->decimal_mark = symbol(format->number, UNUM_DECIMAL_SEPARATOR_SYMBOL);
	format->group_mark = symbol(format->number, UNUM_GROUPING_SEPARATOR_SYMBOL);
	/* what stands behind "0": with a blank in Spanish, without in English */
	format->percent_mark = format_percent(format, "0", 0) + 1;
	return format;
}

static char *
format_with(UNumberFormat *format, const char *number, int least, int most)
{
	UChar		text[LONGEST * 2];
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		length;

	/* NaN, Infinity */
	if (strlen(number) > LONGEST || number[strspn(number, "0123456789.-")] != '\0')
		return pg_strdup(number);
	unum_setAttribute(format, UNUM_MIN_FRACTION_DIGITS, least);
	unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, most);
	length = unum_formatDecimal(format, number, strlen(number), text, lengthof(text), NULL, &status);
	return U_SUCCESS(status) ? to_utf8(text, length) : pg_strdup(number);
}

char *
format_number(NumberFormat *format, const char *number, int decimals)
{
	if (decimals == ALL_DECIMALS)
	{
		const char *point = strchr(number, '.');

		decimals = point != NULL ? strlen(point + 1) : 0;
	}
	return format_with(format->number, number, decimals, decimals);
}

/* A part of 1 per cent. */
char *
format_percent(NumberFormat *format, const char *number, int decimals)
{
	return format_with(format->percent, number, decimals, decimals);
}

const char *
decimal_mark(NumberFormat *format)
{
	return format->decimal_mark;
}

const char *
group_mark(NumberFormat *format)
{
	return format->group_mark;
}

const char *
percent_mark(NumberFormat *format)
{
	return format->percent_mark;
}
