/*-------------------------------------------------------------------------
 *
 * csv_reader.h
 *		The rows of a CSV file, one at a time.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CSV_READER_H
#define CAUDAL_CSV_READER_H

#include "source.h"

/* a field that is longer is refused: it is no amount, name or description */
#define CSV_FIELD_MAX	(1024 * 1024)
#define CSV_COLUMNS_MAX 2000

typedef struct CsvField
{
	char	   *text;			/* with a terminator; may hold NUL bytes */
	size_t		length;
} CsvField;

typedef struct CsvReader CsvReader;

/*
 * The first bytes decide on the delimiter where none is given ('\0').
 * Errors are of the file as a whole; formatted, translated.
 */
extern CsvReader *csv_open(Source *source, char delimiter);
extern bool csv_next(CsvReader *reader, char **error);
extern int	csv_count(const CsvReader *reader);
extern CsvField csv_field(const CsvReader *reader, int column);
extern char *csv_misfit(const CsvReader *reader, int columns);
extern uint64 csv_line(const CsvReader *reader);
extern void csv_close(CsvReader *reader);

#endif							/* CAUDAL_CSV_READER_H */
