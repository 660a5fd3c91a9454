/*-------------------------------------------------------------------------
 *
 * iati_results.c
 *		Results of an activity, with their indicators.
 *
 * The tracker has values of the whole, in numbers: those of parts, and words, are
 * left out and counted.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "iati_elements.h"

/* Values of parts of what an indicator counts would be added to that of the whole. */
static bool
is_of_a_part(IatiReader *reader, const xmlNode *node)
{
	if (child_of(node, "dimension") == NULL && child_of(node, "location") == NULL)
		return false;
	iati_leave_out(reader, (const char *) node->name, "dimension");
	return true;
}

/* The number in "value"; false where it is none. */
static bool
read_figure(IatiReader *reader, const xmlNode *node, char number[NUMBER_SIZE])
{
	const char *text = attribute_of(reader, node, "value");

	number[0] = '\0';
	if (text == NULL || iati_decimal(text, number))
		return true;
	iati_refuse(reader, line_of(node), path_to(reader, node, "value"), text, _("this is no number"));
	return false;
}

static void
read_period(IatiReader *reader, const xmlNode *node, const char *result, const char *indicator, bool in_words)
{
	char		first_day[ISO_DATE_SIZE];
	char		last_day[ISO_DATE_SIZE];

	if (!read_day(reader, node, "period-start", true, first_day) ||
		!read_day(reader, node, "period-end", true, last_day) ||
		!are_in_order(reader, node, first_day, last_day))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
	{
		static const char *const read[] = {"comment", NULL};
		bool		is_actual = is_named(child, "actual");
		char		number[NUMBER_SIZE];
		Digits		row;
		Digits		activity;
		Digits		line;

		if ((!is_actual && !is_named(child, "target")) || is_of_a_part(reader, child))
			continue;
		if (in_words)
		{
			iati_leave_out(reader, "indicator[@measure=5]", (const char *) child->name);
			continue;
		}
		if (!read_figure(reader, child, number))
			continue;
		if (number[0] == '\0')
		{
			iati_leave_out(reader, (const char *) child->name, "comment");
			continue;
		}
		leave_out_others(reader, child, read);
		EMIT(reader, IATI_VALUE, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(child)),
			 result, indicator, is_actual ? "true" : "false", first_day, last_day, number, note_of(reader, child, "comment"));
	}
}

/* The one baseline of the whole: its number, year, day and comment. */
static bool
read_baseline(IatiReader *reader, const xmlNode *node, char number[NUMBER_SIZE], const char **year, char day[ISO_DATE_SIZE],
			  const char **note)
{
	bool		found = false;

	number[0] = day[0] = '\0';
	*year = *note = NULL;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
	{
		const char *iso;

		if (!is_named(child, "baseline") || is_of_a_part(reader, child))
			continue;
		if (found)
		{
			iati_leave_out(reader, "indicator", "baseline");
			continue;
		}
		found = true;
		if (!read_figure(reader, child, number))
			return false;
		*year = attribute_of(reader, child, "year");
		if (*year != NULL && (strspn(*year, "0123456789") != strlen(*year) || strlen(*year) > 4 || atoi(*year) < 1))
		{
			iati_refuse(reader, line_of(child), "baseline/@year", *year, _("this is no year"));
			return false;
		}
		iso = attribute_of(reader, child, "iso-date");
		if (iso != NULL && !iati_date(iso, day))
		{
			iati_refuse(reader, line_of(child), "baseline/@iso-date", iso, _("this is no date"));
			return false;
		}
		*note = note_of(reader, child, "comment");
	}
	return true;
}

static void
read_indicator(IatiReader *reader, const xmlNode *node, const char *result, int place)
{
	static const char *const read[] = {"title", "description", "baseline", "period", NULL};
	const char *measure = attribute_of(reader, node, "measure");
	const char *ascending;
	const char *aggregation;
	const char *year;
	const char *note;
	Narratives	title = {.main = -1};
	Narratives	definition = {.main = -1};
	char		number[NUMBER_SIZE];
	char		day[ISO_DATE_SIZE];
	Digits		row;
	Digits		activity;
	Digits		line;
	Digits		indicator;

	digits(&indicator, place);
	if (measure == NULL || strlen(measure) != 1 || measure[0] < '1' || measure[0] > '5')
	{
		iati_refuse(reader, line_of(node), "indicator/@measure", measure != NULL ? measure : "", _("this is no measure of IATI, 1 to 5"));
		return;
	}
	if (!read_boolean(reader, node, "ascending", &ascending) ||
		!read_boolean(reader, node, "aggregation-status", &aggregation) ||
		!read_baseline(reader, node, number, &year, day, &note))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if ((is_named(child, "title") && !read_narratives(reader, &title, child)) ||
			(is_named(child, "description") && !read_narratives(reader, &definition, child)))
			goto done;
	if (main_text(&title) == NULL)
	{
		iati_refuse(reader, line_of(node), "indicator/title", "", _("there is no title"));
		goto done;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_INDICATOR, digits(&row, ++reader->rows), digits(&activity, reader->activities), digits(&line, line_of(node)),
		 result, indicator.text, measure, ascending, aggregation, main_text(&title), main_text(&definition),
		 or_null(number), year, or_null(day), note);
	emit_texts(reader, &title, "indicator.indicator", result, indicator.text);
	emit_texts(reader, &definition, "indicator.definition", result, indicator.text);
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, "period"))
			read_period(reader, child, result, indicator.text, measure[0] == '5');
done:
	narratives_free(&title);
	narratives_free(&definition);
}

void
read_result(IatiReader *reader, const xmlNode *node)
{
	static const char *const read[] = {"title", "description", "indicator", NULL};
	const char *type = attribute_of(reader, node, "type");
	const char *aggregation;
	Narratives	title = {.main = -1};
	Narratives	description = {.main = -1};
	Digits		activity;
	Digits		line;
	Digits		result;
	int			indicators = 0;

	digits(&result, ++reader->activity.results);
	if (type == NULL || strlen(type) != 1 || strchr("1239", type[0]) == NULL)
	{
		iati_refuse(reader, line_of(node), "result/@type", type != NULL ? type : "", _("this is no type of result of IATI: 1, 2, 3 or 9"));
		return;
	}
	if (!read_boolean(reader, node, "aggregation-status", &aggregation))
		return;
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if ((is_named(child, "title") && !read_narratives(reader, &title, child)) ||
			(is_named(child, "description") && !read_narratives(reader, &description, child)))
			goto done;
	if (main_text(&title) == NULL)
	{
		iati_refuse(reader, line_of(node), "result/title", "", _("there is no title"));
		goto done;
	}
	leave_out_others(reader, node, read);
	EMIT(reader, IATI_RESULT, digits(&activity, reader->activities), digits(&line, line_of(node)), result.text, type, aggregation,
		 main_text(&title), main_text(&description));
	emit_texts(reader, &title, "activity_result.result", result.text, NULL);
	emit_texts(reader, &description, "activity_result.description", result.text, NULL);
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (is_named(child, "indicator"))
			read_indicator(reader, child, result.text, ++indicators);
done:
	narratives_free(&title);
	narratives_free(&description);
}
