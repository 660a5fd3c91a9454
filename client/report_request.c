/*-------------------------------------------------------------------------
 *
 * report_request.c
 *		What the command line asks of a report, checked before it is asked.
 *
 * A day is read by our own rule, as that of --as-of: the server would guess
 * whether 01/06/2024 is in June.  Any other value is first read by the server
 * alone, so that an error can say where on the command line it stands.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include "values.h"

/* SQLSTATEs: a class, what is wrong with data, and the check of a domain */
#define DATA_EXCEPTION	"22"
#define CHECK_VIOLATION	"23514"

/* ---- days ---- */

/* The day of an option, as 2023-12-31, or the end of the program. */
char *
report_day(const Command *command, const char *option, const char *value)
{
	char		iso[ISO_DATE_SIZE];

	if (!read_date(value, strlen(value), DATE_YMD, iso))
		usage_error(command, _("%s: \"%s\" is not a day as 2023-12-31"), option, value);
	return pg_strdup(iso);
}

static bool
is_day(const char *type)
{
	return strcmp(type, "date") == 0;
}

/* ---- arguments ---- */

static ReportArgument *
find_argument(Report *report, const char *name)
{
	for (int i = 0; i < report->argument_count; i++)
		if (strcmp(report->arguments[i].name, name) == 0)
			return &report->arguments[i];
	return NULL;
}

static void
no_argument_error(const Report *report, const char *option, const char *name)
{
	PQExpBufferData names;

	initPQExpBuffer(&names);
	for (int i = 0; i < report->argument_count; i++)
		appendPQExpBuffer(&names, "%s%s", i > 0 ? ", " : "", report->arguments[i].name);
	pg_log_error("report \"%s\" has no argument \"%s\" for %s to set", report->name, name, option);
	if (report->argument_count > 0)
		pg_log_error_hint("Its arguments are %s.", names.data);
	else
		pg_log_error_hint("It has no arguments.");
	exit(EXIT_USAGE);
}

/* The option is "--set", or one that has a name of its own. */
static void
set_argument(Report *report, const ReportRequest *request, const char *option, const char *name, const char *value)
{
	ReportArgument *argument = find_argument(report, name);

	if (argument == NULL)
		no_argument_error(report, option, name);
	if (strcmp(option, "--set") == 0)
		option = psprintf("--set %s", name);
	/* which of two is meant would be a guess */
	if (argument->option != NULL)
		usage_error(request->command, _("argument \"%s\" is given twice, by %s and by %s"), name, argument->option, option);
	argument->option = option;
	argument->value = is_day(argument->type) ? report_day(request->command, option, value) : value;
}

static void
set_arguments(Report *report, const ReportRequest *request)
{
	ReportArgument *language = find_argument(report, "language");

	if (language != NULL && strcmp(language->type, "text") == 0)
	{
		language->value = request->language;
		language->option = request->language_asked ? "--lang" : NULL;
	}
	if (request->day != NULL)
		set_argument(report, request, "--as-of", "day", request->day);
	if (request->known_on != NULL)
		set_argument(report, request, "--known-on", "known_on", request->known_on);
	for (int i = 0; i < request->setting_count; i++)
	{
		const char *setting = request->settings[i];
		size_t		length = strcspn(setting, "=");

		set_argument(report, request, "--set", pnstrdup(setting, length), setting + length + 1);
	}
}

/* ---- conditions ---- */

/* A cell of a report of one's own may hold the days without end. */
static bool
is_endless(const char *value)
{
	return strcmp(value, "infinity") == 0 || strcmp(value, "-infinity") == 0;
}

static char *
condition_option(const Condition *condition)
{
	return psprintf("--where %s", condition->column);
}

static void
check_condition(const Report *report, const ReportRequest *request, Condition *condition)
{
	const ReportColumn *column = &report->columns[report_column_asked(report, condition->column)];

	if (condition->value != NULL && is_day(column->type) && !is_endless(condition->value))
		condition->value = report_day(request->command, condition_option(condition), condition->value);
}

/* ---- all of it ---- */

/* Gives the report what the command line has for it, or ends the program. */
void
report_check(Report *report, const ReportRequest *request)
{
	set_arguments(report, request);
	if (request->currency != NULL && report_column(report, "reporting_currency") < 0)
	{
		pg_log_error("report \"%s\" has no values in a reporting currency for --currency to set", report->name);
		exit(EXIT_USAGE);
	}
	for (int i = 0; request->columns != NULL && request->columns[i] != NULL; i++)
		report_column_asked(report, request->columns[i]);
	for (int i = 0; i < request->condition_count; i++)
		check_condition(report, request, &request->conditions[i]);
	for (int i = 0; request->order != NULL && request->order[i] != NULL; i++)
		report_column_asked(report, request->order[i] + (*request->order[i] == '-'));
}

/* Ends the program where an argument without default is left out. */
void
report_check_needs(const Report *report)
{
	for (int i = 0; i < report->argument_count; i++)
	{
		const ReportArgument *argument = &report->arguments[i];

		if (argument->value == NULL && !argument->has_default)
		{
			pg_log_error("report \"%s\" needs a value of its argument \"%s\", of type %s",
						 report->name, argument->name, argument->type);
			pg_log_error_hint("Give it as --set %s=VALUE.", argument->name);
			exit(EXIT_USAGE);
		}
	}
}

/* The server's words say what is wrong with the value, ours which one it is. */
static void
check_value(Session *session, const char *option, const char *value, const char *type)
{
	PGresult   *result = try_query(session, psprintf("SELECT $1::%s", type), 1, &value);
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);

	if (PQresultStatus(result) == PGRES_TUPLES_OK)
	{
		PQclear(result);
		return;
	}
	if (sqlstate == NULL || (strncmp(sqlstate, DATA_EXCEPTION, 2) != 0 && strcmp(sqlstate, CHECK_VIOLATION) != 0))
		server_failed(session, result);
	pg_log_error("%s: \"%s\" is not a value of type %s", option, value, type);
	pg_log_error_detail("%s", PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	if (detail != NULL)
		pg_log_error_detail("%s", detail);
	if (hint != NULL)
		pg_log_error_hint("%s", hint);
	exit(EXIT_USAGE);
}

/* Whether the server reads the values of the command line, or the end of the program. */
void
report_check_values(Session *session, const Report *report, const ReportRequest *request)
{
	if (request->currency != NULL)
		check_value(session, "--currency", request->currency, "currency");
	for (int i = 0; i < report->argument_count; i++)
		if (report->arguments[i].option != NULL)
			check_value(session, report->arguments[i].option, report->arguments[i].value, report->arguments[i].type);
	for (int i = 0; i < request->condition_count; i++)
	{
		const Condition *condition = &request->conditions[i];

		if (condition->value != NULL)
			check_value(session, condition_option(condition), condition->value,
						report->columns[report_column(report, condition->column)].type);
	}
}
