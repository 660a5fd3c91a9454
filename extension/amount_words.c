/*-------------------------------------------------------------------------
 *
 * amount_words.c
 *		Amounts in words, as agreements and receipts have them: in_words().
 *
 * The whole part is written in words by ICU's rules of the language, in the
 * gender of the currency, and the rest as a fraction: "veintiún mil pesos
 * 50/100 M.N.".  Mexico's receipts end in "M.N.", moneda nacional; elsewhere
 * in Spanish "con 50/100" follows the currency.  A currency at home goes
 * without its country: "quetzales", and not "quetzales guatemaltecos".
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include <unicode/ustring.h>

#include "icu_text.h"
#include "locale_cache.h"

PG_FUNCTION_INFO_V1(caudal_in_words);

/* beyond it the rules of CLDR have figures */
#define MAX_IN_WORDS	UINT64CONST(999999999999999999)

/* room for the words of 64 bits, and of a currency */
#define WORDS_SIZE		1024

/*
 * A noun in Spanish that ends in "a" or "as" is feminine (libra, corona,
 * rupia), but for these.
 */
static bool
is_masculine(Currency currency)
{
	switch (currency)
	{
		case CURRENCY_CODE('H', 'N', 'L'):	/* lempira, a man */
		case CURRENCY_CODE('P', 'A', 'B'):	/* balboa, another */
		case CURRENCY_CODE('N', 'I', 'O'):	/* córdoba, another */
		case CURRENCY_CODE('A', 'O', 'A'):	/* kwanza */
		case CURRENCY_CODE('T', 'O', 'P'):	/* paanga */
		case CURRENCY_CODE('W', 'S', 'T'):	/* tala */
		case CURRENCY_CODE('B', 'D', 'T'):	/* taka */
			return true;
		default:
			return false;
	}
}

static int32_t
first_word(const UChar *name, int32_t len)
{
	for (int32_t i = 0; i < len; i++)
		if (name[i] == ' ' || name[i] == 0x00A0)
			return i;
	return len;
}

static bool
ends_in_a(const UChar *word, int32_t len)
{
	if (len > 0 && word[len - 1] == 's')
		len--;
	return len > 0 && word[len - 1] == 'a';
}

/* ICU marks where long words may be broken; a document breaks its own */
static int32_t
drop_soft_hyphens(UChar *str, int32_t len)
{
	int32_t		n = 0;

	for (int32_t i = 0; i < len; i++)
		if (str[i] != 0x00AD)
			str[n++] = str[i];
	return n;
}

static int32_t
append_ascii(UChar *out, int32_t n, const char *str)
{
	while (*str != '\0' && n < WORDS_SIZE)
		out[n++] = *str++;
	return n;
}

static int32_t
append(UChar *out, int32_t n, const UChar *str, int32_t len)
{
	len = Min(len, WORDS_SIZE - n);
	u_memcpy(out + n, str, len);
	return n + len;
}

/*
 * in_words(monetary, locale text)
 */
Datum
caudal_in_words(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	CaudalLocale *locale = caudal_locale(PG_GETARG_TEXT_PP(1));
	Currency	currency = monetary_currency(m);
	int			exponent = unit_exponent(m->unit);
	int64		minor = monetary_minor(m);
	/* the magnitude of the least int64 needs a bit more */
	uint64		magnitude = minor < 0 ? 0 - (uint64) minor : (uint64) minor;
	uint64		hundred = (uint64) caudal_pow10[exponent];
	uint64		whole = magnitude / hundred;
	bool		is_spanish = strcmp(locale->language, "es") == 0;
	bool		is_english = strcmp(locale->language, "en") == 0;
	bool		is_home = is_spanish && locale->own_currency == currency;
	UChar		wide_keyword[16];
	char		keyword[16];
	UChar		words[WORDS_SIZE];
	const UChar *name;
	int32_t		name_len;
	int32_t		n;
	bool		feminine = false;
	char		fraction[64];
	UErrorCode	code = U_ZERO_ERROR;

	/* a double is enough for the form of the noun */
	n = uplrules_select(caudal_locale_plural_rules(locale), (double) whole,
						wide_keyword, lengthof(wide_keyword), &code);
	caudal_check_icu(code, locale->name);
	u_UCharsToChars(wide_keyword, keyword, n);
	keyword[n] = '\0';
	name_len = caudal_locale_plural_name(locale, currency, keyword, &name);
	if (is_spanish)
	{
		int32_t		noun_len = first_word(name, name_len);

		feminine = ends_in_a(name, noun_len) && !is_masculine(currency);
		if (is_home)
			name_len = noun_len;
	}

	n = minor < 0 && is_spanish ? append_ascii(words, 0, "menos ") :
		minor < 0 && is_english ? append_ascii(words, 0, "minus ") :
		minor < 0 ? append_ascii(words, 0, "- ") : 0;
	if (whole > MAX_IN_WORDS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount is too large to be written in words"),
				 errdetail("Languages have words for numbers below 10^18.")));
	n += unum_formatInt64(caudal_locale_spellout(locale, feminine),
						  (int64) whole, words + n, lengthof(words) - n, NULL,
						  &code);
	caudal_check_icu(code, locale->name);
	n = drop_soft_hyphens(words, n);
	/* millón is a noun itself: un millón de pesos, dos mil millones de pesos */
	n = append_ascii(words, n,
					 is_spanish && whole > 0 && whole % 1000000 == 0 ? " de " : " ");
	n = append(words, n, name, name_len);
	if (exponent > 0)
	{
		bool		is_mexican = is_home && strcmp(locale->region, "MX") == 0;

		snprintf(fraction, sizeof(fraction), " %s%0*" INT64_MODIFIER "u/%" INT64_MODIFIER "u%s",
				 is_mexican ? "" : is_spanish ? "con " : is_english ? "and " : "",
				 exponent, magnitude % hundred, hundred,
				 is_mexican ? " M.N." : "");
		n = append_ascii(words, n, fraction);
	}
	PG_RETURN_TEXT_P(caudal_text_from_icu(words, n));
}
