/*-------------------------------------------------------------------------
 *
 * json_fuzz.c
 *		Any bytes as a file of 360Giving in JSON, for libFuzzer.
 *
 * Checked, beside what the sanitizers see: what is taken is text that the
 * server stores.  Needs no server: clang -fsanitize=fuzzer,address,undefined,
 * giving*.c, json_reader.c, csv_reader.c, source.c and values.c of the client,
 * and calendar.c, country_table.c, currency_table.c and scan.c of the extension.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "giving.h"

static void
need_text(const char *text)
{
	if (text != NULL && !is_text(text, strlen(text)))
		abort();
}

static void
take(void *state, const GivingGrant *grant)
{
	need_text(grant->id);
	need_text(grant->title);
	need_text(grant->description);
	need_text(grant->funder);
	need_text(grant->funder_name);
	need_text(grant->recipient);
	need_text(grant->recipient_name);
	need_text(grant->programme);
	need_text(grant->programme_name);
	if (strlen(grant->currency) != 3 || strlen(grant->award_date) != 10 || grant->amount[0] == '\0')
		abort();
	for (int i = 0; i < grant->payment_count; i++)
	{
		need_text(grant->payments[i].id);
		need_text(grant->payments[i].description);
		need_text(grant->payments[i].provider);
		need_text(grant->payments[i].recipient);
		if (strlen(grant->payments[i].date) != 10 || strlen(grant->payments[i].currency) != 3)
			abort();
	}
}

static void
refuse(void *state, uint64 line, const char *column, const char *value, size_t length, const char *reason)
{
	size_t		sum = strlen(reason) + (column != NULL ? strlen(column) : 0);

	/* every byte is there to be read */
	for (size_t i = 0; i < length; i++)
		sum += value[i];
	*(size_t *) state += sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		sum = 0;
	GivingTarget target = {take, refuse, &sum};
	Source		source;
	char	   *error = NULL;
	int			fd;

	if (open_bytes(&source, data, size, NULL, &fd) && source_peek(&source, &error) >= 0)
		giving_read_json(&source, &target, &error);
	close_bytes(&source, fd, error);
	return 0;
}
