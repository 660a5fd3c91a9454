/*-------------------------------------------------------------------------
 *
 * csv_fuzz.c
 *		Any bytes as CSV, for libFuzzer.
 *
 * The first byte chooses the encoding and the delimiter; the rows that follow
 * are read once as any CSV, with dates and numbers, and once as grants.  Is built
 * from the same files as json_fuzz.c.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "csv_reader.h"
#include "giving.h"

static const char *const encodings[] = {NULL, "ISO-8859-1", "UTF-16LE", "SHIFT_JIS"};
static const char delimiters[] = {'\0', ',', ';', '\t'};

static void
take(void *state, const GivingGrant *grant)
{
	if (grant->id == NULL || grant->amount[0] == '\0')
		abort();
}

static void
refuse(void *state, uint64 line, const char *column, const char *value, size_t length, const char *reason)
{
	if (line == 0)
		abort();
}

static void
read_values(CsvField field)
{
	char		iso[ISO_DATE_SIZE];
	char		number[NUMBER_SIZE];

	if (strlen(field.text) > field.length)
		abort();
	for (int order = DATE_YMD; order <= DATE_MDY; order++)
		if (read_date(field.text, field.length, order, iso) && strlen(iso) != 10)
			abort();
	read_number(field.text, field.length, '.', false, number);
	read_number(field.text, field.length, '.', false, number);
	is_text(field.text, field.length);
}

static char *
read_rows(Source *source, char delimiter)
{
	CsvReader  *reader = csv_open(source, delimiter);
	char	   *error = NULL;
	uint64		line = 0;

	while (csv_next(reader, &error))
	{
		/* rows have lines, and in their order */
		if (csv_line(reader) == 0 || csv_line(reader) < line)
			abort();
		line = csv_line(reader);
		for (int i = 0; i < csv_count(reader); i++)
			read_values(csv_field(reader, i));
	}
	csv_close(reader);
	return error;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	GivingTarget target = {take, refuse, NULL};
	Source		source;
	const char *encoding;
	char		delimiter;
	char	   *error = NULL;
	int			fd;

	if (size == 0)
		return 0;
	encoding = encodings[data[0] & 3];
	delimiter = delimiters[(data[0] >> 2) & 3];
	if (open_bytes(&source, data + 1, size - 1, encoding, &fd))
		error = read_rows(&source, delimiter);
	close_bytes(&source, fd, error);
	error = NULL;
	if (open_bytes(&source, data + 1, size - 1, encoding, &fd))
		giving_read_csv(&source, delimiter, &target, &error);
	close_bytes(&source, fd, error);
	return 0;
}
