/*-------------------------------------------------------------------------
 *
 * rate_peg.c
 *		Rates fixed by law, which no bank publishes: built_in_rates().
 *
 * Consulted after every source of the rate table, so that a user's own row
 * prevails.  Sources: Panama, Law 84 of 28 June 1904 (the balboa at par with
 * the dollar); Central Bank of Belize (two Belize dollars to one; accounts
 * differ between 1976 and 1978, the later is taken); El Salvador, Ley de
 * Integracion Monetaria, article 1, in force from 1 January 2001.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "result_row.h"

PG_FUNCTION_INFO_V1(caudal_built_in_rates);

typedef struct Peg
{
	Currency	base;
	Currency	quote;
	int			year,
				month,
				day;
	int64		digits;
	int			scale;
} Peg;

static const Peg pegs[] = {
	{CURRENCY_CODE('U', 'S', 'D'), CURRENCY_CODE('P', 'A', 'B'), 1904, 6, 28, 1, 0},
	{CURRENCY_CODE('U', 'S', 'D'), CURRENCY_CODE('B', 'Z', 'D'), 1978, 1, 1, 2, 0},
	{CURRENCY_CODE('U', 'S', 'D'), CURRENCY_CODE('S', 'V', 'C'), 2001, 1, 1, 875, 2},
};

/* a peg as a leg in the direction in which it is quoted */
static void
get_peg(int i, RateLeg *leg)
{
	const Peg  *peg = &pegs[i];

	leg->row.valid_from = date2j(peg->year, peg->month, peg->day) -
		POSTGRES_EPOCH_JDATE;
	leg->row.valid_to = DATEVAL_NOEND;
	leg->row.digits = peg->digits;
	leg->row.scale = peg->scale;
	leg->row.exact = NULL;
	leg->base = peg->base;
	leg->quote = peg->quote;
	leg->inverse = false;
	leg->built_in = true;
	leg->source = PEG_SOURCE;
	leg->age = 0;
}

bool
caudal_find_peg(Currency from, Currency to, DateADT date, RateLeg *leg)
{
	for (int i = 0; i < (int) lengthof(pegs); i++)
	{
		const Peg  *peg = &pegs[i];
		bool		inverse = (peg->base == to && peg->quote == from);

		if (!inverse && !(peg->base == from && peg->quote == to))
			continue;
		get_peg(i, leg);
		leg->inverse = inverse;
		return leg->row.valid_from <= date;
	}
	return false;
}

Datum
caudal_built_in_rates(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	RateLeg		leg;
	Datum		values[6];
	bool		nulls[6] = {0};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		funcctx = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		funcctx->tuple_desc = result_row(fcinfo);
		MemoryContextSwitchTo(oldcontext);
	}
	funcctx = SRF_PERCALL_SETUP();
	if (funcctx->call_cntr >= lengthof(pegs))
		SRF_RETURN_DONE(funcctx);

	get_peg((int) funcctx->call_cntr, &leg);
	values[0] = CStringGetTextDatum(leg.source);
	values[1] = CurrencyGetDatum(leg.base);
	values[2] = CurrencyGetDatum(leg.quote);
	values[3] = DateADTGetDatum(leg.row.valid_from);
	values[4] = DateADTGetDatum(leg.row.valid_to);
	values[5] = NumericGetDatum(caudal_row_rate(&leg.row));
	SRF_RETURN_NEXT(funcctx,
					HeapTupleGetDatum(heap_form_tuple(funcctx->tuple_desc,
													  values, nulls)));
}
