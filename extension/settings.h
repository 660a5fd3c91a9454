/*-------------------------------------------------------------------------
 *
 * settings.h
 *		The settings caudal.*
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SETTINGS_H
#define CAUDAL_SETTINGS_H

#include "currency_table.h"

typedef enum MissingRate
{
	MISSING_RATE_ERROR,
	MISSING_RATE_NULL
} MissingRate;

extern void caudal_define_settings(void);
extern MissingRate caudal_missing_rate(void);
extern Currency caudal_pivot_currency(void);

#endif							/* CAUDAL_SETTINGS_H */
