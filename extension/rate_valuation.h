/*-------------------------------------------------------------------------
 *
 * rate_valuation.h
 *		A path of rates as a factor from minor units to minor units.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_VALUATION_H
#define CAUDAL_RATE_VALUATION_H

#include "exact.h"
#include "rate.h"
#include "unit.h"

/*
 * A ratio of integers where one holds the path and the shift between the two
 * minor units, else the path itself, which counts major units.
 */
typedef struct Valuation
{
	bool		has_ratio;
	Ratio		ratio;
	Numeric		numerator;		/* NULL where there is a ratio */
	Numeric		denominator;
} Valuation;

extern void caudal_path_valuation(const RatePath *path, Unit unit,
								  Currency to, Valuation *valuation);
extern void caudal_same_currency_valuation(Unit unit, Currency to,
										   Valuation *valuation);
extern bool caudal_valuation_apply(const Valuation *valuation, int64 minor,
								   Unit unit, Currency to, int64 *result);
extern Numeric caudal_path_convert(const RatePath *path, Numeric amount,
								   int scale);

#endif							/* CAUDAL_RATE_VALUATION_H */
