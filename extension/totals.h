/*-------------------------------------------------------------------------
 *
 * totals.h
 *		Running totals by unit: the transition state of the aggregates.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TOTALS_H
#define CAUDAL_TOTALS_H

#include "compat.h"
#include "exact.h"
#include "unit.h"
#include "utils/array.h"

/*
 * The state is a bigint array: the number of amounts taken in, then for each
 * unit, in order of currency, the unit and the two halves of its total.  A
 * core type rather than "internal", so that it needs no serialisation and a
 * distributed engine can ship it; an array as core's own avg(int) has it.
 *
 * A state may come from anywhere: totals_from_datum() checks its shape, and
 * caudal_totals_check() its units before they are looked up.
 */
typedef struct Total
{
	int64		unit;			/* 0: none yet */
	int64		high;
	int64		low;
} Total;

typedef struct Totals
{
	int64		count;
	Total		entries[FLEXIBLE_ARRAY_MEMBER];
} Totals;

#define TOTALS_FIELDS	(sizeof(Total) / sizeof(int64))

/* of a checked array: one dimension, no nulls */
static inline Totals *
totals_of_array(ArrayType *array)
{
	return (Totals *) ((char *) array + ARR_OVERHEAD_NONULLS(1));
}

static inline int
totals_length(const ArrayType *array)
{
	return (ARR_DIMS(array)[0] - 1) / (int) TOTALS_FIELDS;
}

static inline int128
total_value(const Total *total)
{
	return int128_join(total->high, total->low);
}

static inline void
total_set(Total *total, int128 value)
{
	total->high = int128_high(value);
	total->low = int128_low(value);
}

extern void caudal_totals_overflow(void) pg_attribute_noreturn();
extern void caudal_totals_invalid(void) pg_attribute_noreturn();
extern ArrayType *caudal_single_total_arg(FunctionCallInfo fcinfo, int n);
extern ArrayType *caudal_totals_arg(FunctionCallInfo fcinfo, int n);
extern void caudal_totals_check(const ArrayType *array);
extern void caudal_totals_add_single(ArrayType *array, Unit unit,
									 int128 value, const char *hint);

extern int128 caudal_total_today(const Total *total, Unit *unit);
extern void caudal_total_add_other(Total *total, Unit unit, int128 value);

/*
 * Add to a total of the same currency, of whatever exponents.
 */
static inline void
total_add(Total *total, Unit unit, int128 value)
{
	int128		sum;

	if (unlikely(total->unit != (int64) unit))
	{
		caudal_total_add_other(total, unit, value);
		return;
	}
	if (unlikely(__builtin_add_overflow(total_value(total), value, &sum)))
		caudal_totals_overflow();
	total_set(total, sum);
}

/*
 * Take an amount into a single total: one currency, or error 22023.
 */
static inline void
totals_add_single(ArrayType *array, Unit unit, int128 value, const char *hint)
{
	Totals	   *totals = totals_of_array(array);
	Total	   *total = &totals->entries[0];
	int128		sum;

	if (likely(total->unit == (int64) unit &&
			   !__builtin_add_overflow(total_value(total), value, &sum)))
	{
		total_set(total, sum);
		totals->count++;
	}
	else
		caudal_totals_add_single(array, unit, value, hint);
}

#endif							/* CAUDAL_TOTALS_H */
