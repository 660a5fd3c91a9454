/*-------------------------------------------------------------------------
 *
 * tax_id.c
 *		Tax and identity numbers of ten countries: reading and printing them.
 *
 * A number is read in three steps.  Its text is brought to plain characters:
 * blanks and dashes of whatever width become one, letters upper-case, and
 * what no number holds is refused.  It is held against the forms of its kind,
 * which say where a separator may stand; that gives the bare number.  The
 * kind's own function, in tax_id_check.c, then looks at the rest.  No
 * character is ever dropped but blanks and separators in their place, and
 * leading zeros where a country does not write them.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "tax_id_rules.h"

#define ENYE_UTF8		"\303\221"
#define ENYE_SMALL_UTF8	"\303\261"
/* behind an N it makes the same letter */
#define COMBINING_TILDE	"\314\203"

/* ---------- plain text ---------- */

static bool
starts_with(const char *p, const char *end, const char *what)
{
	size_t		n = strlen(what);

	return (size_t) (end - p) >= n && memcmp(p, what, n) == 0;
}

/*
 * What a character stands for, moving on behind it: a letter in upper case, a
 * blank or a dash as word processors write them.  '\0' for what no number
 * holds, such as a digit of another script, which looks like one and is none.
 */
static char
plain_character(const char **p, const char *end)
{
	static const struct
	{
		const char *utf8;
		char		plain;
	}			known[] =
	{
		{ENYE_UTF8, ENYE},
		{ENYE_SMALL_UTF8, ENYE},
		{"\302\240", ' '},		/* no-break space */
		{"\342\200\257", ' '},	/* narrow no-break space */
		{"\342\200\220", '-'},	/* hyphen */
		{"\342\200\221", '-'},	/* non-breaking hyphen */
		{"\342\200\222", '-'},	/* figure dash */
		{"\342\200\223", '-'},	/* en dash */
		{"\342\200\224", '-'},	/* em dash */
		{"\342\210\222", '-'}	/* minus sign */
	};
	char		c = ascii_upper(**p);

	if ((unsigned char) c < 0x80)
	{
		(*p)++;
		if (ascii_is_blank(c))
			return ' ';
		if (ascii_is_digit(c) || ascii_is_upper(c) ||
			c == '&' || c == '-' || c == '.' || c == '/')
			return c;
		return '\0';
	}
	for (size_t i = 0; i < lengthof(known); i++)
		if (starts_with(*p, end, known[i].utf8))
		{
			*p += strlen(known[i].utf8);
			return known[i].plain;
		}
	return '\0';
}

/*
 * The plain text of what somebody wrote: no blanks at its ends, and one where
 * there are more.  False if it cannot be a number.  Reading stops with the
 * first character that says so, or that is one too many.
 */
static bool
plain_text(const char *str, size_t len, char text[TAX_ID_SIZE])
{
	const char *p = str;
	const char *end = str + len;
	bool		blank = false;
	int			n = 0;

	while (p < end)
	{
		char		c;

		if (n > 0 && text[n - 1] == 'N' && !blank &&
			starts_with(p, end, COMBINING_TILDE))
		{
			text[n - 1] = ENYE;
			p += strlen(COMBINING_TILDE);
			continue;
		}
		c = plain_character(&p, end);
		if (c == '\0')
			return false;
		if (c == ' ')
		{
			blank = n > 0;
			continue;
		}
		if (n + blank + 1 >= TAX_ID_SIZE)
			return false;
		if (blank)
			text[n++] = ' ';
		text[n++] = c;
		blank = false;
	}
	text[n] = '\0';
	return n > 0;
}

/* to UTF-8; a form has no more than four places for the longer letter */
static void
put_utf8(char *to, const char *text)
{
	for (; *text != '\0'; text++)
	{
		if (*text != ENYE)
			*to++ = *text;
		else
		{
			memcpy(to, ENYE_UTF8, 2);
			to += 2;
		}
	}
	*to = '\0';
}

/* ---------- forms ---------- */

static bool
is_of_class(char c, char class)
{
	switch (class)
	{
		case '9':
			return ascii_is_digit(c);
		case 'A':
			return ascii_is_upper(c);
		case 'N':
			return ascii_is_upper(c) || c == '&' || c == ENYE;
		case 'X':
			return ascii_is_digit(c) || ascii_is_upper(c);
		case 'K':
			return ascii_is_digit(c) || c == 'K';
		default:
			return c == class;
	}
}

static inline bool
is_separator(char c)
{
	return strchr(ANY_SEPARATOR, c) != NULL;
}

/*
 * Go back over one separator before p, with blanks around it or made of one,
 * if there is any.
 */
static const char *
before_separator(const char *text, const char *p, const char *separators)
{
	bool		blanks = strchr(separators, ' ') != NULL;

	if (blanks && p > text && p[-1] == ' ')
		p--;
	if (p > text && p[-1] != ' ' && strchr(separators, p[-1]) != NULL)
	{
		p--;
		if (blanks && p > text && p[-1] == ' ')
			p--;
	}
	return p;
}

/*
 * Read a text by a form: the bare number, or false.  Where the text ends the
 * form may have more to the left.
 */
bool
caudal_tax_id_read_form(const char *text, const TaxIdForm *form,
						const char *separators, char bare[TAX_ID_SIZE])
{
	const char *p = text + strlen(text);
	const char *class = form->pattern + strlen(form->pattern);
	char		reversed[TAX_ID_SIZE];
	int			n = 0;

	while (p > text && class > form->pattern)
	{
		class--;
		if (is_separator(*class))
		{
			p = before_separator(text, p, separators);
			if (p == text)
				return false;	/* a separator with nothing before it */
			continue;
		}
		if (!is_of_class(p[-1], *class))
			return false;
		reversed[n++] = *--p;
	}
	if (p > text || n < form->least)
		return false;
	for (int i = 0; i < n; i++)
		bare[i] = reversed[n - 1 - i];
	bare[n] = '\0';
	return true;
}

/*
 * Print a bare number by a form: false if it is too long or too short for it.
 */
bool
caudal_tax_id_print_form(const char *bare, const TaxIdForm *form,
						 char printed[TAX_ID_SIZE])
{
	const char *p = bare + strlen(bare);
	const char *class = form->pattern + strlen(form->pattern);
	char	   *to = printed + TAX_ID_SIZE;

	if (p - bare < form->least)
		return false;
	*--to = '\0';
	while (p > bare)
	{
		if (class == form->pattern)
			return false;
		class--;
		*--to = is_separator(*class) ? *class : *--p;
	}
	memmove(printed, to, strlen(to) + 1);
	return true;
}

static void
read_by_forms(const TaxIdRules *rules, const char *text, TaxId *id)
{
	const TaxIdForm *form = rules->forms;
	const TaxIdForm *end = form + TAX_ID_FORMS;
	char		bare[TAX_ID_SIZE];
	char		printed[TAX_ID_SIZE];
	const char *number = bare;

	while (!caudal_tax_id_read_form(text, form, rules->separators, bare))
		if (++form == end || form->pattern == NULL)
			return;
	/* what is typed where a number is asked for and none is known */
	if (tax_id_is_zero(bare))
		return;
	if (rules->drop_zeros)
		number += strspn(number, "0");

	/* without its zeros it may be too short for any */
	form = rules->forms;
	while (!caudal_tax_id_print_form(number, form, printed))
		if (++form == end || form->pattern == NULL)
			return;
	id->verdict = rules->check(number, (int) strlen(number));
	if (id->verdict == TAX_ID_MALFORMED)
		return;
	put_utf8(id->bare, number);
	put_utf8(id->printed, printed);
}

/* ---------- the table ---------- */

static TaxIdVerdict
check_nothing(const char *bare, int length)
{
	return TAX_ID_WELL_FORMED;
}

const TaxIdKind caudal_tax_id_kinds[] = {
	{"BZ", "TIN", "Tax Identification Number", false,
		&(const TaxIdRules) {
			.forms = {{"999999", 6}, {"999999-99", 8}},
			.separators = ANY_SEPARATOR, .check = caudal_check_bz_tin
		}
	},
	{"CO", "NIT", "N\303\272mero de Identificaci\303\263n Tributaria", true,
		&(const TaxIdRules) {
			.forms = {{"999.999.999.999.999-9", 8}},
			.separators = ANY_SEPARATOR, .drop_zeros = true,
			.check = caudal_check_co_nit
		}
	},
	{"CR", "CPF", "C\303\251dula de persona f\303\255sica", false,
		&(const TaxIdRules) {
			.read = caudal_read_cr_cpf
		}
	},
	{"CR", "CPJ", "C\303\251dula de persona jur\303\255dica", false,
		&(const TaxIdRules) {
			.forms = {{"9-999-999999", 10}},
			.separators = ANY_SEPARATOR, .check = caudal_check_cr_cpj
		}
	},
	{"CR", "DIMEX", "Documento de identidad migratorio para extranjeros",
		false,
		&(const TaxIdRules) {
			.forms = {{"999999999999", 11}},
			.separators = "", .check = caudal_check_cr_dimex
		}
	},
	{"GT", "NIT", "N\303\272mero de Identificaci\303\263n Tributaria", true,
		&(const TaxIdRules) {
			.forms = {{"99999999999-K", 2}},
			.separators = ANY_SEPARATOR, .drop_zeros = true,
			.check = caudal_check_gt_nit
		}
	},
	{"HN", "RTN", "Registro Tributario Nacional", false,
		&(const TaxIdRules) {
			.forms = {{"99999999999999", 14}, {"9999-9999-999999", 14},
			{"9999-9999-99999-9", 14}},
			.separators = ANY_SEPARATOR, .check = caudal_check_hn_rtn
		}
	},
	{"MX", "RFC", "Registro Federal de Contribuyentes", true,
		&(const TaxIdRules) {
			/* the last two as org-id.guide prints its example */
			.forms = {{"NNN 999999 XXX", 12}, {"NNNN 999999 XXX", 13},
			{"NNNN 999999", 10},
			{"NNN 999999 X-XX", 12}, {"NNNN 999999 X-XX", 13}},
			.separators = ANY_SEPARATOR, .check = caudal_check_mx_rfc
		}
	},
	{"NI", "CEDULA", "C\303\251dula de identidad (RUC de persona natural)",
		true,
		&(const TaxIdRules) {
			.forms = {{"999-999999-9999A", 14}},
			.separators = ANY_SEPARATOR, .check = caudal_check_ni_cedula
		}
	},
	{"NI", "RUC",
		"Registro \303\232nico de Contribuyentes, persona jur\303\255dica", false,
		&(const TaxIdRules) {
			.forms = {{"J9999999999999", 14}, {"99999999999999", 14}},
			.separators = "", .check = caudal_check_ni_ruc
		}
	},
	{"PA", "RUC", "Registro \303\232nico de Contribuyente", true,
		&(const TaxIdRules) {
			.read = caudal_read_pa_ruc
		}
	},
	{"SV", "DUI", "Documento \303\232nico de Identidad", true,
		&(const TaxIdRules) {
			.forms = {{"99999999-9", 9}},
			.separators = ANY_SEPARATOR, .check = caudal_check_sv_dui
		}
	},
	{"SV", "NIT", "N\303\272mero de Identificaci\303\263n Tributaria", true,
		&(const TaxIdRules) {
			.forms = {{"9999-999999-999-9", 14}},
			.separators = ANY_SEPARATOR, .check = caudal_check_sv_nit
		}
	},
	{"US", "EIN", "Employer Identification Number", false,
		&(const TaxIdRules) {
			.forms = {{"99-9999999", 9}},
			.separators = "-", .check = caudal_check_us_ein
		}
	}
};

const int	caudal_tax_id_kind_count = lengthof(caudal_tax_id_kinds);

const TaxIdKind caudal_tax_id_nit_base = {
	"CO", "NIT", "N\303\272mero de Identificaci\303\263n Tributaria", false,
	&(const TaxIdRules) {
		.forms = {{"999.999.999.999.999", 7}},
		.separators = ANY_SEPARATOR, .drop_zeros = true,
			.check = check_nothing
	}
};

/*
 * What somebody wrote, read as a number of a kind.
 */
void
caudal_tax_id_read(const TaxIdKind *kind, const char *str, size_t len,
				   TaxId *id)
{
	char		text[TAX_ID_SIZE];

	id->verdict = TAX_ID_MALFORMED;
	id->bare[0] = '\0';
	id->printed[0] = '\0';
	if (!plain_text(str, len, text))
		return;
	if (kind->rules->read != NULL)
		kind->rules->read(text, id);
	else
		read_by_forms(kind->rules, text, id);
}
