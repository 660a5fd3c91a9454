/*-------------------------------------------------------------------------
 *
 * scorecard.h
 *		The SQL type scorecard: the scores of an organization, item by item.
 *
 * Named values: the weight of each item under its name, with its score, which
 * is 0 where the item was not answered.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SCORECARD_H
#define CAUDAL_SCORECARD_H

#include "named_values.h"
#include "score_datum.h"
#include "utils/numeric.h"

#define SCORE_UNANSWERED	INT64CONST(0)

static inline bool
item_is_answered(const NamedValue *item)
{
	return item->score != SCORE_UNANSWERED &&
		score_is_applicable(score_unpack(item->score));
}

static inline bool
item_is_applicable(const NamedValue *item)
{
	return item->score == SCORE_UNANSWERED ||
		score_is_applicable(score_unpack(item->score));
}

extern bool caudal_index_arithmetic_of(const NamedValue *items, int n,
									   Numeric *result);

#endif							/* CAUDAL_SCORECARD_H */
