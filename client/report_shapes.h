/*-------------------------------------------------------------------------
 *
 * report_shapes.h
 *		What people want of the reports that come with the tracker.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REPORT_SHAPES_H
#define CAUDAL_REPORT_SHAPES_H

#include "caudal.h"

/*
 * Lists of columns are names with a blank between.
 */
typedef struct ReportShape
{
	const char *report;
	const char *title;			/* for translation */
	const char *columns;		/* those for people, the most important first; % is the bar */
	const char *order;			/* "-" before a name turns it around */

	/*
	 * Columns that add up over rows, where those named in "same" do not
	 * differ; amounts are only ever added up in one currency.
	 */
	const char *totals;
	const char *same;

	/* a bar in each row: a column, or one divided by another; NULL for none */
	const char *bar_heading;	/* for translation */
	const char *bar;
	const char *bar_of;

	/* whether money that a recipient passes on is counted once in totals */
	bool		counts_once;

	/* columns that say to programs what others say in words; NULL for none */
	const char *codes;
} ReportShape;

extern const ReportShape *find_report_shape(const char *report);

/* steps through a list of names; false after the last */
extern bool next_name(const char **list, char name[NAMEDATALEN]);
extern bool list_has(const char *list, const char *name);

#endif							/* CAUDAL_REPORT_SHAPES_H */
