/*-------------------------------------------------------------------------
 *
 * monetary_index.c
 *		What btree and hash need of monetary: comparison, sort support, hash.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "common/hashfn.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(caudal_monetary_cmp);
PG_FUNCTION_INFO_V1(caudal_monetary_sortsupport);
PG_FUNCTION_INFO_V1(caudal_monetary_hash);
PG_FUNCTION_INFO_V1(caudal_monetary_hash_extended);

Datum
caudal_monetary_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(caudal_monetary_compare(PG_GETARG_MONETARY(0),
											PG_GETARG_MONETARY(1)));
}

static int
sort_compare(Datum x, Datum y, SortSupport ssup)
{
	return caudal_monetary_compare(DatumGetMonetary(x), DatumGetMonetary(y));
}

#if SIZEOF_DATUM == 8
/*
 * An abbreviated key: the code in the upper 15 bits, below it hundredths,
 * limited to 49 bits, which is all digits of amounts up to 2.8 * 10^12.  It
 * may call two different amounts equal (the full comparison then decides) but
 * never contradicts the full order: code first, then a function of the value
 * alone that never decreases.
 */
#define ABBREVIATED_LIMIT	(INT64CONST(1) << 48)

static Datum
abbreviate(Datum original, SortSupport ssup)
{
	const Monetary *m = DatumGetMonetary(original);
	uint64		code = (uint64) monetary_currency(m);
	int			exponent = unit_exponent(m->unit);
	int64		value = monetary_minor(m);

	/* five bits a letter keep the order of the letters */
	code = ((code >> 16) & 0x1F) << 10 | ((code >> 8) & 0x1F) << 5 |
		(code & 0x1F);

	if (exponent > 2)
	{
		int64		divisor = caudal_pow10[exponent - 2];
		int64		quotient = value / divisor;

		/* rounded down, so that equal values of two exponents stay equal */
		value = quotient - (value % divisor < 0);
	}
	value = Min(Max(value, -ABBREVIATED_LIMIT), ABBREVIATED_LIMIT - 1);
	if (exponent < 2)
	{
		value *= caudal_pow10[2 - exponent];
		value = Min(Max(value, -ABBREVIATED_LIMIT), ABBREVIATED_LIMIT - 1);
	}
	return (Datum) (code << 49 | (uint64) (value + ABBREVIATED_LIMIT));
}

static int
compare_abbreviated(Datum x, Datum y, SortSupport ssup)
{
	return (x > y) - (x < y);
}

/* amounts are rarely equal in their first 64 bits: never give up */
static bool
keep_abbreviating(int memtupcount, SortSupport ssup)
{
	return false;
}
#endif

Datum
caudal_monetary_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = sort_compare;
#if SIZEOF_DATUM == 8
	if (ssup->abbreviate)
	{
		ssup->comparator = compare_abbreviated;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = keep_abbreviating;
		ssup->abbrev_full_comparator = sort_compare;
	}
#endif
	PG_RETURN_VOID();
}

/*
 * Two stored exponents of one value are equal, so the hash is taken of the
 * value at the greatest exponent, which an int128 holds for every amount.
 * Hashing whole words makes the result the same on every architecture.
 */
static void
hash_words(const Monetary *m, uint32 words[5])
{
	uint128		value = (uint128) ((int128) monetary_minor(m) *
								   caudal_pow10[UNIT_MAX_EXPONENT - unit_exponent(m->unit)]);

	words[0] = (uint32) monetary_currency(m);
	for (int i = 1; i < 5; i++)
	{
		words[i] = (uint32) value;
		value >>= 32;
	}
}

Datum
caudal_monetary_hash(PG_FUNCTION_ARGS)
{
	uint32		words[5];

	hash_words(PG_GETARG_MONETARY(0), words);
	return hash_any((unsigned char *) words, sizeof(words));
}

Datum
caudal_monetary_hash_extended(PG_FUNCTION_ARGS)
{
	uint32		words[5];

	hash_words(PG_GETARG_MONETARY(0), words);
	return hash_any_extended((unsigned char *) words, sizeof(words),
							 PG_GETARG_INT64(1));
}
