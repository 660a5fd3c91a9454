/*-------------------------------------------------------------------------
 *
 * rate.h
 *		Exchange rates: rows, legs and paths, and the rule that chooses them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_H
#define CAUDAL_RATE_H

#include "compat.h"
#include "currency.h"
#include "utils/date.h"
#include "utils/numeric.h"

/* our own class CR, "currency" */
#define ERRCODE_NO_USABLE_RATE	MAKE_SQLSTATE('C','R','0','0','1')

/* the code under which the built-in rates are reported */
#define PEG_SOURCE	"peg"

/* in valid_to: the row says from when it applies, and no more */
#define NO_VALID_TO	DATEVAL_NOBEGIN

/*
 * A published rate.  Up to 18 significant digits it is kept as an integer
 * with the decimals it was published with; a longer one as the numeric.
 */
typedef struct RateRow
{
	DateADT		valid_from;
	DateADT		valid_to;
	int64		digits;			/* 0 when exact is set */
	int32		scale;
	Numeric		exact;
} RateRow;

/* the rows of one source for one pair as quoted, by valid_from */
typedef struct RateSeries
{
	RateRow    *rows;
	int			nrows;
} RateSeries;

typedef struct RateSource
{
	char	   *code;
	bool		has_max_age;
	int32		max_age;
} RateSource;

/*
 * One step of a conversion: a rate as published, multiplied by, or divided by
 * where the pair is quoted the other way round.
 */
typedef struct RateLeg
{
	RateRow		row;
	Currency	base;
	Currency	quote;
	bool		inverse;
	bool		built_in;
	const char *source;
	int32		age;
} RateLeg;

#define MAX_LEGS	2

/* from one currency to another; no legs where they are the same */
typedef struct RatePath
{
	int			nlegs;
	RateLeg		legs[MAX_LEGS];
} RatePath;

/* why there is no path: the leg that fails, and what came nearest */
typedef struct RateMiss
{
	Currency	from;
	Currency	to;
	bool		has_nearest;
	bool		through_pivot;
	RateLeg		nearest;
	int32		max_age;
} RateMiss;

/* rate_peg.c */
extern bool caudal_find_peg(Currency from, Currency to, DateADT date,
							RateLeg *leg);

/* rate_choice.c */
extern const RateRow *caudal_series_row(const RateSeries *series,
										DateADT date);
extern bool caudal_choose_row(const RateSource *source,
							  const RateSeries *direct,
							  const RateSeries *inverse,
							  Currency from, Currency to, DateADT date,
							  RateLeg *leg, RateMiss *miss);

/* rate_path.c */
extern Numeric caudal_row_rate(const RateRow *row);
extern Numeric caudal_divide_rates(Numeric numerator, Numeric denominator);
extern void caudal_path_fraction(const RatePath *path, Numeric *numerator,
								 Numeric *denominator);
extern char *caudal_path_text(const RatePath *path);
extern char *caudal_date_text(DateADT date);

#endif							/* CAUDAL_RATE_H */
