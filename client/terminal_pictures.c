/*-------------------------------------------------------------------------
 *
 * terminal_pictures.c
 *		The pictures of a report in characters.
 *
 * Time is a sparkline for each series, with its total; what is compared by
 * size are bars.  In a narrow terminal names are cut, and a picture for which
 * there still is no room is left out.
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
/* names and bars are not cut to less */
#define LEAST_NAME	8
#define LEAST_BAR	8

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

/* The width of names where all else in a line takes the rest; -1 where there is no room. */
static int
room_for_names(int longest, int rest, int width)
{
	int			names = Min(Min(longest, LONGEST_NAME), width - rest);

	return names < Min(longest, LEAST_NAME) ? -1 : names;
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

/* false where there is no room for them */
static bool
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
	names = room_for_names(names, 4 + chart->category_count + (totals > 0 ? 2 + totals : 0), width);
	if (names < 0)
		return false;
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
	return true;
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

/* On one line, or each name on its own. */
static void
append_legend(PQExpBuffer out, const Chart *chart, int width, bool blocks)
{
	int			whole = 1;
	bool		is_line;

	if (chart->series_count < 2)
		return;
	for (int s = 0; s < chart->series_count; s++)
		whole += (s > 0 ? 3 : 0) + 2 + shown_width(chart->series[s].name);
	is_line = whole < width;
	for (int s = 0; s < chart->series_count; s++)
	{
		const char *mark = chart->kind != CHART_PAIRS ? fill_of(s, blocks) :
			s == 0 ? (blocks ? "\xE2\x97\x8B" : "o") : (blocks ? "\xE2\x97\x8F" : "*");

		append_blanks(out, s > 0 && is_line ? 3 : 2);
		appendPQExpBuffer(out, "%s ", mark);
		if (is_line)
			appendPQExpBufferStr(out, chart->series[s].name);
		else
			append_wrapped(out, chart->series[s].name, width, 4);
	}
	if (is_line)
		appendPQExpBufferChar(out, '\n');
}

/* false where there is no room for them */
static bool
append_bars(PQExpBuffer out, const Picture *picture, int width, bool blocks)
{
	const Chart *chart = &picture->chart;
	int			names;
	int			ends = chart->ends != NULL ? widest((const char *const *) chart->ends, chart->category_count) : 0;
	double		most = largest(chart);
	bool		grouped = chart->kind == CHART_BARS && chart->series_count > 1;
	int			bar;

	for (int s = 0; grouped && s < chart->series_count; s++)
		ends = Max(ends, widest((const char *const *) chart->series[s].texts, chart->category_count));
	names = room_for_names(widest(chart->categories, chart->category_count), LEAST_BAR + ends + 6, width);
	if (names < 0)
		return false;
	bar = Min(LONGEST_BAR, width - names - ends - 6);
	append_legend(out, chart, width, blocks);
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
	return true;
}

void
append_terminal_pictures(PQExpBuffer out, const ReportData *data, int width, bool blocks)
{
	PQExpBufferData drawn;

	/* of a few rows the table says it better */
	if (PQntuples(data->rows) < 2)
		return;
	initPQExpBuffer(&drawn);
	for (Picture **picture = report_pictures(data, AT_TERMINALS, CATEGORIES, SERIES); *picture != NULL; picture++)
	{
		const Chart *chart = &(*picture)->chart;
		bool		is_time = chart->kind == CHART_COLUMNS || chart->kind == CHART_LINES;

		if (chart->category_count == 0 || chart->series_count == 0)
			continue;
		resetPQExpBuffer(&drawn);
		if (is_time ? !append_sparklines(&drawn, *picture, width, blocks) : !append_bars(&drawn, *picture, width, blocks))
			continue;
		append_wrapped(out, psprintf("%s%s%s", chart->title, chart->unit != NULL ? ", " : "", chart->unit != NULL ? chart->unit : ""),
					   width, 0);
		appendPQExpBuffer(out, "%s\n", drawn.data);
	}
	termPQExpBuffer(&drawn);
}
