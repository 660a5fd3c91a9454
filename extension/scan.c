/*-------------------------------------------------------------------------
 *
 * scan.c
 *		Reading ASCII text, whatever the locale.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "scan.h"

/*
 * [sign] digits [. digits], as an integer and the number of its decimals;
 * false without a digit.  Sets *overflow rather than failing, so that a
 * better reason can be found first.
 */
bool
caudal_scan_decimal(Scanner *s, int128 *digits, int *scale, bool *overflow)
{
	bool		negative = false;
	bool		any = false;
	int128		v = 0;

	*scale = 0;
	*overflow = false;
	if (s->p < s->end && (*s->p == '-' || *s->p == '+'))
		negative = (*s->p++ == '-');

	for (int part = 0; part < 2; part++)
	{
		/* the digits that an int64 holds need no check for overflow */
		while (s->p < s->end && ascii_is_digit(*s->p))
		{
			int			digit = *s->p++ - '0';

			any = true;
			*scale += part;
			if (likely(v > -INT64CONST(100000000000000000)))
				v = (int64) v * 10 - digit;
			else if (__builtin_mul_overflow(v, 10, &v) ||
					 __builtin_sub_overflow(v, digit, &v))
			{
				*overflow = true;
				v = 0;
			}
		}
		if (part == 0)
		{
			if (s->p < s->end && *s->p == '.')
				s->p++;
			else
				break;
		}
	}
	/* accumulated negatively, because the negative range is the wider one */
	if (!negative && __builtin_sub_overflow((int128) 0, v, &v))
		*overflow = true;
	*digits = v;
	return any;
}
