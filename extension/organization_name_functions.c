/*-------------------------------------------------------------------------
 *
 * organization_name_functions.c
 *		name_key and name_similarity: organizations across sources.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "compat.h"

#include "utils/numeric.h"

#include "fold_text.h"
#include "icu_text.h"
#include "organization_similarity.h"

PG_FUNCTION_INFO_V1(caudal_name_key);
PG_FUNCTION_INFO_V1(caudal_name_similarity);

typedef struct FoldedName
{
	StringInfoData text;		/* holds the words */
	NameWord   *words;
	int			n;
} FoldedName;

static void
fold_name(const text *name, FoldedName *folded)
{
	int			length;
	char	   *utf8 = caudal_utf8_from_text(name, &length);

	initStringInfo(&folded->text);
	caudal_fold_text(utf8, length, &folded->text);
	if (utf8 != VARDATA_ANY(name))
		pfree(utf8);
	folded->n = caudal_organization_count_words(folded->text.data,
												folded->text.len);
	folded->words = palloc_extended(sizeof(NameWord) * folded->n,
									MCXT_ALLOC_HUGE);
	folded->n = caudal_organization_words(folded->text.data, folded->text.len,
										  folded->words);
}

static void
free_name(FoldedName *folded)
{
	pfree(folded->words);
	pfree(folded->text.data);
}

Datum
caudal_name_key(PG_FUNCTION_ARGS)
{
	FoldedName	name;
	char	   *key;
	int			length;
	text	   *result;

	fold_name(PG_GETARG_TEXT_PP(0), &name);
	if (name.n == 0)
		PG_RETURN_NULL();
	length = caudal_organization_key_length(name.words, name.n);
	key = palloc(length + 1);
	caudal_organization_key_print(key, name.words, name.n);
	key[length] = '\0';
	result = caudal_text_from_utf8(key, length);
	free_name(&name);
	PG_RETURN_TEXT_P(result);
}

Datum
caudal_name_similarity(PG_FUNCTION_ARGS)
{
	FoldedName	a;
	FoldedName	b;
	int			similarity;

	fold_name(PG_GETARG_TEXT_PP(0), &a);
	fold_name(PG_GETARG_TEXT_PP(1), &b);
	if (a.n == 0 || b.n == 0)
		PG_RETURN_NULL();
	similarity = caudal_organization_similarity(a.words, a.n, b.words, b.n);
	free_name(&a);
	free_name(&b);
	PG_RETURN_NUMERIC(int64_div_fast_to_numeric(similarity,
												SIMILARITY_DECIMALS));
}
