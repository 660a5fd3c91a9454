/*-------------------------------------------------------------------------
 *
 * chart_draw.h
 *		The pieces of which charts are made: lines, bars, points, text.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CHART_DRAW_H
#define CAUDAL_CHART_DRAW_H

#include "chart.h"
#include "chart_scale.h"

#define FONT			13.0
#define LINE			18.0	/* from one line of text to the next */
#define MARGIN			4.0
#define NARROW			480		/* below it names stand above their bars */

typedef struct Drawing
{
	PQExpBuffer out;
	const Chart *chart;
	ChartScale	scale;
	double		left;			/* of the plot */
	double		right;
	double		top;
	double		bottom;
	double		names_end;		/* where names beside the plot end */
} Drawing;

extern bool has_value(const Chart *chart, int series, int category);
extern double value_of(const Chart *chart, int series, int category);

extern void append_number(PQExpBuffer out, double number);
extern void append_attribute(PQExpBuffer out, const char *name, double number);
extern void draw_text(Drawing *d, double x, double y, const char *anchor, const char *class, const char *text);
extern void draw_line(Drawing *d, double x1, double y1, double x2, double y2, const char *class);
extern void draw_bar(Drawing *d, double x, double y, double width, double height, int series, int category);
extern void draw_point(Drawing *d, double x, double y, double radius, int series, int category);
extern int	colour(const Chart *chart, int series);
extern double x_of(const Drawing *d, double value);
extern double y_of(const Drawing *d, double value);
extern void tick_label(const Drawing *d, int tick, char label[TICK_SIZE]);
extern double widest_tick(const Drawing *d);

/* chart_rows.c: what is compared by size */
extern double row_height(const Chart *chart);
extern void lay_out_rows(Drawing *d, double low, double high);
extern void draw_horizontal(Drawing *d);

/* chart_columns.c: time */
extern void lay_out_columns(Drawing *d, double low, double high);
extern void draw_vertical(Drawing *d);

#endif							/* CAUDAL_CHART_DRAW_H */
