/*-------------------------------------------------------------------------
 *
 * local_amount.h
 *		Amounts as the people of a country write them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_LOCAL_AMOUNT_H
#define CAUDAL_LOCAL_AMOUNT_H

#include "exact.h"

/* how numbers of money are written somewhere; strings in UTF-8, simplified */
typedef struct AmountSymbols
{
	char		decimal[8];
	char		group[8];		/* empty for none */
	int			group_size;		/* of the last group before the decimals */
	int			other_group_size;	/* of those before it */
	uint32		zero;			/* the digit, as a code point */
} AmountSymbols;

typedef enum LocalAmountResult
{
	LOCAL_AMOUNT_OK,
	LOCAL_AMOUNT_MALFORMED,
	LOCAL_AMOUNT_TOO_LONG,
	LOCAL_AMOUNT_TOO_MANY_DECIMALS,
	LOCAL_AMOUNT_OTHERWISE,		/* no number here, but one elsewhere */
	LOCAL_AMOUNT_AMBIGUOUS,		/* one here, and another elsewhere */
	LOCAL_AMOUNT_OUT_OF_RANGE
} LocalAmountResult;

/* more than the longest amount with the longest name of a currency */
#define LOCAL_AMOUNT_MAX	200

/* a text taken apart */
typedef struct LocalAmount
{
	char		text[LOCAL_AMOUNT_MAX + 1]; /* simplified */
	bool		is_negative;
	int			number_start;
	int			number_end;
	/* what stands before and behind the number, without signs and blanks */
	int			before_start;
	int			before_end;
	int			after_start;
	int			after_end;
} LocalAmount;

/* room for a number as readings show it */
#define READING_SIZE	48

extern int	caudal_simplify_amount(const char *utf8, int len, uint32 zero,
								   char *out, int size);
extern LocalAmountResult caudal_local_amount_split(const char *utf8, int len,
												   uint32 zero,
												   LocalAmount *amount);
extern LocalAmountResult caudal_local_amount_read(const LocalAmount *amount,
												  const AmountSymbols *symbols,
												  int exponent, int128 *minor,
												  char here[READING_SIZE],
												  char elsewhere[READING_SIZE]);

#endif							/* CAUDAL_LOCAL_AMOUNT_H */
