/*-------------------------------------------------------------------------
 *
 * scan.h
 *		Reading ASCII text, whatever the locale.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SCAN_H
#define CAUDAL_SCAN_H

#include "postgres.h"

typedef struct Scanner
{
	const char *p;
	const char *end;
} Scanner;

static inline bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* the blanks of PostgreSQL's own input functions */
static inline bool
ascii_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* by the locale a Turkish "I" would be made of "i" */
static inline char
ascii_upper(char c)
{
	return (c >= 'a' && c <= 'z') ? c - 'a' + 'A' : c;
}

static inline bool
ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline void
scan_blanks(Scanner *s)
{
	while (s->p < s->end && ascii_is_blank(*s->p))
		s->p++;
}

/* a letter is given as its upper case, and read as either */
static inline bool
scan_character(Scanner *s, char c)
{
	if (s->p < s->end && ascii_upper(*s->p) == c)
	{
		s->p++;
		return true;
	}
	return false;
}

static inline bool
scan_word(Scanner *s, const char *word)
{
	Scanner		ahead = *s;

	for (const char *c = word; *c != '\0'; c++)
		if (!scan_character(&ahead, *c))
			return false;
	*s = ahead;
	return true;
}

extern bool caudal_scan_decimal(Scanner *s, int128 *digits, int *scale,
								bool *overflow);

#endif							/* CAUDAL_SCAN_H */
