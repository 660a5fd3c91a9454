/*-------------------------------------------------------------------------
 *
 * chart.c
 *		Charts: numbers and words in, SVG out.
 *
 * Nothing is known here of reports or of a server.  A chart of any numbers and
 * any text is well-formed XML: numbers that are none leave a gap, and text is
 * escaped and cut to the room that there is.
 *
 * Colours are those of the classes in chart_style(), each lighter or darker
 * than the next, so that they differ on grey paper as well.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "chart.h"

#include <math.h>

#include "chart_draw.h"
#include "markup.h"

#define TITLE_FONT		18.5	/* 17 pixels, in bold letters */
#define BORDER			16		/* around one that is a file of its own */
#define COLUMNS_HEIGHT	220.0	/* of the plot of columns and lines */

static const char style[] =
".chart{font:13px \"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",sans-serif;font-variant-numeric:tabular-nums}\n"
".chart text{fill:#2b2f36}\n"
".chart .soft{fill:#565c66}\n"
".chart .title{font-size:17px;font-weight:600}\n"
".chart .paper{fill:#ffffff}\n"
".chart .over{paint-order:stroke;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round}\n"
".chart .grid{stroke:#dfe2e6;stroke-width:1}\n"
".chart .zero{stroke:#565c66;stroke-width:1}\n"
".chart .link{stroke:#9aa1ab;stroke-width:3}\n"
".chart .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}\n"
".chart .f0{fill:#b9bec6}.chart .s0{stroke:#b9bec6}\n"
".chart .f1{fill:#17406d}.chart .s1{stroke:#17406d}\n"
".chart .f2{fill:#f0a63a}.chart .s2{stroke:#d98a17}\n"
".chart .f3{fill:#2f8f83}.chart .s3{stroke:#2f8f83}\n"
".chart .f4{fill:#8e2f4c}.chart .s4{stroke:#8e2f4c}\n"
".chart .f5{fill:#8fc1e3}.chart .s5{stroke:#5b9bc9}\n"
".chart .f6{fill:#6a5a9c}.chart .s6{stroke:#6a5a9c}\n"
"@media screen and (prefers-color-scheme:dark){\n"
".chart text{fill:#e7e9ec}\n"
".chart .soft{fill:#b3b9c2}\n"
".chart .paper{fill:#16191d}\n"
".chart .over{stroke:#16191d}\n"
".chart .grid{stroke:#343a42}\n"
".chart .zero{stroke:#b3b9c2}\n"
".chart .f0{fill:#6b727c}.chart .s0{stroke:#6b727c}\n"
".chart .f1{fill:#6fa8dc}.chart .s1{stroke:#6fa8dc}\n"
".chart .f4{fill:#d9738f}.chart .s4{stroke:#d9738f}\n"
".chart .f5{fill:#cfe6f7}.chart .s5{stroke:#cfe6f7}\n"
".chart .f6{fill:#a898d8}.chart .s6{stroke:#a898d8}\n"
"}\n";

/* the style that charts inside a page share */
const char *
chart_style(void)
{
	return style;
}

static bool
is_stacked(const Chart *chart)
{
	return chart->kind == CHART_STACKED || chart->kind == CHART_COLUMNS;
}

/* Least and largest of what is drawn; false where nothing is. */
static bool
value_range(const Chart *chart, double *low, double *high)
{
	bool		any = false;

	*low = 0;
	*high = 0;
	for (int c = 0; c < chart->category_count; c++)
	{
		double		below = 0;
		double		above = 0;

		for (int s = 0; s < chart->series_count; s++)
		{
			double		value;

			if (!has_value(chart, s, c))
				continue;
			any = true;
			value = value_of(chart, s, c);
			if (!is_stacked(chart))
				below = above = 0;
			if (value < 0)
				below += value;
			else
				above += value;
			*low = Min(*low, below);
			*high = Max(*high, above);
		}
	}
	return any;
}

/* ---- legend ---- */

/* Squares and names, in as many lines as they take; returns the height. */
static double
draw_legend(Drawing *d, double y, bool draw)
{
	const Chart *chart = d->chart;
	double		room = chart->width - 2 * MARGIN;
	double		x = MARGIN;
	double		first = y;

	if (chart->series_count < 2)
		return 0;
	for (int s = 0; s < chart->series_count; s++)
	{
		char	   *name = drawn_cut(chart->series[s].name, FONT, room - 20);
		double		width = 20 + drawn_width(name, FONT) + 12;

		if (x > MARGIN && x + width - 12 > MARGIN + room)
		{
			x = MARGIN;
			y += LINE;
		}
		if (draw)
		{
			appendPQExpBuffer(d->out, "<rect class=\"f%d\" width=\"12\" height=\"12\"", colour(chart, s));
			append_attribute(d->out, "x", x);
			append_attribute(d->out, "y", y + 2);
			appendPQExpBufferStr(d->out, "/>\n");
			draw_text(d, x + 18, y + 13, "start", NULL, name);
		}
		x += width;
		pg_free(name);
	}
	return y + LINE - first + 8;
}

/* ---- all of it ---- */

/* What the numbers on the axis are: "USD, thousands". */
static char *
axis_caption(const Drawing *d)
{
	const char *unit = d->chart->unit;
	const char *scale = d->scale.divisor == 3 ? d->chart->thousands :
		d->scale.divisor == 6 ? d->chart->millions :
		d->scale.divisor == 9 ? d->chart->billions : NULL;

	if (scale == NULL)
		return pg_strdup(unit != NULL ? unit : "");
	return unit != NULL ? psprintf("%s, %s", unit, scale) : pg_strdup(scale);
}

/* Text over the whole width, cut to it. */
static void
draw_line_of_text(Drawing *d, double y, const char *class, const char *text, double size)
{
	char	   *line = drawn_cut(text, size, d->chart->width - 2 * MARGIN);

	draw_text(d, MARGIN, y, "start", class, line);
	pg_free(line);
}

static void
begin(Drawing *d, double height)
{
	const Chart *chart = d->chart;
	PQExpBuffer out = d->out;
	int			border = chart->standalone ? BORDER : 0;

	if (chart->standalone)
		appendPQExpBufferStr(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	appendPQExpBuffer(out, "<svg class=\"chart\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" lang=\"%s\"%s viewBox=\"%d %d %d %d\"",
					  chart->id, chart->id, chart->language,
					  chart->standalone ? " xmlns=\"http://www.w3.org/2000/svg\"" : "",
					  -border, -border, chart->width + 2 * border, (int) ceil(height) + 2 * border);
	appendPQExpBuffer(out, " width=\"%d\" height=\"%d\">\n<title id=\"%s-title\">",
					  chart->width + 2 * border, (int) ceil(height) + 2 * border, chart->id);
	append_markup(out, chart->title);
	appendPQExpBuffer(out, "</title>\n<desc id=\"%s-desc\">", chart->id);
	append_markup(out, chart->description != NULL ? chart->description : "");
	appendPQExpBufferStr(out, "</desc>\n");
	if (chart->standalone)
		appendPQExpBuffer(out, "<style>%s</style>\n<rect class=\"paper\" x=\"%d\" y=\"%d\" width=\"100%%\" height=\"100%%\"/>\n",
						  style, -border, -border);
}

void
chart_write(PQExpBuffer out, const Chart *chart)
{
	bool		vertical = chart->kind == CHART_COLUMNS || chart->kind == CHART_LINES;
	Drawing		drawing = {.out = out, .chart = chart};
	Drawing    *d = &drawing;
	double		low;
	double		high;
	bool		any = value_range(chart, &low, &high);
	double		head = MARGIN;
	double		legend = any ? draw_legend(d, 0, false) : 0;
	char	   *caption = NULL;

	if (chart->standalone)
		head += 24 + (chart->subtitle != NULL ? LINE : 0) + 8;
	d->top = head + legend;
	if (!any)
		d->bottom = d->top + 80;
	else if (vertical)
	{
		lay_out_columns(d, low, high);
		caption = axis_caption(d);
		d->top += *caption != '\0' ? LINE + 12 : 8;
		d->bottom = d->top + COLUMNS_HEIGHT;
	}
	else
	{
		lay_out_rows(d, low, high);
		caption = axis_caption(d);
		d->bottom = d->top + row_height(chart) * chart->category_count;
	}

	begin(d, d->bottom + (!any ? MARGIN : vertical ? 26 : 24 + (*caption != '\0' ? LINE : 0)));
	if (chart->standalone)
	{
		draw_line_of_text(d, MARGIN + 16, "title", chart->title, TITLE_FONT);
		if (chart->subtitle != NULL)
			draw_line_of_text(d, MARGIN + 16 + LINE + 2, "soft", chart->subtitle, FONT);
	}
	if (!any)
		draw_text(d, chart->width / 2.0, d->top + 44, "middle", "soft", chart->no_data);
	else
	{
		draw_legend(d, head, true);
		if (vertical)
		{
			draw_text(d, MARGIN, head + legend + 13, "start", "soft", caption);
			draw_vertical(d);
		}
		else
		{
			draw_horizontal(d);
			if (*caption != '\0')
				draw_text(d, (d->left + d->right) / 2, d->bottom + 16 + LINE, "middle", "soft", caption);
		}
	}
	appendPQExpBufferStr(out, "</svg>\n");
	pg_free(caption);
}
