/*-------------------------------------------------------------------------
 *
 * fold_text.h
 *		Text without case, accents and other ways of writing the same.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_FOLD_TEXT_H
#define CAUDAL_FOLD_TEXT_H

#include "compat.h"
#include "lib/stringinfo.h"

/*
 * Folded text is UTF-8 again: letters, with the marks that no alphabet can do
 * without, and the digits 0 to 9; between them a blank for whatever is blank,
 * a full stop, an ampersand, and a comma for all other punctuation.
 */
#define FOLDED_SEPARATORS	" .,&"

extern void caudal_fold_text(const char *utf8, int length, StringInfo folded);

#endif							/* CAUDAL_FOLD_TEXT_H */
