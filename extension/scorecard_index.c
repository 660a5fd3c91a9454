/*-------------------------------------------------------------------------
 *
 * scorecard_index.c
 *		The figures of one scorecard.
 *
 * The method is that of the OECD/JRC Handbook on Constructing Composite
 * Indicators (2008): marks are normalized by the ends of their own scale, so
 * that nothing depends on who else was assessed; weights are relative to
 * their sum; what was not answered leaves the weights and lowers completeness,
 * what does not apply leaves both.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "scorecard.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "exact.h"
#include "numeric_parts.h"
#include "result_row.h"

PG_FUNCTION_INFO_V1(caudal_index_arithmetic);
PG_FUNCTION_INFO_V1(caudal_index_geometric);
PG_FUNCTION_INFO_V1(caudal_completeness);
PG_FUNCTION_INFO_V1(caudal_weakest);
PG_FUNCTION_INFO_V1(caudal_items);

/* decimals of an index */
#define INDEX_DECIMALS		6

/* decimals of logarithms, and of a geometric mean before it is rounded */
#define LOGARITHM_DECIMALS	40
#define MEAN_DECIMALS		20

/*
 * A normalized value in lowest terms, and the weight of all items that have
 * it: few marks are different, and each costs a logarithm.
 */
typedef struct Level
{
	int64		numerator;
	int64		denominator;
	int128		weight;
} Level;

static int
compare_levels(const void *a, const void *b)
{
	const Level *x = a;
	const Level *y = b;

	if (x->denominator != y->denominator)
		return x->denominator < y->denominator ? -1 : 1;
	return (x->numerator > y->numerator) - (x->numerator < y->numerator);
}

static int128
add_weights(int128 a, int128 b)
{
	int128		sum;

	if (__builtin_add_overflow(a, b, &sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of the weights of a scorecard is out of range"),
				 errdetail("It has at most 38 digits, decimals included."),
				 errhint("Round the weights; only their ratios matter.")));
	return sum;
}

/*
 * The levels of the answered items by denominator, and their whole weight.
 */
static Level *
get_levels(const NamedValue *items, int n, int *nlevels, int128 *weight)
{
	Level	   *levels = palloc(Max(n, 1) * sizeof(Level));
	int			answered = 0;
	int			kept = 0;

	*weight = 0;
	for (int i = 0; i < n; i++)
	{
		Level	   *level = &levels[answered];
		Score		score;
		int64		divisor;

		if (!item_is_answered(&items[i]))
			continue;
		score = score_unpack(items[i].score);
		level->numerator = score_height(score);
		level->denominator = score_width(score) * SCORE_POINT;
		divisor = (int64) caudal_greatest_common_divisor(level->denominator,
														 level->numerator);
		level->numerator /= divisor;
		level->denominator /= divisor;
		level->weight = items[i].quantity;
		*weight = add_weights(*weight, level->weight);
		answered++;
	}
	qsort(levels, answered, sizeof(Level), compare_levels);
	for (int i = 0; i < answered; i++)
	{
		if (kept > 0 && compare_levels(&levels[kept - 1], &levels[i]) == 0)
			levels[kept - 1].weight += levels[i].weight;
		else
			levels[kept++] = levels[i];
	}
	*nlevels = kept;
	return levels;
}

static inline Numeric
integer(int128 value)
{
	return caudal_numeric_from_int128(value, 0);
}

/*
 * 100 times the weighted mean of the normalized values, one exact fraction
 * rounded once.
 */
static Numeric
arithmetic_index(const Level *levels, int nlevels, int128 weight)
{
	Numeric		numerator = integer(0);
	Numeric		denominator = integer(1);

	for (int i = 0; i < nlevels;)
	{
		Numeric		own = integer(levels[i].denominator);
		Numeric		sum = integer(0);
		Numeric		common;

		do
		{
			sum = NUMERIC_CALL2(numeric_add, sum,
								NUMERIC_CALL2(numeric_mul,
											  integer(levels[i].weight),
											  integer(levels[i].numerator)));
			i++;
		} while (i < nlevels &&
				 levels[i].denominator == levels[i - 1].denominator);

		common = NUMERIC_CALL2(numeric_lcm, denominator, own);
		numerator = NUMERIC_CALL2(numeric_add,
								  NUMERIC_CALL2(numeric_mul, numerator,
												NUMERIC_CALL2(numeric_div_trunc, common, denominator)),
								  NUMERIC_CALL2(numeric_mul, sum,
												NUMERIC_CALL2(numeric_div_trunc, common, own)));
		denominator = common;
	}
	return caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, numerator,
													 integer(100)),
									   NUMERIC_CALL2(numeric_mul, denominator,
													 integer(weight)),
									   INDEX_DECIMALS);
}

/* false where no answered item has a weight */
bool
caudal_index_arithmetic_of(const NamedValue *items, int n, Numeric *result)
{
	int			nlevels;
	int128		weight;
	Level	   *levels = get_levels(items, n, &nlevels, &weight);

	if (weight == 0)
		return false;
	*result = arithmetic_index(levels, nlevels, weight);
	return true;
}

static Numeric
round_to(Numeric value, int decimals)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_round,
											   NumericGetDatum(value),
											   Int32GetDatum(decimals)));
}

/*
 * The weighted geometric mean on the scale 1-100, where no value is zero,
 * brought back to 0-100: (G - 1) * 100/99.  G is never above the arithmetic
 * mean, and equal to it where all marks are; rounding must not say otherwise,
 * so the logarithms' own error is rounded away first, and the arithmetic index
 * is the bound.
 */
static bool
index_geometric_of(const NamedValue *items, int n, Numeric *result)
{
	int			nlevels;
	int128		weight;
	Level	   *levels = get_levels(items, n, &nlevels, &weight);
	Numeric		logarithm = integer(0);
	Numeric		mean;

	if (weight == 0)
		return false;
	for (int i = 0; i < nlevels; i++)
	{
		/* 1 + 99 x; its scale is that in which numeric takes the logarithm */
		Numeric		value =
			caudal_numeric_divide_round(integer(levels[i].denominator +
												99 * levels[i].numerator),
										integer(levels[i].denominator),
										LOGARITHM_DECIMALS);

		logarithm = NUMERIC_CALL2(numeric_add, logarithm,
								  NUMERIC_CALL2(numeric_mul, integer(levels[i].weight),
												DatumGetNumeric(DirectFunctionCall1(numeric_ln,
																					NumericGetDatum(value)))));
	}
	logarithm = caudal_numeric_divide_round(logarithm, integer(weight),
											LOGARITHM_DECIMALS);
	mean = DatumGetNumeric(DirectFunctionCall1(numeric_exp,
											   NumericGetDatum(logarithm)));
	mean = caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul,
													 NUMERIC_CALL2(numeric_sub, mean, integer(1)),
													 integer(100)),
									   integer(99), MEAN_DECIMALS);
	*result = NUMERIC_CALL2(numeric_smaller, round_to(mean, INDEX_DECIMALS),
							arithmetic_index(levels, nlevels, weight));
	return true;
}

typedef struct Completeness
{
	int			answered;
	int			applicable;
} Completeness;

static Completeness
get_completeness(const NamedValue *items, int n)
{
	Completeness completeness = {0, 0};

	for (int i = 0; i < n; i++)
	{
		completeness.answered += item_is_answered(&items[i]);
		completeness.applicable += item_is_applicable(&items[i]);
	}
	return completeness;
}

/*
 * Is the card as complete as the second argument, if there is one, asks?
 */
static bool
is_complete_enough(FunctionCallInfo fcinfo, const NamedValue *items, int n)
{
	Completeness completeness;
	Numeric		minimum;

	if (PG_NARGS() < 2)
		return true;
	completeness = get_completeness(items, n);
	minimum = PG_GETARG_NUMERIC_PACKED(1);
	if (!caudal_numeric_is_finite(minimum) ||
		caudal_numeric_sign(minimum) < 0 ||
		caudal_numeric_sign(NUMERIC_CALL2(numeric_sub, minimum, integer(1))) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("least completeness is not between 0 and 1: \"%s\"",
						caudal_numeric_text(minimum)),
				 errhint("Give a share, as 0.8 for four items of five.")));
	/* multiplied out, because a rounded share could miss one that is equal */
	return DatumGetBool(DirectFunctionCall2(numeric_ge,
											NumericGetDatum(integer(completeness.answered)),
											NumericGetDatum(NUMERIC_CALL2(numeric_mul, minimum,
																		  integer(completeness.applicable)))));
}

Datum
caudal_index_arithmetic(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *items = caudal_named_list_read(PG_GETARG_NAMED_LIST(0), &n);
	Numeric		result;

	if (!is_complete_enough(fcinfo, items, n) ||
		!caudal_index_arithmetic_of(items, n, &result))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

Datum
caudal_index_geometric(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *items = caudal_named_list_read(PG_GETARG_NAMED_LIST(0), &n);
	Numeric		result;

	if (!is_complete_enough(fcinfo, items, n) ||
		!index_geometric_of(items, n, &result))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(result);
}

Datum
caudal_completeness(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *items = caudal_named_list_read(PG_GETARG_NAMED_LIST(0), &n);
	Completeness completeness = get_completeness(items, n);

	if (completeness.applicable == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, integer(completeness.answered),
									integer(completeness.applicable)));
}

/*
 * The answered item of the least normalized value; of several the first by
 * name.
 */
Datum
caudal_weakest(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *items = caudal_named_list_read(PG_GETARG_NAMED_LIST(0), &n);
	const NamedValue *weakest = NULL;

	for (int i = 0; i < n; i++)
	{
		Score		score = score_unpack(items[i].score);
		Score		least;

		if (!item_is_answered(&items[i]))
			continue;
		if (weakest != NULL)
			least = score_unpack(weakest->score);
		if (weakest == NULL ||
			score_height(score) * score_width(least) <
			score_height(least) * score_width(score))
			weakest = &items[i];
	}
	if (weakest == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(caudal_name_to_text(weakest->name));
}

/* what items() goes through */
typedef struct ItemScan
{
	NamedValue *items;
	int			n;
	int			scale;
} ItemScan;

/*
 * A row for each item: its name, score and weight.
 */
Datum
caudal_items(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	ItemScan   *scan;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;
		NamedList  *card;

		call = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		call->tuple_desc = result_row(fcinfo);
		card = (NamedList *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		scan = palloc(sizeof(ItemScan));
		scan->items = caudal_named_list_read(card, &scan->n);
		scan->scale = card->scale;
		call->user_fctx = scan;
		MemoryContextSwitchTo(oldcontext);
	}
	call = SRF_PERCALL_SETUP();
	scan = call->user_fctx;
	if (call->call_cntr < (uint64) scan->n)
	{
		const NamedValue *item = &scan->items[call->call_cntr];
		Datum		values[3] = {0};
		bool		nulls[3] = {false};

		values[0] = PointerGetDatum(caudal_name_to_text(item->name));
		nulls[1] = (item->score == SCORE_UNANSWERED);
		values[1] = Int64GetDatum(item->score);
		values[2] = NumericGetDatum(caudal_numeric_from_int128(item->quantity,
															   scan->scale));
		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc,
																values, nulls)));
	}
	SRF_RETURN_DONE(call);
}
