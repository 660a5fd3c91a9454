/*-------------------------------------------------------------------------
 *
 * pivot.h
 *		What a picture is made of, while it is made.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_PIVOT_H
#define CAUDAL_PIVOT_H

#include "report_pictures.h"

/* columns of a difference */
#define TERMS		4

typedef struct Pivot
{
	const ReportData *data;
	const ReportPicture *spec;
	bool		is_time;
	int			rows;

	int			category;		/* column; -1 where values are categories */
	int			series;			/* column; -1 where values are series */
	int			only;			/* column; -1 for all rows */
	const char *only_value;
	int			value_count;
	int			term_count[PICTURE_VALUES];
	int			terms[PICTURE_VALUES][TERMS];	/* columns; -1 counts rows */
	ColumnKind	kind;			/* of the values */
	const char *currency;		/* that they are in; NULL for none */

	/* by row, -1 for one that is left out */
	int		   *row_category;
	int		   *row_series;

	int			category_count;
	const char **category_names;
	bool		has_rest_category;
	int			series_count;
	const char **series_names;
	bool		has_rest_series;
	int			left_out;		/* categories */
	Decimal    *cells;			/* by category, then series */
} Pivot;

/* report_pivot.c */
extern bool pivot_draws(const Pivot *pivot, int row);
extern void pivot_add(const Pivot *pivot, int row, int value, Decimal *sum);
extern Decimal *pivot_cell(const Pivot *pivot, int category, int series);

/* pivot_places.c */
extern void pivot_place_categories(Pivot *pivot, int most);
extern void pivot_place_series(Pivot *pivot, int most);

/* pivot_picture.c */
extern Picture *pivot_picture(const Pivot *pivot);

#endif							/* CAUDAL_PIVOT_H */
