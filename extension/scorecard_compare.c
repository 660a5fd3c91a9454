/*-------------------------------------------------------------------------
 *
 * scorecard_compare.c
 *		Two or more scorecards beside one another: change between rounds, and
 *		agreement between assessors.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "scorecard.h"

#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "exact.h"
#include "numeric_parts.h"
#include "result_row.h"

PG_FUNCTION_INFO_V1(caudal_change);
PG_FUNCTION_INFO_V1(caudal_agreement);

/* marks that are one point apart, or less, are adjacent */
#define ADJACENT	SCORE_POINT

/*
 * Scores of one item are on one scale, n/a too; what was not answered has none.
 */
static void
check_same_scale(ValueName item, int64 a, int64 b)
{
	char		x[SCORE_TEXT_SIZE];
	char		y[SCORE_TEXT_SIZE];

	if (a == SCORE_UNANSWERED || b == SCORE_UNANSWERED ||
		score_same_scale(score_unpack(a), score_unpack(b)))
		return;
	caudal_score_print(x, score_unpack(a));
	caudal_score_print(y, score_unpack(b));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("item \"%s\" is on different scales",
					pnstrdup(item.data, item.length)),
			 errdetail("Once it is \"%s\" and once \"%s\".", x, y),
			 errhint("Compare scorecards of one version of the framework, or bring the scores on one scale with rescale(score, low, high).")));
}

static Datum
share(int part, int whole)
{
	return NumericGetDatum(NUMERIC_CALL2(numeric_div, int64_to_numeric(part),
										 int64_to_numeric(whole)));
}

/*
 * The items answered in both cards; coverage is their share of those that are
 * in either and n/a in neither.
 */
Datum
caudal_change(PG_FUNCTION_ARGS)
{
	NamedList  *card_a = PG_GETARG_NAMED_LIST(0);
	NamedList  *card_b = PG_GETARG_NAMED_LIST(1);
	int			na;
	int			nb;
	NamedValue *a = caudal_named_list_read(card_a, &na);
	NamedValue *b = caudal_named_list_read(card_b, &nb);
	int			i = 0;
	int			j = 0;
	int			both = 0;
	int			applicable = 0;
	Numeric		baseline;
	Numeric		endline;
	Datum		values[5] = {0};
	bool		nulls[5] = {false, true, true, true, true};

	/* what is in both is moved to the front of its list */
	while (i < na || j < nb)
	{
		int			order = i == na ? 1 : j == nb ? -1 :
			caudal_name_compare(a[i].name, b[j].name);

		if (order < 0)
			applicable += item_is_applicable(&a[i++]);
		else if (order > 0)
			applicable += item_is_applicable(&b[j++]);
		else
		{
			check_same_scale(a[i].name, a[i].score, b[j].score);
			if (caudal_compare_scaled(a[i].quantity, card_a->scale,
									  b[j].quantity, card_b->scale) != 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("item \"%s\" has different weights",
								pnstrdup(a[i].name.data, a[i].name.length)),
						 errhint("Aggregate both scorecards with the weights of one version of the framework.")));
			applicable += item_is_applicable(&a[i]) && item_is_applicable(&b[j]);
			if (item_is_answered(&a[i]) && item_is_answered(&b[j]))
			{
				a[both] = a[i];
				b[both] = b[j];
				both++;
			}
			i++;
			j++;
		}
	}
	values[0] = Int32GetDatum(both);
	nulls[1] = (applicable == 0);
	if (applicable > 0)
		values[1] = share(both, applicable);
	if (caudal_index_arithmetic_of(a, both, &baseline) &&
		caudal_index_arithmetic_of(b, both, &endline))
	{
		values[2] = NumericGetDatum(baseline);
		values[3] = NumericGetDatum(endline);
		values[4] = NumericGetDatum(NUMERIC_CALL2(numeric_sub, endline, baseline));
		nulls[2] = nulls[3] = nulls[4] = false;
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo),
													  values, nulls)));
}

/*
 * All items of all cards in one list by name, and how many there are.
 */
static NamedValue *
gather_items(ArrayType *array, int *n)
{
	Oid			element = ARR_ELEMTYPE(array);
	int16		length;
	bool		by_value;
	char		align;
	Datum	   *cards;
	bool	   *nulls;
	int			ncards;
	NamedValue *all = palloc(sizeof(NamedValue));

	get_typlenbyvalalign(element, &length, &by_value, &align);
	deconstruct_array(array, element, length, by_value, align,
					  &cards, &nulls, &ncards);
	*n = 0;
	for (int i = 0; i < ncards; i++)
	{
		int			nitems;
		NamedValue *items;

		if (nulls[i])
			continue;
		items = caudal_named_list_read(DatumGetNamedList(cards[i]), &nitems);
		all = repalloc_huge(all, ((Size) *n + nitems + 1) * sizeof(NamedValue));
		memcpy(all + *n, items, nitems * sizeof(NamedValue));
		*n += nitems;
		pfree(items);
	}
	qsort(all, *n, sizeof(NamedValue), caudal_named_value_compare);
	return all;
}

/*
 * Over the items that two assessors or more have answered: how many there
 * are, on what share of them all gave the same mark, on what share the marks
 * are within one point, and the mean range of marks in points.
 */
Datum
caudal_agreement(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *all = gather_items(PG_GETARG_ARRAYTYPE_P(0), &n);
	int			items = 0;
	int			exact = 0;
	int			adjacent = 0;
	int64		ranges = 0;
	Datum		values[4] = {0};
	bool		nulls[4] = {false, true, true, true};

	for (int i = 0; i < n;)
	{
		ValueName	name = all[i].name;
		int64		scaled = SCORE_UNANSWERED;
		int			answers = 0;
		int64		least = PG_INT64_MAX;
		int64		most = PG_INT64_MIN;

		for (; i < n && caudal_name_compare(all[i].name, name) == 0; i++)
		{
			check_same_scale(name, scaled, all[i].score);
			if (all[i].score != SCORE_UNANSWERED)
				scaled = all[i].score;
			if (item_is_answered(&all[i]))
			{
				int64		mark = score_unpack(all[i].score).mark;

				answers++;
				least = Min(least, mark);
				most = Max(most, mark);
			}
		}
		if (answers < 2)
			continue;
		items++;
		exact += (most == least);
		adjacent += (most - least <= ADJACENT);
		ranges += most - least;
	}
	values[0] = Int32GetDatum(items);
	if (items > 0)
	{
		values[1] = share(exact, items);
		values[2] = share(adjacent, items);
		values[3] = NumericGetDatum(NUMERIC_CALL2(numeric_div,
												  caudal_numeric_from_int128(ranges, SCORE_DECIMALS),
												  int64_to_numeric(items)));
		nulls[1] = nulls[2] = nulls[3] = false;
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo),
													  values, nulls)));
}
