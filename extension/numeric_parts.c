/*-------------------------------------------------------------------------
 *
 * numeric_parts.c
 *		A numeric taken apart into an integer and a power of ten, and back.
 *
 * PostgreSQL exports no cheap way to see the digits of a numeric.  Its
 * on-disk form has been the same since 9.1, and pg_upgrade depends on its
 * staying so; this file reads it, and nothing else of caudal does.  A
 * regression test compares what is read with numeric's own text.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "numeric_parts.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "exact.h"

/* the header word of numeric.c: two flag bits, then sign, scale and weight */
#define HEADER_FLAGS			0xC000
#define HEADER_NEGATIVE			0x4000
#define HEADER_SHORT			0x8000
#define HEADER_SPECIAL			0xC000
#define SHORT_NEGATIVE			0x2000
#define SHORT_SCALE_MASK		0x1F80
#define SHORT_SCALE_SHIFT		7
#define SHORT_WEIGHT_SIGN		0x0040
#define SHORT_WEIGHT_MASK		0x003F
#define LONG_SCALE_MASK			0x3FFF

/* digits are stored four to a 16-bit word */
#define BASE_DIGITS				4
#define BASE					10000

/* the 38 digits that an int128 holds may begin and end within a word */
#define MAX_WORDS				11

/*
 * Returns false, without a result, for NaN, infinity and numbers of too many
 * digits: the caller then works with the numeric itself.
 */
bool
caudal_numeric_to_parts(Numeric num, NumericParts *parts)
{
	const char *data = VARDATA_ANY(num);
	int			size = VARSIZE_ANY_EXHDR(num);
	uint16		header;
	bool		negative;
	int			display_scale;
	int			weight;
	int			nwords;
	int			scale;
	int128		digits;

	memcpy(&header, data, sizeof(header));
	data += sizeof(header);
	size -= sizeof(header);
	if ((header & HEADER_FLAGS) == HEADER_SPECIAL)
		return false;
	if (header & HEADER_SHORT)
	{
		negative = (header & SHORT_NEGATIVE) != 0;
		display_scale = (header & SHORT_SCALE_MASK) >> SHORT_SCALE_SHIFT;
		weight = (header & SHORT_WEIGHT_MASK);
		if (header & SHORT_WEIGHT_SIGN)
			weight |= ~SHORT_WEIGHT_MASK;
	}
	else
	{
		int16		stored_weight;

		negative = (header & HEADER_FLAGS) == HEADER_NEGATIVE;
		display_scale = header & LONG_SCALE_MASK;
		memcpy(&stored_weight, data, sizeof(stored_weight));
		weight = stored_weight;
		data += sizeof(stored_weight);
		size -= sizeof(stored_weight);
	}
	nwords = size / (int) sizeof(int16);
	/* the decimals of the last word, which stands for 10000^(weight - nwords + 1) */
	scale = BASE_DIGITS * (nwords - 1 - weight);
	if (nwords > MAX_WORDS || display_scale > INT128_POW10_MAX)
		return false;

	if (nwords <= 4)
	{
		/* 16 digits: the usual case stays in one machine word */
		int64		word = 0;

		for (int i = 0; i < nwords; i++)
		{
			int16		w;

			memcpy(&w, data + i * sizeof(w), sizeof(w));
			word = word * BASE + w;
		}
		digits = word;
	}
	else
	{
		/* zeros beyond the displayed scale, for which there may be no room */
		int			beyond = Max(scale - display_scale, 0);

		digits = 0;
		for (int i = 0; i < nwords; i++)
		{
			int16		w;
			int			factor = BASE;

			memcpy(&w, data + i * sizeof(w), sizeof(w));
			if (i == nwords - 1 && beyond < BASE_DIGITS)
			{
				factor /= caudal_pow10[beyond];
				w /= caudal_pow10[beyond];
				scale -= beyond;
			}
			if (__builtin_mul_overflow(digits, factor, &digits) ||
				__builtin_add_overflow(digits, w, &digits))
				return false;
		}
	}

	/*
	 * Trailing zero words are not stored, and the last stored one may reach
	 * beyond the displayed scale: both only add or remove zeros.
	 */
	if (nwords == 0)
		digits = 0;
	else if (!caudal_rescale_exactly(digits, scale, display_scale, &digits))
		return false;
	parts->digits = negative ? -digits : digits;
	parts->scale = display_scale;
	return true;
}

/*
 * value * 10^-scale as a numeric that displays scale decimals.
 */
Numeric
caudal_numeric_from_int128(int128 value, int scale)
{
	char		buf[INT128_TEXT_SIZE + INT128_POW10_MAX];

	if (int128_fits_int64(value) && scale <= INT64_POW10_MAX)
		return int64_div_fast_to_numeric((int64) value, scale);

	Assert(scale <= INT128_POW10_MAX);
	caudal_int128_print(buf, value, scale);
	return DatumGetNumeric(DirectFunctionCall3(numeric_in,
											   CStringGetDatum(buf),
											   ObjectIdGetDatum(InvalidOid),
											   Int32GetDatum(-1)));
}

/* as numeric prints it */
char *
caudal_numeric_text(Numeric num)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out,
											   NumericGetDatum(num)));
}

bool
caudal_numeric_is_finite(Numeric num)
{
	uint16		header;

	memcpy(&header, VARDATA_ANY(num), sizeof(header));
	return (header & HEADER_FLAGS) != HEADER_SPECIAL;
}

/* -1, 0 or 1; the number is finite */
int
caudal_numeric_sign(Numeric num)
{
	Numeric		sign = DatumGetNumeric(DirectFunctionCall1(numeric_sign,
														   NumericGetDatum(num)));

	return DatumGetInt32(DirectFunctionCall1(numeric_int4,
											 NumericGetDatum(sign)));
}

/*
 * dividend / divisor rounded half away from zero to scale decimals, from the
 * exact quotient: numeric's own division rounds to a scale of its choosing,
 * and rounding that again could go wrong at a half.
 */
Numeric
caudal_numeric_divide_round(Numeric dividend, Numeric divisor, int scale)
{
	Numeric		two = int64_to_numeric(2);
	Numeric		shift = DatumGetNumeric(DirectFunctionCall2(numeric_power,
															NumericGetDatum(int64_to_numeric(10)),
															NumericGetDatum(int64_to_numeric(scale))));
	Numeric		a = DatumGetNumeric(DirectFunctionCall1(numeric_abs,
														NumericGetDatum(dividend)));
	Numeric		b = DatumGetNumeric(DirectFunctionCall1(numeric_abs,
														NumericGetDatum(divisor)));
	Numeric		result;

	/* floor((2 * a * 10^scale + b) / 2b), with the point put back */
	a = NUMERIC_CALL2(numeric_mul, NUMERIC_CALL2(numeric_mul, a, shift), two);
	result = NUMERIC_CALL2(numeric_div_trunc,
						   NUMERIC_CALL2(numeric_add, a, b),
						   NUMERIC_CALL2(numeric_mul, b, two));
	result = NUMERIC_CALL2(numeric_mul, result,
						   int64_div_fast_to_numeric(1, scale));
	if (caudal_numeric_sign(dividend) * caudal_numeric_sign(divisor) < 0)
		result = DatumGetNumeric(DirectFunctionCall1(numeric_uminus,
													 NumericGetDatum(result)));
	return result;
}
