/*-------------------------------------------------------------------------
 *
 * doctor_tracker.c
 *		caudal doctor: who sees what in the tracker, what is closed, and what
 *		its report of findings says.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

#include "statements.h"

/* how long the findings may take, of which the report reads everything */
#define FINDINGS_SECONDS	60

void
examine_row_security(Doctor *doctor)
{
	PGresult   *result = examine(doctor, _("row security"), sql_doctor_row_security, 1, (const char *const *) &doctor->tracker);
	int			secured;
	int			tables;

	if (result == NULL)
		return;
	secured = field_number(result, 0, 0);
	tables = field_number(result, 0, 1);
	if (secured == 0)
		tell_finding(doctor, MARK_OK, _("row security: off; whoever may read a table sees all its rows"));
	else if (secured < tables)
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("row security: on for %d of %d tables; all rows are seen of: %s"), secured, tables, field(result, 0, 2)));
		tell_remedy(doctor, MARK_PROBLEM, psprintf("SELECT %s.enable_row_security();", doctor->tracker));
	}
	else
		tell_finding(doctor, MARK_OK, _("row security: on"));

	if (secured > 0 && field_is_true(result, 0, 3))
		tell_finding(doctor, MARK_NOTE, psprintf(_("row security: user \"%s\" is bound by it, and what is told here is of the rows that this user sees"),
												 PQuser(doctor->session->connection)));
	if (secured > 0 && field_is_true(result, 0, 4))
	{
		tell_finding(doctor, MARK_NOTE, _("setting jit: on, with which reports under row security take longer to compile than to run"));
		tell_remedy(doctor, MARK_NOTE, _("ALTER ROLE ... SET jit = off for partners' dashboards."));
	}
	PQclear(result);

	if (secured == 0)
		return;
	result = examine(doctor, "row_access", "SELECT string_agg(DISTINCT quote_ident(a.role), ', ') FROM row_access AS a"
					 " WHERE NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = a.role)", 0, NULL);
	if (result != NULL && field(result, 0, 0) != NULL)
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("row_access: names roles that there are not: %s"), field(result, 0, 0)));
		tell_remedy(doctor, MARK_PROBLEM, _("Delete these rows, or a new role of such a name will see them."));
	}
	PQclear(result);
}

void
examine_closings(Doctor *doctor)
{
	PGresult   *result = examine(doctor, _("closed periods"), "SELECT p.currency, count(*), max(p.last_day), max(p.closed_on) FROM closed_period AS p"
								 " GROUP BY p.currency ORDER BY p.currency", 0, NULL);

	if (result == NULL)
		return;
	for (int i = 0; i < PQntuples(result); i++)
		tell_finding(doctor, MARK_OK, psprintf(_("closed periods in %s: %s, up to %s, the last closed on %s"), field(result, i, 0), field(result, i, 1),
											   field(result, i, 2), field(result, i, 3)));
	if (PQntuples(result) == 0)
		tell_finding(doctor, MARK_OK, _("closed periods: none"));
	PQclear(result);
}

/* What the report data_findings says, by its kinds: it is for its readers to say which of these are wrong. */
void
examine_findings(Doctor *doctor)
{
	const char *language = doctor->session->common->language;
	PGresult   *result;

	if (language == NULL)
		language = message_language();
	execute(doctor->session, psprintf("SET LOCAL statement_timeout = '%ds'", FINDINGS_SECONDS));
	result = examine(doctor, _("report data_findings"), "SELECT f.finding_name, count(*) FROM data_findings(CURRENT_DATE, $1) AS f"
					 " GROUP BY f.finding_name ORDER BY 1", 1, &language);
	if (result == NULL)
		return;
	for (int i = 0; i < PQntuples(result); i++)
		tell_finding(doctor, MARK_NOTE, psprintf(_("report data_findings: %s, %s"), field(result, i, 0), field(result, i, 1)));
	if (PQntuples(result) == 0)
		tell_finding(doctor, MARK_OK, _("report data_findings: nothing"));
	else
		tell_remedy(doctor, MARK_NOTE, _("\"caudal report data_findings\" names them one by one."));
	PQclear(result);
}
