/*-------------------------------------------------------------------------
 *
 * time_axis.h
 *		Days put into months, quarters or years, so many as can be drawn.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TIME_AXIS_H
#define CAUDAL_TIME_AXIS_H

#include "caudal.h"

typedef struct TimeAxis
{
	int			first;			/* month of the first part, from that of year 0 */
	int			months;			/* of each part */
	int			count;			/* of parts, 0 for no day */
} TimeAxis;

extern bool month_of_day(const char *day, int *month);
extern void time_axis_init(TimeAxis *axis, const int *months, int count, int most);
extern int	time_axis_part(const TimeAxis *axis, int month);
extern char *time_axis_name(const TimeAxis *axis, int part);

#endif							/* CAUDAL_TIME_AXIS_H */
