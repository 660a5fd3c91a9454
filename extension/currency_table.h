/*-------------------------------------------------------------------------
 *
 * currency_table.h
 *		Currency codes and what ISO 4217 says of them.
 *
 * A code is packed in an integer, first letter highest, so that the order of
 * integers is the order of the alphabet.  0 is no code.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CURRENCY_TABLE_H
#define CAUDAL_CURRENCY_TABLE_H

#include "postgres.h"

typedef int32 Currency;

/* the code of three upper-case ASCII letters; a constant if they are */
#define CURRENCY_CODE(a, b, c) \
	((Currency) (((a) << 16) | ((b) << 8) | (c)))

/* unpack a code to its letters, terminated; returns out */
static inline char *
currency_letters(Currency code, char out[4])
{
	out[0] = (char) ((code >> 16) & 0xFF);
	out[1] = (char) ((code >> 8) & 0xFF);
	out[2] = (char) (code & 0xFF);
	out[3] = '\0';
	return out;
}

extern int	caudal_currency_minor_unit(Currency code);
extern bool caudal_currency_is_historic(Currency code);
extern Currency caudal_currency_nearest(const char letters[3]);

#endif							/* CAUDAL_CURRENCY_TABLE_H */
