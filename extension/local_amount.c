/*-------------------------------------------------------------------------
 *
 * local_amount.c
 *		Reading amounts as the people of a country write them.
 *
 * What is pasted from spreadsheets and letters has no-break spaces, curly
 * apostrophes, minus signs of typography and invisible marks of direction in
 * it.  First the text is simplified, then taken apart: a sign or parentheses,
 * what names the currency before or behind, and from the first digit to the
 * last the number.  Which currency it is, the caller finds; how many decimals
 * that has decides what the number can mean.
 *
 * A number is read by the separators of its country alone.  Where it is none
 * there, or could be another elsewhere, nothing is guessed: "1.234" is a
 * thousand pesos and more in Bogota, and in Mexico City a slip.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "local_amount.h"

#include "scan.h"

/* digits of an int128 that are always in range */
#define MAX_DIGITS	38

/*
 * The code point at p and its length; 0 where the bytes are not UTF-8.
 */
static uint32
decode(const unsigned char *p, const unsigned char *end, int *len)
{
	static const uint32 least[] = {0, 0, 0x80, 0x800, 0x10000};
	int			n = *p < 0x80 ? 1 : (*p & 0xE0) == 0xC0 ? 2 :
		(*p & 0xF0) == 0xE0 ? 3 : (*p & 0xF8) == 0xF0 ? 4 : 0;
	uint32		c;

	*len = 1;
	if (n == 1)
		return *p;
	if (n == 0 || end - p < n)
		return 0;
	c = *p & (0xFF >> (n + 1));
	for (int i = 1; i < n; i++)
	{
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = (c << 6) | (p[i] & 0x3F);
	}
	if (c < least[n])
		return 0;
	*len = n;
	return c;
}

/* marks of direction and joiners, which nobody sees */
static bool
is_invisible(uint32 c)
{
	return c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
		(c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
		(c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0x00AD;
}

static bool
is_space(uint32 c)
{
	return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
		c == 0x202F || c == 0x205F || c == 0x3000 ||
		(c < 0x80 && ascii_is_blank((char) c));
}

static bool
is_minus(uint32 c)
{
	return c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2212 ||
		c == 0xFE63;
}

/*
 * Leave out what nobody sees, and write blanks, minus signs, apostrophes and
 * the digits from "zero" on in ASCII.  Returns the length, terminated; -1
 * where it does not fit, -2 for bytes that are no text.
 */
int
caudal_simplify_amount(const char *utf8, int len, uint32 zero, char *out,
					   int size)
{
	const unsigned char *p = (const unsigned char *) utf8;
	const unsigned char *end = p + len;
	int			n = 0;

	while (p < end)
	{
		int			bytes;
		uint32		c = decode(p, end, &bytes);

		if (c == 0)
			return -2;
		if (is_invisible(c))
		{
			p += bytes;
			continue;
		}
		if (n + bytes >= size)
			return -1;
		if (is_space(c))
			out[n++] = ' ';
		else if (is_minus(c))
			out[n++] = '-';
		else if (c == 0x2019)
			out[n++] = '\'';
		else if (c >= zero && c < zero + 10)
			out[n++] = (char) ('0' + (c - zero));
		else
		{
			memcpy(out + n, p, bytes);
			n += bytes;
		}
		p += bytes;
	}
	out[n] = '\0';
	return n;
}

static void
trim(const char *text, int *start, int *end)
{
	while (*start < *end && text[*start] == ' ')
		(*start)++;
	while (*start < *end && text[*end - 1] == ' ')
		(*end)--;
}

/*
 * Take signs and a parenthesis off one side of the number.  A sign may stand
 * on either end of it: "-$", "$-".
 */
static void
take_signs(const char *text, int *start, int *end, char parenthesis,
		   int *minuses, int *pluses, int *parentheses)
{
	for (;;)
	{
		int			ends[2];
		bool		taken = false;

		trim(text, start, end);
		for (int side = 0; side < 2 && *start < *end && !taken; side++)
		{
			char		c;

			ends[0] = *start;
			ends[1] = *end - 1;
			c = text[ends[side]];
			if (c == '-')
				(*minuses)++;
			else if (c == '+')
				(*pluses)++;
			else if (c == parenthesis)
				(*parentheses)++;
			else
				continue;
			if (side == 0)
				(*start)++;
			else
				(*end)--;
			taken = true;
		}
		if (!taken)
			return;
	}
}

LocalAmountResult
caudal_local_amount_split(const char *utf8, int len, uint32 zero,
						  LocalAmount *amount)
{
	char	   *text = amount->text;
	int			n;
	int			first,
				last;
	int			minuses = 0,
				pluses = 0,
				opened = 0,
				closed = 0;

	/* blanks around it do not count, however many */
	while (len > 0 && ascii_is_blank(utf8[0]))
	{
		utf8++;
		len--;
	}
	while (len > 0 && ascii_is_blank(utf8[len - 1]))
		len--;
	n = caudal_simplify_amount(utf8, len, zero, text, sizeof(amount->text));
	if (n == -1)
		return LOCAL_AMOUNT_TOO_LONG;
	if (n < 0)
		return LOCAL_AMOUNT_MALFORMED;

	for (first = 0; first < n && !ascii_is_digit(text[first]); first++)
		;
	if (first == n)
		return LOCAL_AMOUNT_MALFORMED;
	for (last = n; !ascii_is_digit(text[last - 1]); last--)
		;
	/* ".50" and "$.50" are without their nought; in "Q.50" and "B/.25" the currency ends */
	if (first > 0 && (text[first - 1] == '.' || text[first - 1] == ',') &&
		(first == 1 || strchr(" -+($", text[first - 2]) != NULL))
		first--;
	amount->number_start = first;
	amount->number_end = last;
	amount->before_start = 0;
	amount->before_end = first;
	amount->after_start = last;
	amount->after_end = n;
	take_signs(text, &amount->before_start, &amount->before_end, '(',
			   &minuses, &pluses, &opened);
	take_signs(text, &amount->after_start, &amount->after_end, ')',
			   &minuses, &pluses, &closed);
	if (opened != closed || minuses + pluses + opened > 1)
		return LOCAL_AMOUNT_MALFORMED;
	amount->is_negative = minuses + opened > 0;
	return LOCAL_AMOUNT_OK;
}

/* whether a separator stands at p; an empty one stands nowhere */
static bool
at(const char *p, const char *end, const char *separator, int *len)
{
	*len = strlen(separator);
	return *len > 0 && end - p >= *len && memcmp(p, separator, *len) == 0;
}

typedef struct Reading
{
	int128		value;			/* of all digits */
	int			decimals;
	bool		overflow;
} Reading;

static void
add_digit(Reading *reading, char c, int *digits)
{
	if (*digits > 0 || c != '0')
		(*digits)++;
	if (*digits > MAX_DIGITS)
		reading->overflow = true;
	else
		reading->value = reading->value * 10 + (c - '0');
}

/*
 * Read digits by given separators.  Groups have their sizes, if there are any;
 * a decimal separator has digits behind it, and before it unless the number
 * begins with it.
 */
static bool
read_number(const char *p, const char *end, const AmountSymbols *symbols,
			Reading *reading)
{
	int			in_group = 0;
	int			groups = 0;
	int			digits = 0;
	int			len;
	bool		starts_with_zero = p < end && *p == '0';

	memset(reading, 0, sizeof(*reading));
	while (p < end)
	{
		if (ascii_is_digit(*p))
		{
			add_digit(reading, *p++, &digits);
			in_group++;
		}
		else if (at(p, end, symbols->group, &len))
		{
			if (groups == 0 ?
				in_group < 1 || in_group > symbols->other_group_size :
				in_group != symbols->other_group_size)
				return false;
			groups++;
			in_group = 0;
			p += len;
		}
		else
			break;
	}
	if (in_group == 0 && (groups > 0 || !at(p, end, symbols->decimal, &len)))
		return false;
	/* a group of nought is the whole part of somebody's decimals: 0,001 */
	if (groups > 0 && (in_group != symbols->group_size || starts_with_zero))
		return false;
	if (p == end)
		return true;
	if (!at(p, end, symbols->decimal, &len))
		return false;
	p += len;
	if (p == end)
		return false;
	for (; p < end; p++)
	{
		if (!ascii_is_digit(*p))
			return false;
		add_digit(reading, *p, &digits);
		reading->decimals++;
	}
	return true;
}

static void
print_reading(char out[READING_SIZE], const Reading *reading)
{
	if (reading->overflow || reading->decimals > MAX_DIGITS)
		strcpy(out, "...");
	else
		caudal_int128_print(out, reading->value, reading->decimals);
}

/* the same number, whatever zeros follow it */
static bool
is_same(const Reading *a, const Reading *b)
{
	return !a->overflow && !b->overflow && a->decimals <= MAX_DIGITS &&
		b->decimals <= MAX_DIGITS &&
		caudal_compare_scaled(a->value, a->decimals, b->value, b->decimals) == 0;
}

/*
 * The amount in minor units of a currency with so many decimals.  Where
 * others would read another, both readings are printed.
 */
LocalAmountResult
caudal_local_amount_read(const LocalAmount *amount,
						 const AmountSymbols *symbols, int exponent,
						 int128 *minor, char here[READING_SIZE],
						 char elsewhere[READING_SIZE])
{
	/* the two conventions of the world */
	static const AmountSymbols others[] = {
		{".", ",", 3, 3, '0'}, {",", ".", 3, 3, '0'}
	};
	const char *p = amount->text + amount->number_start;
	const char *end = amount->text + amount->number_end;
	Reading		own;
	bool		is_number = read_number(p, end, symbols, &own);
	bool		fits;

	/* lakhs and thousands are both written with the separators of India */
	if (!is_number && (symbols->group_size != 3 || symbols->other_group_size != 3))
	{
		AmountSymbols thousands = *symbols;

		thousands.group_size = thousands.other_group_size = 3;
		is_number = read_number(p, end, &thousands, &own);
	}
	fits = is_number && own.decimals <= exponent;

	for (size_t i = 0; i < lengthof(others); i++)
	{
		Reading		other;

		/*
		 * Decimals as many as the currency has are not a group: "1.234" is a
		 * usual amount of Kuwaiti dinars.
		 */
		if (fits && own.decimals > 0 && own.decimals == exponent)
			break;
		if (!read_number(p, end, &others[i], &other) ||
			other.decimals > exponent || (is_number && is_same(&own, &other)))
			continue;
		print_reading(elsewhere, &other);
		if (is_number)
			print_reading(here, &own);
		else
			here[0] = '\0';
		return fits ? LOCAL_AMOUNT_AMBIGUOUS : LOCAL_AMOUNT_OTHERWISE;
	}
	if (!is_number)
		return LOCAL_AMOUNT_MALFORMED;
	if (!fits)
		return LOCAL_AMOUNT_TOO_MANY_DECIMALS;
	if (own.overflow ||
		!caudal_scale_up(own.value, exponent - own.decimals, minor))
		return LOCAL_AMOUNT_OUT_OF_RANGE;
	if (amount->is_negative)
		*minor = -*minor;
	return LOCAL_AMOUNT_OK;
}
