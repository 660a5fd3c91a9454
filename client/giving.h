/*-------------------------------------------------------------------------
 *
 * giving.h
 *		Grants of files of the 360Giving Data Standard.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_GIVING_H
#define CAUDAL_GIVING_H

#include "source.h"
#include "values.h"

/* what is read of a grant */
typedef enum GivingField
{
	GIVING_ID,
	GIVING_TITLE,
	GIVING_DESCRIPTION,
	GIVING_CURRENCY,
	GIVING_AMOUNT,
	GIVING_DISBURSED,
	GIVING_AWARD_DATE,
	GIVING_START,
	GIVING_END,
	GIVING_DURATION,
	GIVING_FUNDER,
	GIVING_FUNDER_NAME,
	GIVING_RECIPIENT,
	GIVING_RECIPIENT_NAME,
	GIVING_INDIVIDUAL,
	GIVING_PROGRAMME,
	GIVING_PROGRAMME_TITLE,
	GIVING_REGRANT,
	GIVING_FIELDS
} GivingField;

/* and of each of its disbursements */
typedef enum PaymentField
{
	PAYMENT_ID,
	PAYMENT_DATE,
	PAYMENT_VALUE,
	PAYMENT_CURRENCY,
	PAYMENT_VALUE_DATE,
	PAYMENT_DESCRIPTION,
	PAYMENT_PROVIDER,
	PAYMENT_RECIPIENT,
	PAYMENT_FIELDS
} PaymentField;

/* Where a field is in JSON, and what a spreadsheet calls it. */
typedef struct GivingName
{
	const char *path;
	const char *title;			/* NULL where spreadsheets have the path too */
} GivingName;

extern const GivingName giving_names[GIVING_FIELDS];
extern const GivingName payment_names[PAYMENT_FIELDS];
#define GIVING_PAYMENTS "disbursementTransaction"

/* A field as a file has it; no text where it is absent. */
typedef struct GivingText
{
	const char *text;
	size_t		length;
	const char *problem;		/* translated, where it is of no use */
} GivingText;

/* A grant as a file has it. */
typedef struct GivingRecord
{
	uint64		line;
	uint64		place;			/* of the grant in the file, from 1 */
	GivingText	fields[GIVING_FIELDS];
	int			funders;
	int			recipients;
	int			payment_count;
	GivingText (*payments)[PAYMENT_FIELDS];
	/* what the file calls a field; payment is -1 for those of the grant */
	const char *(*name) (const void *state, int payment, int field);
	const void *state;
} GivingRecord;

typedef struct GivingPayment
{
	const char *id;				/* NULL where it has none */
	char		date[ISO_DATE_SIZE];
	char		value_date[ISO_DATE_SIZE];	/* empty for none */
	char		value[NUMBER_SIZE];
	char		currency[4];
	const char *description;	/* NULL for none, as the next two */
	const char *provider;
	const char *recipient;
} GivingPayment;

/* A grant that can be loaded, as far as the file tells. */
typedef struct GivingGrant
{
	uint64		line;
	uint64		place;
	const char *id;
	const char *title;
	const char *description;	/* NULL for none */
	char		currency[4];
	char		amount[NUMBER_SIZE];
	char		award_date[ISO_DATE_SIZE];
	char		first_day[ISO_DATE_SIZE];	/* empty where no dates are planned */
	char		last_day[ISO_DATE_SIZE];	/* empty for none */
	int			months;			/* 0 for none */
	const char *funder;
	const char *funder_name;
	const char *recipient;
	const char *recipient_name;
	const char *programme;		/* NULL for none */
	const char *programme_name;
	bool		is_sponsored;	/* the recipient is a fiscal sponsor */
	bool		only_disbursed; /* an amount disbursed, but no disbursements */
	int			payment_count;
	GivingPayment *payments;
} GivingGrant;

/* what a reader calls for each grant: one of the two */
typedef struct GivingTarget
{
	void		(*take) (void *state, const GivingGrant *grant);
	void		(*refuse) (void *state, uint64 line, const char *column,
						   const char *value, size_t length, const char *reason);
	void	   *state;
} GivingTarget;

extern void giving_check(const GivingRecord *record, const GivingTarget *target);

/* an error is of the file as a whole; formatted, translated */
extern bool giving_read_json(Source *source, const GivingTarget *target, char **error);
extern bool giving_read_csv(Source *source, char delimiter, const GivingTarget *target, char **error);

#endif							/* CAUDAL_GIVING_H */
