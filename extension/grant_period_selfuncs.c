/*-------------------------------------------------------------------------
 *
 * grant_period_selfuncs.c
 *		Estimators of the operators of grant_period.
 *
 * Every condition is one on the first day of a period and one on its last,
 * either of which may be missing.  The most common values are tried one by
 * one; the rest is estimated by class of length from the statistics that
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

/* days beyond any, also when one is added to them */
#define ALWAYS		(INT64CONST(1) << 40)
#define NEVER		(-ALWAYS)

/* the days on which a value that satisfies a condition begins and ends */
typedef struct Bounds
{
	int64		first_from;
	int64		first_to;
	int64		last_from;
	int64		last_to;
} Bounds;

static Bounds
condition_bounds(Condition condition, GrantPeriod query)
{
	Bounds		bounds = {NEVER, ALWAYS, NEVER, ALWAYS};

	switch (condition)
	{
		case CONTAINS:
			bounds.first_to = query.first;
			bounds.last_from = query.last;
			break;
		case CONTAINED:
			bounds.first_from = query.first;
			bounds.last_to = query.last;
			break;
		case OVERLAPS:
			bounds.first_to = query.last;
			bounds.last_from = query.first;
			break;
		case BEFORE:
			bounds.last_to = (int64) query.first - 1;
			break;
		case AFTER:
			bounds.first_from = (int64) query.last + 1;
			break;
		case ENDS_BY:
			bounds.last_to = query.last;
			break;
		case ENDS_FROM:
			bounds.last_from = query.last;
			break;
		case BEGINS_BY:
			bounds.first_to = query.first;
			break;
		case BEGINS_FROM:
			bounds.first_from = query.first;
			break;
	}
	return bounds;
}

static bool
satisfies(const Bounds *bounds, GrantPeriod value)
{
	return bounds->first_from <= value.first && value.first <= bounds->first_to &&
		bounds->last_from <= value.last && value.last <= bounds->last_to;
}

static inline int64
point_day(const GrantPeriod *point, bool last)
{
	return last ? point->last : point->first;
}

/*
 * The part of a class that begins, or ends, by a day.
 */
static double
part_by(const GrantPeriod *points, const Spread *spread, bool last, int64 day)
{
	int			low = 0;
	int			reached = spread->npoints;
	int64		before;
	int64		after;

	/* how many points are reached by the day */
	while (low < reached)
	{
		int			middle = (low + reached) / 2;

		if (point_day(&points[middle], last) <= day)
			low = middle + 1;
		else
			reached = middle;
	}
	if (reached == 0)
		return 0;
	if (reached == spread->npoints)
		return 1;

	/* evenly between two points */
	before = point_day(&points[reached - 1], last);
	after = point_day(&points[reached], last);
	return spread->ranks[reached - 1] +
		(spread->ranks[reached] - spread->ranks[reached - 1]) *
		(day - before) / (double) (after - before);
}

/*
 * The part of a class that satisfies a condition.  What fails it on one side
 * hardly ever fails it on the other too: to overlap, never; to be contained or
 * to contain, only where lengths lie on both sides of that of the query.  So
 * both failures are taken off.
 */
static double
class_selectivity(const GrantPeriod *points, const Spread *spread,
				  const Bounds *bounds)
{
	double		first = part_by(points, spread, false, bounds->first_to) -
		part_by(points, spread, false, bounds->first_from - 1);
	double		last = part_by(points, spread, true, bounds->last_to) -
		part_by(points, spread, true, bounds->last_from - 1);

	return Max(first + last - 1, 0);
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
 * The part of a column that satisfies the condition.
 */
static double
spread_selectivity(const Spread *spread, Condition condition, GrantPeriod query)
{
	double		sum = 0;
	double		rest = 1 - spread->null_part;
	double		part_of_rest = 0;
	Bounds		bounds = condition_bounds(condition, query);

	for (int i = 0; i < spread->ncommon; i++)
	{
		if (satisfies(&bounds, spread->common[i]))
			sum += spread->common_parts[i];
		rest -= spread->common_parts[i];
	}

	for (int i = 0; i < spread->classes; i++)
		part_of_rest += spread->class_parts[i] *
			class_selectivity(spread->points + i * spread->npoints, spread,
							  &bounds);
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
