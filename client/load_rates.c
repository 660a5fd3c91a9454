/*-------------------------------------------------------------------------
 *
 * load_rates.c
 *		caudal load rates: exchange rates as their sources publish them.
 *
 * The columns of a file are known by their names, in the words of each source,
 * so that a file as it is published and one that somebody has tidied both load.
 * What a source never writes down (that the FIX is pesos per dollar, that the
 * ECB's rates are per euro) is in the table of formats.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "load.h"

#include "csv_reader.h"
#include "options.h"
#include "statements.h"
#include "values.h"

typedef struct RateFormat
{
	const char *name;
	const char *source;			/* NULL: must be named */
	const char *source_name;
	const char *url;
	int			priority;
	int			max_age;
	const char *base;			/* NULL: must be in the file */
	const char *quote;
	DateOrder	order;
	bool		wide;			/* a column for each currency, per base */
} RateFormat;

/* Priorities and ages as in docs/caudal.md, "Table rate_source". */
static const RateFormat formats[] = {
	{"banxico", "banxico-fix", "Banco de México, FIX", "https://www.banxico.org.mx", 10, 7, "USD", "MXN", DATE_DMY, false},
	{"trm", "trm", "Superfinanciera de Colombia, TRM", "https://www.superfinanciera.gov.co", 10, 7, "USD", "COP", DATE_DMY, false},
	{"ecb", "ecb", "European Central Bank, reference rates", "https://www.ecb.europa.eu", 20, 7, "EUR", NULL, DATE_YMD, true},
	{"imf", "imf-month-end", "IMF, end of month", "https://data.imf.org", 30, 31, "USD", NULL, DATE_YMD, false},
	{"plain", NULL, NULL, NULL, 100, 7, NULL, NULL, DATE_YMD, false},
};

/*
 * The mean of a year is known when the year is over, and is for its days alone:
 * it is stored with the year as its validity, and is never carried forward.
 */
static const RateFormat annual_means =
{"imf", "imf-annual-mean", "IMF, mean of the year", "https://data.imf.org", 200, 0, "USD", NULL, DATE_YMD, false};

/* what a column of a file can be */
typedef enum RateColumn
{
	FIRST_DAY,
	LAST_DAY,
	BASE,
	QUOTE,
	RATE,
	FREQUENCY,
	OWN_SOURCE,
	COLUMN_KINDS
} RateColumn;

static const struct
{
	const char *name;
	RateColumn	column;
	const char *format;			/* that has it; NULL for all */
}			column_names[] = {
	{"date", FIRST_DAY, NULL},
	{"valid_from", FIRST_DAY, NULL},
	{"fecha", FIRST_DAY, "banxico"},
	{"vigenciadesde", FIRST_DAY, "trm"},
	{"valid_to", LAST_DAY, NULL},
	{"vigenciahasta", LAST_DAY, "trm"},
	{"base", BASE, NULL},
	{"quote", QUOTE, NULL},
	/* whoever names the format wrong is told so by the pair */
	{"currency", QUOTE, NULL},
	{"unidad", QUOTE, NULL},
	{"rate", RATE, NULL},
	{"valor", RATE, "trm"},
	{"sf43718", RATE, "banxico"},	/* the FIX among Banco de México's series */
	{"frequency", FREQUENCY, "imf"},
	{"source", OWN_SOURCE, "plain"},
};

/* what statements in sql/ find wrong, for translation */
static const char *const reasons[] pg_attribute_unused() = {
	N_("a second rate for one day"),
	N_("a rate is between two currencies"),
	N_("a rate is above zero"),
	N_("the last day is before the first"),
};

/* lines of titles before the names of the columns, as Banco de México has them */
#define PREAMBLE_MAX	40

enum
{
	FORMAT = 256,
	SOURCE,
	PRIORITY,
	MAX_AGE,
	DECIMAL
};

const CommandOption load_rates_options[] = {
	{FORMAT, "format", "banxico|trm|ecb|imf|plain", N_("how the file is laid out")},
	{SOURCE, "source", N_("CODE"), N_("source to load into (that of the format)")},
	{PRIORITY, "priority", N_("NUMBER"), N_("priority of a new source, smallest first")},
	{MAX_AGE, "max-age", N_("DAYS"), N_("how long a rate of a new source is usable, or none")},
	{DECIMAL, "decimal", ".|,", N_("decimal mark of the rates (.)")},
	LOAD_OPTIONS,
	CSV_OPTIONS,
	{0}
};

typedef struct RateOptions
{
	LoadOptions load;
	const RateFormat *format;
	const char *source;
	const char *priority;
	const char *max_age;
	char		decimal;		/* '\0' where nobody said it */
} RateOptions;

/* The columns of one file. */
typedef struct RateFile
{
	const RateOptions *options;
	const RateFormat *format;
	int			place[COLUMN_KINDS];	/* -1 for none */
	int			count;
	Currency   *quotes;			/* of a wide file, by column; 0 where it is none */
	char	  **names;			/* of the columns */
	char		frequency;		/* of the first row that says it, M or A */
	char	   *source;			/* of the first row, where the file says it */
} RateFile;

static bool
is_named(CsvField field, const char *name)
{
	return field.length == strlen(name) && pg_strcasecmp(field.text, name) == 0;
}

/* What a column is by its name; COLUMN_KINDS where it is nothing that is read. */
static RateColumn
column_kind(const RateFormat *format, CsvField name)
{
	for (int n = 0; n < lengthof(column_names); n++)
		if (is_named(name, column_names[n].name) &&
			(column_names[n].format == NULL || strcmp(column_names[n].format, format->name) == 0))
			return column_names[n].column;
	return COLUMN_KINDS;
}

/* Whether a row has the names of the columns; two of one kind are an error. */
static bool
read_header(RateFile *file, const CsvReader *reader, char **error)
{
	int			wide = 0;
	int			second = -1;

	file->count = csv_count(reader);
	for (int kind = 0; kind < COLUMN_KINDS; kind++)
		file->place[kind] = -1;
	for (int i = 0; i < file->count; i++)
	{
		RateColumn	kind = column_kind(file->format, csv_field(reader, i));

		if (kind < COLUMN_KINDS && file->place[kind] >= 0)
			second = i;
		else if (kind < COLUMN_KINDS)
			file->place[kind] = i;
	}
	if (file->place[FIRST_DAY] < 0)
		return false;
	if (second >= 0)
	{
		*error = psprintf(_("has two columns for one thing, the second called \"%s\""),
						  printable(csv_field(reader, second).text, csv_field(reader, second).length));
		return false;
	}
	if (!file->format->wide)
		return file->place[RATE] >= 0;

	file->quotes = pg_malloc0(file->count * sizeof(Currency));
	file->names = pg_malloc0(file->count * sizeof(char *));
	for (int i = 0; i < file->count; i++)
	{
		file->names[i] = pg_strdup(csv_field(reader, i).text);
		if (i != file->place[FIRST_DAY])
			file->quotes[i] = read_currency(csv_field(reader, i).text, csv_field(reader, i).length);
		for (int other = 0; other < i && file->quotes[i] != 0; other++)
			if (file->quotes[other] == file->quotes[i])
				*error = psprintf(_("has two columns for one thing, the second called \"%s\""), file->names[i]);
		wide += file->quotes[i] != 0;
	}
	return wide > 0 && *error == NULL;
}

/* A currency that is written wrong would be missing without a word. */
static void
name_unused_columns(const Load *load, const RateFile *file)
{
	for (int i = 0; i < file->count; i++)
		if (i != file->place[FIRST_DAY] && file->quotes[i] == 0 && file->names[i][0] != '\0' && !load->session->common->quiet)
			pg_log_warning("a column that is no currency is not read: \"%s\"", printable(file->names[i], strlen(file->names[i])));
}

/* What sources write where there is no rate. */
static bool
is_absent(CsvField field)
{
	static const char *const marks[] = {"", "N/A", "N/E", "ND", "NaN", "-"};

	for (int i = 0; i < lengthof(marks); i++)
		if (is_named(field, marks[i]))
			return true;
	return false;
}

/* Refuses a value, with the name that its column has in the file. */
static void
refuse(Load *load, const CsvReader *reader, const char *column, CsvField field, const char *reason)
{
	progress_clear(&load->progress);
	reject(&load->rejects, csv_line(reader), column, field.text, field.length, reason);
}

/* One rate on its way to the table, or refused. */
static void
stage_rate(Load *load, const CsvReader *reader, CopySink *sink, const char *column, Currency base, Currency quote,
		   const char *first, const char *last, CsvField field, const RateOptions *options)
{
	char		number[NUMBER_SIZE];
	char		letters[4];
	bool		is_certain = options->decimal != '\0';
	char		decimal = is_certain ? options->decimal : '.';

	if (!read_number(field.text, field.length, decimal, is_certain, number))
	{
		refuse(load, reader, column, field, read_number(field.text, field.length, decimal, true, number) ?
			   _("this may be a fraction or thousands; --decimal says which mark is that of decimals") : _("this is no number"));
		return;
	}
	sink_number(sink, csv_line(reader));
	sink_text(sink, column);
	sink_text(sink, currency_letters(base, letters));
	sink_text(sink, currency_letters(quote, letters));
	sink_text(sink, first);
	sink_text(sink, last);
	sink_text(sink, number);
	sink_end_row(sink);
}

/* Refuses a row as a whole, for one of its values. */
static bool
refuse_row(Load *load, const CsvReader *reader, const char *column, CsvField field, const char *reason)
{
	load_row(load);
	refuse(load, reader, column, field, reason);
	return false;
}

/* A file has rates of one frequency; that of means of years makes it another format. */
static bool
check_frequency(Load *load, RateFile *file, const CsvReader *reader)
{
	CsvField	field = csv_field(reader, file->place[FREQUENCY]);
	char		frequency = is_named(field, "M") ? 'M' : is_named(field, "A") ? 'A' : '\0';

	if (frequency == '\0')
		return refuse_row(load, reader, "frequency", field, _("rates are of the end of a month (M) or means of a year (A)"));
	if (file->frequency == '\0' && frequency == 'A')
		file->format = &annual_means;
	if (file->frequency == '\0')
		file->frequency = frequency;
	if (frequency != file->frequency)
		return refuse_row(load, reader, "frequency", field, _("the file has rates of another frequency before"));
	return true;
}

/* Which source the rates become the command line says; those of two are not one's. */
static bool
check_source(Load *load, RateFile *file, const CsvReader *reader)
{
	CsvField	field = csv_field(reader, file->place[OWN_SOURCE]);

	if (file->source == NULL)
		file->source = pg_strdup(field.text);
	if (!is_named(field, file->source))
		return refuse_row(load, reader, "source", field, _("the file has rates of another source before"));
	return true;
}

/* The two currencies of a rate, which its format may fix; false where they are refused. */
static bool
read_pair(Load *load, const RateFile *file, const CsvReader *reader, Currency pair[2])
{
	for (int i = 0; i < 2; i++)
	{
		const char *fixed = i == 0 ? file->format->base : file->format->quote;
		const char *name = i == 0 ? "base" : "quote";
		int			column = file->place[i == 0 ? BASE : QUOTE];
		Currency	own = fixed != NULL ? CURRENCY_CODE(fixed[0], fixed[1], fixed[2]) : 0;
		CsvField	field;

		pair[i] = own;
		if (column < 0)
			continue;
		field = csv_field(reader, column);
		pair[i] = read_currency(field.text, field.length);
		if (pair[i] == 0)
			refuse(load, reader, name, field, _("this is no code of a currency"));
		else if (own != 0 && pair[i] != own)
			refuse(load, reader, name, field, psprintf(_("rates of this format are of %s"), fixed));
		else
			continue;
		return false;
	}
	return true;
}

/* A row with a column for each currency. */
static void
stage_wide_row(Load *load, const RateFile *file, const CsvReader *reader, CopySink *sink, const char *day)
{
	const char *base = file->format->base;

	for (int i = 0; i < file->count; i++)
	{
		CsvField	field = csv_field(reader, i);

		if (file->quotes[i] == 0)
			continue;
		if (is_absent(field))
		{
			load->absent++;
			continue;
		}
		load_row(load);
		stage_rate(load, reader, sink, file->names[i], CURRENCY_CODE(base[0], base[1], base[2]), file->quotes[i],
				   day, NULL, field, file->options);
	}
}

static void
stage_row(Load *load, RateFile *file, const CsvReader *reader, CopySink *sink)
{
	const int  *place = file->place;
	char	   *misfit = csv_misfit(reader, file->count);
	CsvField	day;
	CsvField	field;
	char		first[ISO_DATE_SIZE];
	char		last[ISO_DATE_SIZE];
	bool		has_last = false;
	Currency	pair[2];

	if (misfit != NULL)
	{
		refuse_row(load, reader, NULL, (CsvField) {0}, misfit);
		pg_free(misfit);
		return;
	}
	day = csv_field(reader, place[FIRST_DAY]);
	if (!read_date(day.text, day.length, file->format->order, first))
	{
		refuse_row(load, reader, "date", day, _("this is no date"));
		return;
	}
	if ((place[FREQUENCY] >= 0 && !check_frequency(load, file, reader)) ||
		(place[OWN_SOURCE] >= 0 && !check_source(load, file, reader)))
		return;
	if (file->format->wide)
	{
		stage_wide_row(load, file, reader, sink, first);
		return;
	}

	field = csv_field(reader, place[RATE]);
	if (is_absent(field))
	{
		load->absent++;
		return;
	}
	load_row(load);
	if (place[LAST_DAY] >= 0 && csv_field(reader, place[LAST_DAY]).length > 0)
	{
		day = csv_field(reader, place[LAST_DAY]);
		has_last = true;
		if (is_named(day, "infinity"))
			strlcpy(last, "infinity", sizeof(last));
		else if (!read_date(day.text, day.length, file->format->order, last))
		{
			refuse(load, reader, "valid_to", day, _("this is no date"));
			return;
		}
	}
	if (!read_pair(load, file, reader, pair))
		return;
	if (file->format == &annual_means)
	{
		strlcpy(last, first, sizeof(last));
		memcpy(first + 5, "01-01", 5);
		has_last = true;
	}
	stage_rate(load, reader, sink, "rate", pair[0], pair[1], first, has_last ? last : NULL, field, file->options);
}

/* The source is there before its rates; one that exists stays as it is. */
static const char *
provide_source(Load *load, const RateFile *file)
{
	const RateOptions *options = file->options;
	const RateFormat *format = file->format;
	const char *code = options->source != NULL ? options->source : format->source;
	const char *max_age = options->max_age;
	const char *values[5];

	if (max_age == NULL)
		max_age = psprintf("%d", format->max_age);
	values[0] = code;
	values[1] = options->source == NULL ? format->source_name : code;
	values[2] = options->priority != NULL ? options->priority : psprintf("%d", format->priority);
	values[3] = strcmp(max_age, "none") == 0 ? NULL : max_age;
	values[4] = options->source == NULL ? format->url : NULL;
	PQclear(query(load->session, sql_rates_source, 5, values));
	return code;
}

static bool
load_rate_file(Load *load, void *state, char **error)
{
	RateFile	file = {.options = state,.format = ((RateOptions *) state)->format};
	CsvReader  *reader = csv_open(&load->source, load->options->delimiter);
	CopySink   *sink;
	bool		has_header = false;
	const char *values[2];

	for (int i = 0; i < PREAMBLE_MAX && !has_header && csv_next(reader, error); i++)
	{
		has_header = read_header(&file, reader, error);
		if (*error != NULL)
			return false;
	}
	if (!has_header)
	{
		if (*error == NULL)
			*error = load->source.done == 0 ? _("is empty") : file.format->wide ? _("has no column of dates with columns of currencies beside it") :
				_("has no columns of dates and of rates");
		return false;
	}
	if ((file.format->base == NULL && file.place[BASE] < 0) ||
		(!file.format->wide && file.format->quote == NULL && file.place[QUOTE] < 0))
	{
		*error = _("has no columns \"base\" and \"quote\", for the two currencies of a rate");
		return false;
	}

	if (file.format->wide)
		name_unused_columns(load, &file);
	execute(load->session, sql_rates_staging);
	sink = sink_open(load->session, "staged");
	load->rejects.by_value = file.format->wide;
	while (csv_next(reader, error))
		stage_row(load, &file, reader, sink);
	if (*error != NULL)
		return false;
	csv_close(reader);
	sink_close(sink);

	load_phase(load, _("storing"));
	load_judge(load, sql_rates_judge);
	values[0] = provide_source(load, &file);
	/* a file without last days says nothing of those that there are */
	values[1] = file.place[LAST_DAY] >= 0 || file.format == &annual_means ? "true" : "false";
	execute(load->session, "LOCK TABLE exchange_rate IN SHARE ROW EXCLUSIVE MODE");
	PQclear(query(load->session, sql_rates_apply, 2, values));
	return true;
}

/* A line of text, without blanks around it. */
static bool
is_code(const char *text)
{
	size_t		length = strlen(text);

	for (size_t i = 0; i < length; i++)
		if ((unsigned char) text[i] < ' ' || text[i] == 0x7F)
			return false;
	return length > 0 && text[0] != ' ' && text[length - 1] != ' ';
}

ExitStatus
run_load_rates(const Command *command, int argc, char **argv)
{
	Arguments	arguments;
	RateOptions options = {0};
	Session    *session;
	ExitStatus	status;
	int			letter;

	arguments_init(&arguments, command, argc, argv);
	while ((letter = next_option(&arguments)) != -1)
	{
		switch (letter)
		{
			case FORMAT:
				for (int i = 0; i < lengthof(formats); i++)
					if (strcmp(formats[i].name, optarg) == 0)
						options.format = &formats[i];
				if (options.format == NULL)
					usage_error(command, _("there is no format \"%s\": banxico, trm, ecb, imf and plain are known"), optarg);
				break;
			case SOURCE:
				options.source = optarg;
				if (!is_code(optarg))
					usage_error(command, _("--source is a code, such as budget-2024, and not \"%s\""), optarg);
				break;
			case PRIORITY:
				options.priority = psprintf("%d", integer_argument("--priority", optarg, PG_INT32_MIN, PG_INT32_MAX));
				break;
			case MAX_AGE:
				options.max_age = strcmp(optarg, "none") == 0 ? optarg :
					psprintf("%d", integer_argument("--max-age", optarg, 0, PG_INT32_MAX));
				break;
			case DECIMAL:
				if (strcmp(optarg, ".") != 0 && strcmp(optarg, ",") != 0)
					usage_error(command, _("the decimal mark is . or ,"));
				options.decimal = optarg[0];
				break;
			default:
				load_option(&options.load, command, letter, optarg);
		}
	}
	if (optind == argc)
		usage_error(command, _("no file is named"));
	if (options.format == NULL)
		usage_error(command, _("--format says how the file is laid out: banxico, trm, ecb, imf or plain"));
	if (options.format->source == NULL && options.source == NULL)
		usage_error(command, _("--source names the source of the rates, for example budget-2024"));

	session = session_open(&arguments.common);
	use_schemas(session, false);
	status = load_files(session, &options.load, argc - optind, argv + optind, load_rate_file, &options);
	session_close(session);
	return status;
}
