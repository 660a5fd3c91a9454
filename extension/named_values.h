/*-------------------------------------------------------------------------
 *
 * named_values.h
 *		Quantities under names: what an income mix and a scorecard are made of.
 *
 * A mix has an amount under the name of each source, a scorecard a weight and
 * a score under that of each item.  Both are gathered row by row in a hash
 * table, stored in order of name, and compared, merged and sent alike; what a
 * name, a quantity and a score mean is theirs.
 *
 * Names are told apart byte by byte, whatever the collation.  One may be
 * missing (NULL); it comes last.  Quantities are 128-bit integers that share
 * one number of decimals.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_NAMED_VALUES_H
#define CAUDAL_NAMED_VALUES_H

#include "compat.h"
#include "lib/stringinfo.h"

#include "scan.h"

/*
 * Of one value: well below the 1 GB that a datum may have.  Characters, not
 * bytes, so that what fits in one encoding fits in another.
 */
#define NAMED_VALUES_MAX		100000
#define NAME_MAX_LENGTH			1000

/* the length of a missing name */
#define NAME_MISSING			(-1)

typedef struct ValueName
{
	const char *data;
	int			length;
} ValueName;

typedef struct NamedValue
{
	ValueName	name;
	int128		quantity;
	int64		score;			/* packed; 0 for none */
	uint32		hash;
	char		status;			/* of the hash table */
} NamedValue;

struct named_hash;

/* being gathered */
typedef struct NamedValues
{
	MemoryContext context;
	const char *type;			/* of which they will be a value, for errors */
	Node	   *escontext;		/* where errors go that need not be thrown */
	int32		tag;			/* of all of them: the currency of a mix */
	int			scale;			/* decimals of the quantities */
	struct named_hash *entries;
} NamedValues;

/* as stored: a header, and entries that are read one after another */
typedef struct NamedList
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	int32		tag;
	int16		scale;
	int16		scored;			/* do the entries have scores? */
	int32		n;
	char		entries[FLEXIBLE_ARRAY_MEMBER];
} NamedList;

#define DatumGetNamedList(X)	((NamedList *) PG_DETOAST_DATUM(X))
#define PG_GETARG_NAMED_LIST(n)	DatumGetNamedList(PG_GETARG_DATUM(n))

/* gathering */
extern NamedValues *caudal_named_values_make(MemoryContext context,
											 const char *type,
											 Node *escontext);
extern NamedValue *caudal_named_values_enter(NamedValues *values, ValueName name,
											 bool *found);
extern int128 caudal_named_values_align(NamedValues *values, int128 digits,
										int scale);
extern void caudal_named_values_overflow(const NamedValues *values);

/* storing and reading */
extern NamedValue *caudal_named_values_entries(const NamedValues *values,
											   int *n);
extern NamedList *caudal_named_values_store(const NamedValues *values);
extern NamedValue *caudal_named_list_read(const NamedList *list, int *n);

extern void caudal_named_quantity_print(StringInfo buf, int128 quantity,
										int scale);

/* names */
extern ValueName caudal_name_of_text(const text *t);
extern text *caudal_name_to_text(ValueName name);
extern int	caudal_name_compare(ValueName a, ValueName b);
extern int	caudal_named_value_compare(const void *a, const void *b);
extern void caudal_name_print(StringInfo buf, ValueName name);
extern bool caudal_name_scan(Scanner *s, char *buf, ValueName *name);

/* the binary form, but for a score */
extern void caudal_named_list_send_header(StringInfo buf,
										  const NamedList *list);
extern int	caudal_named_values_recv_header(NamedValues *values,
											StringInfo buf);
extern void caudal_named_value_send(StringInfo buf, const NamedValue *value);
extern NamedValue *caudal_named_value_recv(NamedValues *values,
										   StringInfo buf);

#endif							/* CAUDAL_NAMED_VALUES_H */
