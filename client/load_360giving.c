/*-------------------------------------------------------------------------
 *
 * load_360giving.c
 *		caudal load 360giving: grants as funders publish them.
 *
 * The reader of the file checks what a grant says by itself; statements then
 * compare it with the other grants of the file and with what the tracker has.
 * docs/client.md says what becomes of each field.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "load.h"

#include "giving.h"
#include "options.h"
#include "statements.h"

/* what statements put into the table "refused" */
static const char *const reasons[] pg_attribute_unused() =
{
	N_("a second grant of this identifier"),
	N_("an amount awarded is above zero"),
	N_("the amount is out of range"),
	N_("the currency does not have so many decimals"),
	N_("the award has no original amendment that stands"),
	N_("the award is in another currency"),
	N_("the award is cancelled, with another amount"),
	N_("a disbursement is of an amount"),
	N_("a second disbursement of this identifier"),
	N_("another flow has this reference"),
	N_("an identifier has 1 to 200 characters, without blanks at its ends"),
	N_("there is no organization of this identifier"),
	N_("nobody pays itself"),
};

enum
{
	FORMAT = 256
};

const CommandOption load_360giving_options[] = {
	{FORMAT, "format", "json|csv", N_("what the file is (as its first character tells)")},
	LOAD_OPTIONS,
	CSV_OPTIONS,
	{0}
};

typedef enum GivingFormat
{
	GIVING_UNKNOWN,
	GIVING_JSON,
	GIVING_CSV
} GivingFormat;

typedef struct GivingOptions
{
	LoadOptions load;
	GivingFormat format;
} GivingOptions;

/* One file on its way into the staging tables. */
typedef struct GivingLoad
{
	Load	   *load;
	bool		is_json;
	CopySink   *grants;
	CopySink   *parties;
	CopySink   *payments;
	uint64		last_place;
	uint64		only_disbursed;
} GivingLoad;

static void
refuse(void *state, uint64 line, const char *column, const char *value, size_t length, const char *reason)
{
	Load	   *load = ((GivingLoad *) state)->load;

	load_row(load);
	progress_clear(&load->progress);
	reject(&load->rejects, line, column, value, length, reason);
}

static void
stage_party(GivingLoad *giving, uint64 place, const char *organization, const char *name, const char *kind)
{
	char		country[COUNTRY_SIZE];

	country_of_identifier(organization, country);
	sink_number(giving->parties, place);
	sink_text(giving->parties, organization);
	sink_text(giving->parties, name);
	sink_text(giving->parties, country);
	sink_text(giving->parties, kind);
	sink_end_row(giving->parties);
}

static void
sink_day(CopySink *sink, const char *day)
{
	sink_text(sink, day[0] != '\0' ? day : NULL);
}

static void
take(void *state, const GivingGrant *grant)
{
	GivingLoad *giving = state;
	CopySink   *sink = giving->grants;
	char		path[40] = "";

	if (giving->is_json)
		snprintf(path, sizeof(path), "grants/" UINT64_FORMAT "/", grant->place - 1);
	load_row(giving->load);
	giving->last_place = grant->place;
	giving->only_disbursed += grant->only_disbursed;

	sink_number(sink, grant->place);
	sink_number(sink, grant->line);
	sink_text(sink, path);
	sink_text(sink, grant->id);
	sink_text(sink, grant->title);
	sink_text(sink, grant->description);
	sink_text(sink, grant->currency);
	sink_text(sink, grant->amount);
	sink_text(sink, grant->award_date);
	sink_day(sink, grant->first_day);
	sink_day(sink, grant->last_day);
	if (grant->months > 0)
		sink_number(sink, grant->months);
	else
		sink_null(sink);
	sink_text(sink, grant->funder);
	sink_text(sink, grant->recipient);
	sink_text(sink, grant->programme);
	sink_text(sink, grant->programme_name);
	sink_text(sink, grant->is_sponsored ? "t" : "f");
	sink_end_row(sink);

	stage_party(giving, grant->place, grant->funder, grant->funder_name, "foundation");
	stage_party(giving, grant->place, grant->recipient, grant->recipient_name, "community");
	for (int i = 0; i < grant->payment_count; i++)
	{
		const GivingPayment *payment = &grant->payments[i];

		sink = giving->payments;
		sink_number(sink, grant->place);
		sink_number(sink, i);
		sink_text(sink, payment->id);
		sink_text(sink, payment->date);
		sink_day(sink, payment->value_date);
		sink_text(sink, payment->value);
		sink_text(sink, payment->currency);
		sink_text(sink, payment->provider);
		sink_text(sink, payment->recipient);
		sink_text(sink, payment->description);
		sink_end_row(sink);
	}
}

static bool
load_file(Load *load, void *state, char **error)
{
	const GivingOptions *options = state;
	GivingLoad	giving = {.load = load,.is_json = options->format == GIVING_JSON};
	GivingTarget target = {take, refuse, &giving};
	bool		readable;
	char	   *vanished;

	if (options->format == GIVING_UNKNOWN)
	{
		int			first = source_peek(&load->source, error);

		if (first < 0)
			return false;
		giving.is_json = first == '{' || first == '[';
	}
	execute(load->session, sql_giving_staging);
	giving.grants = sink_open(load->session,
							  "pg_temp.giving_grant (place, line, path, award, title, description, currency, amount, awarded_on,"
							  " first_day, last_day, months, funder, recipient, programme, programme_name, is_sponsored)");
	giving.parties = sink_open(load->session, "pg_temp.giving_party (place, organization, name, country, kind)");
	giving.payments = sink_open(load->session,
								"pg_temp.giving_payment (place, number, id, booked_on, value_date, amount, currency, provider, receiver, note)");
	/* several grants may be on one line; of each, one thing is refused */
	load->rejects.by_value = true;

	readable = giving.is_json ? giving_read_json(&load->source, &target, error) :
		giving_read_csv(&load->source, load->options->delimiter, &target, error);
	if (!readable)
		return false;
	sink_close(giving.grants);
	sink_close(giving.parties);
	sink_close(giving.payments);

	load_phase(load, _("storing"));
	load_judge(load, sql_giving_judge);
	execute(load->session, sql_giving_function);
	load->line_of = "SELECT line, path || 'id', award FROM pg_temp.giving_grant WHERE place = $1";
	load_apply(load, "SELECT pg_temp.giving_apply($1, $2)", 1, giving.last_place);
	/* a disbursement that was refused has not vanished */
	vanished = load->rejects.rows == 0 ? query_text(load->session, sql_giving_vanished, 0, NULL) : NULL;
	if (vanished != NULL)
		load_note(load, psprintf(_("disbursements that are not in the file any more, and stay: %s"), vanished));
	if (giving.only_disbursed > 0)
		load_note(load, psprintf(_("not stored: %llu amounts disbursed, whose days are not in the file"),
								 (unsigned long long) giving.only_disbursed));
	return true;
}

ExitStatus
run_load_360giving(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	GivingOptions options = {.format = GIVING_UNKNOWN};
	Session    *session;
	ExitStatus	status;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		if (letter != FORMAT)
			load_option(&options.load, command, letter, optarg);
		else if (strcmp(optarg, "json") == 0)
			options.format = GIVING_JSON;
		else if (strcmp(optarg, "csv") == 0)
			options.format = GIVING_CSV;
		else
			usage_error(command, _("there is no format \"%s\": json and csv are known"), optarg);
	}
	if (optind == argc)
		usage_error(command, _("no file is named"));

	session = session_open(&arguments.common);
	use_schemas(session, true);
	status = load_files(session, &options.load, argc - optind, argv + optind, load_file, &options);
	session_close(session);
	return status;
}
