/*-------------------------------------------------------------------------
 *
 * grant_period_selfuncs.c
 *		Estimators of the operators of grant_period.
 *
 * Given the length of a period, every condition on it is one on its first
 * day alone: it overlaps a query of the days a to b if it begins between
 * a - length + 1 and b, it is contained if it begins between a and
 * b - length + 1.  The most common values are so tried one by one; the rest
 * is estimated by class of length from the statistics that
 * grant_period_statistics.h describes.
 *
 * A day is a period of one day here, and a column of dates one of such
 * periods.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "grant_period_statistics.h"

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

PG_FUNCTION_INFO_V1(caudal_grant_period_contains_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_contains_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_contained_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_contained_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_overlaps_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_overlaps_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_before_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_before_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_after_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_after_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_ends_by_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_ends_by_joinsel);
PG_FUNCTION_INFO_V1(caudal_grant_period_begins_from_sel);
PG_FUNCTION_INFO_V1(caudal_grant_period_begins_from_joinsel);

/* on the first and last days of a value, given those of a query */
typedef enum Condition
{
	CONTAINS,
	CONTAINED,
	OVERLAPS,
	BEFORE,
	AFTER,
	ENDS_BY,
	ENDS_FROM,
	BEGINS_BY,
	BEGINS_FROM
} Condition;

/* the condition on the query, given the value */
static const Condition commuted[] = {
	[CONTAINS] = CONTAINED,
	[CONTAINED] = CONTAINS,
	[OVERLAPS] = OVERLAPS,
	[BEFORE] = AFTER,
	[AFTER] = BEFORE,
	[ENDS_BY] = ENDS_FROM,
	[ENDS_FROM] = ENDS_BY,
	[BEGINS_BY] = BEGINS_FROM,
	[BEGINS_FROM] = BEGINS_BY,
};

/* the share of a column whose statistics are not known, as for range types */
static const double default_selectivity[] = {
	[CONTAINS] = 0.005,
	[CONTAINED] = 0.005,
	[OVERLAPS] = 0.01,
	[BEFORE] = DEFAULT_INEQ_SEL,
	[AFTER] = DEFAULT_INEQ_SEL,
	[ENDS_BY] = DEFAULT_INEQ_SEL,
	[ENDS_FROM] = DEFAULT_INEQ_SEL,
	[BEGINS_BY] = DEFAULT_INEQ_SEL,
	[BEGINS_FROM] = DEFAULT_INEQ_SEL,
};

/*
 * A join tries this many of the common values of one side and of the points
 * of its classes, each against all that is known of the other.
 */
#define JOIN_COMMON_VALUES	100
#define JOIN_POINTS			60

/* what the statistics say of a column; parts are parts of its rows */
typedef struct Spread
{
	double		null_part;
	GrantPeriod *common;
	float4	   *common_parts;
	int			ncommon;

	/* the rest, as in grant_period_statistics.h */
	float4	   *class_parts;	/* of the rest */
	int			classes;		/* 0 if nothing is known of it */
	GrantPeriod *points;
	int			npoints;		/* of each class */
	double	   *ranks;			/* of the points in their class */
} Spread;

static GrantPeriod
as_period(Datum value, bool is_day)
{
	GrantPeriod period;

	if (!is_day)
		return DatumGetGrantPeriod(value);
	period.first = period.last = DatumGetDateADT(value);
	return period;
}

/*
 * The values of a statistics slot and, unless NULL is given for them, its
 * numbers.
 */
static GrantPeriod *
read_slot(HeapTuple statistics, int kind, bool are_days, int *nvalues,
		  float4 **numbers, int *nnumbers)
{
	AttStatsSlot slot;
	GrantPeriod *values;

	*nvalues = 0;
	if (!get_attstatsslot(&slot, statistics, kind, InvalidOid,
						  ATTSTATSSLOT_VALUES |
						  (numbers != NULL ? ATTSTATSSLOT_NUMBERS : 0)))
		return NULL;

	*nvalues = slot.nvalues;
	values = palloc(slot.nvalues * sizeof(GrantPeriod));
	for (int i = 0; i < slot.nvalues; i++)
		values[i] = as_period(slot.values[i], are_days);
	if (numbers != NULL)
	{
		*nnumbers = slot.nnumbers;
		*numbers = palloc(slot.nnumbers * sizeof(float4));
		memcpy(*numbers, slot.numbers, slot.nnumbers * sizeof(float4));
	}
	free_attstatsslot(&slot);
	return values;
}

/*
 * Read the statistics of a column; false where there are none.
 */
static bool
read_spread(const VariableStatData *vardata, Spread *spread)
{
	HeapTuple	statistics = vardata->statsTuple;
	bool		are_days = getBaseType(vardata->vartype) == DATEOID;
	int			count;

	memset(spread, 0, sizeof(Spread));
	if (!HeapTupleIsValid(statistics))
		return false;

	spread->null_part = ((Form_pg_statistic) GETSTRUCT(statistics))->stanullfrac;
	spread->common = read_slot(statistics, STATISTIC_KIND_MCV, are_days,
							   &spread->ncommon, &spread->common_parts, &count);
	if (are_days)
	{
		/* a histogram is one class, and its bounds are at even ranks */
		spread->points = read_slot(statistics, STATISTIC_KIND_HISTOGRAM, true,
								   &count, NULL, NULL);
		spread->classes = (count > 0 ? 1 : 0);
		spread->class_parts = palloc(sizeof(float4));
		spread->class_parts[0] = 1;
	}
	else
		spread->points = read_slot(statistics, STATISTIC_KIND_PERIOD_SPREAD, false,
								   &count, &spread->class_parts, &spread->classes);
	if (count == 0)
		return true;

	spread->npoints = count / spread->classes;
	spread->ranks = palloc(spread->npoints * sizeof(double));
	for (int i = 0; i < spread->npoints; i++)
		spread->ranks[i] = are_days ? (double) i / (spread->npoints - 1) :
			spread_rank(i, spread->npoints - 1);
	return true;
}

/* later than any day, even if the length of an open period is taken from it */
#define ENDLESS		(INT64CONST(1) << 50)

/*
 * The first days with which a period of a length satisfies the condition.
 */
static void
satisfying_days(Condition condition, GrantPeriod query, int64 length,
				int64 *from, int64 *to)
{
	/* the first days with which it has not ended before the query does, ... */
	int64		ends_from = query.last - length + 1;

	/* ... and with which it does not end after it */
	int64		ends_by = period_is_open(query) ? ENDLESS : ends_from;

	*from = -ENDLESS;
	*to = ENDLESS;
	switch (condition)
	{
		case CONTAINS:
			*from = ends_from;
			*to = query.first;
			break;
		case CONTAINED:
			*from = query.first;
			*to = ends_by;
			break;
		case OVERLAPS:
			*from = query.first - length + 1;
			*to = query.last;
			break;
		case BEFORE:
			*to = query.first - length;
			break;
		case AFTER:
			*from = (int64) query.last + 1;
			break;
		case ENDS_BY:
			*to = ends_by;
			break;
		case ENDS_FROM:
			*from = ends_from;
			break;
		case BEGINS_BY:
			*to = query.first;
			break;
		case BEGINS_FROM:
			*from = query.first;
			break;
	}
}

/*
 * The part of a class that begins by a day.  The caller asks for earlier and
 * earlier days; *reached counts the points that begin by them.
 */
static double
part_begun(const GrantPeriod *points, const Spread *spread, int64 day,
		   int *reached)
{
	int			i;

	while (*reached > 0 && points[*reached - 1].first > day)
		(*reached)--;
	if (*reached == 0)
		return 0;
	if (*reached == spread->npoints)
		return 1;

	/* evenly between two points */
	i = *reached - 1;
	return spread->ranks[i] + (spread->ranks[i + 1] - spread->ranks[i]) *
		(day - points[i].first) / ((double) points[i + 1].first - points[i].first);
}

/*
 * The part of its class that a point stands for: half way to the next ones.
 */
static double
point_part(const Spread *spread, int i)
{
	return (spread->ranks[Min(i + 1, spread->npoints - 1)] -
			spread->ranks[Max(i - 1, 0)]) / 2;
}

/*
 * The part of a class that satisfies the condition.
 */
static double
class_selectivity(const GrantPeriod *points, const Spread *spread,
				  Condition condition, GrantPeriod query)
{
	int			reached_to = spread->npoints;
	int			reached_before = spread->npoints;
	double		sum = 0;

	/* of each length, those that begin when it satisfies the condition */
	for (int i = 0; i < spread->npoints; i++)
	{
		int64		from;
		int64		to;

		satisfying_days(condition, query, period_length(points[i]), &from, &to);
		if (from <= to)
			sum += point_part(spread, i) *
				(part_begun(points, spread, to, &reached_to) -
				 part_begun(points, spread, from - 1, &reached_before));
	}
	return sum;
}

static bool
satisfies(Condition condition, GrantPeriod value, GrantPeriod query)
{
	int64		from;
	int64		to;

	satisfying_days(condition, query, period_length(value), &from, &to);
	return from <= value.first && value.first <= to;
}

/*
 * The part of a column that satisfies the condition.
 */
static double
spread_selectivity(const Spread *spread, Condition condition, GrantPeriod query)
{
	double		sum = 0;
	double		rest = 1 - spread->null_part;
	double		part_of_rest = 0;

	for (int i = 0; i < spread->ncommon; i++)
	{
		if (satisfies(condition, spread->common[i], query))
			sum += spread->common_parts[i];
		rest -= spread->common_parts[i];
	}

	for (int i = 0; i < spread->classes; i++)
		part_of_rest += spread->class_parts[i] *
			class_selectivity(spread->points + i * spread->npoints, spread,
							  condition, query);
	if (spread->classes == 0)
		part_of_rest = default_selectivity[condition];

	sum += Max(rest, 0) * part_of_rest;
	CLAMP_PROBABILITY(sum);
	return sum;
}

/*
 * The part of the queries with which any of so many values of a column
 * satisfies the condition; for one value, the part of all pairs that do.
 */
static double
spread_join_selectivity(const Spread *spread, double values,
						Condition condition, const Spread *queries)
{
	int			npoints = queries->classes * queries->npoints;
	int			step = Max(1, npoints / JOIN_POINTS);
	double		sum = 0;
	double		rest = 1 - queries->null_part;
	double		rest_sum = 0;
	double		rest_weight = 0;

	for (int i = 0; i < Min(queries->ncommon, JOIN_COMMON_VALUES); i++)
	{
		double		found = values * spread_selectivity(spread, condition,
													   queries->common[i]);

		sum += queries->common_parts[i] * Min(found, 1);
		rest -= queries->common_parts[i];
	}

	for (int i = step / 2; i < npoints; i += step)
	{
		double		weight = queries->class_parts[i / queries->npoints] *
			point_part(queries, i % queries->npoints);
		double		found = values * spread_selectivity(spread, condition,
													   queries->points[i]);

		rest_sum += weight * Min(found, 1);
		rest_weight += weight;
	}
	if (rest_weight == 0)
	{
		rest_sum = default_selectivity[condition];
		rest_weight = 1;
	}

	sum += Max(rest, 0) * rest_sum / rest_weight;
	CLAMP_PROBABILITY(sum);
	return sum;
}

static double
restriction_selectivity(FunctionCallInfo fcinfo, Condition condition)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			varRelid = PG_GETARG_INT32(3);
	VariableStatData vardata;
	Node	   *other;
	bool		varonleft;
	Spread		spread;
	double		result = default_selectivity[condition];

	if (!get_restriction_variable(root, args, varRelid,
								  &vardata, &other, &varonleft))
		return result;

	if (IsA(other, Const))
	{
		Const	   *constant = (Const *) other;
		bool		is_day = getBaseType(constant->consttype) == DATEOID;

		/* the operators are strict */
		if (constant->constisnull)
			result = 0;
		else if (read_spread(&vardata, &spread))
			result = spread_selectivity(&spread,
										varonleft ? condition : commuted[condition],
										as_period(constant->constvalue, is_day));
	}
	ReleaseVariableStats(vardata);
	return result;
}

static double
join_selectivity(FunctionCallInfo fcinfo, Condition condition)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	SpecialJoinInfo *sjinfo = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	VariableStatData left;
	VariableStatData right;
	bool		reversed;
	Spread		values;
	Spread		queries;
	double		result = default_selectivity[condition];

	get_join_variables(root, args, sjinfo, &left, &right, &reversed);
	if (read_spread(&left, &values) && read_spread(&right, &queries))
	{
		/* of a semijoin count the outer rows that find a partner */
		if (sjinfo->jointype != JOIN_SEMI && sjinfo->jointype != JOIN_ANTI)
			result = spread_join_selectivity(&values, 1, condition, &queries);
		else if (reversed)
			result = spread_join_selectivity(&values, left.rel->rows,
											 condition, &queries);
		else
			result = spread_join_selectivity(&queries, right.rel->rows,
											 commuted[condition], &values);
	}
	ReleaseVariableStats(left);
	ReleaseVariableStats(right);
	return result;
}

#define ESTIMATORS(name, condition) \
Datum \
caudal_grant_period_##name##_sel(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_FLOAT8(restriction_selectivity(fcinfo, condition)); \
} \
Datum \
caudal_grant_period_##name##_joinsel(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_FLOAT8(join_selectivity(fcinfo, condition)); \
}

ESTIMATORS(contains, CONTAINS)
ESTIMATORS(contained, CONTAINED)
ESTIMATORS(overlaps, OVERLAPS)
ESTIMATORS(before, BEFORE)
ESTIMATORS(after, AFTER)
ESTIMATORS(ends_by, ENDS_BY)
ESTIMATORS(begins_from, BEGINS_FROM)
