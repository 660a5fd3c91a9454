/* link: score_text.c scan.c exact.c */
/*-------------------------------------------------------------------------
 *
 * score_text_test.c
 *		Tests of the text form of a score: what is read, what is refused and
 *		why, and that what prints reads back.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "score_text.h"

#include "tap.h"

/*
 * Parse a text that ends where its memory ends, so that the sanitizer sees
 * whoever reads on; it need not be terminated.
 */
static ScoreResult
parse(const char *text, size_t length, Score *score)
{
	static char *memory = NULL;
	static const size_t size = 4096;

	if (memory == NULL)
		memory = malloc(size);
	memcpy(memory + size - length, text, length);
	return caudal_score_parse(memory + size - length, length, score);
}

/* print into memory of the size that is stated, of which the sanitizer knows */
static const char *
print(Score score)
{
	static char *text = NULL;
	int			length;

	free(text);
	text = malloc(SCORE_TEXT_SIZE);
	length = caudal_score_print(text, score);
	return length == (int) strlen(text) ? text : "another length";
}

typedef struct Accepted
{
	const char *text;
	const char *printed;
} Accepted;

static const Accepted accepted[] = {
	{"3.5 of 1-5", "3.5 of 1-5"},
	{"3.5000 of 1-5", "3.5 of 1-5"},
	{"3.50000 of 1-5", "3.5 of 1-5"},
	{"+3 of 1-5", "3 of 1-5"},
	{"003 OF 01-005", "3 of 1-5"},
	{"3of1-5", "3 of 1-5"},
	{" \t\n3 of 1-5\v\f\r ", "3 of 1-5"},
	{"3 \t of\n 1 \v-\f 5", "3 of 1-5"},
	{"3 of 1..5", "3 of 1-5"},
	{"3 of 1 .. 5", "3 of 1-5"},
	{".5 of 0-1", "0.5 of 0-1"},
	{"1. of 0-1", "1 of 0-1"},
	{"1.of 0-1", "1 of 0-1"},
	{"0.0001 of 0-1", "0.0001 of 0-1"},
	{"-0 of 0-1", "0 of 0-1"},
	{"-0.0000 of 0-1", "0 of 0-1"},
	{"0.00000000000000000000000000000000000000000000000000 of 0-1", "0 of 0-1"},
	{"0000000000000000000000000000000000000000000000000001 of 0-1", "1 of 0-1"},
	{"1 of 0000000000000000000000000000000000-0000000000000000000000000000000001", "1 of 0-1"},
	{"72%", "72 of 0-100"},
	{"72.25 % ", "72.25 of 0-100"},
	{"100.0%", "100 of 0-100"},
	{"4/10", "4 of 0-10"},
	{"4 / 10", "4 of 0-10"},
	{"0.5/1", "0.5 of 0-1"},
	{"32767/32767", "32767 of 0-32767"},
	/* below zero */
	{"2 of -5..5", "2 of -5..5"},
	{"-2.5 of -5 .. 5", "-2.5 of -5..5"},
	{"-2 of -5..-1", "-2 of -5..-1"},
	{"-0.0001 of -1..0", "-0.0001 of -1..0"},
	{"0 of -0-1", "0 of 0-1"},
	{"0 of -0..1", "0 of 0-1"},
	{"-32768 of -32768..-32767", "-32768 of -32768..-32767"},
	{"-32767.9999 of -32768..32767", "-32767.9999 of -32768..32767"},
	{"32767 of 32766-32767", "32767 of 32766-32767"},
	/* what does not apply */
	{"n/a of 1-4", "n/a of 1-4"},
	{"N/A OF -5..5", "n/a of -5..5"},
	{" n/aof0-100 ", "n/a of 0-100"},
	{"n/a of -32768..32767", "n/a of -32768..32767"},
};

typedef struct Refused
{
	const char *text;
	ScoreResult result;
} Refused;

static const Refused refused[] = {
	{"", SCORE_MALFORMED},
	{" ", SCORE_MALFORMED},
	{"3", SCORE_MALFORMED},
	{"3 of", SCORE_MALFORMED},
	{"3 of 5", SCORE_MALFORMED},
	{"3 of 1-", SCORE_MALFORMED},
	{"3 of -", SCORE_MALFORMED},
	{"3 of ..5", SCORE_MALFORMED},
	{"3 of 1.5", SCORE_MALFORMED},
	{"3 of 1...5", SCORE_MALFORMED},
	{"3 of 1 5", SCORE_MALFORMED},
	{"3 of 1--5", SCORE_MALFORMED},
	{"3 of 1- -5", SCORE_MALFORMED},
	{"3 of -5-5", SCORE_MALFORMED},
	{"3 of -5 - 5", SCORE_MALFORMED},
	{"3 of - 5..5", SCORE_MALFORMED},
	{"3 of +1-5", SCORE_MALFORMED},
	{"3 of 1-+5", SCORE_MALFORMED},
	{"3 of 1-5x", SCORE_MALFORMED},
	{"3 of 1-5-6", SCORE_MALFORMED},
	{"3 of 1-5.0", SCORE_MALFORMED},
	{"3 of1 -5 of 1-5", SCORE_MALFORMED},
	{"3 o f 1-5", SCORE_MALFORMED},
	{"3 in 1-5", SCORE_MALFORMED},
	{"3 1-5", SCORE_MALFORMED},
	{"of 1-5", SCORE_MALFORMED},
	{". of 1-5", SCORE_MALFORMED},
	{"- of 1-5", SCORE_MALFORMED},
	{"- 3 of -5..5", SCORE_MALFORMED},
	{"3,5 of 1-5", SCORE_MALFORMED},
	{"1e0 of 1-5", SCORE_MALFORMED},
	{"NaN of 1-5", SCORE_MALFORMED},
	{"n/a", SCORE_MALFORMED},
	{"n/a%", SCORE_MALFORMED},
	{"n/a/10", SCORE_MALFORMED},
	{"n/a 1-4", SCORE_MALFORMED},
	{"na of 1-4", SCORE_MALFORMED},
	{"n / a of 1-4", SCORE_MALFORMED},
	{"%", SCORE_MALFORMED},
	{"72%%", SCORE_MALFORMED},
	{"72% of 0-100", SCORE_MALFORMED},
	{"72 percent", SCORE_MALFORMED},
	{"/10", SCORE_MALFORMED},
	{"4/", SCORE_MALFORMED},
	{"4/x", SCORE_MALFORMED},
	{"4/10/10", SCORE_MALFORMED},
	{"4/10.0", SCORE_MALFORMED},
	{"4//10", SCORE_MALFORMED},
	{"3 of 1\xe2\x80\x93" "5", SCORE_MALFORMED},
	{"\xd9\xa3 of 1-5", SCORE_MALFORMED},
	{"0.00001 of 0-1", SCORE_TOO_FINE},
	{"-0.00001 of 0-1", SCORE_TOO_FINE},
	{"72.12345%", SCORE_TOO_FINE},
	{"0.33333333333333333333333333333333333333/1", SCORE_TOO_FINE},
	{"0.333333333333333333333333333333333333333333333333333333333333/1", SCORE_TOO_FINE},
	/* the scale comes before the mark that is on it */
	{"9 of 1-32768", SCORE_SCALE_OUT_OF_RANGE},
	{"9 of -32769..5", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of 65537-65541", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of 0-4294967297", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of 0-18446744073709551617", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of 0-99999999999999999999999999999999999999999999999999", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of -99999999999999999999999999999999999999999999999999..5", SCORE_SCALE_OUT_OF_RANGE},
	{"1/32768", SCORE_SCALE_OUT_OF_RANGE},
	{"n/a of 0-32768", SCORE_SCALE_OUT_OF_RANGE},
	{"1 of 99999999999-9", SCORE_SCALE_OUT_OF_RANGE},
	{"9 of 5-1", SCORE_NO_SCALE},
	{"3 of 3-3", SCORE_NO_SCALE},
	{"0 of 5..-5", SCORE_NO_SCALE},
	{"0/0", SCORE_NO_SCALE},
	{"1/-1", SCORE_NO_SCALE},
	{"n/a of 4-1", SCORE_NO_SCALE},
	{"n/a of 0-0", SCORE_NO_SCALE},
	{"0.9999 of 1-5", SCORE_OFF_SCALE},
	{"5.0001 of 1-5", SCORE_OFF_SCALE},
	{"100.0001%", SCORE_OFF_SCALE},
	{"-0.0001%", SCORE_OFF_SCALE},
	{"11/10", SCORE_OFF_SCALE},
	{"-5.0001 of -5..5", SCORE_OFF_SCALE},
	/* what 32, 64 and 128 bits of ten-thousandths would make of it */
	{"-214748.3648 of -32768..32767", SCORE_OFF_SCALE},
	{"429499.7296 of 1-5", SCORE_OFF_SCALE},
	{"1844674407370958.1616 of 1-5", SCORE_OFF_SCALE},
	{"34028236692093846346337460743176824.8456 of 1-5", SCORE_OFF_SCALE},
	{"170141183460469231731687303715884105727 of 1-5", SCORE_OFF_SCALE},
	{"-170141183460469231731687303715884105728 of -5..5", SCORE_OFF_SCALE},
	{"340282366920938463463374607431768211459 of 1-5", SCORE_OFF_SCALE},
	{"-99999999999999999999999999999999999999999999999999 of -5..5", SCORE_OFF_SCALE},
};

static void
test_examples(void)
{
	bool		read = true;
	bool		refusals = true;

	for (size_t i = 0; i < lengthof(accepted); i++)
	{
		Score		score;
		ScoreResult result = parse(accepted[i].text, strlen(accepted[i].text), &score);

		if (result != SCORE_OK || strcmp(print(score), accepted[i].printed) != 0)
		{
			printf("# not read as it should be: %s: %d %s\n", accepted[i].text,
				   result, result == SCORE_OK ? print(score) : "");
			read = false;
		}
	}
	for (size_t i = 0; i < lengthof(refused); i++)
	{
		Score		score;
		ScoreResult result = parse(refused[i].text, strlen(refused[i].text), &score);

		if (result != refused[i].result)
		{
			printf("# not refused as it should be: %s: %d\n", refused[i].text, result);
			refusals = false;
		}
	}
	ok(read, "texts that are read");
	ok(refusals, "texts that are refused, and why");
}

/* every mark of a short scale: printed with the digits that it has */
static void
test_marks(void)
{
	bool		digits = true;
	bool		back = true;

	for (int mark = -20000; mark <= 20000; mark++)
	{
		char		expected[SCORE_TEXT_SIZE];
		char	   *end;
		Score		score;
		Score		again;

		(void) score_make(mark, -2, 2, &score);
		end = expected + snprintf(expected, sizeof(expected), "%s%d.%04d",
								  mark < 0 ? "-" : "", abs(mark) / SCORE_POINT,
								  abs(mark) % SCORE_POINT);
		while (end[-1] == '0')
			end--;
		if (end[-1] == '.')
			end--;
		strcpy(end, " of -2..2");
		digits &= strcmp(print(score), expected) == 0;
		back &= parse(expected, strlen(expected), &again) == SCORE_OK &&
			score_pack(again) == score_pack(score);
	}
	ok(digits, "marks print without needless zeros");
	ok(back, "and read back");
}

/* scores on any scale */
static void
test_round_trips(void)
{
	bool		back = true;
	bool		dots = true;

	for (int i = 0; i < 300000; i++)
	{
		int			low = random_between(PG_INT16_MIN, PG_INT16_MAX - 1);
		int			high = random_between(low + 1, PG_INT16_MAX);
		Score		score;
		Score		again;
		const char *text;

		if (random_between(0, 9) == 0)
			(void) score_make_not_applicable(low, high, &score);
		else
			(void) score_make(random_between(low * SCORE_POINT, high * SCORE_POINT),
							  low, high, &score);
		text = print(score);
		dots &= (strstr(text, "..") != NULL) == (low < 0);
		back &= parse(text, strlen(text), &again) == SCORE_OK &&
			score_pack(again) == score_pack(score);
	}
	ok(back, "what prints reads back, on any scale");
	ok(dots, "two dots join the ends where the low one is negative");
}

/* what errors print, too, fits */
static void
test_widest(void)
{
	char	   *text = malloc(SCORE_TEXT_SIZE);
	bool		fits = true;
	static const int64 marks[] = {PG_INT64_MIN, PG_INT64_MAX, PG_INT32_MIN, -1, 0};
	static const int ends[] = {PG_INT16_MIN, PG_INT16_MAX, 0};

	for (size_t m = 0; m < lengthof(marks); m++)
		for (size_t low = 0; low < lengthof(ends); low++)
			for (size_t high = 0; high < lengthof(ends); high++)
				fits &= caudal_mark_print(text, marks[m], ends[low], ends[high]) < SCORE_TEXT_SIZE;
	fits &= caudal_scale_print(text, PG_INT32_MIN, PG_INT32_MIN) < SCORE_TEXT_SIZE;
	ok(fits, "any mark with any ends fits into the stated size");
	free(text);
}

/* any bytes: never read beyond, and what is read is valid and reads back */
static void
test_random_strings(void)
{
	static const char alphabet[] = "0123456789 -..%/ofna";
	bool		sound = true;
	int			taken = 0;

	for (int i = 0; i < 500000; i++)
	{
		char		text[32];
		int			length = random_between(0, 14);
		Score		score;
		Score		again;
		const char *printed;

		for (int j = 0; j < length; j++)
			text[j] = random_between(0, 19) == 0 ? (char) random_word() :
				alphabet[random_word() % (sizeof(alphabet) - 1)];
		/* half of them with the word, which chance seldom writes */
		if (length >= 6 && random_between(0, 1))
			memcpy(text + length / 2 - 2, " of ", 4);
		if (parse(text, length, &score) != SCORE_OK)
			continue;
		taken++;
		if (score_is_applicable(score))
			sound &= score_make(score.mark, score.low, score.high, &again) == SCORE_OK;
		else
			sound &= score_make_not_applicable(score.low, score.high, &again) == SCORE_OK;
		printed = print(score);
		sound &= parse(printed, strlen(printed), &again) == SCORE_OK &&
			score_pack(again) == score_pack(score);
	}
	ok(sound, "what is read of any bytes is valid");
	ok(taken > 1000, "and some is");
}

/* a score at the beginning of a text that goes on, as in a scorecard */
static void
test_beginning(void)
{
	static const char *const texts[] = {"3 of 1-5 weight 1", "60% weight 1", "6/10 weight 1", "n/a of 1-5 weight 1"};
	bool		left = true;

	for (size_t i = 0; i < lengthof(texts); i++)
	{
		Scanner		s = {texts[i], texts[i] + strlen(texts[i])};
		Score		score;

		left &= caudal_scan_score(&s, &score) == SCORE_OK && strcmp(s.p, " weight 1") == 0;
	}
	ok(left, "what follows a score is left");
}

int
main(void)
{
	test_examples();
	test_marks();
	test_round_trips();
	test_widest();
	test_random_strings();
	test_beginning();
	return tap_done();
}
