/*-------------------------------------------------------------------------
 *
 * chart_rows.c
 *		Charts of what is compared by size: a row for each name.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "chart_draw.h"

#include <math.h>

double
row_height(const Chart *chart)
{
	double		bars = chart->kind == CHART_BARS ? 14.0 * chart->series_count : chart->kind == CHART_PAIRS ? 14 : 16;

	return bars + 10 + (chart->width < NARROW ? LINE : 0);
}

static void
draw_rows(Drawing *d)
{
	const Chart *chart = d->chart;
	bool		narrow = chart->width < NARROW;
	double		step = row_height(chart);
	double		zero = x_of(d, 0);

	for (int c = 0; c < chart->category_count; c++)
	{
		double		y = d->top + c * step + 5;
		double		bars = step - 10;
		double		below = zero;
		double		above = zero;
		double		lows = 0;
		double		highs = 0;
		char	   *name;

		if (narrow)
		{
			name = drawn_cut(chart->categories[c], FONT, chart->width - 2 * MARGIN);
			draw_text(d, MARGIN, y + 12, "start", "over", name);
			y += LINE;
			bars -= LINE;
		}
		else
		{
			name = drawn_cut(chart->categories[c], FONT, d->names_end - MARGIN);
			draw_text(d, d->names_end, y + bars / 2 + 4.5, "end", NULL, name);
		}
		pg_free(name);

		if (chart->kind == CHART_PAIRS && chart->series_count >= 2 && has_value(chart, 0, c) && has_value(chart, 1, c))
			draw_line(d, x_of(d, value_of(chart, 0, c)), y + bars / 2, x_of(d, value_of(chart, 1, c)), y + bars / 2, "link");
		for (int s = 0; s < chart->series_count; s++)
		{
			double		value;
			double		x;

			if (!has_value(chart, s, c))
				continue;
			value = value_of(chart, s, c);
			if (chart->kind == CHART_STACKED)
			{
				double		from = value < 0 ? lows : highs;

				if (value < 0)
					lows += value;
				else
					highs += value;
				x = x_of(d, from);
				/* a gap between parts, where there is room for one */
				if (value != 0)
				{
					double		end = x_of(d, from + value);
					double		width = fabs(end - x);

					draw_bar(d, Min(x, end), y, width > 3 && s < chart->series_count - 1 ? width - 1 : width, bars, s, c);
					x = end;
				}
			}
			else if (chart->kind == CHART_PAIRS)
			{
				x = x_of(d, value);
				draw_point(d, x, y + bars / 2, 6, s, c);
			}
			else
			{
				x = x_of(d, value);
				draw_bar(d, Min(zero, x), y + 14.0 * s, fabs(x - zero), 12, s, c);
			}
			below = Min(below, x);
			above = Max(above, x);
		}
		if (chart->ends != NULL && chart->ends[c] != NULL)
		{
			double		middle = y + bars / 2 + 4.5;

			/* beside what is below zero, unless something is above it */
			if (above > zero || below == zero || below - 6 - drawn_width(chart->ends[c], FONT) < (narrow ? MARGIN : d->names_end))
				draw_text(d, Max(above, zero) + (chart->kind == CHART_PAIRS ? 12 : 6), middle, "start", "over", chart->ends[c]);
			else
				draw_text(d, below - 6, middle, "end", "over", chart->ends[c]);
		}
	}
}

/* How far what stands beside bars below zero reaches beyond the plot. */
static double
ends_beyond(const Drawing *d)
{
	const Chart *chart = d->chart;
	double		beyond = 0;

	for (int c = 0; chart->ends != NULL && chart->kind != CHART_PAIRS && c < chart->category_count; c++)
	{
		double		below = 0;

		if (chart->ends[c] == NULL)
			continue;
		for (int s = 0; s < chart->series_count; s++)
			if (has_value(chart, s, c) && value_of(chart, s, c) < 0)
				below = chart->kind == CHART_STACKED ? below + value_of(chart, s, c) : Min(below, value_of(chart, s, c));
		if (below < 0)
			beyond = Max(beyond, d->left - (x_of(d, below) - 6 - drawn_width(chart->ends[c], FONT)));
	}
	return Min(beyond, chart->width * 0.25);
}

void
lay_out_rows(Drawing *d, double low, double high)
{
	const Chart *chart = d->chart;
	bool		narrow = chart->width < NARROW;
	double		names = 0;
	double		ends = 0;
	double		widest;
	int			ticks;

	for (int c = 0; c < chart->category_count; c++)
	{
		names = Max(names, drawn_width(chart->categories[c], FONT));
		if (chart->ends != NULL && chart->ends[c] != NULL)
			ends = Max(ends, drawn_width(chart->ends[c], FONT));
	}
	names = narrow ? 0 : Min(names, chart->width * 0.36);
	ends = Min(ends, chart->width * 0.25);
	d->names_end = MARGIN + names;
	d->left = narrow ? MARGIN : d->names_end + 8;
	d->right = chart->width - MARGIN - ends - 10;
	ticks = Max(2, Min(6, (int) ((d->right - d->left) / 80)));
	scale_init(&d->scale, low, high, ticks, chart->is_share);
	/* half of the last tick's label is outside of the plot */
	widest = widest_tick(d) / 2;
	if (narrow)
		d->left = Max(d->left, MARGIN + widest);
	d->right = Min(d->right, chart->width - MARGIN - widest);
	/* fewer, where they would touch */
	while (ticks > 1 && (d->right - d->left) / (d->scale.last - d->scale.first) < widest * 2 + 10)
		scale_init(&d->scale, low, high, --ticks, chart->is_share);
	d->left += ends_beyond(d);
}

void
draw_horizontal(Drawing *d)
{
	double		zero = x_of(d, 0);
	double		last = -1e9;

	for (int tick = d->scale.first; tick <= d->scale.last; tick++)
	{
		double		x = x_of(d, scale_tick(&d->scale, tick));
		char		label[TICK_SIZE];
		double		half;

		tick_label(d, tick, label);
		half = drawn_width(label, FONT) / 2;
		if (tick != 0)
			draw_line(d, x, d->top, x, d->bottom, "grid");
		if (x - half < last + 6)
			continue;
		draw_text(d, x, d->bottom + 16, "middle", "soft", label);
		last = x + half;
	}
	draw_line(d, zero, d->top, zero, d->bottom, "zero");
	draw_rows(d);
}
