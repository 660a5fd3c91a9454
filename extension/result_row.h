/*-------------------------------------------------------------------------
 *
 * result_row.h
 *		What functions that return rows share.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_RESULT_ROW_H
#define CAUDAL_RESULT_ROW_H

#include "compat.h"
#include "funcapi.h"

/* of the columns that CREATE FUNCTION gives, in the current context */
static inline TupleDesc
result_row(FunctionCallInfo fcinfo)
{
	TupleDesc	row;

	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return BlessTupleDesc(row);
}

#endif							/* CAUDAL_RESULT_ROW_H */
