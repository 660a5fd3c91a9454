/*-------------------------------------------------------------------------
 *
 * main.c
 *		caudal: brings real files into the database, and takes reports out.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "caudal.h"

#include <fcntl.h>
#include <unistd.h>

#include "load.h"
#include "options.h"
#include "output.h"

extern const CommandOption init_options[];
extern const CommandOption load_rates_options[];
extern const CommandOption load_flows_options[];
extern const CommandOption load_iati_options[];
extern const CommandOption load_360giving_options[];
extern const CommandOption export_iati_options[];
extern const CommandOption export_360giving_options[];
extern const CommandOption export_csv_options[];
extern const CommandOption report_options[];

const Command commands[] = {
	{"init", NULL, N_("create the extensions, and a tracker if asked, or update them"), init_options, run_init},
	{"load rates", N_("FILE..."), N_("load exchange rates as their sources publish them"), load_rates_options, run_load_rates},
	{"load flows", N_("FILE..."), N_("load a sheet of payments, commitments or expenditures"), load_flows_options, run_load_flows},
	{"load iati", N_("FILE..."), N_("load activities of IATI, versions 2.03 and 1.0x"), load_iati_options, run_load_iati},
	{"load 360giving", N_("FILE..."), N_("load grants of the 360Giving Data Standard, JSON or CSV"), load_360giving_options, run_load_360giving},
	{"export iati", NULL, N_("write awards as activities of IATI 2.03"), export_iati_options, run_export_iati},
	{"export 360giving", NULL, N_("write grants in the 360Giving Data Standard"), export_360giving_options, run_export_360giving},
	{"export csv", NULL, N_("write flows, awards, organizations or rates as CSV"), export_csv_options, run_export_csv},
	{"report", N_("[NAME]"), N_("print a report of the tracker, or list them"), report_options, run_report},
	{"doctor", NULL, N_("tell what is amiss with the database, its rates and settings"), NULL, run_doctor},
	{NULL}
};

/* "load rates" is two words of the command line; the last of them stands for argv[0]. */
static const Command *
find_command(int argc, char **argv, int *words)
{
	for (const Command *command = commands; command->name != NULL; command++)
	{
		const char *second = strchr(command->name, ' ');
		size_t		length = second != NULL ? (size_t) (second - command->name) : strlen(command->name);

		if (argc < 2 || strncmp(argv[1], command->name, length) != 0 || argv[1][length] != '\0')
			continue;
		if (second == NULL)
		{
			*words = 1;
			return command;
		}
		if (argc >= 3 && strcmp(argv[2], second + 1) == 0)
		{
			*words = 2;
			return command;
		}
	}
	return NULL;
}

/* The commands that begin with a word, as a list; NULL where there is none that has two. */
static char *
commands_of(const char *first)
{
	char	   *list = NULL;
	size_t		length = strlen(first);

	for (const Command *command = commands; command->name != NULL; command++)
		if (strncmp(command->name, first, length) == 0 && command->name[length] == ' ')
			list = list == NULL ? pg_strdup(command->name) : psprintf("%s, %s", list, command->name);
	return list;
}

/* Says that there is no such command, and which it may have been. */
static void pg_attribute_noreturn()
no_command(int argc, char **argv)
{
	const char *list = commands_of(argv[1]);
	const char *second = argc > 2 && argv[2][0] != '-' ? argv[2] : NULL;

	if (list != NULL && second == NULL)
		pg_log_error("\"%s\" needs a second word", argv[1]);
	else
		pg_log_error("there is no command \"%s\"", second != NULL ? psprintf("%s %s", argv[1], second) : argv[1]);
	if (list != NULL)
		pg_log_error_hint("There are: %s.", list);
	usage_error(NULL, NULL);
}

/*
 * Whoever closes one of the three would have the connection to the server take
 * its number.  What stands in for it can neither be read nor written.
 */
static void
keep_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			exit(EXIT_FAILED);
}

int
main(int argc, char **argv)
{
	const Command *command;
	int			words;

	keep_standard_files();
	pg_logging_init(argv[0]);
	atexit(output_close_standard);
	/* the server's programs do the same: messages are found beside the program */
	set_pglocale_pgservice(argv[0], PG_TEXTDOMAIN("caudal_client"));
#ifdef ENABLE_NLS
	/* names and texts of the database are printed in UTF-8, and so are messages beside them */
	bind_textdomain_codeset(PG_TEXTDOMAIN("caudal_client"), "UTF-8");
#endif

	/* also before the command, as in "caudal --lang es --help" */
	while (argc > 1 && strncmp(argv[1], "--lang", strlen("--lang")) == 0)
	{
		const char *rest = argv[1] + strlen("--lang");

		words = *rest == '=' ? 1 : 2;
		if ((*rest != '=' && *rest != '\0') || argc <= words)
			break;
		use_language(NULL, words == 1 ? rest + 1 : argv[2]);
		argv[words] = argv[0];
		argv += words;
		argc -= words;
	}

	command = find_command(argc, argv, &words);
	if (command != NULL)
	{
		argv[words] = argv[0];	/* what getopt_long calls the program */
		return command->run(command, argc - words, argv + words);
	}

	find_language_of_words(argc, argv);
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-?") == 0 || strcmp(argv[1], "help") == 0)
	{
		print_program_help();
		return argc < 2 ? EXIT_USAGE : EXIT_DONE;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
	{
		printf("caudal " CAUDAL_VERSION "\n");
		return EXIT_DONE;
	}
	if (strcmp(argv[1], "--list-options") == 0)
	{
		list_options();
		return EXIT_DONE;
	}
	/* of "load" alone there is no help, but of what it is the first word of */
	if (argc > 2 && commands_of(argv[1]) != NULL && (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-?") == 0))
	{
		print_program_help();
		return EXIT_DONE;
	}
	no_command(argc, argv);
}
