/*-------------------------------------------------------------------------
 *
 * rate_table.h
 *		Reading the tables rate_source and exchange_rate.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_TABLE_H
#define CAUDAL_RATE_TABLE_H

#include "rate.h"

/* the rates of one pair that one source has published in a period */
typedef struct PublishedRates
{
	bool		inverse;		/* quoted the other way round */
	int64		count;
	Numeric		sum;
} PublishedRates;

extern void caudal_rate_table_open(Oid schema);
extern bool caudal_rate_table_is(Oid relid);
extern bool caudal_rate_table_has_row_security(void);
extern bool caudal_rate_table_is_written(void);
extern RateSource *caudal_read_sources(MemoryContext context, int *nsources);
extern void caudal_read_series(MemoryContext context, Currency base,
							   Currency quote, const DateADT *as_of,
							   const RateSource *sources, int nsources,
							   RateSeries *series, int stride);
extern bool caudal_read_published(Currency from, Currency to, DateADT first,
								  DateADT last, text *source,
								  PublishedRates *rates);

#endif							/* CAUDAL_RATE_TABLE_H */
