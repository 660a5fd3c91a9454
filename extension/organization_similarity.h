/*-------------------------------------------------------------------------
 *
 * organization_similarity.h
 *		How much the names of two organizations have in common.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_ORGANIZATION_SIMILARITY_H
#define CAUDAL_ORGANIZATION_SIMILARITY_H

#include "organization_name.h"

/* a similarity of 1, and the decimals that this gives it */
#define SIMILARITY_ONE			10000
#define SIMILARITY_DECIMALS		4

extern int	caudal_organization_similarity(const NameWord *a, int n_a,
										   const NameWord *b, int n_b);

#endif							/* CAUDAL_ORGANIZATION_SIMILARITY_H */
