/*-------------------------------------------------------------------------
 *
 * exact.h
 *		Exact integer arithmetic: powers of ten, ratios, and the one rounding.
 *
 * Everything that is money is an integer number of minor units here, and
 * every rate a ratio of integers.  Rounding happens in exactly one way, half
 * away from zero, as numeric and spreadsheets do, and in exactly one place:
 * the division at the end of a calculation.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_EXACT_H
#define CAUDAL_EXACT_H

#include "postgres.h"

/* the greatest power of ten that a signed 64-bit, and 128-bit, integer holds */
#define INT64_POW10_MAX		18
#define INT128_POW10_MAX	38

/* decimal digits of the greatest int128, plus sign, point and terminator */
#define INT128_TEXT_SIZE	48

/* a positive ratio in lowest terms */
typedef struct Ratio
{
	uint128		numerator;
	uint128		denominator;
} Ratio;

extern const int64 caudal_pow10[INT64_POW10_MAX + 1];

extern bool caudal_scale_up(int128 value, int digits, int128 *result);
extern bool caudal_rescale_exactly(int128 value, int from_scale, int to_scale,
								   int128 *result);
extern int	caudal_compare_scaled(int128 a, int a_scale,
								  int128 b, int b_scale);
extern int128 caudal_divide_round(int128 dividend, int128 divisor);

extern uint128 caudal_greatest_common_divisor(uint128 a, uint128 b);

extern void caudal_ratio_one(Ratio *ratio);
extern bool caudal_ratio_multiply(Ratio *ratio, uint64 factor);
extern bool caudal_ratio_divide(Ratio *ratio, uint64 divisor);
extern bool caudal_ratio_shift10(Ratio *ratio, int digits);
extern bool caudal_ratio_apply(const Ratio *ratio, int64 amount,
							   int64 *result);

extern int	caudal_int128_print(char *buf, int128 value, int scale);

/* an int128 travels through SQL as two 64-bit halves */
static inline int128
int128_join(int64 high, int64 low)
{
	return (int128) (((uint128) (uint64) high << 64) | (uint64) low);
}

static inline int64
int128_high(int128 value)
{
	return (int64) (uint64) ((uint128) value >> 64);
}

static inline int64
int128_low(int128 value)
{
	return (int64) (uint64) value;
}

static inline bool
int128_fits_int64(int128 value)
{
	return value >= PG_INT64_MIN && value <= PG_INT64_MAX;
}

/*
 * amount * numerator / denominator, rounded half away from zero, for the
 * ratios that fit two 32-bit words: nearly all rates as banks publish them.
 * Returns false when the result does not fit.
 */
static inline bool
exact_multiply_divide(int64 amount, uint32 numerator, uint32 denominator,
					  int64 *result)
{
	uint64		magnitude = amount < 0 ? -(uint64) amount : (uint64) amount;
	uint64		quotient;
	uint64		remainder;
	uint64		product64;

	if (likely(!__builtin_mul_overflow(magnitude, (uint64) numerator,
									   &product64)))
	{
		quotient = product64 / denominator;
		remainder = product64 % denominator;
	}
	else
	{
		uint128		product = (uint128) magnitude * numerator;
		uint128		wide = product / denominator;

		if (wide > PG_INT64_MAX)
			return false;
		quotient = (uint64) wide;
		remainder = (uint64) (product % denominator);
	}
	quotient += (remainder >= denominator - remainder);
	if (unlikely(quotient > PG_INT64_MAX))
		return false;
	*result = amount < 0 ? -(int64) quotient : (int64) quotient;
	return true;
}

#endif							/* CAUDAL_EXACT_H */
