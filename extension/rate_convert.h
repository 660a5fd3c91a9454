/*-------------------------------------------------------------------------
 *
 * rate_convert.h
 *		Converting amounts at the rates of the tables.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_CONVERT_H
#define CAUDAL_RATE_CONVERT_H

#include "rate_valuation.h"

typedef enum ConvertResult
{
	CONVERT_DONE,
	CONVERT_MISSING,			/* no usable rate, and that is to be NULL */
	CONVERT_TOO_LARGE			/* the result does not fit 64 bits */
} ConvertResult;

extern void caudal_check_source(const RateSource *sources, int nsources,
								const char *source);
extern int	caudal_errdetail_no_earlier(Currency from, Currency to,
										bool through_pivot,
										Currency leg_from, Currency leg_to);
extern ConvertResult caudal_convert(FunctionCallInfo fcinfo, Unit unit,
									int64 minor, Currency to, DateADT date,
									text *source, int64 *result);
extern bool caudal_find_valuation(FunctionCallInfo fcinfo, Unit unit,
								  Currency to, DateADT date, text *source,
								  Valuation *valuation);
extern bool caudal_find_path(FunctionCallInfo fcinfo, Currency from,
							 Currency to, DateADT date, text *source,
							 RatePath *path);

#endif							/* CAUDAL_RATE_CONVERT_H */
