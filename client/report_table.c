/*-------------------------------------------------------------------------
 *
 * report_table.c
 *		A report at the terminal.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include "bars.h"
#include "report_layout.h"
#include "report_shapes.h"
#include "terminal_pictures.h"

/* ---- headings ---- */

/* The lines of a heading that is wrapped to a width; the last is NULL. */
static char **
heading_lines(const char *heading, int width)
{
	PQExpBufferData text;
	char	  **lines = pg_malloc0((strlen(heading) + 2) * sizeof(char *));
	int			count = 0;

	initPQExpBuffer(&text);
	append_wrapped(&text, heading, width, 0);
	for (char *line = strtok(text.data, "\n"); line != NULL; line = strtok(NULL, "\n"))
		lines[count++] = pg_strdup(line);
	termPQExpBuffer(&text);
	return lines;
}

static int
count_lines(char **lines)
{
	int			count = 0;

	while (lines[count] != NULL)
		count++;
	return count;
}

/* A line is not longer than what is on it. */
static void
end_line(PQExpBuffer out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	appendPQExpBufferChar(out, '\n');
}

static void
append_headings(PQExpBuffer out, const Layout *layout, bool blocks)
{
	char	 ***lines = pg_malloc0(Max(layout->count, 1) * sizeof(char **));
	int			most = 0;

	for (int i = 0; i < layout->count; i++)
	{
		lines[i] = heading_lines(layout->columns[i].heading, layout->columns[i].width);
		most = Max(most, count_lines(lines[i]));
	}
	for (int line = 0; line < most; line++)
	{
		for (int i = 0; i < layout->count; i++)
		{
			const LayoutColumn *column = &layout->columns[i];
			int			own = line - (most - count_lines(lines[i]));

			append_blanks(out, i > 0 ? LAYOUT_GAP : 0);
			append_cut(out, own >= 0 ? lines[i][own] : "", column->width, column->right, blocks);
		}
		end_line(out);
	}
}

static void
append_rule(PQExpBuffer out, const Layout *layout, bool blocks)
{
	for (int i = 0; i < layout->count; i++)
	{
		append_blanks(out, i > 0 ? LAYOUT_GAP : 0);
		for (int j = 0; j < layout->columns[i].width; j++)
			appendPQExpBufferStr(out, blocks ? "\xE2\x94\x80" : "-");
	}
	appendPQExpBufferChar(out, '\n');
}

/* ---- rows ---- */

static void
append_row_bar(PQExpBuffer out, const ReportData *data, int row, bool blocks)
{
	char	   *text;
	double		share = report_bar(data, row, &text);

	append_bar(out, share, BAR_WIDTH, blocks);
	append_cut(out, text != NULL ? text : blocks ? "\xE2\x80\x93" : "-", BAR_TEXT, true, blocks);
	pg_free(text);
}

static void
append_row(PQExpBuffer out, const ReportData *data, const Layout *layout, int row, bool blocks)
{
	for (int i = 0; i < layout->count; i++)
	{
		const LayoutColumn *column = &layout->columns[i];

		append_blanks(out, i > 0 ? LAYOUT_GAP : 0);
		if (column->column == BAR_COLUMN)
			append_row_bar(out, data, row, blocks);
		else
		{
			char	   *cell = report_shown_cell(data, row, column->column);
			char	   *shown = shown_text(cell != NULL ? cell : blocks ? "\xE2\x80\x93" : "-");

			append_cut(out, shown, column->width, column->right, blocks);
			pg_free(shown);
			pg_free(cell);
		}
	}
	end_line(out);
}

static void
append_totals(PQExpBuffer out, const ReportData *data, const Layout *layout, bool blocks)
{
	bool		any = false;

	for (int i = 0; i < layout->count; i++)
		any |= layout->columns[i].column >= 0 && data->has_total[layout->columns[i].column];
	if (!any)
		return;
	append_rule(out, layout, blocks);
	for (int i = 0; i < layout->count; i++)
	{
		const LayoutColumn *column = &layout->columns[i];
		char	   *total = column->column >= 0 ? report_shown_total(data, column->column) : NULL;

		append_blanks(out, i > 0 ? LAYOUT_GAP : 0);
		append_cut(out, total != NULL ? total : i == 0 ? _("Total") : "", column->width, column->right, blocks);
		pg_free(total);
	}
	end_line(out);
}

static void
flush_lines(FILE *file, PQExpBuffer out)
{
	fwrite(out->data, 1, out->len, file);
	resetPQExpBuffer(out);
}

static void
append_hidden(PQExpBuffer out, const Layout *layout, int width)
{
	PQExpBufferData names;

	if (layout->hidden_count == 0)
		return;
	initPQExpBuffer(&names);
	for (int i = 0; i < layout->hidden_count; i++)
		appendPQExpBuffer(&names, "%s%s", i > 0 ? ", " : "", layout->hidden[i]);
	append_wrapped(out, psprintf(_("Columns not shown: %s. --wide shows all."), names.data), width, 0);
	termPQExpBuffer(&names);
}

void
print_report_table(FILE *file, const ReportData *data, int width)
{
	bool		blocks = terminal_draws_blocks();
	Layout	   *layout = report_layout(data, data->request->wide ? ANY_WIDTH : width);
	char	   *subtitle = report_subtitle(data);
	char	   *facts = shown_text(report_facts(data));
	PQExpBufferData out;

	initPQExpBuffer(&out);
	append_wrapped(&out, data->title, width, 0);
	if (*subtitle != '\0')
		append_wrapped(&out, subtitle, width, 0);
	if (*facts != '\0')
		append_wrapped(&out, facts, width, 0);
	appendPQExpBufferChar(&out, '\n');
	if (data->request->pictures)
		append_terminal_pictures(&out, data, width, blocks);
	append_headings(&out, layout, blocks);
	append_rule(&out, layout, blocks);
	for (int row = 0; row < PQntuples(data->rows); row++)
	{
		append_row(&out, data, layout, row, blocks);
		flush_lines(file, &out);
	}
	append_totals(&out, data, layout, blocks);
	appendPQExpBufferChar(&out, '\n');
	append_wrapped(&out, psprintf(_("Rows: %d."), PQntuples(data->rows)), width, 0);
	for (char **note = report_notes(data); *note != NULL; note++)
		append_wrapped(&out, *note, width, 0);
	append_hidden(&out, layout, width);
	flush_lines(file, &out);
	termPQExpBuffer(&out);
}

/* ---- what there is ---- */

void
print_report_list(FILE *file, Report **reports, int width)
{
	PQExpBufferData out;
	int			names = 0;

	for (Report **report = reports; *report != NULL; report++)
		names = Max(names, shown_width((*report)->name));
	initPQExpBuffer(&out);
	for (Report **report = reports; *report != NULL; report++)
	{
		char	   *title = shown_text(report_title(*report));

		append_cut(&out, (*report)->name, names + 2, false, true);
		append_wrapped(&out, title, Max(width, names + 30), names + 2);
		pg_free(title);
	}
	flush_lines(file, &out);
	termPQExpBuffer(&out);
}

static void
append_part(PQExpBuffer out, const char *name, int names, const char *type, int types, const char *text, int width)
{
	append_blanks(out, 2);
	append_cut(out, name, names + 2, false, true);
	append_cut(out, type, types + 2, false, true);
	append_wrapped(out, text, width, 2 + names + 2 + types + 2);
}

/* Arguments and columns of a report, with what they are called. */
void
print_report_description(FILE *file, const Report *report, int width)
{
	PQExpBufferData out;
	int			names = 0;
	int			types = 0;

	for (int i = 0; i < report->argument_count; i++)
	{
		names = Max(names, shown_width(report->arguments[i].name));
		types = Max(types, shown_width(report->arguments[i].type));
	}
	for (int i = 0; i < report->column_count; i++)
	{
		names = Max(names, shown_width(report->columns[i].name));
		types = Max(types, shown_width(report->columns[i].type));
	}
	initPQExpBuffer(&out);
	appendPQExpBuffer(&out, "%s: ", report->name);
	append_wrapped(&out, shown_text(report_title(report)), width, 0);
	if (report->argument_count > 0)
		appendPQExpBuffer(&out, "\n%s\n", _("Arguments:"));
	for (int i = 0; i < report->argument_count; i++)
	{
		const ReportArgument *argument = &report->arguments[i];

		append_part(&out, argument->name, names, argument->type, types,
					strcmp(argument->name, "day") == 0 ? "--as-of" :
					strcmp(argument->name, "known_on") == 0 ? "--known-on" :
					strcmp(argument->name, "language") == 0 ? "--lang" :
					psprintf("--set %s=%s%s", argument->name, _("VALUE"), argument->has_default ? "" : _(" (needed)")), width);
	}
	appendPQExpBuffer(&out, "\n%s\n", _("Columns:"));
	for (int i = 0; i < report->column_count; i++)
		append_part(&out, report->columns[i].name, names, report->columns[i].type, types,
					shown_text(report->columns[i].heading), width);
	flush_lines(file, &out);
	termPQExpBuffer(&out);
}
