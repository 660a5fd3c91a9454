/*-------------------------------------------------------------------------
 *
 * init.c
 *		caudal init: the extensions, and a tracker, in a database.
 *
 * What is done is the installation that README.md describes, in one
 * transaction.  What is there already stays as it is, what is older is brought
 * up to date, and each is told; so it may be run at any time.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "session.h"

#include "statements.h"

enum
{
	WITH_TRACKER = 256,
	SCHEMA,
	REPORT_SCHEMA,
	DRY_RUN
};

extern const CommandOption init_options[];

const CommandOption init_options[] = {
	{WITH_TRACKER, "with-tracker", NULL, N_("also create a tracker: tables and reports")},
	{SCHEMA, "schema", N_("SCHEMA"), N_("schema of the extensions (caudal)")},
	{REPORT_SCHEMA, "report-schema", N_("SCHEMA"), N_("schema of the tracker's reports (report)")},
	{DRY_RUN, "dry-run", NULL, N_("do everything, and then undo it")},
	{0}
};

typedef struct Init
{
	Session    *session;
	bool		with_tracker;
	const char *schema;			/* NULL: where it is, or "caudal" */
	const char *report_schema;	/* NULL: where they are, or "report" */
	bool		dry_run;

	char	   *found_schema;	/* that the extension caudal is in */
	PQExpBufferData told;		/* lines to print when all is done */
	int			changes;
} Init;

static void give_up(Init *init, const char *hint, const char *format,...) pg_attribute_printf(3, 4) pg_attribute_noreturn();

/* What was there, or was not done; printed at the end, for until then all may be undone. */
static void
tell(Init *init, const char *line)
{
	appendPQExpBuffer(&init->told, "  %s\n", line);
}

static void
tell_change(Init *init, const char *line)
{
	appendPQExpBuffer(&init->told, "+ %s\n", line);
	init->changes++;
}

/* Format and hint are translated. */
static void
give_up(Init *init, const char *hint, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	pg_log_generic_v(PG_LOG_ERROR, PG_LOG_PRIMARY, format, args);
	va_end(args);
	pg_log_error_detail("Nothing was changed.");
	if (hint != NULL)
		pg_log_error_hint("%s", hint);
	session_close(init->session);
	exit(EXIT_FAILED);
}

static char *
quoted(Init *init, const char *name)
{
	return query_text(init->session, "SELECT quote_ident($1)", 1, &name);
}

/* Runs a statement that the user may have no right to; the hint, translated, is for that case. */
static void
change(Init *init, const char *sql, const char *hint)
{
	PGresult   *result = try_query(init->session, sql, 0, NULL);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	if (state != NULL && strcmp(state, "42501") == 0)
		give_up(init, hint, "%s", PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	/* 58P01, a file that is not there: the module */
	if (state != NULL && strcmp(state, "58P01") == 0)
		give_up(init, _("The server's files of caudal are not complete: install them again."),
				"%s", PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK)
		server_failed(init->session, result);
	PQclear(result);
}

static bool
is_true(Init *init, const char *sql, int count, const char *const *values)
{
	char	   *answer = query_text(init->session, sql, count, values);

	return answer != NULL && strcmp(answer, "t") == 0;
}

static bool
schema_exists(Init *init, const char *schema)
{
	return is_true(init, "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)", 1, &schema);
}

/*
 * Creates an extension, or updates it; the schema is that to create it in.
 * False where it is not there and none is wanted.
 */
static bool
provide_extension(Init *init, const char *name, const char *schema, bool wanted)
{
	PGresult   *found = query(init->session, sql_extension, 1, &name);
	const char *installed = PQgetisnull(found, 0, 0) ? NULL : PQgetvalue(found, 0, 0);
	const char *available = PQgetisnull(found, 0, 1) ? NULL : PQgetvalue(found, 0, 1);
	bool		has_way = strcmp(PQgetvalue(found, 0, 2), "t") == 0;
	const char *place = PQgetvalue(found, 0, 5);

	if (installed == NULL && !wanted)
		return false;
	if (installed == NULL && available == NULL)
		give_up(init, _("They come with caudal's package for the server, or by \"make install\" in its source, on the machine of the server."),
				_("the server has no files of extension %s"), name);
	if (installed == NULL)
	{
		if (!is_true(init, "SELECT has_schema_privilege($1, 'CREATE')", 1, &schema))
			give_up(init, _("Its owner gives the right: GRANT CREATE ON SCHEMA."),
					_("user \"%s\" may not create extension %s in schema \"%s\""), PQuser(init->session->connection), name, schema);
		change(init, psprintf("CREATE EXTENSION %s SCHEMA %s", name, quoted(init, schema)),
			   strcmp(name, "caudal") == 0 ? _("The extension caudal is written in C, and only a superuser creates it: connect as one, with -U.")
			   : _("Creating caudal_tracker needs the right to create in the database and in the schema: its owner gives it."));
		tell_change(init, psprintf(_("extension %s %s: created, in schema \"%s\""), name, available, schema));
		return true;
	}

	if (init->schema != NULL && strcmp(name, "caudal") == 0 && strcmp(place, init->schema) != 0)
		give_up(init, psprintf(_("Leave --schema out, or move it: ALTER EXTENSION caudal SET SCHEMA %s."), quoted(init, init->schema)),
				_("extension caudal is in schema \"%s\" already"), place);
	if (available == NULL)
		tell(init, psprintf(_("extension %s %s: there already, in schema \"%s\"; the server has no files of it any more"), name, installed, place));
	else if (strcmp(installed, available) == 0)
		tell(init, psprintf(_("extension %s %s: there already, in schema \"%s\""), name, installed, place));
	else if (!has_way)
		give_up(init, _("Install the files of the newer version on the server, and run this again."),
				_("extension %s is of version %s, the server has the files of %s, and no way leads from one to the other"), name, installed, available);
	else
	{
		change(init, psprintf("ALTER EXTENSION %s UPDATE", name),
			   _("Only its owner updates an extension, and only a superuser updates caudal: connect as one, with -U."));
		tell_change(init, psprintf(_("extension %s: updated from %s to %s"), name, installed, available));
	}
	return true;
}

static void
provide_caudal(Init *init)
{
	Session    *session = init->session;
	const char *schema = init->schema != NULL ? init->schema : "caudal";

	init->found_schema = query_text(session, "SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
									" WHERE e.extname = 'caudal'", 0, NULL);
	if (init->found_schema == NULL)
	{
		if (schema_exists(init, schema))
			tell(init, psprintf(_("schema \"%s\": there already"), schema));
		else
		{
			change(init, psprintf("CREATE SCHEMA %s", quoted(init, schema)),
				   _("The owner of the database may create schemas, and gives others the right: GRANT CREATE ON DATABASE."));
			tell_change(init, psprintf(_("schema \"%s\": created"), schema));
		}
		init->found_schema = pg_strdup(schema);
	}
	provide_extension(init, "caudal", init->found_schema, true);
}

/* Everybody may use the types and functions, as README.md has it. */
static void
provide_usage(Init *init)
{
	const char *const schema[1] = {init->found_schema};

	if (is_true(init, "SELECT has_schema_privilege('public', $1, 'USAGE')", 1, schema))
		tell(init, psprintf(_("schema \"%s\": USAGE is granted to PUBLIC already"), init->found_schema));
	else if (is_true(init, "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = $1", 1, schema))
	{
		execute(init->session, psprintf("GRANT USAGE ON SCHEMA %s TO PUBLIC", quoted(init, init->found_schema)));
		tell_change(init, psprintf(_("schema \"%s\": USAGE granted to PUBLIC"), init->found_schema));
	}
	else
		tell(init, psprintf(_("schema \"%s\": USAGE is not granted to PUBLIC; whether it is to be is for the schema's owner to say"), init->found_schema));
}

/*
 * The schema comes last on the path of the database, so that a table of the
 * user's wins over one of caudal's.  The path is what sessions of the database
 * have whose role has none of its own, and nothing of it is taken away.  It is
 * the server that reads it and says whether the schema is on it.
 */
static void
provide_search_path(Init *init)
{
	Session    *session = init->session;
	const char *const schema[1] = {init->found_schema};
	const char *const database = PQdb(session->connection);
	char	   *path;
	char	   *named;

	/* the settings of the role and of the environment are the user's, not the database's */
	execute(session, "RESET search_path");
	path = query_text(session, sql_init_search_path, 0, NULL);
	PQclear(query(session, "SELECT set_config('search_path', $1, true)", 1, (const char *const *) &path));
	if (is_true(init, "SELECT $1 = ANY (pg_catalog.current_schemas(false))", 1, schema))
		tell(init, psprintf(_("search_path of database \"%s\": has \"%s\" already: %s"), database, init->found_schema, path));
	else
	{
		path = path[strspn(path, " ")] == '\0' ? quoted(init, init->found_schema) : psprintf("%s, %s", path, quoted(init, init->found_schema));
		named = query_text(session, "SELECT quote_ident(current_database())", 0, NULL);
		if (is_true(init, "SELECT pg_catalog.pg_has_role(datdba, 'USAGE') FROM pg_catalog.pg_database WHERE datname = current_database()", 0, NULL))
		{
			PQclear(query(session, "SELECT pg_catalog.set_config('search_path', $1, true)", 1, (const char *const *) &path));
			execute(session, psprintf("ALTER DATABASE %s SET search_path FROM CURRENT", named));
			tell_change(init, psprintf(_("search_path of database \"%s\", for new sessions: %s"), database, path));
		}
		else
			tell(init, psprintf(_("search_path of database \"%s\": has no \"%s\"; its owner adds it: ALTER DATABASE %s SET search_path = %s"),
				 database, init->found_schema, named, path));
	}
	execute(session, "SET search_path = pg_catalog");
}

static void
create_tracker(Init *init, const char *extension_schema)
{
	Session    *session = init->session;
	const char *const values[2] = {session->common->tracker, init->report_schema != NULL ? init->report_schema : "report"};
	char	   *version;

	if (strcmp(values[0], init->found_schema) == 0)
		give_up(init, _("Name another with --tracker."), _("the extensions and the tables of a tracker need two schemas"));
	if (strcmp(values[1], init->found_schema) == 0)
		give_up(init, _("Name another with --report-schema."), _("the extensions and the reports of a tracker need two schemas"));
	if (schema_exists(init, values[0]))
		give_up(init, _("Name another with --tracker."), _("schema \"%s\" is taken: it is there, and has no tracker"), values[0]);
	if (strcmp(values[0], values[1]) == 0)
		give_up(init, _("Name another with --report-schema."), _("tables and reports of a tracker need two schemas"));
	if (schema_exists(init, values[1]))
		give_up(init, _("Name another with --report-schema."), _("schema \"%s\" is taken: reports need one of their own"), values[1]);
	if (!is_true(init, "SELECT has_database_privilege(current_database(), 'CREATE')", 0, NULL))
		give_up(init, _("The owner of the database may create schemas, and gives others the right: GRANT CREATE ON DATABASE."),
				_("user \"%s\" may not create a tracker in database \"%s\""), PQuser(session->connection), PQdb(session->connection));
	version = query_text(session, psprintf("SELECT %s.install_tracker($1, $2)", extension_schema), 2, values);
	tell_change(init, psprintf(_("tracker: created, version %s, tables in schema \"%s\" and reports in schema \"%s\""), version, values[0], values[1]));
}

/* One that is there; its schema is as SQL writes it. */
static void
upgrade_tracker(Init *init, const char *extension_schema, const char *schema)
{
	Session    *session = init->session;
	const char *const tracker[1] = {session->common->tracker};
	char	   *reports;
	char	   *had;
	char	   *has;

	if (!is_true(init, "SELECT has_table_privilege(format('%I.schema_version', $1::text), 'SELECT')"
				 " AND has_function_privilege(format('%I.report_schema()', $1::text), 'EXECUTE')", 1, tracker))
	{
		tell(init, psprintf(_("tracker in schema \"%s\": there already; its owner sees which version it has"), tracker[0]));
		return;
	}
	reports = query_text(session, psprintf("SELECT n.nspname FROM pg_namespace AS n WHERE n.oid = %s.report_schema()", schema), 0, NULL);
	if (init->report_schema != NULL && reports != NULL && strcmp(init->report_schema, reports) != 0)
		give_up(init, _("Leave --report-schema out, or name another tracker with --tracker."),
				_("the reports of the tracker in schema \"%s\" are in schema \"%s\" already"), tracker[0], reports);
	had = query_text(session, psprintf("SELECT coalesce(max(migration), 0) FROM %s.schema_version", schema), 0, NULL);
	has = query_text(session, psprintf("SELECT %s.tracker_version()", extension_schema), 0, NULL);
	if (strcmp(had, has) == 0)
	{
		tell(init, psprintf(_("tracker in schema \"%s\": there already, version %s, its reports in schema \"%s\""), tracker[0], had, reports));
		return;
	}
	has = query_text(session, psprintf("SELECT %s.upgrade_tracker($1)", extension_schema), 1, tracker);
	tell_change(init, psprintf(_("tracker in schema \"%s\": upgraded from version %s to %s"), tracker[0], had, has));
}

static void
provide_tracker(Init *init)
{
	Session    *session = init->session;
	char	   *extension_schema;
	PGresult   *found;

	if (!provide_extension(init, "caudal_tracker", init->found_schema, init->with_tracker))
		return;
	extension_schema = query_text(session, "SELECT quote_ident(n.nspname) FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
								  " WHERE e.extname = 'caudal_tracker'", 0, NULL);
	found = query(session, sql_tracker, 1, &session->common->tracker);
	if (!PQgetisnull(found, 0, 0) && strcmp(PQgetvalue(found, 0, 1), "t") != 0)
		tell(init, psprintf(_("tracker in schema \"%s\": there already; its owner sees which version it has"), session->common->tracker));
	else if (!PQgetisnull(found, 0, 0))
		upgrade_tracker(init, extension_schema, PQgetvalue(found, 0, 0));
	else if (init->with_tracker)
		create_tracker(init, extension_schema);
	PQclear(found);
}

ExitStatus
run_init(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	Init		init = {0};
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		switch (letter)
		{
			case WITH_TRACKER:
				init.with_tracker = true;
				break;
			case SCHEMA:
				init.schema = schema_argument(command, "--schema", optarg);
				break;
			case REPORT_SCHEMA:
				init.report_schema = schema_argument(command, "--report-schema", optarg);
				break;
			case DRY_RUN:
				init.dry_run = true;
				break;
		}
	}
	if (optind < argc)
		usage_error(command, _("\"%s\" is one argument too many"), argv[optind]);
	if (init.report_schema != NULL && !init.with_tracker)
		usage_error(command, _("--report-schema is for --with-tracker"));

	init.session = session_open(&arguments.common);
	initPQExpBuffer(&init.told);
	/* a second one waits, and then finds what the first has made */
	execute(init.session, "BEGIN; SELECT pg_advisory_xact_lock(hashtext('caudal init'))");
	provide_caudal(&init);
	provide_usage(&init);
	provide_search_path(&init);
	provide_tracker(&init);
	execute(init.session, init.dry_run ? "ROLLBACK" : "COMMIT");

	if (!arguments.common.quiet)
	{
		fputs(init.told.data, stdout);
		if (init.changes == 0)
			printf(_("Nothing had to be changed.\n"));
		else if (init.dry_run)
			printf(_("Nothing was kept, this was a dry run.\n"));
	}
	termPQExpBuffer(&init.told);
	session_close(init.session);
	return EXIT_DONE;
}
