/*-------------------------------------------------------------------------
 *
 * values.h
 *		Dates, numbers and currencies as files write them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_VALUES_H
#define CAUDAL_VALUES_H

#include "caudal.h"

#include "currency_table.h"

/* 05/06/2024 is 5 June in Bogotá and 6 May in Boston */
typedef enum DateOrder
{
	DATE_YMD,					/* the year first only */
	DATE_DMY,
	DATE_MDY
} DateOrder;

/* "2024-06-05" and the terminator */
#define ISO_DATE_SIZE	11
/* the longest number that is read, and the terminator */
#define NUMBER_SIZE		200
/* "HN" and the terminator */
#define COUNTRY_SIZE	3

extern bool read_date(const char *text, size_t length, DateOrder order, char iso[ISO_DATE_SIZE]);
extern bool read_number(const char *text, size_t length, char decimal, bool is_certain, char number[NUMBER_SIZE]);
extern Currency read_currency(const char *text, size_t length);
extern void country_of_identifier(const char *identifier, char country[COUNTRY_SIZE]);
extern bool is_text(const char *text, size_t length);

#endif							/* CAUDAL_VALUES_H */
