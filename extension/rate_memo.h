/*-------------------------------------------------------------------------
 *
 * rate_memo.h
 *		Converting amounts, with what was found remembered per snapshot.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_MEMO_H
#define CAUDAL_RATE_MEMO_H

#include "compat.h"
#include "exact.h"
#include "rate.h"
#include "unit.h"

/*
 * What a conversion multiplies minor units by to get the target's minor
 * units: a ratio of integers where one holds it, else the path itself.
 */
typedef struct Valuation
{
	bool		has_ratio;
	Ratio		ratio;
	/* set where there is no ratio: minor * numerator / denominator * 10^shift */
	Numeric		numerator;
	Numeric		denominator;
} Valuation;

typedef enum ConvertResult
{
	CONVERT_DONE,
	CONVERT_MISSING,			/* no usable rate, and that is to be NULL */
	CONVERT_TOO_LARGE			/* the result does not fit 64 bits */
} ConvertResult;

extern void caudal_memo_init(void);
extern void caudal_forget_rates(void);

extern ConvertResult caudal_convert(FunctionCallInfo fcinfo, Unit unit,
									int64 minor, Currency to, DateADT date,
									text *source, int64 *result);
extern bool caudal_find_valuation(FunctionCallInfo fcinfo, Unit unit,
								  Currency to, DateADT date, text *source,
								  Valuation *valuation);
extern bool caudal_find_path(FunctionCallInfo fcinfo, Currency from,
							 Currency to, DateADT date, text *source,
							 RatePath *path);
extern Numeric caudal_path_convert(const RatePath *path, Numeric amount,
								   int scale);

#endif							/* CAUDAL_RATE_MEMO_H */
