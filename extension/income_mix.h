/*-------------------------------------------------------------------------
 *
 * income_mix.h
 *		The SQL type income_mix: from where an income came.
 *
 * Named values: the total of each source under its name, a source that is not
 * known under the missing name; the currency is their tag, 0 for plain
 * numbers.  Totals keep their sign.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_INCOME_MIX_H
#define CAUDAL_INCOME_MIX_H

#include "currency.h"
#include "named_values.h"

extern NamedValues *caudal_income_mix_begin(MemoryContext context,
											Currency currency,
											Node *escontext);
extern void caudal_income_mix_check_currency(const NamedValues *mix,
											 Currency currency);
extern void caudal_income_mix_add(NamedValues *mix, ValueName source,
								  int128 digits, int scale);

#endif							/* CAUDAL_INCOME_MIX_H */
