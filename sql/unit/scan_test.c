/* link: scan.c exact.c */
/*-------------------------------------------------------------------------
 *
 * scan_test.c
 *		Tests of the reading of ASCII text: blanks, letters, words, and numbers
 *		up to and beyond 128 bits.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "scan.h"

#include "exact.h"

#include "tap.h"

#define INT128_MAX		((int128) (~(uint128) 0 >> 1))
#define INT128_MIN		(-INT128_MAX - 1)

/*
 * A scanner over a text that ends where its memory ends, so that the
 * sanitizer sees whoever reads on; it need not be terminated.
 */
static Scanner
scanner_over(const char *text, size_t length)
{
	static char *memory = NULL;
	static const size_t size = 4096;
	Scanner		s;

	if (memory == NULL)
		memory = malloc(size);
	memcpy(memory + size - length, text, length);
	s.p = memory + size - length;
	s.end = memory + size;
	return s;
}

/* the table of characters by their ranges in ASCII, whatever the locale */
static void
test_characters(void)
{
	bool		digits = true;
	bool		blanks = true;
	bool		letters = true;

	for (int i = 0; i < 256; i++)
	{
		char		c = (char) i;
		bool		lower = i >= 97 && i <= 122;

		digits &= ascii_is_digit(c) == (i >= 48 && i <= 57);
		blanks &= ascii_is_blank(c) == (i == 32 || (i >= 9 && i <= 13));
		letters &= ascii_is_upper(c) == (i >= 65 && i <= 90) &&
			ascii_upper(c) == (lower ? (char) (i - 32) : c);
	}
	ok(digits, "digits are 0 to 9");
	ok(blanks, "blanks are space, tab, newline, vertical tab, form feed, return");
	ok(letters, "letters are those of ASCII");
}

static void
test_words(void)
{
	Scanner		s = scanner_over(" \t\n\v\f\rNuLl:", 11);
	Scanner		before;

	scan_blanks(&s);
	ok(s.end - s.p == 5, "blanks are passed over");
	before = s;
	ok(!scan_word(&s, "NULLS") && s.p == before.p, "a word that is not there moves nothing");
	ok(!scan_word(&s, "NULL:x") && s.p == before.p, "nor does one that the end cuts off");
	ok(scan_word(&s, "NULL") && s.end - s.p == 1, "a word is read in either case");
	ok(!scan_character(&s, ';') && s.end - s.p == 1, "another character stays");
	ok(scan_character(&s, ':') && s.p == s.end, "a character is read");
	ok(!scan_character(&s, ':') && !scan_word(&s, "A") && scan_word(&s, ""), "at the end there is nothing");
	scan_blanks(&s);
	ok(s.p == s.end, "nor a blank");
}

typedef struct Number
{
	const char *text;
	const char *printed;		/* NULL for none */
	int			rest;			/* characters left */
} Number;

static const Number numbers[] = {
	{"0", "0", 0},
	{"1500.50", "1500.50", 0},
	{"-1500.50", "-1500.50", 0},
	{"+7", "7", 0},
	{"-0", "0", 0},
	{"-0.00", "0.00", 0},
	{"1.", "1", 0},
	{".5", "0.5", 0},
	{"-.05", "-0.05", 0},
	{"0007", "7", 0},
	{"1.0000", "1.0000", 0},
	/* what comes after is left */
	{"1 2", "1", 2},
	{"1.2.3", "1.2", 2},
	{"1..5", "1", 2},
	{"1-5", "1", 2},
	{"1,5", "1", 2},
	{"1e5", "1", 2},
	{"12%", "12", 1},
	{"5\xd9\xa5", "5", 2},
	/* no digit, no number */
	{"", NULL, 0},
	{"-", NULL, 0},
	{"+", NULL, 0},
	{".", NULL, 0},
	{"-.", NULL, 0},
	{"--1", NULL, 0},
	{" 1", NULL, 0},
	{"x", NULL, 0},
	{"\xd9\xa5", NULL, 0},
	/* around what one and two machine words hold */
	{"99999999999999999", "99999999999999999", 0},
	{"100000000000000000", "100000000000000000", 0},
	{"1000000000000000009", "1000000000000000009", 0},
	{"9223372036854775807", "9223372036854775807", 0},
	{"-9223372036854775808", "-9223372036854775808", 0},
	{"9223372036854775808", "9223372036854775808", 0},
	{"-0.9223372036854775809", "-0.9223372036854775809", 0},
	{"170141183460469231731687303715884105727", "170141183460469231731687303715884105727", 0},
	{"-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728", 0},
	{"-1701411834604692317316873037158841057.28", "-1701411834604692317316873037158841057.28", 0},
	{"0000000000000000000000000000000000000000000000000000001", "1", 0},
	/* beyond */
	{"170141183460469231731687303715884105728", "overflow", 0},
	{"-170141183460469231731687303715884105729", "overflow", 0},
	{"1701411834604692317316873037158841057.28", "overflow", 0},
	{"1000000000000000000000000000000000000000", "overflow", 0},
	{"-99999999999999999999999999999999999999999999999999999999999999999999999999999999 ", "overflow", 1},
	{"340282366920938463463374607431768211456", "overflow", 0},
	{"340282366920938463463374607431768211457", "overflow", 0},
	{"1.00000000000000000000000000000000000000000000000000", "overflow", 0},
};

static void
test_numbers(void)
{
	bool		read = true;

	for (size_t i = 0; i < lengthof(numbers); i++)
	{
		const Number *n = &numbers[i];
		Scanner		s = scanner_over(n->text, strlen(n->text));
		int128		digits;
		int			scale;
		bool		overflow;
		char		printed[INT128_TEXT_SIZE + INT128_POW10_MAX] = "overflow";
		bool		any = caudal_scan_decimal(&s, &digits, &scale, &overflow);

		if (any && !overflow)
			caudal_int128_print(printed, digits, scale);
		if (any != (n->printed != NULL) ||
			(any && (strcmp(printed, n->printed) != 0 || s.end - s.p != n->rest)))
		{
			printf("# not read as it should be: \"%s\": %s, %d left\n", n->text,
				   any ? printed : "no number", (int) (s.end - s.p));
			read = false;
		}
	}
	ok(read, "numbers, what is none, and what is too large");
}

/* any int128 with any number of decimals, as it is printed */
static void
test_round_trips(void)
{
	bool		back = true;

	for (int i = 0; i < 300000; i++)
	{
		int128		value = (int128) (((uint128) random_sized(64) << 64) | random_word());
		int			decimals = random_between(0, INT128_POW10_MAX);
		char		text[INT128_TEXT_SIZE + INT128_POW10_MAX];
		Scanner		s;
		int128		digits;
		int			scale;
		bool		overflow;

		value >>= random_between(0, 127);
		if (random_between(0, 1))
			value = (int128) (0 - (uint128) value);
		caudal_int128_print(text, value, decimals);
		s = scanner_over(text, strlen(text));
		back &= caudal_scan_decimal(&s, &digits, &scale, &overflow) &&
			!overflow && digits == value && scale == decimals && s.p == s.end;
	}
	ok(back, "what prints reads back, with its decimals");
}

/* any bytes: a number is its digits once over, and nothing is read beyond */
static void
test_random_bytes(void)
{
	static const char alphabet[] = "0123456789....--++ e,";
	bool		sound = true;

	for (int i = 0; i < 300000; i++)
	{
		char		text[64];
		int			length = random_between(0, (int) sizeof(text));
		Scanner		s;
		const char *start;
		int128		digits;
		int			scale;
		bool		overflow;
		int			n = 0;
		int			decimals = 0;
		bool		point = false;

		for (int j = 0; j < length; j++)
			text[j] = random_between(0, 9) == 0 ? (char) random_word() :
				alphabet[random_word() % (sizeof(alphabet) - 1)];
		s = scanner_over(text, length);
		start = s.p;
		if (caudal_scan_decimal(&s, &digits, &scale, &overflow))
		{
			for (const char *p = start; p < s.p; p++)
			{
				n += ascii_is_digit(*p);
				decimals += point && ascii_is_digit(*p);
				point |= *p == '.';
				sound &= ascii_is_digit(*p) || *p == '.' ||
					(p == start && (*p == '-' || *p == '+'));
			}
			sound &= n > 0 && scale == decimals && (n > 38 || !overflow) &&
				(s.p == s.end || !ascii_is_digit(*s.p));
		}
		sound &= s.p >= start && s.p <= s.end;
	}
	ok(sound, "of any bytes no more is read than a number");
}

int
main(void)
{
	test_characters();
	test_words();
	test_numbers();
	test_round_trips();
	test_random_bytes();
	return tap_done();
}
