/*-------------------------------------------------------------------------
 *
 * report_raw.c
 *		A report for programs: CSV and JSON.
 *
 * Values are those of the server to the last digit, under the names that
 * columns have in SQL.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

/*
 * A field of RFC 4180, in quotes where it needs them, and where it is empty:
 * without quotes it would be NULL, as COPY has it.
 */
static void
print_field(FILE *file, const char *text)
{
	if (*text != '\0' && strpbrk(text, ",;\t\"\r\n") == NULL && *text != ' ' && text[strlen(text) - 1] != ' ')
	{
		fputs(text, file);
		return;
	}
	fputc('"', file);
	for (; *text != '\0'; text++)
	{
		if (*text == '"')
			fputc('"', file);
		fputc(*text, file);
	}
	fputc('"', file);
}

/* RFC 4180: lines end in CR LF. */
void
print_report_csv(FILE *file, PGresult *rows)
{
	for (int column = 0; column < PQnfields(rows); column++)
	{
		if (column > 0)
			fputc(',', file);
		print_field(file, PQfname(rows, column));
	}
	fputs("\r\n", file);
	for (int row = 0; row < PQntuples(rows); row++)
	{
		for (int column = 0; column < PQnfields(rows); column++)
		{
			if (column > 0)
				fputc(',', file);
			if (!PQgetisnull(rows, row, column))
				print_field(file, PQgetvalue(rows, row, column));
		}
		fputs("\r\n", file);
	}
}

/* An array of objects, which the server has written. */
void
print_report_json(FILE *file, PGresult *rows)
{
	fputc('[', file);
	for (int row = 0; row < PQntuples(rows); row++)
		fprintf(file, "%s\n  %s", row > 0 ? "," : "", PQgetvalue(rows, row, 0));
	fputs(PQntuples(rows) > 0 ? "\n]\n" : "]\n", file);
}
