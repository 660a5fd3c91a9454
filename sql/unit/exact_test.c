/* link: exact.c */
/*-------------------------------------------------------------------------
 *
 * exact_test.c
 *		Tests of exact integer arithmetic, by brute force and by 256 bits.
 *
 * What divides is checked by multiplying: q is the quotient of a by b, rounded
 * half away from zero, if twice the rest is at most b, and at exactly b the
 * one farther from zero was taken.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "exact.h"

#include "tap.h"

#define INT128_MAX		((int128) (~(uint128) 0 >> 1))
#define INT128_MIN		(-INT128_MAX - 1)

/* an unsigned number of 256 bits, the least word first */
typedef struct Wide
{
	uint64		words[4];
} Wide;

static uint128
magnitude(int128 value)
{
	return value < 0 ? -(uint128) value : (uint128) value;
}

static Wide
wide_multiply(uint128 a, uint128 b)
{
	uint64		x[2] = {(uint64) a, (uint64) (a >> 64)};
	uint64		y[2] = {(uint64) b, (uint64) (b >> 64)};
	Wide		result = {{0}};

	for (int i = 0; i < 2; i++)
	{
		uint64		carry = 0;

		for (int j = 0; j < 2; j++)
		{
			uint128		sum = (uint128) x[i] * y[j] + carry +
				result.words[i + j];

			result.words[i + j] = (uint64) sum;
			carry = (uint64) (sum >> 64);
		}
		result.words[i + 2] = carry;
	}
	return result;
}

static int
wide_compare(Wide a, Wide b)
{
	for (int i = 3; i >= 0; i--)
		if (a.words[i] != b.words[i])
			return a.words[i] > b.words[i] ? 1 : -1;
	return 0;
}

/* a - b, where a is not less; what does not fit 256 bits is no concern here */
static Wide
wide_subtract(Wide a, Wide b)
{
	Wide		result;
	uint64		borrow = 0;

	for (int i = 0; i < 4; i++)
	{
		uint128		difference = (uint128) a.words[i] - b.words[i] - borrow;

		result.words[i] = (uint64) difference;
		borrow = (uint64) (difference >> 64) & 1;
	}
	return result;
}

/*
 * Is q the product a * b divided by d, rounded half up?  All at most 127 bits,
 * so that doubling is no overflow.
 */
static bool
is_rounded_quotient(uint128 q, uint128 a, uint128 b, uint128 d)
{
	Wide		product = wide_multiply(a, b);
	Wide		back = wide_multiply(q, d);
	Wide		rest;
	Wide		twice;
	Wide		divisor = wide_multiply(d, 1);
	bool		rounded_up = wide_compare(back, product) > 0;

	rest = rounded_up ? wide_subtract(back, product)
					  : wide_subtract(product, back);
	if (wide_compare(rest, divisor) >= 0)
		return false;
	twice = wide_multiply(((uint128) rest.words[1] << 64) | rest.words[0], 2);
	/* a rest of half the divisor belongs to the larger quotient */
	return wide_compare(twice, divisor) < (rounded_up ? 1 : 0);
}

/* of up to so many bits, either sign */
static int128
random_int128(int max_bits)
{
	uint128		value = ((uint128) random_word() << 64 | random_word()) >>
		(128 - random_between(1, max_bits));

	return random_word() & 1 ? -(int128) value : (int128) value;
}

/* 10^n by multiplying, where it fits */
static uint128
power_of_ten(int n)
{
	uint128		result = 1;

	while (n-- > 0)
		result *= 10;
	return result;
}

static void
test_divide_round(void)
{
	bool		small = true;
	bool		large = true;

	/* of neighbours the nearest, and of two as near the farther from 0 */
	for (int a = -300; a <= 300; a++)
	{
		for (int b = -25; b <= 25; b++)
		{
			int			best = a / (b != 0 ? b : 1);

			if (b == 0)
				continue;
			for (int q = a / b - 1; q <= a / b + 1; q++)
			{
				int			distance = abs(a - q * b);
				int			least = abs(a - best * b);

				if (distance < least ||
					(distance == least && abs(q) > abs(best)))
					best = q;
			}
			small &= caudal_divide_round(a, b) == best;
		}
	}
	ok(small, "division: small numbers");

	for (int i = 0; i < 200000; i++)
	{
		int128		a = random_int128(127);
		int128		b = random_int128(random_between(1, 127));
		int128		q;

		if (b == 0)
			continue;
		q = caudal_divide_round(a, b);
		large &= is_rounded_quotient(magnitude(q), magnitude(a), 1,
									 magnitude(b));
		large &= q == 0 || (q < 0) == ((a < 0) != (b < 0));
	}
	ok(large, "division: numbers of up to 127 bits");

	ok(caudal_divide_round(INT128_MIN, 1) == INT128_MIN &&
	   caudal_divide_round(INT128_MIN, INT128_MIN) == 1 &&
	   caudal_divide_round(INT128_MIN, INT128_MAX) == -1 &&
	   caudal_divide_round(INT128_MAX, INT128_MIN) == -1 &&
	   caudal_divide_round(INT128_MAX, -1) == -INT128_MAX &&
	   caudal_divide_round(INT128_MIN, 2) == INT128_MIN / 2 &&
	   caudal_divide_round(INT128_MAX, 2) == INT128_MAX / 2 + 1 &&
	   caudal_divide_round(-INT128_MAX, 2) == INT128_MIN / 2,
	   "division: the ends of the range");
	ok(caudal_divide_round(INT128_MAX / 2, INT128_MAX) == 0 &&
	   caudal_divide_round(INT128_MAX / 2 + 1, INT128_MAX) == 1 &&
	   caudal_divide_round(INT128_MIN / 2, INT128_MIN) == 1 &&
	   caudal_divide_round(INT128_MIN / 2 + 1, INT128_MIN) == 0,
	   "division: at half of a divisor that cannot be doubled");
}

static void
test_scale_up(void)
{
	bool		good = true;
	int128		result;

	for (int i = 0; i < 200000; i++)
	{
		int128		value = random_int128(random_between(1, 127));
		int			digits = random_between(0, 45);
		int128		expected = value;
		bool		fits = true;

		for (int n = 0; n < digits; n++)
		{
			if (expected > INT128_MAX / 10 || expected < INT128_MIN / 10)
				fits = false;
			else
				expected *= 10;
		}
		good &= caudal_scale_up(value, digits, &result) == fits;
		if (fits)
			good &= result == expected;
	}
	ok(good, "scaling up");
	ok(caudal_scale_up(0, 1000, &result) && result == 0 &&
		   !caudal_scale_up(1, 39, &result) &&
		   caudal_scale_up(1, 38, &result) &&
		   result == (int128) power_of_ten(38) &&
		   caudal_scale_up(INT128_MIN, 0, &result) && result == INT128_MIN &&
		   !caudal_scale_up(INT128_MIN, 1, &result) &&
		   caudal_scale_up(INT128_MIN / 10, 1, &result) &&
		   result == INT128_MIN / 10 * 10 &&
		   !caudal_scale_up(INT128_MIN / 10 - 1, 1, &result) &&
		   !caudal_scale_up(INT128_MAX / 10 + 1, 1, &result),
	   "scaling up: the ends of the range");
}

static void
test_rescale_exactly(void)
{
	bool		good = true;
	int128		result;

	/* what is scaled up comes back; with another last digit it cannot */
	for (int i = 0; i < 100000; i++)
	{
		int			from = random_between(0, 20);
		int			digits = random_between(1, 20);
		int128		value = random_int128(50);
		int128		scaled = value * (int128) power_of_ten(digits);

		good &= caudal_rescale_exactly(value, from, from + digits, &result) &&
			result == scaled;
		good &= caudal_rescale_exactly(scaled, from + digits, from, &result) &&
			result == value;
		good &= !caudal_rescale_exactly(scaled + random_between(1, 9),
										from + digits, from, &result);
		good &= caudal_rescale_exactly(value, from, from, &result) &&
			result == value;
	}
	ok(good, "rescaling");
	ok(caudal_rescale_exactly(0, 1000, 0, &result) && result == 0 &&
	   caudal_rescale_exactly(0, 0, 1000, &result) && result == 0 &&
	   !caudal_rescale_exactly(1, 1000, 0, &result) &&
	   !caudal_rescale_exactly(INT128_MIN, 39, 0, &result) &&
	   !caudal_rescale_exactly(INT128_MAX, 0, 1, &result) &&
	   caudal_rescale_exactly((int128) power_of_ten(38), 38, 0, &result) &&
	   result == 1 &&
	   caudal_rescale_exactly(-(int128) power_of_ten(38), 40, 2, &result) &&
	   result == -1,
	   "rescaling: far, and at the ends of the range");
}

static void
test_compare_scaled(void)
{
	bool		good = true;

	for (int i = 0; i < 300000; i++)
	{
		int			a_scale = random_between(0, 38);
		int			b_scale = random_between(0, 38);
		int128		a = random_int128(random_between(1, 127));
		int128		b = random_int128(random_between(1, 127));
		int			expected;

		/* often near each other, or equal */
		if (random_word() % 2 == 0 && a_scale <= b_scale &&
			caudal_scale_up(a, b_scale - a_scale, &b))
			b += random_between(-1, 1) * (b < INT128_MAX && b > INT128_MIN);

		/* a / 10^a_scale against b / 10^b_scale, both sides multiplied out */
		if ((a < 0) != (b < 0) || a == 0 || b == 0)
			expected = (a > b) - (a < b);
		else
		{
			expected = wide_compare(
				wide_multiply(magnitude(a), power_of_ten(b_scale)),
				wide_multiply(magnitude(b), power_of_ten(a_scale)));
			if (a < 0)
				expected = -expected;
		}
		good &= caudal_compare_scaled(a, a_scale, b, b_scale) == expected;
		good &= caudal_compare_scaled(b, b_scale, a, a_scale) == -expected;
	}
	ok(good, "comparing");
	ok(caudal_compare_scaled(1, 0, INT128_MAX, 1000) == 1 &&
	   caudal_compare_scaled(-1, 0, INT128_MAX, 1000) == -1 &&
	   caudal_compare_scaled(INT128_MIN, 1000, -1, 0) == 1 &&
	   caudal_compare_scaled(0, 0, 0, 1000) == 0 &&
	   caudal_compare_scaled(0, 1000, 1, 0) == -1 &&
	   caudal_compare_scaled(INT128_MIN, 0, INT128_MIN, 1) == -1 &&
	   caudal_compare_scaled(INT128_MAX, 0, INT128_MIN, 0) == 1,
	   "comparing: far scales and the ends of the range");
}

/* digits one by one, the point put in afterwards */
static void
print_slowly(char *buf, int128 value, int scale)
{
	char		digits[100];
	int			n = 0;
	uint128		rest = magnitude(value);

	while (rest != 0 || n <= scale)
	{
		digits[n++] = '0' + (int) (rest % 10);
		rest /= 10;
	}
	if (value < 0)
		*buf++ = '-';
	while (n > 0)
	{
		if (n == scale)
			*buf++ = '.';
		*buf++ = digits[--n];
	}
	*buf = '\0';
}

static void
test_print(void)
{
	bool		good = true;
	char		expected[128];
	char	   *buf;

	for (int i = 0; i < 200000; i++)
	{
		int128		value = random_int128(random_between(1, 128));
		int			scale = random_between(0, 38);
		int			length;

		if (random_word() % 100 == 0)
			value = (int128) power_of_ten(random_between(0, 38)) -
					random_between(0, 1);
		if (random_word() % 1000 == 0)
			value = random_word() & 1 ? INT128_MIN : INT128_MAX;
		/* no more room than the header promises is needed */
		buf = malloc(INT128_TEXT_SIZE + scale);
		length = caudal_int128_print(buf, value, scale);
		print_slowly(expected, value, scale);
		good &= strcmp(buf, expected) == 0 && length == (int) strlen(buf);
		free(buf);
	}
	ok(good, "printing");

	buf = malloc(INT128_TEXT_SIZE + 38);
	caudal_int128_print(buf, INT128_MIN, 0);
	good = strcmp(buf, "-170141183460469231731687303715884105728") == 0;
	caudal_int128_print(buf, INT128_MAX, 2);
	good &= strcmp(buf, "1701411834604692317316873037158841057.27") == 0;
	caudal_int128_print(buf, 0, 0);
	good &= strcmp(buf, "0") == 0;
	caudal_int128_print(buf, 0, 2);
	good &= strcmp(buf, "0.00") == 0;
	caudal_int128_print(buf, -5, 2);
	good &= strcmp(buf, "-0.05") == 0;
	caudal_int128_print(buf, -(int128) power_of_ten(18), 18);
	good &= strcmp(buf, "-1.000000000000000000") == 0;
	ok(good, "printing: by hand");
	free(buf);
}

static uint128
common_divisor(uint128 a, uint128 b)
{
	return b == 0 ? a : common_divisor(b, a % b);
}

static void
test_ratio(void)
{
	bool		equal = true;
	bool		lowest = true;
	bool		refused = true;
	Ratio		ratio;

	for (int i = 0; i < 50000; i++)
	{
		uint128		numerator = 1;
		uint128		denominator = 1;
		bool		fits = true;

		caudal_ratio_one(&ratio);
		for (int n = random_between(1, 6); n > 0 && fits; n--)
		{
			uint64		factor = random_sized(30) + 1;
			int			shift = random_between(-2, 2);

			/* both sides stay below 2^127 without being reduced */
			if (numerator >> 85 != 0 || denominator >> 85 != 0)
				break;
			switch (random_between(0, 2))
			{
				case 0:
					fits = caudal_ratio_multiply(&ratio, factor);
					numerator *= factor;
					break;
				case 1:
					fits = caudal_ratio_divide(&ratio, factor);
					denominator *= factor;
					break;
				case 2:
					fits = caudal_ratio_shift10(&ratio, shift);
					if (shift > 0)
						numerator *= power_of_ten(shift);
					else
						denominator *= power_of_ten(-shift);
					break;
			}
		}
		equal &= fits &&
			wide_compare(wide_multiply(ratio.numerator, denominator),
						 wide_multiply(numerator, ratio.denominator)) == 0;
		lowest &= common_divisor(ratio.numerator, ratio.denominator) == 1;
	}
	ok(equal, "a ratio is the product of its factors");
	ok(lowest, "a ratio is in lowest terms");

	/* 3^80 has 127 bits, 3^81 has 129 */
	caudal_ratio_one(&ratio);
	for (int i = 0; i < 80; i++)
		refused &= caudal_ratio_multiply(&ratio, 3);
	refused &= caudal_ratio_shift10(&ratio, 0);
	refused &= !caudal_ratio_multiply(&ratio, 3);
	caudal_ratio_one(&ratio);
	for (int i = 0; i < 80; i++)
		refused &= caudal_ratio_divide(&ratio, 3);
	refused &= caudal_ratio_multiply(&ratio, 3) &&
			   caudal_ratio_divide(&ratio, 3);
	refused &= !caudal_ratio_divide(&ratio, 3);
	caudal_ratio_one(&ratio);
	refused &= caudal_ratio_shift10(&ratio, 38) &&
			   ratio.numerator == power_of_ten(38);
	refused &= !caudal_ratio_shift10(&ratio, 1);
	caudal_ratio_one(&ratio);
	refused &= caudal_ratio_shift10(&ratio, -38) &&
			   ratio.denominator == power_of_ten(38);
	refused &= caudal_ratio_shift10(&ratio, 38) && ratio.denominator == 1 &&
			   ratio.numerator == 1;
	refused &= caudal_ratio_multiply(&ratio, PG_UINT64_MAX) &&
		!caudal_ratio_multiply(&ratio, PG_UINT64_MAX);
	ok(refused, "a ratio takes 127 bits on each side, and no more");
}

static void
test_ratio_apply(void)
{
	bool		good = true;
	bool		narrow = true;
	Ratio		ratio;
	int64		result;
	int64		narrow_result;

	for (int i = 0; i < 300000; i++)
	{
		uint64		n = random_sized(64) + (random_word() & 1);
		uint64		d = random_sized(64) + 1;
		int64		amount =
			(int64) (random_word() & 1 ? random_sized(64) : -random_sized(64));
		bool		done;

		if (n == 0 || d == 0)
			continue;
		caudal_ratio_one(&ratio);
		if (!caudal_ratio_multiply(&ratio, n) ||
			!caudal_ratio_divide(&ratio, d))
			continue;
		done = caudal_ratio_apply(&ratio, amount, &result);
		if (done)
			good &= is_rounded_quotient(magnitude(result), magnitude(amount),
										n, d) &&
					(result == 0 || (result < 0) == (amount < 0));
		else
			/* then it is larger than an int64: 2^63 - 1/2 rounds to 2^63 */
			good &= wide_compare(wide_multiply(2 * magnitude(amount), n),
								 wide_multiply(((uint128) 1 << 64) - 1, d)) >=
					0;

		/* with two words of 32 bits the inline form agrees */
		n = n % PG_UINT32_MAX + 1;
		d = d % PG_UINT32_MAX + 1;
		caudal_ratio_one(&ratio);
		(void) caudal_ratio_multiply(&ratio, n);
		(void) caudal_ratio_divide(&ratio, d);
		done = caudal_ratio_apply(&ratio, amount, &result);
		narrow &= exact_multiply_divide(amount, (uint32) n, (uint32) d,
										&narrow_result) == done;
		if (done)
			narrow &= result == narrow_result;
	}
	ok(good, "applying a ratio");
	ok(narrow, "applying a ratio of two 32-bit words");

	caudal_ratio_one(&ratio);
	ok(caudal_ratio_apply(&ratio, PG_INT64_MAX, &result) &&
		   result == PG_INT64_MAX &&
		   caudal_ratio_apply(&ratio, -PG_INT64_MAX, &result) &&
		   result == -PG_INT64_MAX && caudal_ratio_apply(&ratio, 0, &result) &&
		   result == 0,
	   "applying a ratio: the greatest amount");
	/* the least has no opposite, so it is left to numeric; half of it has */
	good = !caudal_ratio_apply(&ratio, PG_INT64_MIN, &result) &&
		   !exact_multiply_divide(PG_INT64_MIN, 1, 1, &result) &&
		   exact_multiply_divide(PG_INT64_MIN, 1, 2, &result) &&
		   result == PG_INT64_MIN / 2 &&
		   exact_multiply_divide(PG_INT64_MIN, 1, PG_UINT32_MAX, &result) &&
		   result == -INT64CONST(2147483649);
	caudal_ratio_divide(&ratio, 2);
	good &= caudal_ratio_apply(&ratio, PG_INT64_MIN, &result) &&
			result == PG_INT64_MIN / 2;
	good &= caudal_ratio_apply(&ratio, PG_INT64_MAX, &result) &&
			result == PG_INT64_MAX / 2 + 1;
	good &= caudal_ratio_apply(&ratio, -3, &result) && result == -2;
	ok(good, "applying a ratio: the least amount");
	/* 2^63 - 1 and a half is too large, a little less is not */
	ratio.numerator = 1;
	ratio.denominator = 1;
	caudal_ratio_multiply(&ratio, PG_UINT64_MAX);
	caudal_ratio_divide(&ratio, 2);
	good = !caudal_ratio_apply(&ratio, 1, &result) &&
		   !caudal_ratio_apply(&ratio, -1, &result);
	caudal_ratio_one(&ratio);
	caudal_ratio_multiply(&ratio, PG_UINT64_MAX - 1);
	caudal_ratio_divide(&ratio, 2);
	good &= caudal_ratio_apply(&ratio, 1, &result) && result == PG_INT64_MAX;
	ok(good, "applying a ratio: at the end of the range");
	/* a product beyond 128 bits is refused, though the quotient would fit */
	caudal_ratio_one(&ratio);
	ratio.numerator = ratio.denominator = (uint128) 1 << 126;
	ok(caudal_ratio_apply(&ratio, 3, &result) && result == 3 &&
	   !caudal_ratio_apply(&ratio, 4, &result),
	   "applying a ratio: a product of more than 128 bits");
}

static void
test_halves(void)
{
	bool		good = true;

	for (int i = 0; i < 100000; i++)
	{
		int128		value = random_int128(random_between(1, 128));

		good &= int128_join(int128_high(value), int128_low(value)) == value;
		good &= int128_fits_int64(value) == ((int128) (int64) value == value);
	}
	good &= int128_join(int128_high(INT128_MIN), int128_low(INT128_MIN)) ==
			INT128_MIN;
	good &= int128_high(-1) == -1 && int128_low(-1) == -1 &&
			int128_high(1) == 0;
	good &= int128_fits_int64(PG_INT64_MAX) &&
			int128_fits_int64(PG_INT64_MIN) &&
			!int128_fits_int64((int128) PG_INT64_MAX + 1) &&
			!int128_fits_int64((int128) PG_INT64_MIN - 1);
	ok(good, "two halves");
}

int
main(void)
{
	bool		good = true;

	for (int i = 0; i <= INT64_POW10_MAX; i++)
		good &= (uint128) caudal_pow10[i] == power_of_ten(i);
	ok(good, "powers of ten");
	test_divide_round();
	test_scale_up();
	test_rescale_exactly();
	test_compare_scaled();
	test_print();
	test_ratio();
	test_ratio_apply();
	test_halves();
	return tap_done();
}
