/*-------------------------------------------------------------------------
 *
 * org_id.h
 *		Identifiers of organizations as org-id.guide has them: the code of a
 *		list, a hyphen, and the identifier in that list.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_ORG_ID_H
#define CAUDAL_ORG_ID_H

#include "postgres.h"

#include "tax_id.h"

/* room for the code of a list and the terminator; none has half as many */
#define ORG_ID_LIST_SIZE	32

typedef struct OrgId
{
	char		list[ORG_ID_LIST_SIZE]; /* in upper case */
	const char *identifier;		/* of the text that was taken apart */
	size_t		length;
} OrgId;

extern bool caudal_org_id_split(const char *str, size_t len, OrgId *id);
extern bool caudal_org_id_is_tax_id(const OrgId *id);
extern void caudal_org_id_read(const OrgId *id, const char *identifier,
							   size_t length, TaxId *tax_id);

#endif							/* CAUDAL_ORG_ID_H */
