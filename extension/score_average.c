/*-------------------------------------------------------------------------
 *
 * score_average.c
 *		avg(score): the mean of marks on one scale.
 *
 * The state is a bigint array, as core's own avg(int) has it, so that it
 * needs no serialisation: how many scores, how many of them have a mark, the
 * sum of these in ten-thousandths, and the scale as a score that does not
 * apply, 0 while there is none.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "score_datum.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "exact.h"
#include "totals.h"

PG_FUNCTION_INFO_V1(caudal_score_avg_accum);
PG_FUNCTION_INFO_V1(caudal_score_avg_inverse);
PG_FUNCTION_INFO_V1(caudal_score_avg_combine);
PG_FUNCTION_INFO_V1(caudal_score_avg_final);

typedef struct ScoreSum
{
	int64		scores;
	int64		marks;
	int64		sum;
	int64		scale;
} ScoreSum;

#define FIELDS	((int) (sizeof(ScoreSum) / sizeof(int64)))

/* a state may come from anywhere: its shape is checked, and its scale */
static ScoreSum *
sum_of_array(ArrayType *array)
{
	ScoreSum   *sum;
	Score		scale;

	if (ARR_NDIM(array) != 1 || ARR_HASNULL(array) ||
		ARR_ELEMTYPE(array) != INT8OID || ARR_DIMS(array)[0] != FIELDS)
		caudal_totals_invalid();
	sum = (ScoreSum *) ((char *) array + ARR_OVERHEAD_NONULLS(1));
	scale = score_unpack(sum->scale);
	if (sum->marks < 0 || sum->marks > sum->scores ||
		(sum->scores == 0 ? sum->scale != 0 :
		 scale.mark != SCORE_NOT_APPLICABLE || scale.low >= scale.high) ||
		(sum->marks == 0 && sum->sum != 0))
		caudal_totals_invalid();
	return sum;
}

static ArrayType *
state_argument(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) ?
		PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
}

/* the scores of other are of one scale, which is the sum's if it has any */
static void
add(ScoreSum *sum, const ScoreSum *other)
{
	if (sum->scores == 0)
		sum->scale = other->scale;
	else if (unlikely(sum->scale != other->scale))
	{
		Score		a = score_unpack(sum->scale);
		Score		b = score_unpack(other->scale);
		char		x[SCORE_TEXT_SIZE];
		char		y[SCORE_TEXT_SIZE];

		caudal_scale_print(x, a.low, a.high);
		caudal_scale_print(y, b.low, b.high);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot average scores on different scales: \"%s\" and \"%s\"",
						x, y),
				 errhint("Bring them on one scale with rescale(score, low, high), or average normalized(score).")));
	}
	if (__builtin_add_overflow(sum->scores, other->scores, &sum->scores) ||
		__builtin_add_overflow(sum->marks, other->marks, &sum->marks) ||
		__builtin_add_overflow(sum->sum, other->sum, &sum->sum))
		caudal_totals_invalid();
}

static ScoreSum
sum_of_score(Score score)
{
	ScoreSum	sum = {1, 0, 0, 0};

	if (score_is_applicable(score))
	{
		sum.marks = 1;
		sum.sum = score.mark;
	}
	score.mark = SCORE_NOT_APPLICABLE;
	sum.scale = score_pack(score);
	return sum;
}

Datum
caudal_score_avg_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *array = state_argument(fcinfo);
	ScoreSum	score = sum_of_score(PG_GETARG_SCORE(1));

	add(sum_of_array(array), &score);
	PG_RETURN_ARRAYTYPE_P(array);
}

/* of a score that leaves a moving frame */
Datum
caudal_score_avg_inverse(PG_FUNCTION_ARGS)
{
	ArrayType  *array = state_argument(fcinfo);
	ScoreSum   *sum = sum_of_array(array);
	ScoreSum	score = sum_of_score(PG_GETARG_SCORE(1));

	if (sum->scale != score.scale || sum->scores < score.scores ||
		sum->marks < score.marks)
		caudal_totals_invalid();
	sum->scores -= score.scores;
	sum->marks -= score.marks;
	if (__builtin_sub_overflow(sum->sum, score.sum, &sum->sum))
		caudal_totals_invalid();
	if (sum->scores == 0)
		sum->scale = 0;
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_score_avg_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *array = state_argument(fcinfo);
	ScoreSum   *other = sum_of_array(PG_GETARG_ARRAYTYPE_P(1));

	if (other->scores > 0)
		add(sum_of_array(array), other);
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_score_avg_final(PG_FUNCTION_ARGS)
{
	ScoreSum   *sum = sum_of_array(PG_GETARG_ARRAYTYPE_P(0));
	Score		scale = score_unpack(sum->scale);
	Score		mean;

	if (sum->marks == 0)
		PG_RETURN_NULL();
	if (score_make(caudal_divide_round(sum->sum, sum->marks),
				   scale.low, scale.high, &mean) != SCORE_OK)
		caudal_totals_invalid();
	PG_RETURN_SCORE(mean);
}
