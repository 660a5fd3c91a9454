/*-------------------------------------------------------------------------
 *
 * amount_text.h
 *		The text form of an amount: "1500.50 MXN".
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_AMOUNT_TEXT_H
#define CAUDAL_AMOUNT_TEXT_H

#include "exact.h"
#include "unit.h"

typedef enum AmountTextResult
{
	AMOUNT_OK,
	AMOUNT_MALFORMED,
	AMOUNT_WITHOUT_CURRENCY,	/* a bare number */
	AMOUNT_GROUPED,				/* separators between digits */
	AMOUNT_UNKNOWN_CURRENCY,
	AMOUNT_TOO_MANY_DECIMALS,
	AMOUNT_OUT_OF_RANGE
} AmountTextResult;

typedef struct AmountText
{
	int128		value;
	Unit		unit;
	/* where the currency code stands, and how many decimals were written */
	const char *code;
	int			decimals;
} AmountText;

/* room for the longest amount: 39 digits, sign, point, " MXN(9)", NUL */
#define AMOUNT_TEXT_SIZE	64

extern AmountTextResult caudal_amount_parse(const char *str, size_t len,
											AmountText *amount);
extern int	caudal_amount_print(char *buf, int128 value, Unit unit,
								bool fits_int64);
#endif							/* CAUDAL_AMOUNT_TEXT_H */
