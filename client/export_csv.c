/*-------------------------------------------------------------------------
 *
 * export_csv.c
 *		caudal export csv: what the database has, for spreadsheets.
 *
 * The columns of flows and of rates have the names by which "caudal load flows"
 * and "caudal load rates --format plain" read them.  Days are ISO 8601 days,
 * numbers plain decimals.  The server's COPY makes the text, which is passed on
 * as it comes.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "caudal.h"

#include "options.h"
#include "output.h"
#include "session.h"
#include "statements.h"

enum
{
	OUTPUT = 'o',
	WHAT = 256,
	SOURCE
};

const CommandOption export_csv_options[] = {
	{OUTPUT, "output", N_("FILE"), N_("where to write it (standard output)")},
	{WHAT, "what", "flows|awards|organizations|rates", N_("what to write (flows)")},
	{SOURCE, "source", N_("CODE"), N_("only the rates of this source")},
	{0}
};

typedef struct Exported
{
	const char *name;
	const char *statement;
	bool		need_tracker;
} Exported;

static const Exported tables[] = {
	{"flows", sql_export_flows, true},
	{"awards", sql_export_awards, true},
	{"organizations", sql_export_organizations, true},
	{"rates", sql_export_rates, false},
};

static void
copy_out(Session *session, const char *statement, Output *output)
{
	char	   *data;
	int			length;

	PQclear(query(session, psprintf("COPY (%s) TO STDOUT (FORMAT csv, HEADER)", statement), 0, NULL));
	while ((length = PQgetCopyData(session->connection, &data, false)) > 0)
	{
		output_write(output, data, length);
		PQfreemem(data);
		end_if_cancelled(session);
	}
	if (length == -2)
		server_failed(session, NULL);
	finish_copy(session);
}

/* What a sheet of flows cannot say: who reads it knows flows by their references. */
static void
warn_of_flows(Session *session)
{
	PGresult   *counts = query(session, sql_export_flows_unnamed, 0, NULL);

	if (strcmp(PQgetvalue(counts, 0, 0), "0") != 0)
		pg_log_warning("%s flows have no reference, without which \"caudal load flows\" does not read them", PQgetvalue(counts, 0, 0));
	if (strcmp(PQgetvalue(counts, 0, 1), "0") != 0)
		pg_log_warning("%s flows do not say what they take back or are the counterpart of, because that has no reference", PQgetvalue(counts, 0, 1));
	PQclear(counts);
}

ExitStatus
run_export_csv(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	const Exported *exported = &tables[0];
	const char *source[1] = {""};
	const char *path = NULL;
	Output		output;
	Session    *session;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		if (letter == SOURCE)
			source[0] = optarg;
		else if (letter == OUTPUT)
			path = optarg;
		else
		{
			exported = NULL;
			for (int i = 0; i < lengthof(tables); i++)
				if (strcmp(tables[i].name, optarg) == 0)
					exported = &tables[i];
			if (exported == NULL)
				usage_error(command, _("\"%s\" is not exported: flows, awards, organizations and rates are"), optarg);
		}
	}
	if (optind < argc)
		usage_error(command, _("\"%s\" is one argument too many: the file is named by --output"), argv[optind]);
	if (source[0][0] != '\0' && strcmp(exported->name, "rates") != 0)
		usage_error(command, _("--source is for --what rates"));

	session = session_open(&arguments.common);
	use_schemas(session, exported->need_tracker);
	execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off");
	if (strcmp(exported->name, "flows") == 0)
		warn_of_flows(session);
	/* a header alone would look like a source that has no rates */
	if (source[0][0] != '\0' && query_text(session, "SELECT code FROM rate_source WHERE code = $1", 1, source) == NULL)
	{
		pg_log_error("there is no source of rates \"%s\"", source[0]);
		pg_log_error_hint("\"caudal doctor\" lists the sources.");
		session_close(session);
		return EXIT_FAILED;
	}
	/* COPY takes no parameters */
	PQclear(query(session, "SELECT set_config('caudal_client.source', $1, true)", 1, source));
	output_open(&output, path);
	copy_out(session, exported->statement, &output);
	output_finish(&output);
	execute(session, "COMMIT");
	session_close(session);
	return EXIT_DONE;
}
