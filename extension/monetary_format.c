/*-------------------------------------------------------------------------
 *
 * monetary_format.c
 *		Amounts as the people of a country write them: format_monetary().
 *
 * ICU gets the decimal digits of the amount, never a floating-point number.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "mb/pg_wchar.h"

#include "icu_text.h"
#include "locale_cache.h"

PG_FUNCTION_INFO_V1(caudal_format_monetary);

static const struct
{
	const char *name;
	MonetaryStyle style;
}			styles[] = {
	{"standard", STYLE_STANDARD},
	{"accounting", STYLE_ACCOUNTING},
	{"code", STYLE_CODE},
	{"name", STYLE_NAME},
	{"compact", STYLE_COMPACT}
};

static MonetaryStyle
style_of(const text *name)
{
	const char *bytes = VARDATA_ANY(name);
	size_t		len = VARSIZE_ANY_EXHDR(name);

	for (size_t i = 0; i < lengthof(styles); i++)
		if (strlen(styles[i].name) == len &&
			memcmp(styles[i].name, bytes, len) == 0)
			return styles[i].style;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown style of amounts: \"%s\"",
					pnstrdup(bytes, pg_mbcliplen(bytes, len, 64))),
			 errhint("Styles are \"standard\", \"accounting\", \"code\", \"name\" and \"compact\".")));
	return STYLE_STANDARD;
}

/*
 * format_monetary(monetary, locale text [, style text])
 */
Datum
caudal_format_monetary(PG_FUNCTION_ARGS)
{
	static UFormattedNumber *formatted = NULL;
	const Monetary *m = PG_GETARG_MONETARY(0);
	CaudalLocale *locale = caudal_locale(PG_GETARG_TEXT_PP(1));
	MonetaryStyle style = PG_NARGS() > 2 ?
		style_of(PG_GETARG_TEXT_PP(2)) : STYLE_STANDARD;
	const UNumberFormatter *formatter =
		caudal_locale_formatter(locale, style, m->unit);
	UErrorCode	code = U_ZERO_ERROR;
	char		digits[INT128_TEXT_SIZE];
	const UChar *str;
	int			len;
	int32_t		str_len;

	/* one for the backend, which every call fills anew */
	if (formatted == NULL)
	{
		formatted = unumf_openResult(&code);
		caudal_check_icu(code, locale->name);
	}
	len = caudal_int128_print(digits, monetary_minor(m),
							  unit_exponent(m->unit));
	unumf_formatDecimal(formatter, digits, len, formatted, &code);
	str = ufmtval_getString(unumf_resultAsValue(formatted, &code), &str_len,
							&code);
	caudal_check_icu(code, locale->name);
	PG_RETURN_TEXT_P(caudal_text_from_icu(str, str_len));
}
