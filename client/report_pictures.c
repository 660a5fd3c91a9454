/*-------------------------------------------------------------------------
 *
 * report_pictures.c
 *		Which report has which picture.
 *
 * What is drawn adds up: values in the reporting currency, amounts where all
 * are in one currency, and counts of rows.  Time goes from left to right; what
 * is compared by size lies below each other, with room for names.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "report_pictures.h"

#include "report_pivot.h"

static const ReportPicture pictures[] = {
	{"adjustments", EVERYWHERE, false, CHART_BARS, N_("Entries to come, by kind"),
	"kind_name", NULL, {"*"}},
	{"budget_variance", EVERYWHERE, false, CHART_STACKED, N_("Variance by budget line"),
		"line_name line", NULL, {"volume_variance", "rate_variance"},
	{N_("More or less was bought"), N_("The currency was dearer or cheaper")}},
	{"budget_variance", EVERYWHERE, true, CHART_BARS, N_("Expenditure by budget line"),
	"line_name line", NULL, {"actual_value"}},
	{"closing_entries", EVERYWHERE, false, CHART_COLUMNS, N_("Entries by closing"),
	"last_day", "kind_name", {"*"}},
	{"convening_attendance", EVERYWHERE, false, CHART_COLUMNS, N_("Seats at convenings"),
	"first_day", "kind_name", {"seats"}},
	{"currency_exposure", EVERYWHERE, false, CHART_BARS, N_("Cost and income by currency"),
		"currency_block", NULL, {"cost_value", "income_value"},
	{N_("Cost"), N_("Income")}},
	{"data_findings", EVERYWHERE, false, CHART_BARS, N_("Findings"),
	"finding_name", NULL, {"*"}},
	{"exchange_gains", EVERYWHERE, false, CHART_COLUMNS, N_("Gains and losses by exchange rates"),
		"first_day", NULL, {"realized", "unrealized_change"},
	{N_("Realized"), N_("Change of unrealized")}},
	{"financial_ratios", EVERYWHERE, false, CHART_BARS, N_("Months of reserve at the end of %s"),
		"organization_name", NULL, {"operating_reserve_months"}, {NULL}, true,
	"fiscal_year", NULL, "fiscal_year"},
	{"flows_by_quarter", EVERYWHERE, false, CHART_COLUMNS, N_("By quarter: %s"),
		"quarter", "country_name", {"value"}, {NULL}, false,
	"type", "3", "type_name"},
	{"funding_cliff", EVERYWHERE, false, CHART_BARS, N_("Cost that no award covers"),
	"organization_name organization", NULL, {"uncovered_value"}},
	{"funding_cliff_months", EVERYWHERE, false, CHART_LINES, N_("Cost and committed income by month"),
		"first_day", NULL, {"cost_value", "income_value"},
	{N_("Cost"), N_("Income")}},
	{"grant_status", EVERYWHERE, false, CHART_STACKED, N_("To recipients: paid, and still to be paid"),
		"country_name recipient_name award", NULL, {"disbursed_value", "undisbursed_value"},
	{N_("Paid"), N_("To be paid")}},
	{"group_flows", EVERYWHERE, false, CHART_BARS, N_("Money of the group"),
		"", NULL, {"received_value", "gross_value", "internal_value", "spent_value"},
	{N_("Received"), N_("Paid"), N_("Of that inside the group"), N_("Spent")}},
	{"indicator_progress", ON_PAGES, false, CHART_BARS, N_("Achieved of the target"),
	"name", NULL, {"achieved_share"}, {NULL}, true},
	/* plans of awards that pass on one another would be counted twice */
	{"monthly_plan", EVERYWHERE, false, CHART_LINES, N_("Plan and actual by month: %s"),
		"month", NULL, {"planned_value", "spent_value"},
		{N_("Planned"), N_("Spent")}, false,
	.same = "award"},
	{"monthly_plan", ON_PAGES, true, CHART_LINES, N_("Spent by month"),
	"month", NULL, {"spent_value"}},
	{"monthly_plan", AT_TERMINALS, true, CHART_LINES, N_("Spent by month"),
	"month", "award", {"spent_value"}},
	{"net_of_chain", EVERYWHERE, false, CHART_STACKED, N_("Money of each funder, counted once"),
		"funder_name award", NULL, {"net_value", "counted_onward_value"},
	{N_("Net"), N_("Passed on, counted there")}},
	{"organization_flows", EVERYWHERE, false, CHART_BARS, N_("Net contribution: paid and spent, less received"),
	"organization_name organization", NULL, {"net_contribution_value"}},
	{"payment_schedule", EVERYWHERE, false, CHART_COLUMNS, N_("Payments by the day on which they are due"),
	"due_on", "status_name", {"amount_value"}},
	{"renewal_rate", EVERYWHERE, false, CHART_COLUMNS, N_("Awards by the year in which they ended"),
		"year", NULL, {"renewed", "undecided", "ended-renewed-undecided"},
	{N_("Renewed"), N_("Undecided"), N_("Not renewed")}},
	{"reports_due", EVERYWHERE, false, CHART_STACKED, N_("Reports by kind and status"),
	"kind_name", "status_name", {"*"}},
	{"resilience_scorecard", EVERYWHERE, false, CHART_PAIRS, N_("Resilience by area, from 0 to 100: the mean of those with both"),
		"area_name", NULL, {"baseline", "endline"},
	{N_("Baseline"), N_("Endline")}, true},
};

bool
report_has_picture(const Report *report)
{
	for (int i = 0; i < lengthof(pictures); i++)
		if (strcmp(pictures[i].report, report->name) == 0)
			return true;
	return false;
}

/* Those that can be drawn of these rows; the last is NULL. */
Picture **
report_pictures(const ReportData *data, PictureUse use, int categories, int series)
{
	Picture   **drawn = pg_malloc0((lengthof(pictures) + 1) * sizeof(Picture *));
	int			count = 0;

	for (int i = 0; i < lengthof(pictures); i++)
	{
		const ReportPicture *spec = &pictures[i];

		if (strcmp(spec->report, data->report->name) != 0 || (spec->use & use) == 0 ||
			(spec->is_second && count > 0))
			continue;
		drawn[count] = report_pivot(data, spec, categories, series);
		if (drawn[count] != NULL)
		{
			drawn[count]->chart.id = psprintf("chart%d", count + 1);
			count++;
		}
	}
	return drawn;
}
