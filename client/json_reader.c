/*-------------------------------------------------------------------------
 *
 * json_reader.c
 *		The elements of an array in a JSON file, one at a time.
 *
 * json-c parses; it makes a tree of all that it is given, so it is given one
 * element at a time.  Where an element begins and ends is told by brackets and
 * quotes alone, which are followed here.  What is around the array is parsed
 * too, when the file has been read.
 *
 * An element that is no JSON, or that json-c would not read as it is written
 * (half of a surrogate pair, a name that is there twice), is known as such; the
 * others can still be read.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "json_reader.h"

#include "values.h"

#define READ_SIZE	(64 * 1024)
/* bytes around the array: a title, a licence */
#define AROUND_MAX	(1024 * 1024)
/* the depth between the elements: in the object, in the array */
#define BETWEEN		2

/* what json-c says of text that it cannot parse */
static const char *const parser_messages[] pg_attribute_unused() = {
	N_("nesting too deep"),
	N_("unexpected end of data"),
	N_("unexpected character"),
	N_("null expected"),
	N_("boolean expected"),
	N_("number expected"),
	N_("array value separator ',' expected"),
	N_("quoted object property name expected"),
	N_("object property name separator ':' expected"),
	N_("object value separator ',' expected"),
	N_("invalid string sequence"),
	N_("expected comment"),
	N_("invalid utf-8 string"),
};

struct JsonReader
{
	Source	   *source;
	const char *member;
	struct json_tokener *tokener;
	char		input[READ_SIZE];
	size_t		input_used;
	size_t		input_next;
	uint64		line;

	/* where we are */
	char		brackets[JSON_DEPTH_MAX];
	int			depth;
	bool		in_string;
	bool		escaped;
	bool		in_array;
	bool		after_element;	/* a comma or the end is to follow */
	bool		array_seen;
	bool		ended;

	/* all but the elements; of its last string at depth 1, where that is */
	PQExpBufferData around;
	size_t		name_start;
	size_t		name_end;
	bool		is_member;

	/* the element that is read, or the one that was returned */
	PQExpBufferData text;
	uint64		place;			/* from 1 */
	uint64		begun;			/* line on which it begins */
	uint64		names;			/* of members, in all its objects */
	struct json_object *value;
	char	   *problem;
};

JsonReader *
json_open(Source *source, const char *member)
{
	JsonReader *reader = pg_malloc0(sizeof(JsonReader));

	reader->source = source;
	reader->member = member;
	reader->line = 1;
	reader->tokener = json_tokener_new_ex(JSON_DEPTH_MAX);
	if (reader->tokener == NULL)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	json_tokener_set_flags(reader->tokener, JSON_TOKENER_STRICT);
	initPQExpBuffer(&reader->around);
	initPQExpBuffer(&reader->text);
	return reader;
}

/* The next byte; -1 at the end, -2 on error. */
static int
next_byte(JsonReader *reader, char **error)
{
	unsigned char c;

	if (reader->input_next == reader->input_used)
	{
		ssize_t		got = source_read(reader->source, reader->input, READ_SIZE, error);

		if (got <= 0)
			return got == 0 ? -1 : -2;
		reader->input_used = got;
		reader->input_next = 0;
	}
	c = reader->input[reader->input_next++];
	reader->line += c == '\n';
	return c;
}

static void
not_json(const JsonReader *reader, char **error)
{
	*error = psprintf(_("is no JSON, near line %llu"), (unsigned long long) reader->line);
}

/* Follows strings and brackets. */
static bool
follow(JsonReader *reader, int c, char **error)
{
	if (reader->in_string)
	{
		if (reader->escaped)
			reader->escaped = false;
		else if (c == '\\')
			reader->escaped = true;
		else if (c == '"')
			reader->in_string = false;
		return true;
	}
	switch (c)
	{
		case '"':
			reader->in_string = true;
			return true;
		case '{':
		case '[':
			if (reader->depth == JSON_DEPTH_MAX)
			{
				*error = psprintf(_("has more than %d brackets inside one another, on line %llu"),
								  JSON_DEPTH_MAX, (unsigned long long) reader->line);
				return false;
			}
			reader->brackets[reader->depth++] = c;
			return true;
		case '}':
		case ']':
			if (reader->depth == 0 || reader->brackets[reader->depth - 1] != (c == '}' ? '{' : '['))
			{
				not_json(reader, error);
				return false;
			}
			reader->depth--;
			return true;
		case ':':
			reader->names++;
			return true;
		case '\'':
			/* json-c takes names in such quotes, which were not followed */
			not_json(reader, error);
			return false;
		default:
			return true;
	}
}

static bool
is_blank(int c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code of the escape \uXXXX that begins here; -1 where there is none. */
static int
escaped_code(const char *text, const char *end)
{
	int			code = 0;

	if (end - text < 6 || text[0] != '\\' || text[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++)
	{
		int			digit = hex_digit(text[i]);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

/*
 * Whether every escape is for a character that text may have.  json-c would put
 * another character for half of a surrogate pair; and NUL is none in SQL.
 */
static bool
escapes_are_text(const char *text, const char *end)
{
	while ((text = memchr(text, '\\', end - text)) != NULL)
	{
		int			code = escaped_code(text, end);

		if (code == 0 || (code >= 0xDC00 && code <= 0xDFFF))
			return false;
		if (code >= 0xD800 && code <= 0xDBFF)
		{
			int			low = escaped_code(text + 6, end);

			if (low < 0xDC00 || low > 0xDFFF)
				return false;
			text += 6;
		}
		text += code >= 0 ? 6 : 2;
		if (text >= end)
			break;
	}
	return true;
}

/* How many members the objects of a tree have. */
static uint64
count_members(struct json_object *value)
{
	uint64		count = 0;

	if (json_object_is_type(value, json_type_array))
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count += count_members(json_object_array_get_idx(value, i));
	else if (json_object_is_type(value, json_type_object))
	{
		json_object_object_foreach(value, name, member)
		{
			(void) name;
			count += 1 + count_members(member);
		}
	}
	return count;
}

/* The tree of a text; NULL where it is no JSON. */
static struct json_object *
parse(JsonReader *reader, const PQExpBufferData *text)
{
	struct json_object *value;

	json_tokener_reset(reader->tokener);
	value = json_tokener_parse_ex(reader->tokener, text->data, text->len);
	if (json_tokener_get_error(reader->tokener) == json_tokener_success &&
		json_tokener_get_parse_end(reader->tokener) == text->len)
		return value;
	json_object_put(value);
	return NULL;
}

static void
parse_element(JsonReader *reader)
{
	const PQExpBufferData *text = &reader->text;

	if (!is_text(text->data, text->len))
		reader->problem = pg_strdup(_("this is no text in UTF-8"));
	else if (!escapes_are_text(text->data, text->data + text->len))
		reader->problem = pg_strdup(_("an escape stands for no character of text"));
	else if (text->data[0] != '{')
		reader->problem = pg_strdup(_("this is no object"));
	else if ((reader->value = parse(reader, text)) == NULL)
		reader->problem = psprintf(_("this is no JSON: %s"), _(json_tokener_error_desc(json_tokener_get_error(reader->tokener))));
	else if (count_members(reader->value) != reader->names)
	{
		/* json-c keeps the last, and nobody knows which is right */
		json_object_put(reader->value);
		reader->value = NULL;
		reader->problem = pg_strdup(_("a name stands twice in one object"));
	}
}

static void
check_memory(const PQExpBufferData *text)
{
	if (PQExpBufferDataBroken(*text))
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
}

/* A byte of an element.  True where it is whole; then it is parsed. */
static bool
take_element(JsonReader *reader, int c, char **error)
{
	/* what ends a number or a word is no part of it */
	if (reader->depth == BETWEEN && !reader->in_string && (c == ',' || c == ']'))
		reader->input_next--;
	else
	{
		if (!follow(reader, c, error))
			return false;
		appendPQExpBufferChar(&reader->text, c);
		check_memory(&reader->text);
		if (reader->text.len > JSON_ELEMENT_MAX)
		{
			*error = psprintf(_("has more than %d megabytes between two brackets, from line %llu on"),
							  JSON_ELEMENT_MAX / 1024 / 1024, (unsigned long long) reader->begun);
			return false;
		}
		if (reader->depth != BETWEEN || (c != '}' && c != ']'))
			return false;
	}
	parse_element(reader);
	reader->after_element = true;
	return true;
}

/* A byte around the array. */
static bool
take_around(JsonReader *reader, int c, char **error)
{
	bool		begins = false;

	if (reader->depth == 1 && !reader->in_string)
	{
		if (c == '"')
			reader->name_start = reader->around.len + 1;
		else if (c == ':')
			reader->is_member = reader->name_end - reader->name_start == strlen(reader->member) &&
				memcmp(reader->around.data + reader->name_start, reader->member, strlen(reader->member)) == 0;
		else if (c == ',')
			reader->is_member = false;
		else if (c == '[' && reader->is_member)
			begins = true;
	}
	if (!follow(reader, c, error))
		return false;
	if (reader->depth == 1 && c == '"' && !reader->in_string)
		reader->name_end = reader->around.len;
	appendPQExpBufferChar(&reader->around, c);
	check_memory(&reader->around);
	if (reader->around.len > AROUND_MAX)
	{
		*error = psprintf(_("has more than a megabyte beside the array \"%s\", up to line %llu"),
						  reader->member, (unsigned long long) reader->line);
		return false;
	}
	if (begins && reader->array_seen)
	{
		*error = psprintf(_("has a second array \"%s\", on line %llu"), reader->member, (unsigned long long) reader->line);
		return false;
	}
	if (begins)
		reader->in_array = reader->array_seen = true;
	return true;
}

/* What is around the array, when all is read. */
static void
check_around(JsonReader *reader, char **error)
{
	struct json_object *value;

	if (reader->in_string || reader->depth > 0)
	{
		*error = reader->text.len > 0 ?
			psprintf(_("ends inside the element that begins on line %llu"), (unsigned long long) reader->begun) :
			psprintf(_("ends in the middle, on line %llu"), (unsigned long long) reader->line);
		return;
	}
	value = is_text(reader->around.data, reader->around.len) ? parse(reader, &reader->around) : NULL;
	if (value == NULL)
		not_json(reader, error);
	else if (!reader->array_seen)
		*error = psprintf(_("has no array \"%s\""), reader->member);
	json_object_put(value);
}

/* Whether there is a next element, which is then what the others ask of. */
bool
json_next(JsonReader *reader, char **error)
{
	bool		inside = false;
	int			c;

	json_object_put(reader->value);
	reader->value = NULL;
	pg_free(reader->problem);
	reader->problem = NULL;
	resetPQExpBuffer(&reader->text);

	while (!reader->ended && (c = next_byte(reader, error)) >= 0)
	{
		if (!inside && reader->in_array)
		{
			if (is_blank(c))
				continue;
			if (c == ',' && reader->after_element)
			{
				reader->after_element = false;
				continue;
			}
			if (c == ']' && (reader->after_element || reader->place == 0))
				reader->in_array = false;
			else if (c == ',' || c == ']' || reader->after_element)
			{
				not_json(reader, error);
				break;
			}
			else
			{
				inside = true;
				reader->begun = reader->line;
				reader->names = 0;
				reader->place++;
			}
		}
		if (inside ? take_element(reader, c, error) : !take_around(reader, c, error))
			return inside;
		if (*error != NULL)
			break;
	}
	if (!reader->ended && *error == NULL)
		check_around(reader, error);
	reader->ended = true;
	return false;
}

/* The element; NULL where it is none that could be read. */
struct json_object *
json_element(const JsonReader *reader)
{
	return reader->value;
}

/* Why there is none; translated. */
const char *
json_problem(const JsonReader *reader)
{
	return reader->problem;
}

/* The number of the element in the array, from 1. */
uint64
json_place(const JsonReader *reader)
{
	return reader->place;
}

/* Line of the file on which the element begins. */
uint64
json_line(const JsonReader *reader)
{
	return reader->begun;
}

void
json_close(JsonReader *reader)
{
	json_object_put(reader->value);
	pg_free(reader->problem);
	json_tokener_free(reader->tokener);
	termPQExpBuffer(&reader->around);
	termPQExpBuffer(&reader->text);
	pg_free(reader);
}
