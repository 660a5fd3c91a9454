/*-------------------------------------------------------------------------
 *
 * terminal_pictures.c
 *		The pictures of a report in characters.
 *
 * Time is a sparkline for each series, with its total; what is compared by
 * size are bars.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "terminal_pictures.h"

#include <math.h>

#include "bars.h"
#include "report_pictures.h"

#define CATEGORIES	8
#define SERIES		7
#define LONGEST_NAME	32
#define LONGEST_BAR	36

/* fills that differ, of as many series as a picture has by its values */
static const char *const fills[] = {"\xE2\x96\x88", "\xE2\x96\x92", "\xE2\x96\x91", "\xC2\xB7"};
static const char *const ascii_fills[] = {"#", "=", "-", "."};

static const char *
fill_of(int series, bool blocks)
{
	return (blocks ? fills : ascii_fills)[series % lengthof(fills)];
}

static int
widest(const char *const *texts, int count)
{
	int			width = 0;

	for (int i = 0; i < count; i++)
		width = Max(width, texts[i] != NULL ? shown_width(texts[i]) : 0);
	return width;
}

static void
append_name(PQExpBuffer out, const char *name, int width, bool blocks)
{
	char	   *shown = shown_text(name);

	append_blanks(out, 2);
	append_cut(out, shown, width, false, blocks);
	append_blanks(out, 2);
	pg_free(shown);
}

/* ---- time ---- */

static void
append_sparklines(PQExpBuffer out, const Picture *picture, int width, bool blocks)
{
	const Chart *chart = &picture->chart;
	int			names = 0;
	int			totals = 0;
	double		low = 0;
	double		high = 0;

	for (int s = 0; s < chart->series_count; s++)
	{
		const char *name = chart->series[s].name;

		names = Max(names, shown_width(name));
		if (picture->totals != NULL && picture->totals[s] != NULL)
			totals = Max(totals, shown_width(picture->totals[s]));
	}
	names = Min(names, LONGEST_NAME);
	for (int s = 0; s < chart->series_count; s++)
	{
		const ChartSeries *series = &chart->series[s];

		if (s == 0 || picture->own_scales)
			low = high = 0;
		for (int i = 0; (s == 0 || picture->own_scales) && i < chart->category_count; i++)
			for (int t = picture->own_scales ? s : 0; t < (picture->own_scales ? s + 1 : chart->series_count); t++)
				if (isfinite(chart->series[t].values[i]))
				{
					low = Min(low, chart->series[t].values[i]);
					high = Max(high, chart->series[t].values[i]);
				}
		append_name(out, series->name, names, blocks);
		append_sparkline(out, series->values, chart->category_count, low, high, blocks);
		if (picture->totals != NULL && picture->totals[s] != NULL)
		{
			append_blanks(out, 2);
			append_cut(out, picture->totals[s], totals, true, blocks);
		}
		appendPQExpBufferChar(out, '\n');
	}
	if (chart->category_count > 1)
	{
		const char *text = picture->own_scales && chart->series_count > 1 ?
			_("%s to %s, each line by itself, and in all") : _("%s to %s, and in all");

		append_blanks(out, 2 + names + 2);
		append_wrapped(out, psprintf(text, chart->categories[0], chart->categories[chart->category_count - 1]),
					   width, 2 + names + 2);
	}
}

/* ---- size ---- */

/* The largest sum of what is drawn in one line, without its sign. */
static double
largest(const Chart *chart)
{
	double		most = 0;

	for (int c = 0; c < chart->category_count; c++)
	{
		double		sum = 0;

		for (int s = 0; s < chart->series_count; s++)
		{
			double		value = chart->series[s].values[c];

			if (!isfinite(value))
				continue;
			sum = chart->kind == CHART_STACKED ? sum + Max(value, 0) : Max(sum, fabs(value));
		}
		most = Max(most, sum);
	}
	return most > 0 ? most : 1;
}

static int
cells_of(double value, double most, int width)
{
	int			cells = isfinite(value) ? (int) lround(value / most * width) : 0;

	return value > 0 && cells == 0 ? 1 : Max(cells, 0);
}

static void
append_stack(PQExpBuffer out, const Chart *chart, int category, double most, int width, bool blocks)
{
	double		sum = 0;
	int			used = 0;

	for (int s = 0; s < chart->series_count; s++)
	{
		double		value = chart->series[s].values[category];

		if (!isfinite(value) || value <= 0)
			continue;
		sum += value;
		for (int end = Min(width, Max(cells_of(sum, most, width), used + 1)); used < end; used++)
			appendPQExpBufferStr(out, fill_of(s, blocks));
	}
	append_blanks(out, width - used);
}

/* Before and after on one line. */
static void
append_pair(PQExpBuffer out, const Chart *chart, int category, double most, int width, bool blocks)
{
	double		before = chart->series[0].values[category];
	double		after = chart->series[1].values[category];
	int			first = (int) lround(Max(before, 0) / most * (width - 1));
	int			last = (int) lround(Max(after, 0) / most * (width - 1));

	for (int i = 0; i < width; i++)
	{
		if (i == last)
			appendPQExpBufferStr(out, blocks ? "\xE2\x97\x8F" : "*");
		else if (i == first)
			appendPQExpBufferStr(out, blocks ? "\xE2\x97\x8B" : "o");
		else if (i > Min(first, last) && i < Max(first, last))
			appendPQExpBufferStr(out, blocks ? "\xE2\x94\x80" : "-");
		else
			appendPQExpBufferChar(out, ' ');
	}
}

static void
append_legend(PQExpBuffer out, const Chart *chart, bool blocks)
{
	if (chart->series_count < 2)
		return;
	append_blanks(out, 2);
	for (int s = 0; s < chart->series_count; s++)
	{
		const char *mark = chart->kind != CHART_PAIRS ? fill_of(s, blocks) :
			s == 0 ? (blocks ? "\xE2\x97\x8B" : "o") : (blocks ? "\xE2\x97\x8F" : "*");

		appendPQExpBuffer(out, "%s%s %s", s > 0 ? "   " : "", mark, chart->series[s].name);
	}
	appendPQExpBufferChar(out, '\n');
}

static void
append_bars(PQExpBuffer out, const Picture *picture, int width, bool blocks)
{
	const Chart *chart = &picture->chart;
	int			names = Min(widest(chart->categories, chart->category_count), LONGEST_NAME);
	int			ends = chart->ends != NULL ? widest((const char *const *) chart->ends, chart->category_count) : 0;
	double		most = largest(chart);
	bool		grouped = chart->kind == CHART_BARS && chart->series_count > 1;
	int			bar;

	for (int s = 0; grouped && s < chart->series_count; s++)
		ends = Max(ends, widest((const char *const *) chart->series[s].texts, chart->category_count));
	bar = Max(8, Min(LONGEST_BAR, width - names - ends - 6));
	append_legend(out, chart, blocks);
	for (int c = 0; c < chart->category_count; c++)
	{
		for (int s = 0; s < (grouped ? chart->series_count : 1); s++)
		{
			double		value = chart->series[s].values[c];
			const char *end = grouped ? chart->series[s].texts[c] : chart->ends[c];

			append_name(out, s == 0 ? chart->categories[c] : "", names, blocks);
			if (chart->kind == CHART_STACKED)
				append_stack(out, chart, c, most, bar, blocks);
			else if (chart->kind == CHART_PAIRS)
				append_pair(out, chart, c, Max(most, 100), bar, blocks);
			else
			{
				/* what is below zero has another fill, and its sign behind it */
				int			cells = cells_of(fabs(value), most, bar);

				for (int i = 0; i < cells; i++)
					appendPQExpBufferStr(out, fill_of(value < 0 ? 2 : s, blocks));
				append_blanks(out, bar - cells);
			}
			append_blanks(out, 2);
			append_cut(out, end != NULL ? end : "", ends, true, blocks);
			while (out->len > 0 && out->data[out->len - 1] == ' ')
				out->data[--out->len] = '\0';
			appendPQExpBufferChar(out, '\n');
		}
	}
}

void
append_terminal_pictures(PQExpBuffer out, const ReportData *data, int width, bool blocks)
{
	/* of a few rows the table says it better */
	if (PQntuples(data->rows) < 2)
		return;
	for (Picture **picture = report_pictures(data, AT_TERMINALS, CATEGORIES, SERIES); *picture != NULL; picture++)
	{
		const Chart *chart = &(*picture)->chart;

		if (chart->category_count == 0 || chart->series_count == 0)
			continue;
		appendPQExpBuffer(out, "%s%s%s\n", chart->title, chart->unit != NULL ? ", " : "", chart->unit != NULL ? chart->unit : "");
		if (chart->kind == CHART_COLUMNS || chart->kind == CHART_LINES)
			append_sparklines(out, *picture, width, blocks);
		else
			append_bars(out, *picture, width, blocks);
		appendPQExpBufferChar(out, '\n');
	}
}
