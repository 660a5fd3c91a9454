/*-------------------------------------------------------------------------
 *
 * doctor_settings.c
 *		caudal doctor: settings that change what is shown, or how fast.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

#include <time.h>

#include "statements.h"

/* flows from which on it matters how much memory a sort may take, in kB */
#define MANY_FLOWS		1000000
#define ENOUGH_WORK_MEM	(64 * 1024)

/* Where the value of a setting comes from: pg_settings.source */
static const char *
origin(const char *source)
{
	if (strcmp(source, "user") == 0 || strcmp(source, "database user") == 0)
		return _("set for the role");
	if (strcmp(source, "database") == 0)
		return _("set for the database");
	if (strcmp(source, "client") == 0)
		return _("set by the connection");
	return _("set for the server");
}

/* The path that the user's own sessions have; this program's is another. */
void
examine_search_path(Doctor *doctor)
{
	Session    *session = doctor->session;
	char	   *own = query_text(session, "SHOW search_path", 0, NULL);
	PGresult   *result;

	execute(session, "RESET search_path");
	result = examine(doctor, "search_path", sql_doctor_search_path, 0, NULL);
	PQclear(query(session, "SELECT set_config('search_path', $1, false)", 1, (const char *const *) &own));
	if (result == NULL)
		return;
	if (!field_is_true(result, 0, 1))
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("search_path: has no %s, so that its name must be written before caudal's types and functions: %s (%s)"),
												 doctor->caudal, field(result, 0, 0), origin(field(result, 0, 2))));
		tell_remedy(doctor, MARK_NOTE, _("\"caudal init\" puts it last on the path of the database; a role may have a path of its own."));
	}
	else if (field(result, 0, 3) != NULL)
		tell_finding(doctor, MARK_NOTE, psprintf(_("search_path: %s, where table %s stands before caudal's"), field(result, 0, 0), field(result, 0, 3)));
	else
		tell_finding(doctor, MARK_OK, psprintf(_("search_path: %s"), field(result, 0, 0)));
	PQclear(result);
}

/* Settings of caudal's own; its module is loaded by the query before. */
static void
examine_own_settings(Doctor *doctor)
{
	PGresult   *result;
	bool		tells_default = true;

	result = examine(doctor, _("settings of caudal"), "SELECT reporting_currency()", 0, NULL);
	if (result == NULL)
		return;
	PQclear(result);
	result = examine(doctor, _("settings of caudal"), sql_doctor_settings, 0, NULL);
	if (result == NULL)
		return;
	for (int i = 0; i < PQntuples(result); i++)
	{
		const char *name = field(result, i, 0);
		const char *value = field(result, i, 1);

		if (field(result, i, 2) == NULL)
		{
			tell_finding(doctor, MARK_PROBLEM, psprintf(_("setting %s: there is none of this name, so that %s says nothing (%s)"), name, value,
														field(result, i, 3)));
			tell_remedy(doctor, MARK_PROBLEM, _("The settings of caudal are in docs/caudal.md, \"Settings\"."));
			continue;
		}
		if (strcmp(name, "caudal.missing_rate") == 0 && strcmp(value, "null") == 0)
		{
			tell_finding(doctor, MARK_NOTE, psprintf(_("setting %s: %s (%s); amounts without a rate are left out of sums, and are no error"), name, value,
													 origin(field(result, i, 2))));
			continue;
		}
		if (strcmp(field(result, i, 2), "default") == 0)
			tell_finding(doctor, MARK_OK, psprintf(_("setting %s: %s"), name, value));
		else
			tell_finding(doctor, MARK_OK, psprintf(_("setting %s: %s (%s)"), name, value, origin(field(result, i, 2))));
		tells_default = false;
	}
	PQclear(result);
	if (tells_default)
		tell_finding(doctor, MARK_NOTE, _("settings of caudal: there are none; the server's module could not be loaded"));
}

/* Messages of the server, and what day it is there. */
static void
examine_language_and_day(Doctor *doctor)
{
	PGresult   *result = examine(doctor, _("messages of the server"), "SELECT current_setting('lc_messages'), message('division by zero') <> 'division by zero',"
								 " CURRENT_DATE, current_setting('TimeZone')", 0, NULL);
	char		today[16];
	time_t		now = time(NULL);

	if (result == NULL)
		return;
	if (strncmp(field(result, 0, 0), "es", 2) == 0 && !field_is_true(result, 0, 1))
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("messages of the server: in English, though lc_messages is %s"), field(result, 0, 0)));
		tell_remedy(doctor, MARK_NOTE, _("The server's machine needs this locale (locale -a), and caudal built where msgfmt is."));
	}
	else
		tell_finding(doctor, MARK_OK, psprintf(field_is_true(result, 0, 1) ? _("messages of the server: in Spanish (lc_messages is %s)") :
											   _("messages of the server: in English (lc_messages is %s)"), field(result, 0, 0)));

	strftime(today, sizeof(today), "%Y-%m-%d", localtime(&now));
	if (strcmp(today, field(result, 0, 2)) == 0)
		tell_finding(doctor, MARK_OK, psprintf(_("day: %s, in time zone %s"), field(result, 0, 2), field(result, 0, 3)));
	else
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("day: %s at the server, in time zone %s, but %s here; reports are of the server's day"),
												 field(result, 0, 2), field(result, 0, 3), today));
		tell_remedy(doctor, MARK_NOTE, _("ALTER ROLE ... SET timezone gives a role the time zone of its place."));
	}
	PQclear(result);
}

/* What makes reports over many flows slow. */
static void
examine_speed(Doctor *doctor)
{
	PGresult   *result;
	const char *table = doctor->tracker != NULL ? psprintf("%s.flow", doctor->tracker) : NULL;
	double		flows;

	result = examine(doctor, _("settings for speed"), sql_doctor_speed, 1, &table);
	if (result == NULL)
		return;
	flows = field(result, 0, 0) != NULL ? atof(field(result, 0, 0)) : 0;
	if (flows >= MANY_FLOWS && field_number(result, 0, 1) < ENOUGH_WORK_MEM)
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("setting work_mem: %s; reports over %.0f flows will sort on disk"), field(result, 0, 2), flows));
		tell_remedy(doctor, MARK_NOTE, _("ALTER ROLE ... SET work_mem = '256MB' for those who run reports."));
	}
	if (field_number(result, 0, 3) == 0)
		tell_finding(doctor, flows >= MANY_FLOWS ? MARK_NOTE : MARK_OK,
					 _("setting max_parallel_workers_per_gather: 0, so that a query uses one processor"));
	PQclear(result);
}

void
examine_settings(Doctor *doctor)
{
	examine_own_settings(doctor);
	examine_language_and_day(doctor);
	examine_speed(doctor);
}
