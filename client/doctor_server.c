/*-------------------------------------------------------------------------
 *
 * doctor_server.c
 *		caudal doctor: the connection and versions.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "doctor.h"

#include <time.h>

#include <unicode/uversion.h>

#include "statements.h"

/* versions of the server that are tested, as PQserverVersion() has them */
#define OLDEST_SERVER	140000
#define NEWEST_SERVER	189999

static void
examine_way(Doctor *doctor)
{
	PGconn	   *connection = doctor->session->connection;
	const char *user = PQuser(connection);
	const char *database = PQdb(connection);
	const char *host = PQhost(connection);

	if (host == NULL || host[0] == '/' || host[0] == '@' || host[0] == '\0')
		tell_finding(doctor, MARK_OK, psprintf(_("connection: user \"%s\", database \"%s\", by the socket in %s"), user, database,
											   host != NULL ? host : ""));
	else if (PQsslInUse(connection))
		tell_finding(doctor, MARK_OK, psprintf(_("connection: user \"%s\", database \"%s\", at %s port %s, encrypted (%s)"), user, database,
											   host, PQport(connection), PQsslAttribute(connection, "protocol")));
	else if (strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0)
		tell_finding(doctor, MARK_OK, psprintf(_("connection: user \"%s\", database \"%s\", at %s port %s, this machine"), user, database,
											   host, PQport(connection)));
	else
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("connection: user \"%s\", database \"%s\", at %s port %s, not encrypted"), user, database,
												 host, PQport(connection)));
		tell_remedy(doctor, MARK_NOTE, _("Ask for encryption by sslmode=verify-full, in PGSSLMODE or a service file."));
	}
}

void
examine_connection(Doctor *doctor)
{
	PGconn	   *connection = doctor->session->connection;
	int			version = PQserverVersion(connection);
	const char *shown = PQparameterStatus(connection, "server_version");
	const char *encoding = PQparameterStatus(connection, "server_encoding");

	examine_way(doctor);
	if (version < OLDEST_SERVER)
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("server: PostgreSQL %s, which is too old: caudal is for 14 to 18"), shown));
	else if (version > NEWEST_SERVER)
		tell_finding(doctor, MARK_NOTE, psprintf(_("server: PostgreSQL %s, which is newer than caudal was tested with: 14 to 18"), shown));
	else
		tell_finding(doctor, MARK_OK, psprintf(_("server: PostgreSQL %s"), shown));

	if (strcmp(encoding, "UTF8") == 0)
		tell_finding(doctor, MARK_OK, _("encoding of the database: UTF8"));
	else
		tell_finding(doctor, MARK_NOTE, psprintf(_("encoding of the database: %s; what it has no letters for cannot be loaded"), encoding));
}

/* ICU compares names and writes numbers; the server tells the version of its collations. */
static void
examine_icu(Doctor *doctor)
{
	PGresult   *result;
	UVersionInfo own;
	char		own_text[U_MAX_VERSION_STRING_LENGTH];

	u_getVersion(own);
	u_versionToString(own, own_text);
	result = examine(doctor, "ICU", sql_doctor_icu, 0, NULL);
	if (result == NULL)
		return;
	if (field(result, 0, 0) == NULL)
		tell_finding(doctor, MARK_NOTE, _("ICU: the server was built without it"));
	else if (field_number(result, 0, 1) > 0)
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("ICU: the server has collations of version %s, and %s of this database were made with another"),
												 field(result, 0, 0), field(result, 0, 1)));
		tell_remedy(doctor, MARK_NOTE, _("Indexes on them may be wrong: REINDEX, then ALTER COLLATION ... REFRESH VERSION."));
	}
	else
		tell_finding(doctor, MARK_OK, psprintf(_("ICU: the server's collations are of version %s; this program has ICU %s"),
											   field(result, 0, 0), own_text));
	PQclear(result);
}

/* One of the two extensions; its schema as SQL writes it, or NULL where it is not there or not seen. */
static char *
examine_extension(Doctor *doctor, const char *name)
{
	PGresult   *result = examine(doctor, name, sql_extension, 1, &name);
	bool		needed = strcmp(name, "caudal") == 0;
	const char *installed;
	const char *available;
	char	   *schema = NULL;

	if (result == NULL)
		return NULL;
	installed = field(result, 0, 0);
	available = field(result, 0, 1);
	if (installed == NULL)
	{
		Mark		mark = needed ? MARK_PROBLEM : MARK_NOTE;

		tell_finding(doctor, mark, psprintf(_("extension %s: this database does not have it"), name));
		if (available == NULL)
			tell_remedy(doctor, mark, _("Install its files on the server (make install), then run \"caudal init\"."));
		else
			tell_remedy(doctor, mark, needed ? _("Run \"caudal init\".") : _("\"caudal init --with-tracker\" creates it, and a tracker."));
		PQclear(result);
		return NULL;
	}

	if (available == NULL)
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("extension %s: version %s, but the server's files of it are gone"), name, installed));
		tell_remedy(doctor, MARK_PROBLEM, _("Install its files on the server again: make install."));
	}
	else if (strcmp(installed, available) != 0)
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("extension %s: version %s, while the server has the files of %s"), name, installed, available));
		tell_remedy(doctor, MARK_PROBLEM, field_is_true(result, 0, 2) ? _("An update is pending: run \"caudal init\".")
					: _("No update leads there: install the files of the newer version."));
	}
	else if (needed && strcmp(installed, CAUDAL_VERSION) != 0)
		tell_finding(doctor, MARK_NOTE, psprintf(_("extension %s: version %s, in schema %s; this program is of version %s"),
												 name, installed, field(result, 0, 3), CAUDAL_VERSION));
	else
		tell_finding(doctor, MARK_OK, psprintf(_("extension %s: version %s, in schema %s"), name, installed, field(result, 0, 3)));

	if (field_is_true(result, 0, 4))
		schema = pg_strdup(field(result, 0, 3));
	else
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("extension %s: what is in schema %s cannot be seen, for user \"%s\" may not use it"),
												 name, field(result, 0, 3), PQuser(doctor->session->connection)));
		tell_remedy(doctor, MARK_NOTE, psprintf("GRANT USAGE ON SCHEMA %s TO PUBLIC;", field(result, 0, 3)));
	}
	PQclear(result);
	return schema;
}

/* The migrations that the tracker has had, against those that the extension has. */
static void
examine_migrations(Doctor *doctor, const char *extension_schema)
{
	PGresult   *result = examine(doctor, _("version of the tracker"),
								 psprintf("SELECT coalesce(max(migration), 0), %s.tracker_version(), max(applied_at)::date"
										  " FROM %s.schema_version", extension_schema, doctor->tracker), 0, NULL);

	if (result == NULL)
		return;
	if (field_number(result, 0, 0) < field_number(result, 0, 1))
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("tracker in schema %s: version %s, while caudal_tracker has %s"), doctor->tracker,
													field(result, 0, 0), field(result, 0, 1)));
		tell_remedy(doctor, MARK_PROBLEM, _("An upgrade is pending: run \"caudal init\" as the tracker's owner."));
	}
	else if (field_number(result, 0, 0) > field_number(result, 0, 1))
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("tracker in schema %s: version %s, which is newer than caudal_tracker knows: %s"), doctor->tracker,
													field(result, 0, 0), field(result, 0, 1)));
		tell_remedy(doctor, MARK_PROBLEM, _("Install the files of the newer version."));
	}
	else
		tell_finding(doctor, MARK_OK, psprintf(_("tracker in schema %s: version %s, of %s"), doctor->tracker, field(result, 0, 0),
											   field(result, 0, 2)));
	examine_damage(doctor, extension_schema, field(result, 0, 0));
	PQclear(result);
}

/* What once was a tracker: it is known by both its function and its table. */
static bool
has_lost_its_versions(Doctor *doctor, const char *schema)
{
	char	   *answer = query_text(doctor->session, "SELECT EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"
									" WHERE n.nspname = $1 AND p.proname = 'report_schema' AND p.pronargs = 0)", 1, &schema);

	return answer != NULL && strcmp(answer, "t") == 0;
}

/* The tracker that --tracker names; from then on names are looked up in it. */
static void
examine_tracker(Doctor *doctor, const char *extension_schema)
{
	const char *const name[1] = {doctor->session->common->tracker};
	PGresult   *result = examine(doctor, _("tracker"), sql_tracker, 1, name);
	PGresult   *reports;

	if (result == NULL)
		return;
	if (field(result, 0, 0) == NULL && has_lost_its_versions(doctor, name[0]))
	{
		tell_finding(doctor, MARK_PROBLEM, psprintf(_("tracker in schema %s: tables that are gone: %s (%s)"), name[0], "1", "schema_version"));
		tell_remedy(doctor, MARK_PROBLEM, _("Restore it from a backup: without it the tracker is not known as one."));
	}
	else if (field(result, 0, 0) == NULL)
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("tracker: there is none in schema \"%s\""), name[0]));
		if (field(result, 0, 2) != NULL)
			tell_remedy(doctor, MARK_NOTE, psprintf(_("There is one in: %s. Name its schema with --tracker."), field(result, 0, 2)));
		else
			tell_remedy(doctor, MARK_NOTE, _("\"caudal init --with-tracker\" creates one."));
	}
	else if (!field_is_true(result, 0, 1))
	{
		tell_finding(doctor, MARK_NOTE, psprintf(_("tracker in schema %s: cannot be seen, for user \"%s\" may not use it"), field(result, 0, 0),
												 PQuser(doctor->session->connection)));
		tell_remedy(doctor, MARK_NOTE, _("The tracker's owner gives the right: see grant_access() in docs/tracker.md."));
	}
	else
	{
		doctor->tracker = pg_strdup(field(result, 0, 0));
		reports = examine(doctor, _("schema of the reports"), psprintf("SELECT %s.report_schema()::text", doctor->tracker), 0, NULL);
		if (reports != NULL)
			doctor->reports = field(reports, 0, 0) != NULL ? pg_strdup(field(reports, 0, 0)) : NULL;
		execute(doctor->session, psprintf("SET search_path = pg_catalog, %s%s%s, %s, pg_temp", doctor->tracker,
										  doctor->reports != NULL ? ", " : "", doctor->reports != NULL ? doctor->reports : "", doctor->caudal));
		PQclear(reports);
		if (extension_schema != NULL)
			examine_migrations(doctor, extension_schema);
		else
			examine_damage(doctor, NULL, NULL);
	}
	PQclear(result);
}

void
examine_extensions(Doctor *doctor)
{
	char	   *extension_schema;

	examine_icu(doctor);
	doctor->caudal = examine_extension(doctor, "caudal");
	if (doctor->caudal == NULL)
		return;
	execute(doctor->session, psprintf("SET search_path = pg_catalog, %s, pg_temp", doctor->caudal));
	extension_schema = examine_extension(doctor, "caudal_tracker");
	examine_tracker(doctor, extension_schema);
}
