/*-------------------------------------------------------------------------
 *
 * iati_values.c
 *		Values of IATI files: dates, amounts, and codes of 1.0x and 2.0x.
 *
 * Versions 1.0x have codes of letters or words where 2.0x has numbers.  None
 * means another thing in the other, so that the version need not be asked.
 * What XML Schema has no form for is refused: "1,500" may be one and a half.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

#include "scan.h"

typedef struct Code
{
	const char *published;
	const char *code;
} Code;

/* the last has no name */
static const Code transaction_types[] = {
	{"C", "2"}, {"D", "3"}, {"E", "4"}, {"IF", "1"}, {"IP", "5"}, {"LR", "6"},
	{"R", "7"}, {"QP", "8"}, {"QS", "9"}, {"CG", "10"},
	{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}, {"6", "6"}, {"7", "7"},
	{"8", "8"}, {"9", "9"}, {"10", "10"}, {"11", "11"}, {"12", "12"}, {"13", "13"},
	{NULL}
};

static const Code roles[] = {
	{"Funding", "1"}, {"Accountable", "2"}, {"Extending", "3"}, {"Implementing", "4"},
	{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"},
	{NULL}
};

static const Code date_types[] = {
	{"start-planned", "1"}, {"start-actual", "2"}, {"end-planned", "3"}, {"end-actual", "4"},
	{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"},
	{NULL}
};

static const Code revisions[] = {
	{"original", "1"}, {"revised", "2"}, {"1", "1"}, {"2", "2"}, {NULL}
};

static const char *
find_code(const Code *codes, const char *published)
{
	for (; published != NULL && codes->published != NULL; codes++)
		if (pg_strcasecmp(codes->published, published) == 0)
			return codes->code;
	return NULL;
}

/* NULL where it is none. */
const char *
iati_transaction_type(const char *code)
{
	return find_code(transaction_types, code);
}

const char *
iati_role(const char *code)
{
	return find_code(roles, code);
}

/* From 1 to 4; 0 where it is none. */
int
iati_date_type(const char *code)
{
	const char *type = find_code(date_types, code);

	return type != NULL ? type[0] - '0' : 0;
}

const char *
iati_revision(const char *code)
{
	return find_code(revisions, code);
}

/* "es-MX" is "es": the tracker knows languages, and not countries of them. */
bool
iati_language(const char *text, char language[LANGUAGE_SIZE])
{
	int			length = 0;

	for (; text[length] != '\0' && text[length] != '-' && text[length] != '_'; length++)
	{
		char		letter = pg_ascii_tolower((unsigned char) text[length]);

		if (length == LANGUAGE_SIZE - 1 || letter < 'a' || letter > 'z')
			return false;
		language[length] = letter;
	}
	language[length] = '\0';
	return length >= 2;
}

static bool
has_digits(const char **p, int count)
{
	for (int i = 0; i < count; i++)
		if (!ascii_is_digit((*p)[i]))
			return false;
	*p += count;
	return true;
}

/* "Z" or "+01:00", or nothing, up to the end */
static bool
is_zone(const char *p)
{
	if (*p == '\0' || strcmp(p, "Z") == 0)
		return true;
	return (*p == '+' || *p == '-') && (p++, has_digits(&p, 2)) && *p++ == ':' && has_digits(&p, 2) && *p == '\0';
}

/* A day of XML Schema, whose zone says nothing; some write a time behind it. */
bool
iati_date(const char *text, char iso[ISO_DATE_SIZE])
{
	size_t		length = strlen(text);

	if (length > 10 && text[10] != 'T')
	{
		if (!is_zone(text + 10))
			return false;
		length = 10;
	}
	return read_date(text, length, DATE_YMD, iso);
}

/* A time of XML Schema; one without a zone is of UTC. */
bool
iati_time(const char *text, char time[TIME_SIZE])
{
	char		iso[ISO_DATE_SIZE];
	const char *p = text + 11;

	if (strlen(text) < 19 || strlen(text) > TIME_SIZE - 2 || text[10] != 'T' || text[4] != '-' ||
		!read_date(text, 10, DATE_YMD, iso))
		return false;
	if (!has_digits(&p, 2) || *p++ != ':' || !has_digits(&p, 2) || *p++ != ':' || !has_digits(&p, 2) ||
		strncmp(text + 11, "23", 2) > 0 || text[14] > '5' || text[17] > '5')
		return false;
	if (*p == '.')
	{
		if (!ascii_is_digit(*++p))
			return false;
		while (ascii_is_digit(*p))
			p++;
	}
	if (!is_zone(p) || (*p == '+' || *p == '-' ? strncmp(p + 1, "14:00", 5) > 0 || p[4] > '5' : false))
		return false;
	strcpy(time, text);
	if (*p == '\0')
		strcat(time, "Z");
	return true;
}

/* A decimal of XML Schema, without needless zeros in front and behind. */
bool
iati_decimal(const char *text, char number[NUMBER_SIZE])
{
	const char *p = text;
	char	   *out = number;
	bool		any = false;

	if (strlen(text) >= NUMBER_SIZE - 2)
		return false;
	if (*p == '-')
		*out++ = '-';
	if (*p == '-' || *p == '+')
		p++;
	for (; *p == '0' && ascii_is_digit(p[1]); p++)
		any = true;
	for (; ascii_is_digit(*p); any = true)
		*out++ = *p++;
	if (!any || !ascii_is_digit(out > number ? out[-1] : '-'))
		*out++ = '0';
	if (*p == '.')
	{
		char	   *last = out;

		*out++ = *p++;
		for (; ascii_is_digit(*p); any = true)
		{
			*out++ = *p++;
			if (out[-1] != '0')
				last = out;
		}
		out = last;
	}
	*out = '\0';
	return any && *p == '\0';
}

const char *
iati_boolean(const char *text)
{
	if (strcmp(text, "1") == 0 || strcmp(text, "true") == 0)
		return "true";
	if (strcmp(text, "0") == 0 || strcmp(text, "false") == 0)
		return "false";
	return NULL;
}

/*
 * An amount as the type monetary reads it, or why it is none: translated.
 * Rounding one would be guessing.
 */
const char *
iati_amount(const char *text, Currency currency, char amount[NUMBER_SIZE])
{
	int			decimals = caudal_currency_minor_unit(currency);
	char		letters[4];
	const char *point;
	int64		units = 0;
	int			after = 0;

	if (!iati_decimal(text, amount))
		return _("this is no number");
	point = strchr(amount, '.');
	if (point != NULL && (int) strlen(point + 1) > decimals)
	{
		static char reason[200];

		snprintf(reason, sizeof(reason), _("%s has %d decimals, and this has more"), currency_letters(currency, letters), decimals);
		return reason;
	}
	for (const char *p = amount; *p != '\0' || after < decimals; p += *p != '\0')
	{
		int			digit = *p != '\0' ? *p - '0' : 0;

		if (*p == '-' || *p == '.')
			continue;
		if (units > (PG_INT64_MAX - digit) / 10)
			return _("this is more than an amount can be");
		units = units * 10 + digit;
		if (*p == '\0' || (point != NULL && p > point))
			after++;
	}
	if (strlen(amount) > NUMBER_SIZE - 10)
		return _("this is more than an amount can be");
	strcat(amount, " ");
	strcat(amount, currency_letters(currency, letters));
	return NULL;
}
