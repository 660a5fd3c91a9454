/*-------------------------------------------------------------------------
 *
 * organization_similarity.c
 *		How much the names of two organizations have in common.
 *
 * M is what both names have, in points and added up over both, a and b what
 * only one of them has; the similarity is
 *
 *		M / (M + 4 min(a, b) + max(a, b))
 *
 * With 1 in the place of 4 this would be the coefficient of Dice; with more it
 * is a symmetric form of Tversky's index (Jimenez, Becerra and Gelbukh,
 * "SOFTCARDINALITY-CORE", 2013).  What is left out of one name costs little, as
 * sources leave out places and descriptions; what stands in the place of
 * something else costs five times as much, because that is how the names of
 * two organizations differ.  How it was chosen is in docs/caudal.md.
 *
 * Every step takes its pairs in an order that does not depend on which name is
 * called a, so that the result does not either.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "organization_similarity.h"

#include "scan.h"

#define REPLACED_FACTOR			4

/* only so many words of a name are compared, which bounds the work */
#define WORDS_COMPARED			32

/*
 * A word has a point for each letter, up to this: long words are mostly those
 * that many names have (asociacion, international).
 */
#define WORD_POINTS_MAX			6
/* a number tells Seccion 14 from Seccion 15, and is never misspelt */
#define NUMBER_POINTS			12

typedef struct ComparedWord
{
	const char *text;
	int			length;			/* in bytes */
	int			letters;
	int			points;
	bool		is_number;
	bool		has_stop;
	bool		found;			/* in the other name? */
} ComparedWord;

typedef struct ComparedName
{
	int			n;
	ComparedWord words[WORDS_COMPARED];
	int64		only_here;		/* points of what the other has not */
} ComparedName;

/* two words that may be one, and the points that each loses if they are */
typedef struct WordPair
{
	ComparedWord *a;
	ComparedWord *b;
	bool		abbreviation;
	int			lost_a;
	int			lost_b;
} WordPair;

/* the first byte of a letter in UTF-8? */
static inline bool
is_first_byte(char c)
{
	return ((unsigned char) c & 0xC0) != 0x80;
}

static int
count_letters(const char *text, int length)
{
	int			letters = 0;

	for (int i = 0; i < length; i++)
		letters += is_first_byte(text[i]);
	return letters;
}

/*
 * With a digit, or a Roman numeral; "i", "v" and "x" alone are letters.
 */
static bool
is_number(const NameWord *word)
{
	bool		roman = word->length > 1;

	for (int i = 0; i < word->length; i++)
	{
		char		c = word->text[i];

		if (ascii_is_digit(c))
			return true;
		roman &= c == 'i' || c == 'v' || c == 'x';
	}
	return roman;
}

/*
 * Conjunctions are not compared; words beyond the first 32 are found nowhere.
 */
static void
prepare_name(ComparedName *name, const NameWord *words, int n)
{
	name->n = 0;
	name->only_here = 0;
	for (int i = 0; i < n; i++)
	{
		const NameWord *word = &words[i];
		ComparedWord *compared;

		if (is_ampersand(word))
			continue;
		if (name->n == WORDS_COMPARED)
		{
			name->only_here += WORD_POINTS_MAX;
			continue;
		}
		compared = &name->words[name->n++];
		compared->text = word->text;
		compared->length = word->length;
		compared->letters = count_letters(word->text, word->length);
		compared->is_number = is_number(word);
		compared->points = compared->is_number ? NUMBER_POINTS :
			Min(compared->letters, WORD_POINTS_MAX);
		compared->has_stop = word->has_stop;
		compared->found = false;
	}
}

/*
 * Words that are the same.  This and the functions below return the points of
 * what they find, on both sides.
 */
static int
find_same(ComparedName *a, ComparedName *b)
{
	int			points = 0;

	for (int i = 0; i < a->n; i++)
		for (int j = 0; j < b->n; j++)
		{
			ComparedWord *x = &a->words[i];
			ComparedWord *y = &b->words[j];

			if (y->found || x->length != y->length ||
				memcmp(x->text, y->text, x->length) != 0)
				continue;
			x->found = y->found = true;
			points += x->points + y->points;
			break;
		}
	return points;
}

/*
 * Two neighbours that are written as one word in the other name.  The longest
 * are taken first: what competes with them the other way round is shorter.
 */
typedef struct JoinedWords
{
	ComparedWord *left;
	ComparedWord *right;
	ComparedWord *joined;
} JoinedWords;

static void
find_longest_joined(ComparedName *apart, ComparedName *joined,
					JoinedWords *longest)
{
	for (int i = 0; i + 1 < apart->n; i++)
	{
		ComparedWord *left = &apart->words[i];
		ComparedWord *right = &apart->words[i + 1];
		int			length = left->length + right->length;

		if (left->found || right->found ||
			(longest->joined != NULL && length <= longest->joined->length))
			continue;
		for (int j = 0; j < joined->n; j++)
		{
			ComparedWord *word = &joined->words[j];

			if (word->found || word->length != length ||
				memcmp(word->text, left->text, left->length) != 0 ||
				memcmp(word->text + left->length, right->text, right->length) != 0)
				continue;
			longest->left = left;
			longest->right = right;
			longest->joined = word;
			break;
		}
	}
}

static int
find_joined(ComparedName *a, ComparedName *b)
{
	int			points = 0;

	for (;;)
	{
		JoinedWords longest = {NULL, NULL, NULL};

		find_longest_joined(a, b, &longest);
		find_longest_joined(b, a, &longest);
		if (longest.joined == NULL)
			return points;
		longest.left->found = longest.right->found = longest.joined->found = true;
		points += longest.left->points + longest.right->points +
			longest.joined->points;
	}
}

/*
 * Are the letters from start to end two in either word, and exchanged?
 */
static bool
is_exchanged(const char *x, const char *y, int length)
{
	int			first = 1;

	while (first < length && !is_first_byte(x[first]))
		first++;
	return memcmp(x, y + length - first, first) == 0 &&
		memcmp(x + first, y, length - first) == 0;
}

/*
 * May the words be one, with one letter wrong or an ending that differs?  From
 * both ends they have at least three quarters of the letters of the longer one
 * in common, which has five or more, and the shorter four; or all but two that
 * are exchanged.  That takes linear time and no table, unlike edit distance.
 */
static bool
is_misspelt(WordPair *pair)
{
	const ComparedWord *x = pair->a;
	const ComparedWord *y = pair->b;
	int			least = Min(x->letters, y->letters);
	int			most = Max(x->letters, y->letters);
	int			bytes = Min(x->length, y->length);
	int			start = 0;
	int			end = 0;
	int			common;

	if (least < 4 || 4 * least < 3 * most)
		return false;
	while (start < bytes && x->text[start] == y->text[start])
		start++;
	/* not in the middle of a letter */
	while (start > 0 &&
		   ((start < x->length && !is_first_byte(x->text[start])) ||
			(start < y->length && !is_first_byte(y->text[start]))))
		start--;
	while (end < bytes - start &&
		   x->text[x->length - end - 1] == y->text[y->length - end - 1])
		end++;
	while (end > 0 && !is_first_byte(x->text[x->length - end]))
		end--;
	common = count_letters(x->text, start) +
		count_letters(x->text + x->length - end, end);

	if (x->letters == y->letters && common == x->letters - 2 &&
		x->length == y->length &&
		is_exchanged(x->text + start, y->text + start, x->length - start - end))
	{
		pair->lost_a = pair->lost_b = 1;
		return true;
	}
	if (most < 5 || 4 * common < 3 * most)
		return false;
	pair->lost_a = Min(x->letters - common, x->points);
	pair->lost_b = Min(y->letters - common, y->points);
	return true;
}

/*
 * Is x an abbreviation of y?  It has at most three fifths of the letters, of
 * which the first is the same, in the same order; and it breaks off (univ) or
 * ends with the same letter (intl, depto).  With a full stop two letters are
 * enough, without it four.
 */
static bool
is_abbreviation(const ComparedWord *x, const ComparedWord *y)
{
	int			last = x->length - 1;
	int			at = 0;

	if (x->letters < (x->has_stop ? 2 : 4) ||
		5 * x->letters > 3 * y->letters || x->length >= y->length)
		return false;
	if (memcmp(x->text, y->text, x->length) == 0)
		return true;
	while (!is_first_byte(x->text[last]))
		last--;
	if (memcmp(x->text + last, y->text + y->length - (x->length - last),
			   x->length - last) != 0)
		return false;
	for (int i = 0; i < x->length;)
	{
		int			length = 1;

		while (i + length < x->length && !is_first_byte(x->text[i + length]))
			length++;
		while (at + length <= y->length &&
			   memcmp(x->text + i, y->text + at, length) != 0)
			at++;
		/* the first letter is the first, the others are somewhere behind */
		if (at + length > y->length || (i == 0 && at > 0))
			return false;
		at += length;
		i += length;
	}
	return true;
}

static int
compare_words(const ComparedWord *x, const ComparedWord *y)
{
	int			order = memcmp(x->text, y->text, Min(x->length, y->length));

	return order != 0 ? order : x->length - y->length;
}

/*
 * Which of two pairs is taken first: misspelt before abbreviated, that which
 * loses less, that with more letters, and then by the words themselves, the
 * lower of each pair before the higher.
 */
static bool
comes_before(const WordPair *p, const WordPair *q)
{
	int			lost_p = p->lost_a + p->lost_b;
	int			lost_q = q->lost_a + q->lost_b;
	int			letters_p = p->a->letters + p->b->letters;
	int			letters_q = q->a->letters + q->b->letters;
	bool		turned_p;
	bool		turned_q;
	int			order;

	if (p->abbreviation != q->abbreviation)
		return q->abbreviation;
	if (lost_p != lost_q)
		return lost_p < lost_q;
	if (letters_p != letters_q)
		return letters_p > letters_q;
	turned_p = compare_words(p->a, p->b) > 0;
	turned_q = compare_words(q->a, q->b) > 0;
	order = compare_words(turned_p ? p->b : p->a, turned_q ? q->b : q->a);
	if (order == 0)
		order = compare_words(turned_p ? p->a : p->b, turned_q ? q->a : q->b);
	return order < 0;
}

/*
 * Words that are not the same and may be meant to be.
 */
static int
find_similar(ComparedName *a, ComparedName *b)
{
	WordPair	pairs[WORDS_COMPARED * WORDS_COMPARED];
	int			n = 0;
	int			points = 0;

	for (int i = 0; i < a->n; i++)
		for (int j = 0; j < b->n; j++)
		{
			WordPair	pair = {&a->words[i], &b->words[j], false, 1, 1};

			if (pair.a->found || pair.a->is_number ||
				pair.b->found || pair.b->is_number)
				continue;
			if (!is_misspelt(&pair))
			{
				pair.abbreviation = is_abbreviation(pair.a, pair.b) ||
					is_abbreviation(pair.b, pair.a);
				if (!pair.abbreviation)
					continue;
			}
			pairs[n++] = pair;
		}

	for (;;)
	{
		const WordPair *best = NULL;

		for (int k = 0; k < n; k++)
			if (!pairs[k].a->found && !pairs[k].b->found &&
				(best == NULL || comes_before(&pairs[k], best)))
				best = &pairs[k];
		if (best == NULL)
			return points;
		best->a->found = best->b->found = true;
		a->only_here += best->lost_a;
		b->only_here += best->lost_b;
		points += best->a->points - best->lost_a +
			best->b->points - best->lost_b;
	}
}

static void
count_rest(ComparedName *name)
{
	for (int i = 0; i < name->n; i++)
		if (!name->words[i].found)
			name->only_here += name->words[i].points;
}

static bool
same_key(const NameWord *a, int n_a, const NameWord *b, int n_b)
{
	if (n_a != n_b)
		return false;
	for (int i = 0; i < n_a; i++)
		if (!same_word(&a[i], &b[i]))
			return false;
	return true;
}

/*
 * The similarity of two names of at least a word each, in ten-thousandths.
 */
int
caudal_organization_similarity(const NameWord *a, int n_a,
							   const NameWord *b, int n_b)
{
	ComparedName name_a;
	ComparedName name_b;
	int64		both;
	int64		whole;

	if (same_key(a, n_a, b, n_b))
		return SIMILARITY_ONE;
	prepare_name(&name_a, a, n_a);
	prepare_name(&name_b, b, n_b);
	both = find_same(&name_a, &name_b);
	both += find_joined(&name_a, &name_b);
	both += find_similar(&name_a, &name_b);
	count_rest(&name_a);
	count_rest(&name_b);
	if (both == 0)
		return 0;
	whole = both + REPLACED_FACTOR * Min(name_a.only_here, name_b.only_here) +
		Max(name_a.only_here, name_b.only_here);
	return (int) ((2 * SIMILARITY_ONE * both + whole) / (2 * whole));
}
