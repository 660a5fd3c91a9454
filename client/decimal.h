/*-------------------------------------------------------------------------
 *
 * decimal.h
 *		Exact sums of numbers as the server writes them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_DECIMAL_H
#define CAUDAL_DECIMAL_H

#include "caudal.h"

/* What has been added up; starts as zeros. */
typedef struct Decimal
{
	int128		number;			/* in units of the last decimal */
	int			scale;
	int			count;			/* how many numbers there were */
	bool		is_unknown;		/* one was no number, or the sum is too large */
} Decimal;

extern void decimal_add(Decimal *sum, const char *text, bool subtract);
extern void decimal_merge(Decimal *sum, const Decimal *other);
extern char *decimal_text(const Decimal *sum);
extern double decimal_double(const Decimal *sum);

#endif							/* CAUDAL_DECIMAL_H */
