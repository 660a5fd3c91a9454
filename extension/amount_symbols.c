/*-------------------------------------------------------------------------
 *
 * amount_symbols.c
 *		The symbols by which a locale writes amounts, asked of ICU.
 *
 * The server and the client read amounts by them alike.  Nothing of PostgreSQL
 * but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "amount_symbols.h"

#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

/* a symbol of a number format, in UTF-8 and simplified */
static void
get_symbol(const UNumberFormat *format, UNumberFormatSymbol symbol, char *out,
		   int size)
{
	UChar		wide[16];
	char		utf8[48];
	int32_t		len;
	UErrorCode	code = U_ZERO_ERROR;

	unum_getSymbol(format, symbol, wide, lengthof(wide), &code);
	u_strToUTF8(utf8, sizeof(utf8), &len, wide, -1, &code);
	if (U_FAILURE(code) ||
		caudal_simplify_amount(utf8, len, '0', out, size) < 0)
		out[0] = '\0';
}

/* The code is what ICU says of a locale that it cannot serve. */
void
caudal_amount_symbols(const char *locale, AmountSymbols *symbols,
					  UErrorCode *code)
{
	UNumberFormat *format;
	UChar		zero[4];
	UChar32		c;

	format = unum_open(UNUM_CURRENCY, NULL, 0, locale, NULL, code);
	if (U_FAILURE(*code))
		return;
	get_symbol(format, UNUM_MONETARY_SEPARATOR_SYMBOL, symbols->decimal,
			   sizeof(symbols->decimal));
	get_symbol(format, UNUM_MONETARY_GROUPING_SEPARATOR_SYMBOL, symbols->group,
			   sizeof(symbols->group));
	symbols->group_size = unum_getAttribute(format, UNUM_GROUPING_SIZE);
	symbols->other_group_size = unum_getAttribute(format,
												  UNUM_SECONDARY_GROUPING_SIZE);
	if (symbols->group_size <= 0)
		symbols->group_size = 3;
	if (symbols->other_group_size <= 0)
		symbols->other_group_size = symbols->group_size;
	unum_getSymbol(format, UNUM_ZERO_DIGIT_SYMBOL, zero, lengthof(zero), code);
	unum_close(format);
	if (U_FAILURE(*code))
		return;
	U16_GET_UNSAFE(zero, 0, c);
	symbols->zero = c;
}
