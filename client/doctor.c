/*-------------------------------------------------------------------------
 *
 * doctor.c
 *		caudal doctor: what is amiss, in plain words.
 *
 * Everything is looked at in one transaction that reads, each thing under a
 * savepoint: what the user may not see is told as such, and the rest is looked
 * at.  The state that the program ends with says whether there is a problem.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

static const char *const mark_names[] = {N_("ok"), N_("note"), N_("problem")};

/* the width of the marks' column, in characters, which are all of one byte */
#define MARK_WIDTH	8

/* With --quiet what is a problem is still told. */
static bool
is_told(const Doctor *doctor, Mark mark)
{
	return mark == MARK_PROBLEM || !doctor->session->common->quiet;
}

void
tell_finding(Doctor *doctor, Mark mark, const char *line)
{
	doctor->notes += mark == MARK_NOTE;
	doctor->problems += mark == MARK_PROBLEM;
	if (!is_told(doctor, mark))
		return;
	printf("%-*s %s\n", MARK_WIDTH, _(mark_names[mark]), line);
	/* what takes time comes last, and the rest is read meanwhile */
	fflush(stdout);
}

/* What to do about the finding before, which had the same mark. */
void
tell_remedy(Doctor *doctor, Mark mark, const char *line)
{
	if (is_told(doctor, mark))
		printf("%*s %s\n", MARK_WIDTH, "", line);
	fflush(stdout);
}

PGresult *
examine(Doctor *doctor, const char *what, const char *sql, int count, const char *const *values)
{
	Session    *session = doctor->session;
	PGresult   *result;
	const char *state;

	execute(session, "SAVEPOINT examine");
	result = try_query(session, sql, count, values);
	if (PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK)
	{
		execute(session, "RELEASE SAVEPOINT examine");
		return result;
	}
	end_if_cancelled(session);
	if (PQstatus(session->connection) != CONNECTION_OK || PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) == NULL)
		server_failed(session, result);
	/* 57014 is the time that it may take, or that the user sets; 55P03 that to wait for a lock */
	state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (state != NULL && (strcmp(state, "57014") == 0 || strcmp(state, "55P03") == 0))
		tell_finding(doctor, MARK_NOTE, psprintf(_("%s: took too long, and was given up"), what));
	else
		tell_finding(doctor, MARK_NOTE, psprintf(_("%s: cannot be seen (%s)"), what, PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)));
	PQclear(result);
	execute(session, "ROLLBACK TO SAVEPOINT examine; RELEASE SAVEPOINT examine");
	return NULL;
}

/* NULL for NULL */
const char *
field(const PGresult *result, int row, int column)
{
	return PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}

bool
field_is_true(const PGresult *result, int row, int column)
{
	return strcmp(PQgetvalue(result, row, column), "t") == 0;
}

int
field_number(const PGresult *result, int row, int column)
{
	return atoi(PQgetvalue(result, row, column));
}

ExitStatus
run_doctor(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	Doctor		doctor = {0};

	arguments_init(&arguments, command, argc, argv);
	while (next_option(&arguments) != -1)
		;
	if (optind < argc)
		usage_error(command, _("\"%s\" is one argument too many"), argv[optind]);

	doctor.session = session_open(&arguments.common);
	/* plans that are run once are not worth compiling, and a locked table is not waited for long */
	execute(doctor.session, "BEGIN READ ONLY; SET LOCAL jit = off; SET LOCAL lock_timeout = '2s'");
	examine_connection(&doctor);
	examine_extensions(&doctor);
	if (doctor.caudal != NULL)
	{
		examine_search_path(&doctor);
		examine_settings(&doctor);
		examine_sources(&doctor);
	}
	if (doctor.tracker != NULL)
	{
		examine_row_security(&doctor);
		examine_currencies(&doctor);
		examine_closings(&doctor);
		examine_findings(&doctor);
	}
	execute(doctor.session, "ROLLBACK");
	session_close(doctor.session);

	if (!arguments.common.quiet)
	{
		if (doctor.problems == 0)
			printf(_("No problem was found.\n"));
		else
			printf(ngettext("%d problem was found.\n", "%d problems were found.\n", doctor.problems), doctor.problems);
	}
	return doctor.problems > 0 ? EXIT_FAILED : EXIT_DONE;
}
