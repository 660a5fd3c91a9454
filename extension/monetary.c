/*-------------------------------------------------------------------------
 *
 * monetary.c
 *		The SQL type monetary: input, output, column constraint, construction
 *		and access.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_monetary_in);
PG_FUNCTION_INFO_V1(caudal_monetary_out);
PG_FUNCTION_INFO_V1(caudal_monetary_recv);
PG_FUNCTION_INFO_V1(caudal_monetary_send);
PG_FUNCTION_INFO_V1(caudal_monetary_typmod_in);
PG_FUNCTION_INFO_V1(caudal_monetary_typmod_out);
PG_FUNCTION_INFO_V1(caudal_monetary_coerce);
PG_FUNCTION_INFO_V1(caudal_monetary);
PG_FUNCTION_INFO_V1(caudal_amount);
PG_FUNCTION_INFO_V1(caudal_monetary_currency);
PG_FUNCTION_INFO_V1(caudal_minor_amount);

/*
 * Report text that is not an amount, for monetary and money_bag alike.
 */
void
caudal_amount_error(AmountTextResult result, const char *type,
					const char *str, size_t len, const AmountText *amount,
					Node *escontext)
{
	char	   *shown = pnstrdup(str, len);
	Currency	currency;

	switch (result)
	{
		case AMOUNT_OK:
			break;
		case AMOUNT_WITHOUT_CURRENCY:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("amount without a currency: \"%s\"", shown),
					 errdetail("A number alone is not an amount of money."),
					 errhint("Write the currency, as in '%s MXN'; or, if a number was meant, write it without quotes.",
							 shown)));
			break;
		case AMOUNT_GROUPED:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("amount with grouped digits: \"%s\"", shown),
					 errdetail("Separators between digits are read differently from country to country."),
					 errhint("Write the digits without separators and a point before the decimals, as in '1234567.50 MXN'; parse_monetary reads amounts as a given country writes them.")));
			break;
		case AMOUNT_UNKNOWN_CURRENCY:
			caudal_currency_unknown(amount->code, 3, escontext);
			break;
		case AMOUNT_TOO_MANY_DECIMALS:
			currency = unit_currency(amount->unit);
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("too many decimals for %s: \"%s\"",
							CURRENCY_LETTERS(currency), shown),
					 errdetail("%s has %d decimals, and the amount is written with %d.",
							   CURRENCY_LETTERS(currency),
							   unit_exponent(amount->unit), amount->decimals),
					 errhint("Round it, as monetary(numeric, currency) does. If the point was meant to group digits, leave it out; parse_monetary reads amounts as a given country writes them.")));
			break;
		case AMOUNT_OUT_OF_RANGE:
			ereturn(escontext,,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("amount \"%s\" is out of range for type %s",
							shown, type),
					 errdetail("An amount in type monetary is a 64-bit number of minor units, in type money_bag a 128-bit one.")));
			break;
		case AMOUNT_MALFORMED:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid input syntax for type %s: \"%s\"",
							type, shown),
					 errhint("Write an amount and its currency, as in '1500.50 MXN'.")));
	}
}

/*
 * The currency that a column constraint names, or 0 for none.  A type modifier
 * can be handed in by anybody.
 */
static inline Currency
typmod_currency(int32 typmod)
{
	if (typmod < 0)
		return 0;
	if (caudal_currency_minor_unit((Currency) typmod) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid type modifier for type monetary: %d",
						typmod)));
	return (Currency) typmod;
}

/*
 * Check a currency against a column constraint.  A cast never converts.
 */
static void
check_typmod(Currency currency, int32 typmod, Node *escontext)
{
	Currency	wanted = typmod_currency(typmod);

	if (wanted == 0 || wanted == currency)
		return;
	ereturn(escontext,,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("amount in %s does not fit monetary('%s')",
					CURRENCY_LETTERS(currency), CURRENCY_LETTERS(wanted)),
			 errhint("A cast never converts; in_currency(amount, '%s', date) does.",
					 CURRENCY_LETTERS(wanted))));
}

/*
 * The one way from a wide integer to a monetary: 22003 beyond 64 bits.
 */
Monetary *
caudal_monetary_from_int128(int128 value, Unit unit)
{
	char		text[AMOUNT_TEXT_SIZE];

	if (unlikely(!int128_fits_int64(value)))
	{
		caudal_amount_print(text, value, unit, false);
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount \"%s\" is out of range for type monetary",
						text),
				 MONETARY_RANGE_DETAIL));
	}
	return monetary_make((int64) value, unit);
}

Datum
caudal_monetary_in(PG_FUNCTION_ARGS)
{
	char	   *str = PG_GETARG_CSTRING(0);
	int32		typmod = PG_GETARG_INT32(2);
	size_t		len = strlen(str);
	AmountText	amount;
	AmountTextResult result;

	result = caudal_amount_parse(str, len, &amount);
	if (result == AMOUNT_OK && !int128_fits_int64(amount.value))
		result = AMOUNT_OUT_OF_RANGE;
	if (result != AMOUNT_OK)
	{
		caudal_amount_error(result, "monetary", str, len, &amount,
							fcinfo->context);
		PG_RETURN_NULL();
	}
	if (typmod >= 0)
		check_typmod(unit_currency(amount.unit), typmod, fcinfo->context);
	PG_RETURN_MONETARY(monetary_make((int64) amount.value, amount.unit));
}

Datum
caudal_monetary_out(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	char	   *result = palloc(AMOUNT_TEXT_SIZE);

	caudal_amount_print(result, monetary_minor(m), m->unit, true);
	PG_RETURN_CSTRING(result);
}

/*
 * Binary form: int64 minor units, three letters, one byte of exponent.
 */
Datum
caudal_monetary_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int32		typmod = PG_GETARG_INT32(2);
	int64		minor = pq_getmsgint64(buf);
	Currency	currency = caudal_currency_recv_code(buf);
	int			exponent = pq_getmsgbyte(buf);

	if (exponent > UNIT_MAX_EXPONENT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid exponent in binary data of type monetary: %d",
						exponent)));
	check_typmod(currency, typmod, NULL);
	PG_RETURN_MONETARY(monetary_make(minor, unit_make(currency, exponent)));
}

Datum
caudal_monetary_send(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, monetary_minor(m));
	caudal_currency_send_code(&buf, monetary_currency(m));
	pq_sendbyte(&buf, unit_exponent(m->unit));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

Datum
caudal_monetary_typmod_in(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *elements;
	int			n;
	char	   *code;

	deconstruct_array(array, CSTRINGOID, -2, false, TYPALIGN_CHAR,
					  &elements, NULL, &n);
	if (n != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("type monetary takes one modifier, a currency"),
				 errhint("Write it as monetary('MXN').")));
	code = DatumGetCString(elements[0]);
	PG_RETURN_INT32(caudal_currency_from_text(code, strlen(code), NULL));
}

Datum
caudal_monetary_typmod_out(PG_FUNCTION_ARGS)
{
	Currency	currency = typmod_currency(PG_GETARG_INT32(0));

	if (currency == 0)
		PG_RETURN_CSTRING(pstrdup(""));
	PG_RETURN_CSTRING(psprintf("('%s')", CURRENCY_LETTERS(currency)));
}

Datum
caudal_monetary_coerce(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);

	check_typmod(monetary_currency(m), PG_GETARG_INT32(1), NULL);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * A number that is to be an amount of money must be finite.
 */
Numeric
caudal_check_amount(Numeric amount)
{
	if (!caudal_numeric_is_finite(amount))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an amount of money is not \"%s\"",
						caudal_numeric_text(amount)),
				 errhint("Give NULL where the amount is not known.")));
	return amount;
}

/*
 * A number as minor units of a unit, rounded half away from zero.
 */
int64
caudal_minor_from_numeric(Numeric num, Unit unit)
{
	int			exponent = unit_exponent(unit);
	NumericParts parts;
	int128		minor;
	Datum		d;

	caudal_check_amount(num);

	if (likely(caudal_numeric_to_parts(num, &parts)))
	{
		bool		ok = true;

		if (parts.scale <= exponent)
			ok = caudal_scale_up(parts.digits, exponent - parts.scale, &minor);
		else
		{
			int128		divisor;

			ok = caudal_scale_up(1, parts.scale - exponent, &divisor);
			if (ok)
				minor = caudal_divide_round(parts.digits, divisor);
		}
		if (ok && int128_fits_int64(minor))
			return (int64) minor;
	}

	/* more digits than fit: let numeric round, then see */
	d = DirectFunctionCall2(numeric_round, NumericGetDatum(num),
							Int32GetDatum(exponent));
	if (!caudal_numeric_to_parts(DatumGetNumeric(d), &parts) ||
		!int128_fits_int64(parts.digits))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount \"%s %s\" is out of range for type monetary",
						caudal_numeric_text(DatumGetNumeric(d)),
						CURRENCY_LETTERS(unit_currency(unit))),
				 MONETARY_RANGE_DETAIL));
	return (int64) parts.digits;
}

Datum
caudal_monetary(PG_FUNCTION_ARGS)
{
	Unit		unit = unit_of(PG_GETARG_CURRENCY(1));

	PG_RETURN_MONETARY(monetary_make(caudal_minor_from_numeric(PG_GETARG_NUMERIC_PACKED(0), unit),
									 unit));
}

Numeric
caudal_monetary_to_numeric(const Monetary *m)
{
	return int64_div_fast_to_numeric(monetary_minor(m),
									 unit_exponent(m->unit));
}

Datum
caudal_amount(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(caudal_monetary_to_numeric(PG_GETARG_MONETARY(0)));
}

Datum
caudal_monetary_currency(PG_FUNCTION_ARGS)
{
	PG_RETURN_CURRENCY(monetary_currency(PG_GETARG_MONETARY(0)));
}

/*
 * Minor units as today's table counts them, which is what a payment file or
 * an interface to a bank expects.
 */
Datum
caudal_minor_amount(PG_FUNCTION_ARGS)
{
	const Monetary *m = PG_GETARG_MONETARY(0);
	Unit		today = unit_of(monetary_currency(m));
	int128		minor;

	if (likely(m->unit == today))
		PG_RETURN_INT64(monetary_minor(m));
	if (!caudal_rescale_exactly(monetary_minor(m), unit_exponent(m->unit),
								unit_exponent(today), &minor) ||
		!int128_fits_int64(minor))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("amount cannot be counted in minor units of %s",
						CURRENCY_LETTERS(monetary_currency(m))),
				 errdetail("It is no whole number of them, or too large for type bigint.")));
	PG_RETURN_INT64((int64) minor);
}
