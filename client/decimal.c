/*-------------------------------------------------------------------------
 *
 * decimal.c
 *		Exact sums of numbers as the server writes them.
 *
 * A total equals the sum of the lines above it to the last digit.  What does
 * not fit is unknown, and never nearly right.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "decimal.h"

#include <math.h>

#include "exact.h"

/* "-1234.50"; false for anything else, as NaN and Infinity */
static bool
read_decimal(const char *text, int128 *number, int *scale)
{
	bool		negative = *text == '-';
	bool		any = false;
	bool		in_decimals = false;
	int			digits = 0;

	*number = 0;
	*scale = 0;
	for (text += negative; *text != '\0'; text++)
	{
		if (*text == '.' && !in_decimals)
		{
			in_decimals = true;
			continue;
		}
		if (*text < '0' || *text > '9')
			return false;
		any = true;
		if (*number != 0 || *text != '0')
			digits++;
		if (digits >= INT128_POW10_MAX)
			return false;
		*number = *number * 10 + (*text - '0');
		if (in_decimals)
			(*scale)++;
	}
	if (negative)
		*number = -*number;
	return any && *scale < INT128_POW10_MAX;
}

static void
add_scaled(Decimal *sum, int128 number, int scale)
{
	int			common = Max(sum->scale, scale);

	if (!caudal_scale_up(sum->number, common - sum->scale, &sum->number) ||
		!caudal_scale_up(number, common - scale, &number) ||
		__builtin_add_overflow(sum->number, number, &sum->number))
		sum->is_unknown = true;
	sum->scale = common;
}

void
decimal_add(Decimal *sum, const char *text, bool subtract)
{
	int128		number;
	int			scale;

	sum->count++;
	if (read_decimal(text, &number, &scale))
		add_scaled(sum, subtract ? -number : number, scale);
	else
		sum->is_unknown = true;
}

void
decimal_merge(Decimal *sum, const Decimal *other)
{
	sum->count += other->count;
	sum->is_unknown |= other->is_unknown;
	add_scaled(sum, other->number, other->scale);
}

/* NULL where it is unknown. */
char *
decimal_text(const Decimal *sum)
{
	char		text[INT128_TEXT_SIZE + INT128_POW10_MAX];

	if (sum->is_unknown)
		return NULL;
	caudal_int128_print(text, sum->number, sum->scale);
	return pg_strdup(text);
}

/* To draw it; NAN where it is unknown, or of no numbers. */
double
decimal_double(const Decimal *sum)
{
	if (sum->is_unknown || sum->count == 0)
		return NAN;
	return (double) sum->number / pow(10, sum->scale);
}
