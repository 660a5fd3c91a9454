/*-------------------------------------------------------------------------
 *
 * iati_tree.c
 *		What the tree of one element has: text, attributes, days.
 *
 * A tree is of one child of an activity, built and freed by iati_reader.c.  What
 * is taken out of it is kept until that element has been dealt with.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

void
iati_emit(IatiReader *reader, IatiTable table, const char *const *values, int count)
{
	if (reader->error == NULL)
		reader->sink->row(reader->sink->state, table, values, count);
}

/* in characters */
int
text_length(const char *text)
{
	return xmlUTF8Strlen((const xmlChar *) text);
}

/* "value/@currency", for as long as the element is dealt with */
const char *
path_to(IatiReader *reader, const xmlNode *node, const char *attribute)
{
	char		path[128];

	snprintf(path, sizeof(path), "%s/@%s", node->name, attribute);
	return iati_keep(reader, path, strlen(path));
}

uint64
line_of(const xmlNode *node)
{
	return (uint64) (intptr_t) node->_private;
}

bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

/* The first child element of that name; NULL for none. */
xmlNode *
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

char *
text_of(IatiReader *reader, const xmlNode *node)
{
	return joined_text(reader, node->children);
}

char *
attribute_in(IatiReader *reader, const xmlNode *node, const char *name, bool of_xml)
{
	for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
		if (strcmp((const char *) attribute->name, name) == 0 && (attribute->ns != NULL) == of_xml)
			return joined_text(reader, attribute->children);
	return NULL;
}

/* NULL where it is not there or empty. */
char *
attribute_of(IatiReader *reader, const xmlNode *node, const char *name)
{
	return attribute_in(reader, node, name, false);
}

/* Counts child elements of which nothing is read. */
void
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

/* A day in an attribute of a child element; where it must be there. */
bool
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

bool
are_in_order(IatiReader *reader, const xmlNode *node, const char *first_day, const char *last_day)
{
	if (last_day[0] == '\0' || strcmp(first_day, last_day) <= 0)
		return true;
	iati_refuse(reader, line_of(node), "period-end", last_day, _("the last day is before the first"));
	return false;
}

/* A boolean that may be left out; *value is then NULL. */
bool
read_boolean(IatiReader *reader, const xmlNode *node, const char *name, const char **value)
{
	const char *text = attribute_of(reader, node, name);

	*value = text != NULL ? iati_boolean(text) : NULL;
	if (text == NULL || *value != NULL)
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, name), text, _("this is neither true nor false"));
	return false;
}
