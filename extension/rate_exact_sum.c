/*-------------------------------------------------------------------------
 *
 * rate_exact_sum.c
 *		sum_in_exact: the sum of the unrounded quotients.
 *
 * Amounts are summed as integers for each distinct factor, so that nothing is
 * rounded until the end; there each sum is multiplied by its factor and
 * rounded once, far to the right of any minor unit.  As these sums do not
 * depend on the order of the rows, the result is the same digits serially
 * and in parallel.
 *
 * The state is a hash table, hence "internal" with serialisation: with some
 * ten thousand factors, an array in order would be quadratic.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_functions.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

#include "aggregate.h"
#include "totals.h"

PG_FUNCTION_INFO_V1(caudal_sum_in_exact_accum);
PG_FUNCTION_INFO_V1(caudal_sum_in_exact_combine);
PG_FUNCTION_INFO_V1(caudal_sum_in_exact_serialize);
PG_FUNCTION_INFO_V1(caudal_sum_in_exact_deserialize);
PG_FUNCTION_INFO_V1(caudal_sum_in_exact_final);

/*
 * Decimals of a quotient, and of the result: what lies between absorbs the
 * error of any number of quotients.
 */
#define QUOTIENT_DECIMALS	40
#define RESULT_DECIMALS		20

typedef struct ExactGroup
{
	Ratio		ratio;
	int128		total;
	char		status;
} ExactGroup;

static inline uint32
hash_ratio(const Ratio *ratio)
{
	return hash_bytes((const unsigned char *) ratio, sizeof(Ratio));
}

static inline bool
same_ratio(const Ratio *a, const Ratio *b)
{
	return a->numerator == b->numerator && a->denominator == b->denominator;
}

#define SH_PREFIX exactgroups
#define SH_ELEMENT_TYPE ExactGroup
#define SH_KEY_TYPE Ratio
#define SH_KEY ratio
#define SH_HASH_KEY(tb, key) hash_ratio(&(key))
#define SH_EQUAL(tb, a, b) same_ratio(&(a), &(b))
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct ExactSum
{
	MemoryContext context;
	Currency	to;
	exactgroups_hash *groups;
	/* of factors that no ratio holds, already multiplied out; or NULL */
	Numeric		rest;
} ExactSum;

static ExactSum *
new_sum(MemoryContext context, Currency to)
{
	ExactSum   *sum = MemoryContextAllocZero(context, sizeof(ExactSum));

	sum->context = context;
	sum->to = to;
	sum->groups = exactgroups_create(context, 64, NULL);
	return sum;
}

static void
check_target(const ExactSum *sum, Currency to)
{
	if (sum->to != to)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot sum %s and %s", CURRENCY_LETTERS(sum->to),
						CURRENCY_LETTERS(to)),
				 errdetail("A sum has one currency."),
				 errhint("Give one target currency, or group by it.")));
}

static void
add_group(ExactSum *sum, const Ratio *ratio, int128 total)
{
	bool		found;
	ExactGroup *group = exactgroups_insert(sum->groups, *ratio, &found);

	if (!found)
		group->total = 0;
	if (__builtin_add_overflow(group->total, total, &group->total))
		caudal_totals_overflow();
}

static void
add_rest(ExactSum *sum, Numeric value)
{
	MemoryContext oldcontext = MemoryContextSwitchTo(sum->context);

	if (sum->rest == NULL)
		sum->rest = DatumGetNumericCopy(NumericGetDatum(value));
	else
	{
		Numeric		previous = sum->rest;

		sum->rest = NUMERIC_CALL2(numeric_add, previous, value);
		pfree(previous);
	}
	MemoryContextSwitchTo(oldcontext);
}

Datum
caudal_sum_in_exact_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	ExactSum   *sum = PG_ARGISNULL(0) ? NULL : (ExactSum *) PG_GETARG_POINTER(0);
	const Monetary *m;
	Currency	to;
	Valuation	valuation;

	/* not strict, because an internal state has no initial value */
	for (int i = 1; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
		{
			if (sum == NULL)
				PG_RETURN_NULL();
			PG_RETURN_POINTER(sum);
		}
	}
	m = PG_GETARG_MONETARY(1);
	to = PG_GETARG_CURRENCY(2);
	if (!caudal_find_valuation(fcinfo, m->unit, to, PG_GETARG_DATEADT(3),
							   PG_NARGS() > 4 ? PG_GETARG_TEXT_PP(4) : NULL,
							   &valuation))
	{
		if (sum == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(sum);
	}

	if (sum == NULL)
		sum = new_sum(context, to);
	check_target(sum, to);
	if (valuation.has_ratio)
		add_group(sum, &valuation.ratio, monetary_minor(m));
	else
		add_rest(sum,
				 caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul,
														   caudal_monetary_to_numeric(m),
														   valuation.numerator),
											 valuation.denominator,
											 QUOTIENT_DECIMALS));
	PG_RETURN_POINTER(sum);
}

Datum
caudal_sum_in_exact_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	ExactSum   *sum = PG_ARGISNULL(0) ? NULL : (ExactSum *) PG_GETARG_POINTER(0);
	ExactSum   *other = PG_ARGISNULL(1) ? NULL : (ExactSum *) PG_GETARG_POINTER(1);
	exactgroups_iterator iterator;
	ExactGroup *group;

	if (other == NULL)
	{
		if (sum == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(sum);
	}
	if (sum == NULL)
		sum = new_sum(context, other->to);
	check_target(sum, other->to);
	exactgroups_start_iterate(other->groups, &iterator);
	while ((group = exactgroups_iterate(other->groups, &iterator)) != NULL)
		add_group(sum, &group->ratio, group->total);
	if (other->rest != NULL)
		add_rest(sum, other->rest);
	PG_RETURN_POINTER(sum);
}

static void
send_int128(StringInfo buf, int128 value)
{
	pq_sendint64(buf, int128_high(value));
	pq_sendint64(buf, int128_low(value));
}

static int128
recv_int128(StringInfo buf)
{
	int64		high = pq_getmsgint64(buf);
	int64		low = pq_getmsgint64(buf);

	return int128_join(high, low);
}

/*
 * Target currency, number of groups, the groups, and the rest as text (empty
 * for none).
 */
Datum
caudal_sum_in_exact_serialize(PG_FUNCTION_ARGS)
{
	ExactSum   *sum = (ExactSum *) PG_GETARG_POINTER(0);
	StringInfoData buf;
	exactgroups_iterator iterator;
	ExactGroup *group;

	aggregate_context(fcinfo);
	pq_begintypsend(&buf);
	caudal_currency_send_code(&buf, sum->to);
	pq_sendint32(&buf, sum->groups->members);
	exactgroups_start_iterate(sum->groups, &iterator);
	while ((group = exactgroups_iterate(sum->groups, &iterator)) != NULL)
	{
		send_int128(&buf, (int128) group->ratio.numerator);
		send_int128(&buf, (int128) group->ratio.denominator);
		send_int128(&buf, group->total);
	}
	pq_sendstring(&buf, sum->rest == NULL ? "" :
				  caudal_numeric_text(sum->rest));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
caudal_sum_in_exact_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *serialized = PG_GETARG_BYTEA_PP(0);
	StringInfoData buf;
	ExactSum   *sum;
	uint32		ngroups;
	const char *rest;

	aggregate_context(fcinfo);
	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(serialized),
						   VARSIZE_ANY_EXHDR(serialized));
	sum = new_sum(CurrentMemoryContext, caudal_currency_recv_code(&buf));
	ngroups = (uint32) pq_getmsgint(&buf, 4);
	for (uint32 i = 0; i < ngroups; i++)
	{
		Ratio		ratio;

		ratio.numerator = (uint128) recv_int128(&buf);
		ratio.denominator = (uint128) recv_int128(&buf);
		if (ratio.numerator == 0 || ratio.denominator == 0 ||
			ratio.numerator >> 127 != 0 || ratio.denominator >> 127 != 0)
			caudal_totals_invalid();
		add_group(sum, &ratio, recv_int128(&buf));
	}
	rest = pq_getmsgstring(&buf);
	if (*rest != '\0')
		add_rest(sum,
				 DatumGetNumeric(DirectFunctionCall3(numeric_in,
													 CStringGetDatum(rest),
													 ObjectIdGetDatum(InvalidOid),
													 Int32GetDatum(-1))));
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(sum);
}

/*
 * A sum of quotients in three parts: whole minor units, and two runs of 18
 * decimals behind them.  Each quotient is cut off after the last, so that the
 * sum of as many as memory holds is right far beyond RESULT_DECIMALS.
 */
typedef struct QuotientSum
{
	int128		whole;
	int128		first;
	int128		second;
} QuotientSum;

/*
 * Add total * ratio by integers; false where they are too small.
 */
static bool
add_quotient(QuotientSum *sum, const Ratio *ratio, int128 total)
{
	int			sign = total < 0 ? -1 : 1;
	uint128		magnitude = total < 0 ? -(uint128) total : (uint128) total;
	uint128		decimals = (uint128) caudal_pow10[INT64_POW10_MAX];
	uint128		denominator = ratio->denominator;
	uint128		product;
	uint128		remainder;

	/* so that a remainder times 10^18 fits */
	if (denominator > PG_UINT64_MAX ||
		__builtin_mul_overflow(magnitude, ratio->numerator, &product) ||
		product >> 126 != 0)
		return false;
	if (__builtin_add_overflow(sum->whole,
							   sign * (int128) (product / denominator),
							   &sum->whole))
		caudal_totals_overflow();
	remainder = product % denominator * decimals;
	sum->first += sign * (int128) (remainder / denominator);
	remainder = remainder % denominator * decimals;
	sum->second += sign * (int128) (remainder / denominator);
	return true;
}

/* value * 10^-scale, where scale may exceed the digits of an int128 */
static Numeric
scaled_numeric(int128 value, int scale)
{
	return NUMERIC_CALL2(numeric_mul, caudal_numeric_from_int128(value, 0),
						 int64_div_fast_to_numeric(1, scale));
}

Datum
caudal_sum_in_exact_final(PG_FUNCTION_ARGS)
{
	ExactSum   *sum = PG_ARGISNULL(0) ? NULL : (ExactSum *) PG_GETARG_POINTER(0);
	exactgroups_iterator iterator;
	ExactGroup *group;
	QuotientSum quotients = {0};
	Numeric		result;
	int			scale;

	aggregate_context(fcinfo);
	if (sum == NULL)
		PG_RETURN_NULL();

	/* the factors give minor units of the target */
	scale = caudal_currency_minor_unit(sum->to);
	result = sum->rest != NULL ? sum->rest : int64_to_numeric(0);
	exactgroups_start_iterate(sum->groups, &iterator);
	while ((group = exactgroups_iterate(sum->groups, &iterator)) != NULL)
	{
		if (add_quotient(&quotients, &group->ratio, group->total))
			continue;
		result = NUMERIC_CALL2(numeric_add, result,
							   caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul,
																		 scaled_numeric(group->total, scale),
																		 caudal_numeric_from_int128((int128) group->ratio.numerator, 0)),
														   caudal_numeric_from_int128((int128) group->ratio.denominator, 0),
														   QUOTIENT_DECIMALS));
	}
	result = NUMERIC_CALL2(numeric_add, result,
						   scaled_numeric(quotients.whole, scale));
	result = NUMERIC_CALL2(numeric_add, result,
						   scaled_numeric(quotients.first,
										  scale + INT64_POW10_MAX));
	result = NUMERIC_CALL2(numeric_add, result,
						   scaled_numeric(quotients.second,
										  scale + 2 * INT64_POW10_MAX));
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_round, NumericGetDatum(result),
										Int32GetDatum(RESULT_DECIMALS)));
}
