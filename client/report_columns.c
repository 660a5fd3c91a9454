/*-------------------------------------------------------------------------
 *
 * report_columns.c
 *		What the columns of reports are called, and what they hold.
 *
 * Columns of one name hold the same in all reports, but for those that are
 * listed with theirs.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report.h"

typedef struct KnownColumn
{
	const char *report;			/* NULL for any */
	const char *name;
	const char *heading;		/* for translation */
	ColumnKind	kind;
	const char *currency;		/* column that names it, where that is not its kind's */
} KnownColumn;

static const KnownColumn known_columns[] = {
	/* first those that mean something else there */
	{"budget_variance", "actual", N_("Actual"), KIND_AMOUNT, "line_currency"},
	{"budget_variance", "budgeted", N_("Budgeted"), KIND_AMOUNT, "line_currency"},
	{"programme_summary", "value", N_("Number"), KIND_COUNT},
	{"programme_summary", "detail", N_("Detail"), KIND_TEXT},
	{"programme_summary", "measure", N_("Measure (code)"), KIND_TEXT},
	{"resilience_scorecard", "baseline", N_("Baseline"), KIND_SCORE},
	{"resilience_scorecard", "change", N_("Change"), KIND_SCORE},
	{"funding_cliff_months", "month", N_("Month"), KIND_NUMBER},
	{"funding_cliff_months", "first_day", N_("From"), KIND_DATE},

	{NULL, "accepted_on", N_("Accepted on"), KIND_DATE},
	{NULL, "accumulation", N_("Accumulation (code)"), KIND_TEXT},
	{NULL, "accumulation_name", N_("Accumulation"), KIND_TEXT},
	{NULL, "achieved_share", N_("Achieved"), KIND_SHARE},
	{NULL, "actual", N_("Actual"), KIND_PLAIN},
	{NULL, "actual_amount", N_("Actual amount"), KIND_AMOUNT},
	{NULL, "actual_most", N_("Actual at most"), KIND_PLAIN},
	{NULL, "actual_on", N_("Actual on"), KIND_DATE},
	{NULL, "actual_value", N_("Actual value"), KIND_VALUE},
	{NULL, "administrative_share", N_("Administrative share"), KIND_SHARE},
	{NULL, "amendment", N_("Amendment"), KIND_NUMBER},
	{NULL, "amount", N_("Amount"), KIND_AMOUNT},
	{NULL, "amount_value", N_("Amount, value"), KIND_VALUE},
	{NULL, "approved_on", N_("Approved on"), KIND_DATE},
	{NULL, "area", N_("Area (code)"), KIND_TEXT},
	{NULL, "area_name", N_("Area"), KIND_TEXT},
	{NULL, "area_position", N_("Place of the area"), KIND_NUMBER},
	{NULL, "award", N_("Award"), KIND_TEXT},
	{NULL, "award_last_day", N_("Last day of the award"), KIND_DATE},
	{NULL, "baseline", N_("Baseline"), KIND_PLAIN},
	{NULL, "baseline_completeness", N_("Baseline answered"), KIND_SHARE},
	{NULL, "baseline_geometric", N_("Baseline, geometric"), KIND_SCORE},
	{NULL, "baseline_on", N_("Baseline on"), KIND_DATE},
	{NULL, "baseline_weakest", N_("Weakest at baseline"), KIND_TEXT},
	{NULL, "below_half_from", N_("Below half from"), KIND_DATE},
	{NULL, "booked_on", N_("Booked on"), KIND_DATE},
	{NULL, "budgeted_amount", N_("Budgeted amount"), KIND_AMOUNT},
	{NULL, "burn_rate", N_("Burn rate"), KIND_AMOUNT},
	{NULL, "burn_ratio", N_("Burn ratio"), KIND_RATIO},
	{NULL, "cancelled_on", N_("Cancelled on"), KIND_DATE},
	{NULL, "carried_value", N_("Carried at"), KIND_VALUE},
	{NULL, "cash_months", N_("Months of cash"), KIND_SCORE},
	{NULL, "change", N_("Change"), KIND_PLAIN},
	{NULL, "closed_on", N_("Closed on"), KIND_DATE},
	{NULL, "committed", N_("Committed"), KIND_AMOUNT},
	{NULL, "committed_value", N_("Committed, value"), KIND_VALUE},
	{NULL, "compared_share", N_("Items compared"), KIND_SHARE},
	{NULL, "completed", N_("Completed"), KIND_COUNT},
	{NULL, "completion_rate", N_("Completion"), KIND_SHARE},
	{NULL, "conditional", N_("Conditional"), KIND_BOOLEAN},
	{NULL, "convening", N_("Convening (code)"), KIND_TEXT},
	{NULL, "convenings", N_("Convenings"), KIND_COUNT},
	{NULL, "convenings_listed", N_("Convenings with a list"), KIND_COUNT},
	{NULL, "convenings_unknown", N_("Convenings not known"), KIND_COUNT},
	{NULL, "cost_value", N_("Cost"), KIND_VALUE},
	{NULL, "counted_onward_value", N_("Passed on, counted"), KIND_VALUE},
	{NULL, "country", N_("Country (code)"), KIND_TEXT},
	{NULL, "country_name", N_("Country"), KIND_TEXT},
	{NULL, "coverage", N_("Coverage"), KIND_SHARE},
	{NULL, "currency", N_("Currency"), KIND_TEXT},
	{NULL, "currency_block", N_("Currencies"), KIND_TEXT},
	{NULL, "current_ratio", N_("Current ratio"), KIND_RATIO},
	{NULL, "days_overdue", N_("Days overdue"), KIND_COUNT},
	{NULL, "debt_to_assets", N_("Debt to assets"), KIND_RATIO},
	{NULL, "defensive_interval_months", N_("Defensive interval, months"), KIND_SCORE},
	{NULL, "deficit_years", N_("Years of deficit"), KIND_COUNT},
	{NULL, "denominator", N_("Rate, denominator"), KIND_PLAIN},
	{NULL, "detail", N_("Detail"), KIND_TEXT},
	{NULL, "direction", N_("Direction (code)"), KIND_TEXT},
	{NULL, "direction_name", N_("Direction"), KIND_TEXT},
	{NULL, "disbursed", N_("Disbursed"), KIND_AMOUNT},
	{NULL, "disbursed_value", N_("Disbursed, value"), KIND_VALUE},
	{NULL, "donation_dependence", N_("Dependence on donations"), KIND_SHARE},
	{NULL, "due_on", N_("Due on"), KIND_DATE},
	{NULL, "effective_sources", N_("Effective sources"), KIND_RATIO},
	{NULL, "ended", N_("Ended"), KIND_COUNT},
	{NULL, "ended_value", N_("Ended, value"), KIND_VALUE},
	{NULL, "endline", N_("Endline"), KIND_SCORE},
	{NULL, "endline_completeness", N_("Endline answered"), KIND_SHARE},
	{NULL, "endline_geometric", N_("Endline, geometric"), KIND_SCORE},
	{NULL, "endline_on", N_("Endline on"), KIND_DATE},
	{NULL, "endline_weakest", N_("Weakest at endline"), KIND_TEXT},
	{NULL, "enrolled", N_("Enrolled"), KIND_COUNT},
	{NULL, "entries", N_("Entries"), KIND_COUNT},
	{NULL, "entry", N_("Entry"), KIND_NUMBER},
	{NULL, "equity_to_assets", N_("Equity to assets"), KIND_RATIO},
	{NULL, "equity_to_liabilities", N_("Equity to liabilities"), KIND_RATIO},
	{NULL, "equity_to_revenue", N_("Equity to revenue"), KIND_RATIO},
	{NULL, "exact", N_("Exact"), KIND_BOOLEAN},
	{NULL, "expenses", N_("Expenses"), KIND_AMOUNT},
	{NULL, "expenses_value", N_("Expenses, value"), KIND_VALUE},
	{NULL, "fell_back", N_("Fell back"), KIND_BOOLEAN},
	{NULL, "final_target", N_("Final target"), KIND_PLAIN},
	{NULL, "finding", N_("Finding (code)"), KIND_TEXT},
	{NULL, "finding_name", N_("Finding"), KIND_TEXT},
	{NULL, "first_day", N_("First day"), KIND_DATE},
	{NULL, "fiscal_quarter", N_("Fiscal quarter"), KIND_NUMBER},
	{NULL, "fiscal_year", N_("Fiscal year"), KIND_NUMBER},
	{NULL, "flow", N_("Flow"), KIND_NUMBER},
	{NULL, "flows", N_("Flows"), KIND_COUNT},
	{NULL, "framework", N_("Framework (code)"), KIND_TEXT},
	{NULL, "framework_name", N_("Framework"), KIND_TEXT},
	{NULL, "funder", N_("Funder (code)"), KIND_TEXT},
	{NULL, "funder_name", N_("Funder"), KIND_TEXT},
	{NULL, "gini", N_("Gini"), KIND_RATIO},
	{NULL, "government_share", N_("From governments"), KIND_SHARE},
	{NULL, "gross_value", N_("Gross"), KIND_VALUE},
	{NULL, "hhi", N_("Concentration of income (HHI)"), KIND_RATIO},
	{NULL, "hhi_normalized", N_("HHI, normalized"), KIND_RATIO},
	{NULL, "income_sources", N_("Sources of income"), KIND_COUNT},
	{NULL, "income_value", N_("Income"), KIND_VALUE},
	{NULL, "indicator", N_("Indicator (code)"), KIND_TEXT},
	{NULL, "internal_value", N_("Inside the group"), KIND_VALUE},
	{NULL, "kind", N_("Kind (code)"), KIND_TEXT},
	{NULL, "kind_name", N_("Kind"), KIND_TEXT},
	{NULL, "largest_drop_value", N_("Largest fall"), KIND_VALUE},
	{NULL, "largest_share", N_("Largest source"), KIND_SHARE},
	{NULL, "last_award_ends_on", N_("Last award ends on"), KIND_DATE},
	{NULL, "last_day", N_("Last day"), KIND_DATE},
	{NULL, "line", N_("Line"), KIND_TEXT},
	{NULL, "line_currency", N_("Currency of the line"), KIND_TEXT},
	{NULL, "line_name", N_("Budget line"), KIND_TEXT},
	{NULL, "liquid_funds_months", N_("Liquid funds, months"), KIND_SCORE},
	{NULL, "liquid_unrestricted_months", N_("Liquid unrestricted, months"), KIND_SCORE},
	{NULL, "measure", N_("Measure"), KIND_TEXT},
	{NULL, "members", N_("Members"), KIND_COUNT},
	{NULL, "month", N_("Month"), KIND_MONTH},
	{NULL, "months", N_("Months"), KIND_SCORE},
	{NULL, "months_left", N_("Months left"), KIND_SCORE},
	{NULL, "name", N_("Name"), KIND_TEXT},
	{NULL, "net_assets", N_("Net assets"), KIND_AMOUNT},
	{NULL, "net_assets_value", N_("Net assets, value"), KIND_VALUE},
	{NULL, "net_contribution_value", N_("Net contribution"), KIND_VALUE},
	{NULL, "net_value", N_("Net"), KIND_VALUE},
	{NULL, "numerator", N_("Rate, numerator"), KIND_PLAIN},
	{NULL, "on_hand", N_("On hand"), KIND_AMOUNT},
	{NULL, "onward_awards", N_("Onward awards"), KIND_COUNT},
	{NULL, "onward_in_data", N_("Onward in the data"), KIND_BOOLEAN},
	{NULL, "operating_margin", N_("Operating margin"), KIND_SHARE},
	{NULL, "operating_reliance", N_("Operating reliance"), KIND_RATIO},
	{NULL, "operating_reserve_months", N_("Months of reserve"), KIND_SCORE},
	{NULL, "organization", N_("Organization (code)"), KIND_TEXT},
	{NULL, "organization_name", N_("Organization"), KIND_TEXT},
	{NULL, "organizations", N_("Organizations"), KIND_COUNT},
	{NULL, "organizations_least", N_("Organizations at least"), KIND_COUNT},
	{NULL, "organizations_listed", N_("Organizations listed"), KIND_BOOLEAN},
	{NULL, "organizations_mentored", N_("Organizations mentored"), KIND_COUNT},
	{NULL, "organizations_most", N_("Organizations at most"), KIND_COUNT},
	{NULL, "original_burn_ratio", N_("Original burn ratio"), KIND_RATIO},
	{NULL, "original_last_day", N_("Original last day"), KIND_DATE},
	{NULL, "other_country", N_("Other's country (code)"), KIND_TEXT},
	{NULL, "other_country_name", N_("Other's country"), KIND_TEXT},
	{NULL, "other_kind", N_("Other's kind (code)"), KIND_TEXT},
	{NULL, "other_kind_name", N_("Other's kind"), KIND_TEXT},
	{NULL, "other_organization", N_("Other (code)"), KIND_TEXT},
	{NULL, "other_organization_name", N_("Other organization"), KIND_TEXT},
	{NULL, "other_spelled", N_("Other spelled"), KIND_TEXT},
	{NULL, "over_disbursed", N_("Over-disbursed"), KIND_BOOLEAN},
	{NULL, "paid", N_("Paid"), KIND_AMOUNT},
	{NULL, "paid_on", N_("Paid on"), KIND_DATE},
	{NULL, "paid_other_currency", N_("Paid in other currencies"), KIND_COUNT},
	{NULL, "paid_value", N_("Paid"), KIND_VALUE},
	{NULL, "participants", N_("Participants"), KIND_COUNT},
	{NULL, "participants_reached", N_("Participants reached"), KIND_COUNT},
	{NULL, "pass_through", N_("Pass-through"), KIND_BOOLEAN},
	{NULL, "passed_on_value", N_("Passed on"), KIND_VALUE},
	{NULL, "passes_on", N_("Passes on"), KIND_TEXT},
	{NULL, "people", N_("People"), KIND_COUNT},
	{NULL, "people_least", N_("People at least"), KIND_COUNT},
	{NULL, "people_listed", N_("People listed"), KIND_BOOLEAN},
	{NULL, "people_most", N_("People at most"), KIND_COUNT},
	{NULL, "periods", N_("Periods"), KIND_COUNT},
	{NULL, "periods_without_value", N_("Periods without value"), KIND_COUNT},
	{NULL, "planned", N_("Planned"), KIND_AMOUNT},
	{NULL, "planned_so_far", N_("Planned so far"), KIND_AMOUNT},
	{NULL, "planned_value", N_("Planned, value"), KIND_VALUE},
	{NULL, "programme", N_("Programme (code)"), KIND_TEXT},
	{NULL, "programme_name", N_("Programme"), KIND_TEXT},
	{NULL, "programme_share", N_("Programme share"), KIND_SHARE},
	{NULL, "quarter", N_("Quarter"), KIND_TEXT},
	{NULL, "quick_ratio", N_("Quick ratio"), KIND_RATIO},
	{NULL, "rate", N_("Rate"), KIND_PLAIN},
	{NULL, "rate_date", N_("Day of the rate"), KIND_DATE},
	{NULL, "rate_variance", N_("Rate variance"), KIND_AMOUNT},
	{NULL, "rates", N_("Rates"), KIND_TEXT},
	{NULL, "reach_share", N_("Reach"), KIND_SHARE},
	{NULL, "reached", N_("Reached"), KIND_BOOLEAN},
	{NULL, "realized", N_("Realized"), KIND_VALUE},
	{NULL, "reason", N_("Reason (code)"), KIND_TEXT},
	{NULL, "reason_name", N_("Reason"), KIND_TEXT},
	{NULL, "received_value", N_("Received"), KIND_VALUE},
	{NULL, "recipient", N_("Recipient (code)"), KIND_TEXT},
	{NULL, "recipient_name", N_("Recipient"), KIND_TEXT},
	{NULL, "renewal_rate", N_("Renewal rate"), KIND_SHARE},
	{NULL, "renewed", N_("Renewed"), KIND_COUNT},
	{NULL, "renewed_value", N_("Renewed, value"), KIND_VALUE},
	{NULL, "renewed_value_share", N_("Renewed share of value"), KIND_SHARE},
	{NULL, "reporting_currency", N_("Reporting currency"), KIND_TEXT},
	{NULL, "requirement", N_("Requirement"), KIND_NUMBER},
	{NULL, "restricted", N_("Restricted"), KIND_BOOLEAN},
	{NULL, "restricted_share", N_("Restricted share"), KIND_SHARE},
	{NULL, "revenue", N_("Revenue"), KIND_AMOUNT},
	{NULL, "revenue_change", N_("Change of revenue"), KIND_SHARE},
	{NULL, "revenue_value", N_("Revenue, value"), KIND_VALUE},
	{NULL, "revenue_variation", N_("Variation of revenue"), KIND_RATIO},
	{NULL, "revision", N_("Revision"), KIND_NUMBER},
	{NULL, "risk_flags", N_("Risk flags"), KIND_COUNT},
	{NULL, "risk_flags_scored", N_("Risk flags scored"), KIND_COUNT},
	{NULL, "runway_months", N_("Runway, months"), KIND_SCORE},
	{NULL, "same_country", N_("Same country"), KIND_BOOLEAN},
	{NULL, "savings_indicator", N_("Savings indicator"), KIND_SHARE},
	{NULL, "scheduled", N_("Scheduled"), KIND_AMOUNT},
	{NULL, "seats", N_("Seats"), KIND_COUNT},
	{NULL, "self_sufficiency", N_("Self-sufficiency"), KIND_SHARE},
	{NULL, "sentence", N_("In words"), KIND_TEXT},
	{NULL, "similarity", N_("Similarity"), KIND_RATIO},
	{NULL, "source", N_("Source"), KIND_TEXT},
	{NULL, "spelled", N_("Spelled"), KIND_TEXT},
	{NULL, "spent", N_("Spent"), KIND_AMOUNT},
	{NULL, "spent_so_far", N_("Spent so far"), KIND_AMOUNT},
	{NULL, "spent_value", N_("Spent, value"), KIND_VALUE},
	{NULL, "status", N_("Status (code)"), KIND_TEXT},
	{NULL, "status_name", N_("Status"), KIND_TEXT},
	{NULL, "submitted_late", N_("Submitted late"), KIND_BOOLEAN},
	{NULL, "submitted_on", N_("Submitted on"), KIND_DATE},
	{NULL, "target", N_("Target"), KIND_PLAIN},
	{NULL, "title", N_("Title"), KIND_TEXT},
	{NULL, "tranche", N_("Tranche"), KIND_NUMBER},
	{NULL, "type", N_("Type (code)"), KIND_NUMBER},
	{NULL, "type_name", N_("Type"), KIND_TEXT},
	{NULL, "uncovered_share", N_("Uncovered"), KIND_SHARE},
	{NULL, "uncovered_value", N_("Not covered"), KIND_VALUE},
	{NULL, "undecided", N_("Undecided"), KIND_COUNT},
	{NULL, "undisbursed", N_("Undisbursed"), KIND_AMOUNT},
	{NULL, "undisbursed_value", N_("Undisbursed, value"), KIND_VALUE},
	{NULL, "unit", N_("Unit"), KIND_TEXT},
	{NULL, "unknown_share", N_("Of unknown source"), KIND_SHARE},
	{NULL, "unrealized", N_("Unrealized"), KIND_VALUE},
	{NULL, "unrealized_change", N_("Change of unrealized"), KIND_VALUE},
	{NULL, "unrestricted_share", N_("Unrestricted share"), KIND_SHARE},
	{NULL, "unscheduled", N_("Unscheduled"), KIND_AMOUNT},
	{NULL, "unspent", N_("Unspent"), KIND_AMOUNT},
	{NULL, "unspent_value", N_("Unspent, value"), KIND_VALUE},
	{NULL, "value", N_("Value"), KIND_VALUE},
	{NULL, "variance", N_("Variance"), KIND_AMOUNT},
	{NULL, "version", N_("Version"), KIND_NUMBER},
	{NULL, "volume_variance", N_("Volume variance"), KIND_AMOUNT},
	{NULL, "without_rate", N_("Without rate"), KIND_COUNT},
	{NULL, "worst_revenue_drop", N_("Worst fall of revenue"), KIND_SHARE},
	{NULL, "year", N_("Year"), KIND_NUMBER},
};

static const KnownColumn *
find_known(const char *report, const char *name)
{
	for (int i = 0; i < lengthof(known_columns); i++)
		if ((known_columns[i].report == NULL || strcmp(known_columns[i].report, report) == 0) &&
			strcmp(known_columns[i].name, name) == 0)
			return &known_columns[i];
	return NULL;
}

static bool
is_one_of(const char *type, const char *const *types, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

/* Whether a column can hold what it holds in the reports of that name. */
static bool
suits(ColumnKind kind, const char *type)
{
	static const char *const whole[] = {"smallint", "integer", "bigint"};

	switch (kind)
	{
		case KIND_TEXT:
			return true;
		case KIND_DATE:
		case KIND_MONTH:
			return strcmp(type, "date") == 0;
		case KIND_BOOLEAN:
			return strcmp(type, "boolean") == 0;
		default:
			return strcmp(type, "numeric") == 0 || is_one_of(type, whole, lengthof(whole));
	}
}

static ColumnKind
kind_of_type(const char *type)
{
	static const ColumnKind kinds[] = {KIND_DATE, KIND_BOOLEAN, KIND_PLAIN};

	for (int i = 0; i < lengthof(kinds); i++)
		if (suits(kinds[i], type))
			return kinds[i];
	return KIND_TEXT;
}

/* "last_seen" is "Last seen". */
static char *
humanised(const char *name)
{
	char	   *heading = pg_strdup(name);

	for (char *p = heading; *p != '\0'; p++)
		if (*p == '_')
			*p = ' ';
	heading[0] = pg_ascii_toupper((unsigned char) heading[0]);
	return heading;
}

static bool
ends_with(const char *text, const char *end)
{
	return strlen(text) > strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

/*
 * A code is called one beside its name only, and a value beside the amount that
 * it is the value of; else it has the other's heading.
 */
static const char *
heading_of(const Report *report, const KnownColumn *known)
{
	const KnownColumn *other = NULL;
	char	   *name = NULL;

	if (ends_with(known->heading, " (code)"))
		name = psprintf("%s_name", known->name);
	else if (ends_with(known->heading, ", value"))
		name = pnstrdup(known->name, strlen(known->name) - strlen("_value"));
	if (name != NULL && report_column(report, name) < 0)
		other = find_known(report->name, name);
	pg_free(name);
	return _(other != NULL ? other->heading : known->heading);
}

/* Heading, kind and currency of a column whose name and type are known. */
void
describe_column(const Report *report, int number)
{
	ReportColumn *column = &report->columns[number];
	const KnownColumn *known = find_known(report->name, column->name);
	const char *currency = NULL;

	column->currency = -1;
	column->kind = kind_of_type(column->type);
	column->heading = known != NULL ? heading_of(report, known) : humanised(column->name);
	if (known == NULL || !suits(known->kind, column->type))
		return;
	column->kind = known->kind;
	if (known->kind == KIND_AMOUNT)
		currency = known->currency != NULL ? known->currency : "currency";
	else if (known->kind == KIND_VALUE)
		currency = "reporting_currency";
	if (currency != NULL)
		column->currency = report_column(report, currency);
	/* an amount of what nobody says is a number */
	if (currency != NULL && column->currency < 0)
		column->kind = KIND_PLAIN;
}
