/*-------------------------------------------------------------------------
 *
 * iati_narratives.c
 *		Texts in several languages, and the organizations that they name.
 *
 * 2.0x has text in <narrative> elements, and 1.0x in the element itself, which is
 * repeated for each language.  One does not have what the other has, so that both
 * are read alike.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

/* as many organizations are remembered to have been handed over */
#define NAMES_MAX	50000

void
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
bool
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

const char *
main_text(const Narratives *narratives)
{
	return narratives->main >= 0 && narratives->count > 0 ? narratives->items[narratives->main].text : NULL;
}

/* Hands over all texts but the main one, unless that is in another language than the activity. */
void
emit_texts(IatiReader *reader, const Narratives *narratives, const char *list, const char *result, const char *indicator)
{
	Digits		activity;

	for (int i = 0; i < narratives->count; i++)
		if (i != narratives->main || strcmp(narratives->items[i].language, reader->activity.language) != 0)
			EMIT(reader, IATI_TEXT, digits(&activity, reader->activities), list, result, indicator,
				 narratives->items[i].language, narratives->items[i].text);
}

/* The main text of a child element, the others being left out; NULL for none. */
const char *
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
	char		country[COUNTRY_SIZE];
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
	{
		country_of_identifier(party->ref != NULL ? party->ref : "", country);
		EMIT(reader, IATI_NAME, digits(&row, ++reader->rows), digits(&on, line), party->ref, party->name, country, type, language, text);
	}
	pg_free(key);
}

/*
 * Who an element names.  False where the reference is no identifier; neither
 * reference nor name is for the caller to judge.
 */
bool
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
bool
read_activity_id(IatiReader *reader, const xmlNode *node, const char *name, const char **id)
{
	*id = attribute_of(reader, node, name);
	if (*id == NULL || text_length(*id) <= IDENTIFIER_MAX)
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, name), *id, _("this is longer than an identifier can be"));
	return false;
}
