/*-------------------------------------------------------------------------
 *
 * rate_functions.h
 *		Valuing amounts by the rate tables: what functions and aggregates share.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_FUNCTIONS_H
#define CAUDAL_RATE_FUNCTIONS_H

#include "monetary.h"
#include "numeric_parts.h"
#include "rate_convert.h"

extern bool caudal_convert_monetary(FunctionCallInfo fcinfo, const Monetary *m,
									Currency to, DateADT date, text *source,
									int64 *result);
extern Numeric caudal_convert_numeric(FunctionCallInfo fcinfo, Numeric amount,
									  Currency from, Currency to,
									  DateADT date, text *source);

#endif							/* CAUDAL_RATE_FUNCTIONS_H */
