/*-------------------------------------------------------------------------
 *
 * currency.h
 *		The SQL type currency: an ISO 4217 code, passed by value.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CURRENCY_H
#define CAUDAL_CURRENCY_H

#include "compat.h"
#include "currency_table.h"
#include "lib/stringinfo.h"

#define DatumGetCurrency(X)		((Currency) DatumGetInt32(X))
#define CurrencyGetDatum(X)		Int32GetDatum((int32) (X))
#define PG_GETARG_CURRENCY(n)	DatumGetCurrency(PG_GETARG_DATUM(n))
#define PG_RETURN_CURRENCY(x)	return CurrencyGetDatum(x)

/* the three letters, for messages; valid until the end of the expression */
#define CURRENCY_LETTERS(code) \
	(currency_letters((code), (char[4]) {0}))

extern Currency caudal_currency_from_text(const char *str, size_t len,
										  Node *escontext);
extern void caudal_currency_unknown(const char *str, size_t len,
									Node *escontext);
extern void caudal_currency_send_code(StringInfo buf, Currency code);
extern Currency caudal_currency_recv_code(StringInfo buf);

#endif							/* CAUDAL_CURRENCY_H */
