/*-------------------------------------------------------------------------
 *
 * unit.h
 *		The unit in which an amount is counted: a currency and an exponent.
 *
 * An amount is an integer number of 10^-exponent of its currency.  The
 * exponent is stored with the amount, so that what is stored keeps its
 * meaning when ISO 4217 changes a currency's minor unit.  Packed in one word,
 * "same currency and same exponent" is one comparison, and the order of units
 * is that of their currency codes.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_UNIT_H
#define CAUDAL_UNIT_H

#include "postgres.h"

#include "currency_table.h"

typedef uint32 Unit;

/*
 * No currency of ISO 4217 has more than 4 decimals; an int64 keeps room for
 * nine billion major units at 9.
 */
#define UNIT_MAX_EXPONENT	9

static inline Unit
unit_make(Currency currency, int exponent)
{
	return ((uint32) currency << 8) | (uint32) exponent;
}

static inline Currency
unit_currency(Unit unit)
{
	return (Currency) (unit >> 8);
}

static inline int
unit_exponent(Unit unit)
{
	return (int) (unit & 0xFF);
}

/* the unit that today's table gives a known currency */
static inline Unit
unit_of(Currency currency)
{
	return unit_make(currency, caudal_currency_minor_unit(currency));
}

static inline bool
unit_is_valid(Unit unit)
{
	return unit_exponent(unit) <= UNIT_MAX_EXPONENT &&
		caudal_currency_minor_unit(unit_currency(unit)) >= 0;
}

#endif							/* CAUDAL_UNIT_H */
