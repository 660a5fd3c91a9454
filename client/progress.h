/*-------------------------------------------------------------------------
 *
 * progress.h
 *		How far a file has come, told while it is loaded.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PROGRESS_H
#define CAUDAL_PROGRESS_H

#include "caudal.h"

typedef struct Progress
{
	const char *name;			/* of the file */
	const char *phase;			/* translated: what is being done; NULL while reading */
	uint64		size;			/* in bytes; 0 where it is not known */
	uint64		done;			/* bytes read */
	uint64		rows;
	double		share;			/* of a phase after reading; below zero where it is not known */
	bool		quiet;
	/* private */
	bool		on_terminal;
	bool		drawn;
	double		started;
	double		shown;
} Progress;

extern void progress_start(Progress *progress, const char *name, uint64 size, bool quiet);
extern void progress_show(void *progress);
extern void progress_clear(Progress *progress);

#endif							/* CAUDAL_PROGRESS_H */
