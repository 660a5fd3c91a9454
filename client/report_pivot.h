/*-------------------------------------------------------------------------
 *
 * report_pivot.h
 *		The numbers of a picture, out of the rows of a report.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_REPORT_PIVOT_H
#define CAUDAL_REPORT_PIVOT_H

#include "report_pictures.h"

extern Picture *report_pivot(const ReportData *data, const ReportPicture *spec, int categories, int series);

#endif							/* CAUDAL_REPORT_PIVOT_H */
