/*-------------------------------------------------------------------------
 *
 * markup.c
 *		Text inside HTML and SVG.
 *
 * What the database holds is data, and never markup: a name may be a script.
 * One way of writing it does for both languages, in elements as well as in
 * attributes between double quotes.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "markup.h"

#include "mb/pg_wchar.h"

/* stands for a character that XML does not have */
#define REPLACEMENT		"\xEF\xBF\xBD"

/* The bytes of the character that text begins with; 0 where they are not UTF-8. */
int
next_character(const char *text)
{
	const unsigned char *bytes = (const unsigned char *) text;
	int			length = pg_utf_mblen(bytes);

	/* the terminator may come before the character's end */
	for (int i = 1; i < length; i++)
		if (bytes[i] == '\0')
			return 0;
	return pg_utf8_islegal(bytes, length) ? length : 0;
}

/* XML 1.0, 2.2: without most controls, and without U+FFFE and U+FFFF. */
static bool
is_in_xml(const char *text, int length)
{
	if (length == 1)
		return (unsigned char) *text >= 0x20 ? *text != 0x7F : *text == '\t' || *text == '\n';
	if (length == 2)			/* the controls of Latin 1, which HTML forbids */
		return !((unsigned char) text[0] == 0xC2 && (unsigned char) text[1] < 0xA0);
	if (length == 3)
		return memcmp(text, "\xEF\xBF\xBE", 3) != 0 && memcmp(text, "\xEF\xBF\xBF", 3) != 0;
	return length == 4;
}

void
append_markup(PQExpBuffer out, const char *text)
{
	while (*text != '\0')
	{
		int			length = next_character(text);

		if (!is_in_xml(text, length))
			appendPQExpBufferStr(out, REPLACEMENT);
		else if (*text == '&')
			appendPQExpBufferStr(out, "&amp;");
		else if (*text == '<')
			appendPQExpBufferStr(out, "&lt;");
		else if (*text == '>')
			appendPQExpBufferStr(out, "&gt;");
		else if (*text == '"')
			appendPQExpBufferStr(out, "&quot;");
		else
			appendBinaryPQExpBuffer(out, text, length);
		text += Max(length, 1);
	}
}
