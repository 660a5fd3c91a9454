/*-------------------------------------------------------------------------
 *
 * session.c
 *		The connection, and waiting for the server.
 *
 * The connection is that of every libpq program: options, a connection string
 * or service, the environment, .pgpass.
 *
 * Queries are sent and then waited for, so that progress can be shown and an
 * interrupt is heeded meanwhile: the handler of SIGINT asks the server to
 * cancel what it does, the query then fails, and the program ends.  Whatever
 * was not committed is undone by the server, also when the program is killed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "session.h"

#include <poll.h>

#include "common/string.h"
#include "fe_utils/cancel.h"
#include "fe_utils/string_utils.h"

/* the pause between two looks at the clock, in milliseconds */
#define WAITING_STEP	200

/* SQLSTATEs */
#define UNTRANSLATABLE_CHARACTER	"22P05"
#define READ_ONLY_SQL_TRANSACTION	"25006"

/* Notices are for the person at the terminal; the server's "skipping" is not. */
static void
print_notice(void *state, const PGresult *result)
{
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);

	if (severity != NULL && strcmp(severity, "WARNING") == 0)
		pg_log_warning("%s", PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
}

/* Connects, or ends the program. */
Session *
session_open(const CommonOptions *common)
{
	Session    *session = pg_malloc0(sizeof(Session));
	char	   *password = NULL;

	if (common->force_prompt)
		password = simple_prompt(_("Password: "), false);
	for (;;)
	{
		const char *keywords[] = {"dbname", "host", "port", "user", "password",
			"fallback_application_name", "client_encoding", NULL};
		const char *values[] = {common->dbname, common->host, common->port, common->user, password,
			"caudal", "UTF8", NULL};

		session->connection = PQconnectdbParams(keywords, values, true);
		if (session->connection == NULL)
		{
			pg_log_error("out of memory");
			exit(EXIT_FAILED);
		}
		if (PQstatus(session->connection) == CONNECTION_OK)
			break;
		if (PQconnectionNeedsPassword(session->connection) && password == NULL && !common->never_prompt)
		{
			PQfinish(session->connection);
			password = simple_prompt(_("Password: "), false);
			continue;
		}
		pg_log_error("%s", PQerrorMessage(session->connection));
		exit(EXIT_NO_CONNECTION);
	}
	free(password);
	session->common = common;
	PQsetNoticeReceiver(session->connection, print_notice, NULL);
	setup_cancel_handler(NULL);
	SetCancelConn(session->connection);
	/* what is read and written does not depend on the user's settings; 01/06/2024 is no day, whatever they say */
	execute(session, "SET datestyle = ISO, YMD; SET intervalstyle = postgres; SET standard_conforming_strings = on; SET search_path = pg_catalog");
	/* who is killed leaves no statement behind that goes on with its locks; not every system can look */
	PQclear(try_query(session, "SET client_connection_check_interval = '2s'", 0, NULL));
	return session;
}

void
session_close(Session *session)
{
	ResetCancelConn();
	PQfinish(session->connection);
	pg_free(session);
}

/* Ends the program if the user asked for it; the server undoes what was begun. */
void
end_if_cancelled(Session *session)
{
	if (!CancelRequested)
		return;
	pg_log_error("cancelled; the database is as it was");
	PQfinish(session->connection);
	exit(EXIT_CANCELLED);
}

/*
 * The server says which of its statements it would not run, but not why.  False
 * where it is the transaction that is read-only, as that of a report.
 */
static bool
say_read_only(Session *session)
{
	const char *standby = PQparameterStatus(session->connection, "in_hot_standby");
	const char *setting = PQparameterStatus(session->connection, "default_transaction_read_only");

	if (standby != NULL && strcmp(standby, "on") == 0)
	{
		pg_log_error("the server is a standby, which is only read, and this command has to write");
		pg_log_error_hint("Connect to the primary server.");
	}
	else if (setting != NULL && strcmp(setting, "on") == 0)
	{
		pg_log_error("the session is read-only, and this command has to write");
		pg_log_error_hint("The setting default_transaction_read_only is on; for one run"
						  " PGOPTIONS='-c default_transaction_read_only=off' turns it off.");
	}
	else
		return false;
	return true;
}

/* Says what the server complained of, and ends the program. */
void
server_failed(Session *session, const PGresult *result)
{
	server_failed_hint(session, result, NULL);
}

/* The same with a hint of our own, which stands for that of the server. */
void
server_failed_hint(Session *session, const PGresult *result, const char *own_hint)
{
	const char *message = result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *detail = result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) : NULL;
	const char *hint = result != NULL ? PQresultErrorField(result, PG_DIAG_MESSAGE_HINT) : NULL;
	const char *sqlstate = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	bool		lost = PQstatus(session->connection) != CONNECTION_OK;

	end_if_cancelled(session);
	if (sqlstate != NULL && strcmp(sqlstate, READ_ONLY_SQL_TRANSACTION) == 0 && say_read_only(session))
		hint = detail = NULL;
	else if (message != NULL)
		pg_log_error("%s", message);
	else
		pg_log_error("%s", PQerrorMessage(session->connection));
	if (detail != NULL)
		pg_log_error_detail("%s", detail);
	if (own_hint != NULL || hint != NULL)
		pg_log_error_hint("%s", own_hint != NULL ? own_hint : hint);
	else if (sqlstate != NULL && strcmp(sqlstate, UNTRANSLATABLE_CHARACTER) == 0)
		pg_log_error_hint("The database is in %s. One in UTF8 takes every character.",
						  PQparameterStatus(session->connection, "server_encoding"));
	PQfinish(session->connection);
	exit(lost ? EXIT_NO_CONNECTION : EXIT_FAILED);
}

/* The next result of what was sent; NULL after the last. */
PGresult *
next_result(Session *session)
{
	PGconn	   *connection = session->connection;

	for (;;)
	{
		struct pollfd waiting = {PQsocket(connection), POLLIN, 0};

		if (!PQisBusy(connection))
			return PQgetResult(connection);
		if (session->while_waiting != NULL)
			session->while_waiting(session->waiting_state);
		if (waiting.fd < 0 || (poll(&waiting, 1, WAITING_STEP) > 0 && !PQconsumeInput(connection)))
			return PQgetResult(connection);
	}
}

/* What the server says of a COPY whose rows are all through; an error ends the program. */
void
finish_copy(Session *session)
{
	PGresult   *result;

	while ((result = next_result(session)) != NULL)
	{
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			server_failed(session, result);
		PQclear(result);
	}
}

/*
 * Sends one statement with parameters, or several without, and returns the last
 * result, which may be an error.
 */
PGresult *
try_query(Session *session, const char *sql, int count, const char *const *values)
{
	PGresult   *last = NULL;
	PGresult   *result;
	int			sent;

	end_if_cancelled(session);
	if (count > 0)
		sent = PQsendQueryParams(session->connection, sql, count, NULL, values, NULL, NULL, 0);
	else
		sent = PQsendQuery(session->connection, sql);
	if (!sent)
		server_failed(session, NULL);
	while ((result = next_result(session)) != NULL)
	{
		ExecStatusType status = PQresultStatus(result);

		PQclear(last);
		last = result;
		if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || PQstatus(session->connection) == CONNECTION_BAD)
			break;
	}
	if (last == NULL)
		server_failed(session, NULL);
	return last;
}

/* The same; an error ends the program. */
PGresult *
query(Session *session, const char *sql, int count, const char *const *values)
{
	PGresult   *result = try_query(session, sql, count, values);

	switch (PQresultStatus(result))
	{
		case PGRES_COMMAND_OK:
		case PGRES_TUPLES_OK:
		case PGRES_COPY_IN:
		case PGRES_COPY_OUT:
		case PGRES_EMPTY_QUERY:
			return result;
		default:
			server_failed(session, result);
	}
}

void
execute(Session *session, const char *sql)
{
	PQclear(query(session, sql, 0, NULL));
}

/* The first column of the first row; NULL where there is none. */
char *
query_text(Session *session, const char *sql, int count, const char *const *values)
{
	PGresult   *result = query(session, sql, count, values);
	char	   *text = NULL;

	if (PQntuples(result) > 0 && !PQgetisnull(result, 0, 0))
		text = pg_strdup(PQgetvalue(result, 0, 0));
	PQclear(result);
	return text;
}

/*
 * Names without a schema are then those of our temporary tables, which no other
 * session can make, of the tracker, its reports and caudal, and never those of
 * the user's own schemas.
 */
void
use_schemas(Session *session, bool need_tracker)
{
	const char *tracker[1] = {session->common->tracker};
	char	   *caudal = query_text(session,
									"SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
									" WHERE e.extname = 'caudal'", 0, NULL);
	char	   *schemas = NULL;

	if (caudal == NULL)
	{
		pg_log_error("database \"%s\" has no extension caudal", PQdb(session->connection));
		pg_log_error_hint("Run \"caudal init\" first.");
		PQfinish(session->connection);
		exit(EXIT_FAILED);
	}
	if (need_tracker)
	{
		schemas = query_text(session,
							 "SELECT format('SELECT quote_ident(%L) || '', '' || %I.report_schema()::text', n.nspname, n.nspname)"
							 " FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"
							 " WHERE p.proname = 'report_schema' AND p.pronargs = 0 AND n.nspname = $1", 1, tracker);
		if (schemas == NULL)
		{
			pg_log_error("database \"%s\" has no tracker in schema \"%s\"", PQdb(session->connection), tracker[0]);
			pg_log_error_hint("Run \"caudal init --with-tracker\" first, or name its schema with --tracker.");
			PQfinish(session->connection);
			exit(EXIT_FAILED);
		}
		schemas = query_text(session, schemas, 0, NULL);
	}
	execute(session, psprintf("SET search_path = pg_temp, pg_catalog, %s%s%s",
							  schemas != NULL ? schemas : "", schemas != NULL ? ", " : "", caudal));
}
