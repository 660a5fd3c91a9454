/*-------------------------------------------------------------------------
 *
 * report_words.c
 *		What is said above and below the rows of a report.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include "report_shapes.h"

/* The days, and the currency: "As of 2023-12-31, as known on 2024-02-15. Values in USD." */
char *
report_subtitle(const ReportData *data)
{
	PQExpBufferData text;
	char	   *result;

	initPQExpBuffer(&text);
	if (data->day != NULL && data->known_on != NULL)
		appendPQExpBuffer(&text, _("As of %s, as known on %s."), data->day, data->known_on);
	else if (data->day != NULL)
		appendPQExpBuffer(&text, _("As of %s."), data->day);
	else if (data->known_on != NULL)
		appendPQExpBuffer(&text, _("As known on %s."), data->known_on);
	if (data->currency != NULL)
	{
		if (text.len > 0)
			appendPQExpBufferChar(&text, ' ');
		appendPQExpBuffer(&text, _("Values in %s."), data->currency);
	}
	result = pg_strdup(text.data);
	termPQExpBuffer(&text);
	return result;
}

/*
 * Whether a column says the same in all rows, and so is said once, above them:
 * text, of what people are shown.
 */
bool
report_is_fact(const ReportData *data, int column)
{
	const Report *report = data->report;
	const char *name = report->columns[column].name;

	return report->shape != NULL && data->request->columns == NULL && !data->request->wide &&
		PQntuples(data->rows) > 1 && report->columns[column].kind == KIND_TEXT &&
		list_has(report->shape->columns, name) && report_only_value(data, column) != NULL;
}

static void
append_condition(PQExpBuffer text, const Report *report, const Condition *condition)
{
	const char *heading = report->columns[report_column(report, condition->column)].heading;

	appendPQExpBuffer(text, "%s %s %s", heading, condition->operator, condition->value != NULL ? condition->value : "\xE2\x80\x93");
}

static bool
is_condition(const ReportData *data, int column)
{
	for (int i = 0; i < data->request->condition_count; i++)
		if (strcmp(data->request->conditions[i].operator, "=") == 0 &&
			report_column(data->report, data->request->conditions[i].column) == column)
			return true;
	return false;
}

/* What holds for all rows: the conditions, and what does not differ. */
char *
report_facts(const ReportData *data)
{
	const Report *report = data->report;
	const ReportRequest *request = data->request;
	PQExpBufferData text;
	PQExpBufferData conditions;
	char	   *result;

	initPQExpBuffer(&text);
	initPQExpBuffer(&conditions);
	for (int i = 0; i < request->condition_count; i++)
	{
		appendPQExpBufferStr(&conditions, i > 0 ? ", " : "");
		append_condition(&conditions, report, &request->conditions[i]);
	}
	if (request->condition_count > 0)
		appendPQExpBuffer(&text, _("Only rows with: %s."), conditions.data);
	for (int i = 0; i < report->column_count; i++)
		if (report_is_fact(data, i) && !is_condition(data, i))
		{
			appendPQExpBufferStr(&text, text.len > 0 ? " " : "");
			appendPQExpBuffer(&text, _("%s: %s."), report->columns[i].heading, report_only_value(data, i));
		}
	result = pg_strdup(text.data);
	termPQExpBuffer(&conditions);
	termPQExpBuffer(&text);
	return result;
}

/* Whose rates values have, and what has none; the last is NULL. */
char **
report_notes(const ReportData *data)
{
	char	  **notes = pg_malloc0(5 * sizeof(char *));
	int			count = 0;

	if (data->rates != NULL && strcmp(data->rates, "closed") == 0)
		notes[count++] = pg_strdup(_("Values have the rates that the closings of their periods keep."));
	else if (data->rates != NULL && strcmp(data->rates, "today") == 0)
		notes[count++] = pg_strdup(_("Values have the rates that are in the tables today."));
	else if (data->rates != NULL)
		notes[count++] = pg_strdup(_("Values of closed periods have the rates that their closings keep, all others those that are in the tables today."));
	if (data->counts_twice)
		notes[count++] = pg_strdup(_("There are no totals: some recipients are funders of others, and what they pass on would be counted twice. The report net_of_chain counts it once."));
	if (data->without_rate > 0)
	{
		char		number[32];

		snprintf(number, sizeof(number), INT64_FORMAT, data->without_rate);
		notes[count++] = psprintf(_("Rows whose values leave out what has no usable exchange rate: %s."),
								  format_number(data->request->format, number, 0));
	}
	return notes;
}
