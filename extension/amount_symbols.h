/*-------------------------------------------------------------------------
 *
 * amount_symbols.h
 *		The symbols by which a locale writes amounts, asked of ICU.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_AMOUNT_SYMBOLS_H
#define CAUDAL_AMOUNT_SYMBOLS_H

#include "local_amount.h"

#include <unicode/utypes.h>

extern void caudal_amount_symbols(const char *locale, AmountSymbols *symbols,
								  UErrorCode *code);

#endif							/* CAUDAL_AMOUNT_SYMBOLS_H */
