/*-------------------------------------------------------------------------
 *
 * rate_convert.c
 *		Converting amounts at the rates of the tables.
 *
 * Answers stand in a dense table: one entry of two words for each day, in
 * chunks filled as days are asked for.  That bounds a memo by what is asked:
 * 4 kB for each conversion and 512 days, besides the rows of each pair.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_convert.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "numeric_parts.h"
#include "rate_memo.h"
#include "settings.h"

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

/* what a memo keeps of answers, in its context */
typedef struct AnswerTable
{
	Conversion *conversions;
	Valuation  *wide;
	uint32		nwide;
	uint32		wide_room;
} AnswerTable;

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
	 * snapshot: the key need not be compared for each row.
	 */
	bool		one_query;
	RateMemo   *memo;
	uint64		serial;
	text	   *source;
	char	   *source_code;
	Conversion *slots[SITE_SLOTS];
} CallSite;

static inline CallSite *
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
 * The memo of this moment, which the site keeps.
 */
static RateMemo *
current_memo(CallSite *site)
{
	RateMemo   *memo = site->memo;

	if (memo_is_alive(memo, site->serial) &&
		caudal_memo_is_current(memo))
		return memo;

	memo = caudal_memo_find(site->schema, site->one_query);
	if (memo->serial != site->serial)
	{
		memset(site->slots, 0, sizeof(site->slots));
		if (memo->answers == NULL)
			memo->answers = MemoryContextAllocZero(memo->context,
												   sizeof(AnswerTable));
		site->memo = memo;
		site->serial = memo->serial;
	}
	return memo;
}

/*
 * The memo to read known answers from.  What is not known is looked for, and
 * put into, the memo of this moment: while a cursor waits between two fetches,
 * the user and the settings may change.
 */
static inline RateMemo *
site_memo(CallSite *site)
{
	if (site->one_query && memo_is_alive(site->memo, site->serial))
		return site->memo;
	return current_memo(site);
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
void
caudal_check_source(const RateSource *sources, int nsources,
					const char *source)
{
	StringInfoData known;

	if (source == NULL || strcmp(source, PEG_SOURCE) == 0)
		return;
	for (int i = 0; i < nsources; i++)
		if (strcmp(source, sources[i].code) == 0)
			return;

	initStringInfo(&known);
	for (int i = 0; i < Min(nsources, 10); i++)
		appendStringInfo(&known, "%s\"%s\"", i > 0 ? ", " : "",
						 sources[i].code);
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("exchange rate source \"%s\" does not exist", source),
			 nsources > 0 ?
			 errdetail("Known sources are %s%s.", known.data,
					   nsources > 10 ? ", ..." : "") :
			 errdetail("The table rate_source is empty."),
			 errhint("Add it to rate_source, or leave the source out to search all of them.")));
}

static void
check_date(DateADT date)
{
	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no exchange rate can be looked up for the date \"%s\"",
						caudal_date_text(date)),
				 errdetail("A rate is that of a day."),
				 errhint("Give the day on which the amount is to be valued.")));
}

/*
 * The detail of an error about a pair that has no earlier rate at all, nor,
 * where it was sought over the pivot, the leg that fails.
 */
int
caudal_errdetail_no_earlier(Currency from, Currency to, bool through_pivot,
							Currency leg_from, Currency leg_to)
{
	if (!through_pivot)
		return errdetail("No earlier rate between %s and %s is known.",
						 CURRENCY_LETTERS(from), CURRENCY_LETTERS(to));
	return errdetail("No earlier rate between %s and %s is known; nor, for the way over %s, between %s and %s.",
					 CURRENCY_LETTERS(from), CURRENCY_LETTERS(to),
					 CURRENCY_LETTERS(caudal_pivot_currency()),
					 CURRENCY_LETTERS(leg_from), CURRENCY_LETTERS(leg_to));
}

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
			 errdetail_plural("The nearest earlier rate is %s/%s %s of %s from \"%s\", %d day old on that date; the source allows %d.",
							  "The nearest earlier rate is %s/%s %s of %s from \"%s\", %d days old on that date; the source allows %d.",
							  nearest->age,
							  CURRENCY_LETTERS(nearest->base),
							  CURRENCY_LETTERS(nearest->quote),
							  caudal_numeric_text(caudal_row_rate(&nearest->row)),
							  caudal_date_text(nearest->row.valid_from),
							  nearest->source, nearest->age, miss->max_age) :
			 caudal_errdetail_no_earlier(from, to, miss->through_pivot,
										 miss->from, miss->to),
			 source != NULL ?
			 errhint("Load a rate into exchange_rate, leave the source out to search all of them, or set caudal.missing_rate to \"null\".") :
			 miss->has_nearest ?
			 errhint("Load a rate into exchange_rate, raise the source's max_age, or set caudal.missing_rate to \"null\".") :
			 errhint("Load a rate into exchange_rate, set caudal.pivot_currency to a currency in which both are quoted, or set caudal.missing_rate to \"null\".")));
}

/*
 * Find a path, remembering nothing but what the memo's view keeps.  Where row
 * security applies, everything is read for this one call.
 */
static bool
find_path(RateMemo *memo, Currency from, Currency to, DateADT date,
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
	caudal_check_source(view->sources, view->nsources, source);
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
	return find_path(current_memo(site), from, to, date, site_source(site),
					 path);
}

static Conversion *
find_conversion(RateMemo *memo, Unit unit, Currency to, const char *source)
{
	Conversion *conversion;

	for (conversion = memo->answers->conversions; conversion != NULL;
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
	conversion->next = memo->answers->conversions;
	memo->answers->conversions = conversion;
	return conversion;
}

/*
 * The conversion of a site, through a small table of those it has used.  A
 * report meets a dozen currencies; beyond what the probes find, the memo's
 * list is walked.
 */
static inline Conversion *
site_conversion(CallSite *site, RateMemo *memo, Unit unit, Currency to)
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
answer_place(const RateMemo *memo, Conversion *conversion, DateADT date)
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
remember_wide(RateMemo *memo, const Valuation *valuation)
{
	AnswerTable *table = memo->answers;
	Valuation  *copy;

	if (table->nwide == table->wide_room)
	{
		uint32		room = Max(64, table->wide_room * 2);

		if (table->wide == NULL)
			table->wide = MemoryContextAlloc(memo->context,
											room * sizeof(Valuation));
		else
			table->wide = repalloc_huge(table->wide, room * sizeof(Valuation));
		table->wide_room = room;
	}
	copy = &table->wide[table->nwide];
	*copy = *valuation;
	if (!valuation->has_ratio)
	{
		MemoryContext oldcontext = MemoryContextSwitchTo(memo->context);

		copy->numerator = DatumGetNumericCopy(NumericGetDatum(valuation->numerator));
		copy->denominator = DatumGetNumericCopy(NumericGetDatum(valuation->denominator));
		MemoryContextSwitchTo(oldcontext);
	}
	return table->nwide++;
}

/*
 * Answer a day that was not asked before.  Returns false where there is no
 * usable rate.
 */
static bool
find_answer(RateMemo *memo, const Conversion *conversion, DateADT date,
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
	caudal_path_valuation(&path, conversion->unit, conversion->to, valuation);
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
find_valuation(CallSite *site, Unit unit, Currency to, DateADT date,
			   Valuation *valuation)
{
	RateMemo   *memo = current_memo(site);
	Conversion *conversion;
	Answer	   *place;

	if (memo->bypass)
	{
		RatePath	path;

		if (!find_path(memo, unit_currency(unit), to, date,
					   site_source(site), &path))
			return false;
		caudal_path_valuation(&path, unit, to, valuation);
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
		*valuation = memo->answers->wide[place->numerator - ANSWER_WIDE];
	return true;
}

bool
caudal_find_valuation(FunctionCallInfo fcinfo, Unit unit, Currency to,
					  DateADT date, text *source, Valuation *valuation)
{
	CallSite   *site;

	if (unit_currency(unit) == to)
	{
		caudal_same_currency_valuation(unit, to, valuation);
		return true;
	}
	site = get_site(fcinfo);
	site_set_source(site, fcinfo, source);
	return find_valuation(site, unit, to, date, valuation);
}

/*
 * What caudal_convert() does not do at once.
 */
static pg_noinline ConvertResult
convert_slowly(CallSite *site, Unit unit, int64 minor, Currency to,
			   DateADT date, int64 *result)
{
	Valuation	valuation;

	if (unit_currency(unit) == to)
		caudal_same_currency_valuation(unit, to, &valuation);
	else if (!find_valuation(site, unit, to, date, &valuation))
		return CONVERT_MISSING;
	return caudal_valuation_apply(&valuation, minor, unit, to, result) ?
		CONVERT_DONE : CONVERT_TOO_LARGE;
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
	RateMemo   *memo;

	if (unit_currency(unit) == to)
	{
		if (unlikely(unit != unit_of(to)))
			return convert_slowly(NULL, unit, minor, to, date, result);
		*result = minor;
		return CONVERT_DONE;
	}

	site = get_site(fcinfo);
	if (source != NULL)
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
	return convert_slowly(site, unit, minor, to, date, result);
}
