/*-------------------------------------------------------------------------
 *
 * tax_id.h
 *		Tax and identity numbers of ten countries: which kinds there are, and
 *		what one that somebody wrote says of itself.
 *
 * Texts are UTF-8, need not be terminated, and may hold any bytes.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_TAX_ID_H
#define CAUDAL_TAX_ID_H

#include "postgres.h"

typedef enum TaxIdVerdict
{
	TAX_ID_MALFORMED,
	TAX_ID_WELL_FORMED,			/* nothing to check it by, or not checked */
	TAX_ID_BAD_CHECKSUM,
	TAX_ID_VALID
} TaxIdVerdict;

/* how such numbers are written and checked: see tax_id.c */
typedef struct TaxIdRules TaxIdRules;

typedef struct TaxIdKind
{
	const char *country;		/* two letters of ISO 3166 */
	const char *code;			/* in upper case */
	const char *name;			/* in the language of the country */
	bool		has_check_digit;
	const TaxIdRules *rules;
} TaxIdKind;

/* room for the longest number, its separators and the terminator */
#define TAX_ID_SIZE		64

/* what one number is; both texts are empty where it is malformed */
typedef struct TaxId
{
	TaxIdVerdict verdict;
	char		bare[TAX_ID_SIZE];	/* for matching: one text for one number */
	char		printed[TAX_ID_SIZE];	/* as people of the country write it */
} TaxId;

/* by country, and then by code */
extern const TaxIdKind caudal_tax_id_kinds[];
extern const int caudal_tax_id_kind_count;

/* a Colombian NIT without its check digit, as org-id.guide has it */
extern const TaxIdKind caudal_tax_id_nit_base;

extern void caudal_tax_id_read(const TaxIdKind *kind, const char *str,
							   size_t len, TaxId *id);

#endif							/* CAUDAL_TAX_ID_H */
