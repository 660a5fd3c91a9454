/*-------------------------------------------------------------------------
 *
 * load.h
 *		Loading one file: a transaction, staging tables, refused rows.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_LOAD_H
#define CAUDAL_LOAD_H

#include "copy_sink.h"
#include "progress.h"
#include "rejects.h"
#include "session.h"
#include "source.h"

/* options that every "load" has */
enum
{
	OPTION_PARTIAL = 900,
	OPTION_DRY_RUN,
	OPTION_REJECTS,
	OPTION_ENCODING,
	OPTION_DELIMITER
};

#define LOAD_OPTIONS \
	{OPTION_PARTIAL, "partial", NULL, N_("load the good rows of a file that has others")}, \
	{OPTION_DRY_RUN, "dry-run", NULL, N_("do everything, and then undo it")}, \
	{OPTION_REJECTS, "rejects", N_("FILE"), N_("where to write refused rows (FILE.rejects.csv)")}

#define CSV_OPTIONS \
	{OPTION_ENCODING, "encoding", N_("NAME"), N_("encoding of the file (UTF-8)")}, \
	{OPTION_DELIMITER, "delimiter", N_("CHARACTER"), N_("what is between columns (, ; or tab, as found)")}

typedef struct LoadOptions
{
	bool		partial;
	bool		dry_run;
	const char *rejects;
	const char *encoding;
	char		delimiter;		/* '\0' to find out */
} LoadOptions;

/* One file on its way in. */
typedef struct Load
{
	Session    *session;
	const LoadOptions *options;
	const char *path;
	Source		source;
	Progress	progress;
	Rejects		rejects;

	uint64		read;			/* rows that the file has */
	uint64		added;
	uint64		changed;
	uint64		unchanged;
	uint64		absent;			/* cells that say there is no value */
	char	   *notes;			/* lines after the summary; NULL for none */
	/*
	 * Where load_apply() counts rows and not lines: what gives the line of row
	 * $1, and may give the column and the value to name it by.
	 */
	const char *line_of;
} Load;

typedef bool (*LoadFile) (Load *load, void *state, char **error);

extern bool load_option(LoadOptions *options, const Command *command, int letter, const char *value);
extern ExitStatus load_files(Session *session, const LoadOptions *options, int count, char **paths,
							 LoadFile load_file, void *state);

/* what a LoadFile calls */
extern void load_row(Load *load);
extern void load_progress(Load *load);
extern void load_phase(Load *load, const char *phase);
extern void load_note(Load *load, const char *note);
extern void load_judge(Load *load, const char *statements);
extern void load_apply(Load *load, const char *statement, int64 first, int64 last);

#endif							/* CAUDAL_LOAD_H */
