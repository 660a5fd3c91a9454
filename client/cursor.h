/*-------------------------------------------------------------------------
 *
 * cursor.h
 *		The rows of a query, a few at a time.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_CURSOR_H
#define CAUDAL_CURSOR_H

#include "session.h"

typedef struct Cursor Cursor;

extern Cursor *cursor_open(Session *session, const char *name, const char *sql, int count, const char *const *values);
extern bool cursor_row(Cursor *cursor);
extern const char *cursor_value(const Cursor *cursor, int column);
extern void cursor_next(Cursor *cursor);
extern void cursor_close(Cursor *cursor);

#endif							/* CAUDAL_CURSOR_H */
