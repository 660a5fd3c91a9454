/*-------------------------------------------------------------------------
 *
 * fold_text.c
 *		Text without case, accents and other ways of writing the same.
 *
 * Characters are taken one by one: what Unicode decomposes is decomposed
 * (NFKD), marks are dropped, case is folded, and what is neither letter nor
 * digit becomes one of four separators.  As marks are dropped, their order
 * does not matter, and the decomposition of each character is all that is
 * needed of NFKD; so the time is linear and no copy in UTF-16 is made of what
 * is written in Latin letters.  What is left of other scripts is composed
 * again (NFC), since a syllable of Hangul is no better in three pieces.
 *
 * All this is looked up in the data of ICU, which change between versions.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "fold_text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "miscadmin.h"

#include "icu_text.h"
#include "scan.h"

/* U+FDFA, the longest, decomposes into 18 */
#define DECOMPOSITION_SIZE	32

/*
 * Marks on one letter, as in the Stream-Safe Text Format of UAX #15: ICU puts
 * them in order in quadratic time.
 */
#define MARKS_MAX			30

/*
 * Letters that Unicode does not decompose though people do, in lower case: as
 * the transliterator Latin-ASCII of CLDR spells them.
 */
static const struct
{
	UChar32		letter;
	const char *spelling;
}			spellings[] = {
	{0x00DF, "ss"},				/* sharp s */
	{0x00E6, "ae"},
	{0x00F0, "d"},				/* eth */
	{0x00F8, "o"},				/* o with stroke */
	{0x00FE, "th"},				/* thorn */
	{0x0111, "d"},				/* d with stroke */
	{0x0127, "h"},				/* h with stroke */
	{0x0131, "i"},				/* i without dot */
	{0x0142, "l"},				/* l with stroke */
	{0x0153, "oe"},
	{0x0167, "t"},				/* t with stroke */
};

typedef struct Folding
{
	StringInfo	text;
	bool		has_wide;		/* anything beyond ASCII? */
	int			marks;			/* at its end */
} Folding;

/*
 * The instances belong to ICU and live as long as the process.
 */
static const UNormalizer2 *
normalizer(const UNormalizer2 **instance,
		   const UNormalizer2 *(*get_instance) (UErrorCode *))
{
	if (*instance == NULL)
	{
		UErrorCode	status = U_ZERO_ERROR;
		const UNormalizer2 *found = get_instance(&status);

		caudal_check_icu(status, NULL);
		*instance = found;
	}
	return *instance;
}

static const UNormalizer2 *
decomposer(void)
{
	static const UNormalizer2 *instance = NULL;

	return normalizer(&instance, unorm2_getNFKDInstance);
}

static const UNormalizer2 *
composer(void)
{
	static const UNormalizer2 *instance = NULL;

	return normalizer(&instance, unorm2_getNFCInstance);
}

static bool
in_word(const Folding *folding)
{
	const StringInfo text = folding->text;

	return text->len > 0 &&
		strchr(FOLDED_SEPARATORS, text->data[text->len - 1]) == NULL;
}

static void
append_code_point(StringInfo text, UChar32 c)
{
	char		bytes[U8_MAX_LENGTH];
	int			n = 0;

	U8_APPEND_UNSAFE(bytes, n, c);
	appendBinaryStringInfo(text, bytes, n);
}

static void
append_ascii(Folding *folding, char c)
{
	appendStringInfoCharMacro(folding->text, c);
	folding->marks = 0;
}

static void
append_letter(Folding *folding, UChar32 c)
{
	folding->marks = 0;
	if (c >= 0x80)
	{
		for (size_t i = 0; i < lengthof(spellings); i++)
			if (spellings[i].letter == c)
			{
				appendStringInfoString(folding->text, spellings[i].spelling);
				return;
			}
		folding->has_wide = true;
	}
	append_code_point(folding->text, c);
}

/*
 * What is written inside words and may as well be left out: apostrophes, also
 * those that are letters of Mayan and Nahuatl alphabets (K'iche'), and the
 * point of Catalan between two l.  An acute accent that stands alone is a
 * mistyped apostrophe.
 */
static bool
is_apostrophe(UChar32 c)
{
	switch (c)
	{
		case '\'':
		case '`':
		case 0x00B4:			/* acute accent */
		case 0x00B7:			/* middle dot */
		case 0x02B9:			/* modifier letters: prime, */
		case 0x02BB:			/* turned comma, */
		case 0x02BC:			/* apostrophe, */
		case 0x02BD:			/* reversed comma */
		case 0x2018:			/* single quotation marks */
		case 0x2019:
		case 0x201B:
		case 0x2032:			/* prime */
		case 0xA78B:			/* saltillo */
		case 0xA78C:
			return true;
		default:
			return false;
	}
}

/*
 * Accents are the marks that are written above, below or through a letter, by
 * their combining class, and the points of Hebrew, Arabic and Syriac.  Vowel
 * signs of Indic scripts and voicing marks of kana are marks to Unicode as
 * well; a word without them would be another one.
 */
static bool
is_accent(UChar32 c)
{
	int			combining_class = u_getCombiningClass(c);

	return combining_class == 1 || combining_class >= 200 ||
		(combining_class >= 10 && combining_class <= 36) ||
		u_charType(c) == U_ENCLOSING_MARK;
}

/*
 * Fold a character that does not decompose any more.
 */
static void
fold_decomposed(Folding *folding, UChar32 c)
{
	uint32		category = U_GET_GC_MASK(c);

	if (is_apostrophe(c))
		return;
	if (c == '.' || c == '&')
		append_ascii(folding, (char) c);
	else if (u_isUWhiteSpace(c))
		append_ascii(folding, ' ');
	else if ((category & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0 ||
			 u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return;					/* not seen, so not compared */
	else if ((category & U_GC_M_MASK) != 0)
	{
		if (!is_accent(c) && in_word(folding) && folding->marks < MARKS_MAX)
		{
			append_code_point(folding->text, c);
			folding->has_wide = true;
			folding->marks++;
		}
	}
	else if ((category & U_GC_ND_MASK) != 0)
		append_ascii(folding, '0' + u_charDigitValue(c));
	else if ((category & (U_GC_P_MASK | U_GC_S_MASK)) != 0)
		append_ascii(folding, ',');
	else
		append_letter(folding, u_foldCase(c, U_FOLD_CASE_DEFAULT));
}

static void
fold_wide(Folding *folding, UChar32 c)
{
	UChar		units[DECOMPOSITION_SIZE];
	UErrorCode	status = U_ZERO_ERROR;
	int32_t		n;

	/*
	 * Before they decompose: the accent into a blank and a mark, signs of a
	 * trade or service mark into letters, and that of micro into a letter of
	 * Greek, which the encodings that have the sign do not have.
	 */
	if (is_apostrophe(c))
		return;
	if (c == 0x2120 || c == 0x2122 || c == 0x00B5)
	{
		append_ascii(folding, c == 0x00B5 ? 'u' : ',');
		return;
	}
	n = unorm2_getDecomposition(decomposer(), c, units, lengthof(units),
								&status);
	if (n < 0 || U_FAILURE(status))
	{
		fold_decomposed(folding, c);
		return;
	}
	for (int32_t i = 0; i < n;)
	{
		UChar32		part;

		U16_NEXT(units, i, n, part);
		fold_decomposed(folding, part);
	}
}

static void
fold_ascii(Folding *folding, char c)
{
	if (ascii_is_upper(c))
		c += 'a' - 'A';
	else if (ascii_is_blank(c))
		c = ' ';
	else if (c == '\'' || c == '`' || c < ' ' || c == 0x7F)
		return;
	else if (!(c >= 'a' && c <= 'z') && !ascii_is_digit(c) &&
			 c != '.' && c != '&')
		c = ',';
	append_ascii(folding, c);
}

/*
 * Compose what was decomposed.  Its letters have no decomposition, so that it
 * does not become longer.
 */
static void
compose(StringInfo text)
{
	UErrorCode	status = U_ZERO_ERROR;
	Size		size = sizeof(UChar) * text->len;
	UChar	   *units = palloc_extended(size, MCXT_ALLOC_HUGE);
	UChar	   *composed = palloc_extended(size, MCXT_ALLOC_HUGE);
	int32_t		n = 0;
	int32_t		n_composed;

	for (int i = 0; i < text->len;)
	{
		UChar32		c;

		U8_NEXT(text->data, i, text->len, c);
		U16_APPEND_UNSAFE(units, n, c);
	}
	n_composed = unorm2_normalize(composer(), units, n, composed, text->len,
								  &status);
	caudal_check_icu(status, NULL);
	resetStringInfo(text);
	for (int32_t i = 0; i < n_composed;)
	{
		UChar32		c;

		U16_NEXT(composed, i, n_composed, c);
		append_code_point(text, c);
	}
	pfree(composed);
	pfree(units);
}

/*
 * Append the folded form of a text to an empty string.
 */
void
caudal_fold_text(const char *utf8, int length, StringInfo folded)
{
	Folding		folding = {folded, false, 0};

	for (int i = 0; i < length;)
	{
		UChar32		c;

		CHECK_FOR_INTERRUPTS();
		U8_NEXT(utf8, i, length, c);
		if (c == '@' && in_word(&folding) && i < length)
		{
			UChar32		next;
			int			after = i;

			/* amig@s are amigos and amigas, and meet who wrote amigos */
			U8_NEXT(utf8, after, length, next);
			append_ascii(&folding, next > 0 && u_isalpha(next) ? 'o' : ',');
		}
		else if (c >= 0x80)
			fold_wide(&folding, c);
		else if (c >= 0)
			fold_ascii(&folding, (char) c);
		else
			append_ascii(&folding, ',');
	}
	if (folding.has_wide)
		compose(folded);
}
