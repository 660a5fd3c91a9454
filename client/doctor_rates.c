/*-------------------------------------------------------------------------
 *
 * doctor_rates.c
 *		caudal doctor: sources of rates, and whether currencies in use have one.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

#include "statements.h"

/* columns of sql/doctor_currencies.sql */
enum
{
	OF,
	INTO,
	IS_REPORTING,
	BY_FLOW,
	BY_PROMISE,
	BY_BUDGET,
	BY_HOME,
	OF_LATE,
	LAST_DAY,
	IS_USABLE,
	PAIR,
	SOURCE,
	RATE_DATE,
	AGE,
	MAX_AGE,
	FLOWS,
	DAYS,
	FIRST_FLOW,
	LAST_FLOW
};

static char *
days_old(int days)
{
	return psprintf(ngettext("%d day old", "%d days old", days), days);
}

static char *
rates(const char *count)
{
	return psprintf(ngettext("%s rate", "%s rates", atoi(count)), count);
}

/* NULL for no limit, where nothing is too old */
static char *
allowed(const char *max_age)
{
	int			days = max_age != NULL ? atoi(max_age) : 0;

	return psprintf(ngettext("the source allows %d day", "the source allows %d days", days), days);
}

/* Sources in the order in which they are asked. */
void
examine_sources(Doctor *doctor)
{
	PGresult   *result = examine(doctor, _("sources of rates"), sql_doctor_sources, 0, NULL);

	if (result == NULL)
		return;
	if (PQntuples(result) == 0)
	{
		tell_finding(doctor, MARK_NOTE, _("sources of rates: there are none, so that only PAB, BZD and SVC are converted, to and from USD"));
		tell_remedy(doctor, MARK_NOTE, _("\"caudal load rates\" loads the files of sources as they publish them."));
	}
	for (int i = 0; i < PQntuples(result); i++)
	{
		const char *code = field(result, i, 0);
		const char *priority = field(result, i, 1);
		const char *max_age = field(result, i, 2);
		const char *last = field(result, i, 4);

		if (strcmp(field(result, i, 3), "0") == 0)
			tell_finding(doctor, MARK_NOTE, psprintf(_("source %s, priority %s: has no rates"), code, priority));
		else if (last == NULL)
			tell_finding(doctor, MARK_OK, psprintf(_("source %s, priority %s: has rates of the future only"), code, priority));
		else
		{
			int			age = field_number(result, i, 5);
			/* what is for its days alone, as the mean of a year, is never carried on */
			bool		is_stale = max_age != NULL && atoi(max_age) > 0 && age > atoi(max_age);

			tell_finding(doctor, is_stale ? MARK_NOTE : MARK_OK,
						 psprintf(_("source %s, priority %s: %s, the last of %s, %s%s%s"), code, priority, rates(field(result, i, 3)), last, days_old(age),
								  is_stale ? "; " : "", is_stale ? allowed(max_age) : ""));
		}
		if (field(result, i, 6) != NULL)
			tell_finding(doctor, MARK_NOTE, psprintf(_("sources %s and %s: have the same priority and rates of the same currencies; the first by its code is taken"),
													 code, field(result, i, 6)));
	}
	PQclear(result);
}

/* "flows, budget lines" */
static char *
uses(const PGresult *result, int row)
{
	static const char *const names[] = {N_("flows"), N_("commitments"), N_("budget lines"), N_("accounts of organizations")};
	char	   *list = "";

	for (int i = 0; i < lengthof(names); i++)
		if (field_is_true(result, row, BY_FLOW + i))
			list = psprintf("%s%s%s", list, list[0] != '\0' ? ", " : "", _(names[i]));
	return list;
}

static void
examine_rate_of_today(Doctor *doctor, const PGresult *result, int row)
{
	const char *of = field(result, row, OF);
	const char *into = field(result, row, INTO);
	const char *age = field(result, row, AGE);
	const char *max_age = field(result, row, MAX_AGE);

	/* what was over a year ago needs no rate of today, nor do accounts alone */
	Mark		missing = field_is_true(result, row, OF_LATE) ? MARK_PROBLEM : MARK_NOTE;

	if (field_is_true(result, row, IS_REPORTING))
		tell_finding(doctor, MARK_OK, psprintf(_("rate of %s: none is needed, it is the reporting currency"), of));
	else if (field_is_true(result, row, IS_USABLE) && field(result, row, SOURCE) != NULL &&
			 strcmp(field(result, row, SOURCE), "peg") == 0)
		tell_finding(doctor, MARK_OK, psprintf(_("rate of %s into %s: fixed by law"), of, into));
	else if (field_is_true(result, row, IS_USABLE))
	{
		bool		is_old = max_age != NULL && 2 * atoi(age) > atoi(max_age);

		tell_finding(doctor, is_old ? MARK_NOTE : MARK_OK,
					 psprintf(_("rate of %s into %s: %s of %s from %s, %s%s%s"), of, into, field(result, row, PAIR), field(result, row, RATE_DATE),
							  field(result, row, SOURCE), days_old(atoi(age)),
							  is_old ? "; " : "", is_old ? allowed(max_age) : ""));
	}
	else if (field(result, row, LAST_DAY) != NULL)
	{
		tell_finding(doctor, missing, psprintf(_("rate of %s into %s: none is usable after %s"), of, into, field(result, row, LAST_DAY)));
		tell_remedy(doctor, missing, psprintf(_("The last is %s of %s from %s, %s; %s. Used by: %s."), field(result, row, PAIR),
											  field(result, row, RATE_DATE), field(result, row, SOURCE), days_old(atoi(age)),
											  allowed(max_age), uses(result, row)));
	}
	else
	{
		tell_finding(doctor, missing, psprintf(_("rate of %s into %s: none in the last ten years"), of, into));
		tell_remedy(doctor, missing, psprintf(_("Used by: %s."), uses(result, row)));
	}
}

void
examine_currencies(Doctor *doctor)
{
	PGresult   *result;
	int			lacking = 0;

	execute(doctor->session, "SET LOCAL caudal.missing_rate = 'null'");
	result = examine(doctor, _("currencies in use"), sql_doctor_currencies, 0, NULL);
	if (result == NULL)
		return;
	if (PQntuples(result) == 0)
		tell_finding(doctor, MARK_OK, _("currencies in use: none yet"));
	for (int i = 0; i < PQntuples(result); i++)
	{
		examine_rate_of_today(doctor, result, i);
		lacking += field_number(result, i, FLOWS) > 0;
	}
	for (int i = 0; i < PQntuples(result); i++)
		if (field_number(result, i, FLOWS) > 0)
			tell_finding(doctor, MARK_PROBLEM, psprintf(_("flows in %s without a rate on their value date: %s (days: %s, from %s to %s)"),
														field(result, i, OF), field(result, i, FLOWS), field(result, i, DAYS),
														field(result, i, FIRST_FLOW), field(result, i, LAST_FLOW)));
	if (lacking > 0)
		tell_remedy(doctor, MARK_PROBLEM, _("Load the rates of these days, with \"caudal load rates\"."));
	else if (PQntuples(result) > 0)
		tell_finding(doctor, MARK_OK, _("flows without a rate on their value date: none"));
	PQclear(result);
}
