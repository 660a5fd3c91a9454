/*-------------------------------------------------------------------------
 *
 * country_table.h
 *		Which currency is legal tender in which country, and since when.
 *
 * Countries are the two upper-case letters of ISO 3166-1; they need not be
 * terminated.  The answer is 0 where none is known.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_COUNTRY_TABLE_H
#define CAUDAL_COUNTRY_TABLE_H

#include "postgres.h"

#include "currency_table.h"

extern Currency caudal_country_currency(const char iso2[2]);
extern Currency caudal_country_currency_on(const char iso2[2], int32 pg_date);

#endif							/* CAUDAL_COUNTRY_TABLE_H */
