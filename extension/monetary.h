/*-------------------------------------------------------------------------
 *
 * monetary.h
 *		The SQL type monetary: an amount that knows its currency.
 *
 * Twelve bytes by reference, aligned like an int4: the amount in minor units,
 * then the unit it is counted in.  The amount is not aligned to its size, so
 * it is read and written through memcpy.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_MONETARY_H
#define CAUDAL_MONETARY_H

#include "amount_text.h"
#include "currency.h"
#include "exact.h"
#include "unit.h"
#include "utils/numeric.h"

typedef struct Monetary
{
	uint32		minor[2];		/* an int64 */
	Unit		unit;
} Monetary;

StaticAssertDecl(sizeof(Monetary) == 12, "a monetary is 12 bytes");

#define DatumGetMonetary(X)		((const Monetary *) DatumGetPointer(X))
#define MonetaryGetDatum(X)		PointerGetDatum(X)
#define PG_GETARG_MONETARY(n)	DatumGetMonetary(PG_GETARG_DATUM(n))
#define PG_RETURN_MONETARY(x)	PG_RETURN_POINTER(x)

static inline int64
monetary_minor(const Monetary *m)
{
	int64		minor;

	memcpy(&minor, m->minor, sizeof(minor));
	return minor;
}

static inline Currency
monetary_currency(const Monetary *m)
{
	return unit_currency(m->unit);
}

static inline Monetary *
monetary_make(int64 minor, Unit unit)
{
	Monetary   *m = palloc(sizeof(Monetary));

	memcpy(m->minor, &minor, sizeof(minor));
	m->unit = unit;
	return m;
}

extern void caudal_amount_error(AmountTextResult result, const char *type,
								const char *str, size_t len,
								const AmountText *amount, Node *escontext);
extern Monetary *caudal_monetary_from_int128(int128 value, Unit unit);
extern Numeric caudal_check_amount(Numeric amount);
extern int64 caudal_minor_from_numeric(Numeric num, Unit unit);
extern Numeric caudal_monetary_to_numeric(const Monetary *m);
extern Monetary *caudal_monetary_difference(const Monetary *a,
											const Monetary *b);
extern int	caudal_monetary_compare(const Monetary *a, const Monetary *b);

/* what to say beside an amount that is out of range */
#define MONETARY_RANGE_DETAIL \
	errdetail("An amount is a 64-bit number of minor units."), \
	errhint("Larger amounts fit money_bag and numeric.")

#endif							/* CAUDAL_MONETARY_H */
