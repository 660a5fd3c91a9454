/*-------------------------------------------------------------------------
 *
 * tax_id_parts.c
 *		Numbers of parts of varying length: the cedula of a person in Costa
 *		Rica, and the RUC of Panama.
 *
 * The check digits of a RUC are what apple314159/panama-dv,
 * luiscberrocal/verification-digit-pty and
 * juancorradine/Panama-RUC-DV-Calculator agree upon, which follow a paper of
 * the tax authority; where they do not agree none is calculated.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "tax_id_rules.h"

/*
 * A part of up to most digits, its leading zeros dropped; it is not zero.
 * Notes whether zeros make it longer than that.
 */
static bool
read_part(const char **p, int most, char *part, bool *overlong)
{
	const char *start = *p;
	int			n;

	*p += strspn(*p, "0");
	n = (int) strspn(*p, "0123456789");
	if (n == 0 || n > most)
		return false;
	memcpy(part, *p, n);
	part[n] = '\0';
	*p += n;
	*overlong |= *p - start > most;
	return true;
}

/* a dash, which parts of varying length cannot do without */
static bool
read_dash(const char **p)
{
	const char *start = *p;

	*p += strspn(*p, " ");
	if (**p != '-')
	{
		*p = start;
		return false;
	}
	(*p)++;
	*p += strspn(*p, " ");
	return true;
}

static bool
read_letters(const char **p, const char *letters)
{
	size_t		n = strlen(letters);

	if (strncmp(*p, letters, n) != 0)
		return false;
	*p += n;
	return true;
}

/* with zeros in front */
static char *
put_padded(char *to, const char *part, int width)
{
	int			n = (int) strlen(part);

	for (; width > n; width--)
		*to++ = '0';
	memcpy(to, part, n + 1);
	return to + n;
}

/*
 * Costa Rica, cedula de persona fisica: province, volume and entry, nine
 * digits as printed, ten with a zero in front as some registers keep it, and
 * with dashes often without leading zeros.  Source: stdnum.cr.cpf.
 */
void
caudal_read_cr_cpf(const char *text, TaxId *id)
{
	static const TaxIdForm form = {"0-9-9999-9999", 9};
	char		bare[TAX_ID_SIZE];
	char		parts[3][5];
	const char *p = text + (*text == '0');
	const char *number = bare;
	bool		overlong = false;

	if (read_part(&p, 1, parts[0], &overlong) && read_dash(&p) &&
		read_part(&p, 4, parts[1], &overlong) && read_dash(&p) &&
		read_part(&p, 4, parts[2], &overlong) && *p == '\0' && !overlong)
	{
		char	   *to = put_padded(bare, parts[0], 1);

		to = put_padded(to, parts[1], 4);
		put_padded(to, parts[2], 4);
	}
	else if (!caudal_tax_id_read_form(text, &form, ANY_SEPARATOR, bare))
		return;
	if (strlen(bare) == 10)
		number++;
	if (*number == '0')
		return;
	id->verdict = TAX_ID_WELL_FORMED;
	put_padded(id->bare, number, 0);
	caudal_tax_id_print_form(number, &form, id->printed);
}

/*
 * Panama, Registro Unico de Contribuyentes: of a company roll, folio and
 * entry; of a person the province of birth, or letters, and volume and entry;
 * of both, what the authority gave to who has neither, NT.  The two check
 * digits, DV, are no part of it: they follow from it, have a box of their own
 * on every form, and many lists leave them out.
 */
typedef struct Ruc
{
	char		first[11];		/* a roll, or a province that may be missing */
	const char *letters;		/* of a person, or NT */
	char		second[5];
	char		third[7];
	const char *dv;				/* two digits, or NULL */
	bool		overlong;		/* zeros in front make a part too long */
} Ruc;

/* they are 1 to 13; a part is not zero */
static bool
is_province(const char *part)
{
	int			n = (int) strlen(part);

	return n <= 2 && tax_id_number(part, n) <= 13;
}

static bool
read_ruc(const char *text, Ruc *ruc)
{
	static const char *const without_province[] = {"PE", "E", "N"};
	static const char *const with_province[] = {"AV", "PI"};
	const char *p = text;
	bool		read;

	memset(ruc, 0, sizeof(*ruc));
	ruc->letters = "";
	read = ascii_is_digit(*p) && read_part(&p, 10, ruc->first, &ruc->overlong);
	if (read)
	{
		for (size_t i = 0; i < lengthof(with_province); i++)
			if (read_letters(&p, with_province[i]))
				ruc->letters = with_province[i];
	}
	else
	{
		for (size_t i = 0; !read && i < lengthof(without_province); i++)
			if (read_letters(&p, without_province[i]))
			{
				ruc->letters = without_province[i];
				read = true;
			}
	}
	if (!read || !read_dash(&p))
		return false;
	if (*ruc->letters == '\0' && read_letters(&p, "NT"))
	{
		ruc->letters = "NT";
		if (!read_dash(&p))
			return false;
	}
	/* before AV, PI and NT stands a province */
	if (ruc->first[0] != '\0' && *ruc->letters != '\0' &&
		!is_province(ruc->first))
		return false;
	if (!read_part(&p, 4, ruc->second, &ruc->overlong) || !read_dash(&p) ||
		!read_part(&p, 6, ruc->third, &ruc->overlong))
		return false;

	if (*p != '\0')
	{
		p += strspn(p, " -");
		if (!read_letters(&p, "DV"))
			return false;
		p += strspn(p, " -.");
		if (!ascii_is_digit(p[0]) || !ascii_is_digit(p[1]))
			return false;
		ruc->dv = p;
		p += 2;
	}
	return *p == '\0';
}

/*
 * The key from which the digits are calculated: 20 digits, false where
 * implementations do not agree on them.  Of a company it is roll (10), folio
 * (4) and entry (6).  Of a person it is a 5, the province or 00, a code for
 * the letters, volume (3 digits or, without letters, 4) and entry (5), to the
 * right.  With E and N the entry may have 6.  They differ on AV, PI and NT,
 * and on parts that are longer, if only by zeros.
 */
#define RUC_KEY		20

static bool
ruc_key(const Ruc *ruc, char key[RUC_KEY + 1])
{
	const char *code;
	size_t		second = strlen(ruc->second);
	size_t		third = strlen(ruc->third);
	char		digits[RUC_KEY + 1];
	char	   *to = digits;

	if (*ruc->letters == '\0' && strlen(ruc->first) > 2)
	{
		to = put_padded(key, ruc->first, 10);
		to = put_padded(to, ruc->second, 4);
		put_padded(to, ruc->third, 6);
		return true;
	}

	if (*ruc->letters == '\0')
	{
		/* a roll of two digits cannot be told from a province */
		if (!is_province(ruc->first) || third > 5)
			return false;
		code = "00";
	}
	else if (second > 3)
		return false;
	else if (strcmp(ruc->letters, "E") == 0)
		code = "50";
	else if (strcmp(ruc->letters, "N") == 0)
		code = "40";
	else if (strcmp(ruc->letters, "PE") == 0 && third <= 5)
		code = "75";
	else
		return false;

	*to++ = '5';
	to = put_padded(to, ruc->first, 2);
	to = put_padded(to, code, 2);
	to = put_padded(to, ruc->second, 3);
	put_padded(to, ruc->third, 5);
	put_padded(key, digits, RUC_KEY);
	return true;
}

/*
 * A check digit: weights 2, 3, 4... from the right, and the remainder by 11
 * subtracted from 11, or 0 for 0 and 1.  Of an old roll the eleventh digit has
 * the weight 11 as well as the tenth, and all before it one less.
 */
static char
ruc_digit(const char *key, int n, bool old)
{
	int			sum = tax_id_ascending_sum(key, n);
	int			rest;

	if (old)
		for (int i = 0; i < n - 10; i++)
			sum -= key[i] - '0';
	rest = sum % 11;
	return rest > 1 ? '0' + (11 - rest) : '0';
}

static TaxIdVerdict
check_ruc(const Ruc *ruc)
{
	/* what stands for the sixth and seventh digit of an old roll, from 10 */
	static const char crossed[] = "1234567891234789234567891234567891234567";
	char		key[RUC_KEY + 2];
	char		dv[2];
	bool		old;

	if (ruc->dv == NULL || ruc->overlong || !ruc_key(ruc, key))
		return TAX_ID_WELL_FORMED;

	old = *ruc->letters == '\0' && strlen(ruc->first) > 2 &&
		key[3] == '0' && key[4] == '0' && key[5] < '5';
	if (old && key[5] != '0')
	{
		key[6] = crossed[tax_id_number(key + 5, 2) - 10];
		key[5] = '0';
	}
	dv[0] = ruc_digit(key, RUC_KEY, old);
	key[RUC_KEY] = dv[0];
	dv[1] = ruc_digit(key, RUC_KEY + 1, old);
	return tax_id_checked(memcmp(ruc->dv, dv, 2) == 0);
}

void
caudal_read_pa_ruc(const char *text, TaxId *id)
{
	Ruc			ruc;
	char	   *to = id->bare;

	if (!read_ruc(text, &ruc))
		return;
	id->verdict = check_ruc(&ruc);

	to = put_padded(to, ruc.first, 0);
	if (strcmp(ruc.letters, "NT") == 0)
		*to++ = '-';
	to = put_padded(to, ruc.letters, 0);
	*to++ = '-';
	to = put_padded(to, ruc.second, 0);
	*to++ = '-';
	put_padded(to, ruc.third, 0);

	to = put_padded(id->printed, id->bare, 0);
	if (ruc.dv != NULL)
	{
		to = put_padded(to, " DV ", 0);
		put_padded(to, ruc.dv, 0);
	}
}

