/*-------------------------------------------------------------------------
 *
 * locale_cache.c
 *		What ICU has opened for the locales that a session has used.
 *
 * To open a formatter takes ICU a thousand times as long as to use it.  All
 * that is open belongs to one memory context, whose callbacks close it: when
 * there is too much of it, everything is given back at once and opened again
 * as it is needed.  That happens only when a locale is looked up, so that
 * what a caller got stays until it looks up another.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "locale_cache.h"

#include "amount_symbols.h"

#include "mb/pg_wchar.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "icu_text.h"
#include "scan.h"

/* enough for a report in every country of America, in every currency */
#define MAX_LOCALES		64
#define MAX_FORMATTERS	512

typedef struct FormatterKey
{
	CaudalLocale *locale;
	MonetaryStyle style;
	Unit		unit;
} FormatterKey;

typedef struct Formatter
{
	FormatterKey key;
	UNumberFormatter *formatter;
} Formatter;

/* a word or symbol in UTF-8, padded with zeros */
#define WORD_SIZE		64

typedef struct CurrencyWord
{
	char		word[WORD_SIZE];
	Currency	currency;
} CurrencyWord;

static MemoryContext cache = NULL;
static HTAB *locales = NULL;
static HTAB *formatters = NULL;

/* the last one looked up: most statements use one */
static CaudalLocale *last_locale = NULL;
static Formatter *last_formatter = NULL;

/* something of ICU's that is closed with the cache */
typedef struct Handle
{
	MemoryContextCallback callback;
	void	   *pointer;
	void		(*close) (void *pointer);
} Handle;

static void
close_handle(void *arg)
{
	Handle	   *handle = arg;

	if (handle->pointer != NULL)
		handle->close(handle->pointer);
}

/*
 * Memory for a handle comes first, so that nothing can fail between opening
 * and knowing what is to be closed.
 */
static Handle *
new_handle(void (*close) (void *pointer))
{
	Handle	   *handle = MemoryContextAllocZero(cache, sizeof(Handle));

	handle->close = close;
	handle->callback.func = close_handle;
	handle->callback.arg = handle;
	MemoryContextRegisterResetCallback(cache, &handle->callback);
	return handle;
}

static void
close_formatter(void *pointer)
{
	unumf_close(pointer);
}

static void
close_format(void *pointer)
{
	unum_close(pointer);
}

static void
close_plural_rules(void *pointer)
{
	uplrules_close(pointer);
}

static HTAB *
new_table(const char *name, long size, Size key_size, Size entry_size)
{
	HASHCTL		ctl;

	ctl.keysize = key_size;
	ctl.entrysize = entry_size;
	ctl.hcxt = cache;
	return hash_create(name, size, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

static void
reset_cache(void)
{
	last_locale = NULL;
	last_formatter = NULL;
	locales = NULL;
	formatters = NULL;
	if (cache == NULL)
		cache = AllocSetContextCreate(CacheMemoryContext, "caudal locales",
									  ALLOCSET_DEFAULT_SIZES);
	else
		MemoryContextReset(cache);
	locales = new_table("caudal locales", 16, LOCALE_NAME_SIZE,
						sizeof(CaudalLocale));
	formatters = new_table("caudal formatters", 64, sizeof(FormatterKey),
						   sizeof(Formatter));
}

static void
unknown_locale(const char *bytes, int len)
{
	char	   *shown = pnstrdup(bytes,
								 pg_mbcliplen(bytes, len, LOCALE_NAME_SIZE));

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown locale: \"%s\"", shown),
			 errdetail("A locale is a language and a country, as CLDR has them."),
			 errhint("Write it as in \"es-MX\", \"es-419\" or \"en\".")));
}

/*
 * ICU makes something of any name, by falling back to what it knows.  A
 * language it has no data of is refused here, and a country that is none.
 */
static bool
is_known(const CaudalLocale *locale)
{
	int			n = uloc_countAvailable();
	size_t		len = strlen(locale->language);

	if (len == 0)
		return false;
	if (locale->region[0] != '\0' && !ascii_is_digit(locale->region[0]) &&
		uloc_getISO3Country(locale->name)[0] == '\0')
		return false;
	for (int i = 0; i < n; i++)
	{
		const char *available = uloc_getAvailable(i);

		if (ascii_is_digit(locale->region[0]) ?
			strcmp(available, locale->name) == 0 :
			strncmp(available, locale->language, len) == 0 &&
			(available[len] == '_' || available[len] == '\0'))
			return true;
	}
	return false;
}

static void
open_locale(CaudalLocale *locale, const char *bytes, int len)
{
	char		canonical[ULOC_FULLNAME_CAPACITY];
	UErrorCode	code = U_ZERO_ERROR;
	char		variant[ULOC_FULLNAME_CAPACITY];
	UChar		own[4];

	/* es_MX.UTF-8 is es_MX; the extensions of a tag are not taken */
	uloc_canonicalize(locale->tag, canonical, sizeof(canonical), &code);
	uloc_getBaseName(canonical, locale->name, sizeof(locale->name), &code);
	uloc_getLanguage(locale->name, locale->language,
					 sizeof(locale->language), &code);
	uloc_getCountry(locale->name, locale->region, sizeof(locale->region),
					&code);
	/* a variant without a country is a country misspelt */
	if (U_FAILURE(code) || code == U_STRING_NOT_TERMINATED_WARNING ||
		(locale->region[0] == '\0' &&
		 uloc_getVariant(locale->name, variant, sizeof(variant), &code) > 0) ||
		!is_known(locale))
		unknown_locale(bytes, len);

	code = U_ZERO_ERROR;
	if (locale->region[0] != '\0' &&
		ucurr_forLocale(locale->name, own, lengthof(own), &code) == 3 &&
		U_SUCCESS(code))
		locale->own_currency = CURRENCY_CODE(own[0], own[1], own[2]);
	if (locale->own_currency != 0)
		locale->own_is_dollar = caudal_is_dollar(locale->own_currency);
}

/*
 * Find a locale by the name that was given.
 */
CaudalLocale *
caudal_locale(const text *tag)
{
	const char *bytes = VARDATA_ANY(tag);
	int			len = VARSIZE_ANY_EXHDR(tag);
	char		key[LOCALE_NAME_SIZE] = {0};
	CaudalLocale *locale;
	CaudalLocale opened;

	if (last_locale != NULL && len < LOCALE_NAME_SIZE &&
		memcmp(last_locale->tag, bytes, len) == 0 &&
		last_locale->tag[len] == '\0' &&
		hash_get_num_entries(formatters) < MAX_FORMATTERS)
		return last_locale;

	if (len >= LOCALE_NAME_SIZE || memchr(bytes, '\0', len) != NULL)
		unknown_locale(bytes, len);
	for (int i = 0; i < len; i++)
		if (!ascii_is_digit(bytes[i]) && !ascii_is_upper(ascii_upper(bytes[i])) &&
			strchr("-_.@=;", bytes[i]) == NULL)
			unknown_locale(bytes, len);
	/* of an empty part ICU makes another locale */
	for (int i = 0; i < len; i++)
		if ((bytes[i] == '-' || bytes[i] == '_') &&
			(i + 1 == len || bytes[i + 1] == '-' || bytes[i + 1] == '_'))
			unknown_locale(bytes, len);
	memcpy(key, bytes, len);

	if (formatters == NULL || hash_get_num_entries(locales) >= MAX_LOCALES ||
		hash_get_num_entries(formatters) >= MAX_FORMATTERS)
		reset_cache();
	locale = hash_search(locales, key, HASH_FIND, NULL);
	if (locale == NULL)
	{
		memset(&opened, 0, sizeof(opened));
		memcpy(opened.tag, key, LOCALE_NAME_SIZE);
		open_locale(&opened, bytes, len);
		locale = hash_search(locales, key, HASH_ENTER, NULL);
		*locale = opened;
	}
	last_locale = locale;
	return locale;
}

/*
 * The formatter of a style and unit.  Decimals are those of the unit, and not
 * CLDR's, which has none for pesos of Colombia in cash.
 */
const UNumberFormatter *
caudal_locale_formatter(CaudalLocale *locale, MonetaryStyle style, Unit unit)
{
	static const char *const words[] = {
		[STYLE_STANDARD] = "",
		[STYLE_ACCOUNTING] = " sign-accounting",
		[STYLE_CODE] = " unit-width-iso-code",
		[STYLE_NAME] = " unit-width-full-name",
		/* away from zero, as everywhere in caudal */
		[STYLE_COMPACT] = " compact-short rounding-mode-half-up"
	};
	FormatterKey key;
	Formatter  *found;
	Handle	   *handle;
	char		decimals[UNIT_MAX_EXPONENT + 2] = ".";
	char		skeleton[64];
	UChar		wide[64];
	UErrorCode	code = U_ZERO_ERROR;

	if (last_formatter != NULL && last_formatter->key.locale == locale &&
		last_formatter->key.style == style && last_formatter->key.unit == unit)
		return last_formatter->formatter;

	memset(&key, 0, sizeof(key));
	key.locale = locale;
	key.style = style;
	key.unit = unit;
	found = hash_search(formatters, &key, HASH_FIND, NULL);
	if (found == NULL)
	{
		memset(decimals + 1, '0', unit_exponent(unit));
		snprintf(skeleton, sizeof(skeleton), "currency/%s %s%s",
				 currency_letters(unit_currency(unit), (char[4]) {0}),
				 style == STYLE_COMPACT ? "" :
				 unit_exponent(unit) == 0 ? "precision-integer" : decimals,
				 words[style]);
		u_uastrcpy(wide, skeleton);
		handle = new_handle(close_formatter);
		handle->pointer = unumf_openForSkeletonAndLocale(wide, -1, locale->name,
														 &code);
		caudal_check_icu(code, locale->name);
		found = hash_search(formatters, &key, HASH_ENTER, NULL);
		found->formatter = handle->pointer;
	}
	last_formatter = found;
	return found->formatter;
}

const AmountSymbols *
caudal_locale_symbols(CaudalLocale *locale)
{
	if (!locale->has_symbols)
	{
		UErrorCode	code = U_ZERO_ERROR;

		caudal_amount_symbols(locale->name, &locale->symbols, &code);
		caudal_check_icu(code, locale->name);
		locale->has_symbols = true;
	}
	return &locale->symbols;
}

UPluralRules *
caudal_locale_plural_rules(CaudalLocale *locale)
{
	UErrorCode	code = U_ZERO_ERROR;

	if (locale->plural_rules == NULL)
	{
		Handle	   *handle = new_handle(close_plural_rules);

		handle->pointer = uplrules_open(locale->name, &code);
		caudal_check_icu(code, locale->name);
		locale->plural_rules = handle->pointer;
	}
	return locale->plural_rules;
}

/*
 * Numbers in words, in the gender of what is counted where the language has
 * one for it.
 */
UNumberFormat *
caudal_locale_spellout(CaudalLocale *locale, bool feminine)
{
	static const char *const rules[2][3] = {
		{"%spellout-cardinal-masculine", "%spellout-cardinal", NULL},
		{"%spellout-cardinal-feminine", "%spellout-cardinal", NULL}
	};
	UErrorCode	code = U_ZERO_ERROR;
	Handle	   *handle;

	if (locale->spellout[feminine] != NULL)
		return locale->spellout[feminine];
	handle = new_handle(close_format);
	handle->pointer = unum_open(UNUM_SPELLOUT, NULL, 0, locale->name, NULL,
								&code);
	caudal_check_icu(code, locale->name);
	for (const char *const *rule = rules[feminine]; *rule != NULL; rule++)
	{
		UChar		wide[64];

		code = U_ZERO_ERROR;
		u_uastrcpy(wide, *rule);
		unum_setTextAttribute(handle->pointer, UNUM_DEFAULT_RULESET, wide, -1,
							  &code);
		if (U_SUCCESS(code))
			break;
	}
	locale->spellout[feminine] = handle->pointer;
	return locale->spellout[feminine];
}

static void
currency_uchars(Currency currency, UChar out[4])
{
	char		letters[4];

	u_uastrcpy(out, currency_letters(currency, letters));
}

/*
 * The name of a currency for a plural keyword of CLDR; the code where there
 * is none.
 */
int32_t
caudal_locale_plural_name(CaudalLocale *locale, Currency currency,
						  const char *keyword, const UChar **name)
{
	/* static, because where ICU has no name its answer is this code itself */
	static UChar code[4];
	UBool		is_choice;
	int32_t		len;
	UErrorCode	status = U_ZERO_ERROR;

	currency_uchars(currency, code);
	*name = ucurr_getPluralName(code, locale->name, &is_choice, keyword, &len,
								&status);
	caudal_check_icu(status, locale->name);
	return len;
}

/*
 * Whether people write a currency as a dollar sign alone.
 */
bool
caudal_is_dollar(Currency currency)
{
	UChar		code[4];
	UBool		is_choice;
	int32_t		len;
	UErrorCode	status = U_ZERO_ERROR;
	const UChar *symbol;

	currency_uchars(currency, code);
	symbol = ucurr_getName(code, "en", UCURR_NARROW_SYMBOL_NAME, &is_choice,
						   &len, &status);
	return U_SUCCESS(status) && len == 1 && symbol[0] == '$';
}

/* fold the case of a word, and make it a key */
static bool
word_key(const UChar *word, int32_t len, char key[WORD_SIZE])
{
	UChar		folded[WORD_SIZE];
	char		utf8[WORD_SIZE * 3];
	int32_t		n;
	UErrorCode	code = U_ZERO_ERROR;

	memset(key, 0, WORD_SIZE);
	n = u_strFoldCase(folded, lengthof(folded), word, len,
					  0, &code);
	u_strToUTF8(utf8, sizeof(utf8), &n, folded, n, &code);
	if (U_FAILURE(code) || n == 0)
		return false;
	return caudal_simplify_amount(utf8, n, '0', key, WORD_SIZE) > 0;
}

/*
 * A word of two currencies is ambiguous; but what is in use goes before what
 * is history.
 */
static void
add_word(HTAB *words, const UChar *word, int32_t len, Currency currency,
		 bool historic)
{
	char		key[WORD_SIZE];
	CurrencyWord *entry;
	bool		found;

	if (!word_key(word, len, key))
		return;
	entry = hash_search(words, key, HASH_ENTER, &found);
	if (!found)
		entry->currency = currency;
	else if (entry->currency != currency && !historic)
		entry->currency = CURRENCY_AMBIGUOUS;
}

static void
add_utf8_word(HTAB *words, const char *word, Currency currency)
{
	UChar		wide[WORD_SIZE];
	int32_t		len;
	UErrorCode	code = U_ZERO_ERROR;

	u_strFromUTF8(wide, lengthof(wide), &len, word, -1, &code);
	if (U_SUCCESS(code))
		add_word(words, wide, len, currency, false);
}

/* the symbols and names of some currencies in a locale */
static void
add_currencies(HTAB *words, CaudalLocale *locale, uint32_t kinds, bool historic)
{
	static const char *const keywords[] = {"one", "many", "other"};
	static const UCurrNameStyle styles[] = {UCURR_SYMBOL_NAME, UCURR_LONG_NAME};
	UErrorCode	code = U_ZERO_ERROR;
	UEnumeration *codes = ucurr_openISOCurrencies(kinds, &code);
	const char *letters;

	caudal_check_icu(code, locale->name);
	while ((letters = uenum_next(codes, NULL, &code)) != NULL && U_SUCCESS(code))
	{
		Currency	currency = CURRENCY_CODE(letters[0], letters[1], letters[2]);
		UChar		wide[4];
		UBool		is_choice;
		int32_t		len;
		const UChar *name;

		if (caudal_currency_minor_unit(currency) < 0)
			continue;
		u_uastrcpy(wide, letters);
		for (size_t i = 0; i < lengthof(styles); i++)
		{
			UErrorCode	status = U_ZERO_ERROR;

			name = ucurr_getName(wide, locale->name, styles[i], &is_choice,
								 &len, &status);
			if (U_SUCCESS(status))
				add_word(words, name, len, currency, historic);
		}
		for (size_t i = 0; i < lengthof(keywords); i++)
		{
			UErrorCode	status = U_ZERO_ERROR;

			name = ucurr_getPluralName(wide, locale->name, &is_choice,
									   keywords[i], &len, &status);
			if (U_SUCCESS(status))
				add_word(words, name, len, currency, historic);
		}
	}
	uenum_close(codes);
}

/*
 * What people write for a currency beside its code: its symbol in the locale,
 * its names there, and the national symbols of the countries that grants of
 * ours pass through, which no other country uses.
 */
static void
open_currency_words(CaudalLocale *locale)
{
	static const struct
	{
		const char *word;
		char		currency[4];
	}			national[] = {
		{"US$", "USD"}, {"U$S", "USD"}, {"USD$", "USD"},
		{"MX$", "MXN"}, {"MXN$", "MXN"}, {"COL$", "COP"}, {"COP$", "COP"},
		{"Q", "GTQ"}, {"Q.", "GTQ"}, {"L", "HNL"}, {"L.", "HNL"}, {"Lps.", "HNL"},
		{"C$", "NIO"}, {"\xE2\x82\xA1", "CRC"}, {"B/.", "PAB"}, {"BZ$", "BZD"},
		{"\xE2\x82\xAC", "EUR"}
	};
	HTAB	   *words = new_table("caudal currency words", 512, WORD_SIZE,
								  sizeof(CurrencyWord));
	char		key[WORD_SIZE];

	add_currencies(words, locale, UCURR_COMMON | UCURR_NON_DEPRECATED, false);
	add_currencies(words, locale, UCURR_ALL, true);
	for (size_t i = 0; i < lengthof(national); i++)
	{
		const char *c = national[i].currency;

		add_utf8_word(words, national[i].word, CURRENCY_CODE(c[0], c[1], c[2]));
	}
	if (strcmp(locale->region, "MX") == 0)
	{
		/* moneda nacional, as receipts and agreements have it */
		add_utf8_word(words, "M.N.", CURRENCY_CODE('M', 'X', 'N'));
		add_utf8_word(words, "MN", CURRENCY_CODE('M', 'X', 'N'));
	}
	/* "$" is decided where it is read */
	memset(key, 0, sizeof(key));
	key[0] = '$';
	hash_search(words, key, HASH_REMOVE, NULL);
	locale->currency_words = words;
}

/*
 * The currency of a word that was simplified: 0 where it is none, and
 * CURRENCY_AMBIGUOUS where it may be several.
 */
Currency
caudal_locale_currency_word(CaudalLocale *locale, const char *utf8, int len)
{
	UChar		wide[WORD_SIZE];
	int32_t		n;
	char		key[WORD_SIZE];
	UErrorCode	code = U_ZERO_ERROR;
	CurrencyWord *entry;

	if (locale->currency_words == NULL)
		open_currency_words(locale);
	u_strFromUTF8(wide, lengthof(wide), &n, utf8, len, &code);
	if (U_FAILURE(code) || !word_key(wide, n, key))
		return 0;
	entry = hash_search(locale->currency_words, key, HASH_FIND, NULL);
	return entry == NULL ? 0 : entry->currency;
}
