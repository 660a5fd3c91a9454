/*-------------------------------------------------------------------------
 *
 * rate_memo.h
 *		What is remembered of the exchange rates, per snapshot.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RATE_MEMO_H
#define CAUDAL_RATE_MEMO_H

#include "rate_view.h"

typedef struct MemoKey
{
	Oid			schema;
	Oid			user;
	Currency	pivot;
	TransactionId own_xid;
	TransactionId xmin;
	TransactionId xmax;
	uint32		xcnt;
	int32		subxcnt;
	CommandId	curcid;
	bool		suboverflowed;
	bool		during_recovery;
	bool		row_security;
	uint64		generation;
} MemoKey;

typedef struct RateMemo
{
	MemoKey		key;
	uint64		serial;			/* never used twice, unlike an address */
	uint64		last_used;
	SubTransactionId subxact;	/* whose locks it was read under */
	MemoryContext context;
	bool		bypass;			/* keep nothing: read for each call */
	bool		for_one_query;	/* matches no key, and need not */
	RateView	view;
	struct AnswerTable *answers;	/* of rate_convert.c; NULL at first */
} RateMemo;

extern void caudal_memo_init(void);
extern RateMemo *caudal_memo_find(Oid schema, bool one_query);
extern bool caudal_memo_is_current(const RateMemo *memo);

/*
 * Two, so that a cursor and the statements that run beside it, or a function
 * with another owner and its caller, do not forget for each other.
 */
#define NUM_MEMOS	2
extern RateMemo *caudal_memos[NUM_MEMOS];

/*
 * Does the memo still exist?  The pointer may be stale.
 */
static inline bool
memo_is_alive(const RateMemo *memo, uint64 serial)
{
	for (int i = 0; i < NUM_MEMOS; i++)
		if (memo != NULL && caudal_memos[i] == memo)
			return memo->serial == serial;
	return false;
}

#endif							/* CAUDAL_RATE_MEMO_H */
