/*-------------------------------------------------------------------------
 *
 * csv_reader.c
 *		The rows of a CSV file, one at a time.
 *
 * libcsv parses; it is handed one line at a time, so that the line on which a
 * row begins is known, and every row begins on another.  A row is gathered in
 * one buffer, which is used again for the next.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "csv_reader.h"

#include <csv.h>

#define READ_SIZE	(64 * 1024)

struct CsvReader
{
	Source	   *source;
	struct csv_parser parser;
	bool		begun;
	bool		ended;
	char		delimiter;
	char		input[READ_SIZE];
	size_t		input_used;
	size_t		input_next;
	uint64		lines;			/* handed to the parser */
	char		last;			/* byte of the last of them */

	/* the row that is being parsed, or the one that was returned */
	PQExpBufferData text;
	size_t		ends[CSV_COLUMNS_MAX];
	int			count;
	uint64		line;			/* on which it begins; 0 before it does */
	bool		complete;
	bool		too_many;
	bool		too_long;
};

static void
add_field(void *field, size_t length, void *state)
{
	CsvReader  *reader = state;

	reader->too_long |= length > CSV_FIELD_MAX;
	if (reader->count >= CSV_COLUMNS_MAX)
	{
		reader->too_many = true;
		return;
	}
	if (length > 0)
		appendBinaryPQExpBuffer(&reader->text, field, length);
	appendPQExpBufferChar(&reader->text, '\0');
	reader->ends[reader->count++] = reader->text.len;
}

static void
end_row(int terminator, void *state)
{
	((CsvReader *) state)->complete = true;
}

CsvReader *
csv_open(Source *source, char delimiter)
{
	CsvReader  *reader = pg_malloc0(sizeof(CsvReader));

	reader->source = source;
	reader->delimiter = delimiter;
	reader->last = '\n';
	initPQExpBuffer(&reader->text);
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	return reader;
}

/* Of comma, semicolon and tabulator, the one that the first line has most of outside quotes. */
static char
guess_delimiter(const char *text, size_t length)
{
	const char *end = text + length;
	bool		is_quoted = false;
	int			commas = 0;
	int			semicolons = 0;
	int			tabs = 0;

	for (; text < end && (is_quoted || (*text != '\n' && *text != '\r')); text++)
	{
		is_quoted ^= *text == '"';
		commas += !is_quoted && *text == ',';
		semicolons += !is_quoted && *text == ';';
		tabs += !is_quoted && *text == '\t';
	}
	return tabs > commas && tabs > semicolons ? '\t' : semicolons > commas ? ';' : ',';
}

/* A tabulator that delimits is no blank at the end of a field. */
static int
is_blank(unsigned char c)
{
	return c == ' ';
}

static bool
is_empty_line(const char *line, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (line[i] != '\r' && line[i] != '\n' && !is_blank(line[i]))
			return false;
	return true;
}

static bool
is_row_of_nothing(const CsvReader *reader)
{
	for (int i = 0; i < reader->count; i++)
		if (csv_field(reader, i).length > 0)
			return false;
	return true;
}

/* Some bytes that are still to be parsed; false at the end of the file, or on an error. */
static bool
fill(CsvReader *reader, char **error)
{
	ssize_t		got;

	if (reader->input_next < reader->input_used)
		return true;
	got = source_read(reader->source, reader->input, READ_SIZE, error);
	if (got <= 0)
		return false;
	reader->input_used = got;
	reader->input_next = 0;
	if (!reader->begun)
	{
		reader->begun = true;
		if (reader->delimiter == '\0')
			reader->delimiter = guess_delimiter(reader->input, got);
		csv_set_delim(&reader->parser, reader->delimiter);
		csv_set_space_func(&reader->parser, is_blank);
	}
	return true;
}

/* How long the next line is, with its end, as far as it has been read. */
static size_t
line_length(const CsvReader *reader)
{
	const char *line = reader->input + reader->input_next;
	size_t		length = reader->input_used - reader->input_next;
	const char *end = memchr(line, '\n', length);

	if (end != NULL)
		length = end + 1 - line;
	end = memchr(line, '\r', length);
	return end != NULL ? end + 1 - line : length;
}

/*
 * Parses a line.  It ends with a line feed, a carriage return, or both, which
 * come one after the other: no two rows then begin on one line.
 */
static bool
parse_line(CsvReader *reader, char **error)
{
	const char *line = reader->input + reader->input_next;
	bool		is_rest = reader->last == '\r' && *line == '\n';
	size_t		length = is_rest ? 1 : line_length(reader);

	if (!is_rest && (reader->last == '\n' || reader->last == '\r'))
		reader->lines++;
	reader->last = line[length - 1];
	reader->input_next += length;
	if (reader->line == 0 && !is_empty_line(line, length))
		reader->line = reader->lines;

	if (csv_parse(&reader->parser, line, length, add_field, end_row, reader) != length)
		*error = psprintf(_("has quotes that do not match, on line %llu"), (unsigned long long) reader->lines);
	else if (reader->too_long || reader->parser.entry_pos > CSV_FIELD_MAX || reader->text.len > 8 * CSV_FIELD_MAX)
		*error = psprintf(_("has a field of more than a megabyte, in the row that begins on line %llu"),
						  (unsigned long long) reader->line);
	else if (reader->too_many)
		*error = psprintf(_("has more than %d columns, on line %llu"), CSV_COLUMNS_MAX, (unsigned long long) reader->line);
	return *error == NULL;
}

static bool
next_row(CsvReader *reader, char **error)
{
	resetPQExpBuffer(&reader->text);
	reader->count = 0;
	reader->line = 0;
	reader->complete = false;
	reader->too_many = false;

	while (!reader->complete && !reader->ended)
	{
		if (fill(reader, error))
		{
			if (!parse_line(reader, error))
				return false;
			continue;
		}
		if (*error != NULL)
			return false;
		reader->ended = true;
		if (csv_fini(&reader->parser, add_field, end_row, reader) != 0)
		{
			*error = psprintf(_("ends inside a quoted field, in the row that begins on line %llu"),
							  (unsigned long long) Max(reader->line, 1));
			return false;
		}
	}
	return reader->complete;
}

/*
 * Whether there is a next row, which is then what the other functions ask of.
 * Spreadsheets save rows that have nothing in them, which are none.
 */
bool
csv_next(CsvReader *reader, char **error)
{
	do
	{
		if (!next_row(reader, error))
			return false;
	} while (is_row_of_nothing(reader));
	return true;
}

/*
 * What is wrong with a row of a file with so many columns, or NULL.  One that
 * ends early may have lost anything, and one that has more was cut in a field;
 * what is empty behind the last column is nothing.
 */
char *
csv_misfit(const CsvReader *reader, int columns)
{
	bool		fits = reader->count >= columns;

	for (int i = columns; i < reader->count; i++)
		fits &= csv_field(reader, i).length == 0;
	return fits ? NULL : psprintf(_("the row has %d columns and not %d"), reader->count, columns);
}

int
csv_count(const CsvReader *reader)
{
	return reader->count;
}

CsvField
csv_field(const CsvReader *reader, int column)
{
	size_t		start = column > 0 ? reader->ends[column - 1] : 0;

	return (CsvField) {reader->text.data + start, reader->ends[column] - start - 1};
}

/* Line of the file on which the row begins. */
uint64
csv_line(const CsvReader *reader)
{
	return reader->line;
}

void
csv_close(CsvReader *reader)
{
	csv_free(&reader->parser);
	termPQExpBuffer(&reader->text);
	pg_free(reader);
}
