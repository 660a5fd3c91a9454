/*-------------------------------------------------------------------------
 *
 * aggregate.h
 *		What aggregates with an internal state share.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_AGGREGATE_H
#define CAUDAL_AGGREGATE_H

#include "compat.h"

/*
 * The memory context in which a state lives; its functions are none to call
 * by hand.
 */
static inline MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("aggregate function called in non-aggregate context")));
	return context;
}

/* the state as it was, for a row or a worker that adds nothing to it */
static inline Datum
unchanged_state(FunctionCallInfo fcinfo)
{
	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

#endif							/* CAUDAL_AGGREGATE_H */
