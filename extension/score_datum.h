/*-------------------------------------------------------------------------
 *
 * score_datum.h
 *		The SQL type score.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SCORE_DATUM_H
#define CAUDAL_SCORE_DATUM_H

#include "compat.h"
#include "lib/stringinfo.h"

#include "score_text.h"

#define DatumGetScore(X)		score_unpack(DatumGetInt64(X))
#define ScoreGetDatum(X)		Int64GetDatum(score_pack(X))
#define PG_GETARG_SCORE(n)		DatumGetScore(PG_GETARG_DATUM(n))
#define PG_RETURN_SCORE(x)		return ScoreGetDatum(x)

extern void caudal_score_error(ScoreResult result, const char *shown,
							   Node *escontext);
extern Score caudal_score_make(int64 mark, int64 low, int64 high);
extern Score caudal_score_receive(StringInfo buf);
extern void caudal_score_transmit(StringInfo buf, Score score);

#endif							/* CAUDAL_SCORE_DATUM_H */
