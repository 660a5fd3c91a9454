/*-------------------------------------------------------------------------
 *
 * pivot_places.c
 *		Which categories and series a picture has, and where.
 *
 * Where there are more than can be told apart, the largest have their own place,
 * and what is left is one more.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "pivot.h"

#include <math.h>

#include "names.h"
#include "time_axis.h"

static char *
category_of(const Pivot *pivot, int row)
{
	char	   *name = report_shown_cell(pivot->data, row, pivot->category);

	return name != NULL ? name : pg_strdup(_("(none)"));
}

static double
row_value(const Pivot *pivot, int row)
{
	Decimal		sum = {0};
	double		value;

	for (int i = 0; i < pivot->value_count; i++)
		pivot_add(pivot, row, i, &sum);
	value = decimal_double(&sum);
	return isfinite(value) ? value : 0;
}

typedef struct Ranked
{
	int			number;
	double		size;
	const char *name;
} Ranked;

static int
compare_by_size(const void *a, const void *b)
{
	double		x = fabs(((const Ranked *) a)->size);
	double		y = fabs(((const Ranked *) b)->size);

	return x > y ? -1 : x < y ? 1 : ((const Ranked *) a)->number - ((const Ranked *) b)->number;
}

static int
compare_by_value(const void *a, const void *b)
{
	double		x = ((const Ranked *) a)->size;
	double		y = ((const Ranked *) b)->size;

	return x > y ? -1 : x < y ? 1 : ((const Ranked *) a)->number - ((const Ranked *) b)->number;
}

static int
compare_by_name(const void *a, const void *b)
{
	return strcmp(((const Ranked *) a)->name, ((const Ranked *) b)->name);
}

static int
compare_by_number(const void *a, const void *b)
{
	return ((const Ranked *) a)->number - ((const Ranked *) b)->number;
}

/*
 * Gives each name its place, or the rest, and rows the place of theirs: the
 * largest "most" at the most, in the order wanted.  Returns how many have one.
 */
static int
place_names(const Pivot *pivot, const Names *names, int *of_row, int most,
			int (*order) (const void *, const void *), const char **placed)
{
	Ranked	   *ranked = pg_malloc0(Max(names->count, 1) * sizeof(Ranked));
	int		   *place = pg_malloc0(Max(names->count, 1) * sizeof(int));
	int			count = Min(names->count, most);

	for (int i = 0; i < names->count; i++)
	{
		ranked[i].number = i;
		ranked[i].name = names->names[i];
	}
	for (int row = 0; row < pivot->rows; row++)
		if (of_row[row] >= 0)
			ranked[of_row[row]].size += row_value(pivot, row);
	/* of time the latest, of all else the largest */
	if (order == compare_by_name)
	{
		qsort(ranked, names->count, sizeof(Ranked), compare_by_name);
		memmove(ranked, ranked + names->count - count, count * sizeof(Ranked));
	}
	else
		qsort(ranked, names->count, sizeof(Ranked), compare_by_size);
	qsort(ranked, count, sizeof(Ranked), order);
	for (int i = 0; i < names->count; i++)
		place[i] = -1;
	for (int i = 0; i < count; i++)
	{
		place[ranked[i].number] = i;
		placed[i] = ranked[i].name;
	}
	for (int row = 0; row < pivot->rows; row++)
		if (of_row[row] >= 0)
			of_row[row] = place[of_row[row]] >= 0 ? place[of_row[row]] : count;
	pg_free(ranked);
	pg_free(place);
	return count;
}

static void
place_time(Pivot *pivot, int most)
{
	TimeAxis	axis;
	int		   *months = pg_malloc(Max(pivot->rows, 1) * sizeof(int));
	int			count = 0;

	for (int row = 0; row < pivot->rows; row++)
	{
		const char *day = report_cell(pivot->data, row, pivot->category);

		if (!pivot_draws(pivot, row) || day == NULL || !month_of_day(day, &pivot->row_category[row]))
			pivot->row_category[row] = -1;
		else
			months[count++] = pivot->row_category[row];
	}
	time_axis_init(&axis, months, count, most);
	for (int row = 0; row < pivot->rows; row++)
		if (pivot->row_category[row] >= 0)
			pivot->row_category[row] = time_axis_part(&axis, pivot->row_category[row]);
	pivot->category_count = axis.count;
	pivot->category_names = pg_malloc0(Max(axis.count, 1) * sizeof(char *));
	for (int i = 0; i < axis.count; i++)
		pivot->category_names[i] = time_axis_name(&axis, i);
	pg_free(months);
}

void
pivot_place_categories(Pivot *pivot, int most)
{
	const ColumnKind kind = pivot->data->report->columns[pivot->category].kind;
	Names		names = {0};
	const char **placed;

	if (pivot->is_time && (kind == KIND_DATE || kind == KIND_MONTH))
	{
		place_time(pivot, most);
		return;
	}
	for (int row = 0; row < pivot->rows; row++)
		pivot->row_category[row] = pivot_draws(pivot, row) ? name_number(&names, category_of(pivot, row)) : -1;
	placed = pg_malloc0((names.count + 1) * sizeof(char *));
	pivot->category_count = place_names(pivot, &names, pivot->row_category, most,
										pivot->is_time ? compare_by_name :
										pivot->spec->kind == CHART_PAIRS ? compare_by_number : compare_by_value, placed);
	pivot->left_out = names.count - pivot->category_count;
	/* means of means are none, and earlier times no other place */
	if (pivot->left_out > 0 && !pivot->spec->is_mean && !pivot->is_time)
	{
		pivot->has_rest_category = true;
		placed[pivot->category_count++] = psprintf(_("Others (%d)"), pivot->left_out);
	}
	pivot->category_names = placed;
}

void
pivot_place_series(Pivot *pivot, int most)
{
	Names		names = {0};

	for (int row = 0; row < pivot->rows; row++)
	{
		const char *name = report_cell(pivot->data, row, pivot->series);

		pivot->row_series[row] = pivot->row_category[row] < 0 ? -1 :
			name_number(&names, name != NULL ? name : _("(none)"));
	}
	pivot->series_names = pg_malloc0((names.count + 1) * sizeof(char *));
	pivot->series_count = place_names(pivot, &names, pivot->row_series,
									  names.count > most ? most - 1 : most, compare_by_value, pivot->series_names);
	if (pivot->series_count < names.count)
	{
		pivot->has_rest_series = true;
		pivot->series_names[pivot->series_count] = psprintf(_("Others (%d)"), names.count - pivot->series_count);
		pivot->series_count++;
	}
}
