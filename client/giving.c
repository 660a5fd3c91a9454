/*-------------------------------------------------------------------------
 *
 * giving.c
 *		Grants of files of the 360Giving Data Standard: what a field may be.
 *
 * The same for JSON and for spreadsheets.  Names, required fields and the forms
 * of dates are those of the schema, github.com/ThreeSixtyGiving/standard,
 * schema/360-giving-schema.json; codes of regranting are those of
 * codelists/regrantType.csv there.
 *
 * What the schema leaves open and the tracker cannot keep is refused: a grant
 * to a person, or to two organizations.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "giving.h"

#include "calendar.h"
#include "currency_table.h"

/* a text that is longer is no title or description */
#define TEXT_MAX		(1024 * 1024)
/* characters, as the tracker's domain "identifier" has them */
#define IDENTIFIER_MAX	200
#define MONTHS_MAX		1200

const GivingName giving_names[GIVING_FIELDS] = {
	[GIVING_ID] = {"id", "Identifier"},
	[GIVING_TITLE] = {"title", "Title"},
	[GIVING_DESCRIPTION] = {"description", "Description"},
	[GIVING_CURRENCY] = {"currency", "Currency"},
	[GIVING_AMOUNT] = {"amountAwarded", "Amount Awarded"},
	[GIVING_DISBURSED] = {"amountDisbursed", "Amount Disbursed"},
	[GIVING_AWARD_DATE] = {"awardDate", "Award Date"},
	[GIVING_START] = {"plannedDates/0/startDate", "Planned Dates:Start Date"},
	[GIVING_END] = {"plannedDates/0/endDate", "Planned Dates:End Date"},
	[GIVING_DURATION] = {"plannedDates/0/duration", "Planned Dates:Duration (months)"},
	[GIVING_FUNDER] = {"fundingOrganization/0/id", "Funding Org:Identifier"},
	[GIVING_FUNDER_NAME] = {"fundingOrganization/0/name", "Funding Org:Name"},
	[GIVING_RECIPIENT] = {"recipientOrganization/0/id", "Recipient Org:Identifier"},
	[GIVING_RECIPIENT_NAME] = {"recipientOrganization/0/name", "Recipient Org:Name"},
	[GIVING_INDIVIDUAL] = {"recipientIndividual/id", "Recipient Ind:Identifier"},
	[GIVING_PROGRAMME] = {"grantProgramme/0/code", "Grant Programme:Code"},
	[GIVING_PROGRAMME_TITLE] = {"grantProgramme/0/title", "Grant Programme:Title"},
	[GIVING_REGRANT] = {"regrantType", "For Regrant Type"},
};

const GivingName payment_names[PAYMENT_FIELDS] = {
	[PAYMENT_ID] = {"id"},
	[PAYMENT_DATE] = {"transactionDate"},
	[PAYMENT_VALUE] = {"value"},
	[PAYMENT_CURRENCY] = {"currency"},
	[PAYMENT_VALUE_DATE] = {"valueDate"},
	[PAYMENT_DESCRIPTION] = {"description"},
	[PAYMENT_PROVIDER] = {"provider"},
	[PAYMENT_RECIPIENT] = {"recipient"},
};

/* A grant on its way through the checks; the first that fails ends them. */
typedef struct Check
{
	const GivingRecord *record;
	const GivingTarget *target;
	bool		failed;
} Check;

static const GivingText *
field_of(const GivingRecord *record, int payment, int field)
{
	return payment < 0 ? &record->fields[field] : &record->payments[payment][field];
}

static void
refuse(Check *check, int payment, int field, const char *reason)
{
	const GivingRecord *record = check->record;
	const GivingText *value = field_of(record, payment, field);

	if (!check->failed)
		check->target->refuse(check->target->state, record->line, record->name(record->state, payment, field),
							  value->text != NULL ? value->text : "", value->length, reason);
	check->failed = true;
}

/* Whether there is a value; refused where it is of no use. */
static bool
is_there(Check *check, int payment, int field)
{
	const GivingText *value = field_of(check->record, payment, field);

	if (value->problem != NULL)
		refuse(check, payment, field, value->problem);
	else if (value->length > TEXT_MAX)
		refuse(check, payment, field, _("this is longer than a megabyte"));
	else if (value->text != NULL && !is_text(value->text, value->length))
		refuse(check, payment, field, _("this is no text in UTF-8"));
	return !check->failed && value->text != NULL && value->length > 0;
}

static bool
is_blank(const GivingText *value)
{
	return strspn(value->text, " ") == value->length;
}

/* NULL where it is not there, or blank. */
static const char *
optional_text(Check *check, int payment, int field)
{
	const GivingText *value = field_of(check->record, payment, field);

	return is_there(check, payment, field) && !is_blank(value) ? value->text : NULL;
}

static const char *
required_text(Check *check, int payment, int field)
{
	const char *text = optional_text(check, payment, field);

	if (text == NULL)
		refuse(check, payment, field, _("this is missing"));
	return text;
}

static void
check_identifier(Check *check, int payment, int field, const char *text)
{
	size_t		characters = 0;

	if (text == NULL)
		return;
	for (const char *p = text; *p != '\0'; p++)
		characters += (*p & 0xC0) != 0x80;
	if (text[0] == ' ' || text[strlen(text) - 1] == ' ' || characters > IDENTIFIER_MAX)
		refuse(check, payment, field, _("an identifier has 1 to 200 characters, without blanks at its ends"));
}

static const char *
optional_identifier(Check *check, int payment, int field)
{
	const char *text = optional_text(check, payment, field);

	check_identifier(check, payment, field, text);
	return text;
}

static const char *
required_identifier(Check *check, int payment, int field)
{
	const char *text = required_text(check, payment, field);

	check_identifier(check, payment, field, text);
	return text;
}

static void
read_day(Check *check, int payment, int field, char iso[ISO_DATE_SIZE])
{
	const GivingText *value = field_of(check->record, payment, field);

	if (!read_date(value->text, value->length, DATE_YMD, iso))
		refuse(check, payment, field, _("this is no date, such as 2024-06-05"));
}

/* Digits as they are: "1,500" is one and a half in Bogotá and 1500 in Boston. */
static void
read_amount(Check *check, int payment, int field, char number[NUMBER_SIZE])
{
	const GivingText *value = field_of(check->record, payment, field);

	if (strpbrk(value->text, ",$") != NULL || !read_number(value->text, value->length, '.', true, number))
		refuse(check, payment, field, _("this is no number without separators, such as 1500.50"));
}

static void
read_code(Check *check, int payment, int field, char letters[4])
{
	const GivingText *value = field_of(check->record, payment, field);
	Currency	currency = read_currency(value->text, value->length);

	currency_letters(currency, letters);
	if (currency == 0)
		refuse(check, payment, field, _("this is no code of a currency"));
}

/* Days of which the month or the day is left out: 2021, 2021-03. */
static void
read_partial_day(Check *check, int field, bool is_last, char iso[ISO_DATE_SIZE])
{
	const GivingText *value = field_of(check->record, -1, field);
	const char *text = value->text;
	char		whole[ISO_DATE_SIZE];
	int			year;
	int			month;

	if (value->length == 4)
		snprintf(whole, sizeof(whole), is_last ? "%.4s-12-31" : "%.4s-01-01", text);
	else if (value->length == 7 && strspn(text + 5, "0123456789") == 2 && strspn(text, "0123456789") == 4 && text[4] == '-')
	{
		year = atoi(text);
		month = atoi(text + 5);
		if (month < 1 || month > 12)
			year = 0;			/* which is none */
		snprintf(whole, sizeof(whole), "%.7s-%02d", text, is_last && year > 0 ? caudal_days_in_month(year, month) : 1);
	}
	else
	{
		read_day(check, -1, field, iso);
		return;
	}
	if (!read_date(whole, strlen(whole), DATE_YMD, iso))
		refuse(check, -1, field, _("this is no date, such as 2024-06-05"));
}

/* Whole months, which a file may write as "18" or "18.0". */
static int
read_months(Check *check)
{
	const GivingText *value = field_of(check->record, -1, GIVING_DURATION);
	char		number[NUMBER_SIZE];
	char	   *end;
	long		months;

	if (!read_number(value->text, value->length, '.', true, number))
		number[0] = '\0';
	errno = 0;
	months = strtol(number, &end, 10);
	if (end > number && *end == '.')
		end += 1 + strspn(end + 1, "0");
	if (errno != 0 || end == number || *end != '\0' || months < 1 || months > MONTHS_MAX)
	{
		refuse(check, -1, GIVING_DURATION, _("a duration is a whole number of months, from 1 to 1200"));
		return 0;
	}
	return (int) months;
}

static void
check_planned_dates(Check *check, GivingGrant *grant)
{
	bool		has_start = is_there(check, -1, GIVING_START);
	bool		has_end = is_there(check, -1, GIVING_END);
	bool		has_duration = is_there(check, -1, GIVING_DURATION);

	if (check->failed)
		return;
	if (has_start)
		read_partial_day(check, GIVING_START, false, grant->first_day);
	else if (has_end || has_duration)
		refuse(check, -1, GIVING_START, _("this is missing"));
	/* of an end and a duration the end is meant: many round the duration */
	if (has_end)
		read_partial_day(check, GIVING_END, true, grant->last_day);
	else if (has_duration)
		grant->months = read_months(check);
	if (!check->failed && has_end && strcmp(grant->last_day, grant->first_day) < 0)
		refuse(check, -1, GIVING_END, _("the last day is before the first"));
}

static void
check_payment(Check *check, int number, const GivingGrant *grant, GivingPayment *payment)
{
	payment->id = optional_identifier(check, number, PAYMENT_ID);
	if (required_text(check, number, PAYMENT_DATE) != NULL)
		read_day(check, number, PAYMENT_DATE, payment->date);
	if (required_text(check, number, PAYMENT_VALUE) != NULL)
		read_amount(check, number, PAYMENT_VALUE, payment->value);
	if (is_there(check, number, PAYMENT_VALUE_DATE))
		read_day(check, number, PAYMENT_VALUE_DATE, payment->value_date);
	if (is_there(check, number, PAYMENT_CURRENCY))
		read_code(check, number, PAYMENT_CURRENCY, payment->currency);
	else
		memcpy(payment->currency, grant->currency, sizeof(payment->currency));
	payment->description = optional_text(check, number, PAYMENT_DESCRIPTION);
	payment->provider = optional_identifier(check, number, PAYMENT_PROVIDER);
	payment->recipient = optional_identifier(check, number, PAYMENT_RECIPIENT);
}

static void
check_grant(Check *check, GivingGrant *grant)
{
	const GivingRecord *record = check->record;
	const char *regrant;

	grant->id = required_identifier(check, -1, GIVING_ID);
	grant->title = required_text(check, -1, GIVING_TITLE);
	grant->description = optional_text(check, -1, GIVING_DESCRIPTION);
	if (required_text(check, -1, GIVING_CURRENCY) != NULL)
		read_code(check, -1, GIVING_CURRENCY, grant->currency);
	if (required_text(check, -1, GIVING_AMOUNT) != NULL)
		read_amount(check, -1, GIVING_AMOUNT, grant->amount);
	if (required_text(check, -1, GIVING_AWARD_DATE) != NULL)
		read_day(check, -1, GIVING_AWARD_DATE, grant->award_date);

	grant->funder = required_identifier(check, -1, GIVING_FUNDER);
	grant->funder_name = required_text(check, -1, GIVING_FUNDER_NAME);
	if (record->funders > 1)
		refuse(check, -1, GIVING_FUNDER, _("this grant has two funders, and an award has one"));
	if (optional_text(check, -1, GIVING_RECIPIENT) == NULL && optional_text(check, -1, GIVING_INDIVIDUAL) != NULL)
		refuse(check, -1, GIVING_INDIVIDUAL, _("this is a grant to a person, and awards are to organizations"));
	grant->recipient = required_identifier(check, -1, GIVING_RECIPIENT);
	grant->recipient_name = required_text(check, -1, GIVING_RECIPIENT_NAME);
	if (record->recipients > 1)
		refuse(check, -1, GIVING_RECIPIENT, _("this grant has two recipients, and an award has one"));
	if (!check->failed && strcmp(grant->funder, grant->recipient) == 0)
		refuse(check, -1, GIVING_RECIPIENT, _("nobody awards a grant to itself"));
	check_planned_dates(check, grant);

	grant->programme = optional_text(check, -1, GIVING_PROGRAMME);
	grant->programme_name = optional_text(check, -1, GIVING_PROGRAMME_TITLE);
	if (grant->programme != NULL)
		check_identifier(check, -1, GIVING_PROGRAMME, grant->programme);
	else
	{
		check_identifier(check, -1, GIVING_PROGRAMME_TITLE, grant->programme_name);
		grant->programme = grant->programme_name;
	}
	if (grant->programme_name == NULL)
		grant->programme_name = grant->programme;

	regrant = optional_text(check, -1, GIVING_REGRANT);
	grant->is_sponsored = regrant != NULL && strcmp(regrant, "FRG050") == 0;
	grant->only_disbursed = is_there(check, -1, GIVING_DISBURSED) && record->payment_count == 0;
}

/* Checks a grant, and gives it to one of the functions of the target. */
void
giving_check(const GivingRecord *record, const GivingTarget *target)
{
	Check		check = {record, target, false};
	GivingGrant grant = {.line = record->line,.place = record->place,.payment_count = record->payment_count};

	check_grant(&check, &grant);
	if (record->payment_count > 0)
		grant.payments = pg_malloc0(record->payment_count * sizeof(GivingPayment));
	for (int i = 0; i < record->payment_count && !check.failed; i++)
		check_payment(&check, i, &grant, &grant.payments[i]);
	if (!check.failed)
		target->take(target->state, &grant);
	pg_free(grant.payments);
}
