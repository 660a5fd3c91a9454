/* link: currency_table.c */
/*-------------------------------------------------------------------------
 *
 * currency_table_test.c
 *		Tests of the table of currency codes.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "currency_table.h"

#include "tap.h"

static Currency
code_of(const char *letters)
{
	return CURRENCY_CODE(letters[0], letters[1], letters[2]);
}

typedef struct Known
{
	const char *letters;
	int			minor_unit;		/* -1: not a code */
	bool		historic;
} Known;

/* by ISO 4217, lists one and three */
static const Known known[] = {
	{"AAA", -1, false},
	{"BHD", 3, false},
	{"BZD", 2, false},
	{"CHW", 2, false},
	{"CLF", 4, false},
	{"CLP", 0, false},
	{"COP", 2, false},
	{"CRC", 2, false},
	{"DEM", 2, true},
	{"EUR", 2, false},
	{"GTQ", 2, false},
	{"HNL", 2, false},
	{"ISK", 0, false},
	{"JPY", 0, false},
	{"KWD", 3, false},
	{"MXN", 2, false},
	{"MXP", 2, true},
	{"MXV", 2, false},
	{"NIO", 2, false},
	{"NIC", 2, true},
	{"PAB", 2, false},
	{"PYG", 0, false},
	{"SVC", 2, false},
	{"TND", 3, false},
	{"UGX", 0, false},
	{"USD", 2, false},
	{"UYW", 4, false},
	{"XAF", 0, false},
	{"XAU", 2, false},
	{"XQZ", 2, false},
	{"ZZZ", -1, false},
};

/* what was probably meant */
static const char *const nearest[][2] = {
	{"MNX", "MXN"},
	{"XMN", "MXN"},
	{"MXM", "MXN"},
	{"USA", "USD"},
	{"CPO", "COP"},
	{"GTX", "GTQ"},
	{"EUO", "EUR"},
	{"MXN", "MXN"},
	{"QQQ", ""},
};

static void
test_known(void)
{
	char		name[100];

	for (size_t i = 0; i < lengthof(known); i++)
	{
		Currency	code = code_of(known[i].letters);

		snprintf(name, sizeof(name), "%s has minor unit %d%s",
				 known[i].letters, known[i].minor_unit,
				 known[i].historic ? ", historic" : "");
		ok(caudal_currency_minor_unit(code) == known[i].minor_unit &&
		   caudal_currency_is_historic(code) == known[i].historic, name);
	}
}

/* every code of three letters, and many integers that are none */
static void
test_all_codes(void)
{
	bool		good = true;
	int			listed = 0;
	int			historic = 0;
	char		letters[4];

	for (char a = 'A'; a <= 'Z'; a++)
		for (char b = 'A'; b <= 'Z'; b++)
			for (char c = 'A'; c <= 'Z'; c++)
			{
				Currency	code = CURRENCY_CODE(a, b, c);
				int			unit = caudal_currency_minor_unit(code);

				currency_letters(code, letters);
				good &= letters[0] == a && letters[1] == b &&
						letters[2] == c && letters[3] == '\0';
				good &= unit >= -1 && unit <= 4;
				good &= a != 'X' || unit >= 0;
				good &= unit >= 0 || !caudal_currency_is_historic(code);
				if (a != 'X' && unit >= 0)
					listed++;
				if (caudal_currency_is_historic(code))
					historic++;
			}
	ok(good, "every code has a minor unit from 0 to 4, or is none");
	printf("# %d codes but those with X, %d historic ones\n", listed,
		   historic);
	ok(listed > 250 && listed < 350 && historic > 80 && historic < listed,
	   "as many codes as ISO 4217 has, roughly");

	good = true;
	for (int i = 0; i < 1000000; i++)
	{
		Currency	code = (Currency) (random_word() & PG_UINT32_MAX);
		bool		are_letters = (code >> 24) == 0;

		currency_letters(code, letters);
		for (int n = 0; n < 3; n++)
			are_letters &= letters[n] >= 'A' && letters[n] <= 'Z';
		good &= are_letters || caudal_currency_minor_unit(code) == -1;
	}
	good &= caudal_currency_minor_unit(0) == -1 &&
			caudal_currency_minor_unit(PG_INT32_MIN) == -1 &&
			caudal_currency_minor_unit(-1) == -1 &&
			caudal_currency_minor_unit(code_of("mxn")) == -1 &&
			caudal_currency_minor_unit(code_of("MXN") | 0x01000000) == -1;
	ok(good, "what is not three letters is no code");
}

static void
test_nearest(void)
{
	bool		good = true;
	char		name[100];
	char		letters[4];

	for (size_t i = 0; i < lengthof(nearest); i++)
	{
		Currency	found = caudal_currency_nearest(nearest[i][0]);

		snprintf(name, sizeof(name), "%s: did you mean \"%s\"?", nearest[i][0],
				 nearest[i][1]);
		ok(strcmp(found == 0 ? "" : currency_letters(found, letters),
				  nearest[i][1]) == 0,
		   name);
	}

	/* for any letters a code of the table or none; for a code, the code */
	for (char a = 'A'; a <= 'Z'; a++)
		for (char b = 'A'; b <= 'Z'; b++)
			for (char c = 'A'; c <= 'Z'; c++)
			{
				const char	typed[3] = {a, b, c};
				Currency	found = caudal_currency_nearest(typed);

				good &= found == 0 || caudal_currency_minor_unit(found) >= 0;
				if (a != 'X' &&
					caudal_currency_minor_unit(CURRENCY_CODE(a, b, c)) >= 0)
					good &= found == CURRENCY_CODE(a, b, c);
			}
	ok(good, "the nearest code is one of the table");
}

int
main(void)
{
	test_known();
	test_all_codes();
	test_nearest();
	return tap_done();
}
