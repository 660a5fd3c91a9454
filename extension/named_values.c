/*-------------------------------------------------------------------------
 *
 * named_values.c
 *		Quantities under names: gathering, storing and reading them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "named_values.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "exact.h"
#include "score.h"

static inline uint32
name_hash(ValueName name)
{
	return name.length == NAME_MISSING ? 0 :
		hash_bytes((const unsigned char *) name.data, name.length);
}

static inline bool
name_equals(ValueName a, ValueName b)
{
	return a.length == b.length &&
		(a.length <= 0 || memcmp(a.data, b.data, a.length) == 0);
}

#define SH_PREFIX			named
#define SH_ELEMENT_TYPE		NamedValue
#define SH_KEY_TYPE		ValueName
#define SH_KEY				name
#define SH_HASH_KEY(t, key)	name_hash(key)
#define SH_EQUAL(t, a, b)	name_equals(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(t, a)	((a)->hash)
#define SH_SCOPE			static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* most organizations have few sources; the table grows with them */
#define INITIAL_ENTRIES		4

NamedValues *
caudal_named_values_make(MemoryContext context, const char *type,
						 Node *escontext)
{
	NamedValues *values = MemoryContextAllocZero(context, sizeof(NamedValues));

	values->context = context;
	values->type = type;
	values->escontext = escontext;
	values->entries = named_create(context, INITIAL_ENTRIES, NULL);
	return values;
}

static bool
check_new_name(const NamedValues *values, ValueName name)
{
	if (values->entries->members >= NAMED_VALUES_MAX)
		ereturn(values->escontext, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many names for one value of type %s",
						values->type),
				 errdetail("It holds at most %d.", NAMED_VALUES_MAX),
				 errhint("Put names that belong together under one, or group the rows into more than one value.")));
	if (name.length > NAME_MAX_LENGTH &&
		pg_mbstrlen_with_len(name.data, name.length) > NAME_MAX_LENGTH)
		ereturn(values->escontext, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("name is too long for type %s: \"%s...\"",
						values->type,
						pnstrdup(name.data,
								 pg_mbcliplen(name.data, name.length, 40))),
				 errdetail("It has %d characters, and at most %d are kept.",
						   pg_mbstrlen_with_len(name.data, name.length),
						   NAME_MAX_LENGTH)));
	return true;
}

/*
 * The entry of a name, made with a quantity of zero where there was none;
 * NULL where that fails softly.
 */
NamedValue *
caudal_named_values_enter(NamedValues *values, ValueName name, bool *found)
{
	NamedValue *entry = named_lookup(values->entries, name);

	*found = (entry != NULL);
	if (entry == NULL)
	{
		bool		ignored;

		if (!check_new_name(values, name))
			return NULL;
		if (name.length != NAME_MISSING)
		{
			char	   *copy = MemoryContextAlloc(values->context, name.length);

			memcpy(copy, name.data, name.length);
			name.data = copy;
		}
		entry = named_insert(values->entries, name, &ignored);
		entry->quantity = 0;
		entry->score = 0;
	}
	return entry;
}

void
caudal_named_values_overflow(const NamedValues *values)
{
	ereturn(values->escontext,,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("number is out of range for type %s", values->type),
			 errdetail("The numbers of one value share their decimals and have at most 38 digits with them."),
			 errhint("Round them to fewer decimals.")));
}

/*
 * A number on the common number of decimals, which it raises if it has more.
 */
int128
caudal_named_values_align(NamedValues *values, int128 digits, int scale)
{
	if (unlikely(scale != values->scale))
	{
		int			more = scale - values->scale;

		if (more > 0)
		{
			named_iterator iterator;
			NamedValue *entry;

			named_start_iterate(values->entries, &iterator);
			while ((entry = named_iterate(values->entries, &iterator)) != NULL)
				if (!caudal_scale_up(entry->quantity, more, &entry->quantity))
				{
					caudal_named_values_overflow(values);
					return 0;
				}
			values->scale = scale;
		}
		else if (!caudal_scale_up(digits, -more, &digits))
		{
			caudal_named_values_overflow(values);
			return 0;
		}
	}
	return digits;
}

/* byte by byte, a missing name last */
int
caudal_name_compare(ValueName a, ValueName b)
{
	int			result;

	if (a.length == NAME_MISSING || b.length == NAME_MISSING)
		return (a.length == NAME_MISSING) - (b.length == NAME_MISSING);
	result = memcmp(a.data, b.data, Min(a.length, b.length));
	return result != 0 ? result : (a.length > b.length) - (a.length < b.length);
}

/* by name, for qsort */
int
caudal_named_value_compare(const void *a, const void *b)
{
	return caudal_name_compare(((const NamedValue *) a)->name,
							   ((const NamedValue *) b)->name);
}

/*
 * What has been gathered, in no order.
 */
NamedValue *
caudal_named_values_entries(const NamedValues *values, int *n)
{
	NamedValue *entries = palloc(Max(values->entries->members, 1) *
								 sizeof(NamedValue));
	named_iterator iterator;
	NamedValue *entry;

	*n = 0;
	named_start_iterate(values->entries, &iterator);
	while ((entry = named_iterate(values->entries, &iterator)) != NULL)
		entries[(*n)++] = *entry;
	return entries;
}

/* an entry: the length of its name, quantity, score if any, name, padding */
static Size
entry_size(int length, bool scored)
{
	return sizeof(int32) + sizeof(int128) + (scored ? sizeof(int64) : 0) +
		INTALIGN(Max(length, 0));
}

static char *
put(char *p, const void *value, Size size)
{
	memcpy(p, value, size);
	return p + size;
}

NamedList *
caudal_named_values_store(const NamedValues *values)
{
	int			n;
	NamedValue *entries = caudal_named_values_entries(values, &n);
	Size		size = offsetof(NamedList, entries);
	bool		scored = false;
	NamedList  *list;
	char	   *p;

	qsort(entries, n, sizeof(NamedValue), caudal_named_value_compare);
	for (int i = 0; i < n; i++)
		scored = scored || entries[i].score != 0;
	for (int i = 0; i < n; i++)
		size += entry_size(entries[i].name.length, scored);

	/* zeroed, so that the padding is the same in equal values */
	list = palloc0(size);
	SET_VARSIZE(list, size);
	list->tag = values->tag;
	list->scale = (int16) values->scale;
	list->scored = scored;
	list->n = n;
	p = list->entries;
	for (int i = 0; i < n; i++)
	{
		int32		length = entries[i].name.length;

		p = put(p, &length, sizeof(length));
		p = put(p, &entries[i].quantity, sizeof(int128));
		if (scored)
			p = put(p, &entries[i].score, sizeof(int64));
		if (length > 0)
			memcpy(p, entries[i].name.data, length);
		p += INTALIGN(Max(length, 0));
	}
	pfree(entries);
	return list;
}

static void
damaged(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("stored value of type income_mix or scorecard is damaged")));
}

static const char *
take(void *value, Size size, const char *p, const char *end)
{
	if (end - p < (ptrdiff_t) size)
		damaged();
	memcpy(value, p, size);
	return p + size;
}

/*
 * The entries of a stored value, in order; their names are in the value.  A
 * page of disk that was damaged is no reason to crash, so what the entries are
 * worked with as is looked at.
 */
NamedValue *
caudal_named_list_read(const NamedList *list, int *n)
{
	const char *p = list->entries;
	const char *end = (const char *) list + VARSIZE(list);
	NamedValue *entries;

	if (end < p || list->n < 0 || list->n > NAMED_VALUES_MAX ||
		list->scale < 0 || list->scale > INT128_POW10_MAX)
		damaged();
	entries = palloc0(Max(list->n, 1) * sizeof(NamedValue));
	for (int i = 0; i < list->n; i++)
	{
		NamedValue *entry = &entries[i];
		int32		length;

		p = take(&length, sizeof(length), p, end);
		p = take(&entry->quantity, sizeof(int128), p, end);
		if (list->scored)
		{
			Score		score;

			p = take(&entry->score, sizeof(int64), p, end);
			score = score_unpack(entry->score);
			if (entry->score != 0 &&
				(score_is_applicable(score) ?
				 score_make(score.mark, score.low, score.high, &score) :
				 score_make_not_applicable(score.low, score.high, &score)) != SCORE_OK)
				damaged();
		}
		if (length < NAME_MISSING ||
			length > NAME_MAX_LENGTH * MAX_MULTIBYTE_CHAR_LEN ||
			end - p < (ptrdiff_t) INTALIGN(Max(length, 0)))
			damaged();
		entry->name.data = p;
		entry->name.length = length;
		p += INTALIGN(Max(length, 0));
	}
	*n = list->n;
	return entries;
}

void
caudal_named_quantity_print(StringInfo buf, int128 quantity, int scale)
{
	char		number[INT128_TEXT_SIZE + INT128_POW10_MAX];

	caudal_int128_print(number, quantity, scale);
	appendStringInfoString(buf, number);
}

ValueName
caudal_name_of_text(const text *t)
{
	ValueName	name;

	name.data = VARDATA_ANY(t);
	name.length = VARSIZE_ANY_EXHDR(t);
	return name;
}

text *
caudal_name_to_text(ValueName name)
{
	return cstring_to_text_with_len(name.data, name.length);
}

/*
 * In double quotes, with a backslash before those that it has and before a
 * backslash; NULL for a missing name.
 */
void
caudal_name_print(StringInfo buf, ValueName name)
{
	if (name.length == NAME_MISSING)
	{
		appendStringInfoString(buf, "NULL");
		return;
	}
	appendStringInfoChar(buf, '"');
	for (int i = 0; i < name.length; i++)
	{
		if (name.data[i] == '"' || name.data[i] == '\\')
			appendStringInfoChar(buf, '\\');
		appendStringInfoChar(buf, name.data[i]);
	}
	appendStringInfoChar(buf, '"');
}

/*
 * Reads what caudal_name_print() writes; buf has room for the rest of the
 * text.
 */
bool
caudal_name_scan(Scanner *s, char *buf, ValueName *name)
{
	char	   *out = buf;

	name->data = buf;
	if (scan_word(s, "NULL"))
	{
		name->length = NAME_MISSING;
		return true;
	}
	if (!scan_character(s, '"'))
		return false;
	while (s->p < s->end && *s->p != '"')
	{
		if (*s->p == '\\' && ++s->p == s->end)
			return false;
		*out++ = *s->p++;
	}
	name->length = (int) (out - buf);
	return scan_character(s, '"');
}

/*
 * The binary form begins with the decimals and the number of entries; an
 * entry with the length of its name, -1 for a missing one, the name, and the
 * two halves of the quantity.
 */
void
caudal_named_list_send_header(StringInfo buf, const NamedList *list)
{
	pq_sendint32(buf, (uint32) list->scale);
	pq_sendint32(buf, (uint32) list->n);
}

static void
invalid_binary(const NamedValues *values, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary data for type %s", values->type),
			 errdetail_internal("%s", detail)));
}

int
caudal_named_values_recv_header(NamedValues *values, StringInfo buf)
{
	int32		scale = (int32) pq_getmsgint(buf, 4);
	int32		n = (int32) pq_getmsgint(buf, 4);

	if (scale < 0 || scale > INT128_POW10_MAX)
		invalid_binary(values, _("The number of decimals is out of range."));
	if (n < 0)
		invalid_binary(values, _("The number of entries is negative."));
	values->scale = scale;
	return n;
}

void
caudal_named_value_send(StringInfo buf, const NamedValue *value)
{
	if (value->name.length == NAME_MISSING)
		pq_sendint32(buf, (uint32) NAME_MISSING);
	else
	{
		char	   *name = pnstrdup(value->name.data, value->name.length);
		char	   *converted = pg_server_to_client(name, value->name.length);

		pq_sendint32(buf, (uint32) strlen(converted));
		pq_sendbytes(buf, converted, (int) strlen(converted));
	}
	pq_sendint64(buf, int128_high(value->quantity));
	pq_sendint64(buf, int128_low(value->quantity));
}

/*
 * Enters a name with its quantity.  Its place in the order may be another
 * than in the encoding that it was sent in, so order is not asked for.
 */
NamedValue *
caudal_named_value_recv(NamedValues *values, StringInfo buf)
{
	int32		length = (int32) pq_getmsgint(buf, 4);
	ValueName	name = {NULL, NAME_MISSING};
	NamedValue *entry;
	bool		found;
	int64		high;
	int64		low;

	if (length < NAME_MISSING)
		invalid_binary(values, _("The length of a name is negative."));
	if (length != NAME_MISSING)
		name.data = pq_getmsgtext(buf, length, &name.length);
	high = pq_getmsgint64(buf);
	low = pq_getmsgint64(buf);
	entry = caudal_named_values_enter(values, name, &found);
	if (found)
		invalid_binary(values, _("A name comes twice."));
	entry->quantity = int128_join(high, low);
	return entry;
}
