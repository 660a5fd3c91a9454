/*-------------------------------------------------------------------------
 *
 * export_360giving.c
 *		caudal export 360giving: grants in the 360Giving Data Standard.
 *
 * The server makes the text of each grant; rows come through a cursor, so that
 * what is exported need not fit into memory.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "cursor.h"
#include "giving.h"
#include "options.h"
#include "output.h"
#include "rejects.h"
#include "statements.h"

enum
{
	OUTPUT = 'o',
	FORMAT = 256,
	FUNDER
};

const CommandOption export_360giving_options[] = {
	{OUTPUT, "output", N_("FILE"), N_("where to write it (standard output)")},
	{FORMAT, "format", "json|csv", N_("a package in JSON, or a flat sheet (json)")},
	{FUNDER, "funder", N_("ORGANIZATION"), N_("only the grants of this funder")},
	{0}
};

/* the columns of a sheet, as sql/giving_exported_csv.sql has them */
static const GivingField columns[] = {
	GIVING_ID, GIVING_TITLE, GIVING_DESCRIPTION, GIVING_CURRENCY, GIVING_AMOUNT, GIVING_DISBURSED, GIVING_AWARD_DATE,
	GIVING_START, GIVING_END, GIVING_RECIPIENT, GIVING_RECIPIENT_NAME, GIVING_FUNDER, GIVING_FUNDER_NAME,
	GIVING_PROGRAMME, GIVING_PROGRAMME_TITLE, GIVING_REGRANT
};

static void
write_text(Output *output, const char *text)
{
	output_write(output, text, strlen(text));
}

/* One grant on each line, so that two exports can be compared. */
static uint64
write_package(Output *output, Session *session, Cursor *grants)
{
	uint64		count = 0;

	write_text(output, "{\"grants\": [");
	for (; cursor_row(grants); cursor_next(grants))
	{
		end_if_cancelled(session);
		write_text(output, count++ > 0 ? ",\n" : "\n");
		write_text(output, cursor_value(grants, 0));
	}
	write_text(output, "\n]}\n");
	return count;
}

static void
write_cell(Output *output, int column, const char *text)
{
	if (column > 0)
		write_text(output, ",");
	csv_print(output->file, text, text != NULL ? strlen(text) : 0);
}

static uint64
write_sheet(Output *output, Session *session, Cursor *grants)
{
	uint64		count = 0;

	for (int i = 0; i < lengthof(columns); i++)
		write_cell(output, i, giving_names[columns[i]].title);
	write_text(output, "\n");
	for (; cursor_row(grants); cursor_next(grants))
	{
		end_if_cancelled(session);
		for (int i = 0; i < lengthof(columns); i++)
			write_cell(output, i, cursor_value(grants, i));
		write_text(output, "\n");
		count++;
	}
	return count;
}

/* Says what the file is without; false where there is no grant for it. */
static bool
count_grants(Session *session, const char *const *funder, bool is_json)
{
	PGresult   *counts = query(session, psprintf("%s%s", sql_giving_exported, sql_giving_exported_count), 1, funder);
	uint64		grants = strtoull(PQgetvalue(counts, 0, 0), NULL, 10);
	const char *left_out = PQgetvalue(counts, 0, 1);
	const char *payments = PQgetvalue(counts, 0, 2);

	if (strcmp(left_out, "0") != 0)
		pg_log_warning("%s awards are left out: they have no amount, or several currencies, which a grant of the standard has not", left_out);
	if (!is_json && strcmp(payments, "0") != 0 && !session->common->quiet)
		pg_log_info("a flat sheet has no place for the %s disbursements, of which it has the sums", payments);
	PQclear(counts);
	return grants > 0;
}

ExitStatus
run_export_360giving(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	const char *path = NULL;
	const char *funder[1] = {NULL};
	bool		is_json = true;
	Output		output;
	Session    *session;
	Cursor	   *grants;
	uint64		count;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		switch (letter)
		{
			case OUTPUT:
				path = optarg;
				break;
			case FUNDER:
				funder[0] = optarg;
				break;
			case FORMAT:
				if (strcmp(optarg, "json") != 0 && strcmp(optarg, "csv") != 0)
					usage_error(command, _("there is no format \"%s\": json and csv are known"), optarg);
				is_json = strcmp(optarg, "json") == 0;
				break;
		}
	}
	if (optind < argc)
		usage_error(command, _("\"%s\" is one argument too many: the file is named by --output"), argv[optind]);

	session = session_open(&arguments.common);
	use_schemas(session, true);
	execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off");
	if (!count_grants(session, funder, is_json))
	{
		/* a package has at least one grant */
		pg_log_error("there is no grant to export");
		session_close(session);
		return EXIT_FAILED;
	}
	grants = cursor_open(session, "grants",
						 psprintf("%s%s", sql_giving_exported, is_json ? sql_giving_exported_json : sql_giving_exported_csv), 1, funder);
	output_open(&output, path);
	count = is_json ? write_package(&output, session, grants) : write_sheet(&output, session, grants);
	output_finish(&output);
	cursor_close(grants);
	execute(session, "COMMIT");
	session_close(session);
	if (path != NULL && strcmp(path, "-") != 0 && !arguments.common.quiet)
		printf(_("%s: %llu grants\n"), path, (unsigned long long) count);
	return EXIT_DONE;
}
