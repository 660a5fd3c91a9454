/*-------------------------------------------------------------------------
 *
 * giving_csv.c
 *		Grants of the 360Giving Data Standard in a spreadsheet, saved as CSV.
 *
 * Columns are called by the titles of the schema ("Recipient Org:Identifier"),
 * or by where the field is in JSON ("recipientOrganization/0/id"); with or
 * without the number, in capitals or not.  Other columns are left out.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "giving.h"

#include "csv_reader.h"

/* disbursements that have columns of their own in a sheet */
#define PAYMENTS_MAX	200
#define NAME_SIZE		100

/* What a column is: a field of the grant, of a disbursement, or none. */
typedef struct Column
{
	int			payment;		/* -1 for the grant */
	int			field;			/* -1 for none */
	int			number;			/* of several funders or recipients, from 0 */
} Column;

typedef struct GivingSheet
{
	int			count;
	char	  **names;
	Column	   *columns;
	int			payments;
	const CsvReader *reader;
	uint64		rows;
} GivingSheet;

/*
 * A name without the differences that do not matter: small letters, one mark
 * between parts, no blanks beside it.  A number of a part is taken out.
 */
static void
plain_name(const char *name, char plain[NAME_SIZE], int *number)
{
	size_t		length = 0;

	*number = 0;
	while (*name != '\0' && length < NAME_SIZE - 2)
	{
		size_t		part = strcspn(name, "/:");
		size_t		size = part;

		while (size > 0 && *name == ' ')
			name++, part--, size--;
		while (size > 0 && name[size - 1] == ' ')
			size--;
		if (size > 0 && size < 5 && strspn(name, "0123456789") == size)
			*number = atoi(name);
		else
		{
			if (length > 0)
				plain[length++] = '/';
			for (size_t i = 0; i < size && length < NAME_SIZE - 2; i++)
				plain[length++] = pg_ascii_tolower((unsigned char) name[i]);
		}
		name += part + (name[part] != '\0');
	}
	plain[length] = '\0';
}

static bool
is_named(const char *plain, const GivingName *name)
{
	char		known[NAME_SIZE];
	int			number;

	plain_name(name->path, known, &number);
	if (strcmp(plain, known) == 0)
		return true;
	if (name->title == NULL)
		return false;
	plain_name(name->title, known, &number);
	return strcmp(plain, known) == 0;
}

static Column
find_column(const char *name)
{
	Column		column = {-1, -1, 0};
	char		plain[NAME_SIZE];

	plain_name(name, plain, &column.number);
	for (int field = 0; field < GIVING_FIELDS && column.field < 0; field++)
		if (is_named(plain, &giving_names[field]))
			column.field = field;
	if (column.field < 0 && column.number < PAYMENTS_MAX &&
		pg_strncasecmp(plain, GIVING_PAYMENTS "/", strlen(GIVING_PAYMENTS "/")) == 0)
	{
		for (int field = 0; field < PAYMENT_FIELDS; field++)
			if (is_named(plain + strlen(GIVING_PAYMENTS "/"), &payment_names[field]))
				column = (Column) {column.number, field, 0};
	}
	return column;
}

/* Whether a row has the names of the columns; an error where one is there twice. */
static bool
read_header(GivingSheet *sheet, const CsvReader *reader, char **error)
{
	bool		seen[GIVING_FIELDS] = {0};

	sheet->reader = reader;
	sheet->count = csv_count(reader);
	sheet->columns = pg_malloc0(sheet->count * sizeof(Column));
	sheet->names = pg_malloc0(sheet->count * sizeof(char *));
	for (int i = 0; i < sheet->count; i++)
	{
		Column	   *column = &sheet->columns[i];

		sheet->names[i] = pg_strdup(csv_field(reader, i).text);
		*column = find_column(sheet->names[i]);
		for (int other = 0; other < i && column->field >= 0; other++)
			if (sheet->columns[other].field == column->field && sheet->columns[other].payment == column->payment &&
				sheet->columns[other].number == column->number)
			{
				*error = psprintf(_("has two columns for one field, \"%s\" and \"%s\""), sheet->names[other], sheet->names[i]);
				return false;
			}
		if (column->payment >= sheet->payments)
			sheet->payments = column->payment + 1;
		if (column->payment < 0 && column->field >= 0 && column->number == 0)
			seen[column->field] = true;
	}
	if (!seen[GIVING_ID] || !seen[GIVING_AMOUNT])
	{
		*error = psprintf(_("has no columns \"%s\" and \"%s\""), giving_names[GIVING_ID].title, giving_names[GIVING_AMOUNT].title);
		return false;
	}
	return true;
}

static const char *
name_of(const void *state, int payment, int field)
{
	const GivingSheet *sheet = state;

	for (int i = 0; i < sheet->count; i++)
		if (sheet->columns[i].payment == payment && sheet->columns[i].field == field && sheet->columns[i].number == 0)
			return sheet->names[i];
	return payment < 0 ? giving_names[field].title : payment_names[field].path;
}

static void
read_grant(GivingSheet *sheet, const GivingTarget *target)
{
	const CsvReader *reader = sheet->reader;
	GivingRecord record = {.line = csv_line(reader),.place = ++sheet->rows,.name = name_of,.state = sheet};

	if (sheet->payments > 0)
		record.payments = pg_malloc0(sheet->payments * sizeof(*record.payments));
	record.funders = record.recipients = 1;
	for (int i = 0; i < sheet->count; i++)
	{
		const Column *column = &sheet->columns[i];
		CsvField	field = csv_field(reader, i);

		if (column->field < 0 || field.length == 0)
			continue;
		if (column->payment >= 0)
		{
			record.payments[column->payment][column->field] = (GivingText) {field.text, field.length};
			record.payment_count = Max(record.payment_count, column->payment + 1);
		}
		else if (column->number == 0)
			record.fields[column->field] = (GivingText) {field.text, field.length};
		else if (column->field == GIVING_FUNDER)
			record.funders++;
		else if (column->field == GIVING_RECIPIENT)
			record.recipients++;
	}
	giving_check(&record, target);
	pg_free(record.payments);
}

bool
giving_read_csv(Source *source, char delimiter, const GivingTarget *target, char **error)
{
	CsvReader  *reader = csv_open(source, delimiter);
	GivingSheet sheet = {0};
	bool		ok;

	ok = csv_next(reader, error) && read_header(&sheet, reader, error);
	while (ok && csv_next(reader, error))
	{
		char	   *reason = csv_misfit(reader, sheet.count);

		if (reason != NULL)
			target->refuse(target->state, csv_line(reader), NULL, NULL, 0, reason);
		else
			read_grant(&sheet, target);
		pg_free(reason);
	}
	if (!ok && *error == NULL)
		*error = _("is empty");
	for (int i = 0; i < sheet.count; i++)
		pg_free(sheet.names[i]);
	pg_free(sheet.names);
	pg_free(sheet.columns);
	csv_close(reader);
	return *error == NULL;
}
