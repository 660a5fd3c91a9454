/*-------------------------------------------------------------------------
 *
 * icu_text.c
 *		Between the server's text and ICU's.
 *
 * ICU speaks UTF-16, the server whatever its database was made with.  What
 * an encoding does not have is the server's own error.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "icu_text.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include <unicode/ustring.h>

text *
caudal_text_from_utf8(const char *str, int len)
{
	char	   *converted;
	text	   *result;

	if (GetDatabaseEncoding() == PG_UTF8)
		return cstring_to_text_with_len(str, len);
	converted = pg_any_to_server(str, len, PG_UTF8);
	if (converted == str)
		return cstring_to_text_with_len(str, len);
	result = cstring_to_text(converted);
	pfree(converted);
	return result;
}

text *
caudal_text_from_icu(const UChar *str, int32_t len)
{
	char		space[512];
	char	   *utf8 = space;
	int32_t		size;
	UErrorCode	code = U_ZERO_ERROR;
	text	   *result;

	/* a unit of UTF-16 is at most three bytes */
	if (len > (int32_t) sizeof(space) / 3)
		utf8 = palloc((Size) len * 3);
	u_strToUTF8(utf8, Max(len * 3, (int32_t) sizeof(space)), &size, str, len,
				&code);
	caudal_check_icu(code, NULL);
	result = caudal_text_from_utf8(utf8, size);
	if (utf8 != space)
		pfree(utf8);
	return result;
}

/*
 * The bytes of a text in UTF-8; not terminated, and not always a copy.
 */
char *
caudal_utf8_from_text(const text *str, int *len)
{
	char	   *bytes = VARDATA_ANY(str);
	char	   *utf8;

	*len = VARSIZE_ANY_EXHDR(str);
	if (GetDatabaseEncoding() == PG_UTF8)
		return bytes;
	utf8 = pg_server_to_any(bytes, *len, PG_UTF8);
	if (utf8 != bytes)
		*len = strlen(utf8);
	return utf8;
}

void
caudal_check_icu(UErrorCode code, const char *locale)
{
	if (likely(U_SUCCESS(code)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
			 locale != NULL ?
			 errmsg("ICU failed for locale \"%s\": %s", locale,
					u_errorName(code)) :
			 errmsg("ICU failed: %s", u_errorName(code))));
}
