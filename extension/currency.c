/*-------------------------------------------------------------------------
 *
 * currency.c
 *		The SQL type currency: input, output, casts, and what is known of a
 *		code.
 *
 * Comparison, sorting and hashing are those of int4: the code is packed so
 * that integer order is alphabetical order.  Neither input nor output reads a
 * table, a setting or the locale.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "currency.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "country_table.h"
#include "scan.h"

PG_FUNCTION_INFO_V1(caudal_currency_in);
PG_FUNCTION_INFO_V1(caudal_currency_out);
PG_FUNCTION_INFO_V1(caudal_currency_recv);
PG_FUNCTION_INFO_V1(caudal_currency_send);
PG_FUNCTION_INFO_V1(caudal_text_to_currency);
PG_FUNCTION_INFO_V1(caudal_currency_to_text);
PG_FUNCTION_INFO_V1(caudal_minor_units);
PG_FUNCTION_INFO_V1(caudal_currency_of);
PG_FUNCTION_INFO_V1(caudal_currency_of_on);

/*
 * Report a code that is not in the table, naming the nearest that is.
 */
void
caudal_currency_unknown(const char *str, size_t len, Node *escontext)
{
	char	   *shown = pnstrdup(str, len);
	char		letters[4] = {0};
	Currency	nearest = 0;

	if (len == 3)
	{
		for (int i = 0; i < 3; i++)
			letters[i] = ascii_upper(str[i]);
		if (ascii_is_upper(letters[0]) && ascii_is_upper(letters[1]) &&
			ascii_is_upper(letters[2]))
			nearest = caudal_currency_nearest(letters);
	}

	ereturn(escontext,,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("unknown currency code: \"%s\"", shown),
			 errdetail("A currency is a three-letter code of ISO 4217, current or historic, or a private code that begins with X."),
			 nearest != 0 ?
			 errhint("Did you mean \"%s\"?", CURRENCY_LETTERS(nearest)) :
			 errhint("Write the code and not the symbol or the name, as in \"MXN\".")));
}

/*
 * The one validator of currency codes: three letters in any case, blanks
 * around them ignored.  Returns 0 after a soft error.
 */
Currency
caudal_currency_from_text(const char *str, size_t len, Node *escontext)
{
	const char *p = str;
	size_t		n = len;

	while (n > 0 && ascii_is_blank(p[0]))
	{
		p++;
		n--;
	}
	while (n > 0 && ascii_is_blank(p[n - 1]))
		n--;

	if (n == 3)
	{
		char		c0 = ascii_upper(p[0]);
		char		c1 = ascii_upper(p[1]);
		char		c2 = ascii_upper(p[2]);

		if (ascii_is_upper(c0) && ascii_is_upper(c1) && ascii_is_upper(c2))
		{
			Currency	code = CURRENCY_CODE(c0, c1, c2);

			if (caudal_currency_minor_unit(code) >= 0)
				return code;
		}
	}
	caudal_currency_unknown(p, n, escontext);
	return 0;
}

/* the binary form is the three letters */
void
caudal_currency_send_code(StringInfo buf, Currency code)
{
	pq_sendbyte(buf, (code >> 16) & 0xFF);
	pq_sendbyte(buf, (code >> 8) & 0xFF);
	pq_sendbyte(buf, code & 0xFF);
}

Currency
caudal_currency_recv_code(StringInfo buf)
{
	const char *letters = pq_getmsgbytes(buf, 3);

	for (int i = 0; i < 3; i++)
		if (!ascii_is_upper(letters[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid currency code in binary data"),
					 errdetail("A code is sent as three upper-case letters.")));
	return caudal_currency_from_text(letters, 3, NULL);
}

Datum
caudal_currency_in(PG_FUNCTION_ARGS)
{
	char	   *str = PG_GETARG_CSTRING(0);
	Currency	code;

	code = caudal_currency_from_text(str, strlen(str), fcinfo->context);
	if (code == 0)
		PG_RETURN_NULL();
	PG_RETURN_CURRENCY(code);
}

Datum
caudal_currency_out(PG_FUNCTION_ARGS)
{
	char	   *result = palloc(4);

	PG_RETURN_CSTRING(currency_letters(PG_GETARG_CURRENCY(0), result));
}

Datum
caudal_currency_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_CURRENCY(caudal_currency_recv_code((StringInfo) PG_GETARG_POINTER(0)));
}

Datum
caudal_currency_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	caudal_currency_send_code(&buf, PG_GETARG_CURRENCY(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* serves text, varchar and bpchar: blanks around a code are ignored */
Datum
caudal_text_to_currency(PG_FUNCTION_ARGS)
{
	text	   *str = PG_GETARG_TEXT_PP(0);

	PG_RETURN_CURRENCY(caudal_currency_from_text(VARDATA_ANY(str),
												 VARSIZE_ANY_EXHDR(str),
												 NULL));
}

Datum
caudal_currency_to_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text_with_len(CURRENCY_LETTERS(PG_GETARG_CURRENCY(0)), 3));
}

Datum
caudal_minor_units(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(caudal_currency_minor_unit(PG_GETARG_CURRENCY(0)));
}

/*
 * The two letters of a country code, upper-cased; an error if it is not one.
 */
static void
country_letters(text *country, char letters[2])
{
	const char *str = VARDATA_ANY(country);
	int			len = VARSIZE_ANY_EXHDR(country);

	/* char(3) columns pad with blanks */
	while (len > 0 && ascii_is_blank(str[len - 1]))
		len--;
	if (len == 2)
	{
		letters[0] = ascii_upper(str[0]);
		letters[1] = ascii_upper(str[1]);
		if (ascii_is_upper(letters[0]) && ascii_is_upper(letters[1]))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid country code: \"%s\"", text_to_cstring(country)),
			 errhint("Write the two letters of ISO 3166, as in \"MX\".")));
}

static void
country_unknown(const char letters[2])
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown country code: \"%c%c\"", letters[0], letters[1]),
			 errhint("Write the two letters of ISO 3166, as in \"MX\".")));
}

Datum
caudal_currency_of(PG_FUNCTION_ARGS)
{
	char		letters[2];
	Currency	code;

	country_letters(PG_GETARG_TEXT_PP(0), letters);
	code = caudal_country_currency(letters);
	if (code == 0)
		country_unknown(letters);
	PG_RETURN_CURRENCY(code);
}

Datum
caudal_currency_of_on(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(1);
	char		letters[2];
	Currency	code;

	country_letters(PG_GETARG_TEXT_PP(0), letters);
	if (caudal_country_currency(letters) == 0)
		country_unknown(letters);
	if (DATE_IS_NOBEGIN(date))
		PG_RETURN_NULL();
	code = DATE_IS_NOEND(date) ? caudal_country_currency(letters) :
		caudal_country_currency_on(letters, date);
	if (code == 0)
		PG_RETURN_NULL();
	PG_RETURN_CURRENCY(code);
}
