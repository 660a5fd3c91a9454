/*-------------------------------------------------------------------------
 *
 * monetary_selfuncs.c
 *		Selectivity of the strict comparisons of monetary.
 *
 * The strict operators raise an error on another currency, so the planner
 * must never try them on a histogram bound.  Their selectivity is that of a
 * slice of the total order instead: "m < c" are the amounts from the lowest
 * of c's currency up to c.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "monetary.h"

#include "access/stratnum.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(caudal_monetary_lt_sel);
PG_FUNCTION_INFO_V1(caudal_monetary_le_sel);
PG_FUNCTION_INFO_V1(caudal_monetary_gt_sel);
PG_FUNCTION_INFO_V1(caudal_monetary_ge_sel);

/*
 * Selectivity of "variable OP constant" for an operator of the total order.
 */
static double
total_order_sel(PlannerInfo *root, const TypeCacheEntry *type, Node *variable,
				const Monetary *constant, int strategy, int varRelid)
{
	Oid			operator = get_opfamily_member(type->btree_opf, type->type_id,
											   type->type_id, strategy);
	Const	   *literal = makeConst(type->type_id, -1, InvalidOid,
									sizeof(Monetary),
									MonetaryGetDatum(constant), false, false);
	PGFunction	estimator = NULL;

	switch (strategy)
	{
		case BTLessStrategyNumber:
			estimator = scalarltsel;
			break;
		case BTLessEqualStrategyNumber:
			estimator = scalarlesel;
			break;
		case BTGreaterStrategyNumber:
			estimator = scalargtsel;
			break;
		case BTGreaterEqualStrategyNumber:
			estimator = scalargesel;
			break;
	}
	if (!OidIsValid(operator) || estimator == NULL)
		return DEFAULT_INEQ_SEL;
	return DatumGetFloat8(DirectFunctionCall4(estimator,
											  PointerGetDatum(root),
											  ObjectIdGetDatum(operator),
											  PointerGetDatum(list_make2(variable, literal)),
											  Int32GetDatum(varRelid)));
}

static double
strict_sel(FunctionCallInfo fcinfo, int strategy)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List	   *args = (List *) PG_GETARG_POINTER(2);
	int			varRelid = PG_GETARG_INT32(3);
	VariableStatData vardata;
	Node	   *other;
	bool		varonleft;
	const Monetary *constant;
	Monetary   *bound;
	TypeCacheEntry *type;
	bool		below;
	double		selectivity;

	if (!get_restriction_variable(root, args, varRelid,
								  &vardata, &other, &varonleft))
		return DEFAULT_INEQ_SEL;
	ReleaseVariableStats(vardata);

	if (!IsA(other, Const))
		return DEFAULT_INEQ_SEL;
	if (((Const *) other)->constisnull)
		return 0.0;

	constant = DatumGetMonetary(((Const *) other)->constvalue);
	type = lookup_type_cache(exprType(other), TYPECACHE_BTREE_OPFAMILY);
	if (!varonleft)
		strategy = BTGreaterStrategyNumber + BTLessStrategyNumber - strategy;

	/* the end of the currency that the slice reaches to */
	below = (strategy == BTLessStrategyNumber ||
			 strategy == BTLessEqualStrategyNumber);
	bound = monetary_make(below ? PG_INT64_MIN : PG_INT64_MAX,
						  unit_make(monetary_currency(constant), 0));

	selectivity =
		total_order_sel(root, type,
						varonleft ? linitial(args) : lsecond(args),
						constant, strategy, varRelid) -
		total_order_sel(root, type,
						varonleft ? linitial(args) : lsecond(args),
						bound,
						below ? BTLessStrategyNumber : BTGreaterStrategyNumber,
						varRelid);
	CLAMP_PROBABILITY(selectivity);
	return selectivity;
}

Datum
caudal_monetary_lt_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(strict_sel(fcinfo, BTLessStrategyNumber));
}

Datum
caudal_monetary_le_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(strict_sel(fcinfo, BTLessEqualStrategyNumber));
}

Datum
caudal_monetary_gt_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(strict_sel(fcinfo, BTGreaterStrategyNumber));
}

Datum
caudal_monetary_ge_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(strict_sel(fcinfo, BTGreaterEqualStrategyNumber));
}
