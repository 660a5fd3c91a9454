/*-------------------------------------------------------------------------
 *
 * concentration.c
 *		How much of an income depends on how few: figures of an income mix.
 *
 * Shares are those of sources whose total is positive, of the sum of these: a
 * source that took back more than it gave has none.  Each figure is one
 * division of exact numbers, and so the same as in SQL.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "income_mix.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "numeric_parts.h"
#include "result_row.h"

PG_FUNCTION_INFO_V1(caudal_hhi);
PG_FUNCTION_INFO_V1(caudal_hhi_normalized);
PG_FUNCTION_INFO_V1(caudal_effective_sources);
PG_FUNCTION_INFO_V1(caudal_largest_share);
PG_FUNCTION_INFO_V1(caudal_top_share);
PG_FUNCTION_INFO_V1(caudal_gini);
PG_FUNCTION_INFO_V1(caudal_unknown_share);
PG_FUNCTION_INFO_V1(caudal_negative_sources);
PG_FUNCTION_INFO_V1(caudal_sources);

/* the sources that have a share */
typedef struct Income
{
	int			n;
	int128	   *amounts;
	int128		total;
	int128		unknown;		/* of it without a source */
	int			scale;
} Income;

static int
compare_descending(const void *a, const void *b)
{
	int128		x = *(const int128 *) a;
	int128		y = *(const int128 *) b;

	return (x < y) - (x > y);
}

static void
total_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("total of an income mix is out of range"),
			 errdetail("It has at most 38 digits, decimals included.")));
}

static int128
add(int128 a, int128 b)
{
	int128		sum;

	if (__builtin_add_overflow(a, b, &sum))
		total_overflow();
	return sum;
}

/* false where no source has a share */
static bool
get_income(FunctionCallInfo fcinfo, Income *income)
{
	NamedList  *mix = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(mix, &n);

	income->n = 0;
	income->amounts = palloc(Max(n, 1) * sizeof(int128));
	income->total = 0;
	income->unknown = 0;
	income->scale = mix->scale;
	for (int i = 0; i < n; i++)
	{
		int128		amount = entries[i].quantity;

		if (amount <= 0)
			continue;
		income->amounts[income->n++] = amount;
		income->total = add(income->total, amount);
		if (entries[i].name.length == NAME_MISSING)
			income->unknown = amount;
	}
	return income->n > 0;
}

static void
sort_amounts(Income *income)
{
	qsort(income->amounts, income->n, sizeof(int128), compare_descending);
}

static Numeric
to_numeric(const Income *income, int128 amount)
{
	return caudal_numeric_from_int128(amount, income->scale);
}

static Datum
share_of(const Income *income, int128 amount)
{
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, to_numeric(income, amount),
									to_numeric(income, income->total)));
}

/* the sum of the squares, and the square of the sum */
static void
get_squares(const Income *income, Numeric *squares, Numeric *square)
{
	Numeric		total = to_numeric(income, income->total);

	*squares = int64_to_numeric(0);
	for (int i = 0; i < income->n; i++)
	{
		Numeric		amount = to_numeric(income, income->amounts[i]);

		*squares = NUMERIC_CALL2(numeric_add, *squares,
								 NUMERIC_CALL2(numeric_mul, amount, amount));
	}
	*square = NUMERIC_CALL2(numeric_mul, total, total);
}

Datum
caudal_hhi(PG_FUNCTION_ARGS)
{
	Income		income;
	Numeric		squares;
	Numeric		square;

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	get_squares(&income, &squares, &square);
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, squares, square));
}

/*
 * (H - 1/n) / (1 - 1/n) with H = squares / square, as one division; 1 where
 * there is one source.
 */
Datum
caudal_hhi_normalized(PG_FUNCTION_ARGS)
{
	Income		income;
	Numeric		squares;
	Numeric		square;
	Numeric		above_equal;

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	if (income.n == 1)
		PG_RETURN_NUMERIC(int64_to_numeric(1));
	get_squares(&income, &squares, &square);
	above_equal = NUMERIC_CALL2(numeric_sub,
								NUMERIC_CALL2(numeric_mul, squares,
											  int64_to_numeric(income.n)),
								square);
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, above_equal,
									NUMERIC_CALL2(numeric_mul, square,
												  int64_to_numeric(income.n - 1))));
}

/* 1/H */
Datum
caudal_effective_sources(PG_FUNCTION_ARGS)
{
	Income		income;
	Numeric		squares;
	Numeric		square;

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	get_squares(&income, &squares, &square);
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, square, squares));
}

Datum
caudal_largest_share(PG_FUNCTION_ARGS)
{
	Income		income;

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	sort_amounts(&income);
	return share_of(&income, income.amounts[0]);
}

Datum
caudal_top_share(PG_FUNCTION_ARGS)
{
	Income		income;
	int32		n = PG_GETARG_INT32(1);
	int128		top = 0;

	if (n < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of sources is not positive: \"%d\"", n),
				 errhint("Ask for the share of one source or more.")));
	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	sort_amounts(&income);
	for (int i = 0; i < Min(n, income.n); i++)
		top += income.amounts[i];
	return share_of(&income, top);
}

/*
 * The sum of (2i - n - 1) x_i over n times the total, x ascending from i = 1:
 * half the mean difference between two sources, relative to their mean.
 */
Datum
caudal_gini(PG_FUNCTION_ARGS)
{
	Income		income;
	Numeric		differences = int64_to_numeric(0);

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	sort_amounts(&income);
	for (int i = 0; i < income.n; i++)
		differences = NUMERIC_CALL2(numeric_add, differences,
									NUMERIC_CALL2(numeric_mul,
												  to_numeric(&income, income.amounts[i]),
												  int64_to_numeric(income.n - 1 - 2 * i)));
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, differences,
									NUMERIC_CALL2(numeric_mul,
												  to_numeric(&income, income.total),
												  int64_to_numeric(income.n))));
}

Datum
caudal_unknown_share(PG_FUNCTION_ARGS)
{
	Income		income;

	if (!get_income(fcinfo, &income))
		PG_RETURN_NULL();
	return share_of(&income, income.unknown);
}

Datum
caudal_negative_sources(PG_FUNCTION_ARGS)
{
	int			n;
	NamedValue *entries = caudal_named_list_read(PG_GETARG_NAMED_LIST(0), &n);
	int			negative = 0;

	for (int i = 0; i < n; i++)
		negative += (entries[i].quantity < 0);
	PG_RETURN_INT32(negative);
}

/* what sources() goes through */
typedef struct SourceScan
{
	NamedValue *entries;
	int			n;
	Income		income;
} SourceScan;

/*
 * A row for each source: its name, its total, and its share.
 */
Datum
caudal_sources(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	SourceScan *scan;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;
		NamedList  *mix;

		call = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		call->tuple_desc = result_row(fcinfo);
		scan = palloc(sizeof(SourceScan));
		mix = (NamedList *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		scan->entries = caudal_named_list_read(mix, &scan->n);
		(void) get_income(fcinfo, &scan->income);
		call->user_fctx = scan;
		MemoryContextSwitchTo(oldcontext);
	}
	call = SRF_PERCALL_SETUP();
	scan = call->user_fctx;
	if (call->call_cntr < (uint64) scan->n)
	{
		const NamedValue *entry = &scan->entries[call->call_cntr];
		Datum		values[3] = {0};
		bool		nulls[3] = {false};

		nulls[0] = (entry->name.length == NAME_MISSING);
		if (!nulls[0])
			values[0] = PointerGetDatum(caudal_name_to_text(entry->name));
		values[1] = NumericGetDatum(to_numeric(&scan->income, entry->quantity));
		nulls[2] = (scan->income.n == 0);
		if (!nulls[2])
			values[2] = share_of(&scan->income, Max(entry->quantity, 0));
		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc,
																values, nulls)));
	}
	SRF_RETURN_DONE(call);
}
