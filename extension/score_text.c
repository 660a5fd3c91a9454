/*-------------------------------------------------------------------------
 *
 * score_text.c
 *		The text form of a score: "3.5 of 1-5".
 *
 * Read: a mark, or "n/a", on a scale whose ends are joined by a hyphen or, as
 * they must be where one of them is negative, by two dots; "72%" is on the
 * scale 0-100 and "4/10" on 0-10.  Written: mark, "of", scale, with the
 * hyphen where both ends allow it.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "score_text.h"

#include "exact.h"

/* a whole number; one beyond every scale is as good as any other such */
static bool
scan_end(Scanner *s, int64 *end)
{
	bool		negative = scan_character(s, '-');
	const char *start = s->p;

	*end = 0;
	for (; s->p < s->end && ascii_is_digit(*s->p); s->p++)
		*end = Min(*end * 10 + (*s->p - '0'), PG_INT32_MAX);
	if (negative)
		*end = -*end;
	return s->p > start;
}

/*
 * Two ends.  Where the first is negative a hyphen between them would be read
 * twice before it is understood once, so it takes two dots.
 */
static bool
scan_scale(Scanner *s, int64 *low, int64 *high)
{
	bool		hyphen;

	if (!scan_end(s, low))
		return false;
	scan_blanks(s);
	hyphen = *low >= 0 && scan_character(s, '-');
	if (!hyphen && !scan_word(s, ".."))
		return false;
	scan_blanks(s);
	if (hyphen && s->p < s->end && *s->p == '-')
		return false;
	return scan_end(s, high);
}

/*
 * A score at the beginning of a text that may go on.
 */
ScoreResult
caudal_scan_score(Scanner *s, Score *score)
{
	bool		applicable = !scan_word(s, "N/A");
	bool		overflow = false;
	int128		mark = 0;
	int			decimals = 0;
	int64		low = 0;
	int64		high = 100;

	if (applicable && !caudal_scan_decimal(s, &mark, &decimals, &overflow))
		return SCORE_MALFORMED;
	scan_blanks(s);
	if (scan_word(s, "OF"))
	{
		scan_blanks(s);
		if (!scan_scale(s, &low, &high))
			return SCORE_MALFORMED;
	}
	else if (applicable && scan_character(s, '/'))
	{
		scan_blanks(s);
		if (!scan_end(s, &high))
			return SCORE_MALFORMED;
	}
	else if (!applicable || !scan_character(s, '%'))
		return SCORE_MALFORMED;

	if (!applicable)
		return score_make_not_applicable(low, high, score);
	if (decimals > SCORE_DECIMALS &&
		(overflow ||
		 !caudal_rescale_exactly(mark, decimals, SCORE_DECIMALS, &mark)))
		return SCORE_TOO_FINE;
	/* what does not fit is off every scale */
	if (overflow || (decimals < SCORE_DECIMALS &&
					 !caudal_scale_up(mark, SCORE_DECIMALS - decimals, &mark)))
		mark = PG_INT64_MAX;
	return score_make(mark, low, high, score);
}

ScoreResult
caudal_score_parse(const char *str, size_t len, Score *score)
{
	Scanner		s = {str, str + len};
	ScoreResult result;

	scan_blanks(&s);
	result = caudal_scan_score(&s, score);
	if (result == SCORE_MALFORMED)
		return result;
	scan_blanks(&s);
	return s.p == s.end ? result : SCORE_MALFORMED;
}

static char *
put(char *p, const char *text)
{
	size_t		n = strlen(text);

	memcpy(p, text, n + 1);
	return p + n;
}

int
caudal_scale_print(char *buf, int low, int high)
{
	char	   *p = buf;

	p += caudal_int128_print(p, low, 0);
	p = put(p, low < 0 ? ".." : "-");
	p += caudal_int128_print(p, high, 0);
	return (int) (p - buf);
}

/*
 * A mark and a scale, which need not be those of a score: errors show them as
 * well.
 */
int
caudal_mark_print(char *buf, int64 mark, int low, int high)
{
	char	   *p = buf;

	if (mark == SCORE_NOT_APPLICABLE)
		p = put(p, "n/a");
	else
	{
		int			decimals = score_trim(&mark);

		p += caudal_int128_print(p, mark, decimals);
	}
	p = put(p, " of ");
	p += caudal_scale_print(p, low, high);
	return (int) (p - buf);
}

int
caudal_score_print(char *buf, Score score)
{
	return caudal_mark_print(buf, score.mark, score.low, score.high);
}
