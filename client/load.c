/*-------------------------------------------------------------------------
 *
 * load.c
 *		Loading one file: a transaction, staging tables, refused rows.
 *
 * Each file is one transaction.  Its reader copies what it finds into
 * temporary tables that end with the transaction; statements then judge these
 * rows and apply those that are good.  A file of which a row is refused is not
 * loaded, unless --partial was given; nor is one of which the reader says that
 * it cannot be read on.
 *
 * Two tables of every load:
 *
 *		refused (line, "column", value, reason, detail)
 *			what statements find wrong.  The reason is a message in English,
 *			listed in reasons.c for translation; the detail is appended.
 *		tally (added, changed, unchanged)
 *			what was done with the good rows; several rows are added up.
 *
 * A row that the server itself objects to, for example because of a trigger of
 * the tracker, is found by applying halves of the rows, under savepoints.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "load.h"

/* rows between two looks at the clock */
#define PROGRESS_ROWS	1024
/* lines that one statement applies: between two of them progress is shown */
#define APPLY_LINES		100000
/* rows found one by one, after which the file is given up */
#define HALVINGS_MAX	1000

/* Whether a letter is of these options. */
bool
load_option(LoadOptions *options, const Command *command, int letter, const char *value)
{
	switch (letter)
	{
		case OPTION_PARTIAL:
			options->partial = true;
			return true;
		case OPTION_DRY_RUN:
			options->dry_run = true;
			return true;
		case OPTION_REJECTS:
			options->rejects = value;
			return true;
		case OPTION_ENCODING:
			if (!source_knows_encoding(value))
				usage_error(command, _("there is no encoding \"%s\""), value);
			options->encoding = value;
			return true;
		case OPTION_DELIMITER:
			if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
				options->delimiter = '\t';
			else if (strlen(value) == 1 && strchr("\"\r\n", value[0]) == NULL && (value[0] & 0x80) == 0)
				options->delimiter = value[0];
			else
				usage_error(command, _("\"%s\" is not one character, such as ; or tab"), value);
			return true;
		default:
			return false;
	}
}

void
load_progress(Load *load)
{
	load->progress.done = load->source.done;
	load->progress.rows = load->read;
	end_if_cancelled(load->session);
	progress_show(&load->progress);
}

/* A reader has read one more row. */
void
load_row(Load *load)
{
	load->read++;
	if (load->read % PROGRESS_ROWS == 0)
		load_progress(load);
}

/* What is done after reading, for translation where it is shown. */
void
load_phase(Load *load, const char *phase)
{
	load->progress.phase = phase;
	load->progress.share = -1;
	load->progress.rows = load->read;
}

/* A line for the person who reads the summary; translated. */
void
load_note(Load *load, const char *note)
{
	char	   *before = load->notes;

	load->notes = psprintf("%s  %s\n", before != NULL ? before : "", note);
	pg_free(before);
}

/* Takes what statements found wrong out of the table "refused". */
static void
take_refused(Load *load)
{
	Session    *session = load->session;
	PGresult   *result;

	result = query(session, "SELECT line, \"column\", value, reason, detail FROM refused ORDER BY line, \"column\"", 0, NULL);
	if (PQntuples(result) > 0)
		progress_clear(&load->progress);
	for (int i = 0; i < PQntuples(result); i++)
	{
		const char *column = PQgetisnull(result, i, 1) ? NULL : PQgetvalue(result, i, 1);
		const char *value = PQgetisnull(result, i, 2) ? NULL : PQgetvalue(result, i, 2);
		const char *reason = _(PQgetvalue(result, i, 3));

		if (!PQgetisnull(result, i, 4))
			reason = psprintf("%s: %s", reason, PQgetvalue(result, i, 4));
		reject(&load->rejects, strtoull(PQgetvalue(result, i, 0), NULL, 10), column,
			   value, value != NULL ? PQgetlength(result, i, 2) : 0, reason);
	}
	PQclear(result);
	execute(session, "TRUNCATE refused");
}

/*
 * Statements that judge the staged rows: what they put into "refused" is
 * refused, and they take care that it is not applied later.
 */
void
load_judge(Load *load, const char *statements)
{
	sinks_finish(load->session);
	execute(load->session, statements);
	take_refused(load);
}

/* Whether an error is about data, and other rows may do. */
static bool
is_about_data(const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	/* data exceptions, constraints, what functions and caudal raise, limits of a row */
	return state != NULL && (strncmp(state, "22", 2) == 0 || strncmp(state, "23", 2) == 0 ||
							 strncmp(state, "P0", 2) == 0 || strncmp(state, "CR", 2) == 0 ||
							 strncmp(state, "54", 2) == 0 || strcmp(state, "55000") == 0);
}

static void
refuse_by_server(Load *load, int64 line, const PGresult *result)
{
	const char *column = PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	char	   *reason = pg_strdup(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	char	   *value = NULL;

	if (detail != NULL)
		reason = psprintf("%s (%s)", reason, detail);
	if (load->line_of != NULL)
	{
		char		row[32];
		const char *const values[1] = {row};
		PGresult   *found;

		snprintf(row, sizeof(row), INT64_FORMAT, line);
		found = query(load->session, load->line_of, 1, values);
		line = PQntuples(found) > 0 ? strtoll(PQgetvalue(found, 0, 0), NULL, 10) : 0;
		if (PQntuples(found) > 0 && PQnfields(found) > 2)
		{
			column = pg_strdup(PQgetvalue(found, 0, 1));
			value = pg_strdup(PQgetvalue(found, 0, 2));
		}
		PQclear(found);
	}
	progress_clear(&load->progress);
	reject(&load->rejects, line, column, value, value != NULL ? strlen(value) : 0, reason);
}

static void
apply_between(Load *load, const char *statement, int64 first, int64 last, int *halvings)
{
	char		from[32];
	char		to[32];
	const char *const values[2] = {from, to};
	PGresult   *result;
	bool		ok;

	snprintf(from, sizeof(from), INT64_FORMAT, first);
	snprintf(to, sizeof(to), INT64_FORMAT, last);
	execute(load->session, "SAVEPOINT apply");
	result = try_query(load->session, statement, 2, values);
	ok = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
	if (ok)
		execute(load->session, "RELEASE SAVEPOINT apply");
	else
	{
		if (!is_about_data(result))
			server_failed(load->session, result);
		execute(load->session, "ROLLBACK TO SAVEPOINT apply; RELEASE SAVEPOINT apply");
		if (first == last)
			refuse_by_server(load, first, result);
	}
	PQclear(result);
	if (ok || first == last || ++*halvings > HALVINGS_MAX)
		return;
	apply_between(load, statement, first, first + (last - first) / 2, halvings);
	apply_between(load, statement, first + (last - first) / 2 + 1, last, halvings);
}

/*
 * Applies the staged rows whose lines are from $1 to $2 of the statement, a part
 * at a time, and refuses those that the server objects to.
 */
void
load_apply(Load *load, const char *statement, int64 first, int64 last)
{
	int			halvings = 0;

	sinks_finish(load->session);
	for (int64 from = first; from <= last && halvings <= HALVINGS_MAX; from += APPLY_LINES)
	{
		load->progress.share = (double) (from - first) / (last - first + 1);
		apply_between(load, statement, from, Min(from + APPLY_LINES - 1, last), &halvings);
	}
	if (halvings > HALVINGS_MAX)
		reject(&load->rejects, first, NULL, NULL, 0, _("too many rows are refused; the others were not tried"));
}

static void
begin(Load *load)
{
	execute(load->session,
			"BEGIN;"
			"CREATE TEMPORARY TABLE refused (line bigint, \"column\" text, value text, reason text NOT NULL, detail text) ON COMMIT DROP;"
			"CREATE TEMPORARY TABLE tally (added bigint NOT NULL DEFAULT 0, changed bigint NOT NULL DEFAULT 0,"
			" unchanged bigint NOT NULL DEFAULT 0) ON COMMIT DROP");
}

static void
take_tally(Load *load)
{
	PGresult   *result = query(load->session,
							   "SELECT coalesce(sum(added), 0), coalesce(sum(changed), 0), coalesce(sum(unchanged), 0) FROM tally", 0, NULL);

	load->added = strtoull(PQgetvalue(result, 0, 0), NULL, 10);
	load->changed = strtoull(PQgetvalue(result, 0, 1), NULL, 10);
	load->unchanged = strtoull(PQgetvalue(result, 0, 2), NULL, 10);
	PQclear(result);
}

static void
print_summary(const Load *load, bool is_loaded)
{
	if (load->session->common->quiet)
		return;
	if (is_loaded || load->options->dry_run)
		printf(_("%s: %llu read, %llu added, %llu changed, %llu unchanged, %llu refused"), load->path,
			   (unsigned long long) load->read, (unsigned long long) load->added, (unsigned long long) load->changed,
			   (unsigned long long) load->unchanged, (unsigned long long) load->rejects.rows);
	else
		printf(_("%s: %llu read, %llu refused"), load->path,
			   (unsigned long long) load->read, (unsigned long long) load->rejects.rows);
	if (load->absent > 0)
		printf(_(", %llu without a value"), (unsigned long long) load->absent);
	if (!is_loaded && load->options->dry_run)
		printf(_("; nothing was kept, this was a dry run"));
	else if (!is_loaded)
		printf(_("; nothing was loaded"));
	else if (load->added + load->changed == 0)
		printf(_("; nothing changed"));
	printf("\n%s", load->notes != NULL ? load->notes : "");
	fflush(stdout);
}

static ExitStatus
load_one(Load *load, LoadFile load_file, void *state)
{
	Session    *session = load->session;
	char	   *error = NULL;
	bool		readable;
	bool		keep;

	if (!source_open(&load->source, load->path, load->options->encoding, &error))
	{
		pg_log_error("\"%s\" %s", load->path, error);
		return EXIT_FAILED;
	}
	rejects_init(&load->rejects, load->path, load->options->rejects, session->common->quiet);
	progress_start(&load->progress, load->path, load->source.size, session->common->quiet);
	session->while_waiting = progress_show;
	session->waiting_state = &load->progress;

	begin(load);
	readable = load_file(load, state, &error);
	if (!readable)
		end_if_cancelled(session);
	sinks_finish(session);
	if (readable)
	{
		take_refused(load);
		take_tally(load);
	}
	/* what was refused is on the disk before what was not is in the tables */
	progress_clear(&load->progress);
	rejects_close(&load->rejects);
	keep = readable && !load->options->dry_run && (load->rejects.rows == 0 || load->options->partial);
	execute(session, keep ? "COMMIT" : "ROLLBACK");

	session->while_waiting = NULL;
	progress_clear(&load->progress);
	source_close(&load->source);
	if (!readable)
	{
		pg_log_error("\"%s\" %s", load->path, error);
		pg_log_error_detail("Nothing of it was loaded.");
		return EXIT_FAILED;
	}
	print_summary(load, keep);
	if (load->rejects.rows > 0 && !session->common->quiet)
	{
		printf(_("  refused rows: %s\n"), load->rejects.path);
		if (!keep && !load->options->dry_run)
			printf(_("  --partial loads the others\n"));
		fflush(stdout);
	}
	return load->rejects.rows > 0 ? EXIT_REFUSED : EXIT_DONE;
}

/*
 * Loads each file in a transaction of its own.  One that fails does not keep
 * the next from being loaded; the worst of their states is returned.
 */
ExitStatus
load_files(Session *session, const LoadOptions *options, int count, char **paths, LoadFile load_file, void *state)
{
	ExitStatus	worst = EXIT_DONE;

	if (options->rejects != NULL && count > 1)
	{
		pg_log_error("--rejects names one file, and %d are to be loaded", count);
		return EXIT_USAGE;
	}

	/* staged rows and the hash tables over them; a user who has more keeps it */
	PQclear(query(session,
				  "SELECT set_config(s.name, '64MB', false) FROM (VALUES ('temp_buffers'), ('work_mem')) AS s (name)"
				  " WHERE pg_size_bytes(current_setting(s.name)) < pg_size_bytes('64MB')", 0, NULL));

	for (int i = 0; i < count; i++)
	{
		Load		load = {.session = session, .options = options, .path = paths[i]};
		ExitStatus	status = load_one(&load, load_file, state);

		if (status == EXIT_FAILED || worst == EXIT_DONE)
			worst = status;
	}
	return worst;
}
