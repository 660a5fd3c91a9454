/*-------------------------------------------------------------------------
 *
 * locale_numbers.h
 *		How numbers and dates are written somewhere, asked of ICU.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_LOCALE_NUMBERS_H
#define CAUDAL_LOCALE_NUMBERS_H

#include "caudal.h"

#include "currency_table.h"
#include "local_amount.h"
#include "values.h"

typedef struct LocaleNumbers
{
	const char *name;			/* NULL for no locale: a decimal point, no groups, ISO dates */
	AmountSymbols symbols;
	DateOrder	date_order;
} LocaleNumbers;

extern bool locale_numbers_init(LocaleNumbers *numbers, const char *name);
extern bool is_currency_symbol(const LocaleNumbers *numbers, Currency currency, const char *text, int length);

#endif							/* CAUDAL_LOCALE_NUMBERS_H */
