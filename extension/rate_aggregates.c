/*-------------------------------------------------------------------------
 *
 * rate_aggregates.c
 *		Converting while summing: sum_in, sum_converted, effective_rate.
 *
 * sum_in shares its state, and so its combine and final functions, with
 * sum(monetary): it adds each converted amount as sum(in_currency()) would.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_functions.h"

#include "utils/fmgrprotos.h"

#include "totals.h"

PG_FUNCTION_INFO_V1(caudal_sum_in_accum);
PG_FUNCTION_INFO_V1(caudal_sum_converted_accum);
PG_FUNCTION_INFO_V1(caudal_sum_converted_final);
PG_FUNCTION_INFO_V1(caudal_effective_rate_accum);
PG_FUNCTION_INFO_V1(caudal_effective_rate_combine);
PG_FUNCTION_INFO_V1(caudal_effective_rate_final);

#define TARGET_HINT \
	gettext_noop("Give one target currency, or group by it.")

Datum
caudal_sum_in_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Currency	to = PG_GETARG_CURRENCY(2);
	int64		minor;

	if (caudal_convert_monetary(fcinfo, PG_GETARG_MONETARY(1), to,
								PG_GETARG_DATEADT(3),
								PG_NARGS() > 4 ? PG_GETARG_TEXT_PP(4) : NULL,
								&minor))
		totals_add_single(state, unit_of(to), minor, TARGET_HINT);
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caudal_sum_converted_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Currency	to = PG_GETARG_CURRENCY(3);
	Numeric		converted;
	NumericParts parts;

	converted = caudal_convert_numeric(fcinfo, PG_GETARG_NUMERIC_PACKED(1),
									   PG_GETARG_CURRENCY(2), to,
									   PG_GETARG_DATEADT(4),
									   PG_NARGS() > 5 ? PG_GETARG_TEXT_PP(5) : NULL);
	if (converted != NULL)
	{
		if (!caudal_numeric_to_parts(converted, &parts))
			caudal_totals_overflow();
		caudal_totals_add_single(state, unit_of(to), parts.digits,
								 TARGET_HINT);
	}
	PG_RETURN_ARRAYTYPE_P(state);
}

Datum
caudal_sum_converted_final(PG_FUNCTION_ARGS)
{
	ArrayType  *state = caudal_single_total_arg(fcinfo, 0);
	Totals	   *totals = totals_of_array(state);

	if (totals->count == 0)
		PG_RETURN_NULL();
	caudal_totals_check(state);
	PG_RETURN_NUMERIC(caudal_numeric_from_int128(total_value(&totals->entries[0]),
												 unit_exponent((Unit) totals->entries[0].unit)));
}

/*
 * effective_rate keeps two totals side by side, what was sent and what was
 * received; unlike those of a bag they may be of one currency and are not in
 * order.
 */
#define SENT		0
#define RECEIVED	1

static Totals *
pair_arg(FunctionCallInfo fcinfo, int n, ArrayType **array)
{
	*array = caudal_totals_arg(fcinfo, n);
	if (totals_length(*array) != 2)
		caudal_totals_invalid();
	return totals_of_array(*array);
}

static void
check_pair(const Totals *totals)
{
	for (int side = SENT; side <= RECEIVED; side++)
	{
		int64		unit = totals->entries[side].unit;

		if (totals->count < 0 || unit < 0 || unit > PG_UINT32_MAX ||
			(unit == 0 ? totals->count > 0 : !unit_is_valid((Unit) unit)))
			caudal_totals_invalid();
	}
}

static void
add_to_side(Totals *totals, int side, Unit unit, int128 value)
{
	Total	   *total = &totals->entries[side];

	if (total->unit == 0)
		total->unit = unit;
	else if (unit_currency((Unit) total->unit) != unit_currency(unit))
	{
		check_pair(totals);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 side == SENT ?
				 errmsg("effective_rate met %s and %s among the amounts sent",
						CURRENCY_LETTERS(unit_currency((Unit) total->unit)),
						CURRENCY_LETTERS(unit_currency(unit))) :
				 errmsg("effective_rate met %s and %s among the amounts received",
						CURRENCY_LETTERS(unit_currency((Unit) total->unit)),
						CURRENCY_LETTERS(unit_currency(unit))),
				 errhint("A rate is that of one pair of currencies: group by both.")));
	}
	total_add(total, unit, value);
}

Datum
caudal_effective_rate_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	Totals	   *totals = pair_arg(fcinfo, 0, &array);
	const Monetary *sent = PG_GETARG_MONETARY(1);
	const Monetary *received = PG_GETARG_MONETARY(2);

	add_to_side(totals, SENT, sent->unit, monetary_minor(sent));
	add_to_side(totals, RECEIVED, received->unit, monetary_minor(received));
	totals->count++;
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_effective_rate_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	ArrayType  *other_array;
	Totals	   *totals = pair_arg(fcinfo, 0, &array);
	Totals	   *other = pair_arg(fcinfo, 1, &other_array);

	check_pair(totals);
	check_pair(other);
	if (other->count > 0)
	{
		for (int side = SENT; side <= RECEIVED; side++)
			add_to_side(totals, side, (Unit) other->entries[side].unit,
						total_value(&other->entries[side]));
		if (__builtin_add_overflow(totals->count, other->count,
								   &totals->count))
			caudal_totals_overflow();
	}
	PG_RETURN_ARRAYTYPE_P(array);
}

/*
 * The received over the sent, NULL where what was sent comes to nothing: a
 * transfer that was wholly returned has no rate.
 */
Datum
caudal_effective_rate_final(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	Totals	   *totals = pair_arg(fcinfo, 0, &array);
	Total	   *sent = &totals->entries[SENT];
	Total	   *received = &totals->entries[RECEIVED];

	check_pair(totals);
	if (totals->count == 0 || total_value(sent) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div,
									caudal_numeric_from_int128(total_value(received),
															   unit_exponent((Unit) received->unit)),
									caudal_numeric_from_int128(total_value(sent),
															   unit_exponent((Unit) sent->unit))));
}
