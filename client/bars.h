/*-------------------------------------------------------------------------
 *
 * bars.h
 *		Bars and sparklines of characters, and the width of text at a terminal.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_BARS_H
#define CAUDAL_BARS_H

#include "caudal.h"

extern bool terminal_draws_blocks(void);
extern void append_bar(PQExpBuffer out, double share, int width, bool blocks);
extern void append_sparkline(PQExpBuffer out, const double *values, int count, double low, double high, bool blocks);

extern int	shown_width(const char *text);
extern char *shown_text(const char *text);
extern void append_cut(PQExpBuffer out, const char *text, int width, bool right, bool blocks);
extern void append_blanks(PQExpBuffer out, int count);
extern void append_wrapped(PQExpBuffer out, const char *text, int width, int indent);

#endif							/* CAUDAL_BARS_H */
