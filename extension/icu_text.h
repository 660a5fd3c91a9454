/*-------------------------------------------------------------------------
 *
 * icu_text.h
 *		Between the server's text and ICU's.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_ICU_TEXT_H
#define CAUDAL_ICU_TEXT_H

#include "compat.h"

#ifndef USE_ICU
#error "caudal needs a PostgreSQL that was built with ICU"
#endif

#include <unicode/utypes.h>

extern text *caudal_text_from_icu(const UChar *str, int32_t len);
extern text *caudal_text_from_utf8(const char *str, int len);
extern char *caudal_utf8_from_text(const text *str, int *len);
extern void caudal_check_icu(UErrorCode code, const char *locale);

#endif							/* CAUDAL_ICU_TEXT_H */
