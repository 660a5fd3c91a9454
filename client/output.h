/*-------------------------------------------------------------------------
 *
 * output.h
 *		Where a command writes what it takes out: standard output or a file.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_OUTPUT_H
#define CAUDAL_OUTPUT_H

#include "caudal.h"

typedef struct Output
{
	FILE	   *file;			/* for who prints with stdio: errors are found at the end */
	/* private */
	char	   *path;			/* NULL for standard output */
	char	   *temporary;		/* NULL where the file is written directly */
} Output;

/* the path is NULL or "-" for standard output; errors end the program */
extern void output_open(Output *output, const char *path);
extern void output_write(Output *output, const char *data, size_t length);
extern void output_finish(Output *output);
extern void output_close_standard(void);

#endif							/* CAUDAL_OUTPUT_H */
