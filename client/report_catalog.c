/*-------------------------------------------------------------------------
 *
 * report_catalog.c
 *		What reports there are, what they ask for, and asking for them.
 *
 * The reports are those of the schema that the tracker has them in, as the
 * server's catalogue tells: those that come with the tracker, and whatever
 * functions and views its owner has put beside them.  So nothing of them is
 * known here by heart.
 *
 * Names are quoted, and values go as parameters with the types that the
 * catalogue has them in.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include "report_shapes.h"
#include "statements.h"

/* a SQLSTATE of the extension: ERRCODE_NO_USABLE_RATE of rate.h */
#define NO_USABLE_RATE	"CR001"

/* The schema of the reports, or the end of the program. */
const char *
report_schema(Session *session)
{
	const char *tracker = session->common->tracker;
	const char *schema = query_text(session, sql_report_schema, 1, &tracker);

	if (schema != NULL)
		return schema;
	pg_log_error("database \"%s\" has no tracker in schema \"%s\"", PQdb(session->connection), tracker);
	pg_log_error_hint("Run \"caudal init --with-tracker\" first, or name its schema with --tracker.");
	exit(EXIT_FAILED);
}

static Report *
read_report(const PGresult *result, int row)
{
	Report	   *report = pg_malloc0(sizeof(Report));

	report->name = pg_strdup(PQgetvalue(result, row, 0));
	report->schema = pg_strdup(PQgetvalue(result, row, 1));
	report->is_function = PQgetvalue(result, row, 2)[0] == 't';
	report->oid = pg_strdup(PQgetvalue(result, row, 3));
	report->comment = PQgetisnull(result, row, 4) ? NULL : pg_strdup(PQgetvalue(result, row, 4));
	report->shape = find_report_shape(report->name);
	return report;
}

static void
read_parts(Session *session, Report *report)
{
	const char *oid = report->oid;
	PGresult   *result = query(session, report->is_function ? sql_report_function : sql_report_view, 1, &oid);
	int			count = PQntuples(result);

	report->arguments = pg_malloc0(count * sizeof(ReportArgument));
	report->columns = pg_malloc0(count * sizeof(ReportColumn));
	for (int i = 0; i < count; i++)
	{
		char	   *name = pg_strdup(PQgetvalue(result, i, 2));
		char	   *type = pg_strdup(PQgetvalue(result, i, 3));

		if (PQgetvalue(result, i, 0)[0] == 't')
		{
			ReportColumn *column = &report->columns[report->column_count++];

			column->name = name;
			column->type = type;
			column->comment = PQgetisnull(result, i, 5) ? NULL : pg_strdup(PQgetvalue(result, i, 5));
		}
		else
		{
			ReportArgument *argument = &report->arguments[report->argument_count++];

			argument->name = name;
			argument->type = type;
			argument->has_default = PQgetvalue(result, i, 4)[0] == 't';
		}
	}
	PQclear(result);
	for (int i = 0; i < report->column_count; i++)
		describe_column(report, i);
}

/* All of them, without their parts, or the end of the program; the last is NULL. */
Report **
report_list(Session *session)
{
	const char *values[2] = {report_schema(session), NULL};
	PGresult   *result = query(session, sql_report_catalog, 2, values);
	int			count = PQntuples(result);
	Report	  **reports = pg_malloc0((count + 1) * sizeof(Report *));
	int			used = 0;

	if (count == 0)
	{
		pg_log_error("there is no report that user \"%s\" may read", PQuser(session->connection));
		pg_log_error_hint("The owner of the tracker gives the right with its function grant_access(role, 'report').");
		exit(EXIT_USAGE);
	}
	for (int i = 0; i < count; i++)
	{
		/* of functions of one name the one that asks for most comes first */
		if (used > 0 && strcmp(reports[used - 1]->name, PQgetvalue(result, i, 0)) == 0)
			continue;
		reports[used++] = read_report(result, i);
	}
	PQclear(result);
	return reports;
}

/* The report of that name, or the end of the program. */
Report *
report_find(Session *session, const char *name)
{
	const char *values[2] = {report_schema(session), name};
	PGresult   *result = query(session, sql_report_catalog, 2, values);
	Report	   *report;

	if (PQntuples(result) == 0)
	{
		pg_log_error("there is no report \"%s\" that you may read", name);
		pg_log_error_hint("\"caudal report\" without a name lists them.");
		exit(EXIT_USAGE);
	}
	report = read_report(result, 0);
	PQclear(result);
	read_parts(session, report);
	return report;
}

/* -1 where it has none of that name. */
int
report_column(const Report *report, const char *name)
{
	for (int i = 0; i < report->column_count; i++)
		if (strcmp(report->columns[i].name, name) == 0)
			return i;
	return -1;
}

/* The same; that there is none ends the program. */
int
report_column_asked(const Report *report, const char *name)
{
	PQExpBufferData names;
	int			column = report_column(report, name);

	if (column >= 0)
		return column;
	initPQExpBuffer(&names);
	for (int i = 0; i < report->column_count; i++)
		appendPQExpBuffer(&names, "%s%s", i > 0 ? ", " : "", report->columns[i].name);
	pg_log_error("report \"%s\" has no column \"%s\"", report->name, name);
	pg_log_error_hint("Its columns are %s.", names.data);
	exit(EXIT_USAGE);
}

/* ---- the statement ---- */

typedef struct Statement
{
	Session    *session;
	PQExpBufferData sql;
	const char **values;
	int			count;
} Statement;

static void
append_name(Statement *statement, const char *name)
{
	char	   *quoted = PQescapeIdentifier(statement->session->connection, name, strlen(name));

	if (quoted == NULL)
		server_failed(statement->session, NULL);
	appendPQExpBufferStr(&statement->sql, quoted);
	PQfreemem(quoted);
}

static void
append_value(Statement *statement, const char *value, const char *type)
{
	statement->values[statement->count++] = value;
	appendPQExpBuffer(&statement->sql, "$%d::%s", statement->count, type);
}

static void
append_source(Statement *statement, const Report *report)
{
	bool		any = false;

	append_name(statement, report->schema);
	appendPQExpBufferChar(&statement->sql, '.');
	append_name(statement, report->name);
	if (!report->is_function)
		return;
	appendPQExpBufferChar(&statement->sql, '(');
	for (int i = 0; i < report->argument_count; i++)
	{
		const ReportArgument *argument = &report->arguments[i];

		if (argument->value == NULL)
			continue;
		if (any)
			appendPQExpBufferStr(&statement->sql, ", ");
		append_name(statement, argument->name);
		appendPQExpBufferStr(&statement->sql, " => ");
		append_value(statement, argument->value, argument->type);
		any = true;
	}
	appendPQExpBufferChar(&statement->sql, ')');
}

static void
append_column(Statement *statement, const Report *report, const char *name)
{
	appendPQExpBufferStr(&statement->sql, "r.");
	append_name(statement, report->columns[report_column_asked(report, name)].name);
}

static void
append_conditions(Statement *statement, const Report *report, const ReportRequest *request)
{
	const char *before = " WHERE ";

	/* what is in one reporting currency only, whatever the setting says */
	if (request->currency != NULL)
	{
		appendPQExpBuffer(&statement->sql, "%sr.reporting_currency = upper(", before);
		append_value(statement, request->currency, "text");
		appendPQExpBufferChar(&statement->sql, ')');
		before = " AND ";
	}
	for (int i = 0; i < request->condition_count; i++)
	{
		const Condition *condition = &request->conditions[i];

		appendPQExpBufferStr(&statement->sql, before);
		append_column(statement, report, condition->column);
		if (condition->value == NULL)
			appendPQExpBuffer(&statement->sql, " IS %sNULL", strcmp(condition->operator, "=") == 0 ? "" : "NOT ");
		else
		{
			/* what is not X are all rows but those of "=", so also empty cells */
			appendPQExpBuffer(&statement->sql, " %s ",
							  strcmp(condition->operator, "!=") == 0 ? "IS DISTINCT FROM" : condition->operator);
			append_value(statement, condition->value, report->columns[report_column(report, condition->column)].type);
		}
		before = " AND ";
	}
}

static void
append_order_column(Statement *statement, const Report *report, const char *name, bool first)
{
	bool		turned = *name == '-';

	appendPQExpBufferStr(&statement->sql, first ? " ORDER BY " : ", ");
	append_column(statement, report, name + turned);
	appendPQExpBufferStr(&statement->sql, turned ? " DESC NULLS LAST" : " NULLS LAST");
}

static void
append_order(Statement *statement, const Report *report, const ReportRequest *request)
{
	const char *order = report->shape != NULL ? report->shape->order : NULL;
	bool		first = true;
	char		name[NAMEDATALEN];

	for (int i = 0; request->order != NULL && request->order[i] != NULL; i++)
	{
		append_order_column(statement, report, request->order[i], first);
		first = false;
	}
	/* its own order behind, so that rows come in the same one each time */
	while (next_name(&order, name))
	{
		if (report_column(report, name + (*name == '-')) < 0)
			continue;
		append_order_column(statement, report, name, first);
		first = false;
	}
}

/* The same as query(), in the words of this command. */
static PGresult *
query_rows(Session *session, const char *sql, int count, const char *const *values)
{
	PGresult   *result = try_query(session, sql, count, values);
	const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	if (PQresultStatus(result) == PGRES_TUPLES_OK)
		return result;
	/* the server's hint names a setting, which an option stands for here */
	if (sqlstate != NULL && strcmp(sqlstate, NO_USABLE_RATE) == 0)
		server_failed_hint(session, result,
						   _("Load the rate with \"caudal load rates\", or leave out what has none with --missing-rate null."));
	server_failed(session, result);
}

/*
 * The rows: all columns for people, for whom more is told of than is shown; for
 * programs those that were asked for, as they are or as an object of JSON.
 */
PGresult *
report_query(Session *session, const Report *report, const ReportRequest *request, bool as_json)
{
	Statement	statement = {.session = session};
	PGresult   *result;

	initPQExpBuffer(&statement.sql);
	statement.values = pg_malloc0((report->argument_count + request->condition_count + 1) * sizeof(char *));
	appendPQExpBufferStr(&statement.sql, as_json ? "SELECT row_to_json(o) FROM (SELECT " : "SELECT ");
	for (int i = 0; request->columns != NULL && request->columns[i] != NULL; i++)
	{
		if (i > 0)
			appendPQExpBufferStr(&statement.sql, ", ");
		append_column(&statement, report, request->columns[i]);
	}
	if (request->columns == NULL)
		appendPQExpBufferStr(&statement.sql, "r.*");
	appendPQExpBufferStr(&statement.sql, " FROM ");
	append_source(&statement, report);
	appendPQExpBufferStr(&statement.sql, " AS r");
	append_conditions(&statement, report, request);
	append_order(&statement, report, request);
	if (as_json)
		appendPQExpBufferStr(&statement.sql, ") AS o");
	result = query_rows(session, statement.sql.data, statement.count, statement.values);
	termPQExpBuffer(&statement.sql);
	pg_free(statement.values);
	return result;
}
