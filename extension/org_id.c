/*-------------------------------------------------------------------------
 *
 * org_id.c
 *		Identifiers of organizations as org-id.guide has them.
 *
 * The code of a list is a country, or X and a letter for what is of none, a
 * hyphen, and the list's own code: MX-RFC, XI-IATI.  A country may have a part
 * behind an underscore, as in CA_BC-BRC_CBR.  Registers of companies of the
 * states of a country have three parts, of which the last is CR: US-AK-CR.
 * What lists there are changes from month to month and is not asked here.
 *
 * The lists that are tax registers of ours are known, and their identifiers
 * read as what they are.  org-id.guide has the NIT of Colombia without its
 * check digit.
 *
 * Source: the lists of org-id/register.
 *
 * Pure arithmetic: nothing of PostgreSQL but postgres.h is needed.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "org_id.h"

#include "scan.h"

typedef struct TaxList
{
	const char *list;
	const char *country;
	const char *kind;
} TaxList;

static const TaxList tax_lists[] = {
	{"CO-NIT", "CO", "NIT"},
	{"CR-RPJ", "CR", "CPJ"},
	{"GT-NIT", "GT", "NIT"},
	{"HN-RTN", "HN", "RTN"},
	{"MX-RFC", "MX", "RFC"},
	{"SV-NIT", "SV", "NIT"},
	{"US-EIN", "US", "EIN"}
};

/* upper-case letters, digits and underscores, up to a hyphen or the end */
static size_t
part_length(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && (ascii_is_upper(ascii_upper(*p)) ||
					   ascii_is_digit(*p) || *p == '_'))
		p++;
	return p - start;
}

static bool
is_country(const char *p, size_t length)
{
	return length >= 2 && ascii_is_upper(ascii_upper(p[0])) &&
		ascii_is_upper(ascii_upper(p[1])) &&
		(length == 2 || (length > 3 && p[2] == '_'));
}

/* whether "XX-CR-" is here: the rest of the code of a register of companies */
static bool
is_of_state(const char *p, const char *end)
{
	return part_length(p, end) == 2 && end - p > 6 && p[2] == '-' &&
		ascii_upper(p[3]) == 'C' && ascii_upper(p[4]) == 'R' && p[5] == '-';
}

/*
 * No control characters, and a letter, a digit or the & of an RFC in front.
 * Blanks at the end are gone.
 */
static bool
is_identifier(const char *p, const char *end)
{
	if (p == end || ((unsigned char) *p < 0x80 && !ascii_is_digit(*p) &&
					 !ascii_is_upper(ascii_upper(*p)) && *p != '&'))
		return false;
	for (; p < end; p++)
		if ((unsigned char) *p < ' ' || *p == 0x7F)
			return false;
	return true;
}

/*
 * Take an identifier apart; false if it is none.  Blanks around it do not
 * count.
 */
bool
caudal_org_id_split(const char *str, size_t len, OrgId *id)
{
	const char *p = str;
	const char *end = str + len;
	size_t		length;

	while (p < end && ascii_is_blank(*p))
		p++;
	while (p < end && ascii_is_blank(end[-1]))
		end--;
	str = p;

	length = part_length(p, end);
	if (!is_country(p, length))
		return false;
	p += length;
	if (p == end || *p++ != '-')
		return false;
	if (is_of_state(p, end))
		p += 3;
	length = part_length(p, end);
	if (length == 0)
		return false;
	p += length;
	length = p - str;
	if (length >= ORG_ID_LIST_SIZE || p == end || *p++ != '-' ||
		!is_identifier(p, end))
		return false;

	for (size_t i = 0; i < length; i++)
		id->list[i] = ascii_upper(str[i]);
	id->list[length] = '\0';
	id->identifier = p;
	id->length = end - p;
	return true;
}

static const TaxIdKind *
tax_id_kind(const OrgId *id)
{
	for (size_t i = 0; i < lengthof(tax_lists); i++)
	{
		if (strcmp(tax_lists[i].list, id->list) != 0)
			continue;
		for (int k = 0; k < caudal_tax_id_kind_count; k++)
		{
			const TaxIdKind *kind = &caudal_tax_id_kinds[k];

			if (strcmp(kind->country, tax_lists[i].country) == 0 &&
				strcmp(kind->code, tax_lists[i].kind) == 0)
				return kind;
		}
	}
	return NULL;
}

bool
caudal_org_id_is_tax_id(const OrgId *id)
{
	return tax_id_kind(id) != NULL;
}

/*
 * The identifier, which is given in UTF-8, of a list that is a tax register.
 *
 * A NIT with its check digit, which only a separator tells from a longer one
 * without, is read too: it is checked, and the digit is not part of the bare
 * number, so that both spellings meet.
 */
void
caudal_org_id_read(const OrgId *id, const char *identifier, size_t length,
				   TaxId *tax_id)
{
	const TaxIdKind *kind = tax_id_kind(id);

	if (strcmp(id->list, "CO-NIT") == 0)
	{
		caudal_tax_id_read(&caudal_tax_id_nit_base, identifier, length,
						   tax_id);
		if (tax_id->verdict != TAX_ID_MALFORMED)
			return;
		caudal_tax_id_read(kind, identifier, length, tax_id);
		if (tax_id->verdict != TAX_ID_MALFORMED)
			tax_id->bare[strlen(tax_id->bare) - 1] = '\0';
		return;
	}
	caudal_tax_id_read(kind, identifier, length, tax_id);
}
