/*-------------------------------------------------------------------------
 *
 * iati_fuzz.c
 *		Any bytes as an IATI file, for libFuzzer.
 *
 * The reader must end without touching memory that is not its own, whatever it
 * is fed and in whatever pieces: the first byte says in which.  What it hands
 * over is checked as the server would: no more columns than the staging table
 * has, and UTF-8.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_reader.h"

#include "values.h"

extern int	LLVMFuzzerTestOneInput(const uint8 *data, size_t size);

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static void
check_row(void *state, IatiTable table, const char *const *values, int count)
{
	int			columns = 1;

	check(table < IATI_TABLES && count <= IATI_COLUMNS_MAX);
	for (const char *p = iati_targets[table]; *p != '\0'; p++)
		columns += *p == ',';
	check(count == columns);
	for (int i = 0; i < count; i++)
		check(values[i] == NULL || is_text(values[i], strlen(values[i])));
}

static void
check_refusal(void *state, uint64 line, const char *column, const char *value, const char *reason)
{
	check(column != NULL && reason != NULL && is_text(reason, strlen(reason)));
	check(value == NULL || is_text(value, strlen(value)));
}

int
LLVMFuzzerTestOneInput(const uint8 *data, size_t size)
{
	static const IatiSink sink = {check_row, check_refusal, NULL};
	IatiReader *reader;
	char	   *error = NULL;
	char	   *left_out;
	size_t		piece;
	bool		in_utf8;

	if (size < 1)
		return 0;
	piece = (data[0] & 0x7F) * 16 + 4;
	in_utf8 = (data[0] & 0x80) != 0;
	data++;
	size--;

	reader = iati_open(&sink);
	while (size > 0)
	{
		size_t		length = Min(size, piece);

		if (!iati_feed(reader, (const char *) data, length, in_utf8, &error))
			break;
		data += length;
		size -= length;
	}
	if (error == NULL)
		iati_finish(reader, &error);
	check(error == NULL || is_text(error, strlen(error)));
	left_out = iati_left_out(reader);
	check(left_out == NULL || is_text(left_out, strlen(left_out)));
	pg_free(left_out);
	pg_free(error);
	iati_close(reader);
	return 0;
}
