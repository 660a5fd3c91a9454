/*-------------------------------------------------------------------------
 *
 * rate_memo.c
 *		What is remembered of the exchange rates, per snapshot.
 *
 * A statement must see exactly what a scalar subquery on the rate tables
 * would see.  So nothing is kept beyond the transaction, and within it what
 * was found is kept under a key that is equal only where the subquery would
 * see the same rows:
 *
 * - the snapshot, by its numbers.  For one xmax the set of transactions in
 *	 progress only shrinks, so xmax and the counts pin the set.  The address
 *	 of a snapshot says nothing: it is reused.
 * - the transaction's own id and command, which pin its own changes, together
 *	 with a generation that counts subtransactions rolled back: after ROLLBACK
 *	 TO SAVEPOINT the numbers of a snapshot can be the same as before.
 * - the user, the row_security setting and the pivot currency.
 *
 * The generation also moves when privileges, roles, schemas or the tables
 * themselves change.  Where row security applies to the caller on either table
 * nothing is kept at all, because a policy may read what no snapshot shows.
 *
 * The memo lives in a child of the transaction's memory context, whose reset
 * callback forgets it: commit, abort, PREPARE TRANSACTION, COMMIT inside a
 * procedure and the end of a parallel worker need no code of their own.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_memo.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "rate_table.h"
#include "settings.h"

RateMemo   *caudal_memos[NUM_MEMOS];

/* a key whose generation is 0 matches nothing */
static uint64 generation = 1;
static uint64 last_serial = 0;
static uint64 uses = 0;

/*
 * A subtransaction that has changed something is undone: nothing remembered
 * so far holds.  One that has changed nothing (a PL/pgSQL exception block that
 * only reads) has no transaction id; but a memo that was begun in it stood
 * under its locks, and those are released.
 */
static void
at_subxact(SubXactEvent event, SubTransactionId mySubid,
		   SubTransactionId parentSubid, void *arg)
{
	if (event != SUBXACT_EVENT_ABORT_SUB && event != SUBXACT_EVENT_COMMIT_SUB)
		return;
	for (int i = 0; i < NUM_MEMOS; i++)
	{
		if (caudal_memos[i] == NULL || caudal_memos[i]->subxact != mySubid)
			continue;
		if (event == SUBXACT_EVENT_COMMIT_SUB)
			caudal_memos[i]->subxact = parentSubid;
		else
			caudal_memos[i]->key.generation = 0;
	}
	if (event == SUBXACT_EVENT_ABORT_SUB &&
		TransactionIdIsValid(GetCurrentTransactionIdIfAny()))
		generation++;
}

/* invalidation callbacks may come at any time: they only count */
static void
at_relation_change(Datum arg, Oid relid)
{
	if (caudal_rate_table_is(relid))
		generation++;
}

static void
at_catalog_change(Datum arg, int cacheid, uint32 hashvalue)
{
	generation++;
}

void
caudal_memo_init(void)
{
	RegisterSubXactCallback(at_subxact, NULL);
	CacheRegisterRelcacheCallback(at_relation_change, (Datum) 0);
	CacheRegisterSyscacheCallback(AUTHOID, at_catalog_change, (Datum) 0);
	CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, at_catalog_change, (Datum) 0);
	CacheRegisterSyscacheCallback(NAMESPACEOID, at_catalog_change, (Datum) 0);
}

static void
forget_memo(void *arg)
{
	for (int i = 0; i < NUM_MEMOS; i++)
		if (caudal_memos[i] == arg)
			caudal_memos[i] = NULL;
}

static inline bool
key_matches(const MemoKey *key, const SnapshotData *snapshot, Oid schema)
{
	return key->xmin == snapshot->xmin &&
		key->xmax == snapshot->xmax &&
		key->xcnt == snapshot->xcnt &&
		key->curcid == snapshot->curcid &&
		key->subxcnt == snapshot->subxcnt &&
		key->suboverflowed == snapshot->suboverflowed &&
		key->during_recovery == snapshot->takenDuringRecovery &&
		key->generation == generation &&
		key->row_security == row_security &&
		key->schema == schema &&
		key->pivot == caudal_pivot_currency() &&
		key->user == GetUserId() &&
		key->own_xid == GetTopTransactionIdIfAny();
}

static void
make_key(MemoKey *key, const SnapshotData *snapshot, Oid schema)
{
	key->schema = schema;
	key->pivot = caudal_pivot_currency();
	key->user = GetUserId();
	key->own_xid = GetTopTransactionIdIfAny();
	key->xmin = snapshot->xmin;
	key->xmax = snapshot->xmax;
	key->xcnt = snapshot->xcnt;
	key->subxcnt = snapshot->subxcnt;
	key->curcid = snapshot->curcid;
	key->suboverflowed = snapshot->suboverflowed;
	key->during_recovery = snapshot->takenDuringRecovery;
	key->row_security = row_security;
	key->generation = generation;
}

static Snapshot
current_snapshot(void)
{
	if (!ActiveSnapshotSet())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("exchange rates cannot be read outside a statement")));
	return GetActiveSnapshot();
}

/*
 * Begin a memo for a snapshot, in the place of the one used longest ago.
 */
static RateMemo *
new_memo(Snapshot snapshot, Oid schema, bool one_query)
{
	int			oldest = 0;
	MemoryContext context;
	RateMemo   *memo;
	MemoryContextCallback *callback;

	for (int i = 0; i < NUM_MEMOS; i++)
	{
		if (caudal_memos[i] == NULL)
		{
			oldest = i;
			break;
		}
		if (caudal_memos[i]->last_used < caudal_memos[oldest]->last_used)
			oldest = i;
	}
	if (caudal_memos[oldest] != NULL)
		MemoryContextDelete(caudal_memos[oldest]->context);

	/* an error on the way takes it along with the caller's context */
	context = AllocSetContextCreate(CurrentMemoryContext,
									"caudal exchange rates",
									ALLOCSET_DEFAULT_SIZES);
	memo = MemoryContextAllocZero(context, sizeof(RateMemo));
	memo->context = context;
	memo->serial = ++last_serial;
	memo->last_used = ++uses;
	callback = MemoryContextAlloc(context, sizeof(MemoryContextCallback));
	callback->func = forget_memo;
	callback->arg = memo;
	MemoryContextRegisterResetCallback(context, callback);

	/* opening may process invalidations, so the generation is read after it */
	caudal_rate_table_open(schema);
	memo->bypass = caudal_rate_table_has_row_security();
	memo->subxact = GetCurrentSubTransactionId();
	make_key(&memo->key, snapshot, schema);

	/*
	 * A volatile function that is called from a statement which is writing
	 * rates sees in each of its statements what has been written so far; but
	 * the command counter, and so the key, only moves when a command id was
	 * used.  So use one.  In parallel mode that is forbidden; there nothing
	 * begun in a transaction that writes rates is used but by the one query
	 * that began it.  A worker lives for one query anyway.
	 */
	if (TransactionIdIsValid(memo->key.own_xid) && !IsParallelWorker() &&
		caudal_rate_table_is_written())
	{
		if (!IsInParallelMode())
			(void) GetCurrentCommandId(true);
		else
		{
			memo->key.generation = 0;
			memo->for_one_query = one_query;
			memo->bypass |= !one_query;
		}
	}
	if (!memo->bypass)
		caudal_view_init(&memo->view, context, true);
	MemoryContextSetParent(context, TopTransactionContext);
	caudal_memos[oldest] = memo;
	return memo;
}

/*
 * The memo of the snapshot, user and settings of this moment.  The caller says
 * whether it will use it for one execution of one query only.
 */
RateMemo *
caudal_memo_find(Oid schema, bool one_query)
{
	Snapshot	snapshot = current_snapshot();

	for (int i = 0; i < NUM_MEMOS; i++)
	{
		RateMemo   *memo = caudal_memos[i];

		if (memo != NULL && key_matches(&memo->key, snapshot, schema))
		{
			memo->last_used = ++uses;
			return memo;
		}
	}
	return new_memo(snapshot, schema, one_query);
}

/*
 * Is the memo that of this moment?  The schema is that of the caller.
 */
bool
caudal_memo_is_current(const RateMemo *memo)
{
	return memo->for_one_query ||
		key_matches(&memo->key, current_snapshot(), memo->key.schema);
}
