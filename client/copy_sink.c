/*-------------------------------------------------------------------------
 *
 * copy_sink.c
 *		Rows on their way into a table, by COPY.
 *
 * A connection has one COPY at a time.  A reader that fills several tables
 * opens a sink for each: rows are gathered in a buffer, and when that is full
 * the COPY of another sink is ended and the sink's own begun.  With one sink
 * all goes through one COPY.
 *
 * Text must be valid UTF-8 without NUL; who reads a file checks that.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "copy_sink.h"

/* large enough that switching tables costs nothing, small enough for many */
#define BUFFER_SIZE		(256 * 1024)

struct CopySink
{
	Session    *session;
	char	   *statement;
	bool		row_begun;
	PQExpBufferData rows;
};

/* whose COPY is under way */
static CopySink *copying = NULL;

/* The target is a table with its columns: "staged (line, day)". */
CopySink *
sink_open(Session *session, const char *target)
{
	CopySink   *sink = pg_malloc0(sizeof(CopySink));

	sink->session = session;
	sink->statement = psprintf("COPY %s FROM STDIN", target);
	initPQExpBuffer(&sink->rows);
	return sink;
}

static void
begin_field(CopySink *sink)
{
	if (sink->row_begun)
		appendPQExpBufferChar(&sink->rows, '\t');
	sink->row_begun = true;
}

void
sink_bytes(CopySink *sink, const char *text, size_t length)
{
	const char *end = text + length;
	const char *plain = text;

	begin_field(sink);
	for (; text < end; text++)
	{
		char		escaped;

		switch (*text)
		{
			case '\\':
				escaped = '\\';
				break;
			case '\n':
				escaped = 'n';
				break;
			case '\r':
				escaped = 'r';
				break;
			case '\t':
				escaped = 't';
				break;
			default:
				continue;
		}
		appendBinaryPQExpBuffer(&sink->rows, plain, text - plain);
		appendPQExpBufferChar(&sink->rows, '\\');
		appendPQExpBufferChar(&sink->rows, escaped);
		plain = text + 1;
	}
	appendBinaryPQExpBuffer(&sink->rows, plain, end - plain);
}

/* NULL is the SQL NULL. */
void
sink_text(CopySink *sink, const char *text)
{
	if (text == NULL)
		sink_null(sink);
	else
		sink_bytes(sink, text, strlen(text));
}

void
sink_number(CopySink *sink, int64 number)
{
	char		text[32];
	int			length = snprintf(text, sizeof(text), INT64_FORMAT, number);

	begin_field(sink);
	appendBinaryPQExpBuffer(&sink->rows, text, length);
}

void
sink_null(CopySink *sink)
{
	begin_field(sink);
	appendBinaryPQExpBuffer(&sink->rows, "\\N", 2);
}

static void
end_copy(Session *session)
{
	if (copying == NULL)
		return;
	copying = NULL;
	if (PQputCopyEnd(session->connection, NULL) != 1)
		server_failed(session, NULL);
	finish_copy(session);
}

static void
flush(CopySink *sink)
{
	Session    *session = sink->session;

	if (PQExpBufferDataBroken(sink->rows))
	{
		pg_log_error("out of memory");
		exit(EXIT_FAILED);
	}
	if (sink->rows.len == 0)
		return;
	end_if_cancelled(session);
	if (copying != sink)
	{
		end_copy(session);
		PQclear(query(session, sink->statement, 0, NULL));
		copying = sink;
	}
	if (PQputCopyData(session->connection, sink->rows.data, sink->rows.len) != 1)
		server_failed(session, NULL);
	resetPQExpBuffer(&sink->rows);
}

void
sink_end_row(CopySink *sink)
{
	appendPQExpBufferChar(&sink->rows, '\n');
	sink->row_begun = false;
	if (sink->rows.len >= BUFFER_SIZE)
		flush(sink);
}

/* Ends the COPY under way, before any other statement. */
void
sinks_finish(Session *session)
{
	end_copy(session);
}

/* Sends what remains; sinks_finish() is still to be called. */
void
sink_close(CopySink *sink)
{
	flush(sink);
	termPQExpBuffer(&sink->rows);
	pg_free(sink->statement);
	pg_free(sink);
}
