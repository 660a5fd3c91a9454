/*-------------------------------------------------------------------------
 *
 * chart_fuzz.c
 *		Charts of any numbers and any text: well-formed, and in their frame.
 *
 * What is checked is what libxml2 says of the SVG, that no number in it is other
 * than a decimal one, and that text for the terminal has the width that was asked
 * for.  Needs no server: libFuzzer (clang -fsanitize=fuzzer,address,undefined),
 * chart*.c, markup.c, bars.c, decimal.c, time_axis.c and values.c of the client, and
 * exact.c and calendar.c of the extension.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "bars.h"
#include "chart.h"
#include "decimal.h"
#include "markup.h"
#include "time_axis.h"

#include <libxml/parser.h>
#include <math.h>

#define MOST_CATEGORIES	300

typedef struct Input
{
	const uint8_t *p;
	const uint8_t *end;
} Input;

static unsigned
take(Input *input)
{
	return input->p < input->end ? *input->p++ : 0;
}

static char *
take_text(Input *input)
{
	unsigned	length = take(input) % 60;
	char	   *text = pg_malloc0(length + 1);

	for (unsigned i = 0; i < length && input->p < input->end; i++)
		text[i] = (char) take(input);
	return text;
}

/* of any bits, or a small one, or one that is none */
static double
take_number(Input *input)
{
	unsigned	kind = take(input);
	double		number = 0;

	if (kind % 4 == 0)
	{
		unsigned char bytes[sizeof(double)];

		for (int i = 0; i < sizeof(double); i++)
			bytes[i] = (unsigned char) take(input);
		memcpy(&number, bytes, sizeof(double));
		return number;
	}
	if (kind % 16 == 1)
		return NAN;
	return ((int) take(input) - 100) * pow(10, (int) (kind / 4 % 20) - 6);
}

static void
check_svg(const PQExpBufferData *svg)
{
	xmlDocPtr	document = xmlReadMemory(svg->data, svg->len, "chart.svg", NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);

	if (document == NULL)
	{
		fprintf(stderr, "not well-formed:\n%s\n", svg->data);
		abort();
	}
	xmlFreeDoc(document);
	if (strstr(svg->data, "=\"nan") != NULL || strstr(svg->data, "=\"inf") != NULL || strstr(svg->data, "=\"-nan") != NULL)
		abort();
}

static void
check_terminal(const char *text, const double *values, int count)
{
	PQExpBufferData line;
	char	   *shown = shown_text(text);

	initPQExpBuffer(&line);
	for (int width = 1; width < 20; width += 6)
	{
		resetPQExpBuffer(&line);
		append_cut(&line, shown, width, width % 2 == 0, width % 3 == 0);
		if (shown_width(line.data) != width)
			abort();
	}
	for (int i = 0; i < count; i++)
	{
		resetPQExpBuffer(&line);
		append_bar(&line, values[i], 10, i % 2 == 0);
		if (shown_width(line.data) != 10)
			abort();
	}
	resetPQExpBuffer(&line);
	append_sparkline(&line, values, count, -1, 1, true);
	if (shown_width(line.data) != count)
		abort();
	termPQExpBuffer(&line);
	pg_free(shown);
}

static void
check_sums(const char *text)
{
	Decimal		sum = {0};
	Decimal		other = {0};
	char	   *written;

	decimal_add(&sum, text, false);
	decimal_add(&other, text, true);
	decimal_merge(&sum, &other);
	written = decimal_text(&sum);
	/* a number less itself is nothing */
	if (written != NULL && decimal_double(&sum) != 0)
		abort();
	pg_free(written);
}

static void
check_time(Input *input)
{
	TimeAxis	axis;
	int			months[40];
	int			count = take(input) % lengthof(months);

	for (int i = 0; i < count; i++)
		months[i] = (take(input) * 256 + take(input)) * 12 % (9999 * 12);
	time_axis_init(&axis, months, count, 40);
	if (axis.count > 40)
		abort();
	for (int i = 0; i < count; i++)
		if (time_axis_part(&axis, months[i]) < 0 || time_axis_part(&axis, months[i]) >= axis.count)
			abort();
	for (int i = 0; i < axis.count; i++)
		pg_free(time_axis_name(&axis, i));
}

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Input		input = {data, data + size};
	Chart		chart = {.id = "chart1", .language = "es", .decimal = ".", .group = ",", .percent = "%",
		.no_data = "no data", .thousands = "thousands", .millions = "millions", .billions = "billions"};
	PQExpBufferData svg;
	const char **names;

	chart.kind = take(&input) % (CHART_PAIRS + 1);
	chart.is_share = take(&input) % 4 == 0;
	chart.standalone = true;
	chart.width = take(&input) % 2 == 0 ? 760 : 340;
	chart.title = take_text(&input);
	chart.subtitle = take(&input) % 2 == 0 ? take_text(&input) : NULL;
	chart.description = take_text(&input);
	chart.unit = take(&input) % 2 == 0 ? take_text(&input) : NULL;
	chart.series_count = take(&input) % (CHART_SERIES + 1);
	chart.category_count = (take(&input) + take(&input)) % MOST_CATEGORIES;
	chart.categories = names = pg_malloc0((chart.category_count + 1) * sizeof(char *));
	chart.ends = take(&input) % 2 == 0 ? pg_malloc0((chart.category_count + 1) * sizeof(char *)) : NULL;
	for (int c = 0; c < chart.category_count; c++)
	{
		names[c] = take_text(&input);
		if (chart.ends != NULL && c % 3 != 0)
			chart.ends[c] = take_text(&input);
	}
	for (int s = 0; s < chart.series_count; s++)
	{
		ChartSeries *series = &chart.series[s];

		series->name = take_text(&input);
		series->is_rest = take(&input) % 4 == 0;
		series->values = pg_malloc0((chart.category_count + 1) * sizeof(double));
		series->texts = pg_malloc0((chart.category_count + 1) * sizeof(char *));
		for (int c = 0; c < chart.category_count; c++)
		{
			series->values[c] = take_number(&input);
			series->texts[c] = c % 5 == 0 ? take_text(&input) : NULL;
		}
		check_terminal(series->name, series->values, chart.category_count);
	}
	initPQExpBuffer(&svg);
	chart_write(&svg, &chart);
	check_svg(&svg);
	termPQExpBuffer(&svg);
	check_sums(chart.title);
	check_time(&input);

	for (int c = 0; c < chart.category_count; c++)
	{
		pg_free(unconstify(char *, names[c]));
		if (chart.ends != NULL)
			pg_free(chart.ends[c]);
	}
	for (int s = 0; s < chart.series_count; s++)
	{
		for (int c = 0; c < chart.category_count; c++)
			pg_free(chart.series[s].texts[c]);
		pg_free(chart.series[s].texts);
		pg_free(chart.series[s].values);
		pg_free(unconstify(char *, chart.series[s].name));
	}
	pg_free(chart.categories);
	pg_free(chart.ends);
	pg_free(unconstify(char *, chart.title));
	pg_free(unconstify(char *, chart.subtitle));
	pg_free(unconstify(char *, chart.description));
	pg_free(unconstify(char *, chart.unit));
	return 0;
}
