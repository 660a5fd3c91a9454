/*-------------------------------------------------------------------------
 *
 * names.c
 *		Names in the order in which they came, each once.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "names.h"

#include "common/hashfn.h"

static int *
find_slot(const Names *names, const char *name)
{
	uint32		at = hash_bytes((const unsigned char *) name, strlen(name));

	for (;; at++)
	{
		int		   *slot = &names->slots[at & (names->slot_count - 1)];

		if (*slot == 0 || strcmp(names->names[*slot - 1], name) == 0)
			return slot;
	}
}

static void
grow(Names *names)
{
	names->slot_count = Max(64, names->slot_count * 2);
	names->names = pg_realloc(names->names, names->slot_count * sizeof(char *));
	pg_free(names->slots);
	names->slots = pg_malloc0(names->slot_count * sizeof(int));
	for (int i = 0; i < names->count; i++)
		*find_slot(names, names->names[i]) = i + 1;
}

/* From 0; that of a new name is the next. */
int
name_number(Names *names, const char *name)
{
	int		   *slot;

	if (names->count * 2 >= names->slot_count)
		grow(names);
	slot = find_slot(names, name);
	if (*slot == 0)
	{
		names->names[names->count] = name;
		*slot = ++names->count;
	}
	return *slot - 1;
}
