/*-------------------------------------------------------------------------
 *
 * income_mix.c
 *		The SQL type income_mix: input, output and casts.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "income_mix.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"

#include "exact.h"

PG_FUNCTION_INFO_V1(caudal_income_mix_in);
PG_FUNCTION_INFO_V1(caudal_income_mix_out);
PG_FUNCTION_INFO_V1(caudal_income_mix_recv);
PG_FUNCTION_INFO_V1(caudal_income_mix_send);
PG_FUNCTION_INFO_V1(caudal_income_mix_to_jsonb);

NamedValues *
caudal_income_mix_begin(MemoryContext context, Currency currency,
						Node *escontext)
{
	NamedValues *mix = caudal_named_values_make(context, "income_mix",
												escontext);

	mix->tag = currency;
	if (currency != 0)
		mix->scale = caudal_currency_minor_unit(currency);
	return mix;
}

/* how a currency, or that there is none, is written in an error */
static const char *
currency_name(Currency currency)
{
	return currency == 0 ? _("no currency") :
		pstrdup(CURRENCY_LETTERS(currency));
}

void
caudal_income_mix_check_currency(const NamedValues *mix, Currency currency)
{
	if (unlikely(mix->tag != currency))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot mix income in %s and in %s",
						currency_name(mix->tag), currency_name(currency)),
				 errdetail("The shares of an income mix are those of one currency."),
				 errhint("Convert the amounts first, as in income_mix(source, in_currency(amount, 'USD', date)).")));
}

/*
 * Take in an amount, in integers of the given number of decimals; those of
 * one source make one.
 */
void
caudal_income_mix_add(NamedValues *mix, ValueName source, int128 digits,
					  int scale)
{
	bool		found;
	NamedValue *entry;

	digits = caudal_named_values_align(mix, digits, scale);
	if (SOFT_ERROR_OCCURRED(mix->escontext))
		return;
	entry = caudal_named_values_enter(mix, source, &found);
	if (entry == NULL)
		return;
	if (__builtin_add_overflow(entry->quantity, digits, &entry->quantity))
		caudal_named_values_overflow(mix);
}

/* amounts of money have the decimals of their currency, or more */
static void
align_to_currency(NamedValues *mix)
{
	if (mix->tag != 0)
		(void) caudal_named_values_align(mix, 0,
										 Max(mix->scale,
											 caudal_currency_minor_unit(mix->tag)));
}

/*
 * Text form: {"one source": 1500.50, NULL: 20.00} USD, the amount without a
 * source under NULL, the currency only where there is one.  Read in any order,
 * a source more than once.
 */
static bool
scan_mix(Scanner *s, NamedValues *mix)
{
	char	   *buf = palloc(s->end - s->p + 1);

	scan_blanks(s);
	if (!scan_character(s, '{'))
		return false;
	scan_blanks(s);
	if (!scan_character(s, '}'))
	{
		do
		{
			ValueName	source;
			int128		digits;
			int			scale;
			bool		overflow;

			scan_blanks(s);
			if (!caudal_name_scan(s, buf, &source))
				return false;
			scan_blanks(s);
			if (!scan_character(s, ':'))
				return false;
			scan_blanks(s);
			if (!caudal_scan_decimal(s, &digits, &scale, &overflow))
				return false;
			if (overflow || scale > INT128_POW10_MAX)
				caudal_named_values_overflow(mix);
			else
				caudal_income_mix_add(mix, source, digits, scale);
			if (SOFT_ERROR_OCCURRED(mix->escontext))
				return false;
			scan_blanks(s);
		} while (scan_character(s, ','));
		if (!scan_character(s, '}'))
			return false;
	}
	scan_blanks(s);
	return true;
}

Datum
caudal_income_mix_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Scanner		s = {str, str + strlen(str)};
	NamedValues *mix = caudal_income_mix_begin(CurrentMemoryContext, 0,
											   fcinfo->context);

	if (!scan_mix(&s, mix))
	{
		/* with a better reason than that of this message */
		if (SOFT_ERROR_OCCURRED(fcinfo->context))
			PG_RETURN_NULL();
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type income_mix: \"%s\"", str),
				 errhint("Write each source in double quotes with its amount, and the currency at the end, as in {\"One foundation\": 1500.50, \"Another\": 20} USD.")));
	}
	if (s.p < s.end)
	{
		mix->tag = caudal_currency_from_text(s.p, s.end - s.p, fcinfo->context);
		if (mix->tag == 0)
			PG_RETURN_NULL();
		align_to_currency(mix);
	}
	PG_RETURN_POINTER(caudal_named_values_store(mix));
}

Datum
caudal_income_mix_out(PG_FUNCTION_ARGS)
{
	NamedList  *mix = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(mix, &n);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoString(&buf, ", ");
		caudal_name_print(&buf, entries[i].name);
		appendStringInfoString(&buf, ": ");
		caudal_named_quantity_print(&buf, entries[i].quantity, mix->scale);
	}
	appendStringInfoChar(&buf, '}');
	if (mix->tag != 0)
		appendStringInfo(&buf, " %s", CURRENCY_LETTERS(mix->tag));
	PG_RETURN_CSTRING(buf.data);
}

/* whether there is a currency, its three letters, and the named values */
Datum
caudal_income_mix_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Currency	currency = pq_getmsgbyte(buf) != 0 ?
		caudal_currency_recv_code(buf) : 0;
	NamedValues *mix = caudal_income_mix_begin(CurrentMemoryContext, currency, NULL);
	int			n = caudal_named_values_recv_header(mix, buf);

	while (n-- > 0)
		(void) caudal_named_value_recv(mix, buf);
	align_to_currency(mix);
	PG_RETURN_POINTER(caudal_named_values_store(mix));
}

Datum
caudal_income_mix_send(PG_FUNCTION_ARGS)
{
	NamedList  *mix = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(mix, &n);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, mix->tag != 0);
	if (mix->tag != 0)
		caudal_currency_send_code(&buf, mix->tag);
	caudal_named_list_send_header(&buf, mix);
	for (int i = 0; i < n; i++)
		caudal_named_value_send(&buf, &entries[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * {"currency": "USD", "sources": {"one": 1500.50}, "unknown": 20.00}
 */
Datum
caudal_income_mix_to_jsonb(PG_FUNCTION_ARGS)
{
	NamedList  *mix = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *entries = caudal_named_list_read(mix, &n);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	if (mix->tag != 0)
		appendStringInfo(&buf, "\"currency\": \"%s\", ",
						 CURRENCY_LETTERS(mix->tag));
	appendStringInfoString(&buf, "\"sources\": {");
	for (int i = 0; i < n; i++)
	{
		/* the missing name is the last */
		if (entries[i].name.length == NAME_MISSING)
			appendStringInfoString(&buf, "}, \"unknown\": ");
		else
		{
			if (i > 0)
				appendStringInfoString(&buf, ", ");
			escape_json(&buf, pnstrdup(entries[i].name.data,
									   entries[i].name.length));
			appendStringInfoString(&buf, ": ");
		}
		caudal_named_quantity_print(&buf, entries[i].quantity, mix->scale);
	}
	if (n == 0 || entries[n - 1].name.length != NAME_MISSING)
		appendStringInfoChar(&buf, '}');
	appendStringInfoChar(&buf, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(buf.data));
}
