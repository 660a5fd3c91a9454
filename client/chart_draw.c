/*-------------------------------------------------------------------------
 *
 * chart_draw.c
 *		The pieces of which charts are made: lines, bars, points, text.
 *
 * Coordinates are tenths of a pixel, with a point whatever the decimal mark of the
 * C library is.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "chart_draw.h"

#include <math.h>

#include "markup.h"

/* no money is larger, and nothing overflows below it */
#define LARGEST			1e100

/* ---- values ---- */

bool
has_value(const Chart *chart, int series, int category)
{
	return isfinite(chart->series[series].values[category]);
}

double
value_of(const Chart *chart, int series, int category)
{
	double		value = chart->series[series].values[category];

	return Max(-LARGEST, Min(LARGEST, value));
}

/* ---- pieces ---- */

/* tenths of a pixel, whatever the decimal mark of the C library is */
void
append_number(PQExpBuffer out, double number)
{
	long		tenths = lround(number * 10);

	appendPQExpBuffer(out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
	if (tenths % 10 != 0)
		appendPQExpBuffer(out, ".%ld", labs(tenths) % 10);
}

void
append_attribute(PQExpBuffer out, const char *name, double number)
{
	appendPQExpBuffer(out, " %s=\"", name);
	append_number(out, number);
	appendPQExpBufferChar(out, '"');
}

void
draw_text(Drawing *d, double x, double y, const char *anchor, const char *class, const char *text)
{
	appendPQExpBufferStr(d->out, "<text");
	append_attribute(d->out, "x", x);
	append_attribute(d->out, "y", y);
	if (strcmp(anchor, "start") != 0)
		appendPQExpBuffer(d->out, " text-anchor=\"%s\"", anchor);
	if (class != NULL)
		appendPQExpBuffer(d->out, " class=\"%s\"", class);
	appendPQExpBufferChar(d->out, '>');
	append_markup(d->out, text);
	appendPQExpBufferStr(d->out, "</text>\n");
}

void
draw_line(Drawing *d, double x1, double y1, double x2, double y2, const char *class)
{
	appendPQExpBuffer(d->out, "<line class=\"%s\"", class);
	append_attribute(d->out, "x1", x1);
	append_attribute(d->out, "y1", y1);
	append_attribute(d->out, "x2", x2);
	append_attribute(d->out, "y2", y2);
	appendPQExpBufferStr(d->out, "/>\n");
}

int
colour(const Chart *chart, int series)
{
	return chart->series[series].is_rest ? 0 : series % (CHART_SERIES - 1) + 1;
}

/* What a pointer shows over a mark: "Mexico, paid: 1,234.50". */
static void
append_tip(Drawing *d, int series, int category)
{
	const ChartSeries *s = &d->chart->series[series];

	appendPQExpBufferStr(d->out, "<title>");
	append_markup(d->out, d->chart->categories[category]);
	if (d->chart->series_count > 1)
	{
		appendPQExpBufferStr(d->out, ", ");
		append_markup(d->out, s->name);
	}
	if (s->texts != NULL && s->texts[category] != NULL)
	{
		appendPQExpBufferStr(d->out, ": ");
		append_markup(d->out, s->texts[category]);
	}
	appendPQExpBufferStr(d->out, "</title>");
}

void
draw_bar(Drawing *d, double x, double y, double width, double height, int series, int category)
{
	appendPQExpBuffer(d->out, "<rect class=\"f%d\"", colour(d->chart, series));
	append_attribute(d->out, "x", x);
	append_attribute(d->out, "y", y);
	append_attribute(d->out, "width", Max(width, 0.5));
	append_attribute(d->out, "height", Max(height, 0.5));
	appendPQExpBufferChar(d->out, '>');
	append_tip(d, series, category);
	appendPQExpBufferStr(d->out, "</rect>\n");
}

/* Points of series differ in shape, too: round, square, then round again. */
void
draw_point(Drawing *d, double x, double y, double radius, int series, int category)
{
	if (series % 2 == 0)
	{
		appendPQExpBuffer(d->out, "<circle class=\"f%d\"", colour(d->chart, series));
		append_attribute(d->out, "cx", x);
		append_attribute(d->out, "cy", y);
		append_attribute(d->out, "r", radius);
		appendPQExpBufferChar(d->out, '>');
		append_tip(d, series, category);
		appendPQExpBufferStr(d->out, "</circle>\n");
	}
	else
		draw_bar(d, x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, series, category);
}

double
x_of(const Drawing *d, double value)
{
	return d->left + (d->right - d->left) * scale_share(&d->scale, value);
}

double
y_of(const Drawing *d, double value)
{
	return d->bottom - (d->bottom - d->top) * scale_share(&d->scale, value);
}

void
tick_label(const Drawing *d, int tick, char label[TICK_SIZE])
{
	scale_label(&d->scale, tick, d->chart->decimal, d->chart->group, label);
	if (d->chart->is_share)
		strlcat(label, d->chart->percent, TICK_SIZE);
}

double
widest_tick(const Drawing *d)
{
	double		widest = 0;

	for (int tick = d->scale.first; tick <= d->scale.last; tick++)
	{
		char		label[TICK_SIZE];

		tick_label(d, tick, label);
		widest = Max(widest, drawn_width(label, FONT));
	}
	return widest;
}
