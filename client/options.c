/*-------------------------------------------------------------------------
 *
 * options.c
 *		Options on the command line, and their help.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "options.h"

#include <locale.h>


/* columns that help is printed in, as wide as a terminal is at least */
#define HELP_WIDTH		80
/* where the words about a command or an option begin, counted from 0 */
#define COMMAND_COLUMN	21
#define OPTION_COLUMN	31

/* letters of options that have no short form */
enum
{
	TRACKER = 1000,
	LANGUAGE
};

static const CommandOption common_options[] = {
	{'d', "dbname", N_("DBNAME"), N_("database to connect to, or a connection string")},
	{'h', "host", N_("HOSTNAME"), N_("server's host or socket folder")},
	{'p', "port", N_("PORT"), N_("server's port")},
	{'U', "username", N_("USERNAME"), N_("user to connect as")},
	{'w', "no-password", NULL, N_("never ask for a password")},
	{'W', "password", NULL, N_("ask for a password before connecting")},
	{TRACKER, "tracker", N_("SCHEMA"), N_("schema of the tracker (tracker)")},
	{LANGUAGE, "lang", "es|en", N_("language of messages and reports")},
	{'q', "quiet", NULL, N_("print errors only, and not the refused rows")},
	{'?', "help", NULL, N_("show this help")},
	{'V', "version", NULL, N_("show the version")},
	{0}
};

/* that of --lang, which may also come before the command */
static const char *chosen_language = NULL;

static int
count_options(const CommandOption *options)
{
	int			count = 0;

	while (options != NULL && options[count].name != NULL)
		count++;
	return count;
}

static void
add_options(Arguments *arguments, int *used, const CommandOption *options)
{
	for (; options != NULL && options->name != NULL; options++)
	{
		struct option *option = &arguments->long_options[(*used)++];

		option->name = options->name;
		option->has_arg = options->argument != NULL ? required_argument : no_argument;
		option->flag = NULL;
		option->val = options->letter;
		if (options->letter < 256 && options->letter != '?')
		{
			char		letter[3] = {(char) options->letter, options->argument != NULL ? ':' : '\0', '\0'};

			strcat(arguments->short_options, letter);
		}
	}
}

static bool
is_language(const char *language)
{
	return strcmp(language, "es") == 0 || strcmp(language, "en") == 0;
}

/* The first word again, for who reads them all once more. */
static void
rewind_options(void)
{
	optind = 1;
#ifdef HAVE_INT_OPTRESET
	optreset = 1;				/* not every getopt sees it by optind */
#endif
}

/*
 * --lang counts wherever it stands, also for what is said of the words before
 * it.  What is wrong with a word is for next_option() to say.
 */
static void
find_language(const Arguments *arguments)
{
	int			letter;

	while ((letter = getopt_long(arguments->argc, arguments->argv, arguments->short_options,
								 arguments->long_options, NULL)) != -1)
		if (letter == LANGUAGE && is_language(optarg))
			use_language(arguments->command, optarg);
	rewind_options();
}

void
arguments_init(Arguments *arguments, const Command *command, int argc, char **argv)
{
	int			count = count_options(command->options) + lengthof(common_options);
	int			used = 0;

	memset(arguments, 0, sizeof(*arguments));
	arguments->command = command;
	arguments->argc = argc;
	arguments->argv = argv;
	arguments->common.tracker = "tracker";
	arguments->long_options = pg_malloc0(count * sizeof(struct option));
	arguments->short_options = pg_malloc0(2 * count + 2);
	/* a missing argument is told apart; what is wrong is said here, not by getopt_long */
	strcpy(arguments->short_options, ":");
	opterr = 0;
	add_options(arguments, &used, command->options);
	add_options(arguments, &used, common_options);
	rewind_options();
	find_language(arguments);
	arguments->common.language = chosen_language;
}

/* The same where there is no command to be told about; the words keep their order. */
void
find_language_of_words(int argc, char **argv)
{
	static const Command no_command = {""};
	Arguments	arguments;
	char	  **words = pg_malloc((argc + 1) * sizeof(char *));

	memcpy(words, argv, (argc + 1) * sizeof(char *));
	arguments_init(&arguments, &no_command, argc, words);
	pg_free(words);
}

/* The language whose messages the program shows: "es", or "en" for any other. */
const char *
message_language(void)
{
	/* translator: the code of the language that you translate to, such as es */
	const char *language = _("language of these messages");

	return strcmp(language, "language of these messages") == 0 ? "en" : language;
}

/*
 * Messages in the language asked for, whatever the locale is.  Gettext asks
 * LANGUAGE first, but not in the locale "C", whose encoding has no accents.
 */
void
use_language(const Command *command, const char *language)
{
	const char *locale;

	if (!is_language(language))
		usage_error(command, _("\"%s\" is not a language of the reports: they are in es and en"), language);
	setenv("LANGUAGE", language, 1);
	for (int i = 0; i < 2; i++)
	{
		int			category = i == 0 ? LC_CTYPE : LC_MESSAGES;

		locale = setlocale(category, NULL);
		if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
			(void) (setlocale(category, "C.UTF-8") != NULL || setlocale(category, "en_US.UTF-8") != NULL);
	}
#ifdef ENABLE_NLS
	/* what was looked up before is looked up anew */
	textdomain(textdomain(NULL));
#endif
	chosen_language = language;
}

/* The width of UTF-8 text, near enough for help: one for each character. */
static int
text_width(const char *text)
{
	int			width = 0;

	for (; *text != '\0'; text++)
		if (((unsigned char) *text & 0xC0) != 0x80)
			width++;
	return width;
}

/*
 * Words from the column that has been come to, and in lines below where they are
 * too many for one.  What has no blank in it is not cut.
 */
static void
print_wrapped(const char *text, int column, int indent)
{
	bool		is_first = true;

	while (*text != '\0')
	{
		char	   *word = pg_strdup(text);
		int			width;

		word[strcspn(word, " ")] = '\0';
		width = text_width(word);
		if (!is_first && column + 1 + width > HELP_WIDTH)
		{
			printf("\n%*s", indent, "");
			column = indent;
		}
		else if (!is_first)
		{
			putchar(' ');
			column++;
		}
		fputs(word, stdout);
		column += width;
		is_first = false;
		text += strlen(word);
		text += strspn(text, " ");
		pg_free(word);
	}
	putchar('\n');
}

/* What something is called, and what is to be said of it, in two columns. */
static void
print_entry(const char *name, int column, const char *text)
{
	int			width = text_width(name);

	fputs(name, stdout);
	if (width >= column)
	{
		putchar('\n');
		width = 0;
	}
	printf("%*s", column - width, "");
	print_wrapped(text, column, column);
}

static void
print_options(const CommandOption *options)
{
	for (; options != NULL && options->name != NULL; options++)
	{
		char		left[120];

		snprintf(left, sizeof(left), "  %c%c%s --%s%s%s",
				 options->letter < 256 ? '-' : ' ',
				 options->letter < 256 ? options->letter : ' ',
				 options->letter < 256 ? "," : " ",
				 options->name,
				 options->argument != NULL ? " " : "",
				 options->argument != NULL ? _(options->argument) : "");
		print_entry(left, OPTION_COLUMN, _(options->help));
	}
}

static void
print_command_help(const Command *command)
{
	print_wrapped(psprintf("caudal %s: %s", command->name, _(command->summary)), 0, 0);
	printf(_("\nUsage:\n  caudal %s [OPTION]... %s\n"), command->name, command->synopsis != NULL ? _(command->synopsis) : "");
	if (command->options != NULL)
	{
		printf(_("\nOptions:\n"));
		print_options(command->options);
	}
	printf(_("\nConnection and others:\n"));
	print_options(common_options);
	putchar('\n');
	print_wrapped(_("A password is asked for, or read from .pgpass; it is never an option."), 0, 0);
}

static void
list_options_of(const char *command, const CommandOption *options)
{
	for (; options != NULL && options->name != NULL; options++)
	{
		const char	letter[3] = {'-', (char) options->letter, '\0'};

		printf("%s\t--%s\t%s\t%s\t%s\n", command, options->name, options->letter < 256 ? letter : "",
			   options->argument != NULL ? options->argument : "", _(options->help));
	}
}

/*
 * What the shells' completions and the tests read: a line for each command and
 * one for each of its options, with tabs between command, option, its letter,
 * its value and the help.  An option that every command has is of "*".  A value
 * is in English: FILE is a file, and one with | between lists what there is.
 */
void
list_options(void)
{
	for (const Command *command = commands; command->name != NULL; command++)
	{
		printf("%s\t\t\t%s\t%s\n", command->name, command->synopsis != NULL ? command->synopsis : "", _(command->summary));
		list_options_of(command->name, command->options);
	}
	list_options_of("*", common_options);
}

void
print_program_help(void)
{
	print_wrapped(_("caudal brings grants, flows and exchange rates into PostgreSQL, and takes reports out."), 0, 0);
	printf(_("\nUsage:\n  caudal COMMAND [OPTION]... [FILE]...\n\nCommands:\n"));
	for (const Command *command = commands; command->name != NULL; command++)
		print_entry(psprintf("  %s", command->name), COMMAND_COLUMN, _(command->summary));
	putchar('\n');
	print_wrapped(_("caudal COMMAND --help tells more. The connection is that of any PostgreSQL"
					" program: options, the environment (PGHOST, PGDATABASE), a service file."), 0, 0);
}

/* An option that the command does not have, or one without a value that was given one. */
static void pg_attribute_noreturn()
unknown_option(const Arguments *arguments, int letter)
{
	const char *word = arguments->argv[optind - 1];

	if (strncmp(word, "--", 2) == 0 && letter != 0)
		usage_error(arguments->command, _("option \"%s\" takes no value"), word);
	if (strncmp(word, "--", 2) != 0 && letter > ' ' && letter < 0x7F)
		word = psprintf("-%c", letter);
	usage_error(arguments->command, _("there is no option \"%s\", or it is short for several"), word);
}

/*
 * The next option of the command's own: its letter, with its argument in
 * "optarg"; -1 after the last, when "optind" is at the first argument.
 */
int
next_option(Arguments *arguments)
{
	CommonOptions *common = &arguments->common;
	int			letter;

	while ((letter = getopt_long(arguments->argc, arguments->argv, arguments->short_options,
								 arguments->long_options, NULL)) != -1)
	{
		switch (letter)
		{
			case 'd':
				common->dbname = optarg;
				break;
			case 'h':
				common->host = optarg;
				break;
			case 'p':
				common->port = optarg;
				break;
			case 'U':
				common->user = optarg;
				break;
			case 'w':
				common->never_prompt = true;
				break;
			case 'W':
				common->force_prompt = true;
				break;
			case 'q':
				common->quiet = true;
				break;
			case 'V':
				printf("caudal " CAUDAL_VERSION "\n");
				exit(EXIT_DONE);
			case TRACKER:
				common->tracker = schema_argument(arguments->command, "--tracker", optarg);
				break;
			case LANGUAGE:
				use_language(arguments->command, optarg);
				common->language = chosen_language;
				break;
			case '?':
				if (strcmp(arguments->argv[optind - 1], "--help") == 0 ||
					strcmp(arguments->argv[optind - 1], "-?") == 0)
				{
					print_command_help(arguments->command);
					exit(EXIT_DONE);
				}
				unknown_option(arguments, optopt);
			case ':':
				usage_error(arguments->command, _("option \"%s\" needs a value"), arguments->argv[optind - 1]);
			default:
				return letter;
		}
	}
	return -1;
}

/* A whole number, or the end of the program. */
int
integer_argument(const char *name, const char *value, int least, int most)
{
	char	   *end;
	long		number;

	errno = 0;
	number = strtol(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || number < least || number > most)
	{
		pg_log_error("%s: \"%s\" is not a whole number from %d to %d", name, value, least, most);
		exit(EXIT_USAGE);
	}
	return (int) number;
}

/* The name of a schema, which the server would cut short without a word that is heard. */
const char *
schema_argument(const Command *command, const char *name, const char *value)
{
	if (strlen(value) >= NAMEDATALEN)
		usage_error(command, _("%s: \"%s\" has %d bytes, and a name in PostgreSQL has %d at most"), name, value,
					(int) strlen(value), NAMEDATALEN - 1);
	return value;
}

/* Says what is wrong with the command line; NULL where that has been said. */
void
usage_error(const Command *command, const char *format,...)
{
	if (format != NULL)
	{
		va_list		args;

		va_start(args, format);
		pg_log_generic_v(PG_LOG_ERROR, PG_LOG_PRIMARY, format, args);
		va_end(args);
	}
	if (command != NULL)
		pg_log_error_hint("Try \"caudal %s --help\".", command->name);
	else
		pg_log_error_hint("Try \"caudal --help\".");
	exit(EXIT_USAGE);
}
