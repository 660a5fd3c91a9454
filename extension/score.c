/*-------------------------------------------------------------------------
 *
 * score.c
 *		The SQL type score: input, output, construction, comparison and access.
 *
 * Equality and hashing are int8's own, because they are identity of mark and
 * scale, which the packed form is.  The order is another one: score_compare().
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "score_datum.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/sortsupport.h"

#include "exact.h"
#include "numeric_parts.h"

PG_FUNCTION_INFO_V1(caudal_score_in);
PG_FUNCTION_INFO_V1(caudal_score_out);
PG_FUNCTION_INFO_V1(caudal_score_recv);
PG_FUNCTION_INFO_V1(caudal_score_send);
PG_FUNCTION_INFO_V1(caudal_score);
PG_FUNCTION_INFO_V1(caudal_not_applicable);
PG_FUNCTION_INFO_V1(caudal_score_lt);
PG_FUNCTION_INFO_V1(caudal_score_le);
PG_FUNCTION_INFO_V1(caudal_score_gt);
PG_FUNCTION_INFO_V1(caudal_score_ge);
PG_FUNCTION_INFO_V1(caudal_score_cmp);
PG_FUNCTION_INFO_V1(caudal_score_sortsupport);
PG_FUNCTION_INFO_V1(caudal_mark);
PG_FUNCTION_INFO_V1(caudal_scale_low);
PG_FUNCTION_INFO_V1(caudal_scale_high);
PG_FUNCTION_INFO_V1(caudal_is_applicable);
PG_FUNCTION_INFO_V1(caudal_normalized);
PG_FUNCTION_INFO_V1(caudal_reversed);
PG_FUNCTION_INFO_V1(caudal_rescale);
PG_FUNCTION_INFO_V1(caudal_level);

#define SCORE_FORMS_HINT \
	errhint("Write 3.5 of 1-5, 72%%, 4/10, 2 of -5..5, or n/a of 1-4 where the item does not apply.")

/*
 * Report what is no score, in the words of whoever wrote it.
 */
void
caudal_score_error(ScoreResult result, const char *shown, Node *escontext)
{
	switch (result)
	{
		case SCORE_OK:
			break;
		case SCORE_MALFORMED:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("invalid score: \"%s\"", shown),
					 errdetail("A score is a mark and the scale that it is on."),
					 SCORE_FORMS_HINT));
			break;
		case SCORE_TOO_FINE:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("too many decimals for a score: \"%s\"", shown),
					 errdetail("A mark has at most %d decimals.",
							   SCORE_DECIMALS),
					 errhint("Round it, as score(mark, low, high) does.")));
			break;
		case SCORE_SCALE_OUT_OF_RANGE:
			ereturn(escontext,,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("scale out of range: \"%s\"", shown),
					 errdetail("The ends of a scale are whole numbers from %d to %d.",
							   PG_INT16_MIN, PG_INT16_MAX)));
			break;
		case SCORE_NO_SCALE:
			ereturn(escontext,,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("scale without a length: \"%s\"", shown),
					 errdetail("The low end of a scale is below its high end."),
					 errhint("Write the lower end first; for an item where a low mark is good see reversed(score).")));
			break;
		case SCORE_OFF_SCALE:
			ereturn(escontext,,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("mark off its scale: \"%s\"", shown),
					 errdetail("A mark is not below the low end of its scale, nor above the high end."),
					 errhint("Check that the mark was given on this scale; NULL is an item not answered, n/a one that does not apply.")));
			break;
	}
}

Datum
caudal_score_in(PG_FUNCTION_ARGS)
{
	const char *str = PG_GETARG_CSTRING(0);
	Score		score;
	ScoreResult result = caudal_score_parse(str, strlen(str), &score);

	if (result != SCORE_OK)
	{
		caudal_score_error(result, str, fcinfo->context);
		PG_RETURN_NULL();
	}
	PG_RETURN_SCORE(score);
}

Datum
caudal_score_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(SCORE_TEXT_SIZE);

	caudal_score_print(text, PG_GETARG_SCORE(0));
	PG_RETURN_CSTRING(text);
}

/*
 * A score that was calculated or came in binary; the mark in ten-thousandths,
 * or SCORE_NOT_APPLICABLE.
 */
Score
caudal_score_make(int64 mark, int64 low, int64 high)
{
	Score		score = {0};
	ScoreResult result = mark == SCORE_NOT_APPLICABLE ?
		score_make_not_applicable(low, high, &score) :
		score_make(mark, low, high, &score);

	if (unlikely(result != SCORE_OK))
	{
		char		text[SCORE_TEXT_SIZE];

		if (mark == SCORE_NOT_APPLICABLE)
			caudal_scale_print(text, (int) low, (int) high);
		else
			caudal_mark_print(text, mark, (int) low, (int) high);
		caudal_score_error(result, text, NULL);
	}
	return score;
}

/* the mark in ten-thousandths, the least int4 for n/a, and the two ends */
Score
caudal_score_receive(StringInfo buf)
{
	int32		mark = (int32) pq_getmsgint(buf, 4);
	int16		low = (int16) pq_getmsgint(buf, 2);
	int16		high = (int16) pq_getmsgint(buf, 2);

	return caudal_score_make(mark, low, high);
}

void
caudal_score_transmit(StringInfo buf, Score score)
{
	pq_sendint32(buf, (uint32) score.mark);
	pq_sendint16(buf, (uint16) score.low);
	pq_sendint16(buf, (uint16) score.high);
}

Datum
caudal_score_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_SCORE(caudal_score_receive((StringInfo) PG_GETARG_POINTER(0)));
}

Datum
caudal_score_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	caudal_score_transmit(&buf, PG_GETARG_SCORE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * A mark that is off its scale by less than is kept is off it all the same,
 * so it is compared before it is rounded.
 */
static bool
is_on_scale(Numeric mark, int32 low, int32 high)
{
	Datum		d = NumericGetDatum(mark);

	return caudal_numeric_is_finite(mark) &&
		DatumGetBool(DirectFunctionCall2(numeric_ge, d,
										 NumericGetDatum(int64_to_numeric(low)))) &&
		DatumGetBool(DirectFunctionCall2(numeric_le, d,
										 NumericGetDatum(int64_to_numeric(high))));
}

Datum
caudal_score(PG_FUNCTION_ARGS)
{
	Numeric		mark = PG_GETARG_NUMERIC_PACKED(0);
	int32		low = PG_GETARG_INT32(1);
	int32		high = PG_GETARG_INT32(2);
	Score		score = {0};
	ScoreResult result = score_make_not_applicable(low, high, &score);
	Numeric		scaled;

	if (result == SCORE_OK && !is_on_scale(mark, low, high))
		result = SCORE_OFF_SCALE;
	if (result != SCORE_OK)
	{
		char		scale[SCORE_TEXT_SIZE];

		caudal_scale_print(scale, low, high);
		caudal_score_error(result,
						   psprintf("%s of %s", caudal_numeric_text(mark),
									scale), NULL);
	}
	/* the cast rounds half away from zero */
	scaled = NUMERIC_CALL2(numeric_mul, mark, int64_to_numeric(SCORE_POINT));
	score.mark = DatumGetInt32(DirectFunctionCall1(numeric_int4,
												   NumericGetDatum(scaled)));
	PG_RETURN_SCORE(score);
}

Datum
caudal_not_applicable(PG_FUNCTION_ARGS)
{
	PG_RETURN_SCORE(caudal_score_make(SCORE_NOT_APPLICABLE,
									  PG_GETARG_INT32(0), PG_GETARG_INT32(1)));
}

#define SCORE_COMPARISON(name, op) \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(score_compare(PG_GETARG_SCORE(0), \
								 PG_GETARG_SCORE(1)) op 0); \
}

SCORE_COMPARISON(caudal_score_lt, <)
SCORE_COMPARISON(caudal_score_le, <=)
SCORE_COMPARISON(caudal_score_gt, >)
SCORE_COMPARISON(caudal_score_ge, >=)

Datum
caudal_score_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(score_compare(PG_GETARG_SCORE(0), PG_GETARG_SCORE(1)));
}

static int
sort_compare(Datum x, Datum y, SortSupport ssup)
{
	return score_compare(DatumGetScore(x), DatumGetScore(y));
}

Datum
caudal_score_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = sort_compare;
	PG_RETURN_VOID();
}

/* ten-thousandths as a numeric without needless zeros */
static Numeric
points(int64 value)
{
	int			decimals = score_trim(&value);

	return caudal_numeric_from_int128(value, decimals);
}

Datum
caudal_mark(PG_FUNCTION_ARGS)
{
	Score		score = PG_GETARG_SCORE(0);

	if (!score_is_applicable(score))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(points(score.mark));
}

Datum
caudal_scale_low(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_SCORE(0).low);
}

Datum
caudal_scale_high(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_SCORE(0).high);
}

Datum
caudal_is_applicable(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(score_is_applicable(PG_GETARG_SCORE(0)));
}

/* goalposts: the scale's own ends, never those of a sample (OECD/JRC 2008) */
Datum
caudal_normalized(PG_FUNCTION_ARGS)
{
	Score		score = PG_GETARG_SCORE(0);

	if (!score_is_applicable(score))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(NUMERIC_CALL2(numeric_div, points(score_height(score)),
									int64_to_numeric(score_width(score))));
}

Datum
caudal_reversed(PG_FUNCTION_ARGS)
{
	Score		score = PG_GETARG_SCORE(0);

	if (score_is_applicable(score))
		score.mark = (int32) (((int64) score.low + score.high) * SCORE_POINT -
							  score.mark);
	PG_RETURN_SCORE(score);
}

Datum
caudal_rescale(PG_FUNCTION_ARGS)
{
	Score		score = PG_GETARG_SCORE(0);
	Score		result = caudal_score_make(SCORE_NOT_APPLICABLE,
										   PG_GETARG_INT32(1),
										   PG_GETARG_INT32(2));

	/*
	 * Rounded as a number and not as a distance from the low end, or a mark
	 * below zero would be rounded the other way.
	 */
	if (score_is_applicable(score))
		result.mark = (int32)
			caudal_divide_round((int128) score_height(score) * score_width(result) +
								(int128) result.low * SCORE_POINT * score_width(score),
								score_width(score));
	PG_RETURN_SCORE(result);
}

/*
 * 1 and the number of cut-points that the mark has reached.
 */
Datum
caudal_level(PG_FUNCTION_ARGS)
{
	Score		score = PG_GETARG_SCORE(0);
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(1);
	Datum	   *cutpoints;
	bool	   *nulls;
	int			n;
	Datum		mark;
	int			level = 1;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cut-points are a list, not an array of %d dimensions",
						ARR_NDIM(array))));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT,
					  &cutpoints, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		Numeric		cutpoint;

		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cut-point %d is null", i + 1)));
		cutpoint = DatumGetNumeric(cutpoints[i]);
		if (!is_on_scale(cutpoint, score.low, score.high))
		{
			char		scale[SCORE_TEXT_SIZE];

			caudal_scale_print(scale, score.low, score.high);
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cut-point off the scale %s: \"%s\"",
							scale, caudal_numeric_text(cutpoint)),
					 errhint("Give the cut-points on the scale of the score, or bring the score on theirs with rescale(score, low, high).")));
		}
		if (i > 0 && !DatumGetBool(DirectFunctionCall2(numeric_lt,
													   cutpoints[i - 1],
													   cutpoints[i])))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cut-points do not ascend: \"%s\" comes before \"%s\"",
							caudal_numeric_text(DatumGetNumeric(cutpoints[i - 1])),
							caudal_numeric_text(cutpoint))));
	}
	if (!score_is_applicable(score))
		PG_RETURN_NULL();
	mark = NumericGetDatum(points(score.mark));
	while (level <= n &&
		   DatumGetBool(DirectFunctionCall2(numeric_ge, mark,
											cutpoints[level - 1])))
		level++;
	PG_RETURN_INT32(level);
}
