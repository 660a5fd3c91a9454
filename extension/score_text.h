/*-------------------------------------------------------------------------
 *
 * score_text.h
 *		The text form of a score: "3.5 of 1-5".
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_SCORE_TEXT_H
#define CAUDAL_SCORE_TEXT_H

#include "scan.h"
#include "score.h"

/* "-32767.9999 of -32768..32767" and some to spare */
#define SCORE_TEXT_SIZE		40

extern ScoreResult caudal_scan_score(Scanner *s, Score *score);
extern ScoreResult caudal_score_parse(const char *str, size_t len,
									  Score *score);
extern int	caudal_scale_print(char *buf, int low, int high);
extern int	caudal_mark_print(char *buf, int64 mark, int low, int high);
extern int	caudal_score_print(char *buf, Score score);

#endif							/* CAUDAL_SCORE_TEXT_H */
