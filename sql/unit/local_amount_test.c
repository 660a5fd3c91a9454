/* link: local_amount.c scan.c exact.c */
/*-------------------------------------------------------------------------
 *
 * local_amount_test.c
 *		Tests of reading amounts as the people of a country write them: what
 *		is read, what is refused and why, and that no text does harm.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "local_amount.h"

#include "tap.h"

static const AmountSymbols mexico = {".", ",", 3, 3, '0'};
static const AmountSymbols colombia = {",", ".", 3, 3, '0'};
static const AmountSymbols costa_rica = {",", " ", 3, 3, '0'};
static const AmountSymbols switzerland = {".", "'", 3, 3, '0'};
static const AmountSymbols india = {".", ",", 3, 2, '0'};
static const AmountSymbols egypt = {"\xD9\xAB", "\xD9\xAC", 3, 3, 0x0660};

typedef struct Case
{
	const AmountSymbols *symbols;
	int			exponent;
	const char *text;
	LocalAmountResult result;
	/* minor units, and what stands before and behind; or both readings */
	int64		minor;
	const char *before;
	const char *after;
} Case;

static const Case cases[] = {
	{&mexico, 2, "1,234,567.89", LOCAL_AMOUNT_OK, 123456789, "", ""},
	{&mexico, 2, "$1,500.50", LOCAL_AMOUNT_OK, 150050, "$", ""},
	{&mexico, 2, " -$ 1,500.5 ", LOCAL_AMOUNT_OK, -150050, "$", ""},
	{&mexico, 2, "$-1500", LOCAL_AMOUNT_OK, -150000, "$", ""},
	{&mexico, 2, "(1,500.50)", LOCAL_AMOUNT_OK, -150050, "", ""},
	{&mexico, 2, "($1,500.50 MXN)", LOCAL_AMOUNT_OK, -150050, "$", "MXN"},
	{&mexico, 2, "1,500.50-", LOCAL_AMOUNT_OK, -150050, "", ""},
	{&mexico, 2, "+1,500.50 pesos mexicanos", LOCAL_AMOUNT_OK, 150050, "", "pesos mexicanos"},
	{&mexico, 2, "B/.25", LOCAL_AMOUNT_OK, 2500, "B/.", ""},
	{&mexico, 2, "\xE2\x88\x92" "5.00", LOCAL_AMOUNT_OK, -500, "", ""},
	{&mexico, 2, "\xE2\x80\x8E\xE2\x80\xAA$5.00\xE2\x80\xAC", LOCAL_AMOUNT_OK, 500, "$", ""},
	{&mexico, 0, "1,500", LOCAL_AMOUNT_OK, 1500, "", ""},
	{&mexico, 3, "1.234", LOCAL_AMOUNT_OK, 1234, "", ""},
	{&mexico, 2, "0.10", LOCAL_AMOUNT_OK, 10, "", ""},
	{&mexico, 2, ".50", LOCAL_AMOUNT_OK, 50, "", ""},
	{&mexico, 2, "$ .5", LOCAL_AMOUNT_OK, 50, "$", ""},
	{&mexico, 2, "US$.50", LOCAL_AMOUNT_OK, 50, "US$", ""},
	{&mexico, 2, "($.50)", LOCAL_AMOUNT_OK, -50, "$", ""},
	{&mexico, 2, "-.50 MXN", LOCAL_AMOUNT_OK, -50, "", "MXN"},
	{&mexico, 2, "(.05)", LOCAL_AMOUNT_OK, -5, "", ""},
	{&mexico, 2, "Q.50", LOCAL_AMOUNT_OK, 5000, "Q.", ""},
	{&mexico, 2, ",50", LOCAL_AMOUNT_OTHERWISE, 0, "", "0.50"},
	{&mexico, 2, ",500", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, ".", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&colombia, 2, ",50", LOCAL_AMOUNT_OK, 50, "", ""},
	{&colombia, 2, ".50", LOCAL_AMOUNT_OTHERWISE, 0, "", "0.50"},
	{&mexico, 2, "0,001", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "000,001.00", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 3, "0,500", LOCAL_AMOUNT_OTHERWISE, 0, "", "0.500"},
	{&colombia, 2, "$1.234.567,89", LOCAL_AMOUNT_OK, 123456789, "$", ""},
	{&colombia, 2, "1.234", LOCAL_AMOUNT_OK, 123400, "", ""},
	{&costa_rica, 2, "\xE2\x82\xA1" "1\xC2\xA0" "234\xE2\x80\xAF" "567,50", LOCAL_AMOUNT_OK, 123456750, "\xE2\x82\xA1", ""},
	{&costa_rica, 2, "1 234,5", LOCAL_AMOUNT_OK, 123450, "", ""},
	{&switzerland, 2, "CHF 1\xE2\x80\x99" "234.50", LOCAL_AMOUNT_OK, 123450, "CHF", ""},
	{&india, 2, "12,34,567.00", LOCAL_AMOUNT_OK, 123456700, "", ""},
	{&india, 2, "1,234,567.00", LOCAL_AMOUNT_OK, 123456700, "", ""},
	{&egypt, 2, "\xD9\xA1\xD9\xAC\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xAB\xD9\xA5", LOCAL_AMOUNT_OK, 123450, "", ""},
	/* one number here and another elsewhere, or none here */
	{&mexico, 2, "1.234", LOCAL_AMOUNT_OTHERWISE, 0, "1.234", "1234"},
	{&mexico, 2, "1.234,50", LOCAL_AMOUNT_OTHERWISE, 0, "", "1234.50"},
	{&mexico, 2, "1,50", LOCAL_AMOUNT_OTHERWISE, 0, "", "1.50"},
	{&colombia, 2, "1.23", LOCAL_AMOUNT_OTHERWISE, 0, "", "1.23"},
	{&costa_rica, 2, "1.234,50", LOCAL_AMOUNT_OTHERWISE, 0, "", "1234.50"},
	{&mexico, 3, "1,234", LOCAL_AMOUNT_AMBIGUOUS, 0, "1234", "1.234"},
	/* none anywhere */
	{&mexico, 2, "1.2345", LOCAL_AMOUNT_TOO_MANY_DECIMALS, 0, NULL, NULL},
	{&mexico, 2, "", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "$", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "1,2345", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "1,234,56.00", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "12,34,567.00", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "1,234.50.00", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "1 234.50", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "1..5", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "--5", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "-(5)", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "(5", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "5)", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "-5-", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "\xEF\xBC\x91\xEF\xBC\x92", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "5\xFF", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "5\xC0\x80", LOCAL_AMOUNT_MALFORMED, 0, NULL, NULL},
	{&mexico, 2, "99999999999999999999999999999999999999999.00", LOCAL_AMOUNT_OUT_OF_RANGE, 0, NULL, NULL},
};

static bool
is_part(const LocalAmount *amount, int start, int end, const char *part)
{
	return (size_t) (end - start) == strlen(part) &&
		memcmp(amount->text + start, part, end - start) == 0;
}

static bool
check(const Case *c)
{
	LocalAmount amount;
	LocalAmountResult result;
	int128		minor = 0;
	char		here[READING_SIZE] = "";
	char		elsewhere[READING_SIZE] = "";
	/* memory that ends with the text, of which the sanitizer knows */
	size_t		len = strlen(c->text);
	char	   *text = malloc(len > 0 ? len : 1);
	bool		good;

	memcpy(text, c->text, len);
	result = caudal_local_amount_split(text, len, c->symbols->zero, &amount);
	if (result == LOCAL_AMOUNT_OK)
		result = caudal_local_amount_read(&amount, c->symbols, c->exponent, &minor,
										  here, elsewhere);
	good = result == c->result;
	if (good && result == LOCAL_AMOUNT_OK)
		good = minor == c->minor &&
			is_part(&amount, amount.before_start, amount.before_end, c->before) &&
			is_part(&amount, amount.after_start, amount.after_end, c->after);
	else if (good && c->before != NULL)
		good = strcmp(here, c->before) == 0 && strcmp(elsewhere, c->after) == 0;
	free(text);
	return good;
}

int
main(void)
{
	static const char pieces[][5] = {
		"0", "1", "9", "12", "123", ",", ".", " ", "-", "(", ")", "$", "'",
		"\xC2\xA0", "\xE2\x80\x8E", "\xE2\x82\xA1", "\xFF", "\xE2\x80", "\xF0\x9F", "B/.", "MXN", "e", "+"
	};
	char		long_text[LOCAL_AMOUNT_MAX + 10];
	LocalAmount amount;
	bool		good = true;

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		char		name[64];

		/* not the text, which is not always one */
		snprintf(name, sizeof(name), "case %d of the table", (int) i + 1);
		ok(check(&cases[i]), name);
	}

	memset(long_text, '1', sizeof(long_text));
	ok(caudal_local_amount_split(long_text, LOCAL_AMOUNT_MAX, '0', &amount) == LOCAL_AMOUNT_OK,
	   "the longest text that is looked at");
	ok(caudal_local_amount_split(long_text, LOCAL_AMOUNT_MAX + 1, '0', &amount) == LOCAL_AMOUNT_TOO_LONG,
	   "one that is longer");

	/* whatever is read stays in its memory */
	for (int i = 0; i < 300000; i++)
	{
		char		text[128];
		char	   *copy;
		int			len = 0;
		int			count = random_between(0, 20);
		int128		minor;
		char		here[READING_SIZE];
		char		elsewhere[READING_SIZE];

		for (int n = 0; n < count; n++)
		{
			const char *piece = pieces[random_between(0, lengthof(pieces) - 1)];

			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		copy = malloc(len > 0 ? len : 1);
		memcpy(copy, text, len);
		if (caudal_local_amount_split(copy, len, '0', &amount) == LOCAL_AMOUNT_OK)
			good &= caudal_local_amount_read(&amount, i % 2 ? &mexico : &costa_rica, i % 5,
											 &minor, here, elsewhere) <= LOCAL_AMOUNT_OUT_OF_RANGE &&
				amount.number_start < amount.number_end;
		free(copy);
	}
	ok(good, "300,000 texts at random");
	return tap_done();
}
