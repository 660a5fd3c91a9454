/*-------------------------------------------------------------------------
 *
 * iati_reader.c
 *		The activities of an IATI file, as flat rows: following the stream.
 *
 * libxml2 parses what it is fed.  Its own builder makes a tree, but only of one
 * child of an activity at a time, which iati_elements.c makes rows of before it
 * is freed: memory depends neither on the size of the file nor on that of an
 * activity.  Elements that the tracker has no place for are not built at all.
 *
 * Files come from strangers.  A document type declaration ends the reading
 * before an entity is declared, so that none can be expanded, and nothing is
 * fetched; libxml2's limits on text and names stay in force, and a tree has a
 * limit of its own.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

/* elements within elements; IATI has eight */
#define DEPTH_MAX		64
/* depth of the children of an activity, the root having 1 */
#define CHILD_DEPTH		3
/* bytes of the tree of one child, and what a node takes beside its text */
#define TREE_MAX		(48 * 1024 * 1024)
#define NODE_SIZE		200
#define ARENA_BLOCK		(64 * 1024)

typedef struct ArenaBlock
{
	struct ArenaBlock *next;
	size_t		used;
	size_t		size;
	char		bytes[FLEXIBLE_ARRAY_MEMBER];
} ArenaBlock;

struct Arena
{
	ArenaBlock *first;			/* the one that is being filled */
};

const char *const iati_targets[IATI_TABLES] = {
	[IATI_ACTIVITY] = "staged_activity (activity, line, award, language, currency, updated_at, hierarchy, humanitarian, status,"
	" planned_start, actual_start, planned_end, actual_end, reporter_ref, reporter_name, secondary, title, description)",
	[IATI_TEXT] = "staged_text (activity, list, result, indicator, language, text)",
	[IATI_NAME] = "staged_name (row, line, ref, name, country, type, language, text)",
	[IATI_PARTICIPANT] = "staged_participant (activity, line, place, role, ref, name, its_activity)",
	[IATI_COUNTRY] = "staged_country (activity, line, country, percentage)",
	[IATI_TRANSACTION] = "staged_transaction (row, activity, line, ref, type, booked_on, value_date, amount, provider_ref, provider_name,"
	" provider_activity, receiver_ref, receiver_name, receiver_activity, note)",
	[IATI_BUDGET] = "staged_budget (row, activity, line, type, status, first_day, last_day, amount, value_date)",
	[IATI_PLAN] = "staged_plan (row, activity, line, type, first_day, last_day, amount, value_date, provider_ref, provider_name,"
	" provider_activity, receiver_ref, receiver_name, receiver_activity)",
	[IATI_RESULT] = "staged_result (activity, line, result, type, aggregation, title, description)",
	[IATI_INDICATOR] = "staged_indicator (row, activity, line, result, indicator, measure, ascending, aggregation, title, definition,"
	" baseline, baseline_year, baseline_on, baseline_note)",
	[IATI_VALUE] = "staged_value (row, activity, line, result, indicator, is_actual, first_day, last_day, value, note)",
};

/* The first error stands: later ones follow from it. */
void
iati_fail(IatiReader *reader, const char *format,...)
{
	va_list		args;
	char		text[1024];

	if (reader->error != NULL)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	/* what libxml2 says may quote the file */
	for (char *p = text; *p != '\0'; p++)
		if ((unsigned char) *p < ' ' || *p == 0x7F)
			*p = ' ';
	for (size_t length = strlen(text); length > 0 && text[length - 1] == ' '; length--)
		text[length - 1] = '\0';
	/* and may end within a character */
	while (!is_text(text, strlen(text)))
		text[strlen(text) - 1] = '\0';
	reader->error = pg_strdup(text);
	xmlStopParser(reader->parser);
}

static void
arena_reset(Arena *arena)
{
	ArenaBlock *block = arena->first;

	while (block != NULL && block->next != NULL)
	{
		ArenaBlock *next = block->next;

		pg_free(block);
		block = next;
	}
	if (block != NULL && block->size > ARENA_BLOCK)
	{
		pg_free(block);
		block = NULL;
	}
	if (block != NULL)
		block->used = 0;
	arena->first = block;
}

/*
 * A copy of text without blanks at its ends, which lives until the element has
 * been dealt with; NULL where nothing is left.
 */
char *
iati_keep(IatiReader *reader, const char *text, size_t length)
{
	Arena	   *arena = reader->arena;
	ArenaBlock *block = arena->first;
	char	   *kept;

	while (length > 0 && strchr(" \t\r\n", *text) != NULL)
		text++, length--;
	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	if (length == 0)
		return NULL;
	/* libxml2 lets overlong forms pass, which the server would not take */
	if (!is_text(text, length))
	{
		iati_fail(reader, _("has text that is not UTF-8 near line %d"), reader->parser->input->line);
		return NULL;
	}
	if (block == NULL || block->size - block->used < length + 1)
	{
		size_t		size = Max(ARENA_BLOCK, length + 1);

		block = pg_malloc(offsetof(ArenaBlock, bytes) + size);
		block->size = size;
		block->used = 0;
		block->next = arena->first;
		arena->first = block;
	}
	kept = block->bytes + block->used;
	memcpy(kept, text, length);
	kept[length] = '\0';
	block->used += length + 1;
	return kept;
}

/* Counts what the tracker has no place for; the parent may be NULL. */
void
iati_leave_out(IatiReader *reader, const char *parent, const char *name)
{
	char		path[sizeof(reader->left_out[0].name)];
	LeftOut    *entry = reader->left_out;

	if (parent != NULL)
		snprintf(path, sizeof(path), "%s/%s", parent, name);
	else
		strlcpy(path, name, sizeof(path));
	/* the last is for all others */
	for (; entry < &reader->left_out[LEFT_OUT_MAX - 1] && entry->count > 0; entry++)
		if (strcmp(entry->name, path) == 0)
			break;
	if (entry->count++ == 0)
		strlcpy(entry->name, entry < &reader->left_out[LEFT_OUT_MAX - 1] ? path : "...", sizeof(entry->name));
}

char *
iati_left_out(const IatiReader *reader)
{
	PQExpBufferData list;
	char	   *result;

	if (reader->left_out[0].count == 0)
		return NULL;
	initPQExpBuffer(&list);
	for (int i = 0; i < LEFT_OUT_MAX && reader->left_out[i].count > 0; i++)
	{
		const char *name = reader->left_out[i].name;
		size_t		length = strlen(name);

		/* cut within a character */
		while (!is_text(name, length))
			length--;
		appendPQExpBuffer(&list, "%s%.*s %llu", i > 0 ? ", " : "", (int) length, name,
						  (unsigned long long) reader->left_out[i].count);
	}
	result = pg_strdup(list.data);
	termPQExpBuffer(&list);
	return result;
}

void
iati_refuse(IatiReader *reader, uint64 line, const char *column, const char *value, const char *reason)
{
	if (reader->error == NULL)
		reader->sink->refuse(reader->sink->state, line, column, value, reason);
}

static void
on_start_document(void *state)
{
	xmlSAX2StartDocument(((IatiReader *) state)->parser);
}

static void
on_doctype(void *state, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	iati_fail(state, _("has a document type declaration, which no IATI file needs and which is not read"));
}

/* libxml2 hands over one state or another here, but always its parser. */
static void
on_error(void *state, xmlErrorPtr error)
{
	const xmlParserCtxt *parser = error->ctxt;
	IatiReader *reader = parser != NULL ? parser->userData : NULL;

	if (reader == NULL || reader->parser == NULL)
		return;
	/* what libxml2 says of a node that is longer than its limit */
	if (reader->is_blank)
		iati_fail(reader, _("is empty"));
	else if (error->code == XML_ERR_NO_MEMORY)
		iati_fail(reader, _("has a text of more than %d MB that ends after line %d"), XML_MAX_TEXT_LENGTH / 1000000,
				  reader->parser->input->line);
	else if (error->level == XML_ERR_FATAL)
		iati_fail(reader, _("is not well-formed XML: line %d: %s"), error->line, error->message);
}

/* The version must be one that is known: a later one may mean other things. */
static void
check_root(IatiReader *reader, const char *name, const xmlChar *namespace, int count, const xmlChar **attributes)
{
	static const char *const versions[] = {"1.0", "1.00", "1.01", "1.02", "1.03", "1.04", "1.05", "2.01", "2.02", "2.03"};

	if (strcmp(name, "iati-activities") != 0 || namespace != NULL)
	{
		iati_fail(reader, _("is no file of IATI activities: its first element is \"%s\""), name);
		return;
	}
	for (int i = 0; i < count; i++)
	{
		const char *value = (const char *) attributes[5 * i + 3];
		int			length = (const char *) attributes[5 * i + 4] - value;
		bool		known = false;

		if (strcmp((const char *) attributes[5 * i], "version") != 0 || attributes[5 * i + 2] != NULL || length == 0)
			continue;
		for (int v = 0; v < lengthof(versions); v++)
			known |= strlen(versions[v]) == length && strncmp(versions[v], value, length) == 0;
		if (!known)
			iati_fail(reader, _("is of IATI version \"%.*s\"; versions 1.01 to 1.05 and 2.01 to 2.03 are known"), Min(length, 20), value);
	}
}

/* Extensions have names and attributes of their own namespaces, which IATI's are not in. */
static int
own_attributes(int count, const xmlChar **attributes)
{
	int			own = 0;

	for (int i = 0; i < count; i++)
	{
		const char *namespace = (const char *) attributes[5 * i + 2];

		if (namespace != NULL && strcmp(namespace, (const char *) XML_XML_NAMESPACE) != 0)
			continue;
		if (own < i)
			memcpy(&attributes[5 * own], &attributes[5 * i], 5 * sizeof(attributes[0]));
		own++;
	}
	return own;
}

static bool
tree_grows(IatiReader *reader, size_t size)
{
	reader->size += size;
	if (reader->size <= TREE_MAX)
		return true;
	iati_fail(reader, _("has an element of more than %d MB that ends after line %d"), TREE_MAX / (1024 * 1024), reader->parser->input->line);
	return false;
}

static void
on_start_element(void *state, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *namespace, int namespaces,
				 const xmlChar **declared, int count, int defaulted, const xmlChar **attributes)
{
	IatiReader *reader = state;
	const char *name = (const char *) local_name;

	if (reader->error != NULL)
		return;
	if (++reader->depth > DEPTH_MAX)
	{
		iati_fail(reader, _("has elements nested more than %d deep at line %d"), DEPTH_MAX, reader->parser->input->line);
		return;
	}
	if (reader->skipped_from > 0)
		return;
	if (reader->depth == 1)
		check_root(reader, name, namespace, count, attributes);
	else if (namespace != NULL)
		reader->skipped_from = reader->depth;
	else if (reader->depth == 2)
	{
		if (strcmp(name, "iati-activity") != 0)
		{
			iati_leave_out(reader, NULL, name);
			reader->skipped_from = reader->depth;
			return;
		}
		reader->activity.line = reader->parser->input->line;
		iati_begin_activity(reader, own_attributes(count, attributes), attributes);
	}
	else if (reader->depth == CHILD_DEPTH && !iati_is_wanted(name))
	{
		iati_leave_out(reader, NULL, name);
		reader->skipped_from = reader->depth;
	}
	else
	{
		size_t		size = NODE_SIZE;

		count = own_attributes(count, attributes);
		for (int i = 0; i < count; i++)
			size += NODE_SIZE + (attributes[5 * i + 4] - attributes[5 * i + 3]);
		if (!tree_grows(reader, size))
			return;
		xmlSAX2StartElementNs(reader->parser, local_name, NULL, NULL, 0, NULL, count, 0, attributes);
		/* the tree's own line numbers end at 65535 */
		if (reader->parser->node != NULL)
			reader->parser->node->_private = (void *) (intptr_t) reader->parser->input->line;
	}
}

static void
on_end_element(void *state, const xmlChar *local_name, const xmlChar *prefix, const xmlChar *namespace)
{
	IatiReader *reader = state;
	int			depth = reader->depth--;

	if (reader->error != NULL)
		return;
	if (reader->skipped_from > 0)
	{
		if (depth == reader->skipped_from)
			reader->skipped_from = 0;
		return;
	}
	if (depth == 2)
	{
		iati_end_activity(reader);
		arena_reset(reader->arena);
	}
	else if (depth >= CHILD_DEPTH)
	{
		xmlNode    *node = reader->parser->node;

		xmlSAX2EndElementNs(reader->parser, local_name, NULL, NULL);
		if (depth > CHILD_DEPTH || node == NULL)
			return;
		iati_element(reader, node);
		xmlUnlinkNode(node);
		xmlFreeNode(node);
		reader->size = 0;
		arena_reset(reader->arena);
	}
}

static void
on_characters(void *state, const xmlChar *text, int length)
{
	IatiReader *reader = state;

	if (reader->error == NULL && reader->skipped_from == 0 && reader->depth >= CHILD_DEPTH && tree_grows(reader, length))
		xmlSAX2Characters(reader->parser, text, length);
}

/* What converters print by themselves; the parser says it, too. */
static void
be_silent(void *state, xmlErrorPtr error)
{
}

IatiReader *
iati_open(const IatiSink *sink)
{
	IatiReader *reader = pg_malloc0(sizeof(IatiReader));

	xmlInitParser();
	xmlSetStructuredErrorFunc(NULL, be_silent);
	reader->sink = sink;
	reader->is_blank = true;
	reader->arena = pg_malloc0(sizeof(Arena));
	return reader;
}

static void
create_parser(IatiReader *reader, const char *bytes, size_t length, bool in_utf8)
{
	xmlSAXHandler handler;
	int			options = XML_PARSE_NONET;

	memset(&handler, 0, sizeof(handler));
	handler.initialized = XML_SAX2_MAGIC;
	handler.startDocument = on_start_document;
	handler.internalSubset = on_doctype;
	handler.startElementNs = on_start_element;
	handler.endElementNs = on_end_element;
	handler.characters = on_characters;
	handler.ignorableWhitespace = on_characters;
	handler.cdataBlock = on_characters;
	handler.serror = on_error;
	/* by its first bytes it knows the encoding */
	reader->parser = xmlCreatePushParserCtxt(&handler, reader, bytes, (int) length, NULL);
	if (reader->parser == NULL)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	/* what was in UTF-16 still says so, in UTF-8 */
	if (in_utf8)
		options |= XML_PARSE_IGNORE_ENC;
	xmlCtxtUseOptions(reader->parser, options);
}

/* Whether there is nothing but blanks, in whatever encoding: noughts and a byte order mark are no content. */
static bool
is_blank(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] != '\0' && strchr(" \t\r\n\xEF\xBB\xBF\xFE\xFF", bytes[i]) == NULL)
			return false;
	return true;
}

/*
 * The next bytes of the file, whose first piece has four or more unless the file
 * is shorter.  in_utf8: they are in UTF-8 whatever the file says of itself.
 */
bool
iati_feed(IatiReader *reader, const char *bytes, size_t length, bool in_utf8, char **error)
{
	reader->is_blank = reader->is_blank && is_blank(bytes, length);
	if (reader->parser == NULL)
	{
		size_t		first = Min(length, 4);

		create_parser(reader, bytes, first, in_utf8);
		bytes += first;
		length -= first;
	}
	if (length > 0 && reader->error == NULL && xmlParseChunk(reader->parser, bytes, (int) length, 0) != 0)
	{
		const xmlError *last = xmlCtxtGetLastError(reader->parser);

		if (last != NULL && last->level >= XML_ERR_ERROR && !reader->parser->wellFormed)
			iati_fail(reader, _("is not well-formed XML: line %d: %s"), last->line, last->message);
	}
	*error = reader->error;
	return reader->error == NULL;
}

bool
iati_finish(IatiReader *reader, char **error)
{
	if (reader->parser == NULL)
		create_parser(reader, "", 0, false);
	if (reader->error == NULL)
	{
		xmlParseChunk(reader->parser, "", 0, 1);
		if (reader->is_blank)
			iati_fail(reader, _("is empty"));
		else if (!reader->parser->wellFormed || reader->depth > 0)
			iati_fail(reader, _("is not well-formed XML: it ends too early"));
	}
	*error = reader->error;
	return reader->error == NULL;
}

void
iati_close(IatiReader *reader)
{
	if (reader->parser != NULL)
	{
		if (reader->parser->myDoc != NULL)
			xmlFreeDoc(reader->parser->myDoc);
		xmlFreeParserCtxt(reader->parser);
	}
	iati_forget_activity(reader);
	if (reader->names != NULL)
		xmlHashFree(reader->names, NULL);
	arena_reset(reader->arena);
	pg_free(reader->arena->first);
	pg_free(reader->arena);
	pg_free(reader);
}
