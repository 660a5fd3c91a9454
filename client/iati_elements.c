/*-------------------------------------------------------------------------
 *
 * iati_elements.c
 *		An activity, and which of its elements are read.
 *
 * What says which activity it is, and when it is, refuses the whole activity where
 * it is wrong; a transaction, a budget, an indicator only itself.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

static char *
copy(const char *text)
{
	return text != NULL ? pg_strdup(text) : NULL;
}

static void
read_participant(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "role");
	const char *role = iati_role(code);
	const char *its_activity;
	Party		party;
	Digits		activity;
	Digits		line;
	Digits		place;

	if (role == NULL)
	{
		iati_refuse(reader, line_of(node), "participating-org/@role", code != NULL ? code : "", _("this is no role of IATI, 1 to 4"));
		return;
	}
	if (!read_party(reader, node, &party) || !read_activity_id(reader, node, "activity-id", &its_activity))
		return;
	if (party.ref == NULL && party.name == NULL)
	{
		iati_refuse(reader, line_of(node), "participating-org", "", _("it has neither a reference nor a name"));
		return;
	}
	EMIT(reader, IATI_PARTICIPANT, digits(&activity, reader->activities), digits(&line, line_of(node)),
		 digits(&place, ++reader->activity.participants), role, party.ref, party.name, its_activity);
}

static void
read_country(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "code");
	const char *share = attribute_of(reader, node, "percentage");
	char		percentage[NUMBER_SIZE] = "";
	Digits		activity;
	Digits		line;

	if (code == NULL || strlen(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z')
	{
		iati_refuse(reader, line_of(node), "recipient-country/@code", code != NULL ? code : "", _("this is no country of ISO 3166"));
		return;
	}
	if (share != NULL && (!iati_decimal(share, percentage) || percentage[0] == '-' || atof(percentage) > 100))
	{
		iati_refuse(reader, line_of(node), "recipient-country/@percentage", share, _("this is no share of 100"));
		return;
	}
	EMIT(reader, IATI_COUNTRY, digits(&activity, reader->activities), digits(&line, line_of(node)), code, or_null(percentage));
}

static void
refuse_activity(IatiReader *reader, uint64 line, const char *column, const char *value, const char *reason)
{
	if (!reader->activity.is_refused)
		iati_refuse(reader, line, column, value, reason);
	reader->activity.is_refused = true;
}

static void
read_reporter(IatiReader *reader, const xmlNode *node)
{
	Activity   *activity = &reader->activity;
	const char *secondary;
	Party		party;

	if (activity->reporter_ref != NULL || activity->reporter_name != NULL)
	{
		iati_leave_out(reader, NULL, (const char *) node->name);
		return;
	}
	if (!read_party(reader, node, &party) || !read_boolean(reader, node, "secondary-reporter", &secondary))
	{
		activity->is_refused = true;
		return;
	}
	activity->reporter_ref = copy(party.ref);
	activity->reporter_name = copy(party.name);
	activity->secondary = copy(secondary);
}

static void
read_date_of_activity(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "type");
	const char *text = attribute_of(reader, node, "iso-date");
	int			type = iati_date_type(code);
	char		day[ISO_DATE_SIZE];

	/* 1.0x may have it as text */
	if (text == NULL)
		text = text_of(reader, node);
	if (type == 0)
		refuse_activity(reader, line_of(node), "activity-date/@type", code != NULL ? code : "", _("this is no type of date of IATI, 1 to 4"));
	else if (text == NULL || !iati_date(text, day))
		refuse_activity(reader, line_of(node), "activity-date/@iso-date", text != NULL ? text : "", _("this is no date"));
	else if (reader->activity.dates[type - 1][0] != '\0')
		iati_leave_out(reader, NULL, (const char *) node->name);
	else
		strcpy(reader->activity.dates[type - 1], day);
}

/*
 * Of descriptions of several types the general one counts, wherever it stands,
 * else the first.
 */
static void
read_description(IatiReader *reader, const xmlNode *node)
{
	Activity   *activity = &reader->activity;
	const char *type = attribute_of(reader, node, "type");

	if (type == NULL)
		type = "1";
	if (activity->description.count > 0 && strcmp(activity->description_type, type) != 0)
	{
		iati_leave_out(reader, NULL, (const char *) node->name);
		if (strcmp(type, "1") != 0)
			return;
		narratives_free(&activity->description);
	}
	if (!read_narratives(reader, &activity->description, node))
		activity->is_refused = true;
	pg_free(activity->description_type);
	activity->description_type = pg_strdup(type);
}

static void
read_status(IatiReader *reader, const xmlNode *node)
{
	const char *code = attribute_of(reader, node, "code");

	if (code == NULL || reader->activity.status != NULL)
		iati_leave_out(reader, NULL, (const char *) node->name);
	else if (strlen(code) != 1 || code[0] < '1' || code[0] > '6')
		refuse_activity(reader, line_of(node), "activity-status/@code", code, _("this is no status of IATI, 1 to 6"));
	else
		reader->activity.status = copy(code);
}

static void
read_identifier(IatiReader *reader, const xmlNode *node)
{
	const char *text = text_of(reader, node);

	if (reader->activity.identifier != NULL)
		refuse_activity(reader, line_of(node), "iati-identifier", text != NULL ? text : "", _("an activity has one identifier"));
	else if (text != NULL && text_length(text) > IDENTIFIER_MAX)
		refuse_activity(reader, line_of(node), "iati-identifier", text, _("this is longer than an identifier can be"));
	else
		reader->activity.identifier = copy(text);
}

static void
read_title(IatiReader *reader, const xmlNode *node)
{
	if (!read_narratives(reader, &reader->activity.title, node))
		reader->activity.is_refused = true;
}

static const struct
{
	const char *name;
	void		(*read) (IatiReader *reader, const xmlNode *node);
}			elements[] = {
	/* the most frequent first */
	{"transaction", read_transaction},
	{"participating-org", read_participant},
	{"activity-date", read_date_of_activity},
	{"budget", read_budget},
	{"planned-disbursement", read_plan},
	{"iati-identifier", read_identifier},
	{"reporting-org", read_reporter},
	{"title", read_title},
	{"description", read_description},
	{"activity-status", read_status},
	{"recipient-country", read_country},
	{"result", read_result},
};

bool
iati_is_wanted(const char *name)
{
	for (int i = 0; i < lengthof(elements); i++)
		if (strcmp(elements[i].name, name) == 0)
			return true;
	return false;
}

/* A child of an activity, as a tree of its own. */
void
iati_element(IatiReader *reader, xmlNode *node)
{
	for (int i = 0; i < lengthof(elements); i++)
		if (is_named(node, elements[i].name))
		{
			elements[i].read(reader, node);
			return;
		}
}

static void
read_attribute_of_activity(IatiReader *reader, const char *name, bool of_xml, const char *value)
{
	Activity   *activity = &reader->activity;

	if (of_xml && strcmp(name, "lang") == 0)
	{
		activity->has_language = iati_language(value, activity->language);
		if (!activity->has_language)
		{
			strcpy(activity->language, "en");
			refuse_activity(reader, activity->line, "xml:lang", value, _("this is no language of ISO 639"));
		}
	}
	else if (strcmp(name, "default-currency") == 0)
	{
		activity->currency = read_currency(value, strlen(value));
		if (activity->currency == 0)
			refuse_activity(reader, activity->line, "@default-currency", value, _("this is no code of a currency"));
	}
	else if (strcmp(name, "last-updated-datetime") == 0)
	{
		if (!iati_time(value, activity->updated_at))
			refuse_activity(reader, activity->line, "@last-updated-datetime", value, _("this is no time"));
	}
	else if (strcmp(name, "hierarchy") == 0)
	{
		if (strspn(value, "0123456789") != strlen(value) || strlen(value) > 9)
			refuse_activity(reader, activity->line, "@hierarchy", value, _("this is no number"));
		else
			strlcpy(activity->hierarchy, value, sizeof(activity->hierarchy));
	}
	else if (strcmp(name, "humanitarian") == 0)
	{
		const char *is_humanitarian = iati_boolean(value);

		if (is_humanitarian == NULL)
			refuse_activity(reader, activity->line, "@humanitarian", value, _("this is neither true nor false"));
		else
			strlcpy(activity->humanitarian, is_humanitarian, sizeof(activity->humanitarian));
	}
	else if (strcmp(name, "version") != 0)
		iati_leave_out(reader, "iati-activity/@", name);
}

/* Languages and currencies that elements do not state are those of the activity. */
void
iati_begin_activity(IatiReader *reader, int count, const xmlChar **attributes)
{
	Activity   *activity = &reader->activity;

	strcpy(activity->language, "en");
	activity->title.main = activity->description.main = -1;
	reader->activities++;
	for (int i = 0; i < count; i++)
	{
		const char *value = (const char *) attributes[5 * i + 3];
		const char *kept = iati_keep(reader, value, (const char *) attributes[5 * i + 4] - value);

		if (kept != NULL)
			read_attribute_of_activity(reader, (const char *) attributes[5 * i], attributes[5 * i + 2] != NULL, kept);
	}
}

void
iati_end_activity(IatiReader *reader)
{
	Activity   *activity = &reader->activity;
	uint64		line = activity->line;
	char		currency[4];
	Digits		ordinal;
	Digits		on;

	if (activity->identifier == NULL)
		refuse_activity(reader, line, "iati-identifier", "", _("there is no identifier"));
	else if (activity->reporter_ref == NULL && activity->reporter_name == NULL)
		refuse_activity(reader, line, "reporting-org", activity->identifier, _("it has neither a reference nor a name"));
	else if (main_text(&activity->title) == NULL)
		refuse_activity(reader, line, "title", activity->identifier, _("there is no title"));
	if (!activity->is_refused)
	{
		EMIT(reader, IATI_ACTIVITY, digits(&ordinal, reader->activities), digits(&on, line), activity->identifier,
			 activity->has_language ? activity->language : NULL,
			 activity->currency != 0 ? currency_letters(activity->currency, currency) : NULL,
			 or_null(activity->updated_at), or_null(activity->hierarchy), or_null(activity->humanitarian), activity->status,
			 or_null(activity->dates[0]), or_null(activity->dates[1]), or_null(activity->dates[2]), or_null(activity->dates[3]),
			 activity->reporter_ref, activity->reporter_name, activity->secondary,
			 main_text(&activity->title), main_text(&activity->description));
		emit_texts(reader, &activity->title, "award.award", NULL, NULL);
		emit_texts(reader, &activity->description, "award.description", NULL, NULL);
	}
	iati_forget_activity(reader);
}

void
iati_forget_activity(IatiReader *reader)
{
	Activity   *activity = &reader->activity;

	pg_free(activity->identifier);
	pg_free(activity->reporter_ref);
	pg_free(activity->reporter_name);
	pg_free(activity->secondary);
	pg_free(activity->status);
	pg_free(activity->description_type);
	narratives_free(&activity->title);
	narratives_free(&activity->description);
	memset(activity, 0, sizeof(*activity));
}
