/*-------------------------------------------------------------------------
 *
 * chart_scale.c
 *		Round numbers on an axis, and the room that text takes.
 *
 * Where a line ends may be computed in floating point; what is written beside
 * it may not, and does not depend on the decimal mark of the C library.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "chart_scale.h"

#include <math.h>

#include "markup.h"
#include "mb/pg_wchar.h"

/* from here on, and below its inverse, numbers are written with an exponent */
#define LARGEST_EXPONENT	15

/* Ticks for numbers from low to high, of which one is always 0. */
void
scale_init(ChartScale *scale, double low, double high, int ticks, bool is_share)
{
	static const int steps[] = {10, 20, 25, 50, 100};
	double		raw;
	double		step;
	int			chosen = 0;

	low = Min(low, 0);
	high = Max(high, 0);
	if (high - low < 1e-100)
		high = 1;
	ticks = Max(ticks, 1);
	raw = high / ticks - low / ticks;

	/* the least step of a round number that is not below the raw one */
	scale->exponent = (int) floor(log10(raw)) - 1;
	while (chosen < lengthof(steps) - 1 && steps[chosen] * pow(10, scale->exponent) < raw * (1 - 1e-9))
		chosen++;
	scale->digits = steps[chosen];
	while (scale->digits % 10 == 0)
	{
		scale->digits /= 10;
		scale->exponent++;
	}
	step = scale->digits * pow(10, scale->exponent);
	scale->first = (int) floor(low / step + 1e-9);
	scale->last = (int) ceil(high / step - 1e-9);
	if (scale->last == scale->first)
		scale->last++;
	scale->low = scale->first * step;
	scale->high = scale->last * step;

	/* per cent, or a unit in which labels are short */
	scale->divisor = 0;
	if (is_share)
		scale->divisor = -2;
	else
	{
		double		largest = Max(scale->high, -scale->low);

		if (largest >= 1e10)
			scale->divisor = 9;
		else if (largest >= 1e7)
			scale->divisor = 6;
		else if (largest >= 1e5)
			scale->divisor = 3;
	}
}

double
scale_tick(const ChartScale *scale, int tick)
{
	return tick * (double) scale->digits * pow(10, scale->exponent);
}

/* Where a value lies between both ends, 0 to 1. */
double
scale_share(const ChartScale *scale, double value)
{
	double		share = (value - scale->low) / (scale->high - scale->low);

	return Max(0, Min(1, share));
}

void
scale_label(const ChartScale *scale, int tick, const char *decimal, const char *group, char label[TICK_SIZE])
{
	char		digits[LARGEST_EXPONENT * 2 + 24];
	int64		number = (int64) abs(tick) * scale->digits;
	int			exponent = scale->exponent - scale->divisor;
	int			length;
	char	   *out = label;

	if (tick == 0)
	{
		strcpy(label, "0");
		return;
	}
	if (tick < 0)
		*out++ = '-';
	if (exponent > LARGEST_EXPONENT || exponent < -LARGEST_EXPONENT)
	{
		snprintf(out, label + TICK_SIZE - out, INT64_FORMAT "e%d", number, exponent);
		return;
	}
	while (exponent < 0 && number % 10 == 0)
	{
		number /= 10;
		exponent++;
	}
	length = snprintf(digits, sizeof(digits), INT64_FORMAT, number);
	if (exponent >= 0)
	{
		memset(digits + length, '0', exponent);
		length += exponent;
		digits[length] = '\0';
		exponent = 0;
	}
	else if (length <= -exponent)
	{
		/* zeros before the digits, one of them before the decimal mark */
		int			zeros = -exponent - length + 1;

		memmove(digits + zeros, digits, length + 1);
		memset(digits, '0', zeros);
		length += zeros;
	}
	for (int i = 0; i < length; i++)
	{
		int			whole = length + exponent - i;	/* digits that are left of the whole part */
		const char *mark = whole == 0 ? decimal : whole > 0 && i > 0 && whole % 3 == 0 ? group : "";

		if (label + TICK_SIZE - out < strlen(mark) + 2)
			break;
		out = stpcpy(out, mark);
		*out++ = digits[i];
	}
	*out = '\0';
}

/* In hundredths of the size of a font without serifs, of those that are common the wide one. */
static int
character_width(const char *text, int length)
{
	if (length != 1)
		return length == 0 ? 60 : 58 * Max(pg_encoding_dsplen(PG_UTF8, text), 0);
	if (strchr("iljtfrI.,:;'|!()[]- ", *text) != NULL)
		return 34;
	if (strchr("mwMW@%", *text) != NULL)
		return 90;
	if (*text >= 'A' && *text <= 'Z')
		return 69;
	return 58;
}

double
drawn_width(const char *text, double size)
{
	double		width = 0;

	while (*text != '\0')
	{
		int			length = next_character(text);

		width += character_width(text, length);
		text += Max(length, 1);
	}
	return width * size / 100;
}

/* Text that fits, with an ellipsis where it is cut. */
char *
drawn_cut(const char *text, double size, double room)
{
	const char *p = text;
	double		width = size;

	if (drawn_width(text, size) <= room)
		return pg_strdup(text);
	while (*p != '\0')
	{
		int			length = next_character(p);

		width += character_width(p, length) * size / 100;
		if (width > room)
			break;
		p += Max(length, 1);
	}
	while (p > text && p[-1] == ' ')
		p--;
	return psprintf("%.*s\xE2\x80\xA6", (int) (p - text), text);
}
