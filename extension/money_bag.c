/*-------------------------------------------------------------------------
 *
 * money_bag.c
 *		The SQL type money_bag: input, output, arithmetic and access.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "money_bag.h"

#include "common/hashfn.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "amount_text.h"
#include "monetary.h"
#include "scan.h"

PG_FUNCTION_INFO_V1(caudal_money_bag_in);
PG_FUNCTION_INFO_V1(caudal_money_bag_out);
PG_FUNCTION_INFO_V1(caudal_money_bag_recv);
PG_FUNCTION_INFO_V1(caudal_money_bag_send);
PG_FUNCTION_INFO_V1(caudal_monetary_to_money_bag);
PG_FUNCTION_INFO_V1(caudal_money_bag_add);
PG_FUNCTION_INFO_V1(caudal_money_bag_subtract);
PG_FUNCTION_INFO_V1(caudal_money_bag_add_monetary);
PG_FUNCTION_INFO_V1(caudal_monetary_add_money_bag);
PG_FUNCTION_INFO_V1(caudal_money_bag_subtract_monetary);
PG_FUNCTION_INFO_V1(caudal_monetary_subtract_money_bag);
PG_FUNCTION_INFO_V1(caudal_money_bag_get_amount);
PG_FUNCTION_INFO_V1(caudal_money_bag_currencies);
PG_FUNCTION_INFO_V1(caudal_money_bag_unnest);
PG_FUNCTION_INFO_V1(caudal_money_bag_to_jsonb);
PG_FUNCTION_INFO_V1(caudal_money_bag_eq);
PG_FUNCTION_INFO_V1(caudal_money_bag_ne);
PG_FUNCTION_INFO_V1(caudal_money_bag_sort_lt);
PG_FUNCTION_INFO_V1(caudal_money_bag_sort_le);
PG_FUNCTION_INFO_V1(caudal_money_bag_sort_gt);
PG_FUNCTION_INFO_V1(caudal_money_bag_sort_ge);
PG_FUNCTION_INFO_V1(caudal_money_bag_cmp);
PG_FUNCTION_INFO_V1(caudal_money_bag_hash);
PG_FUNCTION_INFO_V1(caudal_money_bag_hash_extended);

static void
bag_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("amount is out of range for type money_bag"),
			 errdetail("An amount in a bag is a 128-bit number of minor units.")));
}

static int
compare_currencies(const void *a, const void *b)
{
	Currency	x = unit_currency(((const BagAmount *) a)->unit);
	Currency	y = unit_currency(((const BagAmount *) b)->unit);

	return (x > y) - (x < y);
}

/*
 * Add two amounts of one currency; the larger exponent is kept.  False when
 * the sum does not fit.
 */
static bool
add_amounts(BagAmount *a, const BagAmount *b)
{
	int			difference = unit_exponent(b->unit) - unit_exponent(a->unit);
	int128		other = b->value;

	if (difference > 0)
	{
		if (!caudal_scale_up(a->value, difference, &a->value))
			return false;
		a->unit = b->unit;
	}
	else if (!caudal_scale_up(other, -difference, &other))
		return false;
	return !__builtin_add_overflow(a->value, other, &a->value);
}

/*
 * Sort, merge what is of one currency, drop zeros: every bag is made here.
 * Returns -1 when a sum does not fit.
 */
static int
normalise(BagAmount *amounts, int n)
{
	int			kept = 0;

	qsort(amounts, n, sizeof(BagAmount), compare_currencies);
	for (int i = 0; i < n;)
	{
		BagAmount	sum = amounts[i++];

		while (i < n && unit_currency(amounts[i].unit) == unit_currency(sum.unit))
			if (!add_amounts(&sum, &amounts[i++]))
				return -1;
		if (sum.value != 0)
			amounts[kept++] = sum;
	}
	return kept;
}

/*
 * Make a bag of amounts in any order, which the call uses up.
 */
MoneyBag *
caudal_money_bag_make(BagAmount *amounts, int n)
{
	MoneyBag   *bag;

	n = normalise(amounts, n);
	if (n < 0)
		bag_overflow();
	bag = palloc(MONEY_BAG_SIZE(n));
	SET_VARSIZE(bag, MONEY_BAG_SIZE(n));
	for (int i = 0; i < n; i++)
	{
		bag->entries[i].unit = amounts[i].unit;
		memcpy(bag->entries[i].value, &amounts[i].value, sizeof(int128));
	}
	return bag;
}

/* take the blanks off both ends of a piece of text */
static void
trim(const char **start, const char **end)
{
	while (*start < *end && ascii_is_blank(**start))
		(*start)++;
	while (*start < *end && ascii_is_blank((*end)[-1]))
		(*end)--;
}

/*
 * Text form: {1500.50 MXN, 20.00 USD}; read with or without the braces, in
 * any order, a currency more than once.
 */
Datum
caudal_money_bag_in(PG_FUNCTION_ARGS)
{
	char	   *str = PG_GETARG_CSTRING(0);
	Node	   *escontext = fcinfo->context;
	const char *p = str;
	const char *end = str + strlen(str);
	bool		braces;
	BagAmount  *amounts;
	int			room = 1;
	int			n = 0;

	trim(&p, &end);
	braces = (end - p >= 2 && *p == '{' && end[-1] == '}');
	if (braces)
	{
		p++;
		end--;
		trim(&p, &end);
	}

	for (const char *q = p; q < end; q++)
		room += (*q == ',');
	amounts = palloc(room * sizeof(BagAmount));

	/* only braces can hold nothing */
	for (bool more = !(braces && p == end); more;)
	{
		const char *comma = memchr(p, ',', end - p);
		const char *start = p;
		const char *stop = comma ? comma : end;
		AmountText	amount;
		AmountTextResult result;

		trim(&start, &stop);
		result = caudal_amount_parse(start, stop - start, &amount);
		if (result != AMOUNT_OK)
		{
			/* an empty entry is best shown by the whole text */
			if (start == stop)
			{
				start = str;
				stop = str + strlen(str);
			}
			caudal_amount_error(result, "money_bag", start, stop - start,
								&amount, escontext);
			PG_RETURN_NULL();
		}
		amounts[n].unit = amount.unit;
		amounts[n++].value = amount.value;
		more = (comma != NULL);
		if (more)
			p = comma + 1;
	}

	n = normalise(amounts, n);
	if (n < 0)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount is out of range for type money_bag"),
				 errdetail("An amount in a bag is a 128-bit number of minor units.")));
	PG_RETURN_MONEY_BAG(caudal_money_bag_make(amounts, n));
}

Datum
caudal_money_bag_out(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	int			n = money_bag_length(bag);
	char	   *result = palloc(n * (AMOUNT_TEXT_SIZE + 2) + 3);
	char	   *p = result;

	*p++ = '{';
	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);

		if (i > 0)
		{
			*p++ = ',';
			*p++ = ' ';
		}
		p += caudal_amount_print(p, amount.value, amount.unit, false);
	}
	*p++ = '}';
	*p = '\0';
	PG_RETURN_CSTRING(result);
}

/*
 * Binary form: int32 number of entries, then each as high and low int64,
 * three letters, one byte of exponent; in order of code, none zero.
 */
Datum
caudal_money_bag_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		n = pq_getmsgint(buf, 4);
	BagAmount  *amounts;
	Currency	previous = 0;

	/* an entry takes 20 bytes: do not allocate on the sender's word alone */
	if (n < 0 || n > (buf->len - buf->cursor) / 20)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid number of entries in binary data of type money_bag: %d",
						n)));
	amounts = palloc(Max(n, 1) * sizeof(BagAmount));
	for (int i = 0; i < n; i++)
	{
		int64		high = pq_getmsgint64(buf);
		int64		low = pq_getmsgint64(buf);
		Currency	currency = caudal_currency_recv_code(buf);
		int			exponent = pq_getmsgbyte(buf);

		amounts[i].value = int128_join(high, low);
		if (exponent > UNIT_MAX_EXPONENT || amounts[i].value == 0 ||
			currency <= previous)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid entry in binary data of type money_bag"),
					 errdetail("Entries are sent in order of currency, none of them zero, with an exponent of at most %d.",
							   UNIT_MAX_EXPONENT)));
		amounts[i].unit = unit_make(currency, exponent);
		previous = currency;
	}
	PG_RETURN_MONEY_BAG(caudal_money_bag_make(amounts, n));
}

Datum
caudal_money_bag_send(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	int			n = money_bag_length(bag);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint32(&buf, n);
	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);

		pq_sendint64(&buf, int128_high(amount.value));
		pq_sendint64(&buf, int128_low(amount.value));
		caudal_currency_send_code(&buf, unit_currency(amount.unit));
		pq_sendbyte(&buf, unit_exponent(amount.unit));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static BagAmount
amount_of_monetary(const Monetary *m)
{
	BagAmount	amount;

	amount.unit = m->unit;
	amount.value = monetary_minor(m);
	return amount;
}

Datum
caudal_monetary_to_money_bag(PG_FUNCTION_ARGS)
{
	BagAmount	amount = amount_of_monetary(PG_GETARG_MONETARY(0));

	PG_RETURN_MONEY_BAG(caudal_money_bag_make(&amount, 1));
}

static void
negate_amount(BagAmount *amount)
{
	if (__builtin_sub_overflow((int128) 0, amount->value, &amount->value))
		bag_overflow();
}

/*
 * The entries of a bag into an array that has room, with their sign turned
 * if asked; returns how many.
 */
static int
take_entries(BagAmount *into, const MoneyBag *bag, bool negate)
{
	int			n = money_bag_length(bag);

	for (int i = 0; i < n; i++)
	{
		into[i] = money_bag_get(bag, i);
		if (negate)
			negate_amount(&into[i]);
	}
	return n;
}

static MoneyBag *
combine_bags(const MoneyBag *a, const MoneyBag *b, bool subtract)
{
	BagAmount  *amounts = palloc((money_bag_length(a) + money_bag_length(b) + 1) *
								 sizeof(BagAmount));
	int			n = take_entries(amounts, a, false);

	n += take_entries(amounts + n, b, subtract);
	return caudal_money_bag_make(amounts, n);
}

static MoneyBag *
combine_bag_and_monetary(const MoneyBag *bag, bool negate_bag,
						 const Monetary *m, bool negate_monetary)
{
	BagAmount  *amounts = palloc((money_bag_length(bag) + 1) *
								 sizeof(BagAmount));
	int			n = take_entries(amounts, bag, negate_bag);

	amounts[n] = amount_of_monetary(m);
	if (negate_monetary)
		negate_amount(&amounts[n]);
	return caudal_money_bag_make(amounts, n + 1);
}

Datum
caudal_money_bag_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bags(PG_GETARG_MONEY_BAG(0),
									 PG_GETARG_MONEY_BAG(1), false));
}

Datum
caudal_money_bag_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bags(PG_GETARG_MONEY_BAG(0),
									 PG_GETARG_MONEY_BAG(1), true));
}

Datum
caudal_money_bag_add_monetary(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bag_and_monetary(PG_GETARG_MONEY_BAG(0), false,
												 PG_GETARG_MONETARY(1), false));
}

Datum
caudal_monetary_add_money_bag(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bag_and_monetary(PG_GETARG_MONEY_BAG(1), false,
												 PG_GETARG_MONETARY(0), false));
}

Datum
caudal_money_bag_subtract_monetary(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bag_and_monetary(PG_GETARG_MONEY_BAG(0), false,
												 PG_GETARG_MONETARY(1), true));
}

Datum
caudal_monetary_subtract_money_bag(PG_FUNCTION_ARGS)
{
	PG_RETURN_MONEY_BAG(combine_bag_and_monetary(PG_GETARG_MONEY_BAG(1), true,
												 PG_GETARG_MONETARY(0), false));
}

/*
 * The amount of one currency; zero where the bag has none of it.
 */
Datum
caudal_money_bag_get_amount(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	Currency	currency = PG_GETARG_CURRENCY(1);
	int			n = money_bag_length(bag);

	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);

		if (unit_currency(amount.unit) == currency)
			PG_RETURN_MONETARY(caudal_monetary_from_int128(amount.value,
														   amount.unit));
	}
	PG_RETURN_MONETARY(monetary_make(0, unit_of(currency)));
}

Datum
caudal_money_bag_currencies(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	int			n = money_bag_length(bag);
	Oid			element = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	Datum	   *codes = palloc(Max(n, 1) * sizeof(Datum));

	for (int i = 0; i < n; i++)
		codes[i] = CurrencyGetDatum(unit_currency(money_bag_get(bag, i).unit));
	PG_RETURN_ARRAYTYPE_P(construct_array(codes, n, element, sizeof(Currency),
										  true, TYPALIGN_INT));
}

Datum
caudal_money_bag_unnest(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	MoneyBag   *bag;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		funcctx = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		funcctx->user_fctx = (MoneyBag *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		MemoryContextSwitchTo(oldcontext);
	}
	funcctx = SRF_PERCALL_SETUP();
	bag = funcctx->user_fctx;
	if (funcctx->call_cntr < (uint64) money_bag_length(bag))
	{
		BagAmount	amount = money_bag_get(bag, (int) funcctx->call_cntr);

		SRF_RETURN_NEXT(funcctx,
						MonetaryGetDatum(caudal_monetary_from_int128(amount.value,
																	 amount.unit)));
	}
	SRF_RETURN_DONE(funcctx);
}

/*
 * {"MXN": 1500.50, "USD": 20.00}
 */
Datum
caudal_money_bag_to_jsonb(PG_FUNCTION_ARGS)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	int			n = money_bag_length(bag);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);
		char		number[AMOUNT_TEXT_SIZE];

		caudal_int128_print(number, amount.value, unit_exponent(amount.unit));
		appendStringInfo(&buf, "%s\"%s\": %s", i > 0 ? ", " : "",
						 CURRENCY_LETTERS(unit_currency(amount.unit)), number);
	}
	appendStringInfoChar(&buf, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(buf.data));
}

/*
 * A total order: entry by entry, by code and then by value, and a bag that
 * ends first comes first.  It serves DISTINCT, GROUP BY and joins.
 */
static int
compare_bags(const MoneyBag *a, const MoneyBag *b)
{
	int			na = money_bag_length(a);
	int			nb = money_bag_length(b);

	for (int i = 0; i < Min(na, nb); i++)
	{
		BagAmount	x = money_bag_get(a, i);
		BagAmount	y = money_bag_get(b, i);
		int			result = compare_currencies(&x, &y);

		if (result == 0)
			result = caudal_compare_scaled(x.value, unit_exponent(x.unit),
										   y.value, unit_exponent(y.unit));
		if (result != 0)
			return result;
	}
	return (na > nb) - (na < nb);
}

/*
 * A sort calls these in a context that lives as long as it does, so what was
 * detoasted is given back.
 */
static int
compare_arguments(FunctionCallInfo fcinfo)
{
	MoneyBag   *a = PG_GETARG_MONEY_BAG(0);
	MoneyBag   *b = PG_GETARG_MONEY_BAG(1);
	int			result = compare_bags(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return result;
}

#define BAG_COMPARISON(name, op) \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(compare_arguments(fcinfo) op 0); \
}

BAG_COMPARISON(caudal_money_bag_eq, ==)
BAG_COMPARISON(caudal_money_bag_ne, !=)
BAG_COMPARISON(caudal_money_bag_sort_lt, <)
BAG_COMPARISON(caudal_money_bag_sort_le, <=)
BAG_COMPARISON(caudal_money_bag_sort_gt, >)
BAG_COMPARISON(caudal_money_bag_sort_ge, >=)

Datum
caudal_money_bag_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

/*
 * Equal bags hash alike whatever the stored exponents: a value is hashed
 * without its trailing zeros, together with the exponent that remains (which
 * may be negative).
 */
static uint64
hash_argument(FunctionCallInfo fcinfo, uint64 seed)
{
	MoneyBag   *bag = PG_GETARG_MONEY_BAG(0);
	int			n = money_bag_length(bag);
	uint64		hash = seed;

	for (int i = 0; i < n; i++)
	{
		BagAmount	amount = money_bag_get(bag, i);
		int			exponent = unit_exponent(amount.unit);
		uint128		value;
		uint32		words[6];

		while (amount.value % 10 == 0)
		{
			amount.value /= 10;
			exponent--;
		}
		value = (uint128) amount.value;
		words[0] = (uint32) unit_currency(amount.unit);
		words[1] = (uint32) exponent;
		for (int w = 2; w < 6; w++)
		{
			words[w] = (uint32) value;
			value >>= 32;
		}
		hash = hash_combine64(hash,
							  DatumGetUInt64(hash_any_extended((unsigned char *) words,
															   sizeof(words),
															   seed)));
	}
	PG_FREE_IF_COPY(bag, 0);
	return hash;
}

/* core wants the 32 bits of a seed of zero in the lower half of the longer */
Datum
caudal_money_bag_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) hash_argument(fcinfo, 0));
}

Datum
caudal_money_bag_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(hash_argument(fcinfo, (uint64) PG_GETARG_INT64(1)));
}
