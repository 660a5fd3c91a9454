/*-------------------------------------------------------------------------
 *
 * doctor.h
 *		What caudal doctor finds, and how it is told.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_DOCTOR_H
#define CAUDAL_DOCTOR_H

#include "session.h"

typedef enum Mark
{
	MARK_OK,
	MARK_NOTE,
	MARK_PROBLEM
} Mark;

typedef struct Doctor
{
	Session    *session;
	/* schemas as SQL writes them; NULL where there is none, or none that is seen */
	char	   *caudal;
	char	   *tracker;
	char	   *reports;
	int			notes;
	int			problems;
} Doctor;

/* lines that are translated, and made by psprintf */
extern void tell_finding(Doctor *doctor, Mark mark, const char *line);
extern void tell_remedy(Doctor *doctor, Mark mark, const char *line);

/* NULL where the server objects, which is told: "what" is what was to be seen */
extern PGresult *examine(Doctor *doctor, const char *what, const char *sql, int count, const char *const *values);
extern const char *field(const PGresult *result, int row, int column);
extern bool field_is_true(const PGresult *result, int row, int column);
extern int	field_number(const PGresult *result, int row, int column);

extern void examine_connection(Doctor *doctor);
extern void examine_extensions(Doctor *doctor);
extern void examine_damage(Doctor *doctor, const char *extension_schema, const char *migration);
extern void examine_search_path(Doctor *doctor);
extern void examine_settings(Doctor *doctor);
extern void examine_sources(Doctor *doctor);
extern void examine_currencies(Doctor *doctor);
extern void examine_row_security(Doctor *doctor);
extern void examine_closings(Doctor *doctor);
extern void examine_findings(Doctor *doctor);

#endif							/* CAUDAL_DOCTOR_H */
