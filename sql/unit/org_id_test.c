/* link: org_id.c tax_id.c tax_id_check.c tax_id_parts.c calendar.c */
/*-------------------------------------------------------------------------
 *
 * org_id_test.c
 *		Tests of identifiers of org-id.guide: how they are taken apart, and the
 *		tax numbers behind the lists that are registers of them.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "org_id.h"

#include "tap.h"

/*
 * Take apart a text that ends where its memory ends, so that the sanitizer
 * sees whoever reads on; it need not be terminated.
 */
static bool
split(const char *text, size_t length, OrgId *id)
{
	static char *memory = NULL;
	static const size_t size = 4096;

	if (memory == NULL)
		memory = malloc(size);
	memcpy(memory + size - length, text, length);
	memset(id, 0x7F, sizeof(*id));
	return caudal_org_id_split(memory + size - length, length, id);
}

typedef struct Split
{
	const char *text;
	const char *list;			/* NULL if it is no identifier */
	const char *identifier;
} Split;

static const Split splits[] = {
	{"MX-RFC-ABC680524P76", "MX-RFC", "ABC680524P76"},
	{"mx-rfc-abc680524p76", "MX-RFC", "abc680524p76"},
	{" US-EIN-03-0413726 ", "US-EIN", "03-0413726"},
	{"XI-IATI-EC_ECHO", "XI-IATI", "EC_ECHO"},
	{"XM-DAC-41122", "XM-DAC", "41122"},
	{"GB-COH-06368740-AidInfo", "GB-COH", "06368740-AidInfo"},
	{"GB-CHC-1", "GB-CHC", "1"},
	{"BE-BCE_KBO-0408540386", "BE-BCE_KBO", "0408540386"},
	{"CA_BC-BRC_CBR-1234", "CA_BC-BRC_CBR", "1234"},
	{"AR_B-CIP-12", "AR_B-CIP", "12"},
	/* registers of companies of a state, and what looks like one */
	{"US-AK-CR-12345", "US-AK-CR", "12345"},
	{"us-ak-cr-12345", "US-AK-CR", "12345"},
	{"MX-CR-12345", "MX-CR", "12345"},
	{"US-AK-CR", "US-AK", "CR"},
	{"US-AK-CRX-5", "US-AK", "CRX-5"},
	{"US-EIN-CR-5", "US-EIN", "CR-5"},
	{"MX-RFC-&JE040614N51", "MX-RFC", "&JE040614N51"},
	{"MX-RFC-\303\221AA040614N51", "MX-RFC", "\303\221AA040614N51"},
	{"FR-RCS-552 032 534", "FR-RCS", "552 032 534"},
	{"", NULL, NULL},
	{" ", NULL, NULL},
	{"-", NULL, NULL},
	{"MX", NULL, NULL},
	{"MX-", NULL, NULL},
	{"MX-RFC", NULL, NULL},
	{"MX-RFC-", NULL, NULL},
	{"MX-RFC- 1", NULL, NULL},
	{"MX-RFC--1", NULL, NULL},
	{"MX--1", NULL, NULL},
	{"-RFC-1", NULL, NULL},
	{"MEX-RFC-1", NULL, NULL},
	{"M-RFC-1", NULL, NULL},
	{"M1-RFC-1", NULL, NULL},
	{"12-RFC-1", NULL, NULL},
	{"MX_-RFC-1", NULL, NULL},
	{"MXA_B-RFC-1", NULL, NULL},
	{"MX.RFC.1", NULL, NULL},
	{"MX RFC 1", NULL, NULL},
	{"MX-R C-1", NULL, NULL},
	{"AT-1", NULL, NULL},
	{"Fondo Norte", NULL, NULL},
	{"fondo-norte-1", NULL, NULL},
	{"XX-AAAAAAAAAABBBBBBBBBBCCCCCCCC-1", "XX-AAAAAAAAAABBBBBBBBBBCCCCCCCC", "1"},
	{"XX-AAAAAAAAAABBBBBBBBBBCCCCCCCCDD-1", NULL, NULL}
};

static void
test_splits(void)
{
	for (size_t i = 0; i < lengthof(splits); i++)
	{
		const Split *s = &splits[i];
		OrgId		id;
		bool		is_id = split(s->text, strlen(s->text), &id);

		ok(is_id == (s->list != NULL) &&
		   (!is_id || (strcmp(id.list, s->list) == 0 && id.length == strlen(s->identifier) &&
					   memcmp(id.identifier, s->identifier, id.length) == 0)),
		   s->text);
	}
}

static void
test_control_characters(void)
{
	bool		refused = true;
	OrgId		id;

	for (char c = 0; c < ' '; c++)
	{
		char		text[] = "MX-RFC-1?2";

		text[8] = c;
		refused &= !split(text, strlen("MX-RFC-1?2"), &id);
	}
	refused &= !split("MX-RFC-1\1772", 10, &id);
	ok(refused, "an identifier has no control characters");
}

typedef struct Read
{
	const char *text;
	TaxIdVerdict verdict;
	const char *bare;
} Read;

static const Read reads[] = {
	{"US-EIN-03-0413726", TAX_ID_WELL_FORMED, "030413726"},
	{"US-EIN-131684331", TAX_ID_WELL_FORMED, "131684331"},
	{"US-EIN-07-1144442", TAX_ID_MALFORMED, ""},
	{"MX-RFC-MAB9307148T4", TAX_ID_VALID, "MAB9307148T4"},
	{"MX-RFC-ABC680524P-76", TAX_ID_BAD_CHECKSUM, "ABC680524P76"},
	{"MX-RFC-abc680524p76", TAX_ID_BAD_CHECKSUM, "ABC680524P76"},
	{"GT-NIT-7555605-7", TAX_ID_VALID, "75556057"},
	{"GT-NIT-75556057", TAX_ID_VALID, "75556057"},
	{"SV-NIT-0614-030915-112-5", TAX_ID_VALID, "06140309151125"},
	{"HN-RTN-05019002058739", TAX_ID_WELL_FORMED, "05019002058739"},
	{"CR-RPJ-3-006-125548", TAX_ID_WELL_FORMED, "3006125548"},
	{"CR-RPJ-3-534-123559", TAX_ID_MALFORMED, ""},
	/* without the check digit, or with one that a separator sets apart */
	{"CO-NIT-830008886", TAX_ID_WELL_FORMED, "830008886"},
	{"CO-NIT-830.008.886", TAX_ID_WELL_FORMED, "830008886"},
	{"CO-NIT-830008886-6", TAX_ID_VALID, "830008886"},
	{"CO-NIT-830.008.886-6", TAX_ID_VALID, "830008886"},
	{"CO-NIT-830008886-5", TAX_ID_BAD_CHECKSUM, "830008886"},
	{"CO-NIT-8300088866", TAX_ID_WELL_FORMED, "8300088866"},
	{"CO-NIT-83000", TAX_ID_MALFORMED, ""}
};

static void
test_reads(void)
{
	static const char *const others[] = {
		"CO-RUE-830093516", "GT-RPJ-17272", "PA-PRP-5789", "XM-DAC-41122", "MX-CR-1", "MX_RFC-1-2"
	};
	bool		unknown = true;

	for (size_t i = 0; i < lengthof(reads); i++)
	{
		OrgId		id;
		TaxId		tax_id = {TAX_ID_VALID, "?", "?"};
		bool		known = split(reads[i].text, strlen(reads[i].text), &id) && caudal_org_id_is_tax_id(&id);

		if (known)
			caudal_org_id_read(&id, id.identifier, id.length, &tax_id);
		ok(known && tax_id.verdict == reads[i].verdict && strcmp(tax_id.bare, reads[i].bare) == 0,
		   reads[i].text);
	}
	for (size_t i = 0; i < lengthof(others); i++)
	{
		OrgId		id;

		unknown &= split(others[i], strlen(others[i]), &id) && !caudal_org_id_is_tax_id(&id);
	}
	ok(unknown, "other lists are no tax registers of ours");
}

/* any bytes: never read beyond, and what was taken apart is so again */
static void
test_random_texts(void)
{
	static const char alphabet[] = "MXRFCUS-EINCOT_0123456789a &";
	bool		sound = true;
	int			taken = 0;

	for (int i = 0; i < 300000; i++)
	{
		char		text[100];
		char		again[200];
		int			length = random_between(0, 40);
		OrgId		id;
		OrgId		other;

		for (int n = 0; n < length; n++)
			text[n] = random_between(0, 29) == 0 ? (char) random_word() :
				alphabet[random_word() % (sizeof(alphabet) - 1)];
		if (length >= 7 && random_between(0, 1) == 0)
			memcpy(text, "MX-RFC-", 7);
		if (!split(text, length, &id))
			continue;
		taken++;
		length = snprintf(again, sizeof(again), "%s-%.*s", id.list, (int) id.length, id.identifier);
		if (memchr(id.identifier, '\0', id.length) != NULL)
			sound = false;
		memcpy(text, id.list, sizeof(id.list));
		sound &= split(again, length, &other) && strcmp(other.list, text) == 0;
	}
	ok(sound, "what is taken apart can be put together");
	ok(taken > 10000, "and much is");
}

int
main(void)
{
	test_splits();
	test_control_characters();
	test_reads();
	test_random_texts();
	return tap_done();
}
