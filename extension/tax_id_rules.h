/*-------------------------------------------------------------------------
 *
 * tax_id_rules.h
 *		How the tax numbers of a kind are written and checked: what the files
 *		of tax_id.h share.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TAX_ID_RULES_H
#define CAUDAL_TAX_ID_RULES_H

#include "postgres.h"

#include "scan.h"
#include "tax_id.h"

/*
 * The one letter that is not ASCII.  While a number is worked on it is one
 * character, which no text that is read can hold.
 */
#define ENYE			'~'

/*
 * A form: a class for each character, and what is printed between them.
 *		9	a digit
 *		A	a letter
 *		N	a letter of a Mexican name: A to Z, & and N with tilde
 *		X	a digit or a letter
 *		K	a digit or K
 *		anything else but a separator: itself
 * It is held against a number from the right, because numbers of varying
 * length grow to the left; least says how many characters there must be.
 */
typedef struct TaxIdForm
{
	const char *pattern;
	int			least;
} TaxIdForm;

#define TAX_ID_FORMS		5
#define ANY_SEPARATOR		"-./ "

struct TaxIdRules
{
	/* of those with as many characters, the first is how it is printed */
	TaxIdForm	forms[TAX_ID_FORMS];
	/* what may stand where a form has a separator, if anything does */
	const char *separators;
	/* zeros in front do not count */
	bool		drop_zeros;
	/* of a bare number that one of the forms has */
	TaxIdVerdict (*check) (const char *bare, int length);
	/* instead of all that, for numbers of parts of varying length */
	void		(*read) (const char *text, TaxId *id);
};

static inline bool
tax_id_is_zero(const char *text)
{
	return text[strspn(text, "0")] == '\0';
}

static inline int
tax_id_number(const char *digits, int n)
{
	int			number = 0;

	for (int i = 0; i < n; i++)
		number = number * 10 + (digits[i] - '0');
	return number;
}

/* the sum of n digits with the weights 2, 3, 4... from the right */
static inline int
tax_id_ascending_sum(const char *digits, int n)
{
	int			sum = 0;

	for (int i = 0; i < n; i++)
		sum += (digits[i] - '0') * (n + 1 - i);
	return sum;
}

static inline TaxIdVerdict
tax_id_checked(bool matches)
{
	return matches ? TAX_ID_VALID : TAX_ID_BAD_CHECKSUM;
}

/* in tax_id.c */
extern bool caudal_tax_id_read_form(const char *text, const TaxIdForm *form,
									const char *separators,
									char bare[TAX_ID_SIZE]);
extern bool caudal_tax_id_print_form(const char *bare, const TaxIdForm *form,
									 char printed[TAX_ID_SIZE]);

/* in tax_id_check.c */
extern TaxIdVerdict caudal_check_bz_tin(const char *bare, int length);
extern TaxIdVerdict caudal_check_co_nit(const char *bare, int length);
extern TaxIdVerdict caudal_check_cr_cpj(const char *bare, int length);
extern TaxIdVerdict caudal_check_cr_dimex(const char *bare, int length);
extern TaxIdVerdict caudal_check_gt_nit(const char *bare, int length);
extern TaxIdVerdict caudal_check_hn_rtn(const char *bare, int length);
extern TaxIdVerdict caudal_check_mx_rfc(const char *bare, int length);
extern TaxIdVerdict caudal_check_ni_cedula(const char *bare, int length);
extern TaxIdVerdict caudal_check_ni_ruc(const char *bare, int length);
extern TaxIdVerdict caudal_check_sv_dui(const char *bare, int length);
extern TaxIdVerdict caudal_check_sv_nit(const char *bare, int length);
extern TaxIdVerdict caudal_check_us_ein(const char *bare, int length);

/* in tax_id_parts.c */
extern void caudal_read_cr_cpf(const char *text, TaxId *id);
extern void caudal_read_pa_ruc(const char *text, TaxId *id);

#endif							/* CAUDAL_TAX_ID_RULES_H */
