/*-------------------------------------------------------------------------
 *
 * caudal.h
 *		What every file of the client starts with.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CLIENT_H
#define CAUDAL_CLIENT_H

#include "postgres_fe.h"

#include "common/logging.h"
#include "libpq-fe.h"
#include "pqexpbuffer.h"

/* marks a message that is translated where it is printed */
#define N_(text) text

/*
 * How the program ends.  Documented in docs/client.md and in the manual page;
 * scripts depend on them.
 */
typedef enum ExitStatus
{
	EXIT_DONE = 0,
	EXIT_FAILED = 1,			/* an error of the server or of a file */
	EXIT_NO_CONNECTION = 2,
	EXIT_REFUSED = 3,			/* rows were refused */
	EXIT_USAGE = 4,
	EXIT_CANCELLED = 130		/* 128 + SIGINT, as shells have it */
} ExitStatus;

/* A command, as it is named after "caudal". */
typedef struct Command
{
	const char *name;			/* one or two words */
	const char *synopsis;		/* what follows the options; may be NULL */
	const char *summary;		/* one line, for translation */
	const struct CommandOption *options;	/* its own; may be NULL */
	ExitStatus	(*run) (const struct Command *command, int argc, char **argv);
} Command;

/* in the order in which they are listed; the last has no name */
extern const Command commands[];

extern ExitStatus run_init(const Command *command, int argc, char **argv);
extern ExitStatus run_load_rates(const Command *command, int argc, char **argv);
extern ExitStatus run_load_iati(const Command *command, int argc, char **argv);
extern ExitStatus run_load_360giving(const Command *command, int argc, char **argv);
extern ExitStatus run_load_flows(const Command *command, int argc, char **argv);
extern ExitStatus run_export_iati(const Command *command, int argc, char **argv);
extern ExitStatus run_export_360giving(const Command *command, int argc, char **argv);
extern ExitStatus run_export_csv(const Command *command, int argc, char **argv);
extern ExitStatus run_report(const Command *command, int argc, char **argv);
extern ExitStatus run_doctor(const Command *command, int argc, char **argv);

#endif							/* CAUDAL_CLIENT_H */
