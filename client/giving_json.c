/*-------------------------------------------------------------------------
 *
 * giving_json.c
 *		Grants of the 360Giving Data Standard in JSON.
 *
 * A file is a package: an object that has its grants in an array "grants".
 * Numbers keep the digits that they have in the file.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "giving.h"

#include "json_reader.h"

#define NAME_SIZE	100

/* What is there at the path "plannedDates/0/startDate"; NULL for nothing. */
static struct json_object *
find(struct json_object *value, const char *path)
{
	while (value != NULL && *path != '\0')
	{
		size_t		length = strcspn(path, "/");
		char		name[NAME_SIZE];

		strlcpy(name, path, Min(length + 1, sizeof(name)));
		path += length + (path[length] == '/');
		if (json_object_is_type(value, json_type_array))
			value = strcmp(name, "0") == 0 && json_object_array_length(value) > 0 ? json_object_array_get_idx(value, 0) : NULL;
		else if (json_object_is_type(value, json_type_object))
			value = json_object_object_get(value, name);
		else
			return NULL;
	}
	return value;
}

/* Text and numbers alike: whether one may stand where it does is not told here. */
static GivingText
text_of(struct json_object *value, bool is_number)
{
	GivingText	text = {0};

	switch (json_object_get_type(value))
	{
		case json_type_null:
			return text;
		case json_type_string:
			text.text = json_object_get_string(value);
			text.length = json_object_get_string_len(value);
			return text;
		case json_type_int:
			/* json-c puts the nearest number that it has for one out of its range */
			text.text = json_object_get_string(value);
			text.length = strlen(text.text);
			if (is_number && (json_object_get_uint64(value) > (uint64) PG_INT64_MAX || json_object_get_int64(value) == PG_INT64_MIN))
				text.problem = _("the amount is out of range");
			break;
		case json_type_double:
			/* the digits of the file, which json-c keeps */
			text.text = json_object_get_string(value);
			text.length = strlen(text.text);
			break;
		default:
			text.text = "";
			text.problem = is_number ? _("this is no number") : _("this is no text");
			return text;
	}
	if (!is_number)
		text.problem = _("this is no text");
	return text;
}

static bool
is_number(int field)
{
	return field == GIVING_AMOUNT || field == GIVING_DISBURSED || field == GIVING_DURATION;
}

static int
length_of(struct json_object *grant, const char *name)
{
	struct json_object *array = json_object_object_get(grant, name);

	return json_object_is_type(array, json_type_array) ? (int) json_object_array_length(array) : 0;
}

/* "grants/2/amountAwarded", counted from 0 as the standard's own tools do */
static const char *
name_of(const void *state, int payment, int field)
{
	static char name[NAME_SIZE];
	uint64		place = json_place(state) - 1;

	if (payment < 0)
		snprintf(name, sizeof(name), "grants/" UINT64_FORMAT "/%s", place, giving_names[field].path);
	else
		snprintf(name, sizeof(name), "grants/" UINT64_FORMAT "/" GIVING_PAYMENTS "/%d/%s",
				 place, payment, payment_names[field].path);
	return name;
}

static void
read_grant(const JsonReader *reader, const GivingTarget *target)
{
	struct json_object *grant = json_element(reader);
	struct json_object *payments = json_object_object_get(grant, GIVING_PAYMENTS);
	GivingRecord record = {.line = json_line(reader),.place = json_place(reader),.name = name_of,.state = reader};

	for (int field = 0; field < GIVING_FIELDS; field++)
		record.fields[field] = text_of(find(grant, giving_names[field].path), is_number(field));
	record.funders = length_of(grant, "fundingOrganization");
	record.recipients = length_of(grant, "recipientOrganization");
	record.payment_count = length_of(grant, GIVING_PAYMENTS);
	if (record.payment_count > 0)
		record.payments = pg_malloc0(record.payment_count * sizeof(*record.payments));
	for (int i = 0; i < record.payment_count; i++)
	{
		struct json_object *payment = json_object_array_get_idx(payments, i);

		for (int field = 0; field < PAYMENT_FIELDS; field++)
			record.payments[i][field] = text_of(json_object_is_type(payment, json_type_object) ?
												json_object_object_get(payment, payment_names[field].path) : NULL,
												field == PAYMENT_VALUE);
	}
	giving_check(&record, target);
	pg_free(record.payments);
}

bool
giving_read_json(Source *source, const GivingTarget *target, char **error)
{
	JsonReader *reader = json_open(source, "grants");
	char		column[40];

	while (json_next(reader, error))
	{
		if (json_element(reader) != NULL)
		{
			read_grant(reader, target);
			continue;
		}
		snprintf(column, sizeof(column), "grants/" UINT64_FORMAT, json_place(reader) - 1);
		target->refuse(target->state, json_line(reader), column, "", 0, json_problem(reader));
	}
	json_close(reader);
	return *error == NULL;
}
