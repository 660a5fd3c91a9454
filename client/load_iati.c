/*-------------------------------------------------------------------------
 *
 * load_iati.c
 *		caudal load iati: activities of the International Aid Transparency
 *		Initiative, versions 2.03 and 1.0x.
 *
 * iati_reader.c makes rows of the file, which go into staging tables as they
 * come.  What depends on another row, such as the organization that a name is
 * of, is found out for all rows at once when they are all there.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "load.h"

#include "iati_reader.h"
#include "options.h"
#include "statements.h"

#define READ_SIZE	(64 * 1024)

/* which line a row of the file is on, for what the server objects to */
#define LINE_OF_BUDGET	"SELECT file_line FROM staged_line WHERE place = $1"
#define LINE_OF_FLOW	"SELECT line FROM staged_state WHERE row = $1"

const CommandOption load_iati_options[] = {
	LOAD_OPTIONS,
	{0}
};

/* what the statements in sql/iati_*.sql refuse for */
static const char *const reasons[] pg_attribute_unused() = {
	N_("a second activity with one identifier"),
	N_("neither a start nor a transaction says when it begins"),
	N_("the activity ends before it starts"),
	N_("several organizations have this name"),
	N_("a second original budget for one period"),
	N_("a second revised budget for one period"),
	N_("a revision is in another currency than its original"),
	N_("the award has lines of its own for these days, which add up to another amount"),
	N_("its days are in another budget of the activity, too"),
	N_("provider and receiver are one organization"),
	N_("this reference is of a flow of another award"),
	N_("its days are in another period of the indicator, too"),
};

typedef struct Staging
{
	Load	   *load;
	CopySink   *sinks[IATI_TABLES];
} Staging;

/* Records that are counted: those that a person would call one. */
static bool
is_record(IatiTable table)
{
	return table == IATI_ACTIVITY || table == IATI_TRANSACTION || table == IATI_BUDGET || table == IATI_PLAN || table == IATI_INDICATOR;
}

static void
stage_row(void *state, IatiTable table, const char *const *values, int count)
{
	Staging    *staging = state;
	CopySink   *sink = staging->sinks[table];

	for (int i = 0; i < count; i++)
		sink_text(sink, values[i]);
	sink_end_row(sink);
	if (is_record(table))
		load_row(staging->load);
}

static void
refuse_row(void *state, uint64 line, const char *column, const char *value, const char *reason)
{
	Staging    *staging = state;

	progress_clear(&staging->load->progress);
	reject(&staging->load->rejects, line, column, value, value != NULL ? strlen(value) : 0, reason);
}

/* Reads the whole file into the staging tables; what has no place is noted. */
static bool
stage_file(Load *load, char **error)
{
	Staging		staging = {.load = load};
	IatiSink	sink = {stage_row, refuse_row, &staging};
	IatiReader *reader = iati_open(&sink);
	char	   *buffer = pg_malloc(READ_SIZE);
	size_t		used = 0;
	bool		ok = true;
	char	   *left_out;

	execute(load->session, sql_iati_staging);
	for (int i = 0; i < IATI_TABLES; i++)
		staging.sinks[i] = sink_open(load->session, iati_targets[i]);
	for (;;)
	{
		ssize_t		got = source_read(&load->source, buffer + used, READ_SIZE - used, error);

		if (got < 0)
		{
			ok = false;
			break;
		}
		used += got;
		/* the first bytes say what encoding it is in, and a pipe may give one */
		if (got > 0 && used < 4)
			continue;
		if (used > 0 && !(ok = iati_feed(reader, buffer, used, load->source.converter != NULL, error)))
			break;
		if (got == 0)
			break;
		used = 0;
		load_progress(load);
	}
	if (ok)
		ok = iati_finish(reader, error);
	if (ok)
		for (int i = 0; i < IATI_TABLES; i++)
			sink_close(staging.sinks[i]);
	left_out = iati_left_out(reader);
	if (ok && left_out != NULL)
		load_note(load, psprintf(_("without a place in the tracker: %s"), left_out));
	iati_close(reader);
	pg_free(buffer);
	return ok;
}

static int64
query_number(Session *session, const char *sql)
{
	char	   *text = query_text(session, sql, 0, NULL);
	int64		number = text != NULL ? strtoll(text, NULL, 10) : 0;

	pg_free(text);
	return number;
}

/*
 * Who is named, and who of them is new.  References first: a name may be that of
 * one who is new by a reference.
 */
static void
find_organizations(Session *session)
{
	static const char *const by_name[] = {"false", "true"};

	execute(session, sql_iati_organizations);
	for (int i = 0; i < lengthof(by_name); i++)
	{
		PQclear(query(session, sql_iati_organizations_find, 1, &by_name[i]));
		PQclear(query(session, sql_iati_organizations_add, 1, &by_name[i]));
	}
	execute(session, sql_iati_organizations_describe);
}

static bool
load_iati_file(Load *load, void *state, char **error)
{
	Session    *session = load->session;
	int64		last;
	int64		vanished;

	load->rejects.by_value = true;
	if (!stage_file(load, error))
		return false;

	load_phase(load, _("storing"));
	load_judge(load, sql_iati_judge);
	execute(session, sql_iati_orphans);
	find_organizations(session);
	load_judge(load, sql_iati_parties);
	execute(session, sql_iati_orphans);
	load_judge(load, sql_iati_budgets_judge);
	load_judge(load, sql_iati_flows_judge);
	load_judge(load, sql_iati_results_judge);

	/* of a file that is not kept nothing need be stored */
	if (load->rejects.rows > 0 && !load->options->partial && !load->options->dry_run)
		return true;
	/* statements after this take nothing away for want of a record that was refused */
	execute(session, psprintf("CREATE TEMPORARY TABLE staged_guard ON COMMIT DROP AS SELECT %s AS is_incomplete",
							  load->rejects.rows > 0 ? "true" : "false"));
	execute(session, sql_iati_awards);
	/* a record that was refused has not vanished */
	if (load->rejects.rows == 0)
		execute(session, sql_iati_budgets_vanished);
	last = query_number(session, "SELECT max(place) FROM staged_line");
	load->line_of = LINE_OF_BUDGET;
	load_apply(load, sql_iati_budgets, 1, last);
	execute(session, sql_iati_tranches);
	if (load->rejects.rows == 0)
		execute(session, sql_iati_tranches_vanished);
	execute(session, sql_iati_amendments);
	execute(session, sql_iati_flows_compare);
	last = query_number(session, "SELECT max(row) FROM staged_state");
	load->line_of = LINE_OF_FLOW;
	if (query_number(session, "SELECT count(*) FROM staged_state WHERE state > 1") > 0)
	{
		load_apply(load, sql_iati_flows_correct, 1, last);
		load_apply(load, sql_iati_flows_replace, 1, last);
	}
	load_apply(load, sql_iati_flows_add, 1, last);
	execute(session, sql_iati_results);
	if (load->rejects.rows == 0)
		execute(session, sql_iati_results_vanished);
	execute(session, sql_iati_chain);
	execute(session,
			"INSERT INTO tally (added, changed, unchanged)"
			" SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE is_changed), count(*) FILTER (WHERE NOT is_new AND NOT is_changed)"
			" FROM staged_activity");

	vanished = query_number(session, sql_iati_summary);
	if (vanished > 0 && load->rejects.rows == 0)
		load_note(load, psprintf(_("transactions that are not in the file any more, and stay: %lld"), (long long) vanished));
	return true;
}

ExitStatus
run_load_iati(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	LoadOptions options = {0};
	Session    *session;
	ExitStatus	status;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
		load_option(&options, command, letter, optarg);
	if (optind == argc)
		usage_error(command, _("no file is named"));

	session = session_open(&arguments.common);
	use_schemas(session, true);
	status = load_files(session, &options, argc - optind, argv + optind, load_iati_file, NULL);
	session_close(session);
	return status;
}
