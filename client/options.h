/*-------------------------------------------------------------------------
 *
 * options.h
 *		Options on the command line, and their help.
 *
 * One table says what an option is called and what it does: it is what is
 * parsed, and what --help prints.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_OPTIONS_H
#define CAUDAL_OPTIONS_H

#include "caudal.h"

#include "getopt_long.h"

typedef struct CommandOption
{
	int			letter;			/* of the short form, or a number from 256 on */
	const char *name;			/* of the long form */
	const char *argument;		/* what --help calls it, for translation, or "this|that"; NULL for none */
	const char *help;			/* for translation */
} CommandOption;

/* those that every command has */
typedef struct CommonOptions
{
	const char *dbname;
	const char *host;
	const char *port;
	const char *user;
	bool		never_prompt;
	bool		force_prompt;
	const char *tracker;		/* schema of the tracker */
	const char *language;		/* "es", "en"; NULL for that of the locale */
	bool		quiet;
} CommonOptions;

typedef struct Arguments
{
	const Command *command;
	int			argc;
	char	  **argv;
	CommonOptions common;
	struct option *long_options;
	char	   *short_options;
} Arguments;

extern void arguments_init(Arguments *arguments, const Command *command,
						   int argc, char **argv);
extern int	next_option(Arguments *arguments);
extern int	integer_argument(const char *name, const char *value, int least, int most);
extern const char *schema_argument(const Command *command, const char *name, const char *value);
extern void usage_error(const Command *command, const char *format,...) pg_attribute_printf(2, 3) pg_attribute_noreturn();
extern void print_program_help(void);
extern void list_options(void);
extern void use_language(const Command *command, const char *language);
extern void find_language_of_words(int argc, char **argv);
extern const char *message_language(void);

#endif							/* CAUDAL_OPTIONS_H */
