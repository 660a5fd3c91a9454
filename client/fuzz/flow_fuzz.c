/*-------------------------------------------------------------------------
 *
 * flow_fuzz.c
 *		Any bytes as a sheet of flows, for libFuzzer.
 *
 * The first byte chooses a locale; the columns of what follows are the fields
 * in their order, from one that the second byte chooses.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "flow_row.h"

static const char *const locales[] = {NULL, "es-MX", "es-CO", "en-US", "ar-EG", "hi-IN", "de-CH", "fr-FR"};

/* What is stored is text that the server takes, and what is refused has a reason. */
static void
check(const FlowRow *row, bool ok)
{
	if (!ok && (row->reason == NULL || row->reason[0] == '\0'))
		abort();
	for (int i = 0; ok && i < FLOW_CELLS; i++)
	{
		if (row->cells[i].text != NULL && !is_text(row->cells[i].text, row->cells[i].length))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FlowReader readers[lengthof(locales)];
	static FlowTypeName types[] = {{4, "gasto"}, {3, "desembolso"}};
	static char *names[FLOW_FIELDS];
	FlowReader *flows;
	CsvReader  *reader;
	Source		source;
	char	   *error = NULL;
	FlowRow		row;
	int			fd;

	if (size < 2)
		return 0;
	flows = &readers[data[0] % lengthof(locales)];
	if (flows->types == NULL)
	{
		if (!locale_numbers_init(&flows->numbers, locales[data[0] % lengthof(locales)]))
			abort();
		flows->types = types;
		flows->type_count = lengthof(types);
		flows->column_names = names;
	}
	for (int i = 0; i < FLOW_FIELDS; i++)
	{
		flows->column[i] = (i + data[1]) % FLOW_FIELDS;
		names[i] = unconstify(char *, flow_field_name(i));
	}

	if (!open_bytes(&source, data + 2, size - 2, NULL, &fd))
		abort();
	reader = csv_open(&source, ',');
	while (csv_next(reader, &error))
	{
		flows->column_count = csv_count(reader);
		/* a row has all columns, or read_flow() is not asked for those that it has not */
		for (int i = 0; i < FLOW_FIELDS; i++)
			flows->column[i] = (i + data[1]) % FLOW_FIELDS < csv_count(reader) ? (i + data[1]) % FLOW_FIELDS : -1;
		if (csv_count(reader) <= FLOW_FIELDS)
			check(&row, read_flow(flows, reader, &row));
	}
	csv_close(reader);
	close_bytes(&source, fd, error);
	return 0;
}
