/*-------------------------------------------------------------------------
 *
 * grant_period.h
 *		The SQL type grant_period.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_GRANT_PERIOD_H
#define CAUDAL_GRANT_PERIOD_H

#include "compat.h"
#include "utils/rangetypes.h"

#include "period.h"

#define DatumGetGrantPeriod(X)		period_unpack(DatumGetInt64(X))
#define GrantPeriodGetDatum(X)		Int64GetDatum(period_pack(X))
#define PG_GETARG_GRANT_PERIOD(n)	DatumGetGrantPeriod(PG_GETARG_DATUM(n))
#define PG_RETURN_GRANT_PERIOD(x)	return GrantPeriodGetDatum(x)

extern void caudal_period_error(PeriodResult result, const char *shown,
								Node *escontext);
extern GrantPeriod caudal_grant_period_make(int64 first, int64 last);
extern RangeType *caudal_period_to_daterange(TypeCacheEntry *daterange,
											 GrantPeriod period);
extern void caudal_period_needs_end(GrantPeriod period, const char *message);

#endif							/* CAUDAL_GRANT_PERIOD_H */
