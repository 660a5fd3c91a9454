/*-------------------------------------------------------------------------
 *
 * iati_elements.h
 *		One element of an activity at a time: from its tree to rows.
 *
 * What the rooms of the reader share: iati_reader.c follows the stream and builds
 * the tree of one child of an activity, iati_elements.c has rows made of it, of
 * money by iati_money.c, of results by iati_results.c; what they find in the tree
 * they find by iati_tree.c, iati_narratives.c and iati_values.c.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_IATI_ELEMENTS_H
#define CAUDAL_IATI_ELEMENTS_H

#include "iati_reader.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

#include "currency_table.h"
#include "values.h"

/* "2014-09-10T07:15:37.123456+01:00" and more digits than anybody writes */
#define TIME_SIZE			48
/* "es" or "spa" */
#define LANGUAGE_SIZE		4
/* as many names of what is left out are told apart */
#define LEFT_OUT_MAX		64
/* a domain of the tracker */
#define IDENTIFIER_MAX		200

/* Text in one language, of several that an element has. */
typedef struct Narrative
{
	char		language[LANGUAGE_SIZE];
	char	   *text;
} Narrative;

typedef struct Narratives
{
	Narrative  *items;
	int			count;
	int			room;
	int			main;			/* that of the activity's language, or the first; -1 for none */
} Narratives;

/* Who is named in an element: by a reference, a name, or both. */
typedef struct Party
{
	const char *ref;
	const char *name;
} Party;

/* What is known of the activity that is being read. */
typedef struct Activity
{
	uint64		line;
	bool		is_refused;
	char		language[LANGUAGE_SIZE];
	bool		has_language;	/* stated, not assumed */
	Currency	currency;		/* 0 for none */
	char		updated_at[TIME_SIZE];
	char		hierarchy[16];
	char		humanitarian[8];

	/* until its end, when its row is handed over */
	char	   *identifier;
	char	   *reporter_ref;
	char	   *reporter_name;
	char	   *secondary;
	char	   *status;
	char		dates[4][ISO_DATE_SIZE];	/* by type - 1; "" for none */
	Narratives	title;
	Narratives	description;
	char	   *description_type;
	int			participants;
	int			results;
} Activity;

typedef struct LeftOut
{
	char		name[64];
	uint64		count;
} LeftOut;

/* Memory that is given back when an element has been dealt with. */
typedef struct Arena Arena;

struct IatiReader
{
	const IatiSink *sink;
	struct _xmlParserCtxt *parser;
	char	   *error;
	int			depth;			/* elements that are open */
	bool		is_blank;		/* nothing but blanks was read so far */
	int			skipped_from;	/* depth of an element that is not looked into; 0 for none */
	size_t		size;			/* of the tree of the current element */
	uint64		activities;
	uint64		rows;
	Activity	activity;
	Arena	   *arena;
	xmlHashTablePtr names;		/* of organizations that were handed over */
	LeftOut		left_out[LEFT_OUT_MAX];
};

/* Numbers as text, for rows. */
typedef struct Digits
{
	char		text[24];
} Digits;

static inline const char *
digits(Digits *out, uint64 number)
{
	snprintf(out->text, sizeof(out->text), "%llu", (unsigned long long) number);
	return out->text;
}

static inline const char *
or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

/* Hands over a row; the values are those of the columns in iati_targets. */
#define EMIT(reader, table, ...) \
	do { \
		const char *const emitted_[] = {__VA_ARGS__}; \
		iati_emit(reader, table, emitted_, lengthof(emitted_)); \
	} while (0)

/* iati_reader.c */
extern void iati_fail(IatiReader *reader, const char *format,...) pg_attribute_printf(2, 3);
extern char *iati_keep(IatiReader *reader, const char *text, size_t length);
extern void iati_leave_out(IatiReader *reader, const char *parent, const char *name);
extern void iati_refuse(IatiReader *reader, uint64 line, const char *column, const char *value, const char *reason);

/* iati_tree.c */
extern void iati_emit(IatiReader *reader, IatiTable table, const char *const *values, int count);
extern int	text_length(const char *text);
extern const char *path_to(IatiReader *reader, const xmlNode *node, const char *attribute);
extern uint64 line_of(const xmlNode *node);
extern bool is_named(const xmlNode *node, const char *name);
extern xmlNode *child_of(const xmlNode *node, const char *name);
extern char *text_of(IatiReader *reader, const xmlNode *node);
extern char *attribute_in(IatiReader *reader, const xmlNode *node, const char *name, bool of_xml);
extern char *attribute_of(IatiReader *reader, const xmlNode *node, const char *name);
extern void leave_out_others(IatiReader *reader, const xmlNode *node, const char *const *read);
extern bool read_day(IatiReader *reader, const xmlNode *node, const char *name, bool required, char day[ISO_DATE_SIZE]);
extern bool are_in_order(IatiReader *reader, const xmlNode *node, const char *first_day, const char *last_day);
extern bool read_boolean(IatiReader *reader, const xmlNode *node, const char *name, const char **value);

/* iati_narratives.c */
extern void narratives_free(Narratives *narratives);
extern bool read_narratives(IatiReader *reader, Narratives *narratives, const xmlNode *node);
extern const char *main_text(const Narratives *narratives);
extern void emit_texts(IatiReader *reader, const Narratives *narratives, const char *list, const char *result, const char *indicator);
extern const char *note_of(IatiReader *reader, const xmlNode *node, const char *name);
extern bool read_party(IatiReader *reader, const xmlNode *node, Party *party);
extern bool read_activity_id(IatiReader *reader, const xmlNode *node, const char *name, const char **id);

/* iati_money.c */
extern void read_transaction(IatiReader *reader, const xmlNode *node);
extern void read_budget(IatiReader *reader, const xmlNode *node);
extern void read_plan(IatiReader *reader, const xmlNode *node);

/* iati_results.c */
extern void read_result(IatiReader *reader, const xmlNode *node);

/* iati_elements.c */
extern bool iati_is_wanted(const char *name);
extern void iati_begin_activity(IatiReader *reader, int count, const xmlChar **attributes);
extern void iati_element(IatiReader *reader, xmlNode *node);
extern void iati_end_activity(IatiReader *reader);
extern void iati_forget_activity(IatiReader *reader);

/* iati_values.c */
extern bool iati_language(const char *text, char language[LANGUAGE_SIZE]);
extern bool iati_date(const char *text, char iso[ISO_DATE_SIZE]);
extern bool iati_time(const char *text, char time[TIME_SIZE]);
extern bool iati_decimal(const char *text, char number[NUMBER_SIZE]);
extern const char *iati_boolean(const char *text);
extern const char *iati_amount(const char *text, Currency currency, char amount[NUMBER_SIZE]);
extern const char *iati_transaction_type(const char *code);
extern const char *iati_role(const char *code);
extern int	iati_date_type(const char *code);
extern const char *iati_revision(const char *code);

#endif							/* CAUDAL_IATI_ELEMENTS_H */
