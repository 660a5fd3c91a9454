/*-------------------------------------------------------------------------
 *
 * report_layout.h
 *		Which columns of a report people are shown, and how wide.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REPORT_LAYOUT_H
#define CAUDAL_REPORT_LAYOUT_H

#include "report.h"

/* stands for the bar of a row among columns */
#define BAR_COLUMN	(-1)

typedef struct LayoutColumn
{
	int			column;			/* of the report, or BAR_COLUMN */
	const char *heading;
	bool		right;			/* aligned, as numbers are */
	int			least;			/* widths, of characters */
	int			natural;
	int			width;
} LayoutColumn;

typedef struct Layout
{
	int			count;
	LayoutColumn *columns;
	int			hidden_count;
	const char **hidden;		/* names of columns that are not shown */
} Layout;

/* the blanks between columns, and the width of a bar with what is behind it */
#define LAYOUT_GAP	2
#define BAR_WIDTH	8
#define BAR_TEXT	6

/* no limit: whatever belongs to the report's columns for people */
#define ANY_WIDTH	0

extern Layout *report_layout(const ReportData *data, int width);

#endif							/* CAUDAL_REPORT_LAYOUT_H */
