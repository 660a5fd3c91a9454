/*-------------------------------------------------------------------------
 *
 * organization_name.c
 *		Names of organizations: the words that tell one from another.
 *
 * A name comes here as folded text (see fold_text.h): lower case, without
 * accents, UTF-8.  The rules are numbered in docs/caudal.md, section name_key,
 * and each function below says which of them it is.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "organization_name.h"

#include "scan.h"

/* where a legal form is dropped */
#define FORM_AT_END			0x01
#define FORM_AT_START		0x02
/* its words may be part of a phrase: "de la sociedad civil" */
#define FORM_IN_PHRASES		0x04
#define FORM_ANYWHERE		(FORM_AT_END | FORM_AT_START | FORM_IN_PHRASES)

typedef struct LegalForm
{
	const char *words;
	uint8		length;
	uint8		places;
} LegalForm;

#define FORM(words, places)	{(words), sizeof(words) - 1, (places)}

/* so many are dropped from an end, which bounds what a long text costs */
#define FORMS_DROPPED_MAX	8

/*
 * Forms of the ten countries in Spanish and English.
 *
 * Left out are those that mean something else as often: C.A. (Central America,
 * California), Co. (Colorado), Fund and Trust (which are names: the fund of a
 * foundation is not the foundation), Asociacion and Association alone (they
 * say that people unite, and of whom), and 501(c)(4), the form of a sister
 * organization that has the same name.
 */
static const LegalForm legal_forms[] = {
	/* foundations and corporations, which come first in Spanish */
	FORM("fundacion", FORM_ANYWHERE),
	FORM("foundation", FORM_AT_END | FORM_IN_PHRASES),
	FORM("foundations", FORM_AT_END | FORM_IN_PHRASES),
	FORM("fdn", FORM_AT_END),
	FORM("fndn", FORM_AT_END),
	FORM("corporacion", FORM_ANYWHERE),
	FORM("corporation", FORM_AT_END | FORM_IN_PHRASES),
	FORM("corp", FORM_AT_END),
	/* associations and private charities */
	FORM("ac", FORM_AT_END),
	FORM("asociacion civil", FORM_ANYWHERE),
	FORM("asoc civil", FORM_AT_END | FORM_AT_START),
	FORM("civil association", FORM_AT_END | FORM_IN_PHRASES),
	FORM("ar", FORM_AT_END),
	FORM("asociacion religiosa", FORM_AT_END | FORM_IN_PHRASES),
	FORM("iap", FORM_AT_END),
	FORM("institucion de asistencia privada", FORM_ANYWHERE),
	FORM("abp", FORM_AT_END),
	FORM("asociacion de beneficencia privada", FORM_ANYWHERE),
	FORM("ibp", FORM_AT_END),
	FORM("institucion de beneficencia privada", FORM_ANYWHERE),
	/* partnerships, cooperatives and companies */
	FORM("sc", FORM_AT_END),
	FORM("sociedad civil", FORM_AT_END | FORM_IN_PHRASES),
	FORM("sc de rl", FORM_AT_END),
	FORM("sc de rl de cv", FORM_AT_END),
	FORM("s de rl", FORM_AT_END),
	FORM("s de rl de cv", FORM_AT_END),
	FORM("srl", FORM_AT_END),
	FORM("sociedad de responsabilidad limitada", FORM_AT_END),
	FORM("sociedad de responsabilidad limitada de capital variable", FORM_AT_END),
	FORM("spr de rl", FORM_AT_END),
	FORM("spr de rl de cv", FORM_AT_END),
	FORM("sa", FORM_AT_END),
	FORM("sa de cv", FORM_AT_END),
	FORM("sab de cv", FORM_AT_END),
	FORM("sapi de cv", FORM_AT_END),
	FORM("sociedad anonima", FORM_AT_END),
	FORM("sociedad anonima de capital variable", FORM_AT_END),
	FORM("sas", FORM_AT_END),
	FORM("sas de cv", FORM_AT_END),
	FORM("sociedad por acciones simplificada", FORM_AT_END),
	FORM("ltda", FORM_AT_END),
	FORM("limitada", FORM_AT_END),
	FORM("inc", FORM_AT_END),
	FORM("incorporated", FORM_AT_END),
	FORM("llc", FORM_AT_END),
	FORM("limited liability company", FORM_AT_END),
	FORM("llp", FORM_AT_END),
	FORM("ltd", FORM_AT_END),
	FORM("limited", FORM_AT_END),
	FORM("co ltd", FORM_AT_END),
	FORM("company limited", FORM_AT_END),
	FORM("pbc", FORM_AT_END),
	FORM("public benefit corporation", FORM_AT_END | FORM_IN_PHRASES),
	/* without profit */
	FORM("ong", FORM_ANYWHERE),
	FORM("ongd", FORM_ANYWHERE),
	FORM("organizacion no gubernamental", FORM_ANYWHERE),
	FORM("ngo", FORM_ANYWHERE),
	FORM("non governmental organization", FORM_AT_END | FORM_IN_PHRASES),
	FORM("nongovernmental organization", FORM_AT_END | FORM_IN_PHRASES),
	FORM("esal", FORM_AT_END),
	FORM("entidad sin animo de lucro", FORM_AT_END | FORM_IN_PHRASES),
	FORM("sin animo de lucro", FORM_AT_END),
	FORM("sin fines de lucro", FORM_AT_END),
	FORM("no lucrativa", FORM_AT_END),
	FORM("nfp", FORM_AT_END),
	FORM("nonprofit", FORM_AT_END | FORM_IN_PHRASES),
	FORM("non profit", FORM_AT_END | FORM_IN_PHRASES),
	FORM("not for profit", FORM_AT_END | FORM_IN_PHRASES),
	FORM("nonprofit corporation", FORM_AT_END | FORM_IN_PHRASES),
	FORM("non profit corporation", FORM_AT_END | FORM_IN_PHRASES),
	FORM("not for profit corporation", FORM_AT_END | FORM_IN_PHRASES),
	FORM("nonprofit organization", FORM_AT_END | FORM_IN_PHRASES),
	FORM("non profit organization", FORM_AT_END | FORM_IN_PHRASES),
	FORM("not for profit organization", FORM_AT_END | FORM_IN_PHRASES),
	FORM("a nonprofit", FORM_AT_END),
	FORM("a non profit", FORM_AT_END),
	FORM("a not for profit", FORM_AT_END),
	FORM("a nonprofit corporation", FORM_AT_END),
	FORM("a non profit corporation", FORM_AT_END),
	FORM("a not for profit corporation", FORM_AT_END),
	FORM("a nonprofit organization", FORM_AT_END),
	FORM("a non profit organization", FORM_AT_END),
	FORM("a not for profit organization", FORM_AT_END),
	FORM("501c3", FORM_AT_END),
	FORM("501 c3", FORM_AT_END),
	FORM("501c 3", FORM_AT_END),
	FORM("501 c 3", FORM_AT_END),
	FORM("a 501c3", FORM_AT_END),
	FORM("a 501 c 3", FORM_AT_END),
	FORM("501c3 organization", FORM_AT_END),
	FORM("501 c 3 organization", FORM_AT_END),
	FORM("a 501c3 organization", FORM_AT_END),
	FORM("a 501 c 3 organization", FORM_AT_END),
};

/*
 * Articles and prepositions that say no more than that words belong together.
 * Others do: sin, con, contra, entre, pro; without, with, against, between.
 */
static const char *const function_words[] = {
	"el", "la", "los", "las", "lo", "un", "una", "unos", "unas",
	"de", "del", "a", "al", "en", "para", "por",
	"the", "an", "of", "for", "in", "on", "at", "to", "by",
};

static char ampersand[] = "&";

static inline bool
is_separator(char c)
{
	return c == ' ' || c == '.' || c == ',';
}

static inline bool
word_is(const NameWord *word, const char *text)
{
	return (size_t) word->length == strlen(text) &&
		memcmp(word->text, text, word->length) == 0;
}

/* a single letter; other alphabets have words of one character */
static bool
is_initial(const NameWord *word)
{
	return word->length == 1 && word->text[0] >= 'a' && word->text[0] <= 'z';
}

/*
 * Find the word at or after p; an ampersand is a word of its own.
 */
static bool
next_word(char **p, char *end, NameWord *word)
{
	char	   *start = *p;
	bool		has_blank = false;
	bool		has_other = false;

	for (; *p < end && is_separator(**p); (*p)++)
	{
		has_blank |= **p == ' ';
		has_other |= **p == ',';
	}
	if (*p == end)
		return false;
	if (*p - start == 1 && *start == '.')
		word->joint = JOINT_STOP;
	else if (*p == start || has_other)
		word->joint = JOINT_OTHER;
	else
		word->joint = has_blank ? JOINT_BLANK : JOINT_OTHER;
	word->text = *p;
	if (**p == '&')
		(*p)++;
	else
		while (*p < end && !is_separator(**p) && **p != '&')
			(*p)++;
	word->length = *p - word->text;
	word->has_stop = *p < end && **p == '.';
	return true;
}

/*
 * Rules 2 and 5: single letters become one word with those that follow them
 * by the given joint.  The text is moved together.
 */
static int
join_initials(NameWord *words, int n, NameJoint joint)
{
	int			kept = 0;
	bool		in_run = false;

	for (int i = 0; i < n; i++)
	{
		bool		initial = is_initial(&words[i]);

		if (initial && in_run && words[i].joint == joint)
		{
			NameWord   *run = &words[kept - 1];

			memmove(run->text + run->length, words[i].text, words[i].length);
			run->length += words[i].length;
			run->has_stop = words[i].has_stop;
			continue;
		}
		in_run = initial;
		words[kept++] = words[i];
	}
	return kept;
}

/*
 * Rule 3: "&", "and", "y", and "e" before the sound i, between two words.  The
 * letters y and e are conjunctions where nothing but blanks is around them.
 */
static int
translate_conjunctions(NameWord *words, int n)
{
	int			kept = 0;

	for (int i = 0; i < n; i++)
	{
		NameWord   *word = &words[i];
		const NameWord *next = i + 1 < n ? &words[i + 1] : NULL;
		bool		stands_alone = next != NULL && !word->has_stop &&
			word->joint == JOINT_BLANK && next->joint == JOINT_BLANK;
		bool		conjunction = is_ampersand(word) || word_is(word, "and") ||
			(stands_alone && word_is(word, "y")) ||
			(stands_alone && word_is(word, "e") &&
			 (next->text[0] == 'i' ||
			  (next->length > 1 && memcmp(next->text, "hi", 2) == 0)));

		if (conjunction && kept > 0 && next != NULL)
		{
			word->text = ampersand;
			word->length = 1;
		}
		if (is_ampersand(word) &&
			(kept == 0 || next == NULL || is_ampersand(&words[kept - 1])))
			continue;
		words[kept++] = *word;
	}
	if (kept > 0 && is_ampersand(&words[kept - 1]))
		kept--;
	return kept;
}

/*
 * Rule 4: legal forms.
 */

static bool
is_function_word(const NameWord *word)
{
	if (word->length > 4)
		return false;
	for (size_t i = 0; i < lengthof(function_words); i++)
		if (word_is(word, function_words[i]))
			return true;
	return false;
}

static bool
is_article(const NameWord *word)
{
	return word_is(word, "la") || word_is(word, "el") ||
		word_is(word, "las") || word_is(word, "los") ||
		word_is(word, "the");
}

/* does the word say something, so that a name can consist of it? */
static bool
is_significant(const NameWord *word)
{
	return !is_ampersand(word) && !is_function_word(word);
}

/*
 * How many words, from the one at place on in the direction of step, are this
 * one word of a form: one that is the same, or single letters that spell it.
 * 0 if they are not.
 */
static int
words_spelling(const NameWord *words, int n, int place, int step,
			   const char *text, int length)
{
	if (place < 0 || place >= n)
		return 0;
	if (words[place].length == length &&
		memcmp(words[place].text, text, length) == 0)
		return 1;
	for (int i = 0; i < length; i++, place += step)
		if (place < 0 || place >= n || words[place].length != 1 ||
			words[place].text[0] != text[step > 0 ? i : length - 1 - i])
			return 0;
	return length;
}

/* how many words at the end are those of a form, or 0 */
static int
form_at_end(const NameWord *words, int n, const LegalForm *form)
{
	int			place = n - 1;

	for (const char *end = form->words + form->length; end > form->words;)
	{
		const char *start = end;
		int			taken;

		while (start > form->words && start[-1] != ' ')
			start--;
		taken = words_spelling(words, n, place, -1, start, end - start);
		if (taken == 0)
			return 0;
		place -= taken;
		end = start > form->words ? start - 1 : start;
	}
	return n - 1 - place;
}

static int
form_at_start(const NameWord *words, int n, const LegalForm *form)
{
	int			place = 0;

	for (const char *start = form->words; *start != '\0';)
	{
		int			length = strcspn(start, " ");
		int			taken = words_spelling(words, n, place, 1, start, length);

		if (taken == 0)
			return 0;
		place += taken;
		start += length;
		start += *start == ' ';
	}
	return place;
}

/* the longest form at the end, in words */
static int
longest_form_at_end(const NameWord *words, int n)
{
	const NameWord *last = &words[n - 1];
	char		last_letter = last->text[last->length - 1];
	int			longest = 0;

	for (size_t i = 0; i < lengthof(legal_forms); i++)
	{
		const LegalForm *form = &legal_forms[i];
		int			taken;

		if ((form->places & FORM_AT_END) == 0 ||
			form->words[form->length - 1] != last_letter)
			continue;
		taken = form_at_end(words, n, form);
		if (taken == 0 || taken >= n)
			continue;
		/* of a phrase, as in "amigos de la fundacion"? */
		if ((form->places & FORM_IN_PHRASES) != 0 &&
			words[n - taken].joint == JOINT_BLANK &&
			!is_significant(&words[n - taken - 1]))
			continue;
		longest = Max(longest, taken);
	}
	return longest;
}

static int
longest_form_at_start(const NameWord *words, int n)
{
	int			longest = 0;

	for (size_t i = 0; i < lengthof(legal_forms); i++)
	{
		const LegalForm *form = &legal_forms[i];
		int			taken;

		if ((form->places & FORM_AT_START) == 0 || n == 0 ||
			form->words[0] != words->text[0])
			continue;
		taken = form_at_start(words, n, form);
		if (taken == 0 || taken >= n || is_ampersand(&words[taken]))
			continue;
		longest = Max(longest, taken);
	}
	return longest;
}

/*
 * Both ends, as often as there is a form, at the start also behind an article;
 * but something significant is left if there was any.
 */
static int
drop_forms(NameWord *words, int n)
{
	int			first = 0;
	int			last;
	int			start = 0;
	int			taken;

	while (first < n && !is_significant(&words[first]))
		first++;
	if (first == n)
		return n;
	for (int dropped = 0; dropped < FORMS_DROPPED_MAX; dropped++)
	{
		taken = longest_form_at_end(words, n);
		if (taken == 0 || first >= n - taken)
			break;
		n -= taken;
	}

	last = n - 1;
	while (!is_significant(&words[last]))
		last--;
	for (int dropped = 0; dropped < FORMS_DROPPED_MAX; dropped++)
	{
		int			article = is_article(&words[start]) ? 1 : 0;

		taken = longest_form_at_start(words + start + article,
									  n - start - article);
		if (taken == 0 || start + article + taken > last)
			break;
		start += article + taken;
	}
	memmove(words, words + start, (n - start) * sizeof(NameWord));
	return n - start;
}

/*
 * Does the word belong to the one behind it, if that is not a conjunction?  An
 * article or preposition at the end does so to what was put first ("Migrante,
 * Casa del"); but "a" is a letter there, as it is before a full stop or other
 * punctuation.
 */
static bool
is_dropped(const NameWord *words, int n, int i)
{
	const NameWord *next = i + 1 < n ? &words[i + 1] : NULL;

	if (!is_function_word(&words[i]) || (next != NULL && is_ampersand(next)))
		return false;
	return words[i].length > 1 ||
		(!words[i].has_stop && next != NULL && next->joint == JOINT_BLANK);
}

/*
 * Rule 6: articles and prepositions, unless the name has nothing else.
 */
static int
drop_function_words(NameWord *words, int n)
{
	int			kept = 0;
	bool		any = false;

	for (int i = 0; i < n && !any; i++)
		any = is_significant(&words[i]);
	for (int i = 0; i < n; i++)
	{
		/* nor is a conjunction kept at an end, or twice */
		bool		dropped = is_ampersand(&words[i]) ?
			kept == 0 || is_ampersand(&words[kept - 1]) :
			any && is_dropped(words, n, i);

		if (!dropped)
			words[kept++] = words[i];
	}
	if (kept > 0 && is_ampersand(&words[kept - 1]))
		kept--;
	return kept;
}

/*
 * An upper bound of the words in a folded text.
 */
int
caudal_organization_count_words(const char *folded, int length)
{
	char	   *p = unconstify(char *, folded);
	char	   *end = p + length;
	NameWord	word;
	int			n = 0;

	while (next_word(&p, end, &word))
		n++;
	return n;
}

/*
 * The words of a name that are compared, by all rules; returns how many.  The
 * array has room for as many as were counted.  They point into the text, which
 * is changed.
 */
int
caudal_organization_words(char *folded, int length, NameWord *words)
{
	char	   *p = folded;
	int			n = 0;

	while (next_word(&p, folded + length, &words[n]))
		n++;
	n = join_initials(words, n, JOINT_STOP);
	n = translate_conjunctions(words, n);
	n = drop_forms(words, n);
	n = join_initials(words, n, JOINT_BLANK);
	return drop_function_words(words, n);
}

/*
 * The key: the words with a blank between them.
 */
int
caudal_organization_key_length(const NameWord *words, int n)
{
	int			length = n > 0 ? n - 1 : 0;

	for (int i = 0; i < n; i++)
		length += words[i].length;
	return length;
}

int
caudal_organization_key_print(char *buf, const NameWord *words, int n)
{
	char	   *p = buf;

	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			*p++ = ' ';
		memcpy(p, words[i].text, words[i].length);
		p += words[i].length;
	}
	return p - buf;
}
