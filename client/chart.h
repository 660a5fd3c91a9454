/*-------------------------------------------------------------------------
 *
 * chart.h
 *		Charts: numbers and words in, SVG out.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CHART_H
#define CAUDAL_CHART_H

#include "caudal.h"

typedef enum ChartKind
{
	CHART_BARS,					/* horizontal; more than one series side by side */
	CHART_STACKED,				/* horizontal, one series after the other */
	CHART_COLUMNS,				/* vertical, stacked: for time */
	CHART_LINES,				/* for time */
	CHART_PAIRS					/* two points on a line: before and after */
} ChartKind;

typedef struct ChartSeries
{
	const char *name;
	bool		is_rest;		/* what is left of those without a series of their own */
	double	   *values;			/* one for each category; NAN where there is none */
	char	  **texts;			/* how people write them; NULL for none */
} ChartSeries;

/* a chart has no more of them than colours that can be told apart */
#define CHART_SERIES	7

typedef struct Chart
{
	ChartKind	kind;
	const char *id;				/* unique in its page: ASCII letters and digits */
	const char *title;
	const char *subtitle;		/* NULL for none */
	const char *description;	/* in words, for those who do not see it */
	const char *language;		/* "es" or "en" */
	const char *unit;			/* of the values, such as USD; NULL for none */
	bool		is_share;		/* values are parts of 1, shown per cent */

	/* one size for a page of paper, and one for a telephone */
	int			width;
	bool		standalone;		/* a file of its own, with title and style */

	int			category_count;
	const char **categories;
	char	  **ends;			/* beside the end of each bar; NULL for none */
	int			series_count;
	ChartSeries series[CHART_SERIES];

	/* words and marks of the language */
	const char *decimal;
	const char *group;
	const char *percent;		/* behind a number */
	const char *no_data;
	const char *thousands;		/* "thousands", on the axis beside the unit */
	const char *millions;
	const char *billions;
} Chart;

extern void chart_write(PQExpBuffer out, const Chart *chart);
extern const char *chart_style(void);

#endif							/* CAUDAL_CHART_H */
