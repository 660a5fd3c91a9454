/*-------------------------------------------------------------------------
 *
 * names.h
 *		Names in the order in which they came, each once.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_NAMES_H
#define CAUDAL_NAMES_H

#include "caudal.h"

/* Starts as zeros. */
typedef struct Names
{
	const char **names;			/* not copied */
	int			count;
	int		   *slots;			/* of a hash table: numbers of names, from 1 */
	int			slot_count;
} Names;

extern int	name_number(Names *names, const char *name);

#endif							/* CAUDAL_NAMES_H */
