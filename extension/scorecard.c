/*-------------------------------------------------------------------------
 *
 * scorecard.c
 *		The SQL type scorecard: input, output, and the aggregate that makes it.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "scorecard.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "aggregate.h"
#include "exact.h"
#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_scorecard_in);
PG_FUNCTION_INFO_V1(caudal_scorecard_out);
PG_FUNCTION_INFO_V1(caudal_scorecard_recv);
PG_FUNCTION_INFO_V1(caudal_scorecard_send);
PG_FUNCTION_INFO_V1(caudal_scorecard_accum);
PG_FUNCTION_INFO_V1(caudal_scorecard_combine);
PG_FUNCTION_INFO_V1(caudal_scorecard_deserialize);

static NamedValues *
scorecard_begin(MemoryContext context, Node *escontext)
{
	return caudal_named_values_make(context, "scorecard", escontext);
}

static const char *
item_name(ValueName name)
{
	return pnstrdup(name.data, name.length);
}

static void
item_score_print(StringInfo buf, int64 score)
{
	char		text[SCORE_TEXT_SIZE];

	if (score == SCORE_UNANSWERED)
		appendStringInfoString(buf, "NULL");
	else
	{
		caudal_score_print(text, score_unpack(score));
		appendStringInfoString(buf, text);
	}
}

static const char *
item_text(int64 score, int128 weight, int scale)
{
	StringInfoData buf;

	initStringInfo(&buf);
	item_score_print(&buf, score);
	appendStringInfoString(&buf, " weight ");
	caudal_named_quantity_print(&buf, weight, scale);
	return buf.data;
}

static void
negative_weight(ValueName item, const char *weight, Node *escontext)
{
	ereturn(escontext,,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("weight of item \"%s\" is not a number of zero or more: \"%s\"",
					item_name(item), weight),
			 errhint("Give 0 to keep an item out of the index.")));
}

/*
 * Take in an item; a second time only if it says the same.
 */
static void
scorecard_add(NamedValues *card, ValueName item, int64 score,
			  int128 weight, int scale)
{
	bool		found;
	NamedValue *entry;

	if (weight < 0)
	{
		StringInfoData buf;

		initStringInfo(&buf);
		caudal_named_quantity_print(&buf, weight, scale);
		negative_weight(item, buf.data, card->escontext);
		return;
	}
	weight = caudal_named_values_align(card, weight, scale);
	if (SOFT_ERROR_OCCURRED(card->escontext))
		return;
	entry = caudal_named_values_enter(card, item, &found);
	if (entry == NULL)
		return;
	if (found && (entry->score != score || entry->quantity != weight))
		ereturn(card->escontext,,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("item \"%s\" comes twice in one scorecard",
						item_name(item)),
				 errdetail("Once it is \"%s\" and once \"%s\".",
						   item_text(entry->score, entry->quantity, card->scale),
						   item_text(score, weight, card->scale)),
				 errhint("Make one scorecard for each organization, round and assessor; agreement(scorecard[]) compares assessors.")));
	entry->score = score;
	entry->quantity = weight;
}

/*
 * Text form: {"one item": 3.5 of 1-5 weight 2, "another": NULL weight 1}.
 * *item_start is where the item that was read last begins.
 */
static ScoreResult
scan_card(Scanner *s, NamedValues *card, const char **item_start)
{
	char	   *buf = palloc(s->end - s->p + 1);

	scan_blanks(s);
	if (!scan_character(s, '{'))
		return SCORE_MALFORMED;
	scan_blanks(s);
	if (!scan_character(s, '}'))
	{
		do
		{
			ValueName	item;
			Score		score;
			int64		packed = SCORE_UNANSWERED;
			int128		weight;
			int			scale;
			bool		overflow;

			scan_blanks(s);
			*item_start = s->p;
			if (!caudal_name_scan(s, buf, &item) ||
				item.length == NAME_MISSING)
				return SCORE_MALFORMED;
			scan_blanks(s);
			if (!scan_character(s, ':'))
				return SCORE_MALFORMED;
			scan_blanks(s);
			if (!scan_word(s, "NULL"))
			{
				ScoreResult result = caudal_scan_score(s, &score);

				if (result != SCORE_OK)
					return result;
				packed = score_pack(score);
			}
			scan_blanks(s);
			if (!scan_word(s, "WEIGHT"))
				return SCORE_MALFORMED;
			scan_blanks(s);
			if (!caudal_scan_decimal(s, &weight, &scale, &overflow))
				return SCORE_MALFORMED;
			if (overflow || scale > INT128_POW10_MAX)
				caudal_named_values_overflow(card);
			else
				scorecard_add(card, item, packed, weight, scale);
			if (SOFT_ERROR_OCCURRED(card->escontext))
				return SCORE_MALFORMED;
			scan_blanks(s);
		} while (scan_character(s, ','));
		if (!scan_character(s, '}'))
			return SCORE_MALFORMED;
	}
	scan_blanks(s);
	return s->p == s->end ? SCORE_OK : SCORE_MALFORMED;
}

Datum
caudal_scorecard_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Scanner		s = {str, str + strlen(str)};
	NamedValues *card = scorecard_begin(CurrentMemoryContext, fcinfo->context);
	const char *item_start = str;
	ScoreResult result = scan_card(&s, card, &item_start);

	/* with a better reason than that of the next message */
	if (SOFT_ERROR_OCCURRED(fcinfo->context))
		PG_RETURN_NULL();
	if (result == SCORE_MALFORMED)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type scorecard: \"%s\"", str),
				 errhint("Write each item in double quotes with its score and its weight, as in {\"has a plan\": 3 of 1-4 weight 2, \"has reserves\": NULL weight 1}.")));
	if (result != SCORE_OK)
	{
		/* of many items the one, as far as it was read */
		caudal_score_error(result, pnstrdup(item_start, s.p - item_start),
						   fcinfo->context);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(caudal_named_values_store(card));
}

Datum
caudal_scorecard_out(PG_FUNCTION_ARGS)
{
	NamedList  *card = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *items = caudal_named_list_read(card, &n);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfoChar(&buf, '{');
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoString(&buf, ", ");
		caudal_name_print(&buf, items[i].name);
		appendStringInfo(&buf, ": %s",
						 item_text(items[i].score, items[i].quantity,
								   card->scale));
	}
	appendStringInfoChar(&buf, '}');
	PG_RETURN_CSTRING(buf.data);
}

/* the named values, each followed by whether it was answered and its score */
Datum
caudal_scorecard_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	NamedValues *card = scorecard_begin(CurrentMemoryContext, NULL);
	int			n = caudal_named_values_recv_header(card, buf);

	while (n-- > 0)
	{
		NamedValue *item = caudal_named_value_recv(card, buf);

		if (item->name.length == NAME_MISSING || item->quantity < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid binary data for type scorecard"),
					 errdetail("An item has a name, and a weight of zero or more.")));
		if (pq_getmsgbyte(buf) != 0)
			item->score = score_pack(caudal_score_receive(buf));
	}
	PG_RETURN_POINTER(caudal_named_values_store(card));
}

Datum
caudal_scorecard_send(PG_FUNCTION_ARGS)
{
	NamedList  *card = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *items = caudal_named_list_read(card, &n);
	StringInfoData buf;

	pq_begintypsend(&buf);
	caudal_named_list_send_header(&buf, card);
	for (int i = 0; i < n; i++)
	{
		caudal_named_value_send(&buf, &items[i]);
		pq_sendbyte(&buf, items[i].score != SCORE_UNANSWERED);
		if (items[i].score != SCORE_UNANSWERED)
			caudal_score_transmit(&buf, score_unpack(items[i].score));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

static NamedValues *
state_argument(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);

	if (PG_ARGISNULL(0))
		return scorecard_begin(context, NULL);
	return (NamedValues *) PG_GETARG_POINTER(0);
}

Datum
caudal_scorecard_accum(PG_FUNCTION_ARGS)
{
	NamedValues *card = state_argument(fcinfo);
	ValueName	item;
	Numeric		weight;
	NumericParts parts;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("item of a scorecard is null"),
				 errhint("Leave out rows without an item, as those of an outer join, with FILTER (WHERE ...).")));
	item = caudal_name_of_text(PG_GETARG_TEXT_PP(1));
	if (PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("weight of item \"%s\" is null", item_name(item)),
				 errhint("Give all items the weight 1 where none counts more than another.")));
	weight = PG_GETARG_NUMERIC_PACKED(3);
	if (!caudal_numeric_is_finite(weight))
		negative_weight(item, caudal_numeric_text(weight), NULL);
	if (!caudal_numeric_to_parts(weight, &parts))
		caudal_named_values_overflow(card);
	scorecard_add(card, item,
				  PG_ARGISNULL(2) ? SCORE_UNANSWERED : PG_GETARG_INT64(2),
				  parts.digits, parts.scale);
	PG_RETURN_POINTER(card);
}

/* of a serial form or another state */
static void
add_items(NamedValues *card, NamedValue *items, int n, int scale)
{
	for (int i = 0; i < n; i++)
		scorecard_add(card, items[i].name, items[i].score, items[i].quantity,
					  scale);
	pfree(items);
}

Datum
caudal_scorecard_combine(PG_FUNCTION_ARGS)
{
	NamedValues *card;
	NamedValues *other;
	NamedValue *items;
	int			n;

	if (PG_ARGISNULL(1))
		return unchanged_state(fcinfo);
	card = state_argument(fcinfo);
	other = (NamedValues *) PG_GETARG_POINTER(1);
	items = caudal_named_values_entries(other, &n);
	add_items(card, items, n, other->scale);
	PG_RETURN_POINTER(card);
}

Datum
caudal_scorecard_deserialize(PG_FUNCTION_ARGS)
{
	NamedList  *list = PG_GETARG_NAMED_LIST(0);
	int			n;
	NamedValue *items = caudal_named_list_read(list, &n);
	NamedValues *card;

	aggregate_context(fcinfo);
	card = scorecard_begin(CurrentMemoryContext, NULL);
	add_items(card, items, n, list->scale);
	PG_RETURN_POINTER(card);
}
