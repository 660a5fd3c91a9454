/*-------------------------------------------------------------------------
 *
 * iati_money.c
 *		Transactions, budgets and planned disbursements of an activity.
 *
 * What is wrong with one value refuses the record that it is of.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

/* The <value> of a record: amount and value date. */
static bool
read_value(IatiReader *reader, const xmlNode *node, char amount[NUMBER_SIZE], char value_date[ISO_DATE_SIZE])
{
	const xmlNode *child = child_of(node, "value");
	const char *text = child != NULL ? text_of(reader, child) : NULL;
	const char *code = child != NULL ? attribute_of(reader, child, "currency") : NULL;
	const char *day = child != NULL ? attribute_of(reader, child, "value-date") : NULL;
	Currency	currency = code != NULL ? read_currency(code, strlen(code)) : reader->activity.currency;
	const char *wrong;

	value_date[0] = '\0';
	if (text == NULL)
	{
		iati_refuse(reader, line_of(child != NULL ? child : node), "value", "", _("there is no amount"));
		return false;
	}
	if (currency == 0)
	{
		iati_refuse(reader, line_of(child), "value/@currency", code != NULL ? code : "",
					code != NULL ? _("this is no code of a currency") :
					_("no currency is said here, and the activity has no default-currency"));
		return false;
	}
	wrong = iati_amount(text, currency, amount);
	if (wrong != NULL)
	{
		iati_refuse(reader, line_of(child), "value", text, wrong);
		return false;
	}
	if (day != NULL && !iati_date(day, value_date))
	{
		iati_refuse(reader, line_of(child), "value/@value-date", day, _("this is no date"));
		return false;
	}
	return true;
}

static bool
is_zero_amount(const char *amount)
{
	return strspn(amount, "-0.") == strcspn(amount, " ");
}

/* Who pays and who receives, with the activities that they do it for; each may be left out. */
typedef struct Parties
{
	Party		provider;
	Party		receiver;
	const char *provider_activity;
	const char *receiver_activity;
} Parties;

static bool
read_parties(IatiReader *reader, const xmlNode *node, Parties *parties)
{
	const xmlNode *provider = child_of(node, "provider-org");
	const xmlNode *receiver = child_of(node, "receiver-org");

	memset(parties, 0, sizeof(*parties));
	return (provider == NULL || read_party(reader, provider, &parties->provider)) &&
		(receiver == NULL || read_party(reader, receiver, &parties->receiver)) &&
		(provider == NULL || read_activity_id(reader, provider, "provider-activity-id", &parties->provider_activity)) &&
		(receiver == NULL || read_activity_id(reader, receiver, "receiver-activity-id", &parties->receiver_activity));
}

void
read_transaction(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"transaction-type", "transaction-date", "value", "description", "provider-org", "receiver-org", NULL};
	const xmlNode *type_node = child_of(node, "transaction-type");
	const char *code = type_node != NULL ? attribute_of(reader, type_node, "code") : NULL;
	const char *type = iati_transaction_type(code);
	Parties		parties;
	char		amount[NUMBER_SIZE];
	char		booked_on[ISO_DATE_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (type == NULL)
	{
		iati_refuse(reader, line_of(type_node != NULL ? type_node : node), "transaction-type/@code", code != NULL ? code : "",
					_("this is no transaction type of IATI"));
		return;
	}
	if (!read_day(reader, node, "transaction-date", true, booked_on) ||
		!read_value(reader, node, amount, value_date) ||
		!read_parties(reader, node, &parties))
		return;
	if (is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", "0", _("a transaction of nothing is none"));
		return;
	}
	if (amount[0] == '-' && (strcmp(type, "12") == 0 || strcmp(type, "13") == 0))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a pledge is not negative"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_TRANSACTION, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 attribute_of(reader, node, "ref"), type, booked_on, or_null(value_date), amount,
		 parties.provider.ref, parties.provider.name, parties.provider_activity,
		 parties.receiver.ref, parties.receiver.name, parties.receiver_activity,
		 note_of(reader, node, "description"));
}

/* "type" of a budget or planned disbursement, which may be left out. */
static bool
read_revision(IatiReader *reader, const xmlNode *node, const char **type)
{
	const char *code = attribute_of(reader, node, "type");

	*type = iati_revision(code);
	if (code == NULL || *type != NULL)
		return true;
	iati_refuse(reader, line_of(node), "@type", code, _("this is neither 1, original, nor 2, revised"));
	return false;
}

void
read_budget(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"period-start", "period-end", "value", NULL};
	const char *status = attribute_of(reader, node, "status");
	const char *type;
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];
	char		amount[NUMBER_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (!read_revision(reader, node, &type) ||
		!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", true, last_day) ||
		!are_in_order(reader, node, first_day, last_day) ||
		!read_value(reader, node, amount, value_date))
		return;
	if (status != NULL && strcmp(status, "1") != 0 && strcmp(status, "2") != 0)
	{
		iati_refuse(reader, line_of(node), "@status", status, _("this is neither 1, indicative, nor 2, committed"));
		return;
	}
	if (amount[0] == '-' && !is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a budget is not negative"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_BUDGET, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 type, status, first_day, last_day, amount, or_null(value_date));
}

void
read_plan(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"period-start", "period-end", "value", "provider-org", "receiver-org", NULL};
	Parties		parties;
	const char *type;
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];
	char		amount[NUMBER_SIZE];
	char		value_date[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;

	if (!read_revision(reader, node, &type) ||
		!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", false, last_day) ||
		!are_in_order(reader, node, first_day, last_day) ||
		!read_value(reader, node, amount, value_date) ||
		!read_parties(reader, node, &parties))
		return;
	if (amount[0] == '-' || is_zero_amount(amount))
	{
		iati_refuse(reader, line_of(node), "value", amount, _("a planned disbursement is of an amount above zero"));
		return;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_PLAN, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 type, first_day, or_null(last_day), amount, or_null(value_date),
		 parties.provider.ref, parties.provider.name, parties.provider_activity,
		 parties.receiver.ref, parties.receiver.name, parties.receiver_activity);
}
