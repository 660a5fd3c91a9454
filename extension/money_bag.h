/*-------------------------------------------------------------------------
 *
 * money_bag.h
 *		The SQL type money_bag: a sum of several currencies.
 *
 * Entries are sorted by currency code, one to a currency, none of them zero,
 * each a 128-bit number of minor units with the exponent it was stored with.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_MONEY_BAG_H
#define CAUDAL_MONEY_BAG_H

#include "compat.h"
#include "exact.h"
#include "unit.h"

/* on disk: words of 32 bits, so that an int4 alignment is enough */
typedef struct BagEntry
{
	Unit		unit;
	uint32		value[4];		/* an int128 */
} BagEntry;

typedef struct MoneyBag
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	BagEntry	entries[FLEXIBLE_ARRAY_MEMBER];
} MoneyBag;

StaticAssertDecl(sizeof(BagEntry) == 20, "a bag entry is 20 bytes");

/* in memory */
typedef struct BagAmount
{
	Unit		unit;
	int128		value;
} BagAmount;

#define DatumGetMoneyBag(X)		((MoneyBag *) PG_DETOAST_DATUM(X))
#define PG_GETARG_MONEY_BAG(n)	DatumGetMoneyBag(PG_GETARG_DATUM(n))
#define PG_RETURN_MONEY_BAG(x)	PG_RETURN_POINTER(x)

#define MONEY_BAG_SIZE(n)		(offsetof(MoneyBag, entries) + (n) * sizeof(BagEntry))

static inline int
money_bag_length(const MoneyBag *bag)
{
	return (VARSIZE(bag) - offsetof(MoneyBag, entries)) / sizeof(BagEntry);
}

static inline BagAmount
money_bag_get(const MoneyBag *bag, int i)
{
	BagAmount	amount;

	amount.unit = bag->entries[i].unit;
	memcpy(&amount.value, bag->entries[i].value, sizeof(amount.value));
	return amount;
}

extern MoneyBag *caudal_money_bag_make(BagAmount *amounts, int n);

#endif							/* CAUDAL_MONEY_BAG_H */
