/*-------------------------------------------------------------------------
 *
 * iati_elements.c
 *		One element of an activity at a time: from its tree to rows.
 *
 * Reads 2.0x, where text is in <narrative> elements, and 1.0x, where it is in
 * the element itself, which is repeated for each language.  One does not have
 * what the other has, so that both are read alike.
 *
 * What is wrong with one value refuses the record that it is of: a transaction,
 * a budget, an indicator; what says which activity it is, the activity.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

/* as many organizations are remembered to have been handed over */
#define NAMES_MAX	50000

/* Numbers as text, for rows. */
typedef struct Digits
{
	char		text[24];
} Digits;

static const char *
digits(Digits *out, uint64 number)
{
	snprintf(out->text, sizeof(out->text), "%llu", (unsigned long long) number);
	return out->text;
}

static void
emit(IatiReader *reader, IatiTable table, const char *const *values, int count)
{
	if (reader->error == NULL)
		reader->sink->row(reader->sink->state, table, values, count);
}

#define EMIT(reader, table, ...) \
	do { \
		const char *const emitted_[] = {__VA_ARGS__}; \
		emit(reader, table, emitted_, lengthof(emitted_)); \
	} while (0)

/* in characters */
static int
text_length(const char *text)
{
	return xmlUTF8Strlen((const xmlChar *) text);
}

/* "value/@currency", for as long as the element is dealt with */
static const char *
path_to(IatiReader *reader, const xmlNode *node, const char *attribute)
{
	char		path[128];

	snprintf(path, sizeof(path), "%s/@%s", node->name, attribute);
	return iati_keep(reader, path, strlen(path));
}

static uint64
line_of(const xmlNode *node)
{
	return (uint64) (intptr_t) node->_private;
}

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

/* The first child element of that name; NULL for none. */
static xmlNode *
child_of(const xmlNode *node, const char *name)
{
	for (xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, name))
			return child;
	return NULL;
}

/* The text directly in an element or attribute, kept; NULL for none. */
static char *
joined_text(IatiReader *reader, const xmlNode *first)
{
	const xmlNode *only = NULL;
	PQExpBufferData all;
	char	   *kept;
	int			count = 0;

	for (const xmlNode *node = first; node != NULL; node = node->next)
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		{
			only = node;
			count++;
		}
	if (count == 0 || only->content == NULL)
		return NULL;
	if (count == 1)
		return iati_keep(reader, (const char *) only->content, strlen((const char *) only->content));
	initPQExpBuffer(&all);
	for (const xmlNode *node = first; node != NULL; node = node->next)
		if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL)
			appendPQExpBufferStr(&all, (const char *) node->content);
	kept = iati_keep(reader, all.data, all.len);
	termPQExpBuffer(&all);
	return kept;
}

static char *
text_of(IatiReader *reader, const xmlNode *node)
{
	return joined_text(reader, node->children);
}

static char *
attribute_in(IatiReader *reader, const xmlNode *node, const char *name, bool of_xml)
{
	for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
		if (strcmp((const char *) attribute->name, name) == 0 && (attribute->ns != NULL) == of_xml)
			return joined_text(reader, attribute->children);
	return NULL;
}

/* NULL where it is not there or empty. */
static char *
attribute_of(IatiReader *reader, const xmlNode *node, const char *name)
{
	return attribute_in(reader, node, name, false);
}

static char *
copy(const char *text)
{
	return text != NULL ? pg_strdup(text) : NULL;
}

/* Counts child elements of which nothing is read. */
static void
leave_out_others(IatiReader *reader, const xmlNode *node, const char *const *read)
{
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
	{
		bool		is_read = child->type != XML_ELEMENT_NODE;

		for (int i = 0; !is_read && read[i] != NULL; i++)
			is_read = is_named(child, read[i]);
		if (!is_read)
			iati_leave_out(reader, (const char *) node->name, (const char *) child->name);
	}
}

static void
narratives_free(Narratives *narratives)
{
	for (int i = 0; i < narratives->count; i++)
		pg_free(narratives->items[i].text);
	pg_free(narratives->items);
	memset(narratives, 0, sizeof(*narratives));
	narratives->main = -1;
}

/* Adds the text of an element in the language that it says; false where that is none. */
static bool
add_narrative(IatiReader *reader, Narratives *narratives, const xmlNode *node, const char *said)
{
	char	   *text = text_of(reader, node);
	const char *of_node = attribute_in(reader, node, "lang", true);
	char		language[LANGUAGE_SIZE];

	if (text == NULL)
		return true;
	if (of_node != NULL)
		said = of_node;
	if (said == NULL)
		strcpy(language, reader->activity.language);
	else if (!iati_language(said, language))
	{
		iati_refuse(reader, line_of(node), "xml:lang", said, _("this is no language of ISO 639"));
		return false;
	}
	for (int i = 0; i < narratives->count; i++)
		if (strcmp(narratives->items[i].language, language) == 0)
		{
			if (strcmp(narratives->items[i].text, text) != 0)
				iati_leave_out(reader, (const char *) node->parent->name, (const char *) node->name);
			return true;
		}
	if (narratives->count == narratives->room)
	{
		narratives->room = narratives->room == 0 ? 4 : 2 * narratives->room;
		narratives->items = pg_realloc(narratives->items, narratives->room * sizeof(Narrative));
	}
	strcpy(narratives->items[narratives->count].language, language);
	narratives->items[narratives->count].text = pg_strdup(text);
	if (narratives->main < 0 || strcmp(language, reader->activity.language) == 0)
		narratives->main = narratives->count;
	narratives->count++;
	return true;
}

/*
 * The texts of an element, added to those that are there: <narrative> elements,
 * or the text of the element itself.
 */
static bool
read_narratives(IatiReader *reader, Narratives *narratives, const xmlNode *node)
{
	const char *said = attribute_in(reader, node, "lang", true);

	if (child_of(node, "narrative") == NULL)
		return add_narrative(reader, narratives, node, NULL);
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, "narrative") && !add_narrative(reader, narratives, child, said))
			return false;
	return true;
}

static const char *
main_text(const Narratives *narratives)
{
	return narratives->main >= 0 && narratives->count > 0 ? narratives->items[narratives->main].text : NULL;
}

/* Hands over all texts but the main one, unless that is in another language than the activity. */
static void
emit_texts(IatiReader *reader, const Narratives *narratives, const char *list, const char *result, const char *indicator)
{
	Digits		activity;

	for (int i = 0; i < narratives->count; i++)
		if (i != narratives->main || strcmp(narratives->items[i].language, reader->activity.language) != 0)
			EMIT(reader, IATI_TEXT, digits(&activity, reader->activities), list, result, indicator,
				 narratives->items[i].language, narratives->items[i].text);
}

/* The main text of a child element, the others being left out; NULL for none. */
static const char *
note_of(IatiReader *reader, const xmlNode *node, const char *name)
{
	const xmlNode *child = child_of(node, name);
	Narratives	narratives = {.main = -1};
	const char *text = NULL;

	if (child != NULL && read_narratives(reader, &narratives, child) && narratives.count > 0)
	{
		text = main_text(&narratives);
		text = iati_keep(reader, text, strlen(text));
		for (int i = 1; i < narratives.count; i++)
			iati_leave_out(reader, (const char *) node->name, name);
	}
	narratives_free(&narratives);
	return text;
}

/*
 * Hands over a name of an organization, once.  What is remembered is bounded:
 * what comes twice is only slower.
 */
static void
emit_name(IatiReader *reader, uint64 line, const Party *party, const char *type, const char *language, const char *text)
{
	Digits		row;
	Digits		on;
	char	   *key = psprintf("%s %s %s", type != NULL ? type : "", language, party->ref == NULL ? party->name : "");

	if (reader->names == NULL)
		reader->names = xmlHashCreate(256);
	if (xmlHashSize(reader->names) >= NAMES_MAX)
	{
		xmlHashFree(reader->names, NULL);
		reader->names = xmlHashCreate(256);
	}
	if (xmlHashAddEntry3(reader->names, (const xmlChar *) (party->ref != NULL ? party->ref : ""),
						 (const xmlChar *) (text != NULL ? text : ""), (const xmlChar *) key, reader) == 0)
		EMIT(reader, IATI_NAME, digits(&row, ++reader->rows), digits(&on, line), party->ref, party->name, type, language, text);
	pg_free(key);
}

/*
 * Who an element names.  False where the reference is no identifier; neither
 * reference nor name is for the caller to judge.
 */
static bool
read_party(IatiReader *reader, const xmlNode *node, Party *party)
{
	Narratives	narratives = {.main = -1};
	const char *type = attribute_of(reader, node, "type");
	const char *name;
	bool		ok;

	party->ref = attribute_of(reader, node, "ref");
	party->name = NULL;
	if (party->ref != NULL && text_length(party->ref) > IDENTIFIER_MAX)
	{
		iati_refuse(reader, line_of(node), path_to(reader, node, "ref"), party->ref, _("this is longer than an identifier can be"));
		return false;
	}
	/* codes of two digits; of another it is not known what it says */
	if (type != NULL && (strlen(type) != 2 || type[0] < '1' || type[0] > '9' || type[1] < '0' || type[1] > '9'))
	{
		iati_leave_out(reader, (const char *) node->name, "@type");
		type = NULL;
	}
	ok = read_narratives(reader, &narratives, node);
	name = main_text(&narratives);
	if (ok && name != NULL)
		party->name = iati_keep(reader, name, strlen(name));
	if (ok && party->name != NULL && party->ref == NULL && text_length(party->name) > IDENTIFIER_MAX)
	{
		iati_refuse(reader, line_of(node), (const char *) node->name, party->name, _("this is longer than an identifier can be"));
		ok = false;
	}
	if (ok && (party->ref != NULL || party->name != NULL))
	{
		if (narratives.count == 0)
			emit_name(reader, line_of(node), party, type, reader->activity.language, NULL);
		/* the main one first, which a new organization is called by */
		for (int i = 0; i < narratives.count; i++)
		{
			int			place = i == 0 ? narratives.main : i <= narratives.main ? i - 1 : i;

			emit_name(reader, line_of(node), party, type, narratives.items[place].language, narratives.items[place].text);
		}
	}
	narratives_free(&narratives);
	return ok;
}

/* An identifier of an activity in an attribute; false where it is too long. */
static bool
read_activity_id(IatiReader *reader, const xmlNode *node, const char *name, const char **id)
{
	*id = attribute_of(reader, node, name);
	if (*id == NULL || text_length(*id) <= IDENTIFIER_MAX)
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, name), *id, _("this is longer than an identifier can be"));
	return false;
}

/* A day in an attribute of a child element; where it must be there. */
static bool
read_day(IatiReader *reader, const xmlNode *node, const char *name, bool required, char day[ISO_DATE_SIZE])
{
	const xmlNode *child = child_of(node, name);
	const char *text = child != NULL ? attribute_of(reader, child, "iso-date") : NULL;

	/* 1.0x may have it as text */
	if (child != NULL && text == NULL)
		text = text_of(reader, child);
	day[0] = '\0';
	if (text == NULL && !required)
		return true;
	if (text != NULL && iati_date(text, day))
		return true;
	iati_refuse(reader, line_of(child != NULL ? child : node), name, text != NULL ? text : "", _("this is no date"));
	return false;
}

/* The <value> of a record: amount and value date. */
static bool
read_value(IatiReader *reader, const xmlNode *node, char amount[NUMBER_SIZE], char value_date[ISO_DATE_SIZE])
{
	const xmlNode *child = child_of(node, "value");
	const char *text = child != NULL ? text_of(reader, child) : NULL;
	const char *code = child != NULL ? attribute_of(reader, child, "currency") : NULL;
	const char *day = child != NULL ? attribute_of(reader, child, "value-date") : NULL;
	Currency	currency = code != NULL ? iati_currency(code) : reader->activity.currency;
	const char *wrong;

	value_date[0] = '\0';
	if (text == NULL)
	{
		iati_refuse(reader, line_of(child != NULL ? child : node), "value", "", _("there is no amount"));
		return false;
	}
	if (currency == 0)
	{
		iati_refuse(reader, line_of(child), "value/@currency", code != NULL ? code : "",
					code != NULL ? _("this is no code of a currency") :
					_("no currency is said here, and the activity has no default-currency"));
		return false;
	}
	wrong = iati_amount(text, currency, amount);
	if (wrong != NULL)
	{
		iati_refuse(reader, line_of(child), "value", text, wrong);
		return false;
	}
	if (day != NULL && !iati_date(day, value_date))
	{
		iati_refuse(reader, line_of(child), "value/@value-date", day, _("this is no date"));
		return false;
	}
	return true;
}

static const char *
or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

static bool
is_zero_amount(const char *amount)
{
	return strspn(amount, "-0.") == strcspn(amount, " ");
}

static void
read_transaction(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"transaction-type", "transaction-date", "value", "description", "provider-org", "receiver-org", NULL};
	const xmlNode *type_node = child_of(node, "transaction-type");
	const xmlNode *provider_node = child_of(node, "provider-org");
	const xmlNode *receiver_node = child_of(node, "receiver-org");
	const char *code = type_node != NULL ? attribute_of(reader, type_node, "code") : NULL;
	const char *type = iati_transaction_type(code);
	const char *provider_activity = NULL;
	const char *receiver_activity = NULL;
	Party		provider = {NULL};
	Party		receiver = {NULL};
	char		amount[NUMBER_SIZE];
	char		booked_on[ISO_DATE_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (type == NULL)
	{
		iati_refuse(reader, line_of(type_node != NULL ? type_node : node), "transaction-type/@code", code != NULL ? code : "",
					_("this is no transaction type of IATI"));
		return;
	}
	if (!read_day(reader, node, "transaction-date", true, booked_on) ||
		!read_value(reader, node, amount, value_date) ||
		(provider_node != NULL && !read_party(reader, provider_node, &provider)) ||
		(receiver_node != NULL && !read_party(reader, receiver_node, &receiver)) ||
		(provider_node != NULL && !read_activity_id(reader, provider_node, "provider-activity-id", &provider_activity)) ||
		(receiver_node != NULL && !read_activity_id(reader, receiver_node, "receiver-activity-id", &receiver_activity)))
		return;
	if (is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", "0", _("a transaction of nothing is none"));
		return;
	}
	if (amount[0] == '-' && (strcmp(type, "12") == 0 || strcmp(type, "13") == 0))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a pledge is not negative"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_TRANSACTION, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 attribute_of(reader, node, "ref"), type, booked_on, or_null(value_date), amount,
		 provider.ref, provider.name, provider_activity, receiver.ref, receiver.name, receiver_activity,
		 note_of(reader, node, "description"));
}

/* "type" of a budget or planned disbursement, which may be left out. */
static bool
read_revision(IatiReader *reader, const xmlNode *node, const char **type)
{
	const char *code = attribute_of(reader, node, "type");

	*type = iati_revision(code);
	if (code == NULL || *type != NULL)
		return true;
	iati_refuse(reader, line_of(node), "@type", code, _("this is neither 1, original, nor 2, revised"));
	return false;
}

static bool
are_in_order(IatiReader *reader, const xmlNode *node, const char *first_day, const char *last_day)
{
	if (last_day[0] == '\0' || strcmp(first_day, last_day) <= 0)
		return true;
	iati_refuse(reader, line_of(node), "period-end", last_day, _("the last day is before the first"));
	return false;
}

static void
read_budget(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"period-start", "period-end", "value", NULL};
	const char *status = attribute_of(reader, node, "status");
	const char *type;
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];
	char		amount[NUMBER_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (!read_revision(reader, node, &type) ||
		!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", true, last_day) ||
		!are_in_order(reader, node, first_day, last_day) ||
		!read_value(reader, node, amount, value_date))
		return;
	if (status != NULL && strcmp(status, "1") != 0 && strcmp(status, "2") != 0)
	{
		iati_refuse(reader, line_of(node), "@status", status, _("this is neither 1, indicative, nor 2, committed"));
		return;
	}
	if (amount[0] == '-' && !is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a budget is not negative"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_BUDGET, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 type, status, first_day, last_day, amount, or_null(value_date));
}

static void
read_plan(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"period-start", "period-end", "value", "provider-org", "receiver-org", NULL};
	const xmlNode *provider_node = child_of(node, "provider-org");
	const xmlNode *receiver_node = child_of(node, "receiver-org");
	const char *provider_activity = NULL;
	const char *receiver_activity = NULL;
	Party		provider = {NULL};
	Party		receiver = {NULL};
	const char *type;
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];
	char		amount[NUMBER_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (!read_revision(reader, node, &type) ||
		!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", false, last_day) ||
		!are_in_order(reader, node, first_day, last_day) ||
		!read_value(reader, node, amount, value_date) ||
		(provider_node != NULL && !read_party(reader, provider_node, &provider)) ||
		(receiver_node != NULL && !read_party(reader, receiver_node, &receiver)) ||
		(provider_node != NULL && !read_activity_id(reader, provider_node, "provider-activity-id", &provider_activity)) ||
		(receiver_node != NULL && !read_activity_id(reader, receiver_node, "receiver-activity-id", &receiver_activity)))
		return;
	if (amount[0] == '-' || is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a planned disbursement is of an amount above zero"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_PLAN, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 type, first_day, or_null(last_day), amount, or_null(value_date),
		 provider.ref, provider.name, provider_activity, receiver.ref, receiver.name, receiver_activity);
}

/* Values of parts of what an indicator counts would be added to that of the whole. */
static bool
is_of_a_part(IatiReader *reader, const xmlNode *node)
{
	if (child_of(node, "dimension") == NULL && child_of(node, "location") == NULL)
		return false;
	iati_leave_out(reader, (const char *) node->name, "dimension");
	return true;
}

/* The number in "value"; false where it is none. */
static bool
read_figure(IatiReader *reader, const xmlNode *node, char number[NUMBER_SIZE])
{
	const char *text = attribute_of(reader, node, "value");

	number[0] = '\0';
	if (text == NULL || iati_decimal(text, number))
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, "value"), text, _("this is no number"));
	return false;
}

static void
read_period(IatiReader *reader, const xmlNode *node, const char *result, const char *indicator, bool in_words)
{
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];

	if (!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", true, last_day) ||
		!are_in_order(reader, node, first_day, last_day))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
	{
		static const char *const read[] = {"comment", NULL};
		bool		is_actual = is_named(child, "actual");
		char		number[NUMBER_SIZE];
		Digits		row;
		Digits		activity;
		Digits		line;

		if ((!is_actual && !is_named(child, "target")) || is_of_a_part(reader, child))
			continue;
		if (in_words)
		{
			iati_leave_out(reader, "indicator[@measure=5]", (const char *) child->name);
			continue;
		}
		if (!read_figure(reader, child, number))
			continue;
		if (number[0] == '\0')
		{
			iati_leave_out(reader, (const char *) child->name, "comment");
			continue;
		}
		leave_out_others(reader, child, read);
		EMIT(reader, IATI_VALUE, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(child)),
			 result, indicator, is_actual ? "true" : "false", first_day, last_day, number, note_of(reader, child, "comment"));
	}
}

/* The one baseline of the whole: its number, year, day and comment. */
static bool
read_baseline(IatiReader *reader, const xmlNode *node, char number[NUMBER_SIZE], const char **year, char day[ISO_DATE_SIZE],
			  const char **note)
{
	bool		found = false;

	number[0] = day[0] = '\0';
	*year = *note = NULL;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
	{
		const char *iso;

		if (!is_named(child, "baseline") || is_of_a_part(reader, child))
			continue;
		if (found)
		{
			iati_leave_out(reader, "indicator", "baseline");
			continue;
		}
		found = true;
		if (!read_figure(reader, child, number))
			return false;
		*year = attribute_of(reader, child, "year");
		if (*year != NULL && (strspn(*year, "0123456789") != strlen(*year) || strlen(*year) > 4 || atoi(*year) < 1))
		{
			iati_refuse(reader, line_of(child), "baseline/@year", *year, _("this is no year"));
			return false;
		}
		iso = attribute_of(reader, child, "iso-date");
		if (iso != NULL && !iati_date(iso, day))
		{
			iati_refuse(reader, line_of(child), "baseline/@iso-date", iso, _("this is no date"));
			return false;
		}
		*note = note_of(reader, child, "comment");
	}
	return true;
}

/* A boolean that may be left out; *value is then NULL. */
static bool
read_boolean(IatiReader *reader, const xmlNode *node, const char *name, const char **value)
{
	const char *text = attribute_of(reader, node, name);

	*value = text != NULL ? iati_boolean(text) : NULL;
	if (text == NULL || *value != NULL)
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, name), text, _("this is neither true nor false"));
	return false;
}

static void
read_indicator(IatiReader *reader, const xmlNode *node, const char *result, int place)
{
	static const char *const read[] = {"title", "description", "baseline", "period", NULL};
	const char *measure = attribute_of(reader, node, "measure");
	const char *ascending;
	const char *aggregation;
	const char *year;
	const char *note;
	Narratives	title = {.main = -1};
	Narratives	definition = {.main = -1};
	char		number[NUMBER_SIZE];
	char		day[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;
	Digits		indicator;

	digits(&indicator, place);
	if (measure == NULL || strlen(measure) != 1 || measure[0] < '1' || measure[0] > '5')
	{
		iati_refuse(reader, line_of(node), "indicator/@measure", measure != NULL ? measure : "", _("this is no measure of IATI, 1 to 5"));
		return;
	}
	if (!read_boolean(reader, node, "ascending", &ascending) ||
		!read_boolean(reader, node, "aggregation-status", &aggregation) ||
		!read_baseline(reader, node, number, &year, day, &note))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if ((is_named(child, "title") && !read_narratives(reader, &title, child)) ||
			(is_named(child, "description") && !read_narratives(reader, &definition, child)))
			goto done;
	if (main_text(&title) == NULL)
	{
		iati_refuse(reader, line_of(node), "indicator/title", "", _("there is no title"));
		goto done;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_INDICATOR, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 result, indicator.text, measure, ascending, aggregation, main_text(&title), main_text(&definition),
		 or_null(number), year, or_null(day), note);
	emit_texts(reader, &title, "indicator.indicator", result, indicator.text);
	emit_texts(reader, &definition, "indicator.definition", result, indicator.text);
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, "period"))
			read_period(reader, child, result, indicator.text, measure[0] == '5');
done:
	narratives_free(&title);
	narratives_free(&definition);
}

static void
read_result(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"title", "description", "indicator", NULL};
	const char *type = attribute_of(reader, node, "type");
	const char *aggregation;
	Narratives	title = {.main = -1};
	Narratives	description = {.main = -1};
	Digits		activity;
	Digits		line;
	Digits		result;
	int			indicators = 0;

	digits(&result, ++reader->activity.results);
	if (type == NULL || strlen(type) != 1 || strchr("1239", type[0]) == NULL)
	{
		iati_refuse(reader, line_of(node), "result/@type", type != NULL ? type : "", _("this is no type of result of IATI: 1, 2, 3 or 9"));
		return;
	}
	if (!read_boolean(reader, node, "aggregation-status", &aggregation))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if ((is_named(child, "title") && !read_narratives(reader, &title, child)) ||
			(is_named(child, "description") && !read_narratives(reader, &description, child)))
			goto done;
	if (main_text(&title) == NULL)
	{
		iati_refuse(reader, line_of(node), "result/title", "", _("there is no title"));
		goto done;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_RESULT, digits(&activity, reader->activities), digits(&line, line_of(node)), result.text, type, aggregation,
		 main_text(&title), main_text(&description));
	emit_texts(reader, &title, "activity_result.result", result.text, NULL);
	emit_texts(reader, &description, "activity_result.description", result.text, NULL);
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, "indicator"))
			read_indicator(reader, child, result.text, ++indicators);
done:
	narratives_free(&title);
	narratives_free(&description);
}

static void
read_participant(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "role");
	const char *role = iati_role(code);
	const char *its_activity;
	Party		party;
	Digits		activity;
	Digits		line;
	Digits		place;

	if (role == NULL)
	{
		iati_refuse(reader, line_of(node), "participating-org/@role", code != NULL ? code : "", _("this is no role of IATI, 1 to 4"));
		return;
	}
	if (!read_party(reader, node, &party) || !read_activity_id(reader, node, "activity-id", &its_activity))
		return;
	if (party.ref == NULL && party.name == NULL)
	{
		iati_refuse(reader, line_of(node), "participating-org", "", _("it has neither a reference nor a name"));
		return;
	}
	EMIT(reader, IATI_PARTICIPANT, digits(&activity, reader->activities), digits(&line, line_of(node)),
		 digits(&place, ++reader->activity.participants), role, party.ref, party.name, its_activity);
}

static void
read_country(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "code");
	const char *share = attribute_of(reader, node, "percentage");
	char		percentage[NUMBER_SIZE] = "";
	Digits		activity;
	Digits		line;

	if (code == NULL || strlen(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z')
	{
		iati_refuse(reader, line_of(node), "recipient-country/@code", code != NULL ? code : "", _("this is no country of ISO 3166"));
		return;
	}
	if (share != NULL && (!iati_decimal(share, percentage) || percentage[0] == '-' || atof(percentage) > 100))
	{
		iati_refuse(reader, line_of(node), "recipient-country/@percentage", share, _("this is no share of 100"));
		return;
	}
	EMIT(reader, IATI_COUNTRY, digits(&activity, reader->activities), digits(&line, line_of(node)), code, or_null(percentage));
}

static void
refuse_activity(IatiReader *reader, uint64 line, const char *column, const char *value, const char *reason)
{
	if (!reader->activity.is_refused)
		iati_refuse(reader, line, column, value, reason);
	reader->activity.is_refused = true;
}

static void
read_reporter(IatiReader *reader, const xmlNode *node)
{
	Activity   *activity = &reader->activity;
	const char *secondary;
	Party		party;

	if (activity->reporter_ref != NULL || activity->reporter_name != NULL)
	{
		iati_leave_out(reader, NULL, (const char *) node->name);
		return;
	}
	if (!read_party(reader, node, &party) || !read_boolean(reader, node, "secondary-reporter", &secondary))
	{
		activity->is_refused = true;
		return;
	}
	activity->reporter_ref = copy(party.ref);
	activity->reporter_name = copy(party.name);
	activity->secondary = copy(secondary);
}

static void
read_date_of_activity(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "type");
	const char *text = attribute_of(reader, node, "iso-date");
	int			type = iati_date_type(code);
	char		day[ISO_DATE_SIZE];

	/* 1.0x may have it as text */
	if (text == NULL)
		text = text_of(reader, node);
	if (type == 0)
		refuse_activity(reader, line_of(node), "activity-date/@type", code != NULL ? code : "", _("this is no type of date of IATI, 1 to 4"));
	else if (text == NULL || !iati_date(text, day))
		refuse_activity(reader, line_of(node), "activity-date/@iso-date", text != NULL ? text : "", _("this is no date"));
	else if (reader->activity.dates[type - 1][0] != '\0')
		iati_leave_out(reader, NULL, (const char *) node->name);
	else
		strcpy(reader->activity.dates[type - 1], day);
}

/*
 * Of descriptions of several types the general one counts, wherever it stands,
 * else the first.
 */
static void
read_description(IatiReader *reader, const xmlNode *node)
{
	Activity   *activity = &reader->activity;
	const char *type = attribute_of(reader, node, "type");

	if (type == NULL)
		type = "1";
	if (activity->description.count > 0 && strcmp(activity->description_type, type) != 0)
	{
		iati_leave_out(reader, NULL, (const char *) node->name);
		if (strcmp(type, "1") != 0)
			return;
		narratives_free(&activity->description);
	}
	if (!read_narratives(reader, &activity->description, node))
		activity->is_refused = true;
	pg_free(activity->description_type);
	activity->description_type = pg_strdup(type);
}

static void
read_status(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "code");

	if (code == NULL || reader->activity.status != NULL)
		iati_leave_out(reader, NULL, (const char *) node->name);
	else if (strlen(code) != 1 || code[0] < '1' || code[0] > '6')
		refuse_activity(reader, line_of(node), "activity-status/@code", code, _("this is no status of IATI, 1 to 6"));
	else
		reader->activity.status = copy(code);
}

static void
read_identifier(IatiReader *reader, const xmlNode *node)
{
	const char *text = text_of(reader, node);

	if (reader->activity.identifier != NULL)
		refuse_activity(reader, line_of(node), "iati-identifier", text != NULL ? text : "", _("an activity has one identifier"));
	else if (text != NULL && text_length(text) > IDENTIFIER_MAX)
		refuse_activity(reader, line_of(node), "iati-identifier", text, _("this is longer than an identifier can be"));
	else
		reader->activity.identifier = copy(text);
}

static void
read_title(IatiReader *reader, const xmlNode *node)
{
	if (!read_narratives(reader, &reader->activity.title, node))
		reader->activity.is_refused = true;
}

static const struct
{
	const char *name;
	void		(*read) (IatiReader *reader, const xmlNode *node);
}			elements[] = {
	/* the most frequent first */
	{"transaction", read_transaction},
	{"participating-org", read_participant},
	{"activity-date", read_date_of_activity},
	{"budget", read_budget},
	{"planned-disbursement", read_plan},
	{"iati-identifier", read_identifier},
	{"reporting-org", read_reporter},
	{"title", read_title},
	{"description", read_description},
	{"activity-status", read_status},
	{"recipient-country", read_country},
	{"result", read_result},
};

bool
iati_is_wanted(const char *name)
{
	for (int i = 0; i < lengthof(elements); i++)
		if (strcmp(elements[i].name, name) == 0)
			return true;
	return false;
}

/* A child of an activity, as a tree of its own. */
void
iati_element(IatiReader *reader, xmlNode *node)
{
	for (int i = 0; i < lengthof(elements); i++)
		if (is_named(node, elements[i].name))
		{
			elements[i].read(reader, node);
			return;
		}
}

static void
read_attribute_of_activity(IatiReader *reader, const char *name, bool of_xml, const char *value)
{
	Activity   *activity = &reader->activity;

	if (of_xml && strcmp(name, "lang") == 0)
	{
		activity->has_language = iati_language(value, activity->language);
		if (!activity->has_language)
		{
			strcpy(activity->language, "en");
			refuse_activity(reader, activity->line, "xml:lang", value, _("this is no language of ISO 639"));
		}
	}
	else if (strcmp(name, "default-currency") == 0)
	{
		activity->currency = iati_currency(value);
		if (activity->currency == 0)
			refuse_activity(reader, activity->line, "@default-currency", value, _("this is no code of a currency"));
	}
	else if (strcmp(name, "last-updated-datetime") == 0)
	{
		if (!iati_time(value, activity->updated_at))
			refuse_activity(reader, activity->line, "@last-updated-datetime", value, _("this is no time"));
	}
	else if (strcmp(name, "hierarchy") == 0)
	{
		if (strspn(value, "0123456789") != strlen(value) || strlen(value) > 9)
			refuse_activity(reader, activity->line, "@hierarchy", value, _("this is no number"));
		else
			strlcpy(activity->hierarchy, value, sizeof(activity->hierarchy));
	}
	else if (strcmp(name, "humanitarian") == 0)
	{
		const char *is_humanitarian = iati_boolean(value);

		if (is_humanitarian == NULL)
			refuse_activity(reader, activity->line, "@humanitarian", value, _("this is neither true nor false"));
		else
			strlcpy(activity->humanitarian, is_humanitarian, sizeof(activity->humanitarian));
	}
	else if (strcmp(name, "version") != 0)
		iati_leave_out(reader, "iati-activity/@", name);
}

/* Languages and currencies that elements do not state are those of the activity. */
void
iati_begin_activity(IatiReader *reader, int count, const xmlChar **attributes)
{
	Activity   *activity = &reader->activity;

	strcpy(activity->language, "en");
	activity->title.main = activity->description.main = -1;
	reader->activities++;
	for (int i = 0; i < count; i++)
	{
		const char *value = (const char *) attributes[5 * i + 3];
		const char *kept = iati_keep(reader, value, (const char *) attributes[5 * i + 4] - value);

		if (kept != NULL)
			read_attribute_of_activity(reader, (const char *) attributes[5 * i], attributes[5 * i + 2] != NULL, kept);
	}
}

void
iati_end_activity(IatiReader *reader)
{
	Activity   *activity = &reader->activity;
	uint64		line = activity->line;
	char		currency[4];
	Digits		ordinal;
	Digits		on;

	if (activity->identifier == NULL)
		refuse_activity(reader, line, "iati-identifier", "", _("there is no identifier"));
	else if (activity->reporter_ref == NULL && activity->reporter_name == NULL)
		refuse_activity(reader, line, "reporting-org", activity->identifier, _("it has neither a reference nor a name"));
	else if (main_text(&activity->title) == NULL)
		refuse_activity(reader, line, "title", activity->identifier, _("there is no title"));
	if (!activity->is_refused)
	{
		EMIT(reader, IATI_ACTIVITY, digits(&ordinal, reader->activities), digits(&on, line), activity->identifier,
			 activity->has_language ? activity->language : NULL,
			 activity->currency != 0 ? currency_letters(activity->currency, currency) : NULL,
			 or_null(activity->updated_at), or_null(activity->hierarchy), or_null(activity->humanitarian), activity->status,
			 or_null(activity->dates[0]), or_null(activity->dates[1]), or_null(activity->dates[2]), or_null(activity->dates[3]),
			 activity->reporter_ref, activity->reporter_name, activity->secondary,
			 main_text(&activity->title), main_text(&activity->description));
		emit_texts(reader, &activity->title, "award.award", NULL, NULL);
		emit_texts(reader, &activity->description, "award.description", NULL, NULL);
	}
	iati_forget_activity(reader);
}

void
iati_forget_activity(IatiReader *reader)
{
	Activity   *activity = &reader->activity;

	pg_free(activity->identifier);
	pg_free(activity->reporter_ref);
	pg_free(activity->reporter_name);
	pg_free(activity->secondary);
	pg_free(activity->status);
	pg_free(activity->description_type);
	narratives_free(&activity->title);
	narratives_free(&activity->description);
	memset(activity, 0, sizeof(*activity));
}
