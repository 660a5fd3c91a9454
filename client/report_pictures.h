/*-------------------------------------------------------------------------
 *
 * report_pictures.h
 *		Which report has which picture, and the numbers that it shows.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REPORT_PICTURES_H
#define CAUDAL_REPORT_PICTURES_H

#include "chart.h"
#include "report.h"

/* where a picture is of use */
typedef enum PictureUse
{
	ON_PAGES = 1,
	AT_TERMINALS = 2,
	EVERYWHERE = 3
} PictureUse;

/* series that a picture can have by columns */
#define PICTURE_VALUES	4

typedef struct ReportPicture
{
	const char *report;
	PictureUse	use;
	bool		is_second;		/* only where the one before cannot be drawn */
	ChartKind	kind;
	const char *title;			/* for translation; %s is the value of "only" */
	/* columns, the first of which has more than one value; "" has the values' names */
	const char *category;
	const char *series;			/* a column; NULL where each value is one */
	/* columns, or differences of them: a-b-c; "*" counts rows */
	const char *values[PICTURE_VALUES];
	const char *names[PICTURE_VALUES];	/* of them, for translation */
	bool		is_mean;		/* of the rows, instead of their sum */
	/* rows of one value of a column: that named, else the largest number */
	const char *only;
	const char *only_value;
	const char *only_name;		/* column with what people call it */
	const char *same;			/* column that must not differ; its value is the title's %s */
} ReportPicture;

typedef struct Picture
{
	Chart		chart;
	const ReportPicture *spec;
	char	  **totals;			/* of each series, as people write them; NULL for none */
	bool		own_scales;		/* series are not to be compared with each other */
} Picture;

extern bool report_has_picture(const Report *report);
extern Picture **report_pictures(const ReportData *data, PictureUse use, int categories, int series);

#endif							/* CAUDAL_REPORT_PICTURES_H */
