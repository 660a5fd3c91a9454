/*-------------------------------------------------------------------------
 *
 * numeric_parts.h
 *		A numeric taken apart into an integer and a power of ten, and back.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_NUMERIC_PARTS_H
#define CAUDAL_NUMERIC_PARTS_H

#include "compat.h"
#include "utils/numeric.h"

/* value = digits * 10^-scale, with as many decimals as the numeric displays */
typedef struct NumericParts
{
	int128		digits;
	int			scale;
} NumericParts;

extern bool caudal_numeric_to_parts(Numeric num, NumericParts *parts);
extern Numeric caudal_numeric_from_int128(int128 value, int scale);
extern char *caudal_numeric_text(Numeric num);
extern bool caudal_numeric_is_finite(Numeric num);
extern int	caudal_numeric_sign(Numeric num);
extern Numeric caudal_numeric_divide_round(Numeric dividend, Numeric divisor,
										   int scale);

/* a call of numeric's own arithmetic */
#define NUMERIC_CALL2(function, a, b) \
	DatumGetNumeric(DirectFunctionCall2(function, NumericGetDatum(a), \
										NumericGetDatum(b)))

/* detoasted, but possibly with a short header: what the above accept */
#define PG_GETARG_NUMERIC_PACKED(n) \
	((Numeric) PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(n)))

#endif							/* CAUDAL_NUMERIC_PARTS_H */
