/*-------------------------------------------------------------------------
 *
 * markup.h
 *		Text inside HTML and SVG.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_MARKUP_H
#define CAUDAL_MARKUP_H

#include "caudal.h"

extern void append_markup(PQExpBuffer out, const char *text);
extern int	next_character(const char *text);

#endif							/* CAUDAL_MARKUP_H */
