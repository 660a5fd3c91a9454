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
extern bool caudal_memo_is_alive(const RateMemo *memo, uint64 serial);

#endif							/* CAUDAL_RATE_MEMO_H */
