/*-------------------------------------------------------------------------
 *
 * monetary_parse.c
 *		Reading amounts as the people of a country write them:
 *		parse_monetary().
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "icu_text.h"
#include "locale_cache.h"
#include "scan.h"

PG_FUNCTION_INFO_V1(caudal_parse_monetary);

/* what is read, for messages */
typedef struct Source
{
	const text *str;
	CaudalLocale *locale;
	Currency	asked;			/* the third argument, or 0 */
} Source;

static char *
shown(const Source *source)
{
	const char *bytes = VARDATA_ANY(source->str);
	int			len = VARSIZE_ANY_EXHDR(source->str);

	return pnstrdup(bytes, pg_mbcliplen(bytes, len, 100));
}

/* a word of the simplified text, which is UTF-8, in the server's encoding */
static char *
shown_word(const char *word, int len)
{
	return text_to_cstring(caudal_text_from_utf8(word, len));
}

/*
 * The currency of a word beside the number; 0 for an empty one.
 */
static Currency
word_currency(const Source *source, const char *word, int len)
{
	Currency	currency = 0;

	if (len == 0)
		return 0;
	if (len == 3)
	{
		currency = CURRENCY_CODE(ascii_upper(word[0]), ascii_upper(word[1]),
								 ascii_upper(word[2]));
		if (caudal_currency_minor_unit(currency) >= 0)
			return currency;
	}
	if (len == 1 && word[0] == '$')
	{
		/* many countries have a dollar sign, and each means its own */
		if (source->asked != 0 && caudal_is_dollar(source->asked))
			return source->asked;
		if (source->asked == 0 && source->locale->own_is_dollar)
			return source->locale->own_currency;
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("\"$\" names no currency in locale \"%s\": \"%s\"",
						source->locale->tag, shown(source)),
				 errdetail("Dollars and pesos of many countries are written with it."),
				 errhint("Give the currency as the third argument, as in parse_monetary('$1,500.50', 'es-MX', 'MXN').")));
	}
	currency = caudal_locale_currency_word(source->locale, word, len);
	if (currency == CURRENCY_AMBIGUOUS && source->asked != 0)
		return source->asked;
	if (currency == CURRENCY_AMBIGUOUS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("\"%s\" names several currencies in locale \"%s\"",
						shown_word(word, len), source->locale->tag),
				 errhint("Write the code of the currency, or give it as the third argument.")));
	if (currency == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("\"%s\" names no currency in locale \"%s\"",
						shown_word(word, len), source->locale->tag),
				 errhint("Write the code of the currency, as in \"MXN 1,500.50\", or its symbol or name as the locale has them.")));
	return currency;
}

static Currency
find_currency(const Source *source, const LocalAmount *amount)
{
	Currency	before = word_currency(source,
									   amount->text + amount->before_start,
									   amount->before_end - amount->before_start);
	Currency	after = word_currency(source,
									  amount->text + amount->after_start,
									  amount->after_end - amount->after_start);
	Currency	currency;

	/* "$1,500.50 MXN": the code says which dollar sign it is */
	if (before != 0 && after != 0 && before != after)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("amount in two currencies: \"%s\"", shown(source)),
				 errdetail("One side names %s, the other %s.",
						   CURRENCY_LETTERS(before), CURRENCY_LETTERS(after))));
	currency = before != 0 ? before : after;
	if (currency == 0 && source->asked == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("amount without a currency: \"%s\"", shown(source)),
				 errhint("Give the currency as the third argument, as in parse_monetary('1,500.50', 'es-MX', 'MXN').")));
	if (currency == 0)
		return source->asked;
	if (source->asked != 0 && currency != source->asked)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("amount is not in %s: \"%s\"",
						CURRENCY_LETTERS(source->asked), shown(source)),
				 errdetail("It names %s.", CURRENCY_LETTERS(currency))));
	return currency;
}

static void
read_error(LocalAmountResult result, const Source *source, Currency currency,
		   const char *here, const char *elsewhere)
{
	const char *tag = source->locale->tag;

	switch (result)
	{
		case LOCAL_AMOUNT_OK:
			break;
		case LOCAL_AMOUNT_MALFORMED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("not an amount in locale \"%s\": \"%s\"", tag,
							shown(source)),
					 errdetail("Groups of digits are set apart by \"%s\" there, decimals by \"%s\".",
							   shown_word(source->locale->symbols.group,
										  strlen(source->locale->symbols.group)),
							   shown_word(source->locale->symbols.decimal,
										  strlen(source->locale->symbols.decimal)))));
			break;
		case LOCAL_AMOUNT_TOO_LONG:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("not an amount in locale \"%s\": \"%s\"", tag,
							shown(source)),
					 errdetail("It has more than %d bytes.", LOCAL_AMOUNT_MAX)));
			break;
		case LOCAL_AMOUNT_TOO_MANY_DECIMALS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("too many decimals for %s: \"%s\"",
							CURRENCY_LETTERS(currency), shown(source)),
					 errdetail("%s has %d decimals.", CURRENCY_LETTERS(currency),
							   caudal_currency_minor_unit(currency))));
			break;
		case LOCAL_AMOUNT_OTHERWISE:
		case LOCAL_AMOUNT_AMBIGUOUS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("ambiguous amount: \"%s\"", shown(source)),
					 here[0] == '\0' ?
					 errdetail("In locale \"%s\" it is no number; where separators are used otherwise it is %s.",
							   tag, elsewhere) :
					 errdetail("In locale \"%s\" it is %s; where separators are used otherwise it is %s.",
							   tag, here, elsewhere),
					 errhint("Name the locale in which it was written, or write all the decimals of %s.",
							 CURRENCY_LETTERS(currency))));
			break;
		case LOCAL_AMOUNT_OUT_OF_RANGE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("amount \"%s\" is out of range for type monetary",
							shown(source)),
					 MONETARY_RANGE_DETAIL));
			break;
	}
}

/*
 * parse_monetary(text, locale text [, currency])
 */
Datum
caudal_parse_monetary(PG_FUNCTION_ARGS)
{
	Source		source = {0};
	LocalAmount amount;
	const AmountSymbols *symbols;
	LocalAmountResult result;
	Currency	currency = 0;
	int128		minor = 0;
	char		here[READING_SIZE] = "";
	char		elsewhere[READING_SIZE] = "";
	const char *utf8;
	int			len;

	source.str = PG_GETARG_TEXT_PP(0);
	source.locale = caudal_locale(PG_GETARG_TEXT_PP(1));
	source.asked = PG_NARGS() > 2 ? PG_GETARG_CURRENCY(2) : 0;

	symbols = caudal_locale_symbols(source.locale);
	utf8 = caudal_utf8_from_text(source.str, &len);
	result = caudal_local_amount_split(utf8, len, symbols->zero, &amount);
	if (result == LOCAL_AMOUNT_OK)
	{
		currency = find_currency(&source, &amount);
		result = caudal_local_amount_read(&amount, symbols,
										  caudal_currency_minor_unit(currency),
										  &minor, here, elsewhere);
	}
	if (result == LOCAL_AMOUNT_OK && !int128_fits_int64(minor))
		result = LOCAL_AMOUNT_OUT_OF_RANGE;
	if (result != LOCAL_AMOUNT_OK)
		read_error(result, &source, currency, here, elsewhere);
	PG_RETURN_MONETARY(monetary_make((int64) minor, unit_of(currency)));
}
