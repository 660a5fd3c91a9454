/*-------------------------------------------------------------------------
 *
 * chart_scale.h
 *		Round numbers on an axis, and the room that text takes.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CHART_SCALE_H
#define CAUDAL_CHART_SCALE_H

#include "caudal.h"

/* the longest label of a tick, and the terminator */
#define TICK_SIZE	80

/*
 * Ticks are the numbers first * step to last * step, where the step is
 * digits * 10^exponent: whole numbers, so that labels are written exactly.
 */
typedef struct ChartScale
{
	int			first;
	int			last;
	int			digits;
	int			exponent;
	int			divisor;		/* labels are in units of 10^divisor */
	double		low;
	double		high;
} ChartScale;

extern void scale_init(ChartScale *scale, double low, double high, int ticks, bool is_share);
extern double scale_tick(const ChartScale *scale, int tick);
extern double scale_share(const ChartScale *scale, double value);
extern void scale_label(const ChartScale *scale, int tick, const char *decimal, const char *group,
						char label[TICK_SIZE]);

extern double drawn_width(const char *text, double size);
extern char *drawn_cut(const char *text, double size, double room);

#endif							/* CAUDAL_CHART_SCALE_H */
