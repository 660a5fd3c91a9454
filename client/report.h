/*-------------------------------------------------------------------------
 *
 * report.h
 *		A report of the tracker: what it is called, what it asks for, its rows.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REPORT_H
#define CAUDAL_REPORT_H

#include "decimal.h"
#include "format_number.h"
#include "session.h"

/* what a column holds, which says how it is shown */
typedef enum ColumnKind
{
	KIND_TEXT,
	KIND_DATE,
	KIND_MONTH,					/* a day that stands for its month */
	KIND_BOOLEAN,
	KIND_NUMBER,				/* a number by which something is called: a year */
	KIND_COUNT,
	KIND_AMOUNT,				/* in the currency of the row */
	KIND_VALUE,					/* in the reporting currency */
	KIND_SHARE,					/* a part of 1, shown per cent */
	KIND_RATIO,					/* with two decimals */
	KIND_SCORE,					/* with one, as months are */
	KIND_PLAIN					/* with the decimals that it has */
} ColumnKind;

typedef struct ReportColumn
{
	char	   *name;
	char	   *type;			/* as SQL writes it */
	char	   *comment;		/* NULL for none */
	const char *heading;		/* in the language of the report */
	ColumnKind	kind;
	int			currency;		/* column that names its currency; -1 for none */
} ReportColumn;

typedef struct ReportArgument
{
	char	   *name;
	char	   *type;
	bool		has_default;
	const char *value;			/* NULL for the default */
	const char *option;			/* what gave it: "--as-of", "--set months"; NULL for nothing */
} ReportArgument;

typedef struct Report
{
	char	   *name;
	char	   *schema;
	bool		is_function;
	char	   *oid;
	char	   *comment;		/* NULL for none */
	const struct ReportShape *shape;	/* NULL for one that caudal does not know */
	int			argument_count;
	ReportArgument *arguments;
	int			column_count;
	ReportColumn *columns;
} Report;

/* --where: COLUMN, an operator and a value */
typedef struct Condition
{
	char	   *column;
	const char *operator;
	const char *value;			/* NULL: the cell is empty */
} Condition;

typedef struct ReportRequest
{
	const Command *command;
	const char *language;		/* "es" or "en" */
	bool		language_asked; /* with --lang */
	const char *day;
	const char *known_on;
	const char *currency;
	const char *missing_rate;
	int			setting_count;	/* --set NAME=VALUE */
	char	  **settings;
	int			condition_count;
	Condition  *conditions;
	char	  **columns;		/* NULL-terminated; NULL for those that fit */
	char	  **order;			/* "-" before the name turns it around; NULL for its own */
	bool		wide;
	bool		pictures;
	NumberFormat *format;
} ReportRequest;

typedef struct ReportData
{
	const Report *report;
	const ReportRequest *request;
	PGresult   *rows;			/* all columns, in the order of the report */
	const char *title;
	const char *day;			/* NULL for a report without one */
	const char *known_on;
	const char *currency;		/* that values are in; NULL for none, or more than one */
	const char *rates;			/* closed, today, closed and today; NULL for none */
	int64		without_rate;
	Decimal    *totals;			/* by column */
	bool	   *has_total;		/* by column */
	bool		counts_twice;	/* no totals, since recipients pass on to others */
} ReportData;

/* report_catalog.c */
extern const char *report_schema(Session *session);
extern Report *report_find(Session *session, const char *name);
extern Report **report_list(Session *session);
extern PGresult *report_query(Session *session, const Report *report, const ReportRequest *request, bool as_json);
extern int	report_column(const Report *report, const char *name);
extern int	report_column_asked(const Report *report, const char *name);

/* report_request.c */
extern char *report_day(const Command *command, const char *option, const char *value);
extern void report_check(Report *report, const ReportRequest *request);
extern void report_check_values(Session *session, const Report *report, const ReportRequest *request);
extern void report_check_needs(const Report *report);

/* report_data.c */
extern ReportData *report_read(Session *session, const Report *report, const ReportRequest *request);
extern const char *report_title(const Report *report);
extern const char *report_cell(const ReportData *data, int row, int column);
extern char *report_shown_cell(const ReportData *data, int row, int column);
extern char *report_shown_value(const ReportData *data, ColumnKind kind, const char *value, const char *currency);
extern char *report_shown_total(const ReportData *data, int column);
extern bool report_is_number(ColumnKind kind);
extern bool report_column_is_empty(const ReportData *data, int column);
extern double report_bar(const ReportData *data, int row, char **text);
extern const char *report_only_value(const ReportData *data, int column);

/* report_words.c */
extern char *report_subtitle(const ReportData *data);
extern char *report_facts(const ReportData *data);
extern char **report_notes(const ReportData *data);
extern bool report_is_fact(const ReportData *data, int column);

/* report_columns.c */
extern void describe_column(const Report *report, int column);

/* report_table.c, report_raw.c, report_html.c */
extern void print_report_table(FILE *file, const ReportData *data, int width);
extern void print_report_list(FILE *file, Report **reports, int width);
extern void print_report_description(FILE *file, const Report *report, int width);
extern void print_report_csv(FILE *file, PGresult *rows);
extern void print_report_json(FILE *file, PGresult *rows);
extern void print_report_html(FILE *file, const ReportData *data);
extern void print_report_svg(FILE *file, const ReportData *data);

#endif							/* CAUDAL_REPORT_H */
