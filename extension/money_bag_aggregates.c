/*-------------------------------------------------------------------------
 *
 * money_bag_aggregates.c
 *		The aggregates bag(monetary) and bag(money_bag).
 *
 * The state is a totals array that grows with the currencies met.  A total
 * that comes back to zero stays in the array, and is left out of the bag.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "money_bag.h"
#include "totals.h"

#include "catalog/pg_type.h"

#include "monetary.h"

PG_FUNCTION_INFO_V1(caudal_bag_accum);
PG_FUNCTION_INFO_V1(caudal_bag_inverse);
PG_FUNCTION_INFO_V1(caudal_bag_accum_bag);
PG_FUNCTION_INFO_V1(caudal_bag_inverse_bag);
PG_FUNCTION_INFO_V1(caudal_bag_combine);
PG_FUNCTION_INFO_V1(caudal_bag_final);

/*
 * Add to the total of a currency, making room for a new one.  Returns the
 * array, which may have moved.
 */
static ArrayType *
add_to_totals(ArrayType *array, Unit unit, int128 value)
{
	Totals	   *totals = totals_of_array(array);
	int			n = totals_length(array);
	int			i = 0;
	int			nelems;
	Size		size;
	ArrayType  *grown;

	while (i < n && unit_currency((Unit) totals->entries[i].unit) < unit_currency(unit))
		i++;
	if (i < n && unit_currency((Unit) totals->entries[i].unit) == unit_currency(unit))
	{
		total_add(&totals->entries[i], unit, value);
		return array;
	}

	nelems = 1 + (n + 1) * (int) TOTALS_FIELDS;
	size = ARR_OVERHEAD_NONULLS(1) + nelems * sizeof(int64);
	grown = palloc(size);
	SET_VARSIZE(grown, size);
	grown->ndim = 1;
	grown->dataoffset = 0;
	grown->elemtype = INT8OID;
	ARR_DIMS(grown)[0] = nelems;
	ARR_LBOUND(grown)[0] = 1;

	totals_of_array(grown)->count = totals->count;
	memcpy(totals_of_array(grown)->entries, totals->entries,
		   i * sizeof(Total));
	totals_of_array(grown)->entries[i].unit = unit;
	total_set(&totals_of_array(grown)->entries[i], value);
	memcpy(totals_of_array(grown)->entries + i + 1, totals->entries + i,
		   (n - i) * sizeof(Total));
	return grown;
}

static ArrayType *
add_bag_to_totals(ArrayType *array, const MoneyBag *bag, int sign)
{
	int			n = money_bag_length(bag);

	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);

		if (sign < 0 &&
			__builtin_sub_overflow((int128) 0, amount.value, &amount.value))
			caudal_totals_overflow();
		array = add_to_totals(array, amount.unit, amount.value);
	}
	totals_of_array(array)->count += sign;
	return array;
}

Datum
caudal_bag_accum(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(1);
	ArrayType  *array = add_to_totals(caudal_totals_arg(fcinfo, 0), m->unit,
									  monetary_minor(m));

	totals_of_array(array)->count++;
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_bag_inverse(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(1);
	ArrayType  *array = add_to_totals(caudal_totals_arg(fcinfo, 0), m->unit,
									  -(int128) monetary_minor(m));

	totals_of_array(array)->count--;
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_bag_accum_bag(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(add_bag_to_totals(caudal_totals_arg(fcinfo, 0),
											PG_GETARG_MONEY_BAG(1), 1));
}

Datum
caudal_bag_inverse_bag(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(add_bag_to_totals(caudal_totals_arg(fcinfo, 0),
											PG_GETARG_MONEY_BAG(1), -1));
}

Datum
caudal_bag_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *array = caudal_totals_arg(fcinfo, 0);
	ArrayType  *other = caudal_totals_arg(fcinfo, 1);
	Totals	   *totals = totals_of_array(other);
	int			n = totals_length(other);

	caudal_totals_check(array);
	caudal_totals_check(other);
	for (int i = 0; i < n; i++)
		array = add_to_totals(array, (Unit) totals->entries[i].unit,
							  total_value(&totals->entries[i]));
	if (__builtin_add_overflow(totals_of_array(array)->count, totals->count,
							   &totals_of_array(array)->count))
		caudal_totals_overflow();
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_bag_final(PG_FUNCTION_ARGS)
{
	ArrayType  *array = caudal_totals_arg(fcinfo, 0);
	Totals	   *totals = totals_of_array(array);
	int			n = totals_length(array);
	BagAmount  *amounts;

	if (totals->count == 0)
		PG_RETURN_NULL();
	caudal_totals_check(array);
	amounts = palloc(Max(n, 1) * sizeof(BagAmount));
	for (int i = 0; i < n; i++)
		amounts[i].value = caudal_total_today(&totals->entries[i],
											  &amounts[i].unit);
	PG_RETURN_MONEY_BAG(caudal_money_bag_make(amounts, n));
}
