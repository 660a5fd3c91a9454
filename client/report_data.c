/*-------------------------------------------------------------------------
 *
 * report_data.c
 *		The rows of a report, and what people are shown of them.
 *
 * All is read in one transaction that changes nothing, so that the days and the
 * currency said above the rows are those of the rows.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include <math.h>

#include "currency_table.h"
#include "names.h"
#include "report_shapes.h"

/* numbers that are no money are shown with so many decimals at most */
#define PLAIN_DECIMALS	6

/* ---- cells ---- */

/* NULL for one that is. */
const char *
report_cell(const ReportData *data, int row, int column)
{
	return PQgetisnull(data->rows, row, column) ? NULL : PQgetvalue(data->rows, row, column);
}

bool
report_is_number(ColumnKind kind)
{
	return kind >= KIND_NUMBER;
}

/* Decimals of a number without the zeros at its end. */
static int
own_decimals(const char *number)
{
	const char *point = strchr(number, '.');
	const char *end = number + strlen(number);

	if (point == NULL)
		return 0;
	while (end > point + 1 && end[-1] == '0')
		end--;
	return end - point - 1;
}

static int
currency_decimals(const char *currency)
{
	if (currency == NULL || strlen(currency) != 3)
		return -1;
	return caudal_currency_minor_unit(CURRENCY_CODE((unsigned char) currency[0], (unsigned char) currency[1],
													(unsigned char) currency[2]));
}

/* As people write it; the currency is that of an amount, and may be NULL. */
char *
report_shown_value(const ReportData *data, ColumnKind kind, const char *value, const char *currency)
{
	NumberFormat *format = data->request->format;

	switch (kind)
	{
		case KIND_TEXT:
		case KIND_DATE:
		case KIND_NUMBER:
			return pg_strdup(value);
		case KIND_MONTH:
			/* without the day, of a year of any length */
			return strlen(value) > 3 ? pnstrdup(value, strlen(value) - 3) : pg_strdup(value);
		case KIND_BOOLEAN:
			return pg_strdup(*value == 't' ? _("yes") : _("no"));
		case KIND_COUNT:
			return format_number(format, value, 0);
		case KIND_AMOUNT:
		case KIND_VALUE:
			{
				int			decimals = currency_decimals(currency);

				/* no digit of money is hidden */
				return format_number(format, value, decimals < 0 ? ALL_DECIMALS : Max(decimals, own_decimals(value)));
			}
		case KIND_SHARE:
			return format_percent(format, value, 1);
		case KIND_RATIO:
			return format_number(format, value, 2);
		case KIND_SCORE:
			return format_number(format, value, 1);
		case KIND_PLAIN:
			return format_number(format, value, Min(own_decimals(value), PLAIN_DECIMALS));
	}
	return pg_strdup(value);
}

/* NULL for an empty cell. */
char *
report_shown_cell(const ReportData *data, int row, int number)
{
	const ReportColumn *column = &data->report->columns[number];
	const char *value = report_cell(data, row, number);

	if (value == NULL)
		return NULL;
	return report_shown_value(data, column->kind, value,
							  column->currency >= 0 ? report_cell(data, row, column->currency) : NULL);
}

bool
report_column_is_empty(const ReportData *data, int column)
{
	for (int row = 0; row < PQntuples(data->rows); row++)
		if (report_cell(data, row, column) != NULL)
			return false;
	return true;
}

/* ---- what holds for all rows ---- */

/* The one value that a column has in all rows; NULL where it has none or several. */
const char *
report_only_value(const ReportData *data, int column)
{
	const char *only;

	if (column < 0 || PQntuples(data->rows) == 0)
		return NULL;
	only = report_cell(data, 0, column);
	for (int row = 1; only != NULL && row < PQntuples(data->rows); row++)
	{
		const char *value = report_cell(data, row, column);

		if (value == NULL || strcmp(value, only) != 0)
			return NULL;
	}
	return only;
}

static bool
rows_are_alike(const ReportData *data, const char *columns)
{
	char		name[NAMEDATALEN];

	while (next_name(&columns, name))
		if (report_only_value(data, report_column(data->report, name)) == NULL)
			return false;
	return true;
}

/* Whether a recipient of one row is the funder of another. */
static bool
has_chain(const ReportData *data)
{
	int			funder = report_column(data->report, "funder");
	int			recipient = report_column(data->report, "recipient");
	Names		funders = {0};
	int			count;

	if (funder < 0 || recipient < 0)
		return false;
	for (int row = 0; row < PQntuples(data->rows); row++)
		if (report_cell(data, row, funder) != NULL)
			name_number(&funders, report_cell(data, row, funder));
	count = funders.count;
	for (int row = 0; row < PQntuples(data->rows); row++)
		if (report_cell(data, row, recipient) != NULL && name_number(&funders, report_cell(data, row, recipient)) < count)
			return true;
	return false;
}

/*
 * Totals of what adds up: amounts in one currency only, and not where one of
 * them is unknown, or money would be counted twice.
 */
static void
add_up(ReportData *data)
{
	const Report *report = data->report;
	const ReportShape *shape = report->shape;
	int			rows = PQntuples(data->rows);

	data->totals = pg_malloc0(report->column_count * sizeof(Decimal));
	data->has_total = pg_malloc0(report->column_count * sizeof(bool));
	if (shape == NULL || shape->totals == NULL || rows < 2 || !rows_are_alike(data, shape->same))
		return;
	if (!shape->counts_once && has_chain(data))
	{
		data->counts_twice = true;
		return;
	}
	for (int i = 0; i < report->column_count; i++)
	{
		const ReportColumn *column = &report->columns[i];

		if (!list_has(shape->totals, column->name) || !report_is_number(column->kind))
			continue;
		if (column->currency >= 0 && report_only_value(data, column->currency) == NULL)
			continue;
		data->has_total[i] = true;
		for (int row = 0; row < rows && data->has_total[i]; row++)
		{
			const char *value = report_cell(data, row, i);

			if (value == NULL)
				data->has_total[i] = false;
			else
				decimal_add(&data->totals[i], value, false);
		}
		if (data->totals[i].is_unknown)
			data->has_total[i] = false;
	}
}

/* NULL for a column without one. */
char *
report_shown_total(const ReportData *data, int number)
{
	const ReportColumn *column = &data->report->columns[number];
	char	   *text;
	char	   *shown;

	if (!data->has_total[number])
		return NULL;
	text = decimal_text(&data->totals[number]);
	shown = report_shown_value(data, column->kind, text, report_only_value(data, column->currency));
	pg_free(text);
	return shown;
}

/* closed, today, or closed and today: of all rows together */
static const char *
whose_rates(const ReportData *data)
{
	int			column = report_column(data->report, "rates");
	bool		closed = false;
	bool		today = false;

	for (int row = 0; column >= 0 && row < PQntuples(data->rows); row++)
	{
		const char *rates = report_cell(data, row, column);

		if (rates == NULL)
			continue;
		closed |= strncmp(rates, "closed", 6) == 0;
		today |= strstr(rates, "today") != NULL;
	}
	return closed && today ? "closed and today" : closed ? "closed" : today ? "today" : NULL;
}

static int64
rows_without_rate(const ReportData *data)
{
	int			column = report_column(data->report, "without_rate");
	int64		count = 0;

	for (int row = 0; column >= 0 && row < PQntuples(data->rows); row++)
	{
		const char *value = report_cell(data, row, column);

		if (value != NULL && strcmp(value, "0") != 0)
			count++;
	}
	return count;
}

/* The day that an argument was given, or is by its default. */
static const char *
day_of(Session *session, const Report *report, const char *name)
{
	for (int i = 0; i < report->argument_count; i++)
	{
		const ReportArgument *argument = &report->arguments[i];

		if (strcmp(argument->name, name) != 0 || strcmp(argument->type, "date") != 0)
			continue;
		if (argument->value != NULL)
			return query_text(session, "SELECT $1::date", 1, &argument->value);
		return query_text(session, "SELECT CURRENT_DATE", 0, NULL);
	}
	return NULL;
}

const char *
report_title(const Report *report)
{
	if (report->shape != NULL)
		return _(report->shape->title);
	return report->comment != NULL ? report->comment : report->name;
}

/* All columns of the report, whatever is shown of them. */
ReportData *
report_read(Session *session, const Report *report, const ReportRequest *request)
{
	ReportData *data = pg_malloc0(sizeof(ReportData));
	ReportRequest whole = *request;

	whole.columns = NULL;
	data->report = report;
	data->request = request;
	data->title = report_title(report);
	data->day = day_of(session, report, "day");
	data->known_on = day_of(session, report, "known_on");
	data->rows = report_query(session, report, &whole, false);
	data->currency = report_only_value(data, report_column(report, "reporting_currency"));
	data->rates = whose_rates(data);
	data->without_rate = rows_without_rate(data);
	add_up(data);
	return data;
}

/* ---- the bar of a row ---- */

static double
to_double(const char *number)
{
	Decimal		value = {0};

	decimal_add(&value, number, false);
	return decimal_double(&value);
}

/*
 * How long the bar of a row is, from 0 to 1, and what stands behind it; NAN and
 * NULL where there is nothing to show.
 */
double
report_bar(const ReportData *data, int row, char **text)
{
	const Report *report = data->report;
	const ReportShape *shape = report->shape;
	int			column = report_column(report, shape->bar);
	const char *value = column >= 0 ? report_cell(data, row, column) : NULL;
	double		share;

	*text = NULL;
	if (value == NULL)
		return NAN;
	share = to_double(value);
	if (shape->bar_of != NULL)
	{
		int			whole_column = report_column(report, shape->bar_of);
		const char *whole = whole_column >= 0 ? report_cell(data, row, whole_column) : NULL;
		double		divisor = whole != NULL ? to_double(whole) : NAN;
		char		per_cent[64];

		if (!isfinite(share) || !isfinite(divisor) || divisor <= 0)
			return NAN;
		share /= divisor;
		/* whole per cent, written without the mark of the C library's locale */
		if (fabs(share) > 1e6)
			return NAN;
		snprintf(per_cent, sizeof(per_cent), "%s%lld.%02lld", share < 0 && lround(share * 100) != 0 ? "-" : "",
				 llabs(llround(share * 100)) / 100, llabs(llround(share * 100)) % 100);
		*text = format_percent(data->request->format, per_cent, 0);
		return share;
	}
	if (report->columns[column].kind == KIND_SCORE)
		share /= 100;
	*text = report->columns[column].kind == KIND_SHARE ?
		format_percent(data->request->format, value, 0) : report_shown_cell(data, row, column);
	return share;
}
