/*-------------------------------------------------------------------------
 *
 * grant_period_ops.c
 *		Operators of grant_period: containment, overlap, order in time, and
 *		the days that two periods share or make up together.
 *
 * Equality and the order by first and last day are int8's own, because the
 * packed form orders as periods do.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period.h"

#include "utils/date.h"

#include "period_text.h"

PG_FUNCTION_INFO_V1(caudal_grant_period_contains);
PG_FUNCTION_INFO_V1(caudal_grant_period_contained);
PG_FUNCTION_INFO_V1(caudal_grant_period_contains_day);
PG_FUNCTION_INFO_V1(caudal_day_in_grant_period);
PG_FUNCTION_INFO_V1(caudal_grant_period_overlaps);
PG_FUNCTION_INFO_V1(caudal_grant_period_before);
PG_FUNCTION_INFO_V1(caudal_grant_period_after);
PG_FUNCTION_INFO_V1(caudal_grant_period_ends_by);
PG_FUNCTION_INFO_V1(caudal_grant_period_begins_from);
PG_FUNCTION_INFO_V1(caudal_grant_period_adjacent);
PG_FUNCTION_INFO_V1(caudal_grant_period_intersection);
PG_FUNCTION_INFO_V1(caudal_grant_period_union);
PG_FUNCTION_INFO_V1(caudal_grant_period_merge);
PG_FUNCTION_INFO_V1(caudal_overlap_days);

Datum
caudal_grant_period_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_contains(PG_GETARG_GRANT_PERIOD(0),
								   PG_GETARG_GRANT_PERIOD(1)));
}

Datum
caudal_grant_period_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_contains(PG_GETARG_GRANT_PERIOD(1),
								   PG_GETARG_GRANT_PERIOD(0)));
}

Datum
caudal_grant_period_contains_day(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_contains_day(PG_GETARG_GRANT_PERIOD(0),
									   PG_GETARG_DATEADT(1)));
}

Datum
caudal_day_in_grant_period(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_contains_day(PG_GETARG_GRANT_PERIOD(1),
									   PG_GETARG_DATEADT(0)));
}

Datum
caudal_grant_period_overlaps(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_overlaps(PG_GETARG_GRANT_PERIOD(0),
								   PG_GETARG_GRANT_PERIOD(1)));
}

Datum
caudal_grant_period_before(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_GRANT_PERIOD(0).last <
				   PG_GETARG_GRANT_PERIOD(1).first);
}

Datum
caudal_grant_period_after(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_GRANT_PERIOD(0).first >
				   PG_GETARG_GRANT_PERIOD(1).last);
}

Datum
caudal_grant_period_ends_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_GRANT_PERIOD(0).last <=
				   PG_GETARG_GRANT_PERIOD(1).last);
}

Datum
caudal_grant_period_begins_from(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_GRANT_PERIOD(0).first >=
				   PG_GETARG_GRANT_PERIOD(1).first);
}

Datum
caudal_grant_period_adjacent(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(period_adjacent(PG_GETARG_GRANT_PERIOD(0),
								   PG_GETARG_GRANT_PERIOD(1)));
}

Datum
caudal_grant_period_intersection(PG_FUNCTION_ARGS)
{
	GrantPeriod a = PG_GETARG_GRANT_PERIOD(0);
	GrantPeriod b = PG_GETARG_GRANT_PERIOD(1);

	if (!period_overlaps(a, b))
		PG_RETURN_NULL();
	PG_RETURN_GRANT_PERIOD(period_intersection(a, b));
}

Datum
caudal_grant_period_union(PG_FUNCTION_ARGS)
{
	GrantPeriod a = PG_GETARG_GRANT_PERIOD(0);
	GrantPeriod b = PG_GETARG_GRANT_PERIOD(1);

	if (!period_overlaps(a, b) && !period_adjacent(a, b))
	{
		char		text_a[PERIOD_TEXT_SIZE];
		char		text_b[PERIOD_TEXT_SIZE];

		caudal_period_print(text_a, a);
		caudal_period_print(text_b, b);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("grant periods \"%s\" and \"%s\" do not meet",
						text_a, text_b),
				 errdetail("There are days between them that belong to neither."),
				 errhint("To add up periods with gaps, use the aggregate coverage; to span the gap, use grant_period(date, date).")));
	}
	PG_RETURN_GRANT_PERIOD(period_merge(a, b));
}

/* what BRIN keeps of a range of blocks */
Datum
caudal_grant_period_merge(PG_FUNCTION_ARGS)
{
	PG_RETURN_GRANT_PERIOD(period_merge(PG_GETARG_GRANT_PERIOD(0),
										PG_GETARG_GRANT_PERIOD(1)));
}

Datum
caudal_overlap_days(PG_FUNCTION_ARGS)
{
	GrantPeriod a = PG_GETARG_GRANT_PERIOD(0);
	GrantPeriod b = PG_GETARG_GRANT_PERIOD(1);
	GrantPeriod both = period_intersection(a, b);

	if (!period_overlaps(a, b))
		PG_RETURN_INT32(0);
	if (period_is_open(both))
		PG_RETURN_NULL();
	PG_RETURN_INT32(period_days(both));
}
