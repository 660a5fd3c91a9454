/*-------------------------------------------------------------------------
 *
 * amount_text.c
 *		The text form of an amount: "1500.50 MXN".
 *
 * Accepted: a number with an optional sign and a decimal point, and a
 * currency code in any case, in either order.  No digit grouping: "1.500" is
 * fifteen hundred in Bogota and one and a half in Mexico City.
 *
 * A code may be followed by a stated exponent, as in "5.255 MXN(3)".  That is
 * how an amount prints which was stored under a minor unit that ISO 4217 has
 * since changed, and which today's minor unit could not hold: every value
 * that prints reads back.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "amount_text.h"

#include "scan.h"

static inline bool
is_letter(char c)
{
	return ascii_is_upper(ascii_upper(c));
}

/*
 * After the digits of a number: does what follows look like a group
 * separator?  A comma, apostrophe, blank, second point, or one of the
 * no-break spaces (U+00A0, U+202F, U+2009), with a digit behind it.
 */
static bool
at_group_separator(const Scanner *s)
{
	static const char *const separators[] = {
		",", ".", "'", " ", "_", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89",
		"\xE2\x80\x99"
	};

	for (size_t i = 0; i < lengthof(separators); i++)
	{
		size_t		n = strlen(separators[i]);

		if ((size_t) (s->end - s->p) > n &&
			memcmp(s->p, separators[i], n) == 0 && ascii_is_digit(s->p[n]))
			return true;
	}
	return false;
}

static AmountTextResult
scan_number(Scanner *s, int128 *value, int *decimals, bool *overflow)
{
	if (!caudal_scan_decimal(s, value, decimals, overflow))
		return AMOUNT_MALFORMED;
	if (at_group_separator(s))
		return AMOUNT_GROUPED;
	return AMOUNT_OK;
}

/*
 * Three letters, and the exponent in parentheses if one is stated.
 */
static AmountTextResult
scan_code(Scanner *s, AmountText *amount)
{
	Currency	code;
	int			exponent;

	amount->code = s->p;
	if (s->end - s->p < 3 || !is_letter(s->p[0]) || !is_letter(s->p[1]) ||
		!is_letter(s->p[2]) || (s->end - s->p > 3 && is_letter(s->p[3])))
		return AMOUNT_MALFORMED;
	code = CURRENCY_CODE(ascii_upper(s->p[0]), ascii_upper(s->p[1]),
						 ascii_upper(s->p[2]));
	exponent = caudal_currency_minor_unit(code);
	if (exponent < 0)
		return AMOUNT_UNKNOWN_CURRENCY;
	s->p += 3;
	if (s->end - s->p >= 3 && s->p[0] == '(' && ascii_is_digit(s->p[1]) &&
		s->p[2] == ')')
	{
		exponent = s->p[1] - '0';
		s->p += 3;
	}
	amount->unit = unit_make(code, exponent);
	return AMOUNT_OK;
}

AmountTextResult
caudal_amount_parse(const char *str, size_t len, AmountText *amount)
{
	Scanner		s = {str, str + len};
	AmountTextResult result;
	bool		overflow;

	scan_blanks(&s);
	if (s.p < s.end && is_letter(*s.p))
	{
		result = scan_code(&s, amount);
		if (result != AMOUNT_OK)
			return result;
		scan_blanks(&s);
		result = scan_number(&s, &amount->value, &amount->decimals, &overflow);
		if (result != AMOUNT_OK)
			return result;
	}
	else
	{
		result = scan_number(&s, &amount->value, &amount->decimals, &overflow);
		if (result != AMOUNT_OK)
			return result;
		scan_blanks(&s);
		if (s.p == s.end)
			return AMOUNT_WITHOUT_CURRENCY;
		result = scan_code(&s, amount);
		if (result != AMOUNT_OK)
			return result;
	}
	scan_blanks(&s);
	if (s.p != s.end)
		return AMOUNT_MALFORMED;

	if (amount->decimals > unit_exponent(amount->unit))
		return AMOUNT_TOO_MANY_DECIMALS;
	if (overflow ||
		!caudal_scale_up(amount->value,
						 unit_exponent(amount->unit) - amount->decimals,
						 &amount->value))
		return AMOUNT_OUT_OF_RANGE;
	return AMOUNT_OK;
}

/*
 * Print an amount with all the decimals of its currency; returns the length.
 * An amount of a former unit prints in today's where that loses nothing and
 * reads back (within an int64, when the reader is a monetary), else with its
 * exponent stated.
 */
int
caudal_amount_print(char *buf, int128 value, Unit unit, bool fits_int64)
{
	Currency	currency = unit_currency(unit);
	int			exponent = unit_exponent(unit);
	int			today = caudal_currency_minor_unit(currency);
	bool		stated = false;
	char	   *p = buf;

	/* a code unknown to this version (of a newer one) prints as it is stored */
	if (unlikely(exponent != today && today >= 0))
	{
		int128		v;

		if (caudal_rescale_exactly(value, exponent, today, &v) &&
			(!fits_int64 || int128_fits_int64(v)))
		{
			value = v;
			exponent = today;
		}
		else
			stated = true;
	}
	p += caudal_int128_print(p, value, exponent);
	*p++ = ' ';
	currency_letters(currency, p);
	p += 3;
	if (stated)
	{
		*p++ = '(';
		*p++ = '0' + exponent;
		*p++ = ')';
	}
	*p = '\0';
	return p - buf;
}
