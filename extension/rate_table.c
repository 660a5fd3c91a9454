/*-------------------------------------------------------------------------
 *
 * rate_table.c
 *		Reading the tables rate_source and exchange_rate.
 *
 * Everything is read through SPI, read-only: with the snapshot of the calling
 * statement, the privileges and the row security of the calling user, on a
 * primary, a standby or in a parallel worker.  The texts name their schema
 * with every table, type and operator, so that no search path can change
 * what they mean.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_table.h"

#include "catalog/pg_inherits.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/syscache.h"

#include "exact.h"
#include "numeric_parts.h"

/* what the saved plans below were made for */
static Oid	plan_schema = InvalidOid;
static Oid	plan_currency = InvalidOid;
static char plan_schema_name[NAMEDATALEN];
static Oid	source_relid = InvalidOid;
static Oid	rate_relid = InvalidOid;

static SPIPlanPtr sources_plan = NULL;
static SPIPlanPtr series_plan = NULL;
static SPIPlanPtr as_of_plan = NULL;
static SPIPlanPtr published_plan = NULL;

#define SOURCES_SQL \
	"SELECT code, max_age::pg_catalog.int4 FROM %s.rate_source" \
	" ORDER BY priority, code COLLATE pg_catalog.\"C\""

/*
 * %1$s is the schema; columns: source, valid_from, valid_to, rate.  The casts
 * do nothing but where the tables' owner has changed the type of a column.
 */
#define SERIES_SQL \
	"SELECT source, valid_from::pg_catalog.date, valid_to::pg_catalog.date," \
	" rate::pg_catalog.numeric FROM %1$s.exchange_rate" \
	" WHERE base OPERATOR(%1$s.=) $1 AND quote OPERATOR(%1$s.=) $2" \
	" ORDER BY source COLLATE pg_catalog.\"C\", valid_from"

#define AS_OF_SQL \
	"SELECT r.source, r.valid_from, r.valid_to, r.rate" \
	" FROM %1$s.rate_source s CROSS JOIN LATERAL" \
	" (SELECT e.source, e.valid_from::pg_catalog.date," \
	" e.valid_to::pg_catalog.date, e.rate::pg_catalog.numeric" \
	" FROM %1$s.exchange_rate e" \
	" WHERE e.base OPERATOR(%1$s.=) $1 AND e.quote OPERATOR(%1$s.=) $2" \
	" AND e.source OPERATOR(pg_catalog.=) s.code" \
	" AND e.valid_from OPERATOR(pg_catalog.<=) $3" \
	" ORDER BY e.valid_from DESC LIMIT 1) r"

/*
 * The first source that has published rates of the pair, quoted as asked or,
 * if it has none of those, the other way round.
 */
#define PUBLISHED_SQL \
	"SELECT e.base OPERATOR(%1$s.=) $1, pg_catalog.count(*)," \
	" pg_catalog.sum(e.rate::pg_catalog.numeric)," \
	" pg_catalog.bool_and(e.rate IS NOT NULL AND" \
	" e.rate::pg_catalog.numeric OPERATOR(pg_catalog.>) 0)" \
	" FROM %1$s.rate_source s JOIN %1$s.exchange_rate e" \
	" ON e.source OPERATOR(pg_catalog.=) s.code" \
	" WHERE (e.base OPERATOR(%1$s.=) $1 AND e.quote OPERATOR(%1$s.=) $2" \
	" OR e.base OPERATOR(%1$s.=) $2 AND e.quote OPERATOR(%1$s.=) $1)" \
	" AND e.valid_from OPERATOR(pg_catalog.>=) $3" \
	" AND e.valid_from OPERATOR(pg_catalog.<=) $4" \
	" AND ($5 IS NULL OR s.code OPERATOR(pg_catalog.=) $5)" \
	" GROUP BY s.priority, s.code, e.base" \
	" ORDER BY s.priority, s.code COLLATE pg_catalog.\"C\"," \
	" e.base OPERATOR(%1$s.=) $1 DESC LIMIT 1"

static void
drop_plan(SPIPlanPtr *plan)
{
	if (*plan != NULL)
		SPI_freeplan(*plan);
	*plan = NULL;
}

/*
 * Make ready to read the tables of a schema.  Looked at once per snapshot:
 * the schema may have been renamed, or the extension moved or made anew.
 */
void
caudal_rate_table_open(Oid schema)
{
	char	   *name = get_namespace_name(schema);
	Oid			currency = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
										   CStringGetDatum("currency"),
										   ObjectIdGetDatum(schema));

	if (name == NULL || !OidIsValid(currency))
		elog(ERROR, "schema %u of caudal not found", schema);
	/* a saved plan has checked the schema for whoever came first, not for us */
	if (caudal_schema_aclcheck(schema, GetUserId()) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_SCHEMA, name);
	if (schema != plan_schema || currency != plan_currency ||
		strcmp(name, plan_schema_name) != 0)
	{
		plan_schema = InvalidOid;
		drop_plan(&sources_plan);
		drop_plan(&series_plan);
		drop_plan(&as_of_plan);
		drop_plan(&published_plan);
		plan_currency = currency;
		strlcpy(plan_schema_name, name, NAMEDATALEN);
		plan_schema = schema;
	}
	source_relid = get_relname_relid("rate_source", schema);
	rate_relid = get_relname_relid("exchange_rate", schema);
}

/* asked by invalidation callbacks, so this must look nothing up */
bool
caudal_rate_table_is(Oid relid)
{
	return relid == InvalidOid || relid == source_relid || relid == rate_relid;
}

bool
caudal_rate_table_has_row_security(void)
{
	return check_enable_rls(source_relid, InvalidOid, true) == RLS_ENABLED ||
		check_enable_rls(rate_relid, InvalidOid, true) == RLS_ENABLED;
}

static bool
is_locked_for_writing(Oid relid)
{
	LOCKTAG		tag;

	SET_LOCKTAG_RELATION(tag, MyDatabaseId, relid);
	return caudal_lock_held(&tag, RowExclusiveLock);
}

/*
 * Has this transaction, which has written something, written to either table,
 * or is it about to?  Tables that inherit from them are not looked for.
 */
bool
caudal_rate_table_is_written(void)
{
	return is_locked_for_writing(source_relid) ||
		is_locked_for_writing(rate_relid) ||
		has_subclass(source_relid) || has_subclass(rate_relid);
}

/*
 * Run one of the queries; the caller reads SPI_tuptable and calls
 * SPI_finish().
 */
static void
run_query(SPIPlanPtr *plan, const char *sql, int nargs, Datum *values,
		  const char *nulls)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	if (*plan == NULL)
	{
		Oid			argtypes[] = {plan_currency, plan_currency, DATEOID, DATEOID, TEXTOID};
		const char *schema = quote_identifier(plan_schema_name);
		SPIPlanPtr	prepared = SPI_prepare(psprintf(sql, schema), nargs, argtypes);

		if (prepared == NULL || SPI_keepplan(prepared) != 0)
			elog(ERROR, "could not prepare query on exchange rates");
		*plan = prepared;
	}
	if (SPI_execute_plan(*plan, values, nulls, true, 0) != SPI_OK_SELECT)
		elog(ERROR, "could not run query on exchange rates");
}

/*
 * The sources in the order in which they are consulted.
 */
RateSource *
caudal_read_sources(MemoryContext context, int *nsources)
{
	RateSource *sources;

	run_query(&sources_plan, SOURCES_SQL, 0, NULL, NULL);
	*nsources = (int) SPI_processed;
	sources = MemoryContextAlloc(context, (*nsources + 1) * sizeof(RateSource));
	for (int i = 0; i < *nsources; i++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[i];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		bool		isnull;
		Datum		max_age;

		sources[i].code = MemoryContextStrdup(context,
											  TextDatumGetCString(SPI_getbinval(tuple, desc, 1, &isnull)));
		max_age = SPI_getbinval(tuple, desc, 2, &isnull);
		sources[i].has_max_age = !isnull;
		sources[i].max_age = isnull ? 0 : DatumGetInt32(max_age);
	}
	SPI_finish();
	return sources;
}

/* the constraints of the table rule this out, while they are there */
static void
invalid_row(const char *column)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("invalid %s in table exchange_rate", column),
			 errdetail("A rate is a finite number greater than zero, and applies from a day."),
			 errhint("Restore the constraints of the table.")));
}

static void
read_row(MemoryContext context, HeapTuple tuple, TupleDesc desc, RateRow *row)
{
	bool		isnull;
	Datum		value;
	Numeric		rate;
	NumericParts parts;

	value = SPI_getbinval(tuple, desc, 2, &isnull);
	if (isnull)
		invalid_row("valid_from");
	row->valid_from = DatumGetDateADT(value);
	value = SPI_getbinval(tuple, desc, 3, &isnull);
	row->valid_to = isnull ? NO_VALID_TO : DatumGetDateADT(value);
	value = SPI_getbinval(tuple, desc, 4, &isnull);
	if (isnull)
		invalid_row("rate");
	rate = DatumGetNumeric(value);

	if (caudal_numeric_to_parts(rate, &parts) &&
		parts.digits < caudal_pow10[INT64_POW10_MAX])
	{
		if (parts.digits <= 0)
			invalid_row("rate");
		row->digits = (int64) parts.digits;
		row->scale = parts.scale;
		row->exact = NULL;
	}
	else
	{
		if (!caudal_numeric_is_finite(rate) || caudal_numeric_sign(rate) <= 0)
			invalid_row("rate");
		row->digits = 0;
		row->scale = 0;
		row->exact = MemoryContextAlloc(context, VARSIZE(rate));
		memcpy(row->exact, rate, VARSIZE(rate));
	}
}

/*
 * The rows of one quoted pair, source by source: all of them, or only those
 * in effect on a date.  series[i * stride] takes the rows of sources[i].
 */
void
caudal_read_series(MemoryContext context, Currency base, Currency quote,
				   const DateADT *as_of, const RateSource *sources,
				   int nsources, RateSeries *series, int stride)
{
	Datum		values[3];
	uint64		nrows;
	RateRow    *rows;
	RateSeries *current = NULL;
	char	   *current_code = NULL;

	values[0] = CurrencyGetDatum(base);
	values[1] = CurrencyGetDatum(quote);
	if (as_of != NULL)
	{
		values[2] = DateADTGetDatum(*as_of);
		run_query(&as_of_plan, AS_OF_SQL, 3, values, NULL);
	}
	else
		run_query(&series_plan, SERIES_SQL, 2, values, NULL);

	nrows = SPI_processed;
	rows = MemoryContextAllocHuge(context, (nrows + 1) * sizeof(RateRow));
	for (uint64 r = 0; r < nrows; r++)
	{
		HeapTuple	tuple = SPI_tuptable->vals[r];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		char	   *code = SPI_getvalue(tuple, desc, 1);

		read_row(context, tuple, desc, &rows[r]);
		if (current_code == NULL || strcmp(code, current_code) != 0)
		{
			current_code = code;
			current = NULL;
			for (int i = 0; i < nsources; i++)
				if (strcmp(sources[i].code, code) == 0)
					current = &series[i * stride];
			if (current != NULL)
				current->rows = &rows[r];
		}
		if (current != NULL)
			current->nrows++;
	}
	SPI_finish();
}

/*
 * How many rates of a pair were published under days from first to last, and
 * their sum, by the first source that has any; false if none has.
 */
bool
caudal_read_published(Currency from, Currency to, DateADT first, DateADT last,
					  text *source, PublishedRates *rates)
{
	MemoryContext context = CurrentMemoryContext;
	MemoryContext oldcontext;
	Datum		values[5];
	bool		found;

	values[0] = CurrencyGetDatum(from);
	values[1] = CurrencyGetDatum(to);
	values[2] = DateADTGetDatum(first);
	values[3] = DateADTGetDatum(last);
	values[4] = PointerGetDatum(source);
	run_query(&published_plan, PUBLISHED_SQL, 5, values,
			  source == NULL ? "    n" : NULL);
	found = SPI_processed > 0;
	if (found)
	{
		HeapTuple	tuple = SPI_tuptable->vals[0];
		TupleDesc	desc = SPI_tuptable->tupdesc;
		bool		isnull;
		Datum		sum;

		rates->inverse = !DatumGetBool(SPI_getbinval(tuple, desc, 1, &isnull));
		rates->count = DatumGetInt64(SPI_getbinval(tuple, desc, 2, &isnull));
		sum = SPI_getbinval(tuple, desc, 3, &isnull);
		if (isnull || !DatumGetBool(SPI_getbinval(tuple, desc, 4, &isnull)) ||
			!caudal_numeric_is_finite(DatumGetNumeric(sum)))
			invalid_row("rate");
		oldcontext = MemoryContextSwitchTo(context);
		rates->sum = DatumGetNumericCopy(sum);
		MemoryContextSwitchTo(oldcontext);
	}
	SPI_finish();
	return found;
}
