/*-------------------------------------------------------------------------
 *
 * csv_reader.c
 *		The rows of a CSV file, one at a time.
 *
 * libcsv parses; it is handed one line at a time, so that the line on which a
 * row begins is known.  Rows of a read are gathered in one buffer, which is
 * used again for the next.
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
	bool		line_begun;		/* the last of them has no end yet */

	/* the row that is being parsed, or the one that was returned */
	PQExpBufferData text;
	size_t		ends[CSV_COLUMNS_MAX];
	int			count;
	uint64		line;			/* on which it begins; 0 before it does */
	bool		complete;
	bool		too_many;
};

static void
add_field(void *field, size_t length, void *state)
{
	CsvReader  *reader = state;

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
	initPQExpBuffer(&reader->text);
	if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	return reader;
}

/* Of comma, semicolon and tabulator, the one that the first line has most of. */
static char
guess_delimiter(const char *text, size_t length)
{
	const char *end = memchr(text, '\n', length);
	int			commas = 0;
	int			semicolons = 0;
	int			tabs = 0;

	if (end == NULL)
		end = text + length;
	for (; text < end; text++)
	{
		commas += *text == ',';
		semicolons += *text == ';';
		tabs += *text == '\t';
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
		if (line[i] != '\r' && line[i] != '\n')
			return false;
	return true;
}

/* Whether there is a next row, which is then what the other functions ask of. */
bool
csv_next(CsvReader *reader, char **error)
{
	resetPQExpBuffer(&reader->text);
	reader->count = 0;
	reader->line = 0;
	reader->complete = false;
	reader->too_many = false;

	while (!reader->complete)
	{
		char	   *line;
		char	   *end;
		size_t		length;

		if (reader->input_next == reader->input_used)
		{
			ssize_t		got = reader->ended ? 0 : source_read(reader->source, reader->input, READ_SIZE, error);

			if (got < 0)
				return false;
			if (got == 0)
			{
				if (reader->ended)
					return false;
				reader->ended = true;
				if (csv_fini(&reader->parser, add_field, end_row, reader) != 0)
				{
					*error = psprintf(_("ends inside a quoted field, in the row that begins on line %llu"),
									  (unsigned long long) Max(reader->line, 1));
					return false;
				}
				if (!reader->complete)
					return false;
				continue;
			}
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
		}

		line = reader->input + reader->input_next;
		length = reader->input_used - reader->input_next;
		end = memchr(line, '\n', length);
		if (end != NULL)
			length = end + 1 - line;
		if (!reader->line_begun)
			reader->lines++;
		reader->line_begun = end == NULL;
		if (reader->line == 0 && !is_empty_line(line, length))
			reader->line = reader->lines;
		reader->input_next += length;

		/* a carriage return may end a row in the middle of what is handed over */
		while (length > 0 && !reader->complete)
		{
			char	   *stop = memchr(line, '\r', length);
			size_t		part = stop != NULL ? stop + 1 - line : length;

			if (csv_parse(&reader->parser, line, part, add_field, end_row, reader) != part)
			{
				*error = psprintf(_("has quotes that do not match, on line %llu"), (unsigned long long) reader->lines);
				return false;
			}
			line += part;
			length -= part;
		}
		if (!is_empty_line(line, length))
		{
			/* what follows the row is for the next call */
			reader->input_next -= length;
			reader->line_begun = true;
		}
		if (reader->parser.entry_pos > CSV_FIELD_MAX || reader->text.len > 8 * CSV_FIELD_MAX)
		{
			*error = psprintf(_("has a field of more than a megabyte, in the row that begins on line %llu"),
							  (unsigned long long) reader->line);
			return false;
		}
		if (reader->too_many)
		{
			*error = psprintf(_("has more than %d columns, on line %llu"), CSV_COLUMNS_MAX, (unsigned long long) reader->line);
			return false;
		}
	}
	return true;
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
