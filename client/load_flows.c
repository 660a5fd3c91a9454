/*-------------------------------------------------------------------------
 *
 * load_flows.c
 *		caudal load flows: a plain sheet of money that moved or was promised.
 *
 * Every column that is named like a field, or is mapped to one, is read; others
 * are not, and are named.  Dates and amounts are read here, by the rules of the
 * locale, so that what is wrong with a cell is known with its line; who and what
 * a row refers to is found in the database, for all rows at once.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "load.h"

#include "csv_reader.h"
#include "flow_row.h"
#include "options.h"
#include "statements.h"

/* What sql/flows_judge.sql and sql/flows_links.sql say, for translation. */
static const char *const reasons[] pg_attribute_unused() =
{
	N_("a flow has a reference, by which it is found again"),
	N_("a reference has at most 200 characters"),
	N_("this reference is on an earlier line of the file"),
	N_("a flow has a type"),
	N_("the type is a transaction type of IATI, 1 to 13"),
	N_("a flow has a date"),
	N_("a flow has an amount"),
	N_("a flow is of an amount that is not zero"),
	N_("a pledge is not negative"),
	N_("there is no such award"),
	N_("there is no organization of this identifier, name or alias"),
	N_("several organizations have this name"),
	N_("a flow without an award says who pays"),
	N_("a flow without an award says who receives"),
	N_("nobody pays itself"),
	N_("the award has no such budget line"),
	N_("the award has no such tranche"),
	N_("a rate is above zero"),
	N_("an agreed rate and its currency go together"),
	N_("a rate is between two currencies"),
	N_("a flow has an agreed rate or a counter-amount, not both"),
	N_("a counter-amount is in another currency"),
	N_("a counter-amount has the sign of the amount"),
	N_("only the record of an incoming flow has a counterpart"),
	N_("the award never had this currency, and there is no currency_reason"),
	N_("the period was closed when the flow was not there; it can be known since a later day"),
	N_("there is no flow of this reference"),
};

enum
{
	MAP = 256,
	WITH,
	LOCALE,
	DATE_ORDER
};

const CommandOption load_flows_options[] = {
	{MAP, "map", N_("COLUMN=FIELD"), N_("which column of the file is which field; again for each")},
	{WITH, "with", N_("FIELD=VALUE"), N_("a field that is the same in every row, as currency=MXN")},
	{LOCALE, "locale", N_("LOCALE"), N_("how numbers and dates are written, as es-MX")},
	{DATE_ORDER, "date-order", "ymd|dmy|mdy", N_("order in dates (that of the locale)")},
	LOAD_OPTIONS,
	CSV_OPTIONS,
	{0}
};

typedef struct FlowOptions
{
	LoadOptions load;
	FlowReader	reader;
	char	  **maps;			/* column and field alternate */
	int			map_count;
} FlowOptions;

/* A text of "name=value", cut in two at that sign. */
static bool
cut(char *text, char *sign, char **name, char **value)
{
	if (sign == NULL || sign == text || sign[1] == '\0')
		return false;
	*sign = '\0';
	*name = text;
	*value = sign + 1;
	return true;
}

static bool
is_read(const FlowReader *flows, int column)
{
	for (int field = 0; field < FLOW_FIELDS; field++)
		if (flows->column[field] == column)
			return true;
	return false;
}

/* The names of all columns, or of those that are not read. */
static char *
column_list(const FlowReader *flows, bool all)
{
	PQExpBufferData list;
	char	   *text;

	initPQExpBuffer(&list);
	for (int c = 0; c < flows->column_count; c++)
		if (all || !is_read(flows, c))
			appendPQExpBuffer(&list, "%s\"%s\"", list.len > 0 ? ", " : "",
							  printable(flows->column_names[c], strlen(flows->column_names[c])));
	text = pg_strdup(list.data);
	termPQExpBuffer(&list);
	return text;
}

/* The column of this name; -1 where there is none, or are two, which is an error. */
static int
find_column(const FlowReader *flows, const char *name, char **error)
{
	int			found = -1;

	for (int c = 0; c < flows->column_count; c++)
	{
		if (pg_strcasecmp(flows->column_names[c], name) != 0)
			continue;
		if (found >= 0)
		{
			*error = psprintf(_("has two columns \"%s\""), name);
			return -1;
		}
		found = c;
	}
	if (found < 0)
		*error = psprintf(_("has no column \"%s\"; its first line has: %s"), name, column_list(flows, true));
	return found;
}

/* Which column each field is in; what is wrong with the header is an error. */
static bool
map_columns(FlowOptions *options, const CsvReader *reader, char **error)
{
	FlowReader *flows = &options->reader;
	int			count = csv_count(reader);
	bool		is_mapped[FLOW_FIELDS] = {false};

	flows->column_count = count;
	flows->column_names = pg_malloc0(count * sizeof(char *));
	for (int field = 0; field < FLOW_FIELDS; field++)
		flows->column[field] = -1;
	for (int i = 0; i < count; i++)
	{
		if (!is_text(csv_field(reader, i).text, csv_field(reader, i).length))
		{
			*error = psprintf(_("has a name of a column that is not UTF-8, on line %llu; --encoding names the encoding of the file"),
							  (unsigned long long) csv_line(reader));
			return false;
		}
		flows->column_names[i] = pg_strdup(csv_field(reader, i).text);
	}

	for (int i = 0; i < options->map_count; i++)
	{
		int			field = flow_field(options->maps[2 * i + 1]);
		int			found = find_column(flows, options->maps[2 * i], error);

		if (found < 0)
			return false;
		if (flows->column[field] >= 0)
		{
			*error = psprintf(_("has two columns that are to be the field \"%s\""), flow_field_name(field));
			return false;
		}
		flows->column[field] = found;
		is_mapped[field] = true;
	}
	for (int c = 0; c < count; c++)
	{
		int			field = flow_field(flows->column_names[c]);

		/* what --map and --with say goes before names */
		if (field < 0 || is_mapped[field] || flows->constant[field] != NULL || is_read(flows, c))
			continue;
		if (flows->column[field] >= 0)
		{
			*error = psprintf(_("has two columns that are to be the field \"%s\""), flow_field_name(field));
			return false;
		}
		flows->column[field] = c;
	}
	for (int i = 0; i < 2; i++)
	{
		FlowField	of = i == 0 ? FIELD_AGREED_RATE : FIELD_COUNTER_AMOUNT;

		/* the currency is the field after it */
		if ((flows->column[of + 1] >= 0 || flows->constant[of + 1] != NULL) && flows->column[of] < 0 && flows->constant[of] == NULL)
		{
			*error = psprintf(_("has the field \"%s\" without \"%s\""), flow_field_name(of + 1), flow_field_name(of));
			return false;
		}
	}
	for (int field = 0; field < FLOW_FIELDS; field++)
	{
		if (flow_field_is_needed(field) && flows->column[field] < 0 && flows->constant[field] == NULL)
		{
			*error = psprintf(_("has no column for the field \"%s\"; --map COLUMN=%s names it"),
							  flow_field_name(field), flow_field_name(field));
			return false;
		}
	}
	return true;
}

static void
store_mapping(Load *load, const FlowReader *flows)
{
	CopySink   *sink = sink_open(load->session, "mapped");

	for (int field = 0; field < FLOW_FIELDS; field++)
	{
		if (flows->column[field] < 0 && flows->constant[field] == NULL)
			continue;
		sink_text(sink, flow_field_name(field));
		sink_text(sink, flows->column[field] >= 0 ? flows->column_names[flows->column[field]] : flow_field_name(field));
		sink_end_row(sink);
	}
	sink_close(sink);
	sinks_finish(load->session);
}

/* Types may be written by name: the labels of each language. */
static void
fetch_type_names(Session *session, FlowReader *flows)
{
	PGresult   *result = query(session, "SELECT code::int, label FROM label WHERE list = 'flow.type'", 0, NULL);

	flows->type_count = PQntuples(result);
	flows->types = pg_malloc0((flows->type_count + 1) * sizeof(FlowTypeName));
	for (int i = 0; i < flows->type_count; i++)
		flows->types[i] = (FlowTypeName)
	{
		atoi(PQgetvalue(result, i, 0)), pg_strdup(PQgetvalue(result, i, 1))
	};
	PQclear(result);
}

static void
stage_flow(CopySink *sink, uint64 line, const FlowRow *row)
{
	sink_number(sink, line);
	for (int i = 0; i < FLOW_CELLS; i++)
	{
		if (row->cells[i].text == NULL)
			sink_null(sink);
		else
			sink_bytes(sink, row->cells[i].text, row->cells[i].length);
	}
	sink_end_row(sink);
}

/* Applies what is ready: what others refer to comes first. */
static void
apply(Load *load)
{
	static const char *const statements[] = {
		sql_flows_insert, sql_flows_insert_linked, sql_flows_update, sql_flows_replace
	};
	PGresult   *ranges = query(load->session, sql_flows_ranges, 0, NULL);
	bool		are_linked = false;

	for (int i = 0; i < PQntuples(ranges); i++)
	{
		int			kind = atoi(PQgetvalue(ranges, i, 0));

		if (kind > 0 && !are_linked)
		{
			load_judge(load, sql_flows_links);
			are_linked = true;
		}
		load_apply(load, statements[kind], strtoll(PQgetvalue(ranges, i, 1), NULL, 10),
				   strtoll(PQgetvalue(ranges, i, 2), NULL, 10));
	}
	PQclear(ranges);
}

static bool
load_flow_file(Load *load, void *state, char **error)
{
	FlowOptions *options = state;
	FlowReader *flows = &options->reader;
	CsvReader  *reader = csv_open(&load->source, load->options->delimiter);
	CopySink   *sink;
	FlowRow		row;
	char	   *unused;

	if (!csv_next(reader, error))
	{
		if (*error == NULL)
			*error = _("is empty");
		return false;
	}
	if (!map_columns(options, reader, error))
		return false;
	unused = column_list(flows, false);
	/* a column that nobody mapped may be one that somebody forgot */
	if (*unused != '\0' && !load->session->common->quiet)
		pg_log_warning("columns that are not read: %s", unused);
	pg_free(unused);
	if (flows->types == NULL)
		fetch_type_names(load->session, flows);

	execute(load->session, sql_flows_staging);
	store_mapping(load, flows);
	sink = sink_open(load->session, "staged");
	while (csv_next(reader, error))
	{
		load_row(load);
		if (read_flow(flows, reader, &row))
			stage_flow(sink, csv_line(reader), &row);
		else
		{
			progress_clear(&load->progress);
			reject(&load->rejects, csv_line(reader), row.wrong_column, row.wrong.text, row.wrong.length, row.reason);
		}
	}
	if (*error != NULL)
		return false;
	csv_close(reader);
	sink_close(sink);
	sinks_finish(load->session);

	load_phase(load, _("checking"));
	execute(load->session, sql_flows_resolve);
	load_judge(load, sql_flows_judge);
	load_phase(load, _("storing"));
	apply(load);
	return true;
}

ExitStatus
run_load_flows(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	FlowOptions options = {0};
	Session    *session;
	ExitStatus	status;
	const char *locale = NULL;
	int			order = -1;
	int			letter;

	options.maps = pg_malloc0(2 * argc * sizeof(char *));
	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		char	   *name;
		char	   *value;

		switch (letter)
		{
			case MAP:
				if (!cut(optarg, strrchr(optarg, '='), &name, &value))
					usage_error(command, _("--map wants COLUMN=FIELD and not \"%s\""), optarg);
				if (flow_field(value) < 0)
					usage_error(command, _("there is no field \"%s\": %s"), value, flow_field_list());
				options.maps[2 * options.map_count] = name;
				options.maps[2 * options.map_count + 1] = value;
				options.map_count++;
				break;
			case WITH:
				if (!cut(optarg, strchr(optarg, '='), &name, &value))
					usage_error(command, _("--with wants FIELD=VALUE and not \"%s\""), optarg);
				if (flow_field(name) < 0)
					usage_error(command, _("there is no field \"%s\": %s"), name, flow_field_list());
				options.reader.constant[flow_field(name)] = value;
				break;
			case LOCALE:
				locale = optarg;
				break;
			case DATE_ORDER:
				order = strcmp(optarg, "ymd") == 0 ? DATE_YMD : strcmp(optarg, "dmy") == 0 ? DATE_DMY :
					strcmp(optarg, "mdy") == 0 ? DATE_MDY : -1;
				if (order < 0)
					usage_error(command, _("--date-order is ymd, dmy or mdy"));
				break;
			default:
				load_option(&options.load, command, letter, optarg);
		}
	}
	for (int i = 0; i < options.map_count; i++)
		if (options.reader.constant[flow_field(options.maps[2 * i + 1])] != NULL)
			usage_error(command, _("--map and --with both give the field \"%s\""), options.maps[2 * i + 1]);
	if (optind == argc)
		usage_error(command, _("no file is named"));
	if (!locale_numbers_init(&options.reader.numbers, locale))
		usage_error(command, _("there is no locale \"%s\": es-MX, es-CO and en-US are some"), locale);
	if (order >= 0)
		options.reader.numbers.date_order = order;

	session = session_open(&arguments.common);
	use_schemas(session, true);
	status = load_files(session, &options.load, argc - optind, argv + optind, load_flow_file, &options);
	session_close(session);
	return status;
}
