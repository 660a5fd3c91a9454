/*-------------------------------------------------------------------------
 *
 * flow_row.h
 *		One row of a sheet, read as a flow.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#ifndef CAUDAL_FLOW_ROW_H
#define CAUDAL_FLOW_ROW_H

#include "csv_reader.h"
#include "locale_numbers.h"

/* What a column can be.  The names are in flow_row.c, in this order. */
typedef enum FlowField
{
	FIELD_REFERENCE,
	FIELD_TYPE,
	FIELD_DATE,
	FIELD_VALUE_DATE,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_AWARD,
	FIELD_PROVIDER,
	FIELD_RECEIVER,
	FIELD_LINE,
	FIELD_TRANCHE,
	FIELD_AGREED_RATE,
	FIELD_AGREED_CURRENCY,
	FIELD_COUNTER_AMOUNT,
	FIELD_COUNTER_CURRENCY,
	FIELD_REVERSES,
	FIELD_COUNTERPART,
	FIELD_KNOWN_SINCE,
	FIELD_CURRENCY_REASON,
	FIELD_NOTE,
	FLOW_FIELDS
} FlowField;

/* columns of the table "staged" behind the number: amounts have their currency */
#define FLOW_CELLS	(FLOW_FIELDS - 2)

typedef struct FlowTypeName
{
	int			type;
	const char *name;
} FlowTypeName;

typedef struct FlowReader
{
	LocaleNumbers numbers;
	int			column[FLOW_FIELDS];	/* -1 for none */
	const char *constant[FLOW_FIELDS];	/* NULL for none */
	int			column_count;
	char	  **column_names;
	int			type_count;
	FlowTypeName *types;
} FlowReader;

/* As it is stored; texts are of the CSV reader's row, or of "room". */
typedef struct FlowRow
{
	CsvField	cells[FLOW_CELLS];	/* the text is NULL for NULL */
	char		room[FLOW_CELLS][64];

	/* of a row that was refused */
	const char *wrong_column;
	CsvField	wrong;
	const char *reason;			/* translated */
} FlowRow;

extern int	flow_field(const char *name);
extern const char *flow_field_name(FlowField field);
extern bool flow_field_is_needed(FlowField field);
extern const char *flow_field_list(void);
extern bool read_flow(const FlowReader *flows, const CsvReader *reader, FlowRow *row);

#endif							/* CAUDAL_FLOW_ROW_H */
