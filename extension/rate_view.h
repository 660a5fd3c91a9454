/*-------------------------------------------------------------------------
 *
 * rate_view.h
 *		What one snapshot shows of the exchange rates, and paths through it.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_VIEW_H
#define CAUDAL_RATE_VIEW_H

#include "rate.h"

typedef struct RatePair RatePair;

typedef struct RateView
{
	MemoryContext context;
	/* false: read each time anew, and keep nothing but the sources */
	bool		keeps_rows;
	RateSource *sources;
	int			nsources;
	RatePair   *pairs;
} RateView;

extern void caudal_view_init(RateView *view, MemoryContext context,
							 bool keeps_rows);
extern bool caudal_view_find_path(RateView *view, Currency from, Currency to,
								  DateADT date, const char *source,
								  RatePath *path, RateMiss *miss);

#endif							/* CAUDAL_RATE_VIEW_H */
