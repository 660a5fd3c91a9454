/*-------------------------------------------------------------------------
 *
 * message.c
 *		message(text): a message in the language of the session, for PL/pgSQL.
 *
 * What C reports is translated by ereport.  PL/pgSQL looks its own messages up
 * in PostgreSQL's catalogue, so the tracker asks for its texts by this function,
 * before format() puts in what varies.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "compat.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(caudal_message);

Datum
caudal_message(PG_FUNCTION_ARGS)
{
	text	   *message = PG_GETARG_TEXT_PP(0);
	char	   *original = text_to_cstring(message);
	const char *translated;

	/* under the empty text a catalogue has its header */
	if (original[0] == '\0')
		PG_RETURN_TEXT_P(message);
	translated = _(original);
	if (translated == original)
		PG_RETURN_TEXT_P(message);

	/*
	 * Catalogues are read in the encoding of LC_CTYPE, where that is not C.
	 * CREATE DATABASE sees to it that this is the database's own, but for
	 * Windows and SQL_ASCII.
	 */
	PG_RETURN_TEXT_P(cstring_to_text(pg_any_to_server(translated,
													  (int) strlen(translated),
													  GetMessageEncoding())));
}
