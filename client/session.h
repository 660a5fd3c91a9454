/*-------------------------------------------------------------------------
 *
 * session.h
 *		The connection, and waiting for the server.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SESSION_H
#define CAUDAL_SESSION_H

#include "options.h"

typedef struct Session
{
	PGconn	   *connection;
	const CommonOptions *common;
	/* called while the server works, several times a second; may be NULL */
	void		(*while_waiting) (void *state);
	void	   *waiting_state;
} Session;

extern Session *session_open(const CommonOptions *common);
extern void session_close(Session *session);
extern void use_schemas(Session *session, bool need_tracker);

extern PGresult *try_query(Session *session, const char *sql, int count, const char *const *values);
extern PGresult *query(Session *session, const char *sql, int count, const char *const *values);
extern void execute(Session *session, const char *sql);
extern char *query_text(Session *session, const char *sql, int count, const char *const *values);
extern PGresult *next_result(Session *session);
extern void finish_copy(Session *session);
extern void server_failed(Session *session, const PGresult *result) pg_attribute_noreturn();
extern void server_failed_hint(Session *session, const PGresult *result, const char *hint) pg_attribute_noreturn();
extern void end_if_cancelled(Session *session);

#endif							/* CAUDAL_SESSION_H */
