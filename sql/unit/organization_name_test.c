/* link: organization_name.c organization_similarity.c */
/*-------------------------------------------------------------------------
 *
 * organization_name_test.c
 *		Tests of the names of organizations: which words are kept, and how
 *		much two names have in common.
 *
 * Names are given as folded text.  What is expected was calculated by another
 * program, written from the rules in docs/caudal.md.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "organization_similarity.h"

#include "tap.h"

typedef struct TestName
{
	char	   *text;
	NameWord   *words;
	int			n;
} TestName;

/*
 * The words of a name, in memory of just the size that is needed, so that the
 * sanitizer sees whoever reads or writes on.
 */
static TestName
take(const char *folded, int length)
{
	TestName	name;
	int			most = caudal_organization_count_words(folded, length);

	name.text = malloc(length);
	memcpy(name.text, folded, length);
	name.words = malloc(sizeof(NameWord) * most);
	name.n = caudal_organization_words(name.text, length, name.words);
	if (name.n > most)
		abort();
	return name;
}

static void
give_back(TestName *name)
{
	free(name->words);
	free(name->text);
}

/* the key, also in memory of just its size */
static bool
key_is(const TestName *name, const char *expected, size_t expected_length)
{
	size_t		length = caudal_organization_key_length(name->words, name->n);
	char	   *key = malloc(length);
	bool		same = (size_t) caudal_organization_key_print(key, name->words, name->n) == length &&
		length == expected_length && memcmp(key, expected, length) == 0;

	free(key);
	return same;
}

static int
similarity(const TestName *a, const TestName *b)
{
	return caudal_organization_similarity(a->words, a->n, b->words, b->n);
}

typedef struct KnownKey
{
	const char *folded;
	const char *key;
} KnownKey;

static const KnownKey known_keys[] = {
	{"", ""},
	{"...", ""},
	{"&", ""},
	{" & & ", ""},
	{"casa del jilguero, a.c.", "casa jilguero"},
	{"casa del jilguero ac", "casa jilguero"},
	{"jilguero, casa del", "jilguero casa"},
	{"casa jilguero", "casa jilguero"},
	{"fundacion alamo viejo", "alamo viejo"},
	{"alamo viejo foundation", "alamo viejo"},
	{"la fundacion alamo viejo, s.c.", "alamo viejo"},
	{"friends of the foundation", "friends foundation"},
	{"amigos de la fundacion", "amigos fundacion"},
	{"amigos, la fundacion", "amigos fundacion"},
	{"casa y fundacion", "casa & fundacion"},
	{"fundacion & casa", "fundacion & casa"},
	{"centro de la sociedad civil", "centro sociedad civil"},
	{"centro sociedad civil", "centro"},
	{"red de ong", "red ong"},
	{"ong red", "red"},
	{"the the", "the the"},
	{"de la", "de la"},
	{"a.c.", "ac"},
	{"fundacion, a.c.", "fundacion"},
	{"asociacion civil no lucrativa", "asociacion civil"},
	{"asociacion civil tejedoras", "tejedoras"},
	{"s. a. de c. v.", "sa cv"},
	{"tejedoras s. a. de c. v.", "tejedoras"},
	{"tejedoras s a de c v", "tejedoras"},
	{"tejedoras s.a.de c.v.", "tejedoras"},
	{"tejedoras s. de r.l. de c.v.", "tejedoras"},
	{"tejedoras s.c. de r.l.", "tejedoras"},
	{"tejedoras sociedad anonima de capital variable", "tejedoras"},
	{"plan b a c", "plan b"},
	{"plan b, a.c.", "plan b"},
	{"radio b.a.c.", "radio bac"},
	{"y.m.c.a.", "ymca"},
	{"y m c a", "ymca"},
	{"y. m. c. a.", "ymca"},
	{"at&t inc", "at & t"},
	{"at & t", "at & t"},
	{"a&b", "a & b"},
	{"a & b", "a & b"},
	{"r&d", "r & d"},
	{"rock and roll", "rock & roll"},
	{"and justice", "and justice"},
	{"sal y", "sal y"},
	{"y tu", "y tu"},
	{"sal y mar", "sal & mar"},
	{"sal, y mar", "sal y mar"},
	{"sal y, mar", "sal y mar"},
	{"sal y. mar", "sal y mar"},
	{"padres e hijos", "padres & hijos"},
	{"padres e ninas", "padres e ninas"},
	{"ciencia e innovacion", "ciencia & innovacion"},
	{"e learning", "e learning"},
	{"e,learning", "e learning"},
	{"salt and & pepper", "salt & pepper"},
	{"& salt", "salt"},
	{"salt &", "salt"},
	{"salt & inc", "salt"},
	{"salt & the", "salt"},
	{"salt & & pepper", "salt & pepper"},
	{"a & & b", "a & b"},
	{"hartwell, a nonprofit corporation", "hartwell"},
	{"hartwell a nonprofit corporation", "hartwell"},
	{"hartwell a non,profit corporation", "hartwell"},
	{"hartwell is a nonprofit", "hartwell is"},
	{"hartwell 501,c,,3,", "hartwell"},
	{"hartwell 501c3", "hartwell"},
	{"hartwell 501c,3", "hartwell"},
	{"hartwell, a 501,c,,3, organization", "hartwell"},
	{"hartwell 501,c,,4,", "hartwell 501 c 4"},
	{"hartwell foundation, inc.", "hartwell"},
	{"hartwell foundation inc", "hartwell"},
	{"hartwell foundations", "hartwell"},
	{"hartwell l.l.c.", "hartwell"},
	{"hartwell l l c", "hartwell"},
	{"hartwell co., ltd.", "hartwell"},
	{"u s fund", "us fund"},
	{"u.s. fund", "us fund"},
	{"u. s. fund", "us fund"},
	{"us fund", "us fund"},
	{"plan a", "plan a"},
	{"plan a.", "plan a"},
	{"plan a b", "plan ab"},
	{"a gomez fund", "gomez fund"},
	{"a. gomez fund", "a gomez fund"},
	{"a,gomez fund", "a gomez fund"},
	{"a c gomez", "ac gomez"},
	{"vitamin c a day", "vitamin ca day"},
	{"x", "x"},
	{"x inc", "x"},
	{"inc", "inc"},
	{"inc x", "inc x"},
	{"12", "12"},
	{"12 34", "12 34"},
	{"1 a b 2", "1 ab 2"},
	{"the fund", "fund"},
	{"fondo norte", "fondo norte"},
	{"trust", "trust"},
	{"union of asociacion", "union asociacion"},
	{"casa norte c.a.", "casa norte ca"},
	{"casa sol, a.c. ,casol,", "casa sol ac casol"},
	{"ac ac ac ac ac ac ac ac ac ac ac ac", "ac ac ac ac"},
	{"x ac ac ac ac ac ac ac ac ac ac", "x ac ac"},
	{"ong ong ong ong ong ong ong ong ong ong x", "ong ong x"},
	{"x, sin fines de lucro", "x"},
	{"x no lucrativa s.a.p.i. de c.v.", "x"},
	{"\xe4\xb8\xad \xe5\x9b\xbd", "\xe4\xb8\xad \xe5\x9b\xbd"},
	{"\xcf\x89.\xcf\x89. club", "\xcf\x89 \xcf\x89 club"},
	{"casa\xcf\x89 s.a.", "casa\xcf\x89"},
	{"a.b.c", "abc"},
	{"a..b", "a b"},
	{"a. .b", "ab"},
	{"a.b c.d", "ab cd"},
	{"a.1.b", "a 1 b"},
	{"..a..", "a"},
	{"a.", "a"},
};

static void
test_keys(void)
{
	bool		all = true;

	for (size_t i = 0; i < lengthof(known_keys); i++)
	{
		const KnownKey *known = &known_keys[i];
		TestName	name = take(known->folded, strlen(known->folded));

		if (!key_is(&name, known->key, strlen(known->key)))
		{
			printf("# another key: %s\n", known->folded);
			all = false;
		}
		give_back(&name);
	}
	ok(all, "keys of names");
}

typedef struct KnownSimilarity
{
	const char *a;
	const char *b;
	int			similarity;
} KnownSimilarity;

static const KnownSimilarity known_similarities[] = {
	{"casa jilguero", "jilguero casa", 10000},
	{"casa jilguero", "casa jilgeuro", 7826},
	{"casa jilguero", "casa jacinto", 2105},
	{"casa luna", "casa lupa", 2857},
	{"casa luna", "casa lnua", 7368},
	{"casa lunas", "casa lupas", 7619},
	{"alta voz red", "altavoz red", 10000},
	{"red altavoz", "red alta voz", 10000},
	{"ab cd", "abcd", 10000},
	{"ab cd ef", "abcd cdef", 4000},
	{"abcd cdef", "ab cd ef", 4000},
	{"univ. norte", "universidad norte", 7826},
	{"univ norte", "universidad norte", 7826},
	{"uni norte", "universidad norte", 3571},
	{"uni. norte", "universidad norte", 7727},
	{"intl relief", "international relief", 8000},
	{"intx relief", "international relief", 3529},
	{"dr. relief", "doctor relief", 7826},
	{"dr relief", "doctor relief", 4615},
	{"depto. sur", "departamento sur", 7500},
	{"dpto. sur", "departamento sur", 7368},
	{"ilnt relief", "international relief", 3529},
	{"seccion 14", "seccion 15", 1667},
	{"seccion 14", "seccion", 5000},
	{"seccion ii", "seccion iii", 1667},
	{"seccion x", "seccion y", 7059},
	{"club ivi", "club ivi sur", 9143},
	{"norte & sur", "norte sur", 10000},
	{"norte & sur", "sur & norte", 10000},
	{"norte", "norte norte", 6667},
	{"norte norte sur", "norte sur sur", 4848},
	{"noreste", "noroeste", 9167},
	{"mexicana", "mexicano", 6667},
	{"guatemala", "guatemalteca", 7500},
	{"aaaa", "aaab", 0},
	{"aaaaa", "aaaab", 6154},
	{"aaaab", "aaaba", 6154},
	{"aaaab", "aabaa", 0},
	{"aaaaaaaa", "aaaaaa", 8333},
	{"aaaaaaaa", "aaaaa", 0},
	{"abcdefghijkl", "abcdefghi", 7500},
	{"x", "y", 0},
	{"x", "x y", 0},
	{"el", "la", 0},
	{"migrante migrantes", "migrantes migrantez", 9583},
	{"abcde abcdf", "abcdg abcdh", 6154},
	{"abcdf abcde", "abcdg abcdh", 6154},
	{"abcde abcdx", "abcdex abcd", 7826},
	{"\xd0\xb0\xd0\xb1\xd0\xb2\xd0\xb3\xd0\xb4", "\xd0\xb0\xd0\xb1\xd0\xb2\xd0\xb4\xd0\xb3", 6154},
	{"\xd0\xb0\xd0\xb1\xd0\xb2\xd0\xb3\xd0\xb4", "\xd0\xb0\xd0\xb1\xd0\xb0\xd0\xb3\xd0\xb4", 6154},
	{"a\xc3\xa9" "bcd", "a\xc3\xa8\xc3\xa9" "bcd", 9091},
	{"\xc3\xa9\xc3\xa8" "bcd", "\xc3\xa8\xc3\xa9" "bcd", 6154},
	{"\xe4\xb8\xad\xe5\x9b\xbd\xe4\xba\xba\xe6\xb0\x91\xe7\xbd\x91", "\xe4\xb8\xad\xe5\x9c\x8b\xe4\xba\xba\xe6\xb0\x91\xe7\xbd\x91", 6154},
	{"\xd0\xb0\xd0\xb1. \xd0\xb2", "\xd0\xb0\xd0\xb3\xd0\xb4\xd0\xb5\xd0\xb1 \xd0\xb2", 5833},
};

static void
test_similarities(void)
{
	bool		all = true;

	for (size_t i = 0; i < lengthof(known_similarities); i++)
	{
		const KnownSimilarity *known = &known_similarities[i];
		TestName	a = take(known->a, strlen(known->a));
		TestName	b = take(known->b, strlen(known->b));

		if (similarity(&a, &b) != known->similarity ||
			similarity(&b, &a) != known->similarity)
		{
			printf("# %s, %s: %d and %d\n", known->a, known->b,
				   similarity(&a, &b), similarity(&b, &a));
			all = false;
		}
		give_back(&a);
		give_back(&b);
	}
	ok(all, "similarities of names, either way round");
}

/* words beyond the first 32 */
static void
test_many_words(void)
{
	char		folded[32 * 8 + 8];
	int			length = 0;
	TestName	a;
	TestName	b;
	TestName	c;

	for (int i = 0; i < 32; i++)
		length += snprintf(folded + length, sizeof(folded) - length, "%s%c%c", i > 0 ? " " : "",
						  i < 26 ? 'q' : 'w', 'a' + i % 26);
	a = take(folded, length);
	strcpy(folded + length, " zzz");
	b = take(folded, length + 4);
	strcpy(folded + length, " yyy");
	c = take(folded, length + 4);
	ok(a.n == 32 && b.n == 33 && similarity(&b, &b) == SIMILARITY_ONE,
	   "a name of 33 words is itself");
	/* M is 128 points, and 6 are beyond */
	ok(similarity(&a, &b) == 128 * 10000 / (128 + 6), "a word beyond is found nowhere");
	ok(similarity(&b, &c) == 128 * 10000 / (128 + 5 * 6), "nor on both sides");
	give_back(&a);
	give_back(&b);
	give_back(&c);
}

static const char *const vocabulary[] = {
	"casa", "del", "de", "la", "migrante", "migrantes", "migratne", "red", "norte", "nortes",
	"fundacion", "foundation", "asociacion", "civil", "sociedad", "a.c.", "ac", "a", "c", "s.a.", "s",
	"inc", "501,c,,3,", "y", "e", "&", "and", "igual", "12", "14", "ii", "iii", "univ.", "universidad",
	"alta", "voz", "altavoz", "x", "the", "of", "\xd0\xb0\xd0\xb1\xd0\xb2\xd0\xb3\xd0\xb4",
	"\xd0\xb0\xd0\xb1\xd0\xb2\xd0\xb4\xd0\xb3", "\xe4\xb8\xad",
};

static int
random_name(char *buf, size_t size, int words)
{
	static const char *const separators[] = {" ", " ", " ", " ", ", ", ".", ". ", ",", "&"};
	int			length = 0;

	for (int i = 0; i < words; i++)
		length += snprintf(buf + length, size - length, "%s%s", vocabulary[random_word() % lengthof(vocabulary)],
						  separators[random_word() % lengthof(separators)]);
	return length;
}

static void
test_random_names(void)
{
	bool		symmetric = true;
	bool		in_range = true;
	bool		same = true;
	bool		in_any_order = true;
	bool		never_empty = true;

	for (int i = 0; i < 100000; i++)
	{
		char		text[1024];
		TestName	names[2];
		TestName   *a = &names[0];
		TestName   *b = &names[1];
		NameWord	shuffled[64];
		int			found;

		for (int k = 0; k < 2; k++)
		{
			int			length = random_name(text, sizeof(text), random_between(1, 10));

			names[k] = take(text, length);
			text[length] = '\0';
			never_empty &= (names[k].n > 0) == (strspn(text, " .,&") < (size_t) length);
		}
		if (a->n > 0 && b->n > 0)
		{
			found = similarity(a, b);
			symmetric &= found == similarity(b, a);
			in_range &= found >= 0 && found <= SIMILARITY_ONE;
			for (int k = 0; k < a->n; k++)
			{
				int			other = random_between(0, k);

				shuffled[k] = shuffled[other];
				shuffled[other] = a->words[k];
			}
			same &= similarity(a, a) == SIMILARITY_ONE;
			in_any_order &= caudal_organization_similarity(a->words, a->n, shuffled, a->n) == SIMILARITY_ONE;
		}
		give_back(a);
		give_back(b);
	}
	ok(symmetric, "similarity is symmetric");
	ok(in_range, "and from 0 to 1");
	ok(same, "a name is similar to itself");
	ok(in_any_order, "also with its words in another order");
	ok(never_empty, "a name with a letter or digit has a key");
}

/* any bytes: neither read nor written beyond */
static void
test_random_bytes(void)
{
	static const char alphabet[] = "abeyscin. .,&&  15\xc3\xa9\xe4\xb8\xad";
	int			taken = 0;

	for (int i = 0; i < 300000; i++)
	{
		char		text[2][40];
		int			length[2];
		TestName	a;
		TestName	b;

		for (int k = 0; k < 2; k++)
		{
			length[k] = random_between(0, 40);
			for (int j = 0; j < length[k]; j++)
				text[k][j] = random_between(0, 19) == 0 ? (char) random_word() :
					alphabet[random_word() % (sizeof(alphabet) - 1)];
		}
		a = take(text[0], length[0]);
		b = take(text[1], length[1]);
		if (a.n > 0 && b.n > 0)
			taken += similarity(&a, &b) == similarity(&b, &a);
		give_back(&a);
		give_back(&b);
	}
	ok(taken > 100000, "any bytes are taken");
}

/* a megabyte of whatever could be dear */
static void
test_long_names(void)
{
	static const char *const pieces[] = {"a ", "a.", "ac ", "a.c. ", "& ", "and ", "de ", "fundacion ", "s a de c v ", "y ", "casa migrante ", "x"};
	const int	size = 1 << 20;
	char	   *text = malloc(size);
	bool		bounded = true;

	for (size_t i = 0; i < lengthof(pieces); i++)
	{
		int			length = strlen(pieces[i]);
		TestName	a;
		TestName	b;

		for (int k = 0; k < size; k++)
			text[k] = pieces[i][k % length];
		a = take(text, size);
		text[0] = 'z';
		b = take(text, size);
		if (a.n > 0 && b.n > 0)
			bounded &= similarity(&a, &b) <= SIMILARITY_ONE;
		give_back(&a);
		give_back(&b);
	}
	ok(bounded, "names of a megabyte");
	free(text);
}

int
main(void)
{
	test_keys();
	test_similarities();
	test_many_words();
	test_random_names();
	test_random_bytes();
	test_long_names();
	return tap_done();
}
