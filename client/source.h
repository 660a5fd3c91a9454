/*-------------------------------------------------------------------------
 *
 * source.h
 *		The bytes of a file, in UTF-8, piece by piece.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SOURCE_H
#define CAUDAL_SOURCE_H

#include "caudal.h"

typedef struct Source
{
	const char *path;			/* "-" is standard input */
	uint64		size;			/* in bytes; 0 where it is not known */
	uint64		done;			/* bytes read so far */
	/* private */
	int			fd;
	const char *encoding;		/* as the user says, or NULL */
	void	   *converter;		/* iconv_t, NULL where the file is in UTF-8 */
	char	   *raw;
	size_t		raw_used;
	bool		at_start;
	bool		is_converted;	/* something was, so that a mark is text */
	bool		at_end;
	char	   *held;			/* bytes that were looked at, and are still to be read */
	size_t		held_used;
	size_t		held_next;
} Source;

/* what a file that cannot be read says; formatted, translated */
extern bool source_knows_encoding(const char *encoding);
extern bool source_open(Source *source, const char *path, const char *encoding, char **error);
extern ssize_t source_read(Source *source, char *buffer, size_t size, char **error);
extern int	source_peek(Source *source, char **error);
extern void source_close(Source *source);

#endif							/* CAUDAL_SOURCE_H */
