/*-------------------------------------------------------------------------
 *
 * settings.c
 *		The settings caudal.*
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "settings.h"

#include "compat.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/guc.h"

#include "currency.h"

PG_FUNCTION_INFO_V1(caudal_reporting_currency);
PG_FUNCTION_INFO_V1(caudal_show_pivot_currency);

static const struct config_enum_entry missing_rate_options[] = {
	{"error", MISSING_RATE_ERROR, false},
	{"null", MISSING_RATE_NULL, false},
	{NULL, 0, false}
};

static int	missing_rate = MISSING_RATE_ERROR;
static char *pivot_currency_text = NULL;
static Currency pivot_currency = CURRENCY_CODE('U', 'S', 'D');
static char *reporting_currency_text = NULL;
static Currency reporting_currency = CURRENCY_CODE('U', 'S', 'D');

/*
 * A three-letter code that is in the table.  GUC hooks must not raise errors.
 */
static Currency
parse_code(const char *str)
{
	Currency	code;

	if (strlen(str) != 3)
		return 0;
	code = CURRENCY_CODE(pg_ascii_toupper((unsigned char) str[0]),
						 pg_ascii_toupper((unsigned char) str[1]),
						 pg_ascii_toupper((unsigned char) str[2]));
	return caudal_currency_minor_unit(code) >= 0 ? code : 0;
}

static bool
check_code(char **newval, void **extra, GucSource source)
{
	if (parse_code(*newval) != 0)
		return true;
	GUC_check_errdetail("A currency is a three-letter code of ISO 4217.");
	return false;
}

static void
assign_pivot(const char *newval, void *extra)
{
	pivot_currency = parse_code(newval);
}

static void
assign_reporting(const char *newval, void *extra)
{
	reporting_currency = parse_code(newval);
}

/*
 * PostgreSQL looks descriptions up in its own catalogue, where ours are not.
 * They are translated here, into the language of the session when it loads the
 * module.  The postmaster knows neither a language nor an encoding that would
 * suit all sessions, so what it loads is described in English.
 */
static const char *
description(const char *message)
{
	return process_shared_preload_libraries_in_progress ? message : _(message);
}

void
caudal_define_settings(void)
{
	DefineCustomEnumVariable("caudal.missing_rate",
							 description("What a conversion does that finds no usable exchange rate."),
							 description("\"error\" raises CR001, \"null\" gives NULL."),
							 &missing_rate,
							 MISSING_RATE_ERROR,
							 missing_rate_options,
							 PGC_USERSET, 0,
							 NULL, NULL, NULL);
	DefineCustomStringVariable("caudal.pivot_currency",
							   description("The currency over which two others are converted that have no rate of their own."),
							   NULL,
							   &pivot_currency_text,
							   "USD",
							   PGC_USERSET, 0,
							   check_code, assign_pivot, NULL);
	DefineCustomStringVariable("caudal.reporting_currency",
							   description("The currency in which reports show values beside the original amounts."),
							   NULL,
							   &reporting_currency_text,
							   "USD",
							   PGC_USERSET, 0,
							   check_code, assign_reporting, NULL);
	MarkGUCPrefixReserved("caudal");
}

MissingRate
caudal_missing_rate(void)
{
	return (MissingRate) missing_rate;
}

Currency
caudal_pivot_currency(void)
{
	return pivot_currency;
}

/*
 * SQL reads settings through these, because a session that has not loaded the
 * module yet knows no setting of it.
 */
Datum
caudal_reporting_currency(PG_FUNCTION_ARGS)
{
	PG_RETURN_CURRENCY(reporting_currency);
}

Datum
caudal_show_pivot_currency(PG_FUNCTION_ARGS)
{
	PG_RETURN_CURRENCY(pivot_currency);
}
