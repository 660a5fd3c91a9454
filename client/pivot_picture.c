/*-------------------------------------------------------------------------
 *
 * pivot_picture.c
 *		A picture of sums: its words, and its numbers to be drawn.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "pivot.h"

#include <math.h>

/* how many categories the words for those who do not see it name */
#define DESCRIBED	12

static double
cell_value(const Pivot *pivot, int category, int series)
{
	const Decimal *cell = pivot_cell(pivot, category, series);

	return decimal_double(cell) / (pivot->spec->is_mean ? Max(cell->count, 1) : 1);
}

/* A mean for display, whose digits do not depend on the C library's locale. */
static char *
mean_text(double value)
{
	int64		thousandths = llround(value * 1000);

	return psprintf("%s%lld.%03lld", thousandths < 0 ? "-" : "",
					llabs(thousandths) / 1000, llabs(thousandths) % 1000);
}

/* As people write it, with all decimals or without any; NULL for none. */
static char *
sum_text(const Pivot *pivot, const Decimal *sum, bool rounded)
{
	char	   *text;

	if (sum->count == 0 || sum->is_unknown)
		return NULL;
	if (pivot->spec->is_mean)
	{
		double		value = decimal_double(sum) / sum->count;

		if (fabs(value) > 1e12)
			return NULL;
		text = mean_text(value);
	}
	else
		text = decimal_text(sum);
	if (rounded && (pivot->kind == KIND_AMOUNT || pivot->kind == KIND_VALUE))
		return format_number(pivot->data->request->format, text, 0);
	return report_shown_value(pivot->data, pivot->kind, text, pivot->currency);
}

static Decimal
sum_of(const Pivot *pivot, int category, int series)
{
	Decimal		sum = {0};

	for (int c = category < 0 ? 0 : category; c < (category < 0 ? pivot->category_count : category + 1); c++)
		for (int s = series < 0 ? 0 : series; s < (series < 0 ? pivot->series_count : series + 1); s++)
			if (pivot_cell(pivot, c, s)->count > 0)
				decimal_merge(&sum, pivot_cell(pivot, c, s));
	return sum;
}

static char *
end_of(const Pivot *pivot, int category)
{
	Decimal		sum;

	if (pivot->spec->kind == CHART_PAIRS)
	{
		char	   *before = sum_text(pivot, pivot_cell(pivot, category, 0), true);
		char	   *after = sum_text(pivot, pivot_cell(pivot, category, 1), true);

		return before != NULL && after != NULL ? psprintf("%s \xE2\x86\x92 %s", before, after) : NULL;
	}
	if (pivot->spec->kind == CHART_BARS && pivot->series_count > 1)
		return NULL;
	sum = sum_of(pivot, category, -1);
	return sum_text(pivot, &sum, true);
}

/* "Mexico: 1,234; Colombia: 567", of time the totals of what is drawn. */
static char *
describe(const Pivot *pivot, char **ends, char **totals)
{
	PQExpBufferData text;
	bool		by_series = ends == NULL;
	int			count = by_series ? pivot->series_count : pivot->category_count;
	char	   *result;

	initPQExpBuffer(&text);
	for (int i = 0; i < Min(count, DESCRIBED); i++)
	{
		const char *name = by_series ? pivot->series_names[i] : pivot->category_names[i];
		const char *value = by_series ? (totals != NULL ? totals[i] : NULL) : ends[i];

		if (value == NULL)
			continue;
		appendPQExpBuffer(&text, "%s%s%s%s", text.len > 0 ? "; " : "", name, *name != '\0' ? ": " : "", value);
	}
	if (by_series && pivot->category_count > 1)
		appendPQExpBuffer(&text, "%s%s \xE2\x80\x93 %s", text.len > 0 ? "; " : "",
						  pivot->category_names[0], pivot->category_names[pivot->category_count - 1]);
	if (count > DESCRIBED)
		appendPQExpBufferStr(&text, "; \xE2\x80\xA6");
	result = pg_strdup(text.data);
	termPQExpBuffer(&text);
	return result;
}

static char *
title_of(const Pivot *pivot)
{
	const char *name = pivot->only_value != NULL ? pivot->only_value : "";
	int			column = pivot->spec->only_name != NULL ? report_column(pivot->data->report, pivot->spec->only_name) : -1;

	if (pivot->spec->same != NULL)
		return psprintf(_(pivot->spec->title), report_cell(pivot->data, 0, report_column(pivot->data->report, pivot->spec->same)));
	if (pivot->spec->only == NULL)
		return pg_strdup(_(pivot->spec->title));
	for (int row = 0; column >= 0 && row < pivot->rows; row++)
		if (pivot_draws(pivot, row) && report_cell(pivot->data, row, column) != NULL)
		{
			name = report_cell(pivot->data, row, column);
			break;
		}
	return psprintf(_(pivot->spec->title), name);
}

Picture *
pivot_picture(const Pivot *pivot)
{
	Picture    *picture = pg_malloc0(sizeof(Picture));
	Chart	   *chart = &picture->chart;
	NumberFormat *format = pivot->data->request->format;
	char	  **ends = NULL;

	picture->spec = pivot->spec;
	picture->own_scales = pivot->series >= 0;
	chart->kind = pivot->spec->kind;
	chart->title = title_of(pivot);
	if (pivot->left_out > 0 && !pivot->has_rest_category)
		chart->title = psprintf(_("%s (%d more are not shown)"), chart->title, pivot->left_out);
	chart->language = pivot->data->request->language;
	chart->unit = pivot->currency;
	chart->is_share = pivot->kind == KIND_SHARE;
	chart->category_count = pivot->category_count;
	chart->categories = pivot->category_names;
	chart->series_count = Min(pivot->series_count, CHART_SERIES);
	chart->decimal = decimal_mark(format);
	chart->group = group_mark(format);
	chart->percent = percent_mark(format);
	chart->no_data = _("There is nothing to show.");
	chart->thousands = _("thousands");
	chart->millions = _("millions");
	chart->billions = _("thousands of millions");

	if (!pivot->is_time)
	{
		ends = pg_malloc0(Max(pivot->category_count, 1) * sizeof(char *));
		for (int c = 0; c < pivot->category_count; c++)
			ends[c] = end_of(pivot, c);
		chart->ends = ends;
	}
	if (!pivot->spec->is_mean)
	{
		picture->totals = pg_malloc0(Max(pivot->series_count, 1) * sizeof(char *));
		for (int s = 0; s < pivot->series_count; s++)
		{
			Decimal		sum = sum_of(pivot, -1, s);

			picture->totals[s] = sum_text(pivot, &sum, false);
		}
	}
	for (int s = 0; s < chart->series_count; s++)
	{
		ChartSeries *series = &chart->series[s];

		series->name = pivot->series_names[s];
		series->is_rest = pivot->has_rest_series && s == pivot->series_count - 1;
		series->values = pg_malloc0(Max(pivot->category_count, 1) * sizeof(double));
		series->texts = pg_malloc0(Max(pivot->category_count, 1) * sizeof(char *));
		for (int c = 0; c < pivot->category_count; c++)
		{
			series->values[c] = cell_value(pivot, c, s);
			series->texts[c] = sum_text(pivot, pivot_cell(pivot, c, s), false);
		}
	}
	chart->description = describe(pivot, ends, picture->totals);
	return picture;
}
