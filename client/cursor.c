/*-------------------------------------------------------------------------
 *
 * cursor.c
 *		The rows of a query, a few at a time.
 *
 * Several may be open at once in a transaction, so that queries in one order
 * are read side by side, in memory that does not depend on their size.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "cursor.h"

/* rows that are fetched at once */
#define FETCHED		"500"

struct Cursor
{
	Session    *session;
	char	   *fetch;
	PGresult   *rows;			/* NULL before the first are fetched */
	int			row;
};

/* The name is of the program's own, and no two that are open have the same. */
Cursor *
cursor_open(Session *session, const char *name, const char *sql, int count, const char *const *values)
{
	Cursor	   *cursor = pg_malloc0(sizeof(Cursor));
	char	   *declare = psprintf("DECLARE %s NO SCROLL CURSOR FOR %s", name, sql);

	PQclear(query(session, declare, count, values));
	pg_free(declare);
	cursor->session = session;
	cursor->fetch = psprintf("FETCH FORWARD " FETCHED " FROM %s", name);
	return cursor;
}

/* Whether there is a row to be read; the first call reads the first. */
bool
cursor_row(Cursor *cursor)
{
	if (cursor->rows == NULL || (cursor->row >= PQntuples(cursor->rows) && PQntuples(cursor->rows) > 0))
	{
		PQclear(cursor->rows);
		cursor->rows = query(cursor->session, cursor->fetch, 0, NULL);
		cursor->row = 0;
	}
	return cursor->row < PQntuples(cursor->rows);
}

/* NULL for the SQL NULL. */
const char *
cursor_value(const Cursor *cursor, int column)
{
	return PQgetisnull(cursor->rows, cursor->row, column) ? NULL : PQgetvalue(cursor->rows, cursor->row, column);
}

void
cursor_next(Cursor *cursor)
{
	cursor->row++;
}

void
cursor_close(Cursor *cursor)
{
	PQclear(cursor->rows);
	pg_free(cursor->fetch);
	pg_free(cursor);
}
