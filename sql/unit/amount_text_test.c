/* link: amount_text.c scan.c exact.c currency_table.c */
/*-------------------------------------------------------------------------
 *
 * amount_text_test.c
 *		Tests of the text form of an amount: what is read, what is refused and
 *		why, and that what prints reads back.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "amount_text.h"

#include "tap.h"

#define INT128_MAX		((int128) (~(uint128) 0 >> 1))
#define INT128_MIN		(-INT128_MAX - 1)

/*
 * Parse a text that ends where its memory ends, so that the sanitizer sees
 * whoever reads on; it need not be terminated.
 */
static AmountTextResult
parse(const char *text, size_t length, AmountText *amount)
{
	static char *memory = NULL;
	static const size_t size = 4096;

	if (memory == NULL)
		memory = malloc(size);
	memcpy(memory + size - length, text, length);
	return caudal_amount_parse(memory + size - length, length, amount);
}

typedef struct Accepted
{
	const char *text;
	const char *printed;
} Accepted;

static const Accepted accepted[] = {
	{"1500.50 MXN", "1500.50 MXN"},
	{"MXN 1500.50", "1500.50 MXN"},
	{"mxn1500.5", "1500.50 MXN"},
	{"1500.5Mxn", "1500.50 MXN"},
	{"  \t\n-7\v\f\r JPY  ", "-7 JPY"},
	{"+7 JPY", "7 JPY"},
	{"JPY +7", "7 JPY"},
	{"MXN -0.01", "-0.01 MXN"},
	{"-0 MXN", "0.00 MXN"},
	{"-0.00 MXN", "0.00 MXN"},
	{"0000000000000000000000000000000000000000000000001 MXN", "1.00 MXN"},
	{"1. MXN", "1.00 MXN"},
	{".5 MXN", "0.50 MXN"},
	{"-.5 MXN", "-0.50 MXN"},
	{"1 CLF", "1.0000 CLF"},
	{"0.0001 CLF", "0.0001 CLF"},
	{"0.001 KWD", "0.001 KWD"},
	{"8.75 SVC", "8.75 SVC"},
	{"1.25 XYZ", "1.25 XYZ"},
	{"92233720368547758.07 USD", "92233720368547758.07 USD"},
	{"-92233720368547758.08 USD", "-92233720368547758.08 USD"},
	{"1701411834604692317316873037158841057.27 USD",
	 "1701411834604692317316873037158841057.27 USD"},
	{"-1701411834604692317316873037158841057.28 USD",
	 "-1701411834604692317316873037158841057.28 USD"},
	{"170141183460469231731687303715884105727 JPY",
	 "170141183460469231731687303715884105727 JPY"},
	/* a stated exponent; printed only where today's would lose something */
	{"5.255 MXN(3)", "5.255 MXN(3)"},
	{"MXN(3) 5.255", "5.255 MXN(3)"},
	{"5.25 MXN(3)", "5.25 MXN"},
	{"5 MXN(0)", "5.00 MXN"},
	{"5.123456789 JPY(9)", "5.123456789 JPY(9)"},
	{"-0 JPY(9)", "0 JPY"},
};

typedef struct Refused
{
	const char *text;
	AmountTextResult reason;
} Refused;

static const Refused refused[] = {
	{"", AMOUNT_MALFORMED},
	{"   ", AMOUNT_MALFORMED},
	{"MXN", AMOUNT_MALFORMED},
	{".", AMOUNT_MALFORMED},
	{"-", AMOUNT_MALFORMED},
	{"- 5 MXN", AMOUNT_MALFORMED},
	{"--5 MXN", AMOUNT_MALFORMED},
	{"+-5 MXN", AMOUNT_MALFORMED},
	{". MXN", AMOUNT_MALFORMED},
	{"MXN .", AMOUNT_MALFORMED},
	{"5 MX", AMOUNT_MALFORMED},
	{"5 MXNN", AMOUNT_MALFORMED},
	{"5 MXN x", AMOUNT_MALFORMED},
	{"5 MXN 5", AMOUNT_MALFORMED},
	{"MXN 5 MXN", AMOUNT_MALFORMED},
	{"5 $", AMOUNT_MALFORMED},
	{"$5", AMOUNT_MALFORMED},
	{"(5) MXN", AMOUNT_MALFORMED},
	{"5e3 MXN", AMOUNT_MALFORMED},
	{"NaN MXN", AMOUNT_UNKNOWN_CURRENCY},
	{"Infinity", AMOUNT_MALFORMED},
	{"5 MXN()", AMOUNT_MALFORMED},
	{"5 MXN(", AMOUNT_MALFORMED},
	{"5 MXN(3", AMOUNT_MALFORMED},
	{"5 MXN(10)", AMOUNT_MALFORMED},
	{"5 MXN (3)", AMOUNT_MALFORMED},
	{"0x10 MXN", AMOUNT_MALFORMED},
	{"5 M\xC3\x91N", AMOUNT_MALFORMED},
	{"5", AMOUNT_WITHOUT_CURRENCY},
	{"-5.25 ", AMOUNT_WITHOUT_CURRENCY},
	{"1,500.50 MXN", AMOUNT_GROUPED},
	{"1.500,50 MXN", AMOUNT_GROUPED},
	{"1.500.000 COP", AMOUNT_GROUPED},
	{"1 500 MXN", AMOUNT_GROUPED},
	{"1'500 MXN", AMOUNT_GROUPED},
	{"1_500 MXN", AMOUNT_GROUPED},
	{"1\302\240500 CRC", AMOUNT_GROUPED},	/* no-break spaces */
	{"1\342\200\257500 CRC", AMOUNT_GROUPED},
	{"MXN 1,500", AMOUNT_GROUPED},
	{"1,500", AMOUNT_GROUPED},
	{"5 MNX", AMOUNT_UNKNOWN_CURRENCY},
	{"MNX 5", AMOUNT_UNKNOWN_CURRENCY},
	{"1.500 COP", AMOUNT_TOO_MANY_DECIMALS},
	{"1.500 MXN", AMOUNT_TOO_MANY_DECIMALS},
	{"0.0 JPY", AMOUNT_TOO_MANY_DECIMALS},
	{"1.00001 CLF", AMOUNT_TOO_MANY_DECIMALS},
	{"1.2345 MXN(3)", AMOUNT_TOO_MANY_DECIMALS},
	{"0.00000000000000000000000000000000000000000000000001 MXN",
	 AMOUNT_TOO_MANY_DECIMALS},
	{"1701411834604692317316873037158841057.28 USD", AMOUNT_OUT_OF_RANGE},
	{"-1701411834604692317316873037158841057.29 USD", AMOUNT_OUT_OF_RANGE},
	{"170141183460469231731687303715884105728 JPY", AMOUNT_OUT_OF_RANGE},
	{"99999999999999999999999999999999999999999999999999999 JPY",
	 AMOUNT_OUT_OF_RANGE},
	{"17014118346046923173168730371588410573 USD", AMOUNT_OUT_OF_RANGE},
};

static void
test_examples(void)
{
	AmountText	amount;
	AmountTextResult result;
	char		printed[AMOUNT_TEXT_SIZE];
	char		name[200];

	for (size_t i = 0; i < lengthof(accepted); i++)
	{
		result = parse(accepted[i].text, strlen(accepted[i].text), &amount);
		printed[0] = '\0';
		if (result == AMOUNT_OK)
			caudal_amount_print(printed, amount.value, amount.unit, false);
		snprintf(name, sizeof(name), "read as %s", accepted[i].printed);
		ok(strcmp(printed, accepted[i].printed) == 0, name);
	}
	for (size_t i = 0; i < lengthof(refused); i++)
	{
		snprintf(name, sizeof(name), "refused: \"%s\"", refused[i].text);
		result = parse(refused[i].text, strlen(refused[i].text), &amount);
		ok(result == refused[i].reason, name);
	}
}

/* a code of the table, or a private one */
static Currency
random_currency(void)
{
	Currency	code;

	do
		code = CURRENCY_CODE('A' + random_between(0, 25),
							 'A' + random_between(0, 25),
							 'A' + random_between(0, 25));
	while (caudal_currency_minor_unit(code) < 0);
	return code;
}

/*
 * Whatever prints reads back: the same value, whose print is the same text.
 */
static bool
reads_back(int128 value, Unit unit, bool fits_int64)
{
	char	   *printed = malloc(AMOUNT_TEXT_SIZE);
	char		again[AMOUNT_TEXT_SIZE];
	AmountText	amount;
	int			length = caudal_amount_print(printed, value, unit, fits_int64);
	bool		good;

	good = length == (int) strlen(printed) &&
		   parse(printed, length, &amount) == AMOUNT_OK &&
		   unit_currency(amount.unit) == unit_currency(unit) &&
		   (!fits_int64 || int128_fits_int64(amount.value)) &&
		   caudal_compare_scaled(amount.value, unit_exponent(amount.unit),
								 value, unit_exponent(unit)) == 0;
	if (good)
	{
		caudal_amount_print(again, amount.value, amount.unit, fits_int64);
		good = strcmp(printed, again) == 0;
	}
	if (!good)
		printf("# does not read back: %s\n", printed);
	free(printed);
	return good;
}

static void
test_round_trips(void)
{
	bool		narrow = true;
	bool		wide = true;

	for (int i = 0; i < 300000; i++)
	{
		Currency	currency = random_currency();
		Unit		unit = random_between(0, 3) > 0 ? unit_of(currency) :
			unit_make(currency, random_between(0, UNIT_MAX_EXPONENT));
		int128		value =
			(int128) ((uint128) random_word() << 64 | random_word()) >>
			random_between(0, 127);

		narrow &= reads_back((int64) value, unit, true);
		wide &= reads_back(value, unit, false);
	}
	for (int exponent = 0; exponent <= UNIT_MAX_EXPONENT; exponent++)
	{
		Unit		unit = unit_make(CURRENCY_CODE('C', 'L', 'F'), exponent);

		narrow &= reads_back(PG_INT64_MIN, unit, true) &&
				  reads_back(PG_INT64_MAX, unit, true);
		wide &= reads_back(INT128_MIN, unit, false) &&
				reads_back(INT128_MAX, unit, false);
	}
	ok(narrow, "what prints reads back: amounts of 64 bits");
	ok(wide, "what prints reads back: amounts of 128 bits");
}

/*
 * Strings put together from what amounts are made of, and from what they are
 * not.  Each is refused, or is an amount that prints and reads back.
 */
static void
test_random_strings(void)
{
	static const char *const pieces[] = {"0",
										 "1",
										 "9",
										 "5.5",
										 "00000000000000000000",
										 "99999999999999999999",
										 "9223372036854775807",
										 ".",
										 ",",
										 "'",
										 "_",
										 "-",
										 "+",
										 " ",
										 "\t",
										 "MXN",
										 "mxn",
										 "JPY",
										 "CLF",
										 "XAA",
										 "MNX",
										 "M",
										 "(2)",
										 "(9)",
										 "(",
										 ")",
										 "\xC2\xA0",
										 "\xE2\x80\xAF",
										 "\xE2",
										 "\xFF",
										 "e",
										 "NaN"};
	bool		good = true;
	int			taken = 0;

	for (int i = 0; i < 1000000; i++)
	{
		char		text[256];
		size_t		length = 0;
		AmountText	amount;

		for (int n = random_between(0, 8); n > 0; n--)
		{
			const char *piece =
				pieces[random_between(0, lengthof(pieces) - 1)];

			memcpy(text + length, piece, strlen(piece));
			length += strlen(piece);
		}
		/* now and then any byte, also a zero */
		if (length > 0 && random_between(0, 9) == 0)
			text[random_between(0, length - 1)] =
				(char) random_between(0, 255);

		if (parse(text, length, &amount) != AMOUNT_OK)
			continue;
		taken++;
		good &= unit_is_valid(amount.unit) &&
				reads_back(amount.value, amount.unit, false);
		if (int128_fits_int64(amount.value))
			good &= reads_back(amount.value, amount.unit, true);
	}
	printf("# %d of 1000000 random strings are amounts\n", taken);
	ok(good && taken > 10000, "random strings");
}

int
main(void)
{
	test_examples();
	test_round_trips();
	test_random_strings();
	return tap_done();
}
