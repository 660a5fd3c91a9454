/*-------------------------------------------------------------------------
 *
 * exact.c
 *		Exact integer arithmetic: powers of ten, ratios, and the one rounding.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "exact.h"

const int64 caudal_pow10[INT64_POW10_MAX + 1] = {
	INT64CONST(1),
	INT64CONST(10),
	INT64CONST(100),
	INT64CONST(1000),
	INT64CONST(10000),
	INT64CONST(100000),
	INT64CONST(1000000),
	INT64CONST(10000000),
	INT64CONST(100000000),
	INT64CONST(1000000000),
	INT64CONST(10000000000),
	INT64CONST(100000000000),
	INT64CONST(1000000000000),
	INT64CONST(10000000000000),
	INT64CONST(100000000000000),
	INT64CONST(1000000000000000),
	INT64CONST(10000000000000000),
	INT64CONST(100000000000000000),
	INT64CONST(1000000000000000000)
};

static int128
pow10_int128(int digits)
{
	Assert(digits >= 0 && digits <= INT128_POW10_MAX);
	if (digits <= INT64_POW10_MAX)
		return caudal_pow10[digits];
	if (digits <= 2 * INT64_POW10_MAX)
		return (int128) caudal_pow10[digits - INT64_POW10_MAX] *
			caudal_pow10[INT64_POW10_MAX];
	return (int128) caudal_pow10[digits - 2 * INT64_POW10_MAX] *
		caudal_pow10[INT64_POW10_MAX] * caudal_pow10[INT64_POW10_MAX];
}

/*
 * value * 10^digits; false, with the result undefined, when that does not fit.
 */
bool
caudal_scale_up(int128 value, int digits, int128 *result)
{
	if (value == 0)
	{
		*result = 0;
		return true;
	}
	if (digits < 0 || digits > INT128_POW10_MAX)
		return false;
	return !__builtin_mul_overflow(value, pow10_int128(digits), result);
}

/*
 * The same value written with another number of decimals; false when that
 * would lose a digit or not fit.
 */
bool
caudal_rescale_exactly(int128 value, int from_scale, int to_scale,
					   int128 *result)
{
	int128		divisor;

	if (to_scale >= from_scale)
		return caudal_scale_up(value, to_scale - from_scale, result);
	if (from_scale - to_scale > INT128_POW10_MAX)
	{
		*result = 0;
		return value == 0;
	}
	divisor = pow10_int128(from_scale - to_scale);
	*result = value / divisor;
	return value % divisor == 0;
}

/*
 * Three-way comparison of a * 10^-a_scale with b * 10^-b_scale.  When the
 * side with fewer decimals cannot be scaled up it is the greater in
 * magnitude, so its sign decides.
 */
int
caudal_compare_scaled(int128 a, int a_scale, int128 b, int b_scale)
{
	int128		scaled;

	if (a_scale < b_scale)
	{
		if (!caudal_scale_up(a, b_scale - a_scale, &scaled))
			return a > 0 ? 1 : -1;
		a = scaled;
	}
	else if (b_scale < a_scale)
	{
		if (!caudal_scale_up(b, a_scale - b_scale, &scaled))
			return b > 0 ? -1 : 1;
		b = scaled;
	}
	return (a > b) - (a < b);
}

/*
 * Division rounded half away from zero.  The divisor is not zero.
 */
int128
caudal_divide_round(int128 dividend, int128 divisor)
{
	bool		negative = (dividend < 0) != (divisor < 0);
	uint128		d = dividend < 0 ? -(uint128) dividend : (uint128) dividend;
	uint128		v = divisor < 0 ? -(uint128) divisor : (uint128) divisor;
	uint128		quotient = d / v;
	uint128		remainder = d % v;

	if (remainder >= v - remainder)
		quotient++;
	return negative ? -(int128) quotient : (int128) quotient;
}

uint128
caudal_greatest_common_divisor(uint128 a, uint128 b)
{
	while (b != 0)
	{
		uint128		r = a % b;

		a = b;
		b = r;
	}
	return a;
}

void
caudal_ratio_one(Ratio *ratio)
{
	ratio->numerator = 1;
	ratio->denominator = 1;
}

/* multiply within 127 bits, so that each side of a ratio is an int128 too */
static bool
multiply_side(uint128 *side, uint128 factor)
{
	return !__builtin_mul_overflow(*side, factor, side) && *side >> 127 == 0;
}

/*
 * Multiply a ratio; false, and the ratio spoilt, when it no longer fits.
 */
bool
caudal_ratio_multiply(Ratio *ratio, uint64 factor)
{
	uint128		common = caudal_greatest_common_divisor(ratio->denominator, factor);

	ratio->denominator /= common;
	return multiply_side(&ratio->numerator, factor / common);
}

bool
caudal_ratio_divide(Ratio *ratio, uint64 divisor)
{
	uint128		common = caudal_greatest_common_divisor(ratio->numerator, divisor);

	ratio->numerator /= common;
	return multiply_side(&ratio->denominator, divisor / common);
}

/*
 * Multiply a ratio by 10^digits, where digits may be negative.
 */
bool
caudal_ratio_shift10(Ratio *ratio, int digits)
{
	for (; digits > 0; digits--)
		if (!caudal_ratio_multiply(ratio, 10))
			return false;
	for (; digits < 0; digits++)
		if (!caudal_ratio_divide(ratio, 10))
			return false;
	return true;
}

/*
 * amount * ratio, rounded half away from zero.  False when an intermediate
 * does not fit 128 bits, or the result 64: the caller then turns to numeric,
 * which knows no limit and decides what is out of range.
 */
bool
caudal_ratio_apply(const Ratio *ratio, int64 amount, int64 *result)
{
	uint64		magnitude = amount < 0 ? -(uint64) amount : (uint64) amount;
	uint128		product;
	uint128		quotient;
	uint128		remainder;

	if (__builtin_mul_overflow(ratio->numerator, magnitude, &product))
		return false;
	quotient = product / ratio->denominator;
	remainder = product % ratio->denominator;
	if (remainder >= ratio->denominator - remainder)
		quotient++;
	if (quotient > PG_INT64_MAX)
		return false;
	*result = amount < 0 ? -(int64) quotient : (int64) quotient;
	return true;
}

/*
 * Print value * 10^-scale with all its decimals, never "-0.00"; returns the
 * length.  The buffer holds INT128_TEXT_SIZE bytes more than scale.
 */
int
caudal_int128_print(char *buf, int128 value, int scale)
{
	char		digits[INT128_TEXT_SIZE];
	int			ndigits = 0;
	uint128		rest = value < 0 ? -(uint128) value : (uint128) value;
	uint64		word;
	char	   *p = buf;

	/* 128-bit division is slow: take 18 digits at a time */
	while (rest > PG_UINT64_MAX)
	{
		word = (uint64) (rest % (uint64) caudal_pow10[INT64_POW10_MAX]);
		rest /= (uint64) caudal_pow10[INT64_POW10_MAX];
		for (int i = 0; i < INT64_POW10_MAX; i++)
		{
			digits[ndigits++] = '0' + word % 10;
			word /= 10;
		}
	}
	for (word = (uint64) rest; word != 0; word /= 10)
		digits[ndigits++] = '0' + word % 10;

	if (value < 0)
		*p++ = '-';
	if (ndigits <= scale)
		*p++ = '0';
	while (ndigits > scale)
		*p++ = digits[--ndigits];
	if (scale > 0)
	{
		*p++ = '.';
		for (int i = scale; i > ndigits; i--)
			*p++ = '0';
		while (ndigits > 0)
			*p++ = digits[--ndigits];
	}
	*p = '\0';
	return p - buf;
}

StaticAssertDecl(sizeof(uint128) == 16, "uint128 is 16 bytes");
