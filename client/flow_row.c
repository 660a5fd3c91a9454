/*-------------------------------------------------------------------------
 *
 * flow_row.c
 *		One row of a sheet, read as a flow.
 *
 * An amount names its currency, or has it in a column beside it; a sign such as
 * "$" is read where that currency is written with it.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "flow_row.h"

#include "scan.h"

static const struct
{
	const char *name;
	bool		is_needed;
}			fields[FLOW_FIELDS] = {
	[FIELD_REFERENCE] = {"reference", true},
	[FIELD_TYPE] = {"type", true},
	[FIELD_DATE] = {"date", true},
	[FIELD_VALUE_DATE] = {"value_date", false},
	[FIELD_AMOUNT] = {"amount", true},
	[FIELD_CURRENCY] = {"currency", false},
	[FIELD_AWARD] = {"award", false},
	[FIELD_PROVIDER] = {"provider", false},
	[FIELD_RECEIVER] = {"receiver", false},
	[FIELD_LINE] = {"line", false},
	[FIELD_TRANCHE] = {"tranche", false},
	[FIELD_AGREED_RATE] = {"agreed_rate", false},
	[FIELD_AGREED_CURRENCY] = {"agreed_currency", false},
	[FIELD_COUNTER_AMOUNT] = {"counter_amount", false},
	[FIELD_COUNTER_CURRENCY] = {"counter_currency", false},
	[FIELD_REVERSES] = {"reverses", false},
	[FIELD_COUNTERPART] = {"counterpart", false},
	[FIELD_KNOWN_SINCE] = {"known_since", false},
	[FIELD_CURRENCY_REASON] = {"currency_reason", false},
	[FIELD_NOTE] = {"note", false},
};

/* -1 where there is none of this name. */
int
flow_field(const char *name)
{
	for (int i = 0; i < FLOW_FIELDS; i++)
		if (pg_strcasecmp(name, fields[i].name) == 0)
			return i;
	return -1;
}

const char *
flow_field_name(FlowField field)
{
	return fields[field].name;
}

bool
flow_field_is_needed(FlowField field)
{
	return fields[field].is_needed;
}

const char *
flow_field_list(void)
{
	PQExpBufferData list;

	initPQExpBuffer(&list);
	for (int i = 0; i < FLOW_FIELDS; i++)
		appendPQExpBuffer(&list, "%s%s", i > 0 ? ", " : "", fields[i].name);
	return list.data;
}

/* The cell of a field without blanks around it; no text where it is empty. */
static CsvField
cell_of(const FlowReader *flows, const CsvReader *reader, FlowField field)
{
	CsvField	cell = {NULL, 0};

	if (flows->column[field] >= 0)
		cell = csv_field(reader, flows->column[field]);
	else if (flows->constant[field] != NULL)
		cell = (CsvField)
	{
		unconstify(char *, flows->constant[field]), strlen(flows->constant[field])
	};
	while (cell.length > 0 && ascii_is_blank(cell.text[0]))
		cell.text++, cell.length--;
	while (cell.length > 0 && ascii_is_blank(cell.text[cell.length - 1]))
		cell.length--;
	if (cell.length == 0)
		cell.text = NULL;
	return cell;
}

static bool
refuse(const FlowReader *flows, FlowRow *row, FlowField field, CsvField cell, const char *reason)
{
	row->wrong_column = flows->column[field] >= 0 ? flows->column_names[flows->column[field]] : fields[field].name;
	row->wrong = cell;
	row->reason = reason;
	return false;
}

static const char *
amount_reason(LocalAmountResult result)
{
	switch (result)
	{
		case LOCAL_AMOUNT_TOO_LONG:
			return _("this is too long for an amount");
		case LOCAL_AMOUNT_TOO_MANY_DECIMALS:
			return _("the currency does not have so many decimals");
		case LOCAL_AMOUNT_OTHERWISE:
			return _("this is an amount in another locale; --locale says how the file writes them");
		case LOCAL_AMOUNT_AMBIGUOUS:
			return _("this is one amount in the file's locale and another elsewhere; write all decimals");
		case LOCAL_AMOUNT_OUT_OF_RANGE:
			return _("the amount is out of range");
		default:
			return _("this is no amount");
	}
}

/* An amount with its currency, as the type monetary reads it. */
static bool
read_amount(const FlowReader *flows, const CsvReader *reader, FlowRow *row, FlowField field, FlowField currency_field,
			CsvField *stored, char *room)
{
	CsvField	cell = cell_of(flows, reader, field);
	CsvField	code_cell = cell_of(flows, reader, currency_field);
	LocalAmount amount;
	LocalAmountResult result;
	Currency	currency = 0;
	int128		minor;
	char		here[READING_SIZE];
	char		elsewhere[READING_SIZE];
	char		letters[4];
	int			length;

	*stored = (CsvField) {NULL, 0};
	if (cell.text == NULL)
		return true;
	if (code_cell.text != NULL && (currency = read_currency(code_cell.text, code_cell.length)) == 0)
		return refuse(flows, row, currency_field, code_cell, _("this is no code of a currency"));
	result = caudal_local_amount_split(cell.text, cell.length, flows->numbers.symbols.zero, &amount);
	if (result != LOCAL_AMOUNT_OK)
		return refuse(flows, row, field, cell, amount_reason(result));

	for (int side = 0; side < 2; side++)
	{
		const char *word = amount.text + (side == 0 ? amount.before_start : amount.after_start);
		int			word_length = side == 0 ? amount.before_end - amount.before_start : amount.after_end - amount.after_start;
		Currency	named = read_currency(word, word_length);

		if (word_length == 0)
			continue;
		if (named != 0 && currency != 0 && named != currency)
			return refuse(flows, row, field, cell, _("the amount names another currency than the column beside it"));
		if (named != 0)
			currency = named;
	}
	if (currency == 0)
		return refuse(flows, row, field, cell, _("an amount has a currency, in a column \"currency\" or behind it"));
	for (int side = 0; side < 2; side++)
	{
		const char *word = amount.text + (side == 0 ? amount.before_start : amount.after_start);
		int			word_length = side == 0 ? amount.before_end - amount.before_start : amount.after_end - amount.after_start;

		if (word_length > 0 && read_currency(word, word_length) == 0 &&
			!is_currency_symbol(&flows->numbers, currency, word, word_length))
			return refuse(flows, row, field, cell, _("the currency is not written so"));
	}
	result = caudal_local_amount_read(&amount, &flows->numbers.symbols, caudal_currency_minor_unit(currency),
									  &minor, here, elsewhere);
	if (result == LOCAL_AMOUNT_OK && (minor > PG_INT64_MAX || minor < -(int128) PG_INT64_MAX))
		result = LOCAL_AMOUNT_OUT_OF_RANGE;
	if (result != LOCAL_AMOUNT_OK)
		return refuse(flows, row, field, cell, amount_reason(result));

	length = caudal_int128_print(room, minor, caudal_currency_minor_unit(currency));
	length += sprintf(room + length, " %s", currency_letters(currency, letters));
	*stored = (CsvField) {room, length};
	return true;
}

static bool
read_day(const FlowReader *flows, const CsvReader *reader, FlowRow *row, FlowField field, CsvField *stored, char *room)
{
	CsvField	cell = cell_of(flows, reader, field);

	*stored = (CsvField) {NULL, 0};
	if (cell.text == NULL)
		return true;
	if (!read_date(cell.text, cell.length, flows->numbers.date_order, room))
		return refuse(flows, row, field, cell,
					  flows->numbers.date_order == DATE_YMD && read_date(cell.text, cell.length, DATE_DMY, room) ?
					  _("the year is not first; --date-order says where day and month are") : _("this is no date"));
	*stored = (CsvField) {room, strlen(room)};
	return true;
}

/* A number of IATI's list, or a name in whatever language the tracker has. */
static bool
read_type(const FlowReader *flows, const CsvReader *reader, FlowRow *row, CsvField *stored, char *room)
{
	CsvField	cell = cell_of(flows, reader, FIELD_TYPE);
	int			type = 0;

	*stored = cell;
	if (cell.text == NULL)
		return true;
	for (size_t i = 0; i < cell.length && i < 4; i++)
		type = ascii_is_digit(cell.text[i]) && type >= 0 ? type * 10 + (cell.text[i] - '0') : -1;
	if (cell.length > 3)
		type = -1;
	for (int i = 0; i < flows->type_count && type < 0; i++)
		if (strlen(flows->types[i].name) == cell.length &&
			pg_strncasecmp(flows->types[i].name, cell.text, cell.length) == 0)
			type = flows->types[i].type;
	if (type < 0)
		return refuse(flows, row, FIELD_TYPE, cell, _("there is no such type of flow"));
	*stored = (CsvField) {room, sprintf(room, "%d", type)};
	return true;
}

/* Numbers that are no amounts have a decimal point, unless the locale has a comma. */
static bool
read_plain_number(const FlowReader *flows, const CsvReader *reader, FlowRow *row, FlowField field, bool is_whole,
				  CsvField *stored, char *room)
{
	CsvField	cell = cell_of(flows, reader, field);
	char		number[NUMBER_SIZE];
	char		decimal = strcmp(flows->numbers.symbols.decimal, ",") == 0 ? ',' : '.';

	*stored = (CsvField) {NULL, 0};
	if (cell.text == NULL)
		return true;
	if (!read_number(cell.text, cell.length, decimal, flows->numbers.name != NULL, number) || strlen(number) >= sizeof(row->room[0]) ||
		(is_whole && (strlen(number) > 9 || strspn(number, "0123456789") != strlen(number))))
		return refuse(flows, row, field, cell, _("this is no number"));
	strcpy(room, number);
	*stored = (CsvField) {room, strlen(room)};
	return true;
}

static bool
read_currency_code(const FlowReader *flows, const CsvReader *reader, FlowRow *row, FlowField field, CsvField *stored, char *room)
{
	CsvField	cell = cell_of(flows, reader, field);
	Currency	code;

	*stored = (CsvField) {NULL, 0};
	if (cell.text == NULL)
		return true;
	code = read_currency(cell.text, cell.length);
	if (code == 0)
		return refuse(flows, row, field, cell, _("this is no code of a currency"));
	currency_letters(code, room);
	*stored = (CsvField) {room, 3};
	return true;
}

/* Whether the row could be read; else "reason" and the like say why not. */
bool
read_flow(const FlowReader *flows, const CsvReader *reader, FlowRow *row)
{
	int			place = 0;

	row->wrong_column = NULL;
	row->wrong = (CsvField) {NULL, 0};
	row->reason = NULL;
	row->reason = csv_misfit(reader, flows->column_count);
	if (row->reason != NULL)
		return false;
	for (int i = 0; i < flows->column_count; i++)
	{
		CsvField	cell = csv_field(reader, i);

		if (is_text(cell.text, cell.length))
			continue;
		row->wrong_column = flows->column_names[i];
		row->wrong = cell;
		row->reason = memchr(cell.text, '\0', cell.length) != NULL ? _("there is a NUL byte in it") :
			_("this is not UTF-8; --encoding names the encoding of the file, as WINDOWS-1252");
		return false;
	}

	for (int field = 0; field < FLOW_FIELDS; field++)
	{
		CsvField   *stored = &row->cells[place];
		char	   *room = row->room[place];
		bool		ok = true;

		switch ((FlowField) field)
		{
			case FIELD_CURRENCY:
			case FIELD_COUNTER_CURRENCY:
				continue;		/* of the amount before it */
			case FIELD_TYPE:
				ok = read_type(flows, reader, row, stored, room);
				break;
			case FIELD_DATE:
			case FIELD_VALUE_DATE:
			case FIELD_KNOWN_SINCE:
				ok = read_day(flows, reader, row, field, stored, room);
				break;
			case FIELD_AMOUNT:
			case FIELD_COUNTER_AMOUNT:
				ok = read_amount(flows, reader, row, field, field + 1, stored, room);
				break;
			case FIELD_TRANCHE:
				ok = read_plain_number(flows, reader, row, field, true, stored, room);
				break;
			case FIELD_AGREED_RATE:
				ok = read_plain_number(flows, reader, row, field, false, stored, room);
				break;
			case FIELD_AGREED_CURRENCY:
				ok = read_currency_code(flows, reader, row, field, stored, room);
				break;
			default:
				*stored = cell_of(flows, reader, field);
		}
		if (!ok)
			return false;
		place++;
	}
	return true;
}
