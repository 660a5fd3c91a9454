/*-------------------------------------------------------------------------
 *
 * doctor_damage.c
 *		caudal doctor: what of the tracker is gone, or does not do its work.
 *
 * What there is to be is read in the scripts of the migrations, which the
 * extension has: there is no second list that could be out of date.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

#include "statements.h"

static const struct
{
	const char *kind;
	const char *line;
}			gone[] = {
	{"table", N_("tracker in schema %s: tables that are gone: %s (%s)")},
	{"view", N_("tracker in schema %s: views that are gone: %s (%s)")},
	{"function", N_("tracker in schema %s: functions that are gone: %s (%s)")},
	{"trigger", N_("tracker in schema %s: triggers that are gone: %s (%s)")},
	{"constraint", N_("tracker in schema %s: constraints that are gone: %s (%s)")},
	{"index", N_("tracker in schema %s: unique indexes that are gone: %s (%s)")},
};

/* What the migrations up to this one have made, and is not there. */
static void
examine_gone(Doctor *doctor, const char *extension_schema, const char *migration)
{
	const char *const values[3] = {doctor->tracker, doctor->reports, migration};
	PGresult   *result;

	result = examine(doctor, _("tables, views and functions of the tracker"),
					 psprintf("WITH script AS MATERIALIZED ("
							  "SELECT t.script AS text, to_regnamespace(CASE WHEN t.is_report THEN $2 ELSE $1 END) AS schema"
							  " FROM %s.tracker_migrations() AS t WHERE t.migration <= $3::int)%s", extension_schema, sql_doctor_gone),
					 3, values);
	for (int row = 0; result != NULL && row < PQntuples(result); row++)
		for (int i = 0; i < lengthof(gone); i++)
			if (strcmp(field(result, row, 0), gone[i].kind) == 0)
				tell_finding(doctor, MARK_PROBLEM, psprintf(_(gone[i].line), doctor->tracker, field(result, row, 1), field(result, row, 2)));
	if (result != NULL && PQntuples(result) > 0)
		tell_remedy(doctor, MARK_PROBLEM, _("Restore them from a backup; the statements that made them are in tracker_migrations()."));
	PQclear(result);
}

/* The schema of the extension is NULL where it is not there or not seen. */
void
examine_damage(Doctor *doctor, const char *extension_schema, const char *migration)
{
	const char *const schemas[2] = {doctor->tracker, doctor->caudal};
	PGresult   *result;

	if (extension_schema != NULL && doctor->reports != NULL)
		examine_gone(doctor, extension_schema, migration);
	result = examine(doctor, _("triggers and indexes"), sql_doctor_disabled, 2, schemas);
	for (int row = 0; result != NULL && row < PQntuples(result); row++)
	{
		const char *name = field(result, row, 1);

		if (strcmp(field(result, row, 0), "trigger") == 0)
		{
			tell_finding(doctor, MARK_PROBLEM, psprintf(_("table %s: triggers are disabled, so that what they check is not checked: %s"),
														name, field(result, row, 2)));
			tell_remedy(doctor, MARK_PROBLEM, psprintf("ALTER TABLE %s ENABLE TRIGGER ALL;", name));
		}
		else
		{
			tell_finding(doctor, MARK_PROBLEM, psprintf(_("index %s of table %s: is not valid, and not used"), name, field(result, row, 2)));
			tell_remedy(doctor, MARK_PROBLEM, psprintf("REINDEX INDEX %s;", name));
		}
	}
	PQclear(result);
}
