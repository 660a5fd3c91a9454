/*-------------------------------------------------------------------------
 *
 * report_pivot.c
 *		The numbers of a picture, out of the rows of a report.
 *
 * Sums are exact, and made floating-point numbers to be drawn only.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report_pivot.h"

#include "names.h"
#include "pivot.h"
#include "report_shapes.h"

/* parts of time that a line of the terminal and a telephone have room for */
#define TIME_PARTS	40

/* ---- columns ---- */

static bool
find_values(Pivot *pivot)
{
	const Report *report = pivot->data->report;

	for (; pivot->value_count < PICTURE_VALUES; pivot->value_count++)
	{
		const char *text = pivot->spec->values[pivot->value_count];
		int			value = pivot->value_count;

		if (text == NULL)
			break;
		while (*text != '\0' && pivot->term_count[value] < TERMS)
		{
			size_t		length = strcspn(text, "-");
			char	   *name = pnstrdup(text, length);
			int			column = strcmp(name, "*") == 0 ? -1 : report_column(report, name);

			if (column < 0 && strcmp(name, "*") != 0)
				return false;
			pivot->terms[value][pivot->term_count[value]++] = column;
			pg_free(name);
			text += length + (text[length] == '-');
		}
	}
	pivot->kind = pivot->terms[0][0] < 0 ? KIND_COUNT : report->columns[pivot->terms[0][0]].kind;
	return true;
}

static int
distinct_values(const Pivot *pivot, int column)
{
	Names		names = {0};

	for (int row = 0; column >= 0 && row < pivot->rows && names.count < 2; row++)
	{
		const char *value = report_cell(pivot->data, row, column);

		if (value != NULL)
			name_number(&names, value);
	}
	return names.count;
}

/* The first that tells rows apart, or else the first of all; -1 for none. */
static int
find_category(const Pivot *pivot)
{
	const char *list = pivot->spec->category;
	char		name[NAMEDATALEN];
	int			first = -1;

	while (next_name(&list, name))
	{
		int			column = report_column(pivot->data->report, name);

		if (column < 0)
			continue;
		if (distinct_values(pivot, column) > 1)
			return column;
		if (first < 0)
			first = column;
	}
	return first;
}

/* Rows of which value are drawn, where those of several do not belong together. */
static void
find_only(Pivot *pivot)
{
	const char *largest = NULL;

	pivot->only = pivot->spec->only != NULL ? report_column(pivot->data->report, pivot->spec->only) : -1;
	if (pivot->only < 0)
		return;
	for (int row = 0; row < pivot->rows; row++)
	{
		const char *value = report_cell(pivot->data, row, pivot->only);

		if (value == NULL)
			continue;
		if (pivot->spec->only_value != NULL && strcmp(value, pivot->spec->only_value) == 0)
		{
			pivot->only_value = value;
			return;
		}
		if (largest == NULL || strtol(value, NULL, 10) > strtol(largest, NULL, 10))
			largest = value;
	}
	pivot->only_value = largest;
}

static bool
has_values(const Pivot *pivot, int row)
{
	for (int i = 0; i < pivot->value_count; i++)
		for (int j = 0; j < pivot->term_count[i]; j++)
			if (pivot->terms[i][j] >= 0 && report_cell(pivot->data, row, pivot->terms[i][j]) == NULL)
				return false;
	return true;
}

bool
pivot_draws(const Pivot *pivot, int row)
{
	if (pivot->only >= 0)
	{
		const char *value = report_cell(pivot->data, row, pivot->only);

		if (value == NULL || pivot->only_value == NULL || strcmp(value, pivot->only_value) != 0)
			return false;
	}
	/* before and after of the same ones */
	return pivot->spec->kind != CHART_PAIRS || has_values(pivot, row);
}

/* False where amounts are in several currencies, and are not to be added up. */
static bool
find_currency(Pivot *pivot)
{
	for (int i = 0; i < pivot->value_count; i++)
		for (int j = 0; j < pivot->term_count[i]; j++)
		{
			int			column = pivot->terms[i][j];
			int			currency = column >= 0 ? pivot->data->report->columns[column].currency : -1;

			for (int row = 0; currency >= 0 && row < pivot->rows; row++)
			{
				const char *code = report_cell(pivot->data, row, currency);

				if (!pivot_draws(pivot, row) || report_cell(pivot->data, row, column) == NULL)
					continue;
				if (code == NULL || (pivot->currency != NULL && strcmp(code, pivot->currency) != 0))
					return false;
				pivot->currency = code;
			}
		}
	return true;
}

/* ---- sums ---- */

void
pivot_add(const Pivot *pivot, int row, int value, Decimal *sum)
{
	Decimal		difference = {0};

	for (int i = 0; i < pivot->term_count[value]; i++)
	{
		int			column = pivot->terms[value][i];
		const char *cell = column < 0 ? "1" : report_cell(pivot->data, row, column);

		if (cell == NULL)
			return;
		decimal_add(&difference, cell, i > 0);
	}
	difference.count = 1;
	decimal_merge(sum, &difference);
}

Decimal *
pivot_cell(const Pivot *pivot, int category, int series)
{
	return &pivot->cells[(size_t) category * pivot->series_count + series];
}

static const char *
value_name(const Pivot *pivot, int value)
{
	const char *name = pivot->spec->names[value];

	if (name != NULL)
		return _(name);
	return pivot->terms[value][0] < 0 ? _("Rows") : pivot->data->report->columns[pivot->terms[value][0]].heading;
}

static void
sum_rows(Pivot *pivot)
{
	if (pivot->series < 0 && pivot->category >= 0)
	{
		pivot->series_count = pivot->value_count;
		pivot->series_names = pg_malloc0(pivot->value_count * sizeof(char *));
		for (int i = 0; i < pivot->value_count; i++)
			pivot->series_names[i] = value_name(pivot, i);
	}
	pivot->cells = pg_malloc0(Max(1, (size_t) pivot->category_count * pivot->series_count) * sizeof(Decimal));
	for (int row = 0; row < pivot->rows; row++)
	{
		int			category = pivot->row_category[row];

		if (category < 0 || category >= pivot->category_count)
			continue;
		if (pivot->series >= 0)
			pivot_add(pivot, row, 0, pivot_cell(pivot, category, Min(pivot->row_series[row], pivot->series_count - 1)));
		else
			for (int i = 0; i < pivot->value_count; i++)
				pivot_add(pivot, row, i, pivot_cell(pivot, category, i));
	}
}

/* Where the values of all rows together are what is compared. */
static void
sum_values(Pivot *pivot)
{
	pivot->category_count = pivot->value_count;
	pivot->category_names = pg_malloc0(pivot->value_count * sizeof(char *));
	pivot->series_count = 1;
	pivot->series_names = pg_malloc0(sizeof(char *));
	pivot->series_names[0] = "";
	pivot->cells = pg_malloc0(pivot->value_count * sizeof(Decimal));
	for (int i = 0; i < pivot->value_count; i++)
	{
		pivot->category_names[i] = pg_strdup(value_name(pivot, i));
		for (int row = 0; row < pivot->rows; row++)
			if (pivot_draws(pivot, row))
				pivot_add(pivot, row, i, &pivot->cells[i]);
	}
}

/* NULL where the report does not have what it takes, or amounts do not add up. */
Picture *
report_pivot(const ReportData *data, const ReportPicture *spec, int categories, int series)
{
	Pivot		pivot = {.data = data, .spec = spec};

	pivot.rows = PQntuples(data->rows);
	pivot.is_time = spec->kind == CHART_COLUMNS || spec->kind == CHART_LINES;
	find_only(&pivot);
	pivot.series = spec->series != NULL ? report_column(data->report, spec->series) : -1;
	pivot.category = find_category(&pivot);
	if (!find_values(&pivot) || !find_currency(&pivot) ||
		(spec->same != NULL && distinct_values(&pivot, report_column(data->report, spec->same)) != 1) ||
		(pivot.category < 0 && *spec->category != '\0') || (spec->series != NULL && pivot.series < 0))
		return NULL;

	pivot.row_category = pg_malloc0(Max(pivot.rows, 1) * sizeof(int));
	pivot.row_series = pg_malloc0(Max(pivot.rows, 1) * sizeof(int));
	if (pivot.category < 0)
		sum_values(&pivot);
	else
	{
		pivot_place_categories(&pivot, pivot.is_time ? TIME_PARTS : categories);
		if (pivot.series >= 0)
			pivot_place_series(&pivot, Min(series, CHART_SERIES));
		sum_rows(&pivot);
	}
	return pivot_picture(&pivot);
}
