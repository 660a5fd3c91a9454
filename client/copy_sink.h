/*-------------------------------------------------------------------------
 *
 * copy_sink.h
 *		Rows on their way into a table, by COPY.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_COPY_SINK_H
#define CAUDAL_COPY_SINK_H

#include "session.h"

typedef struct CopySink CopySink;

extern CopySink *sink_open(Session *session, const char *target);
extern void sink_text(CopySink *sink, const char *text);
extern void sink_bytes(CopySink *sink, const char *text, size_t length);
extern void sink_number(CopySink *sink, int64 number);
extern void sink_null(CopySink *sink);
extern void sink_end_row(CopySink *sink);
extern void sinks_finish(Session *session);
extern void sink_close(CopySink *sink);

#endif							/* CAUDAL_COPY_SINK_H */
