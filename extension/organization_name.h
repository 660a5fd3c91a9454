/*-------------------------------------------------------------------------
 *
 * organization_name.h
 *		Names of organizations: the words that tell one from another.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_ORGANIZATION_NAME_H
#define CAUDAL_ORGANIZATION_NAME_H

#include "postgres.h"

/* what stands between a word and the one before */
typedef enum NameJoint
{
	JOINT_STOP,					/* one full stop and nothing else */
	JOINT_BLANK,				/* blanks, and perhaps full stops */
	JOINT_OTHER					/* nothing, or other punctuation */
} NameJoint;

typedef struct NameWord
{
	char	   *text;			/* not terminated */
	int			length;			/* in bytes */
	uint8		joint;			/* a NameJoint */
	bool		has_stop;		/* does a full stop follow? */
} NameWord;

static inline bool
is_ampersand(const NameWord *word)
{
	return word->length == 1 && word->text[0] == '&';
}

static inline bool
same_word(const NameWord *a, const NameWord *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

extern int	caudal_organization_count_words(const char *folded, int length);
extern int	caudal_organization_words(char *folded, int length,
									  NameWord *words);
extern int	caudal_organization_key_length(const NameWord *words, int n);
extern int	caudal_organization_key_print(char *buf,
										  const NameWord *words, int n);

#endif							/* CAUDAL_ORGANIZATION_NAME_H */
