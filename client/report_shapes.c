/*-------------------------------------------------------------------------
 *
 * report_shapes.c
 *		What people want of the reports that come with the tracker.
 *
 * The rules by which figures are made, and so which of them add up, are in
 * docs/tracker.md: running totals, balances at the end of each period and what
 * is recorded by both sides do not, nor does what is promised to several awards
 * that pass on one another.  A report that is not here is shown as it is, in its
 * own order and without totals.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report_shapes.h"

static const ReportShape shapes[] = {
	{"adjustments", N_("Changes in closed periods since they were closed"),
		"last_day kind_name award booked_on currency amount value flow amendment",
	"reporting_currency last_day award flow amendment kind"},
	{"attendance_measures", N_("Attendance, learning and mentoring"),
		"programme_name convenings seats people_least participants participants_reached % people_most enrolled completed completion_rate organizations_mentored",
		"programme", NULL, NULL,
	N_("Reach"), "reach_share"},
	{"budget_variance", N_("Budget and actual, and why they differ"),
		"award line_name first_day currency budgeted_amount actual_amount variance % volume_variance rate_variance",
		"award line first_day",
		"budgeted actual budgeted_amount actual_amount variance volume_variance rate_variance actual_value", "award",
	N_("Spent"), "actual", "budgeted"},
	{"closing_entries", N_("The ledger of closed periods"),
		"last_day entry kind_name award booked_on currency amount value rate source rate_date flow amendment",
	"reporting_currency last_day entry"},
	{"convening_attendance", N_("Attendance by convening"),
		"name kind_name first_day country_name people organizations seats last_day",
		"programme first_day convening",
	"seats", NULL},
	{"currency_exposure", N_("Cost that no income in its currency covers"),
		"organization_name currency_block income_value cost_value uncovered_value % country",
		"organization currency_block",
		"income_value cost_value uncovered_value", NULL,
	N_("Uncovered"), "uncovered_share"},
	{"data_findings", N_("What is amiss or missing in the data"),
		"finding_name award organization flow detail",
	"finding award organization flow detail"},
	{"duplicate_organizations", N_("Organizations that may be one"),
		"organization_name other_organization_name similarity reason_name country_name other_country_name organization other_organization",
	"reason -similarity organization other_organization"},
	{"exchange_gains", N_("Gains and losses by exchange rates"),
		"award currency first_day undisbursed carried_value undisbursed_value realized unrealized_change recipient_name last_day unrealized",
		"award currency first_day",
	"realized unrealized_change", NULL},
	{"financial_ratios", N_("Financial ratios of organizations"),
		"organization_name fiscal_year currency revenue expenses operating_margin operating_reserve_months cash_months donation_dependence hhi country",
	"organization fiscal_year"},
	{"flows_by_quarter", N_("Flows by country and quarter"),
		"quarter country_name type_name currency flows amount value",
	"first_day country type currency"},
	{"funding_cliff", N_("When funding falls off"),
		"organization_name cost_value income_value below_half_from % uncovered_value last_award_ends_on country largest_drop_value",
		"below_half_from -uncovered_share organization",
		"cost_value income_value uncovered_value", NULL,
	N_("Covered"), "income_value", "cost_value"},
	{"funding_cliff_months", N_("Cost and committed income, month by month"),
		"organization_name first_day cost_value income_value % country",
		"organization month",
		"cost_value income_value", NULL,
	N_("Covered"), "coverage"},
	{"grant_status", N_("How each award stands"),
		"award recipient_name currency committed disbursed % status_name undisbursed spent last_day burn_ratio funder_name",
		"award currency",
		"committed disbursed undisbursed spent unspent on_hand scheduled unscheduled committed_value disbursed_value undisbursed_value spent_value unspent_value", NULL,
	N_("Paid"), "disbursed", "committed"},
	{"group_flows", N_("What a group of organizations paid, received and spent"),
		"members gross_value internal_value net_value received_value spent_value net_contribution_value",
	NULL},
	{"indicator_progress", N_("Indicators: baseline, target and actual value"),
		"name unit baseline target actual % actual_on direction_name periods",
		"programme indicator", NULL, NULL,
	N_("Achieved"), "achieved_share"},
	{"monthly_plan", N_("Plan and actual by month"),
		"award month currency planned disbursed spent planned_so_far spent_so_far recipient_name",
		"award currency month",
	"planned disbursed spent planned_value disbursed_value spent_value", "award"},
	{"net_of_chain", N_("Gross and net of what is passed on"),
		"award recipient_name gross_value counted_onward_value net_value % funder_name passed_on_value onward_awards",
		"award",
		"gross_value counted_onward_value net_value", NULL,
	N_("Net"), "net_value", "gross_value", true},
	{"organization_flows", N_("What each organization received, paid and spent"),
		"organization_name received_value paid_value spent_value net_contribution_value kind_name country_name",
	"organization"},
	{"payment_schedule", N_("Payments: planned and made"),
		"due_on award recipient_name status_name currency amount paid days_overdue amount_value tranche funder_name",
		"due_on award tranche",
	"amount paid amount_value", "status"},
	{"programme_summary", N_("What programmes have done, in numbers"),
		"value sentence",
	"line",
	.codes = "measure"},
	{"renewal_rate", N_("Awards that ended and were renewed"),
		"funder_name year ended renewed undecided % ended_value renewed_value renewed_value_share",
		"funder year",
		"ended renewed undecided", NULL,
	N_("Renewed"), "renewal_rate"},
	{"reports_due", N_("Reports that recipients owe"),
		"due_on award recipient_name kind_name status_name days_overdue submitted_on funder_name",
	"due_on award requirement"},
	{"resilience_scorecard", N_("Resilience: baseline and endline"),
		"organization_name area_name baseline change % endline_weakest country baseline_on endline_on",
		"organization framework version area_position area", NULL, NULL,
	N_("Endline"), "endline"},
};

/* NULL for one that caudal does not know. */
const ReportShape *
find_report_shape(const char *report)
{
	for (int i = 0; i < lengthof(shapes); i++)
		if (strcmp(shapes[i].report, report) == 0)
			return &shapes[i];
	return NULL;
}

bool
next_name(const char **list, char name[NAMEDATALEN])
{
	size_t		length;

	if (*list == NULL)
		return false;
	*list += strspn(*list, " ");
	length = strcspn(*list, " ");
	if (length == 0)
		return false;
	strlcpy(name, *list, Min(length + 1, NAMEDATALEN));
	*list += length;
	return true;
}

bool
list_has(const char *list, const char *name)
{
	char		each[NAMEDATALEN];

	while (next_name(&list, each))
		if (strcmp(each, name) == 0)
			return true;
	return false;
}
