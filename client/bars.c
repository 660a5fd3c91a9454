/*-------------------------------------------------------------------------
 *
 * bars.c
 *		Bars and sparklines of characters, and the width of text at a terminal.
 *
 * Text of the database may hold what a terminal obeys: it is shown without
 * controls, and without the marks that turn the order of letters around.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "bars.h"

#include <langinfo.h>
#include <math.h>

#include "markup.h"
#include "mb/pg_wchar.h"

/* U+2588 and what is left of it, in eighths, from the left; and from below */
static const char *const from_left[] = {
	"", "\xE2\x96\x8F", "\xE2\x96\x8E", "\xE2\x96\x8D", "\xE2\x96\x8C",
	"\xE2\x96\x8B", "\xE2\x96\x8A", "\xE2\x96\x89", "\xE2\x96\x88"
};
static const char *const from_below[] = {
	"\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83", "\xE2\x96\x84",
	"\xE2\x96\x85", "\xE2\x96\x86", "\xE2\x96\x87", "\xE2\x96\x88"
};
static const char ascii_levels[] = "_.:-=+*#";

/* Whether the locale has more characters than ASCII. */
bool
terminal_draws_blocks(void)
{
	const char *codeset = nl_langinfo(CODESET);

	return pg_strcasecmp(codeset, "UTF-8") == 0 || pg_strcasecmp(codeset, "utf8") == 0;
}

/* A share of 0 to 1 of the width; what is beyond has an arrow. */
void
append_bar(PQExpBuffer out, double share, int width, bool blocks)
{
	bool		beyond = share > 1 + 1e-9;
	int			eighths;
	int			used;

	if (!isfinite(share) || share < 0)
	{
		append_blanks(out, width);
		return;
	}
	if (beyond)
		width--;
	eighths = (int) lround(Min(share, 1) * width * 8);
	/* what is not nothing is seen */
	if (share > 0 && eighths == 0)
		eighths = 1;
	used = eighths / 8;
	for (int i = 0; i < used; i++)
		appendPQExpBufferStr(out, blocks ? from_left[8] : "#");
	if (eighths % 8 != 0 && (blocks || eighths % 8 >= 4 || used == 0))
	{
		appendPQExpBufferStr(out, blocks ? from_left[eighths % 8] : eighths % 8 >= 4 ? "#" : ".");
		used++;
	}
	append_blanks(out, width - used);
	if (beyond)
		appendPQExpBufferStr(out, blocks ? "\xE2\x96\xB6" : ">");
}

/* One character for each value; a blank where there is none. */
void
append_sparkline(PQExpBuffer out, const double *values, int count, double low, double high, bool blocks)
{
	for (int i = 0; i < count; i++)
	{
		double		share = high > low ? (values[i] - low) / (high - low) : 0;
		int			level;

		if (!isfinite(values[i]))
		{
			appendPQExpBufferChar(out, ' ');
			continue;
		}
		level = (int) lround(Max(0, Min(1, share)) * 7);
		if (blocks)
			appendPQExpBufferStr(out, from_below[level]);
		else
			appendPQExpBufferChar(out, ascii_levels[level]);
	}
}

/* Marks of Unicode that change the direction of what follows. */
static bool
turns_direction(const char *text, int length)
{
	return length == 3 &&
		((memcmp(text, "\xE2\x80", 2) == 0 && (unsigned char) text[2] >= 0xAA && (unsigned char) text[2] <= 0xAE) ||
		 (memcmp(text, "\xE2\x81", 2) == 0 && (unsigned char) text[2] >= 0xA6 && (unsigned char) text[2] <= 0xA9));
}

/* Text on one line, without what a terminal would obey. */
char *
shown_text(const char *text)
{
	PQExpBufferData shown;
	char	   *result;

	initPQExpBuffer(&shown);
	while (*text != '\0')
	{
		int			length = next_character(text);

		if (*text == '\n' || *text == '\t' || *text == '\r')
			appendPQExpBufferChar(&shown, ' ');
		else if (length == 0 || pg_encoding_dsplen(PG_UTF8, text) < 0)
			appendPQExpBufferChar(&shown, '?');
		else if (!turns_direction(text, length))
			appendBinaryPQExpBuffer(&shown, text, length);
		text += Max(length, 1);
	}
	result = pg_strdup(shown.data);
	termPQExpBuffer(&shown);
	return result;
}

int
shown_width(const char *text)
{
	int			width = 0;

	while (*text != '\0')
	{
		int			length = next_character(text);

		width += length > 0 ? Max(pg_encoding_dsplen(PG_UTF8, text), 0) : 1;
		text += Max(length, 1);
	}
	return width;
}

void
append_blanks(PQExpBuffer out, int count)
{
	for (; count > 0; count--)
		appendPQExpBufferChar(out, ' ');
}

/* Exactly so wide: filled with blanks, or cut with an ellipsis. */
void
append_cut(PQExpBuffer out, const char *text, int width, bool right, bool blocks)
{
	int			whole = shown_width(text);
	const char *ellipsis = blocks ? "\xE2\x80\xA6" : "~";
	int			used = 0;

	if (whole <= width)
	{
		if (right)
			append_blanks(out, width - whole);
		appendPQExpBufferStr(out, text);
		if (!right)
			append_blanks(out, width - whole);
		return;
	}
	while (*text != '\0')
	{
		int			length = Max(next_character(text), 1);
		int			wide = Max(pg_encoding_dsplen(PG_UTF8, text), 0);

		if (used + wide > width - 1)
			break;
		appendBinaryPQExpBuffer(out, text, length);
		used += wide;
		text += length;
	}
	if (width > 0)
		appendPQExpBufferStr(out, ellipsis);
	append_blanks(out, width - used - 1);
}

/* Text in lines of words, all but the first after so many blanks. */
void
append_wrapped(PQExpBuffer out, const char *text, int width, int indent)
{
	int			used = 0;

	while (*text != '\0')
	{
		size_t		length = strcspn(text, " ");
		char	   *word = pnstrdup(text, length);
		int			wide = shown_width(word);

		if (used > 0 && indent + used + 1 + wide > width)
		{
			appendPQExpBufferChar(out, '\n');
			append_blanks(out, indent);
			used = 0;
		}
		else if (used > 0)
		{
			appendPQExpBufferChar(out, ' ');
			used++;
		}
		appendPQExpBufferStr(out, word);
		used += wide;
		pg_free(word);
		text += length + strspn(text + length, " ");
	}
	appendPQExpBufferChar(out, '\n');
}
