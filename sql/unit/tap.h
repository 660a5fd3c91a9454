/*-------------------------------------------------------------------------
 *
 * tap.h
 *		What the programs beside it share: TAP output and random numbers.
 *
 * Include it last: postgres.h makes printf the server's own, which a program
 * without the server does not have.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TAP_H
#define CAUDAL_TAP_H

#undef printf
#undef snprintf
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int	tap_number = 0;
static int	tap_failed = 0;

static inline void
ok(bool condition, const char *name)
{
	printf("%sok %d - %s\n", condition ? "" : "not ", ++tap_number, name);
	if (!condition)
		tap_failed++;
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_number);
	return tap_failed > 0 ? 1 : 0;
}

/*
 * splitmix64: the same numbers on every machine.
 */
static inline uint64
random_word(void)
{
	static uint64 state = 1;
	uint64		z = (state += UINT64CONST(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64CONST(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64CONST(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* from low to high, both included */
static inline int
random_between(int low, int high)
{
	return low + (int) (random_word() % (uint64) (high - low + 1));
}

/* of any size, so that small numbers are as likely as large ones */
static inline uint64
random_sized(int max_bits)
{
	return random_word() >> (64 - random_between(1, max_bits));
}

#endif							/* CAUDAL_TAP_H */
