/*-------------------------------------------------------------------------
 *
 * spread.h
 *		An amount spread evenly over the days of a period.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SPREAD_H
#define CAUDAL_SPREAD_H

#include "postgres.h"

#include "period.h"

extern int32 caudal_days_elapsed(GrantPeriod period, int64 day);
extern int64 caudal_accrued_minor(int64 amount, GrantPeriod period, int64 day);
extern int64 caudal_prorated_minor(int64 amount, GrantPeriod whole,
								   GrantPeriod part);

#endif							/* CAUDAL_SPREAD_H */
