/*-------------------------------------------------------------------------
 *
 * chart_columns.c
 *		Charts of time: columns and lines, from left to right.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "chart_draw.h"

#include <math.h>

static void
draw_stacked_columns(Drawing *d, double band)
{
	const Chart *chart = d->chart;
	double		width = Min(band * 0.72, 44);

	for (int c = 0; c < chart->category_count; c++)
	{
		double		x = d->left + band * (c + 0.5) - width / 2;
		double		lows = 0;
		double		highs = 0;

		for (int s = 0; s < chart->series_count; s++)
		{
			double		value;
			double		from;
			double		y1;
			double		y2;

			if (!has_value(chart, s, c) || value_of(chart, s, c) == 0)
				continue;
			value = value_of(chart, s, c);
			from = value < 0 ? lows : highs;
			if (value < 0)
				lows += value;
			else
				highs += value;
			y1 = y_of(d, from);
			y2 = y_of(d, from + value);
			draw_bar(d, x, Min(y1, y2), width, Max(fabs(y1 - y2) - (fabs(y1 - y2) > 3 ? 1 : 0), 0), s, c);
		}
	}
}

static void
draw_lines(Drawing *d, double band)
{
	const Chart *chart = d->chart;
	static const char *const dashes[] = {"", " stroke-dasharray=\"7 5\"", " stroke-dasharray=\"2 5\""};

	for (int s = 0; s < chart->series_count; s++)
	{
		bool		in_line = false;

		for (int c = 0; c < chart->category_count; c++)
		{
			if (!has_value(chart, s, c))
			{
				if (in_line)
					appendPQExpBufferStr(d->out, "\"/>\n");
				in_line = false;
				continue;
			}
			if (!in_line)
				appendPQExpBuffer(d->out, "<polyline class=\"line s%d\"%s points=\"", colour(chart, s), dashes[s % lengthof(dashes)]);
			else
				appendPQExpBufferChar(d->out, ' ');
			in_line = true;
			append_number(d->out, d->left + band * (c + 0.5));
			appendPQExpBufferChar(d->out, ',');
			append_number(d->out, y_of(d, value_of(chart, s, c)));
		}
		if (in_line)
			appendPQExpBufferStr(d->out, "\"/>\n");
	}
	for (int s = 0; s < chart->series_count; s++)
		for (int c = 0; c < chart->category_count; c++)
			if (has_value(chart, s, c))
				draw_point(d, d->left + band * (c + 0.5), y_of(d, value_of(chart, s, c)), band >= 12 ? 3.5 : 2, s, c);
}

/* The names of the points in time, as many of them as do not touch. */
static void
draw_category_labels(Drawing *d, double band)
{
	const Chart *chart = d->chart;
	double		widest = 0;
	int			every = 1;

	for (int c = 0; c < chart->category_count; c++)
		widest = Max(widest, Min(drawn_width(chart->categories[c], FONT), 120));
	while (every * band < widest + 10)
		every++;
	for (int c = 0; c < chart->category_count; c += every)
	{
		char	   *name = drawn_cut(chart->categories[c], FONT, 120);
		double		half = drawn_width(name, FONT) / 2;
		double		x = d->left + band * (c + 0.5);

		x = Max(MARGIN + half, Min(x, chart->width - MARGIN - half));
		draw_text(d, x, d->bottom + 18, "middle", "soft", name);
		pg_free(name);
	}
}

void
lay_out_columns(Drawing *d, double low, double high)
{
	scale_init(&d->scale, low, high, 5, d->chart->is_share);
	d->left = MARGIN + widest_tick(d) + 8;
	d->right = d->chart->width - MARGIN;
}

void
draw_vertical(Drawing *d)
{
	const Chart *chart = d->chart;
	double		band = (d->right - d->left) / chart->category_count;

	for (int tick = d->scale.first; tick <= d->scale.last; tick++)
	{
		double		y = y_of(d, scale_tick(&d->scale, tick));
		char		label[TICK_SIZE];

		tick_label(d, tick, label);
		if (tick != 0)
			draw_line(d, d->left, y, d->right, y, "grid");
		draw_text(d, d->left - 8, y + 4.5, "end", "soft", label);
	}
	if (chart->kind == CHART_LINES)
		draw_lines(d, band);
	else
		draw_stacked_columns(d, band);
	draw_line(d, d->left, y_of(d, 0), d->right, y_of(d, 0), "zero");
	draw_category_labels(d, band);
}
