/*-------------------------------------------------------------------------
 *
 * named_values_ops.c
 *		What the types made of named values share in SQL: the order that
 *		serves DISTINCT and joins, and the aggregates' last steps.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "named_values.h"

#include "common/hashfn.h"

#include "aggregate.h"
#include "exact.h"

PG_FUNCTION_INFO_V1(caudal_named_values_eq);
PG_FUNCTION_INFO_V1(caudal_named_values_ne);
PG_FUNCTION_INFO_V1(caudal_named_values_sort_lt);
PG_FUNCTION_INFO_V1(caudal_named_values_sort_le);
PG_FUNCTION_INFO_V1(caudal_named_values_sort_gt);
PG_FUNCTION_INFO_V1(caudal_named_values_sort_ge);
PG_FUNCTION_INFO_V1(caudal_named_values_cmp);
PG_FUNCTION_INFO_V1(caudal_named_values_hash);
PG_FUNCTION_INFO_V1(caudal_named_values_hash_extended);
PG_FUNCTION_INFO_V1(caudal_named_values_final);

/*
 * A total order: entry by entry, by name, then by score as it is stored, then
 * by quantity whatever its decimals; one that ends first comes first, and
 * what is equal otherwise is ordered by currency.
 */
static int
compare_lists(const NamedList *a, const NamedList *b)
{
	int			na;
	int			nb;
	NamedValue *x = caudal_named_list_read(a, &na);
	NamedValue *y = caudal_named_list_read(b, &nb);
	int			result = 0;

	for (int i = 0; i < Min(na, nb) && result == 0; i++)
	{
		result = caudal_name_compare(x[i].name, y[i].name);
		if (result == 0)
			result = (x[i].score > y[i].score) - (x[i].score < y[i].score);
		if (result == 0)
			result = caudal_compare_scaled(x[i].quantity, a->scale,
										   y[i].quantity, b->scale);
	}
	if (result == 0)
		result = (na > nb) - (na < nb);
	if (result == 0)
		result = (a->tag > b->tag) - (a->tag < b->tag);
	pfree(x);
	pfree(y);
	return result;
}

/*
 * A sort calls these in a context that lives as long as it does, so what was
 * detoasted is given back.
 */
static int
compare_arguments(FunctionCallInfo fcinfo)
{
	NamedList  *a = PG_GETARG_NAMED_LIST(0);
	NamedList  *b = PG_GETARG_NAMED_LIST(1);
	int			result = compare_lists(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

#define NAMED_COMPARISON(name, op) \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(compare_arguments(fcinfo) op 0); \
}

NAMED_COMPARISON(caudal_named_values_eq, ==)
NAMED_COMPARISON(caudal_named_values_ne, !=)
NAMED_COMPARISON(caudal_named_values_sort_lt, <)
NAMED_COMPARISON(caudal_named_values_sort_le, <=)
NAMED_COMPARISON(caudal_named_values_sort_gt, >)
NAMED_COMPARISON(caudal_named_values_sort_ge, >=)

Datum
caudal_named_values_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

/*
 * Equal values hash alike whatever their decimals: a quantity is hashed
 * without its trailing zeros, together with the decimals that remain (which
 * may be negative).
 */
static uint64
hash_argument(FunctionCallInfo fcinfo, uint64 seed)
{
	NamedList  *list = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(list, &n);
	uint64		hash = hash_combine64(seed, list->tag);

	for (int i = 0; i < n; i++)
	{
		int128		quantity = entries[i].quantity;
		int			scale = quantity == 0 ? 0 : list->scale;
		int64		words[4];

		while (quantity != 0 && quantity % 10 == 0)
		{
			quantity /= 10;
			scale--;
		}
		words[0] = int128_high(quantity);
		words[1] = int128_low(quantity);
		words[2] = scale;
		words[3] = entries[i].score;
		hash = hash_combine64(hash,
							  DatumGetUInt64(hash_any_extended((unsigned char *) words,
															   sizeof(words),
															   seed)));
		hash = hash_combine64(hash,
							  DatumGetUInt64(hash_any_extended((const unsigned char *) entries[i].name.data,
															   Max(entries[i].name.length, 0),
															   seed + (entries[i].name.length == NAME_MISSING))));
	}
	pfree(entries);
	PG_FREE_IF_COPY(list, 0);
	return hash;
}

/* core wants the 32 bits of a seed of zero in the lower half of the longer */
Datum
caudal_named_values_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) hash_argument(fcinfo, 0));
}

Datum
caudal_named_values_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(hash_argument(fcinfo, (uint64) PG_GETARG_INT64(1)));
}

/*
 * The value of a state, which is its serial form as well.
 */
Datum
caudal_named_values_final(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(caudal_named_values_store((NamedValues *) PG_GETARG_POINTER(0)));
}
