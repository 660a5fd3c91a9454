/*-------------------------------------------------------------------------
 *
 * locale_numbers.c
 *		How numbers and dates are written somewhere, asked of ICU.
 *
 * The separators are those that parse_monetary() reads by, so that a sheet and
 * a query agree on what an amount is.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "locale_numbers.h"

#include "amount_symbols.h"

#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* Which of day and month comes first in short dates. */
static DateOrder
get_date_order(const char *name)
{
	UChar		pattern[64];
	UErrorCode	code = U_ZERO_ERROR;
	UDateFormat *format = udat_open(UDAT_NONE, UDAT_SHORT, name, NULL, 0, NULL, 0, &code);
	DateOrder	order = DATE_YMD;
	int			length;

	if (U_FAILURE(code))
		return DATE_YMD;
	length = udat_toPattern(format, false, pattern, lengthof(pattern), &code);
	for (int i = 0; i < length && U_SUCCESS(code); i++)
	{
		if (pattern[i] == 'd')
			order = DATE_DMY;
		else if (pattern[i] == 'M' || pattern[i] == 'L')
			order = DATE_MDY;
		else if (pattern[i] != 'y')
			continue;
		break;
	}
	udat_close(format);
	return order;
}

/* False where ICU has no such locale. */
bool
locale_numbers_init(LocaleNumbers *numbers, const char *name)
{
	static const AmountSymbols plain = {".", "", 0, 0, '0'};
	UErrorCode	code = U_ZERO_ERROR;
	char		canonical[ULOC_FULLNAME_CAPACITY];
	char		language[ULOC_LANG_CAPACITY];

	memset(numbers, 0, sizeof(*numbers));
	numbers->symbols = plain;
	if (name == NULL)
		return true;

	uloc_canonicalize(name, canonical, sizeof(canonical), &code);
	uloc_getLanguage(canonical, language, sizeof(language), &code);
	if (U_FAILURE(code) || language[0] == '\0' || uloc_getISO3Language(canonical)[0] == '\0')
		return false;
	caudal_amount_symbols(canonical, &numbers->symbols, &code);
	if (U_FAILURE(code))
		return false;
	numbers->name = name;
	numbers->date_order = get_date_order(canonical);
	return true;
}

/* Whether a text is how the currency is written there: $, Q, L, US$ */
bool
is_currency_symbol(const LocaleNumbers *numbers, Currency currency, const char *text, int length)
{
	static const UCurrNameStyle styles[] = {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME};
	char		letters[4];
	UChar		wide_code[4];

	currency_letters(currency, letters);
	u_uastrcpy(wide_code, letters);
	for (int i = 0; i < lengthof(styles); i++)
	{
		UErrorCode	code = U_ZERO_ERROR;
		UBool		is_choice;
		int32_t		name_length = 0;
		char		utf8[64];
		const UChar *name = ucurr_getName(wide_code, numbers->name, styles[i], &is_choice, &name_length, &code);

		u_strToUTF8(utf8, sizeof(utf8), &name_length, name, name_length, &code);
		if (U_SUCCESS(code) && name_length == length && memcmp(utf8, text, length) == 0)
			return true;
	}
	return false;
}
