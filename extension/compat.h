/*-------------------------------------------------------------------------
 *
 * compat.h
 *		Differences between PostgreSQL 14 and 18, in one place.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_COMPAT_H
#define CAUDAL_COMPAT_H

#include "postgres.h"
#include "fmgr.h"
#include "nodes/nodes.h"

#if PG_VERSION_NUM < 140000
#error "caudal needs PostgreSQL 14 or later"
#endif

#ifndef HAVE_INT128
#error "caudal needs a compiler with 128-bit integers"
#endif

/* our messages are translated by our own catalogues, also outside ereport */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("caudal")
#undef _
#define _(x) dgettext(TEXTDOMAIN, x)

/* varlena macros moved out of postgres.h in 16 */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/*
 * Soft input errors exist from 16 on.  Before, fcinfo->context of an input
 * function is NULL and every error is a hard one.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
	} while (0)
#define SOFT_ERROR_OCCURRED(context)	((void) (context), false)
#endif

/* making a range can fail softly since 16 */
#if PG_VERSION_NUM < 160000
#define caudal_range_serialize(typcache, lower, upper, empty) \
	range_serialize((typcache), (lower), (upper), (empty))
#else
#define caudal_range_serialize(typcache, lower, upper, empty) \
	range_serialize((typcache), (lower), (upper), (empty), NULL)
#endif

/* settings under our prefix that we do not define are refused */
#if PG_VERSION_NUM < 150000
#define MarkGUCPrefixReserved(prefix) EmitWarningsOnPlaceholders(prefix)
#endif

/* one check of privileges for all kinds of objects since 16 */
#if PG_VERSION_NUM < 160000
#define caudal_schema_aclcheck(schema, user) \
	pg_namespace_aclcheck((schema), (user), ACL_USAGE)
#else
#define caudal_schema_aclcheck(schema, user) \
	object_aclcheck(NamespaceRelationId, (schema), (user), ACL_USAGE)
#endif

/* LockHeldByMe() can ask for a mode or any stronger one since 17 */
#if PG_VERSION_NUM < 170000
#define caudal_lock_held(tag, mode)	LockHeldByMe((tag), (mode))
#else
#define caudal_lock_held(tag, mode)	LockHeldByMe((tag), (mode), true)
#endif

/* the module's name and version in pg_get_loaded_modules() */
#ifndef PG_MODULE_MAGIC_EXT
#define PG_MODULE_MAGIC_EXT(...) PG_MODULE_MAGIC
#endif

#endif							/* CAUDAL_COMPAT_H */
