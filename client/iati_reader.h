/*-------------------------------------------------------------------------
 *
 * iati_reader.h
 *		The activities of an IATI file, as flat rows.
 *
 * Nothing here knows of a server: rows and refusals are handed to a sink.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_IATI_READER_H
#define CAUDAL_IATI_READER_H

#include "caudal.h"

/* what rows are handed over; their columns are in iati_targets */
typedef enum IatiTable
{
	IATI_ACTIVITY,
	IATI_TEXT,
	IATI_NAME,
	IATI_PARTICIPANT,
	IATI_COUNTRY,
	IATI_TRANSACTION,
	IATI_BUDGET,
	IATI_PLAN,
	IATI_RESULT,
	IATI_INDICATOR,
	IATI_VALUE,
	IATI_TABLES
} IatiTable;

#define IATI_COLUMNS_MAX	20

/* by IatiTable: the staging table with its columns, as COPY has them */
extern const char *const iati_targets[IATI_TABLES];

/*
 * Where what is read goes.  Values are text as SQL reads it, NULL for none, and
 * valid for the time of the call; they are UTF-8.  Reasons are translated.
 */
typedef struct IatiSink
{
	void		(*row) (void *state, IatiTable table, const char *const *values, int count);
	void		(*refuse) (void *state, uint64 line, const char *column, const char *value, const char *reason);
	void	   *state;
} IatiSink;

typedef struct IatiReader IatiReader;

/* false, with what is wrong with the file as a whole: formatted, translated */
extern IatiReader *iati_open(const IatiSink *sink);
extern bool iati_feed(IatiReader *reader, const char *bytes, size_t length, bool in_utf8, char **error);
extern bool iati_finish(IatiReader *reader, char **error);
extern void iati_close(IatiReader *reader);

/* what was read but has no place in the tracker, "sector 3, location 1"; NULL for nothing */
extern char *iati_left_out(const IatiReader *reader);

#endif							/* CAUDAL_IATI_READER_H */
