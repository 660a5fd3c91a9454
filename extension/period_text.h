/*-------------------------------------------------------------------------
 *
 * period_text.h
 *		The text form of a grant period: "2021-01-01/2023-12-31".
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PERIOD_TEXT_H
#define CAUDAL_PERIOD_TEXT_H

#include "period.h"

/* two days and the slash */
#define PERIOD_TEXT_SIZE	(2 * DAY_TEXT_SIZE)

extern PeriodResult caudal_period_parse(const char *str, size_t len,
										GrantPeriod *period);
extern int	caudal_days_print(char *buf, int64 first, int64 last);
extern int	caudal_period_print(char *buf, GrantPeriod period);

#endif							/* CAUDAL_PERIOD_TEXT_H */
