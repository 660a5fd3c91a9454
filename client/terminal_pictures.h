/*-------------------------------------------------------------------------
 *
 * terminal_pictures.h
 *		The pictures of a report in characters.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TERMINAL_PICTURES_H
#define CAUDAL_TERMINAL_PICTURES_H

#include "report.h"

extern void append_terminal_pictures(PQExpBuffer out, const ReportData *data, int width, bool blocks);

#endif							/* CAUDAL_TERMINAL_PICTURES_H */
