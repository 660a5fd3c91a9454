/*-------------------------------------------------------------------------
 *
 * format_number.h
 *		Numbers as people of a place write them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_FORMAT_NUMBER_H
#define CAUDAL_FORMAT_NUMBER_H

#include "caudal.h"

typedef struct NumberFormat NumberFormat;

/* as many decimals as the number has */
#define ALL_DECIMALS	(-1)

extern NumberFormat *number_format_open(const char *locale);
extern char *format_number(NumberFormat *format, const char *number, int decimals);
extern char *format_percent(NumberFormat *format, const char *number, int decimals);
extern const char *decimal_mark(NumberFormat *format);
extern const char *group_mark(NumberFormat *format);
extern const char *percent_mark(NumberFormat *format);

#endif							/* CAUDAL_FORMAT_NUMBER_H */
