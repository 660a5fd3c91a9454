/*-------------------------------------------------------------------------
 *
 * locale_names.c
 *		What currencies, countries and months are called in a language.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "currency.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "icu_text.h"
#include "locale_cache.h"
#include "scan.h"

PG_FUNCTION_INFO_V1(caudal_currency_name);
PG_FUNCTION_INFO_V1(caudal_currency_symbol);
PG_FUNCTION_INFO_V1(caudal_country_name);
PG_FUNCTION_INFO_V1(caudal_month_name);

static text *
name_of_currency(Currency currency, CaudalLocale *locale, UCurrNameStyle style)
{
	char		letters[4];
	UChar		code[4];
	UBool		is_choice;
	int32_t		len;
	UErrorCode	status = U_ZERO_ERROR;
	const UChar *name;

	u_uastrcpy(code, currency_letters(currency, letters));
	name = ucurr_getName(code, locale->name, style, &is_choice, &len, &status);
	caudal_check_icu(status, locale->name);
	return caudal_text_from_icu(name, len);
}

/*
 * currency_name(currency, locale text)
 */
Datum
caudal_currency_name(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(name_of_currency(PG_GETARG_CURRENCY(0),
									  caudal_locale(PG_GETARG_TEXT_PP(1)),
									  UCURR_LONG_NAME));
}

/*
 * currency_symbol(currency, locale text)
 */
Datum
caudal_currency_symbol(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(name_of_currency(PG_GETARG_CURRENCY(0),
									  caudal_locale(PG_GETARG_TEXT_PP(1)),
									  UCURR_SYMBOL_NAME));
}

/*
 * country_name(country text, locale text)
 */
Datum
caudal_country_name(PG_FUNCTION_ARGS)
{
	text	   *country = PG_GETARG_TEXT_PP(0);
	CaudalLocale *locale = caudal_locale(PG_GETARG_TEXT_PP(1));
	const char *bytes = VARDATA_ANY(country);
	int			len = VARSIZE_ANY_EXHDR(country);
	char		region[8] = "und_";
	UChar		name[256];
	int32_t		name_len;
	UErrorCode	code = U_ZERO_ERROR;

	/* char(3) columns pad with blanks */
	while (len > 0 && ascii_is_blank(bytes[len - 1]))
		len--;
	if (len == 2 && ascii_is_upper(ascii_upper(bytes[0])) &&
		ascii_is_upper(ascii_upper(bytes[1])))
	{
		region[4] = ascii_upper(bytes[0]);
		region[5] = ascii_upper(bytes[1]);
	}
	if (region[4] == '\0' || uloc_getISO3Country(region)[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown country code: \"%s\"",
						pnstrdup(bytes, pg_mbcliplen(bytes, len, 64))),
				 errhint("A country is two letters of ISO 3166-1, as in \"MX\".")));
	name_len = uloc_getDisplayCountry(region, locale->name, name,
									  lengthof(name), &code);
	caudal_check_icu(code, locale->name);
	PG_RETURN_TEXT_P(caudal_text_from_icu(name, name_len));
}

/*
 * month_name(month int, locale text)
 */
Datum
caudal_month_name(PG_FUNCTION_ARGS)
{
	int32		month = PG_GETARG_INT32(0);
	CaudalLocale *locale = caudal_locale(PG_GETARG_TEXT_PP(1));
	UDateFormat *format;
	UErrorCode	code = U_ZERO_ERROR;

	if (month < 1 || month > 12)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("month out of range: %d", month),
				 errhint("Months are 1 to 12; of a date it is extract(month FROM day).")));
	if (locale->months[month - 1][0] == 0)
	{
		format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale->name, NULL, 0,
						   u"LLLL", 4, &code);
		caudal_check_icu(code, locale->name);
		for (int i = 0; i < 12; i++)
		{
			UErrorCode	status = U_ZERO_ERROR;

			udat_getSymbols(format, UDAT_STANDALONE_MONTHS, i,
							locale->months[i], lengthof(locale->months[i]),
							&status);
			if (U_FAILURE(status))
				code = status;
		}
		udat_close(format);
		caudal_check_icu(code, locale->name);
	}
	PG_RETURN_TEXT_P(caudal_text_from_icu(locale->months[month - 1],
										  u_strlen(locale->months[month - 1])));
}
