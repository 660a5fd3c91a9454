/*-------------------------------------------------------------------------
 *
 * risk_flags.c
 *		tuckman_chang_flags: how many of four ratios are on the risky side.
 *
 * Tuckman and Chang, A Methodology for Measuring the Financial Vulnerability
 * of Charitable Nonprofit Organizations, NVSQ 20 (1991), 445-460.  A ratio is
 * flagged in the worst fifth of a reference population, whose cut-points the
 * caller gives; one that is at its cut-point is flagged.  The administrative
 * share is risky when it is low: it is what can be cut in a bad year.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

#include "numeric_parts.h"
#include "result_row.h"

PG_FUNCTION_INFO_V1(caudal_tuckman_chang_flags);

/* equity, concentration, administrative share, operating margin */
#define RATIOS	4
static const bool risky_when_high[RATIOS] = {false, true, false, false};

Datum
caudal_tuckman_chang_flags(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	Datum	   *cutpoints;
	bool	   *unknown;
	int			n;
	int			flags = 0;
	int			scored = 0;
	Datum		values[2];
	bool		nulls[2] = {false, false};

	if (PG_ARGISNULL(RATIOS))
		PG_RETURN_NULL();
	array = PG_GETARG_ARRAYTYPE_P(RATIOS);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cut-points are a list, not an array of %d dimensions",
						ARR_NDIM(array))));
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT,
					  &cutpoints, &unknown, &n);
	if (n != RATIOS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%d cut-points, and not %d, belong to the ratios of Tuckman and Chang",
						RATIOS, n),
				 errhint("Give those of equity to revenue, concentration, administrative share and operating margin, in this order; NULL leaves a ratio out.")));

	for (int i = 0; i < RATIOS; i++)
	{
		Datum		ratio;

		if (PG_ARGISNULL(i) || unknown[i])
			continue;
		ratio = NumericGetDatum(PG_GETARG_NUMERIC_PACKED(i));
		scored++;
		flags += DatumGetBool(risky_when_high[i] ?
							  DirectFunctionCall2(numeric_ge, ratio, cutpoints[i]) :
							  DirectFunctionCall2(numeric_le, ratio, cutpoints[i]));
	}
	values[0] = Int32GetDatum(flags);
	values[1] = Int32GetDatum(scored);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(result_row(fcinfo),
													  values, nulls)));
}
