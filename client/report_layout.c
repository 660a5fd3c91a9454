/*-------------------------------------------------------------------------
 *
 * report_layout.c
 *		Which columns of a report people are shown, and how wide.
 *
 * Columns that were asked for are all shown.  Else they are taken in the order
 * of their importance while there is room, and stand in the order of the
 * report.  Left out first are codes that have a name beside them, and what is
 * said above and below the table for all rows: the reporting currency, whose
 * rates values have, and what has none.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report_layout.h"

#include "bars.h"
#include "report_shapes.h"

/* text is not cut to less, if it is longer */
#define LEAST_TEXT	14

static bool
has_bar(const ReportData *data)
{
	return data->request->pictures && data->report->shape != NULL && data->report->shape->bar != NULL &&
		report_column(data->report, data->report->shape->bar) >= 0;
}

/* The longest word of a heading, which has lines as it needs. */
static int
longest_word(const char *heading)
{
	int			longest = 0;

	while (*heading != '\0')
	{
		size_t		length = strcspn(heading, " ");
		char	   *word = pnstrdup(heading, length);

		longest = Max(longest, shown_width(word));
		pg_free(word);
		heading += length + (heading[length] == ' ');
	}
	return longest;
}

static void
measure(const ReportData *data, LayoutColumn *shown)
{
	const ReportColumn *column;
	int			heading;

	if (shown->column == BAR_COLUMN)
	{
		shown->heading = _(data->report->shape->bar_heading);
		heading = longest_word(shown->heading);
		shown->least = shown->natural = Max(heading, BAR_WIDTH + BAR_TEXT);
		return;
	}
	column = &data->report->columns[shown->column];
	shown->heading = column->heading;
	shown->right = report_is_number(column->kind);
	heading = longest_word(column->heading);
	shown->natural = heading;
	for (int row = 0; row < PQntuples(data->rows); row++)
	{
		char	   *cell = report_shown_cell(data, row, shown->column);

		if (cell != NULL)
			shown->natural = Max(shown->natural, shown_width(cell));
		pg_free(cell);
	}
	if (data->has_total[shown->column])
		shown->natural = Max(shown->natural, shown_width(report_shown_total(data, shown->column)));
	shown->least = shown->natural;
	if (column->kind == KIND_TEXT)
		shown->least = Min(shown->natural, Max(LEAST_TEXT, heading));
}

/* Whether people miss nothing without it: a code with a name, or said elsewhere. */
static bool
is_dispensable(const ReportData *data, const ReportColumn *column)
{
	const ReportShape *shape = data->report->shape;

	if (report_column(data->report, psprintf("%s_name", column->name)) >= 0 ||
		(shape != NULL && shape->codes != NULL && list_has(shape->codes, column->name)))
		return true;
	if (strcmp(column->name, "reporting_currency") == 0)
		return data->currency != NULL;
	/* what the bar of the row says */
	if (has_bar(data) && shape->bar_of == NULL && strcmp(column->name, shape->bar) == 0)
		return true;
	return strcmp(column->name, "rates") == 0 || strcmp(column->name, "without_rate") == 0;
}

static bool
is_shown(const Layout *layout, int column)
{
	for (int i = 0; i < layout->count; i++)
		if (layout->columns[i].column == column)
			return true;
	return false;
}

static int
natural_width(const Layout *layout)
{
	int			width = 0;

	for (int i = 0; i < layout->count; i++)
		width += layout->columns[i].natural + (i > 0 ? LAYOUT_GAP : 0);
	return width;
}

/* Adds a column if there is room for it. */
static bool
try_column(const ReportData *data, Layout *layout, int column, int width, int *used)
{
	LayoutColumn shown = {.column = column};

	if (is_shown(layout, column))
		return true;
	measure(data, &shown);
	if (width != ANY_WIDTH && layout->count > 0 && *used + LAYOUT_GAP + shown.least > width)
		return false;
	*used += shown.least + (layout->count > 0 ? LAYOUT_GAP : 0);
	layout->columns[layout->count++] = shown;
	return true;
}

static void
add_important(const ReportData *data, Layout *layout, int width, int *used, bool *all)
{
	const char *list = data->report->shape->columns;
	char		name[NAMEDATALEN];

	while (next_name(&list, name))
	{
		bool		is_bar = strcmp(name, "%") == 0;
		int			column = is_bar ? BAR_COLUMN : report_column(data->report, name);

		if (is_bar ? !has_bar(data) : column < 0 || report_column_is_empty(data, column) || report_is_fact(data, column))
			continue;
		if (!try_column(data, layout, column, width, used))
			*all = false;
	}
}

static int
compare_columns(const void *a, const void *b)
{
	int			x = ((const LayoutColumn *) a)->column;
	int			y = ((const LayoutColumn *) b)->column;

	/* the bar is the last */
	return (x == BAR_COLUMN ? PG_INT32_MAX : x) - (y == BAR_COLUMN ? PG_INT32_MAX : y);
}

/* What room is left goes to text that is cut. */
static void
widen(Layout *layout, int width, int used)
{
	for (int i = 0; i < layout->count; i++)
		layout->columns[i].width = width == ANY_WIDTH ? layout->columns[i].natural : layout->columns[i].least;
	for (bool widened = true; widened && used < width;)
	{
		widened = false;
		for (int i = 0; i < layout->count && used < width; i++)
			if (layout->columns[i].width < layout->columns[i].natural)
			{
				layout->columns[i].width++;
				used++;
				widened = true;
			}
	}
}

Layout *
report_layout(const ReportData *data, int width)
{
	const Report *report = data->report;
	char	  **asked = data->request->columns;
	Layout	   *layout = pg_malloc0(sizeof(Layout));
	int			used = 0;
	bool		all = true;

	layout->columns = pg_malloc0((report->column_count + 1) * sizeof(LayoutColumn));
	layout->hidden = pg_malloc0((report->column_count + 1) * sizeof(char *));
	if (asked != NULL)
	{
		for (int i = 0; asked[i] != NULL; i++)
			try_column(data, layout, report_column_asked(report, asked[i]), ANY_WIDTH, &used);
		widen(layout, width != ANY_WIDTH ? Max(width, used) : ANY_WIDTH, used);
		return layout;
	}
	if (data->request->wide)
	{
		for (int i = 0; i < report->column_count; i++)
			try_column(data, layout, i, ANY_WIDTH, &used);
		if (has_bar(data))
			try_column(data, layout, BAR_COLUMN, ANY_WIDTH, &used);
		widen(layout, ANY_WIDTH, used);
		return layout;
	}
	if (report->shape != NULL)
		add_important(data, layout, width, &used, &all);
	/* a page has those for people, a wide terminal what there is room for */
	if (report->shape == NULL || (all && width != ANY_WIDTH))
		for (int i = 0; i < report->column_count; i++)
			if (!is_dispensable(data, &report->columns[i]) && !report_column_is_empty(data, i) && !report_is_fact(data, i))
			{
				/* nothing that matters more is cut for them */
				int			whole = report->shape != NULL ? natural_width(layout) : used;

				try_column(data, layout, i, width, &whole);
				used = report->shape != NULL ? used : whole;
			}
	for (int i = used = 0; i < layout->count; i++)
		used += layout->columns[i].least + (i > 0 ? LAYOUT_GAP : 0);
	/* without rows there is still a heading */
	for (int i = 0; i < report->column_count && PQntuples(data->rows) == 0; i++)
		if (report->shape == NULL || list_has(report->shape->columns, report->columns[i].name))
			try_column(data, layout, i, width, &used);
	qsort(layout->columns, layout->count, sizeof(LayoutColumn), compare_columns);
	widen(layout, width, used);
	for (int i = 0; i < report->column_count; i++)
		if (!is_shown(layout, i) && !report_is_fact(data, i))
			layout->hidden[layout->hidden_count++] = report->columns[i].name;
	return layout;
}
