/*-------------------------------------------------------------------------
 *
 * locale_cache.h
 *		What ICU has opened for the locales that a session has used.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_LOCALE_CACHE_H
#define CAUDAL_LOCALE_CACHE_H

#include "compat.h"

#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>

#include "currency_table.h"
#include "local_amount.h"
#include "unit.h"

typedef enum MonetaryStyle
{
	STYLE_STANDARD,
	STYLE_ACCOUNTING,
	STYLE_CODE,
	STYLE_NAME,
	STYLE_COMPACT
} MonetaryStyle;

/* the longest name of a locale that is looked at, with its end */
#define LOCALE_NAME_SIZE	64

typedef struct CaudalLocale
{
	char		tag[LOCALE_NAME_SIZE];	/* as it was asked for; the key */
	char		name[LOCALE_NAME_SIZE]; /* as ICU has it: es_MX */
	char		language[4];
	char		region[4];		/* empty where none was named */
	Currency	own_currency;	/* of the region; 0 for none */
	bool		own_is_dollar;	/* whether that is written "$" */
	/* the rest is opened when it is first needed */
	bool		has_symbols;
	AmountSymbols symbols;
	struct HTAB *currency_words;
	UPluralRules *plural_rules;
	UNumberFormat *spellout[2]; /* masculine and feminine */
	UChar		months[12][40];
} CaudalLocale;

extern CaudalLocale *caudal_locale(const text *tag);
extern const UNumberFormatter *caudal_locale_formatter(CaudalLocale *locale,
													   MonetaryStyle style,
													   Unit unit);
extern const AmountSymbols *caudal_locale_symbols(CaudalLocale *locale);
extern UNumberFormat *caudal_locale_spellout(CaudalLocale *locale,
											 bool feminine);
extern UPluralRules *caudal_locale_plural_rules(CaudalLocale *locale);
extern Currency caudal_locale_currency_word(CaudalLocale *locale,
											const char *utf8, int len);
extern int32_t caudal_locale_plural_name(CaudalLocale *locale,
										 Currency currency,
										 const char *keyword,
										 const UChar **name);
extern bool caudal_is_dollar(Currency currency);

/* what a word of currency_words stands for when it is not one currency */
#define CURRENCY_AMBIGUOUS	((Currency) -1)

#endif							/* CAUDAL_LOCALE_CACHE_H */
