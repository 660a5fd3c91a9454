/*-------------------------------------------------------------------------
 *
 * score_average.c
 *		avg(score): the mean of marks on one scale.
 *
 * The state is a bigint array, as core's own avg(int) has it, so that it
 * needs no serialisation: how many marks, their sum in ten-thousandths, and
 * the scale as a score that does not apply.  A scale of 0 is none yet.
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
PG_FUNCTION_INFO_V1(caudal_score_avg_combine);
PG_FUNCTION_INFO_V1(caudal_score_avg_final);

typedef struct ScoreSum
{
	int64		count;
	int64		sum;
	int64		scale;
} ScoreSum;

#define FIELDS	((int) (sizeof(ScoreSum) / sizeof(int64)))

/* a state may come from anywhere: its shape is checked, and a scale's ends */
static ScoreSum *
sum_of_array(ArrayType *array)
{
	ScoreSum   *sum;

	if (ARR_NDIM(array) != 1 || ARR_HASNULL(array) ||
		ARR_ELEMTYPE(array) != INT8OID || ARR_DIMS(array)[0] != FIELDS)
		caudal_totals_invalid();
	sum = (ScoreSum *) ((char *) array + ARR_OVERHEAD_NONULLS(1));
	if (sum->count < 0 || (sum->count > 0 && sum->scale == 0))
		caudal_totals_invalid();
	return sum;
}

static ArrayType *
state_argument(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) ?
		PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
}

static void
add(ScoreSum *sum, Score scale, int64 count, int64 marks)
{
	int64		packed;

	scale.mark = SCORE_NOT_APPLICABLE;
	packed = score_pack(scale);
	if (sum->scale == 0)
		sum->scale = packed;
	else if (unlikely(sum->scale != packed))
	{
		char		a[SCORE_TEXT_SIZE];
		char		b[SCORE_TEXT_SIZE];
		Score		first = score_unpack(sum->scale);

		caudal_scale_print(a, first.low, first.high);
		caudal_scale_print(b, scale.low, scale.high);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot average scores on different scales: \"%s\" and \"%s\"",
						a, b),
				 errhint("Bring them on one scale with rescale(score, low, high), or average normalized(score).")));
	}
	if (__builtin_add_overflow(sum->sum, marks, &sum->sum) ||
		__builtin_add_overflow(sum->count, count, &sum->count))
		caudal_totals_invalid();
}

Datum
caudal_score_avg_accum(PG_FUNCTION_ARGS)
{
	ArrayType  *array = state_argument(fcinfo);
	Score		score = PG_GETARG_SCORE(1);
	bool		applicable = score_is_applicable(score);

	add(sum_of_array(array), score, applicable, applicable ? score.mark : 0);
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_score_avg_combine(PG_FUNCTION_ARGS)
{
	ArrayType  *array = state_argument(fcinfo);
	ScoreSum   *other = sum_of_array(PG_GETARG_ARRAYTYPE_P(1));
	ScoreSum   *sum = sum_of_array(array);

	if (other->scale != 0)
		add(sum, score_unpack(other->scale), other->count, other->sum);
	PG_RETURN_ARRAYTYPE_P(array);
}

Datum
caudal_score_avg_final(PG_FUNCTION_ARGS)
{
	ScoreSum   *sum = sum_of_array(PG_GETARG_ARRAYTYPE_P(0));
	Score		scale = score_unpack(sum->scale);

	if (sum->count == 0)
		PG_RETURN_NULL();
	PG_RETURN_SCORE(caudal_score_make((int64) caudal_divide_round(sum->sum,
																  sum->count),
									  scale.low, scale.high));
}
