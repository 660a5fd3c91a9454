/*-------------------------------------------------------------------------
 *
 * report.c
 *		caudal report: the reports of the tracker at the terminal and as files.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

#include <signal.h>
#include <sys/ioctl.h>

#include "options.h"
#include "output.h"
#include "report_pictures.h"

/* letters of options that have no short form */
enum
{
	AS_OF = 2000,
	KNOWN_ON,
	CURRENCY,
	MISSING_RATE,
	SET,
	WHERE,
	COLUMNS,
	SORT,
	FORMAT,
	WIDE,
	NO_PICTURES,
	LOCALE,
	DESCRIBE
};

const CommandOption report_options[] = {
	{AS_OF, "as-of", N_("DATE"), N_("state at the end of this day (today)")},
	{KNOWN_ON, "known-on", N_("DATE"), N_("what was known by the end of this day (today)")},
	{CURRENCY, "currency", N_("CODE"), N_("reporting currency of values")},
	{MISSING_RATE, "missing-rate", N_("HOW"), N_("a missing exchange rate is an error, or null")},
	{SET, "set", N_("NAME=VALUE"), N_("another argument of it, such as months=24")},
	{WHERE, "where", N_("COLUMN=VALUE"), N_("only these rows; also with !=, <, <=, >, >=")},
	{COLUMNS, "columns", N_("A,B,..."), N_("these columns, in this order")},
	{SORT, "sort", N_("A,-B,..."), N_("in this order, with - from large to small")},
	{'f', "format", N_("FORMAT"), N_("table, csv, json, html or svg (table)")},
	{'o', "output", N_("FILE"), N_("write to a file; its ending says the format")},
	{WIDE, "wide", NULL, N_("all columns, however wide")},
	{NO_PICTURES, "no-pictures", NULL, N_("without bars and charts")},
	{LOCALE, "locale", N_("LOCALE"), N_("how numbers are written (es-MX, en-US)")},
	{DESCRIBE, "describe", NULL, N_("show the report's arguments and columns")},
	{0}
};

typedef enum OutputFormat
{
	AS_TABLE,
	AS_CSV,
	AS_JSON,
	AS_HTML,
	AS_SVG,
	AS_DESCRIPTION,				/* of --describe, in place of rows */
	AS_UNKNOWN
} OutputFormat;

static const char *const format_names[] = {"table", "csv", "json", "html", "svg"};

/* endings of files, where they are not those names */
static const struct
{
	const char *ending;
	OutputFormat format;
}			endings[] = {
	{"txt", AS_TABLE},
	{"htm", AS_HTML}
};

typedef struct ReportOptions
{
	ReportRequest request;
	OutputFormat format;
	const char *output;
	const char *locale;
	bool		any;			/* whether one of them was given */
} ReportOptions;

/* ---- the command line ---- */

static OutputFormat
read_format(const char *name)
{
	for (int i = 0; i < lengthof(format_names); i++)
		if (strcmp(format_names[i], name) == 0)
			return i;
	return AS_UNKNOWN;
}

/* By the ending of the file's name; a table where it has none. */
static OutputFormat
format_of_file(const Command *command, const char *path)
{
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : path;
	const char *point = name != NULL ? strrchr(name, '.') : NULL;

	/* the point of ".hidden" ends no name */
	if (point == NULL || point == name || point[1] == '\0')
		return AS_TABLE;
	for (int i = 0; i < lengthof(format_names); i++)
		if (pg_strcasecmp(format_names[i], point + 1) == 0)
			return i;
	for (int i = 0; i < lengthof(endings); i++)
		if (pg_strcasecmp(endings[i].ending, point + 1) == 0)
			return endings[i].format;
	usage_error(command, _("a file that ends in \"%s\" says no format: .txt, .csv, .json, .html and .svg do, or else --format"), point);
}

/* Names between commas; the last is NULL. */
static char **
list_argument(const Command *command, const char *option, const char *value)
{
	char	  **names = pg_malloc0((strlen(value) + 2) * sizeof(char *));
	int			count = 0;

	for (;;)
	{
		size_t		length;

		value += strspn(value, " ");
		length = strcspn(value, ",");
		names[count] = pnstrdup(value, length);
		while (length > 0 && names[count][length - 1] == ' ')
			names[count][--length] = '\0';
		if (length == 0)
			usage_error(command, _("%s names columns, with a comma between them"), option);
		count++;
		value = strchr(value, ',');
		if (value == NULL)
			return names;
		value++;
	}
}

static void
add_condition(ReportRequest *request, const Command *command, const char *text)
{
	static const char *const operators[] = {"!=", "<=", ">=", "=", "<", ">"};
	size_t		length = strcspn(text, "=<>!");
	Condition  *condition;

	request->conditions = pg_realloc(request->conditions, (request->condition_count + 1) * sizeof(Condition));
	condition = &request->conditions[request->condition_count];
	memset(condition, 0, sizeof(*condition));
	for (int i = 0; i < lengthof(operators) && condition->operator == NULL; i++)
		if (strncmp(text + length, operators[i], strlen(operators[i])) == 0)
		{
			condition->operator = operators[i];
			condition->value = text + length + strlen(operators[i]);
		}
	if (length == 0 || condition->operator == NULL)
		usage_error(command, _("--where: \"%s\" is not as country=MX"), text);
	condition->column = pnstrdup(text, length);
	/* "programme=" is an empty cell, as in CSV */
	if (*condition->value == '\0')
	{
		if (strcmp(condition->operator, "=") != 0 && strcmp(condition->operator, "!=") != 0)
			usage_error(command, _("--where: \"%s\" is not as country=MX"), text);
		condition->value = NULL;
	}
	request->condition_count++;
}

static void
add_setting(ReportRequest *request, const Command *command, char *text)
{
	if (strchr(text, '=') == NULL || *text == '=')
		usage_error(command, _("--set: \"%s\" is not as months=24"), text);
	request->settings = pg_realloc(request->settings, (request->setting_count + 1) * sizeof(char *));
	request->settings[request->setting_count++] = text;
}

static void
read_options(ReportOptions *options, Arguments *arguments)
{
	const Command *command = arguments->command;
	ReportRequest *request = &options->request;
	bool		describe = false;
	int			letter;

	request->command = command;
	request->pictures = true;
	options->format = AS_UNKNOWN;
	while ((letter = next_option(arguments)) != -1)
	{
		options->any = true;
		switch (letter)
		{
			case AS_OF:
				request->day = report_day(command, "--as-of", optarg);
				break;
			case KNOWN_ON:
				request->known_on = report_day(command, "--known-on", optarg);
				break;
			case CURRENCY:
				request->currency = optarg;
				break;
			case MISSING_RATE:
				if (strcmp(optarg, "error") != 0 && strcmp(optarg, "null") != 0)
					usage_error(command, _("--missing-rate is error or null"));
				request->missing_rate = optarg;
				break;
			case SET:
				add_setting(request, command, optarg);
				break;
			case WHERE:
				add_condition(request, command, optarg);
				break;
			case COLUMNS:
				request->columns = list_argument(command, "--columns", optarg);
				break;
			case SORT:
				request->order = list_argument(command, "--sort", optarg);
				break;
			case 'f':
				options->format = read_format(optarg);
				if (options->format == AS_UNKNOWN)
					usage_error(command, _("there is no format \"%s\": table, csv, json, html and svg are known"), optarg);
				break;
			case 'o':
				options->output = optarg;
				break;
			case WIDE:
				request->wide = true;
				break;
			case NO_PICTURES:
				request->pictures = false;
				break;
			case LOCALE:
				options->locale = optarg;
				break;
			case DESCRIBE:
				describe = true;
				break;
		}
	}
	if (options->format == AS_UNKNOWN)
		options->format = format_of_file(command, options->output);
	if (describe && options->format != AS_TABLE)
		usage_error(command, _("--describe is for people: it has the format table alone"));
	if (describe)
		options->format = AS_DESCRIPTION;
	request->language_asked = arguments->common.language != NULL;
	request->language = arguments->common.language != NULL ? arguments->common.language : message_language();
	if (options->locale == NULL)
		options->locale = strcmp(request->language, "es") == 0 ? "es-MX" : "en-US";
	request->format = number_format_open(options->locale);
	if (request->format == NULL)
		usage_error(command, _("\"%s\" is no locale that ICU knows; write it as es-CO"), options->locale);
}

/* Columns of the terminal, or of a page of plain text. */
static int
terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (columns != NULL && atoi(columns) > 0)
		return Max(atoi(columns), 30);
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return Max(size.ws_col, 30);
	return 80;
}

/* ---- the work ---- */

/* What the report asks of the session, for this transaction. */
static void
begin_reading(Session *session, const Report *report, const ReportRequest *request)
{
	execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	/* compiling a long statement takes longer than running it */
	execute(session, "SET LOCAL jit = off");
	report_check_values(session, report, request);
	/* the cast loads the extension, which then knows its settings */
	if (request->currency != NULL)
		PQclear(query(session, "SELECT set_config('caudal.reporting_currency', c.code::text, true) FROM CAST($1::text AS currency) AS c (code)",
					  1, &request->currency));
	if (request->missing_rate != NULL)
		PQclear(query(session, "SELECT set_config('caudal.missing_rate', $1, true)", 1, &request->missing_rate));
}

static void
print_report(Session *session, const ReportOptions *options, Report *report)
{
	const ReportRequest *request = &options->request;
	Output		output;
	ReportData *data = NULL;
	PGresult   *rows = NULL;

	/* what is wrong with the command line is an error also of --describe */
	report_check(report, request);
	if (options->format == AS_SVG && !report_has_picture(report))
	{
		pg_log_error("report \"%s\" has no chart", report->name);
		pg_log_error_hint("Every report has the formats table, csv, json and html.");
		exit(EXIT_USAGE);
	}
	if (options->format != AS_DESCRIPTION)
		report_check_needs(report);
	begin_reading(session, report, request);
	if (options->format == AS_CSV || options->format == AS_JSON)
		rows = report_query(session, report, request, options->format == AS_JSON);
	else if (options->format != AS_DESCRIPTION)
		data = report_read(session, report, request);
	execute(session, "COMMIT");

	output_open(&output, options->output);
	/* "caudal report ... | head" has seen enough, and that is no error */
	if (output.file == stdout)
		signal(SIGPIPE, SIG_DFL);
	switch (options->format)
	{
		case AS_CSV:
			print_report_csv(output.file, rows);
			break;
		case AS_JSON:
			print_report_json(output.file, rows);
			break;
		case AS_HTML:
			print_report_html(output.file, data);
			break;
		case AS_SVG:
			print_report_svg(output.file, data);
			break;
		case AS_DESCRIPTION:
			print_report_description(output.file, report, terminal_width());
			break;
		default:
			print_report_table(output.file, data, terminal_width());
	}
	output_finish(&output);
}

ExitStatus
run_report(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	ReportOptions options = {0};
	Session    *session;

	arguments_init(&arguments, command, argc, argv);
	read_options(&options, &arguments);
	if (argc - optind > 1)
		usage_error(command, _("one report is named at a time, and not \"%s\" and \"%s\""), argv[optind], argv[optind + 1]);
	if (optind == argc && options.any)
		usage_error(command, _("no report is named"));

	session = session_open(&arguments.common);
	use_schemas(session, false);
	if (optind == argc)
		print_report_list(stdout, report_list(session), terminal_width());
	else
		print_report(session, &options, report_find(session, argv[optind]));
	session_close(session);
	return EXIT_DONE;
}
