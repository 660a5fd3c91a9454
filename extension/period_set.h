/*-------------------------------------------------------------------------
 *
 * period_set.h
 *		The days that many periods have together.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PERIOD_SET_H
#define CAUDAL_PERIOD_SET_H

#include "period.h"

extern int	caudal_periods_unite(int64 *packed, int n);
extern int	caudal_periods_gaps(const int64 *united, int n,
								GrantPeriod within, GrantPeriod *gaps);

#endif							/* CAUDAL_PERIOD_SET_H */
