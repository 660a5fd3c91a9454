/*-------------------------------------------------------------------------
 *
 * tax_id_functions.c
 *		Tax numbers and identifiers of org-id.guide, as SQL calls them.
 *
 * Functions of text and no type: such numbers come in columns of text, live
 * data hold what breaks every rule, and what is to be done about that is the
 * reader's decision.  A type would have to refuse them or accept everything.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "result_row.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "icu_text.h"
#include "org_id.h"
#include "scan.h"
#include "tax_id.h"

PG_FUNCTION_INFO_V1(caudal_tax_id_verdict);
PG_FUNCTION_INFO_V1(caudal_tax_id_normalize);
PG_FUNCTION_INFO_V1(caudal_tax_id_format);
PG_FUNCTION_INFO_V1(caudal_tax_id_kinds_list);
PG_FUNCTION_INFO_V1(caudal_org_id_list);
PG_FUNCTION_INFO_V1(caudal_org_id_identifier);
PG_FUNCTION_INFO_V1(caudal_org_id_verdict);
PG_FUNCTION_INFO_V1(caudal_org_id_normalize);

/*
 * Whether an argument is a code, in any case.  char(n) columns pad with
 * blanks.
 */
static bool
is_code(const text *value, const char *code)
{
	const char *str = VARDATA_ANY(value);
	size_t		len = VARSIZE_ANY_EXHDR(value);

	while (len > 0 && ascii_is_blank(str[len - 1]))
		len--;
	if (len != strlen(code))
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_upper(str[i]) != code[i])
			return false;
	return true;
}

static void
unknown_country(const text *country)
{
	StringInfoData known;
	const char *last = "";

	initStringInfo(&known);
	for (int i = 0; i < caudal_tax_id_kind_count; i++)
	{
		const char *code = caudal_tax_id_kinds[i].country;

		if (strcmp(code, last) != 0)
			appendStringInfo(&known, "%s%s", i > 0 ? ", " : "", code);
		last = code;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("no tax numbers are known of country \"%s\"",
					text_to_cstring(country)),
			 errdetail("Known are those of %s.", known.data),
			 errhint("Write the two letters of ISO 3166, as in \"MX\"; tax_id_kinds() lists what is known.")));
}

static void
unknown_kind(const text *kind, const char *country)
{
	StringInfoData known;

	initStringInfo(&known);
	for (int i = 0; i < caudal_tax_id_kind_count; i++)
		if (strcmp(caudal_tax_id_kinds[i].country, country) == 0)
			appendStringInfo(&known, "%s%s", known.len > 0 ? ", " : "",
							 caudal_tax_id_kinds[i].code);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind of tax number of %s: \"%s\"", country,
					text_to_cstring(kind)),
			 errdetail("Known of %s: %s.", country, known.data),
			 errhint("tax_id_kinds() lists all kinds with their names.")));
}

static const TaxIdKind *
get_kind(const text *country, const text *kind)
{
	const char *found = NULL;

	for (int i = 0; i < caudal_tax_id_kind_count; i++)
	{
		const TaxIdKind *known = &caudal_tax_id_kinds[i];

		if (!is_code(country, known->country))
			continue;
		if (is_code(kind, known->code))
			return known;
		found = known->country;
	}
	if (found == NULL)
		unknown_country(country);
	unknown_kind(kind, found);
	return NULL;				/* keep compiler quiet */
}

/*
 * A text as UTF-8.  Where there is no encoding, bytes are taken for UTF-8, and
 * what is none of it is malformed: an error would stop a whole query.
 */
static const char *
to_utf8(const char *str, size_t *len)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return str;
	converted = pg_server_to_any(str, (int) *len, PG_UTF8);
	if (converted != str)
		*len = strlen(converted);
	return converted;
}

/* of (country, kind, id): what the number is */
static void
read_tax_id(FunctionCallInfo fcinfo, TaxId *id)
{
	const TaxIdKind *kind = get_kind(PG_GETARG_TEXT_PP(0),
									 PG_GETARG_TEXT_PP(1));
	text	   *number = PG_GETARG_TEXT_PP(2);
	size_t		len = VARSIZE_ANY_EXHDR(number);
	const char *str = to_utf8(VARDATA_ANY(number), &len);

	caudal_tax_id_read(kind, str, len, id);
}

static text *
verdict_text(TaxIdVerdict verdict)
{
	static const char *const words[] = {
		[TAX_ID_MALFORMED] = "malformed",
		[TAX_ID_WELL_FORMED] = "well formed",
		[TAX_ID_BAD_CHECKSUM] = "bad checksum",
		[TAX_ID_VALID] = "valid"
	};

	return cstring_to_text(words[verdict]);
}

Datum
caudal_tax_id_verdict(PG_FUNCTION_ARGS)
{
	TaxId		id;

	read_tax_id(fcinfo, &id);
	PG_RETURN_TEXT_P(verdict_text(id.verdict));
}

Datum
caudal_tax_id_normalize(PG_FUNCTION_ARGS)
{
	TaxId		id;

	read_tax_id(fcinfo, &id);
	if (id.verdict == TAX_ID_MALFORMED)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(caudal_text_from_utf8(id.bare, strlen(id.bare)));
}

Datum
caudal_tax_id_format(PG_FUNCTION_ARGS)
{
	TaxId		id;

	read_tax_id(fcinfo, &id);
	if (id.verdict == TAX_ID_MALFORMED)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(caudal_text_from_utf8(id.printed, strlen(id.printed)));
}

/*
 * A row for each kind that is known.
 */
Datum
caudal_tax_id_kinds_list(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		call = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		call->tuple_desc = result_row(fcinfo);
		MemoryContextSwitchTo(oldcontext);
	}
	call = SRF_PERCALL_SETUP();
	if (call->call_cntr < (uint64) caudal_tax_id_kind_count)
	{
		const TaxIdKind *kind = &caudal_tax_id_kinds[call->call_cntr];
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = CStringGetTextDatum(kind->country);
		values[1] = CStringGetTextDatum(kind->code);
		values[2] = PointerGetDatum(caudal_text_from_utf8(kind->name, strlen(kind->name)));
		values[3] = BoolGetDatum(kind->has_check_digit);
		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc,
																values, nulls)));
	}
	SRF_RETURN_DONE(call);
}

/* the argument taken apart; false if it is no identifier */
static bool
get_org_id(FunctionCallInfo fcinfo, OrgId *id)
{
	text	   *value = PG_GETARG_TEXT_PP(0);

	return caudal_org_id_split(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
							   id);
}

/* what the identifier is, of a list that is a tax register */
static void
read_org_id(const OrgId *id, TaxId *tax_id)
{
	size_t		len = id->length;
	const char *str = to_utf8(id->identifier, &len);

	caudal_org_id_read(id, str, len, tax_id);
}

Datum
caudal_org_id_list(PG_FUNCTION_ARGS)
{
	OrgId		id;

	if (!get_org_id(fcinfo, &id))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(id.list));
}

Datum
caudal_org_id_identifier(PG_FUNCTION_ARGS)
{
	OrgId		id;

	if (!get_org_id(fcinfo, &id))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(id.identifier, (int) id.length));
}

Datum
caudal_org_id_verdict(PG_FUNCTION_ARGS)
{
	OrgId		id;
	TaxId		tax_id;

	if (!get_org_id(fcinfo, &id))
		PG_RETURN_TEXT_P(verdict_text(TAX_ID_MALFORMED));
	if (!caudal_org_id_is_tax_id(&id))
		PG_RETURN_TEXT_P(verdict_text(TAX_ID_WELL_FORMED));
	read_org_id(&id, &tax_id);
	PG_RETURN_TEXT_P(verdict_text(tax_id.verdict));
}

Datum
caudal_org_id_normalize(PG_FUNCTION_ARGS)
{
	OrgId		id;
	TaxId		tax_id;
	text	   *identifier;

	if (!get_org_id(fcinfo, &id))
		PG_RETURN_NULL();
	if (caudal_org_id_is_tax_id(&id))
	{
		read_org_id(&id, &tax_id);
		if (tax_id.verdict == TAX_ID_MALFORMED)
			PG_RETURN_NULL();
		identifier = caudal_text_from_utf8(tax_id.bare, strlen(tax_id.bare));
	}
	else
		identifier = cstring_to_text_with_len(id.identifier, (int) id.length);
	PG_RETURN_TEXT_P(cstring_to_text(psprintf("%s-%s", id.list,
											  text_to_cstring(identifier))));
}
