/*-------------------------------------------------------------------------
 *
 * rejects.h
 *		Rows that were not loaded, each with its reason.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REJECTS_H
#define CAUDAL_REJECTS_H

#include "caudal.h"

typedef struct Rejects
{
	const char *source;			/* the file that they are of */
	char	   *path;			/* the file that they are written to; NULL before the first */
	bool		by_value;		/* what is counted is each value, not the row */
	uint64		rows;
	/* private */
	const char *wanted_path;
	FILE	   *file;
	int			error;			/* why it could not be opened, as errno has it; 0 where it was */
	uint64		last_line;
	bool		quiet;
} Rejects;

extern void rejects_init(Rejects *rejects, const char *source, const char *path, bool quiet);
extern void reject(Rejects *rejects, uint64 line, const char *column, const char *value, size_t length, const char *reason);
extern void rejects_close(Rejects *rejects);

extern char *printable(const char *text, size_t length);
extern void csv_print(FILE *file, const char *text, size_t length);

#endif							/* CAUDAL_REJECTS_H */
