/*-------------------------------------------------------------------------
 *
 * score.h
 *		A mark on a stated scale, in one word.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SCORE_H
#define CAUDAL_SCORE_H

#include "postgres.h"

/* marks are kept in ten-thousandths of a point */
#define SCORE_DECIMALS			4
#define SCORE_POINT				10000

/* the mark of an item that does not apply */
#define SCORE_NOT_APPLICABLE	PG_INT32_MIN

/* valid values have low < high, and a mark between them or none */
typedef struct Score
{
	int32		mark;
	int16		low;
	int16		high;
} Score;

typedef enum ScoreResult
{
	SCORE_OK,
	SCORE_MALFORMED,
	SCORE_TOO_FINE,				/* more decimals than are kept */
	SCORE_SCALE_OUT_OF_RANGE,	/* an end that does not fit */
	SCORE_NO_SCALE,				/* ends that are equal or inverted */
	SCORE_OFF_SCALE
} ScoreResult;

static inline int64
score_pack(Score score)
{
	return (int64) (((uint64) (uint32) score.mark << 32) |
					((uint32) (uint16) score.low << 16) |
					(uint16) score.high);
}

static inline Score
score_unpack(int64 packed)
{
	Score		score;

	score.mark = (int32) (packed >> 32);
	score.low = (int16) (packed >> 16);
	score.high = (int16) packed;
	return score;
}

/*
 * The one validator.  An item that does not apply has a scale all the same.
 */
static inline ScoreResult
score_make_not_applicable(int64 low, int64 high, Score *score)
{
	if (low < PG_INT16_MIN || low > PG_INT16_MAX ||
		high < PG_INT16_MIN || high > PG_INT16_MAX)
		return SCORE_SCALE_OUT_OF_RANGE;
	if (low >= high)
		return SCORE_NO_SCALE;
	score->mark = SCORE_NOT_APPLICABLE;
	score->low = (int16) low;
	score->high = (int16) high;
	return SCORE_OK;
}

/* the mark in ten-thousandths; n/a, as a number, is below every scale */
static inline ScoreResult
score_make(int128 mark, int64 low, int64 high, Score *score)
{
	ScoreResult result = score_make_not_applicable(low, high, score);

	if (result != SCORE_OK)
		return result;
	if (mark < low * SCORE_POINT || mark > high * SCORE_POINT)
		return SCORE_OFF_SCALE;
	score->mark = (int32) mark;
	return SCORE_OK;
}

static inline bool
score_is_applicable(Score score)
{
	return score.mark != SCORE_NOT_APPLICABLE;
}

static inline bool
score_same_scale(Score a, Score b)
{
	return a.low == b.low && a.high == b.high;
}

/* how far the mark is from the scale's low end, in ten-thousandths */
static inline int64
score_height(Score score)
{
	return score.mark - (int64) score.low * SCORE_POINT;
}

/* the length of the scale, in points */
static inline int64
score_width(Score score)
{
	return (int64) score.high - score.low;
}

/*
 * Take needless zeros off a number of ten-thousandths; returns the decimals
 * that it then has.
 */
static inline int
score_trim(int64 *value)
{
	int			decimals = SCORE_DECIMALS;

	while (decimals > 0 && *value % 10 == 0)
	{
		*value /= 10;
		decimals--;
	}
	return decimals;
}

/*
 * The order of scores: by normalized value, an exact fraction, then by the
 * scale's low end and its high end; those that do not apply come last.
 * Heights are below 2^30 and widths below 2^16, so that products fit.
 */
static inline int
score_compare(Score a, Score b)
{
	if (score_is_applicable(a) && score_is_applicable(b))
	{
		int64		x = score_height(a) * score_width(b);
		int64		y = score_height(b) * score_width(a);

		if (x != y)
			return x < y ? -1 : 1;
	}
	else if (score_is_applicable(a) != score_is_applicable(b))
		return score_is_applicable(a) ? -1 : 1;
	if (a.low != b.low)
		return a.low < b.low ? -1 : 1;
	return (a.high > b.high) - (a.high < b.high);
}

#endif							/* CAUDAL_SCORE_H */
