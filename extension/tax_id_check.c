/*-------------------------------------------------------------------------
 *
 * tax_id_check.c
 *		What a bare tax number says of itself: prefixes, dates, check digits.
 *
 * Few countries publish their formula, so each is what public implementations
 * agree upon and what numbers in use pass.  Most are those of python-stdnum,
 * whose test data are hundreds of such numbers; for DUI and RTN there is
 * lu1tr0n/nationid, and for the letter of a Nicaraguan cedula
 * cswni/cedulanica.  What the forms of a kind let through is taken for granted
 * here.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "tax_id_rules.h"

#include "calendar.h"

/*
 * Two digits each.  The year says nothing of the century, so that 29 February
 * is a day of year 00: it was one of 2000.
 */
static bool
is_date(const char *year, const char *month, const char *day)
{
	int			m = tax_id_number(month, 2);
	int			d = tax_id_number(day, 2);

	return m >= 1 && m <= 12 && d >= 1 &&
		d <= caudal_days_in_month(2000 + tax_id_number(year, 2), m);
}

/* the sum of the first n digits, each times its weight */
static int
weighted_sum(const char *digits, int n, const int *weights)
{
	int			sum = 0;

	for (int i = 0; i < n; i++)
		sum += (digits[i] - '0') * weights[i];
	return sum;
}

/*
 * United States, Employer Identification Number: no check digit, but the two
 * digits in front say who assigned it, and these nobody assigns.  Source: the
 * table of prefixes of the IRS, as stdnum.us.ein has it.
 */
TaxIdVerdict
caudal_check_us_ein(const char *bare, int length)
{
	static const char unassigned[][3] = {
		"00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70",
		"78", "79", "89", "96", "97"
	};

	for (size_t i = 0; i < lengthof(unassigned); i++)
		if (memcmp(bare, unassigned[i], 2) == 0)
			return TAX_ID_MALFORMED;
	return TAX_ID_WELL_FORMED;
}

/*
 * Mexico, Registro Federal de Contribuyentes: letters of the name, three of a
 * company and four of a person, the date YYMMDD, and the homoclave, two
 * characters to tell apart who has the same letters and date, and the check
 * digit.  That of a person may lack it.
 *
 * The values of the characters are their places in the alphabet below; the
 * weights are 13 to 2, a company having a blank in front; the check digit is
 * what makes the sum a multiple of 11, and A for 10.  Source: stdnum.mx.rfc
 * and the annexes of the tax authority that it cites.  Some 1.5 % of the
 * numbers in use do not pass.  Nor do the two that stand for everybody,
 * XAXX010101000 and XEXX010101000.
 *
 * Where the letters of a person would spell one of the words, the authority
 * writes an X for the last.
 */
TaxIdVerdict
caudal_check_mx_rfc(const char *bare, int length)
{
	static const char alphabet[] = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ~";
	static const char words[][5] = {
		"BUEI", "BUEY", "CACA", "CACO", "CAGA", "CAGO", "CAKA", "CAKO", "COGE",
		"COJA", "COJE", "COJI", "COJO", "CULO", "FETO", "GUEY", "JOTO", "KACA",
		"KACO", "KAGA", "KAGO", "KAKA", "KOGE", "KOJO", "KULO", "MAME", "MAMO",
		"MEAR", "MEAS", "MEON", "MION", "MOCO", "MULA", "PEDA", "PEDO", "PENE",
		"PUTA", "PUTO", "QULO", "RATA", "RUIN"
	};
	int			letters = length == 12 ? 3 : 4;
	const char *date = bare + letters;
	const char *homoclave = date + 6;
	int			sum;
	int			weight;

	if (!is_date(date, date + 2, date + 4))
		return TAX_ID_MALFORMED;
	if (letters == 4)
		for (size_t i = 0; i < lengthof(words); i++)
			if (memcmp(bare, words[i], 4) == 0)
				return TAX_ID_MALFORMED;
	if (length == 10)
		return TAX_ID_WELL_FORMED;

	/* characters that the authority does not give out */
	if (homoclave[0] == '0' || homoclave[0] > 'V' || homoclave[1] == '0')
		return TAX_ID_BAD_CHECKSUM;

	sum = letters == 3 ? 37 * 13 : 0;
	weight = length;
	for (int i = 0; i < length - 1; i++)
		sum += (int) (strchr(alphabet, bare[i]) - alphabet) * weight--;
	return tax_id_checked(homoclave[2] == alphabet[(11 - sum % 11) % 11]);
}

/*
 * Colombia, Numero de Identificacion Tributaria: weights from the right, and
 * the remainder by 11, subtracted from 11 if it is above 1.  Source:
 * stdnum.co.nit.
 */
TaxIdVerdict
caudal_check_co_nit(const char *bare, int length)
{
	static const int weights[] = {
		71, 67, 59, 53, 47, 43, 41, 37, 29, 23, 19, 17, 13, 7, 3
	};
	int			n = length - 1;
	const int  *last = weights + lengthof(weights) - n;
	int			rest = weighted_sum(bare, n, last) % 11;

	return tax_id_checked(bare[n] - '0' == (rest > 1 ? 11 - rest : rest));
}

/*
 * Guatemala, Numero de Identificacion Tributaria: with the check digit, and
 * weights 2, 3, 4... from the right, the sum is a multiple of 11; K is 10.
 * Source: the rules of the tax authority for electronic invoices (FEL), by way
 * of stdnum.gt.nit.
 */
TaxIdVerdict
caudal_check_gt_nit(const char *bare, int length)
{
	int			n = length - 1;
	int			rest = tax_id_ascending_sum(bare, n) % 11;

	return tax_id_checked(bare[n] == "0K987654321"[rest]);
}

/*
 * El Salvador, Numero de Identificacion Tributaria: municipality, 9... for
 * those from abroad, the date DDMMYY, a number, and a check digit by one of
 * two formulas: of old for numbers to 100.  In both 10 becomes 0.  Source:
 * stdnum.sv.nit.  lu1tr0n/nationid has another, which most numbers in use do
 * not pass.
 */
TaxIdVerdict
caudal_check_sv_nit(const char *bare, int length)
{
	static const int old_weights[] = {
		14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2
	};
	static const int new_weights[] = {2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
	int			rest;

	if (strchr("019", bare[0]) == NULL ||
		!is_date(bare + 8, bare + 6, bare + 4))
		return TAX_ID_MALFORMED;
	if (tax_id_number(bare + 10, 3) <= 100)
		rest = weighted_sum(bare, 13, old_weights) % 11;
	else
		rest = (11 - weighted_sum(bare, 13, new_weights) % 11) % 11;
	return tax_id_checked(bare[13] - '0' == rest % 10);
}

/*
 * El Salvador, Documento Unico de Identidad, since July 2021 also the NIT of
 * natural persons (Decreto 763): weights 9 to 2, and what is missing to a
 * multiple of 10.  Source: lu1tr0n/nationid; the register does not publish it.
 */
TaxIdVerdict
caudal_check_sv_dui(const char *bare, int length)
{
	static const int weights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};

	return tax_id_checked(weighted_sum(bare, 9, weights) % 10 == 0);
}

/*
 * Costa Rica, cedula de persona juridica: class, type and number.  No check
 * digit, but these are all the types there are.  Source: stdnum.cr.cpj, after
 * the list of classes and types of the Registro Nacional.
 */
TaxIdVerdict
caudal_check_cr_cpj(const char *bare, int length)
{
	int			type = tax_id_number(bare + 1, 3);
	bool		known = false;

	switch (bare[0])
	{
		case '2':
			known = type == 100 || type == 200 || type == 300 || type == 400;
			break;
		case '3':
			known = (type >= 2 && type <= 14) || (type >= 101 && type <= 110);
			break;
		case '4':
			known = type == 0;
			break;
		case '5':
			known = type == 1;
			break;
	}
	return known ? TAX_ID_WELL_FORMED : TAX_ID_MALFORMED;
}

/*
 * Costa Rica, documento de identidad migratorio para extranjeros.  Source:
 * stdnum.cr.cr.
 */
TaxIdVerdict
caudal_check_cr_dimex(const char *bare, int length)
{
	return bare[0] == '1' ? TAX_ID_WELL_FORMED : TAX_ID_MALFORMED;
}

/*
 * Honduras, Registro Tributario Nacional.  That of a person is the number of
 * the identity document and one digit more: department, municipality, year of
 * birth, number.  That of an organization has 9 in the place of the
 * millennium: 0501 9002 is one of 2002.  There may be a check digit, but
 * nobody has published how it is calculated.  Source: lu1tr0n/nationid for
 * departments and years; the 9 is what all numbers of organizations have that
 * org-id.guide and public invoices show.
 */
TaxIdVerdict
caudal_check_hn_rtn(const char *bare, int length)
{
	int			department = tax_id_number(bare, 2);
	int			century = tax_id_number(bare + 4, 2);

	if (department < 1 || department > 18 ||
		(century != 19 && century != 20 && bare[4] != '9'))
		return TAX_ID_MALFORMED;
	return TAX_ID_WELL_FORMED;
}

/*
 * Nicaragua, cedula de identidad, which is the RUC of a natural person:
 * municipality, date of birth DDMMYY, number, and a letter for the remainder
 * of all of it by 23.  Source: cswni/cedulanica and others that agree with it;
 * the electoral council does not publish it.
 */
TaxIdVerdict
caudal_check_ni_cedula(const char *bare, int length)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXY";
	int			rest = 0;

	if (memcmp(bare, "000", 3) == 0 ||
		!is_date(bare + 7, bare + 5, bare + 3) ||
		strchr(letters, bare[13]) == NULL)
		return TAX_ID_MALFORMED;
	for (int i = 0; i < 13; i++)
		rest = (rest * 10 + (bare[i] - '0')) % 23;
	return tax_id_checked(bare[13] == letters[rest]);
}

/*
 * Nicaragua, RUC of a company or an association: J and 13 digits on all that
 * public invoices show; lu1tr0n/nationid says 14 digits.  Neither is
 * confirmed.
 */
TaxIdVerdict
caudal_check_ni_ruc(const char *bare, int length)
{
	return tax_id_is_zero(bare + 1) ? TAX_ID_MALFORMED : TAX_ID_WELL_FORMED;
}

/*
 * Belize, Tax Identification Number: six digits, and a suffix that says
 * which taxpayer it is: 10 a person, 13 and 66 a company.  Source: the OECD's
 * sheet, by way of stdnum-js.
 */
TaxIdVerdict
caudal_check_bz_tin(const char *bare, int length)
{
	const char *suffix = bare + 6;

	if (strncmp(bare, "000000", 6) == 0 ||
		(length == 8 && strcmp(suffix, "10") != 0 &&
		 strcmp(suffix, "13") != 0 && strcmp(suffix, "66") != 0))
		return TAX_ID_MALFORMED;
	return TAX_ID_WELL_FORMED;
}
