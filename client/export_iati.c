/*-------------------------------------------------------------------------
 *
 * export_iati.c
 *		caudal export iati: awards as activities of IATI 2.03.
 *
 * One statement for each kind of element, all in the order of awards, are read
 * side by side: an activity is written from the rows that are its own, so that
 * memory depends neither on the number of activities nor on their size.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "cursor.h"
#include "options.h"
#include "statements.h"
#include "xml_writer.h"

/* between a language and its text, and between two of them, in what the statements return */
#define LANGUAGE_END	'\x1F'
#define TEXT_END		'\x1E'

enum
{
	OUTPUT = 'o',
	ACTIVITY = 256,
	REPORTER,
	TEXT_LANGUAGE
};

const CommandOption export_iati_options[] = {
	{OUTPUT, "output", N_("FILE"), N_("where to write it (standard output)")},
	{ACTIVITY, "activity", N_("ID"), N_("this activity only; may be given several times")},
	{REPORTER, "reporter", N_("ID"), N_("only what this organization reports")},
	{TEXT_LANGUAGE, "text-language", N_("LANGUAGE"), N_("language of awards that were never published (en)")},
	{0}
};

/* the statements after that of the activities, in the order of the schema */
typedef enum Part
{
	PARTICIPANTS,
	COUNTRIES,
	BUDGETS,
	PLANS,
	TRANSACTIONS,
	RESULTS,
	PARTS
} Part;

typedef struct Export
{
	XmlWriter	xml;
	Cursor	   *activities;
	Cursor	   *parts[PARTS];
	char	   *award;			/* whose activity is being written */
	char	   *language;		/* that of its texts; NULL where it is not known */
	uint64		count;
} Export;

/* The value of a column of the part's row. */
static const char *
value(const Export *export, Part part, int column)
{
	return cursor_value(export->parts[part], column);
}

/* Whether the part has one more row of the activity; what is of none is passed over. */
static bool
has_row(Export *export, Part part)
{
	while (cursor_row(export->parts[part]) && strcmp(value(export, part, 0), export->award) < 0)
		cursor_next(export->parts[part]);
	return cursor_row(export->parts[part]) && strcmp(value(export, part, 0), export->award) == 0;
}

static void
write_narrative(Export *export, const char *language, const char *text)
{
	if (text[0] == '\0')
		return;
	xml_start(&export->xml, "narrative");
	if (language != NULL && (export->language == NULL || strcmp(language, export->language) != 0))
		xml_attribute(&export->xml, "xml:lang", language);
	xml_text(&export->xml, text);
	xml_end(&export->xml);
}

/*
 * A text with its labels in other languages.  It is in the language of the
 * activity, unless one of them says the same in another.
 */
static void
write_narratives(Export *export, const char *text, const char *labels)
{
	char	   *copy = labels != NULL ? pg_strdup(labels) : NULL;
	bool		is_labelled = false;

	/* two rounds: what is in the language of the activity comes first */
	for (int round = 0; round < 3; round++)
	{
		if (round == 1 && text != NULL && !is_labelled)
			write_narrative(export, export->language, text);
		for (char *label = copy; label != NULL && *label != '\0';)
		{
			char	   *end = strchr(label, TEXT_END);
			char	   *said = strchr(label, LANGUAGE_END);
			bool		is_own;

			if (end != NULL)
				*end = '\0';
			*said = '\0';
			is_own = export->language != NULL && strcmp(label, export->language) == 0;
			if (round == 0)
				is_labelled |= text != NULL && strcmp(said + 1, text) == 0;
			/* a text that nobody has labelled is that of the activity's language */
			else if (is_own ? round == 1 && (text == NULL || is_labelled) : round == 2)
				write_narrative(export, label, said + 1);
			*said = LANGUAGE_END;
			if (end != NULL)
				*end = TEXT_END;
			label = end != NULL ? end + 1 : NULL;
		}
	}
	pg_free(copy);
}

/* An element that has nothing but text, if there is any. */
static void
write_text(Export *export, const char *name, const char *text, const char *labels)
{
	if (text == NULL)
		return;
	xml_start(&export->xml, name);
	write_narratives(export, text, labels);
	xml_end(&export->xml);
}

/* An element that has nothing but a day, if there is one. */
static void
write_day(Export *export, const char *name, const char *day)
{
	if (day == NULL)
		return;
	xml_start(&export->xml, name);
	xml_attribute(&export->xml, "iso-date", day);
	xml_end(&export->xml);
}

static void
write_code(Export *export, const char *name, const char *code)
{
	xml_start(&export->xml, name);
	xml_attribute(&export->xml, "code", code);
	xml_end(&export->xml);
}

static void
write_value(Export *export, const char *amount, const char *currency, const char *value_date)
{
	xml_start(&export->xml, "value");
	xml_attribute(&export->xml, "currency", currency);
	xml_attribute(&export->xml, "value-date", value_date);
	xml_text(&export->xml, amount);
	xml_end(&export->xml);
}

/* Columns of a party: whether there is one, ref, type, name, labels, activity. */
static void
write_party(Export *export, Part part, int column, const char *name, const char *activity_name)
{
	bool		is_stated = strcmp(value(export, part, column), "t") == 0;
	const char *activity = value(export, part, column + 5);

	if (!is_stated && activity == NULL)
		return;
	xml_start(&export->xml, name);
	xml_attribute(&export->xml, "ref", value(export, part, column + 1));
	xml_attribute(&export->xml, activity_name, activity);
	xml_attribute(&export->xml, "type", value(export, part, column + 2));
	write_narratives(export, value(export, part, column + 3), value(export, part, column + 4));
	xml_end(&export->xml);
}

static void
write_parties(Export *export, Part part, int column)
{
	write_party(export, part, column, "provider-org", "provider-activity-id");
	write_party(export, part, column + 6, "receiver-org", "receiver-activity-id");
}

/* XML Schema has "1" and "0" as well, but these are what people read. */
static const char *
boolean(const char *text)
{
	return text == NULL ? NULL : text[0] == 't' ? "true" : "false";
}

static void
write_participant(Export *export)
{
	xml_start(&export->xml, "participating-org");
	xml_attribute(&export->xml, "role", value(export, PARTICIPANTS, 1));
	xml_attribute(&export->xml, "ref", value(export, PARTICIPANTS, 2));
	xml_attribute(&export->xml, "type", value(export, PARTICIPANTS, 3));
	xml_attribute(&export->xml, "activity-id", value(export, PARTICIPANTS, 6));
	write_narratives(export, value(export, PARTICIPANTS, 4), value(export, PARTICIPANTS, 5));
	xml_end(&export->xml);
}

static void
write_country(Export *export)
{
	xml_start(&export->xml, "recipient-country");
	xml_attribute(&export->xml, "code", value(export, COUNTRIES, 1));
	xml_attribute(&export->xml, "percentage", value(export, COUNTRIES, 2));
	xml_end(&export->xml);
}

static void
write_budget(Export *export)
{
	xml_start(&export->xml, "budget");
	xml_attribute(&export->xml, "type", value(export, BUDGETS, 1));
	xml_attribute(&export->xml, "status", value(export, BUDGETS, 2));
	write_day(export, "period-start", value(export, BUDGETS, 3));
	write_day(export, "period-end", value(export, BUDGETS, 4));
	write_value(export, value(export, BUDGETS, 5), value(export, BUDGETS, 6), value(export, BUDGETS, 7));
	xml_end(&export->xml);
}

static void
write_plan(Export *export)
{
	xml_start(&export->xml, "planned-disbursement");
	xml_attribute(&export->xml, "type", value(export, PLANS, 1));
	write_day(export, "period-start", value(export, PLANS, 2));
	write_day(export, "period-end", value(export, PLANS, 3));
	write_value(export, value(export, PLANS, 4), value(export, PLANS, 5), value(export, PLANS, 6));
	write_parties(export, PLANS, 7);
	xml_end(&export->xml);
}

static void
write_transaction(Export *export)
{
	xml_start(&export->xml, "transaction");
	xml_attribute(&export->xml, "ref", value(export, TRANSACTIONS, 1));
	write_code(export, "transaction-type", value(export, TRANSACTIONS, 2));
	write_day(export, "transaction-date", value(export, TRANSACTIONS, 3));
	write_value(export, value(export, TRANSACTIONS, 4), value(export, TRANSACTIONS, 5), value(export, TRANSACTIONS, 6));
	write_text(export, "description", value(export, TRANSACTIONS, 7), NULL);
	write_parties(export, TRANSACTIONS, 8);
	xml_end(&export->xml);
}

/* A target or an actual value: its number and its comment, if there is one. */
static void
write_figure(Export *export, const char *name, int column)
{
	if (value(export, RESULTS, column) == NULL || value(export, RESULTS, column)[0] != 't')
		return;
	xml_start(&export->xml, name);
	xml_attribute(&export->xml, "value", value(export, RESULTS, column + 1));
	write_text(export, "comment", value(export, RESULTS, column + 2), NULL);
	xml_end(&export->xml);
}

/* One indicator, of which there is a row for each period, or one without. */
static void
write_indicator(Export *export)
{
	char	   *result = pg_strdup(value(export, RESULTS, 1));
	char	   *indicator = pg_strdup(value(export, RESULTS, 8));

	xml_start(&export->xml, "indicator");
	xml_attribute(&export->xml, "measure", value(export, RESULTS, 9));
	xml_attribute(&export->xml, "ascending", boolean(value(export, RESULTS, 10)));
	xml_attribute(&export->xml, "aggregation-status", boolean(value(export, RESULTS, 11)));
	write_text(export, "title", value(export, RESULTS, 12), value(export, RESULTS, 13));
	write_text(export, "description", value(export, RESULTS, 14), value(export, RESULTS, 15));
	/* the schema wants a year */
	if (value(export, RESULTS, 17) != NULL)
	{
		xml_start(&export->xml, "baseline");
		xml_attribute(&export->xml, "year", value(export, RESULTS, 17));
		xml_attribute(&export->xml, "iso-date", value(export, RESULTS, 18));
		xml_attribute(&export->xml, "value", value(export, RESULTS, 16));
		write_text(export, "comment", value(export, RESULTS, 19), NULL);
		xml_end(&export->xml);
	}
	while (has_row(export, RESULTS) && strcmp(value(export, RESULTS, 1), result) == 0 && strcmp(value(export, RESULTS, 8), indicator) == 0)
	{
		if (value(export, RESULTS, 20) != NULL)
		{
			xml_start(&export->xml, "period");
			write_day(export, "period-start", value(export, RESULTS, 20));
			write_day(export, "period-end", value(export, RESULTS, 21));
			write_figure(export, "target", 22);
			write_figure(export, "actual", 25);
			xml_end(&export->xml);
		}
		cursor_next(export->parts[RESULTS]);
	}
	xml_end(&export->xml);
	pg_free(result);
	pg_free(indicator);
}

static void
write_result(Export *export)
{
	char	   *result = pg_strdup(value(export, RESULTS, 1));

	xml_start(&export->xml, "result");
	xml_attribute(&export->xml, "type", value(export, RESULTS, 2));
	xml_attribute(&export->xml, "aggregation-status", boolean(value(export, RESULTS, 3)));
	write_text(export, "title", value(export, RESULTS, 4), value(export, RESULTS, 5));
	write_text(export, "description", value(export, RESULTS, 6), value(export, RESULTS, 7));
	while (has_row(export, RESULTS) && strcmp(value(export, RESULTS, 1), result) == 0)
		write_indicator(export);
	xml_end(&export->xml);
	pg_free(result);
}

static void
write_rows(Export *export, Part part, void (*write) (Export *export))
{
	for (; has_row(export, part); cursor_next(export->parts[part]))
		write(export);
}

/* The row of the activity, and then those of its parts, in the order of the schema. */
static void
write_activity(Export *export)
{
	XmlWriter  *xml = &export->xml;
	const Cursor *row = export->activities;
	const char *language = cursor_value(row, 1);

	pg_free(export->award);
	pg_free(export->language);
	export->award = pg_strdup(cursor_value(row, 0));
	export->language = language != NULL ? pg_strdup(language) : NULL;

	xml_start(xml, "iati-activity");
	xml_attribute(xml, "xml:lang", language);
	xml_attribute(xml, "default-currency", cursor_value(row, 2));
	xml_attribute(xml, "hierarchy", cursor_value(row, 3));
	xml_attribute(xml, "humanitarian", boolean(cursor_value(row, 4)));
	xml_attribute(xml, "last-updated-datetime", cursor_value(row, 5));
	xml_start(xml, "iati-identifier");
	xml_text(xml, export->award);
	xml_end(xml);
	xml_start(xml, "reporting-org");
	xml_attribute(xml, "ref", cursor_value(row, 6));
	xml_attribute(xml, "type", cursor_value(row, 7));
	xml_attribute(xml, "secondary-reporter", boolean(cursor_value(row, 10)));
	write_narratives(export, cursor_value(row, 8), cursor_value(row, 9));
	xml_end(xml);
	write_text(export, "title", cursor_value(row, 11), cursor_value(row, 12));
	write_text(export, "description", cursor_value(row, 13), cursor_value(row, 14));
	write_rows(export, PARTICIPANTS, write_participant);
	write_code(export, "activity-status", cursor_value(row, 15));
	for (int type = 1; type <= 4; type++)
		if (cursor_value(row, 15 + type) != NULL)
		{
			char		code[2] = {'0' + type, '\0'};

			xml_start(xml, "activity-date");
			xml_attribute(xml, "type", code);
			xml_attribute(xml, "iso-date", cursor_value(row, 15 + type));
			xml_end(xml);
		}
	write_rows(export, COUNTRIES, write_country);
	write_rows(export, BUDGETS, write_budget);
	write_rows(export, PLANS, write_plan);
	write_rows(export, TRANSACTIONS, write_transaction);
	while (has_row(export, RESULTS))
		write_result(export);
	xml_end(xml);
	export->count++;
}

static void
write_file(Export *export, Session *session, const char *output, const char *const *values)
{
	static const char *const statements[PARTS] = {
		[PARTICIPANTS] = sql_iati_export_participants,
		[COUNTRIES] = sql_iati_export_countries,
		[BUDGETS] = sql_iati_export_budgets,
		[PLANS] = sql_iati_export_plans,
		[TRANSACTIONS] = sql_iati_export_transactions,
		[RESULTS] = sql_iati_export_results,
	};
	char	   *now;

	/* one state of the database for all statements, which are read to their ends */
	execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off");
	export->activities = cursor_open(session, "activities", psprintf("%s%s", sql_iati_export_awards, sql_iati_export_activity), 3, values);
	for (int part = 0; part < PARTS; part++)
		export->parts[part] = cursor_open(session, psprintf("part_%d", part),
										  psprintf("%s%s", sql_iati_export_awards, statements[part]), 3, values);
	if (!cursor_row(export->activities))
	{
		pg_log_error("there is no award to export");
		pg_log_error_hint("An award is one that you may see, has a standing original amendment, and is what --activity and --reporter name.");
		exit(EXIT_FAILED);
	}
	now = query_text(session, "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", 0, NULL);
	xml_open(&export->xml, output);
	xml_start(&export->xml, "iati-activities");
	xml_attribute(&export->xml, "version", "2.03");
	xml_attribute(&export->xml, "generated-datetime", now);
	for (; cursor_row(export->activities); cursor_next(export->activities))
	{
		end_if_cancelled(session);
		write_activity(export);
	}
	xml_end(&export->xml);
	xml_close(&export->xml);
	cursor_close(export->activities);
	for (int part = 0; part < PARTS; part++)
		cursor_close(export->parts[part]);
	execute(session, "COMMIT");
}

/* The array literal of SQL, one element longer. */
static char *
add_element(char *array, const char *element)
{
	PQExpBufferData buffer;
	char	   *longer;

	initPQExpBuffer(&buffer);
	appendPQExpBufferStr(&buffer, array != NULL ? array : "{");
	if (array != NULL)
		buffer.data[buffer.len - 1] = ',';
	appendPQExpBufferChar(&buffer, '"');
	for (const char *p = element; *p != '\0'; p++)
	{
		if (*p == '"' || *p == '\\')
			appendPQExpBufferChar(&buffer, '\\');
		appendPQExpBufferChar(&buffer, *p);
	}
	appendPQExpBufferStr(&buffer, "\"}");
	longer = pg_strdup(buffer.data);
	termPQExpBuffer(&buffer);
	pg_free(array);
	return longer;
}

ExitStatus
run_export_iati(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	Export		export = {{0}};
	const char *output = NULL;
	const char *values[3] = {NULL, NULL, "en"};
	char	   *activities = NULL;
	Session    *session;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		switch (letter)
		{
			case OUTPUT:
				output = optarg;
				break;
			case ACTIVITY:
				activities = add_element(activities, optarg);
				break;
			case REPORTER:
				values[1] = optarg;
				break;
			case TEXT_LANGUAGE:
				if (strspn(optarg, "abcdefghijklmnopqrstuvwxyz") != strlen(optarg) || strlen(optarg) < 2 || strlen(optarg) > 3)
					usage_error(command, _("\"%s\" is no language of ISO 639, such as es"), optarg);
				values[2] = optarg;
				break;
		}
	}
	if (optind < argc)
		usage_error(command, _("\"%s\" is one argument too many: the file is named by --output"), argv[optind]);
	values[0] = activities;

	session = session_open(&arguments.common);
	use_schemas(session, true);
	write_file(&export, session, output, values);
	session_close(session);
	if (export.xml.replaced > 0)
		pg_log_warning("%llu characters that no XML can have were replaced", (unsigned long long) export.xml.replaced);
	if (output != NULL && strcmp(output, "-") != 0 && !arguments.common.quiet)
		printf(_("%s: %llu activities\n"), output, (unsigned long long) export.count);
	return EXIT_DONE;
}
