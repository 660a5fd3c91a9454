/*-------------------------------------------------------------------------
 *
 * income_mix_aggregates.c
 *		income_mix and rollup: gathering income by source.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "income_mix.h"

#include "aggregate.h"
#include "monetary.h"
#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_income_mix_accum);
PG_FUNCTION_INFO_V1(caudal_income_mix_accum_numeric);
PG_FUNCTION_INFO_V1(caudal_rollup_accum);
PG_FUNCTION_INFO_V1(caudal_income_mix_combine);
PG_FUNCTION_INFO_V1(caudal_income_mix_deserialize);

/* the state, which the first amount begins with its currency */
static NamedValues *
state_argument(FunctionCallInfo fcinfo, Currency currency)
{
	MemoryContext context = aggregate_context(fcinfo);
	NamedValues *mix;

	if (PG_ARGISNULL(0))
		return caudal_income_mix_begin(context, currency, NULL);
	mix = (NamedValues *) PG_GETARG_POINTER(0);
	caudal_income_mix_check_currency(mix, currency);
	return mix;
}

static ValueName
source_argument(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(1))
		return (ValueName) {NULL, NAME_MISSING};
	return caudal_name_of_text(PG_GETARG_TEXT_PP(1));
}

Datum
caudal_income_mix_accum(PG_FUNCTION_ARGS)
{
	const Monetary *amount;
	NamedValues *mix;

	if (PG_ARGISNULL(2))
		return unchanged_state(fcinfo);
	amount = PG_GETARG_MONETARY(2);
	mix = state_argument(fcinfo, unit_currency(amount->unit));
	caudal_income_mix_add(mix, source_argument(fcinfo),
						  monetary_minor(amount), unit_exponent(amount->unit));
	PG_RETURN_POINTER(mix);
}

Datum
caudal_income_mix_accum_numeric(PG_FUNCTION_ARGS)
{
	Numeric		amount;
	NamedValues *mix;
	NumericParts parts;

	if (PG_ARGISNULL(2))
		return unchanged_state(fcinfo);
	amount = caudal_check_amount(PG_GETARG_NUMERIC_PACKED(2));
	mix = state_argument(fcinfo, 0);
	if (!caudal_numeric_to_parts(amount, &parts))
		caudal_named_values_overflow(mix);
	caudal_income_mix_add(mix, source_argument(fcinfo),
						  parts.digits, parts.scale);
	PG_RETURN_POINTER(mix);
}

/* of a stored mix or another state */
static void
add_entries(NamedValues *mix, NamedValue *entries, int n, int scale)
{
	for (int i = 0; i < n; i++)
		caudal_income_mix_add(mix, entries[i].name, entries[i].quantity,
							  scale);
	pfree(entries);
}

Datum
caudal_rollup_accum(PG_FUNCTION_ARGS)
{
	NamedList  *list;
	NamedValues *mix;
	NamedValue *entries;
	int			n;

	if (PG_ARGISNULL(1))
		return unchanged_state(fcinfo);
	list = PG_GETARG_NAMED_LIST(1);
	mix = state_argument(fcinfo, list->tag);
	entries = caudal_named_list_read(list, &n);
	add_entries(mix, entries, n, list->scale);
	PG_RETURN_POINTER(mix);
}

Datum
caudal_income_mix_combine(PG_FUNCTION_ARGS)
{
	NamedValues *other;
	NamedValues *mix;
	NamedValue *entries;
	int			n;

	if (PG_ARGISNULL(1))
		return unchanged_state(fcinfo);
	other = (NamedValues *) PG_GETARG_POINTER(1);
	mix = state_argument(fcinfo, other->tag);
	entries = caudal_named_values_entries(other, &n);
	add_entries(mix, entries, n, other->scale);
	PG_RETURN_POINTER(mix);
}

Datum
caudal_income_mix_deserialize(PG_FUNCTION_ARGS)
{
	NamedList  *list = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(list, &n);
	NamedValues *mix;

	aggregate_context(fcinfo);
	mix = caudal_income_mix_begin(CurrentMemoryContext, list->tag, NULL);
	add_entries(mix, entries, n, list->scale);
	PG_RETURN_POINTER(mix);
}
