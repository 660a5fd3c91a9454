/*-------------------------------------------------------------------------
 *
 * rate_memo.c
 *		Converting amounts, with what was found remembered per snapshot.
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
 * - the user and the row_security setting.
 *
 * The generation also moves when privileges, roles, the tables themselves or
 * the pivot change.  Where row security applies to the caller on either table
 * nothing is kept at all, because a policy may read what no snapshot shows.
 *
 * The memo lives in a child of the transaction's memory context, whose reset
 * callback forgets it: commit, abort, PREPARE TRANSACTION, COMMIT inside a
 * procedure and the end of a parallel worker need no code of their own.
 *
 * For the hot path, answers stand in a dense table: one entry of two words
 * for each day, in chunks filled as days are asked for.  That bounds the memo
 * by what is asked: 4 kB for each conversion and 512 days, besides the rows
 * of each pair.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_memo.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "numeric_parts.h"
#include "rate_table.h"
#include "rate_view.h"
#include "settings.h"

typedef struct MemoKey
{
	Oid			schema;
	Oid			user;
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

/*
 * An answer for one day.  A denominator says it is a ratio of two words;
 * else the numerator says what it is.
 */
typedef struct Answer
{
	uint32		numerator;
	uint32		denominator;
} Answer;

#define ANSWER_UNKNOWN		0	/* not asked yet */
#define ANSWER_MISSING		1	/* no usable rate */
#define ANSWER_WIDE			2	/* + index into the memo's valuations */

/* years 1800 to 2200 have a place in the table; other dates are looked up */
#define CHUNK_BITS			9
#define CHUNK_DAYS			(1 << CHUNK_BITS)
#define FIRST_DAY			(-73048)	/* 1800-01-01 */
#define NUM_CHUNKS			286

/* conversions of one unit to one currency by one source */
typedef struct Conversion
{
	struct Conversion *next;
	Unit		unit;
	Currency	to;
	const char *source;			/* NULL: by priority */
	Answer	   *chunks[NUM_CHUNKS];
} Conversion;

typedef struct Memo
{
	MemoKey		key;
	uint64		serial;
	uint64		last_used;
	MemoryContext context;
	/* row security applies: keep nothing */
	bool		bypass;
	RateView	view;
	Conversion *conversions;
	Valuation  *wide;
	uint32		nwide;
	uint32		wide_room;
} Memo;

/*
 * Two, so that a cursor and the statements that run beside it, or a function
 * with another owner and its caller, do not forget for each other.
 */
#define NUM_MEMOS	2

static Memo *memos[NUM_MEMOS];
static uint64 generation = 0;
static uint64 last_serial = 0;
static uint64 uses = 0;

/*
 * What a call site remembers in fn_extra: the schema of its function, and
 * which memo and conversions it used last.
 */
#define SITE_SLOTS	64
#define SITE_PROBES	4

typedef struct CallSite
{
	Oid			schema;

	/*
	 * An aggregate belongs to one execution of one query, hence to one
	 * snapshot and one user: the key need not be compared for each row.
	 */
	bool		one_query;
	Memo	   *memo;
	uint64		serial;
	text	   *source;
	char	   *source_code;
	Conversion *slots[SITE_SLOTS];
} CallSite;

/*
 * Nothing remembered so far is to be used again.
 */
void
caudal_forget_rates(void)
{
	generation++;
}

/*
 * A subtransaction that has changed something is undone.  One that has
 * changed nothing (a PL/pgSQL exception block that only reads) has no id.
 */
static void
at_subxact(SubXactEvent event, SubTransactionId mySubid,
		   SubTransactionId parentSubid, void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB &&
		TransactionIdIsValid(GetCurrentTransactionIdIfAny()))
		caudal_forget_rates();
}

/* invalidation callbacks may come at any time: they only count */
static void
at_relation_change(Datum arg, Oid relid)
{
	if (caudal_rate_table_is(relid))
		caudal_forget_rates();
}

static void
at_role_change(Datum arg, int cacheid, uint32 hashvalue)
{
	caudal_forget_rates();
}

void
caudal_memo_init(void)
{
	RegisterSubXactCallback(at_subxact, NULL);
	CacheRegisterRelcacheCallback(at_relation_change, (Datum) 0);
	CacheRegisterSyscacheCallback(AUTHOID, at_role_change, (Datum) 0);
	CacheRegisterSyscacheCallback(AUTHMEMROLEMEM, at_role_change, (Datum) 0);
}

static void
forget_memo(void *arg)
{
	for (int i = 0; i < NUM_MEMOS; i++)
		if (memos[i] == arg)
			memos[i] = NULL;
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
		key->user == GetUserId() &&
		key->own_xid == GetTopTransactionIdIfAny();
}

static void
make_key(MemoKey *key, const SnapshotData *snapshot, Oid schema)
{
	key->schema = schema;
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
static Memo *
new_memo(Snapshot snapshot, Oid schema)
{
	int			oldest = 0;
	MemoryContext context;
	Memo	   *memo;
	MemoryContextCallback *callback;

	for (int i = 0; i < NUM_MEMOS; i++)
	{
		if (memos[i] == NULL)
		{
			oldest = i;
			break;
		}
		if (memos[i]->last_used < memos[oldest]->last_used)
			oldest = i;
	}
	if (memos[oldest] != NULL)
		MemoryContextDelete(memos[oldest]->context);

	context = AllocSetContextCreate(TopTransactionContext,
									"caudal exchange rates",
									ALLOCSET_DEFAULT_SIZES);
	memo = MemoryContextAllocZero(context, sizeof(Memo));
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
	make_key(&memo->key, snapshot, schema);
	if (!memo->bypass)
		caudal_view_init(&memo->view, context, true);
	memos[oldest] = memo;
	return memo;
}

static Memo *
find_memo(Oid schema)
{
	Snapshot	snapshot = current_snapshot();

	for (int i = 0; i < NUM_MEMOS; i++)
	{
		Memo	   *memo = memos[i];

		if (memo != NULL && key_matches(&memo->key, snapshot, schema))
		{
			memo->last_used = ++uses;
			return memo;
		}
	}
	return new_memo(snapshot, schema);
}

static CallSite *
get_site(FunctionCallInfo fcinfo)
{
	CallSite   *site = fcinfo->flinfo->fn_extra;

	if (unlikely(site == NULL))
	{
		site = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt,
									  sizeof(CallSite));
		site->schema = get_func_namespace(fcinfo->flinfo->fn_oid);
		site->one_query = AggCheckCallContext(fcinfo, NULL) != 0;
		fcinfo->flinfo->fn_extra = site;
	}
	return site;
}

/*
 * The memo for this call: the site's own while it is the right one.
 */
static inline Memo *
site_memo(CallSite *site)
{
	Memo	   *memo = site->memo;

	if (likely(memo != NULL && (memo == memos[0] || memo == memos[1]) &&
			   memo->serial == site->serial &&
			   (site->one_query ||
				key_matches(&memo->key, current_snapshot(), site->schema))))
		return memo;

	memo = find_memo(site->schema);
	if (memo->serial != site->serial)
	{
		memset(site->slots, 0, sizeof(site->slots));
		site->memo = memo;
		site->serial = memo->serial;
	}
	return memo;
}

/*
 * Set the source that a site converts by.  It is nearly always the same.
 */
static void
site_set_source(CallSite *site, FunctionCallInfo fcinfo, text *source)
{
	MemoryContext oldcontext;

	if (source == NULL)
		return;
	if (site->source != NULL &&
		VARSIZE_ANY_EXHDR(site->source) == VARSIZE_ANY_EXHDR(source) &&
		memcmp(VARDATA_ANY(site->source), VARDATA_ANY(source),
			   VARSIZE_ANY_EXHDR(source)) == 0)
		return;
	if (site->source != NULL)
	{
		pfree(site->source);
		pfree(site->source_code);
		site->source = NULL;
	}
	memset(site->slots, 0, sizeof(site->slots));
	oldcontext = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	site->source_code = text_to_cstring(source);
	site->source = cstring_to_text(site->source_code);
	MemoryContextSwitchTo(oldcontext);
}

static inline const char *
site_source(const CallSite *site)
{
	return site->source != NULL ? site->source_code : NULL;
}

/*
 * A source that is named must exist, or be that of the built-in rates.
 */
static void
check_source(const RateView *view, const char *source)
{
	StringInfoData known;

	if (source == NULL || strcmp(source, PEG_SOURCE) == 0)
		return;
	for (int i = 0; i < view->nsources; i++)
		if (strcmp(source, view->sources[i].code) == 0)
			return;

	initStringInfo(&known);
	for (int i = 0; i < Min(view->nsources, 10); i++)
		appendStringInfo(&known, "%s\"%s\"", i > 0 ? ", " : "",
						 view->sources[i].code);
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("exchange rate source \"%s\" does not exist", source),
			 view->nsources > 0 ?
			 errdetail("Known sources are %s%s.", known.data,
					   view->nsources > 10 ? ", ..." : "") :
			 errdetail("The table rate_source is empty.")));
}

static void
check_date(DateADT date)
{
	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no exchange rate can be looked up for the date \"%s\"",
						caudal_date_text(date))));
}

/* our own class CR, "currency" */
#define ERRCODE_NO_USABLE_RATE	MAKE_SQLSTATE('C','R','0','0','1')

static void
report_missing(Currency from, Currency to, DateADT date, const char *source,
			   const RateMiss *miss)
{
	const RateLeg *nearest = &miss->nearest;

	ereport(ERROR,
			(errcode(ERRCODE_NO_USABLE_RATE),
			 source != NULL ?
			 errmsg("no usable exchange rate from %s to %s on %s in source \"%s\"",
					CURRENCY_LETTERS(from), CURRENCY_LETTERS(to),
					caudal_date_text(date), source) :
			 errmsg("no usable exchange rate from %s to %s on %s",
					CURRENCY_LETTERS(from), CURRENCY_LETTERS(to),
					caudal_date_text(date)),
			 miss->has_nearest ?
			 errdetail("The nearest earlier rate is %s/%s %s of %s from \"%s\", %d days old on that date; the source allows %d.",
					   CURRENCY_LETTERS(nearest->base),
					   CURRENCY_LETTERS(nearest->quote),
					   DatumGetCString(DirectFunctionCall1(numeric_out,
														   NumericGetDatum(caudal_row_rate(&nearest->row)))),
					   caudal_date_text(nearest->row.valid_from),
					   nearest->source, nearest->age, miss->max_age) :
			 miss->through_pivot ?
			 errdetail("No earlier rate between %s and %s is known; nor, for the way over %s, between %s and %s.",
					   CURRENCY_LETTERS(from), CURRENCY_LETTERS(to),
					   CURRENCY_LETTERS(caudal_pivot_currency()),
					   CURRENCY_LETTERS(miss->from),
					   CURRENCY_LETTERS(miss->to)) :
			 errdetail("No earlier rate between %s and %s is known.",
					   CURRENCY_LETTERS(from), CURRENCY_LETTERS(to)),
			 source != NULL ?
			 errhint("Load a rate into exchange_rate, leave the source out to search all of them, or set caudal.missing_rate to \"null\".") :
			 errhint("Load a rate into exchange_rate, raise the source's max_age, or set caudal.missing_rate to \"null\".")));
}

/*
 * Find a path, remembering nothing but what the memo's view keeps.  Where row
 * security applies, everything is read for this one call.
 */
static bool
find_path(Memo *memo, Currency from, Currency to, DateADT date,
		  const char *source, RatePath *path)
{
	RateView	single;
	RateView   *view = &memo->view;
	RateMiss	miss;

	check_date(date);
	if (memo->bypass)
	{
		view = &single;
		caudal_view_init(view, CurrentMemoryContext, false);
	}
	check_source(view, source);
	if (caudal_view_find_path(view, from, to, date, source, path, &miss))
		return true;
	if (caudal_missing_rate() == MISSING_RATE_ERROR)
		report_missing(from, to, date, source, &miss);
	return false;
}

bool
caudal_find_path(FunctionCallInfo fcinfo, Currency from, Currency to,
				 DateADT date, text *source, RatePath *path)
{
	CallSite   *site = get_site(fcinfo);

	path->nlegs = 0;
	if (from == to)
		return true;
	site_set_source(site, fcinfo, source);
	return find_path(site_memo(site), from, to, date, site_source(site), path);
}

/*
 * The path as a factor from minor units to minor units.
 */
static void
path_valuation(const RatePath *path, Unit unit, Currency to,
			   Valuation *valuation)
{
	int			shift = caudal_currency_minor_unit(to) - unit_exponent(unit);
	bool		fits = true;
	Ratio	   *ratio = &valuation->ratio;

	valuation->numerator = NULL;
	valuation->denominator = NULL;
	caudal_ratio_one(ratio);
	for (int i = 0; fits && i < path->nlegs; i++)
	{
		const RateLeg *leg = &path->legs[i];

		if (leg->row.exact != NULL)
			fits = false;
		else if (leg->inverse)
		{
			fits = caudal_ratio_divide(ratio, (uint64) leg->row.digits);
			shift += leg->row.scale;
		}
		else
		{
			fits = caudal_ratio_multiply(ratio, (uint64) leg->row.digits);
			shift -= leg->row.scale;
		}
	}
	fits = fits && caudal_ratio_shift10(ratio, shift);
	valuation->has_ratio = fits;
	if (!fits)
		caudal_path_fraction(path, &valuation->numerator,
							 &valuation->denominator);
}

/*
 * amount * path, rounded half away from zero to scale decimals, by numeric:
 * for what does not fit integers.
 */
Numeric
caudal_path_convert(const RatePath *path, Numeric amount, int scale)
{
	Numeric		numerator;
	Numeric		denominator;

	caudal_path_fraction(path, &numerator, &denominator);
	return caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, amount,
													 numerator),
									   denominator, scale);
}

static Conversion *
find_conversion(Memo *memo, Unit unit, Currency to, const char *source)
{
	Conversion *conversion;

	for (conversion = memo->conversions; conversion != NULL;
		 conversion = conversion->next)
	{
		if (conversion->unit == unit && conversion->to == to &&
			(source == NULL ? conversion->source == NULL :
			 conversion->source != NULL &&
			 strcmp(source, conversion->source) == 0))
			return conversion;
	}
	conversion = MemoryContextAllocZero(memo->context, sizeof(Conversion));
	conversion->unit = unit;
	conversion->to = to;
	if (source != NULL)
		conversion->source = MemoryContextStrdup(memo->context, source);
	conversion->next = memo->conversions;
	memo->conversions = conversion;
	return conversion;
}

/*
 * The conversion of a site, through a small table of those it has used.  A
 * report meets a dozen currencies; beyond what the probes find, the memo's
 * list is walked.
 */
static inline Conversion *
site_conversion(CallSite *site, Memo *memo, Unit unit, Currency to)
{
	uint32		slot = ((unit * 0x9E3779B1u) ^ ((uint32) to * 0x85EBCA6Bu)) >> 16;
	Conversion *conversion;

	for (int probe = 0; probe < SITE_PROBES; probe++)
	{
		conversion = site->slots[(slot + probe) % SITE_SLOTS];
		if (conversion == NULL)
		{
			slot += probe;
			break;
		}
		if (likely(conversion->unit == unit && conversion->to == to))
			return conversion;
	}
	conversion = find_conversion(memo, unit, to, site_source(site));
	site->slots[slot % SITE_SLOTS] = conversion;
	return conversion;
}

/*
 * The place of a day in the table, or NULL for a day outside it.
 */
static inline Answer *
answer_place(const Memo *memo, Conversion *conversion, DateADT date)
{
	uint32		day = (uint32) date - (uint32) FIRST_DAY;
	uint32		chunk = day >> CHUNK_BITS;

	if (unlikely(chunk >= NUM_CHUNKS))
		return NULL;
	if (unlikely(conversion->chunks[chunk] == NULL))
		conversion->chunks[chunk] =
			MemoryContextAllocZero(memo->context, CHUNK_DAYS * sizeof(Answer));
	return &conversion->chunks[chunk][day & (CHUNK_DAYS - 1)];
}

static uint32
remember_wide(Memo *memo, const Valuation *valuation)
{
	Valuation  *copy;

	if (memo->nwide == memo->wide_room)
	{
		uint32		room = Max(64, memo->wide_room * 2);

		if (memo->wide == NULL)
			memo->wide = MemoryContextAlloc(memo->context,
											room * sizeof(Valuation));
		else
			memo->wide = repalloc_huge(memo->wide, room * sizeof(Valuation));
		memo->wide_room = room;
	}
	copy = &memo->wide[memo->nwide];
	*copy = *valuation;
	if (!valuation->has_ratio)
	{
		MemoryContext oldcontext = MemoryContextSwitchTo(memo->context);

		copy->numerator = DatumGetNumericCopy(NumericGetDatum(valuation->numerator));
		copy->denominator = DatumGetNumericCopy(NumericGetDatum(valuation->denominator));
		MemoryContextSwitchTo(oldcontext);
	}
	return memo->nwide++;
}

/*
 * Answer a day that was not asked before.  Returns false where there is no
 * usable rate.
 */
static bool
find_answer(Memo *memo, const Conversion *conversion, DateADT date,
			Answer *place, Valuation *valuation)
{
	RatePath	path;

	if (!find_path(memo, unit_currency(conversion->unit), conversion->to,
				   date, conversion->source, &path))
	{
		if (place != NULL)
		{
			place->denominator = 0;
			place->numerator = ANSWER_MISSING;
		}
		return false;
	}
	path_valuation(&path, conversion->unit, conversion->to, valuation);
	if (place == NULL)
		return true;
	if (valuation->has_ratio &&
		valuation->ratio.numerator <= PG_UINT32_MAX &&
		valuation->ratio.denominator <= PG_UINT32_MAX)
	{
		place->numerator = (uint32) valuation->ratio.numerator;
		place->denominator = (uint32) valuation->ratio.denominator;
	}
	else
	{
		place->denominator = 0;
		place->numerator = ANSWER_WIDE + remember_wide(memo, valuation);
	}
	return true;
}

/*
 * The factor for one unit, target, date and source; false where there is no
 * usable rate and caudal.missing_rate is null.
 */
static bool
find_valuation(CallSite *site, Memo *memo, Unit unit, Currency to,
			   DateADT date, Valuation *valuation)
{
	Conversion *conversion;
	Answer	   *place = NULL;

	if (memo->bypass)
	{
		RatePath	path;

		if (!find_path(memo, unit_currency(unit), to, date,
					   site_source(site), &path))
			return false;
		path_valuation(&path, unit, to, valuation);
		return true;
	}

	conversion = site_conversion(site, memo, unit, to);
	place = answer_place(memo, conversion, date);
	if (place == NULL ||
		(place->denominator == 0 && place->numerator <= ANSWER_MISSING))
	{
		/* a miss is kept for "null"; to raise the error, look once more */
		if (place != NULL && place->numerator == ANSWER_MISSING &&
			caudal_missing_rate() == MISSING_RATE_NULL)
			return false;
		return find_answer(memo, conversion, date, place, valuation);
	}
	if (place->denominator != 0)
	{
		memset(valuation, 0, sizeof(Valuation));
		valuation->has_ratio = true;
		valuation->ratio.numerator = place->numerator;
		valuation->ratio.denominator = place->denominator;
	}
	else
		*valuation = memo->wide[place->numerator - ANSWER_WIDE];
	return true;
}

static void
same_currency(Unit unit, Currency to, Valuation *valuation)
{
	memset(valuation, 0, sizeof(Valuation));
	valuation->has_ratio = true;
	caudal_ratio_one(&valuation->ratio);
	(void) caudal_ratio_shift10(&valuation->ratio,
								caudal_currency_minor_unit(to) -
								unit_exponent(unit));
}

bool
caudal_find_valuation(FunctionCallInfo fcinfo, Unit unit, Currency to,
					  DateADT date, text *source, Valuation *valuation)
{
	CallSite   *site;

	if (unit_currency(unit) == to)
	{
		same_currency(unit, to, valuation);
		return true;
	}
	site = get_site(fcinfo);
	site_set_source(site, fcinfo, source);
	return find_valuation(site, site_memo(site), unit, to, date, valuation);
}

/*
 * minor * valuation in the target's minor units, by numeric where integers
 * are too small for the calculation; false where they are for the result.
 */
static bool
apply_valuation(const Valuation *valuation, int64 minor, Unit unit,
				Currency to, int64 *result)
{
	int			scale = caudal_currency_minor_unit(to);
	Numeric		numerator = valuation->numerator;
	Numeric		denominator = valuation->denominator;
	Numeric		amount;
	NumericParts parts;

	if (valuation->has_ratio)
	{
		if (caudal_ratio_apply(&valuation->ratio, minor, result))
			return true;
		/* the ratio counts minor units, numeric counts major ones */
		numerator = caudal_numeric_from_int128((int128) valuation->ratio.numerator, 0);
		denominator = caudal_numeric_from_int128((int128) valuation->ratio.denominator, 0);
		amount = int64_div_fast_to_numeric(minor, scale);
	}
	else
		amount = int64_div_fast_to_numeric(minor, unit_exponent(unit));

	amount = caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, amount,
													   numerator),
										 denominator, scale);
	if (!caudal_numeric_to_parts(amount, &parts) ||
		!int128_fits_int64(parts.digits))
		return false;
	*result = (int64) parts.digits;
	return true;
}

/*
 * Convert an amount to another currency on a date; the result counts the
 * target's minor units.
 */
ConvertResult
caudal_convert(FunctionCallInfo fcinfo, Unit unit, int64 minor, Currency to,
			   DateADT date, text *source, int64 *result)
{
	CallSite   *site;
	Memo	   *memo;
	Valuation	valuation;

	if (unit_currency(unit) == to)
	{
		if (likely(unit == unit_of(to)))
		{
			*result = minor;
			return CONVERT_DONE;
		}
		same_currency(unit, to, &valuation);
	}
	else
	{
		site = get_site(fcinfo);
		site_set_source(site, fcinfo, source);
		memo = site_memo(site);
		if (likely(!memo->bypass))
		{
			Answer	   *place = answer_place(memo,
											 site_conversion(site, memo, unit, to),
											 date);

			if (likely(place != NULL && place->denominator != 0) &&
				likely(exact_multiply_divide(minor, place->numerator,
											 place->denominator, result)))
				return CONVERT_DONE;
		}
		if (!find_valuation(site, memo, unit, to, date, &valuation))
			return CONVERT_MISSING;
	}
	return apply_valuation(&valuation, minor, unit, to, result) ?
		CONVERT_DONE : CONVERT_TOO_LARGE;
}
