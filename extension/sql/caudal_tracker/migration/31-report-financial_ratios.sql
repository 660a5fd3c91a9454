-- The ratios of every statement in one row.  Ratios of money are of the
-- statement's own currency, where no exchange rate is in them.

CREATE FUNCTION financial_ratios(cutpoints numeric[] DEFAULT NULL)
	RETURNS TABLE (organization text, organization_name text, country text, fiscal_year int,
				   first_day date, last_day date, months numeric, currency text,
				   revenue numeric, expenses numeric, net_assets numeric,
				   reporting_currency text, revenue_value numeric, expenses_value numeric, net_assets_value numeric,
				   operating_margin numeric, savings_indicator numeric,
				   equity_to_revenue numeric, equity_to_assets numeric, equity_to_liabilities numeric, debt_to_assets numeric,
				   current_ratio numeric, quick_ratio numeric, cash_months numeric, defensive_interval_months numeric,
				   operating_reserve_months numeric, liquid_unrestricted_months numeric, liquid_funds_months numeric,
				   burn_rate numeric, runway_months numeric,
				   administrative_share numeric, programme_share numeric, self_sufficiency numeric,
				   donation_dependence numeric, government_share numeric,
				   operating_reliance numeric, restricted_share numeric, unrestricted_share numeric,
				   income_sources int, hhi numeric, hhi_normalized numeric, effective_sources numeric,
				   largest_share numeric, gini numeric, unknown_share numeric,
				   revenue_change numeric, worst_revenue_drop numeric, revenue_variation numeric, deficit_years int,
				   risk_flags int, risk_flags_scored int)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- What is subtracted from a year is the same for all years of an
		-- unbroken run, and another one after a gap.
		WITH years AS (
			SELECT s.*,
				   s.fiscal_year - row_number() OVER (PARTITION BY s.organization ORDER BY s.fiscal_year) AS run,
				   s.fiscal_year - row_number() OVER (PARTITION BY s.organization, s.currency
													  ORDER BY s.fiscal_year) AS run_of_currency
			FROM statement AS s
		), mixes AS (
			SELECT i.organization, i.fiscal_year, income_mix(i.source, i.amount) AS mix,
				   count(DISTINCT coalesce(i.source, ''))::int AS sources
			FROM statement_income AS i
			GROUP BY i.organization, i.fiscal_year
		)
		SELECT y.organization::text, o.name, o.country::text, y.fiscal_year,
			   first_day(y.period), last_day(y.period), months(y.period), y.currency::text,
			   y.revenue::numeric, y.expenses::numeric, y.net_assets::numeric,
			   reporting_currency()::text,
			   convert_amount(y.revenue, y.currency, reporting_currency(), last_day(y.period)),
			   convert_amount(y.expenses, y.currency, reporting_currency(), last_day(y.period)),
			   convert_amount(y.net_assets, y.currency, reporting_currency(), last_day(y.period)),
			   round(operating_margin(y.revenue, y.expenses), 16),
			   round(savings_indicator(y.revenue, y.expenses), 16),
			   round(equity_to_revenue(y.net_assets, y.revenue), 16),
			   round(equity_to_assets(y.net_assets, y.assets), 16),
			   round(equity_to_liabilities(y.net_assets, y.liabilities), 16),
			   round(debt_to_assets(y.liabilities, y.assets), 16),
			   round(current_ratio(y.current_assets, y.current_liabilities), 16),
			   round(quick_ratio(y.cash, y.receivables, y.current_liabilities), 16),
			   round(cash_months(y.cash, y.expenses), 16),
			   round(defensive_interval_months(y.cash, y.securities, y.receivables, y.expenses), 16),
			   round(operating_reserve_months(y.unrestricted_net_assets, y.net_fixed_assets, y.expenses), 16),
			   round(liquid_unrestricted_months(y.unrestricted_net_assets, y.net_fixed_assets, y.mortgages, y.expenses), 16),
			   round(liquid_funds_months(y.net_assets, y.restricted_net_assets, y.net_fixed_assets, y.expenses), 16),
			   round(burn_rate(y.opening_cash, y.cash, months(y.period)), 16),
			   round(runway_months(y.unrestricted_net_assets - y.net_fixed_assets,
								   burn_rate(y.opening_cash, y.cash, months(y.period))), 16),
			   round(administrative_share(y.administrative_expenses, y.expenses), 16),
			   round(programme_share(y.programme_expenses, y.expenses), 16),
			   round(self_sufficiency(y.programme_revenue, y.expenses), 16),
			   round(donation_dependence(y.contributions, y.revenue), 16),
			   round(government_share(y.government_grants, y.revenue), 16),
			   round(operating_reliance(y.unrestricted_revenue, y.expenses), 16),
			   round(restricted_share(y.restricted_revenue, y.revenue), 16),
			   round(unrestricted_share(y.unrestricted_net_assets, y.net_assets), 16),
			   m.sources, round(hhi(m.mix), 16), round(hhi_normalized(m.mix), 16), round(effective_sources(m.mix), 16),
			   round(largest_share(m.mix), 16), round(gini(m.mix), 16), round(unknown_share(m.mix), 16),
			   share(y.revenue - lag(y.revenue) OVER of_one_currency, lag(y.revenue) OVER of_one_currency),
			   round(revenue_drop(y.revenue) OVER of_one_currency, 16),
			   round(coefficient_of_variation(y.revenue) OVER of_one_currency, 16),
			   consecutive_deficits(y.revenue - y.expenses)
				   OVER (PARTITION BY y.organization, y.run ORDER BY y.fiscal_year),
			   f.flags, f.scored
		FROM years AS y
			 JOIN organization AS o ON o.organization = y.organization
			 LEFT JOIN mixes AS m ON m.organization = y.organization AND m.fiscal_year = y.fiscal_year
			 CROSS JOIN LATERAL tuckman_chang_flags(equity_to_revenue(y.net_assets, y.revenue), hhi(m.mix),
													administrative_share(y.administrative_expenses, y.expenses),
													operating_margin(y.revenue, y.expenses),
													financial_ratios.cutpoints) AS f
		WINDOW of_one_currency AS (PARTITION BY y.organization, y.currency, y.run_of_currency ORDER BY y.fiscal_year);
	END;
COMMENT ON FUNCTION financial_ratios(cutpoints numeric[]) IS
'The ratios of every annual statement, one row for each organization and year; what they say is said of the functions of the same names. Each is NULL where a figure that it needs is not known or its denominator is zero. Expenses are those of the statement: a year of fewer than 12 months is not made up to a whole one. With cutpoints, the flags of tuckman_chang_flags. CR001 where no exchange rate is known for the last day of a year, or NULL values with caudal.missing_rate = null.';

CREATE VIEW financial_ratios AS
	SELECT * FROM financial_ratios();
COMMENT ON VIEW financial_ratios IS 'Financial ratios by organization and fiscal year.';
COMMENT ON COLUMN financial_ratios.organization IS 'identifier of the organization';
COMMENT ON COLUMN financial_ratios.organization_name IS 'its name';
COMMENT ON COLUMN financial_ratios.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN financial_ratios.fiscal_year IS 'the year as the organization names it';
COMMENT ON COLUMN financial_ratios.first_day IS 'first day of the year';
COMMENT ON COLUMN financial_ratios.last_day IS 'last day of the year';
COMMENT ON COLUMN financial_ratios.months IS 'months of the year, fewer than 12 where it was cut short';
COMMENT ON COLUMN financial_ratios.currency IS 'currency of revenue, expenses, net assets and burn rate';
COMMENT ON COLUMN financial_ratios.revenue IS 'total revenue';
COMMENT ON COLUMN financial_ratios.expenses IS 'total expenses';
COMMENT ON COLUMN financial_ratios.net_assets IS 'assets less liabilities';
COMMENT ON COLUMN financial_ratios.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN financial_ratios.revenue_value IS 'revenue in the reporting currency, at the rate of the last day of the year';
COMMENT ON COLUMN financial_ratios.expenses_value IS 'expenses in the reporting currency, at the rate of the last day of the year';
COMMENT ON COLUMN financial_ratios.net_assets_value IS 'net assets in the reporting currency, at the rate of the last day of the year';
COMMENT ON COLUMN financial_ratios.operating_margin IS '(revenue - expenses) / revenue; lower is riskier';
COMMENT ON COLUMN financial_ratios.savings_indicator IS '(revenue - expenses) / expenses; lower is riskier';
COMMENT ON COLUMN financial_ratios.equity_to_revenue IS 'net assets / revenue; lower is riskier';
COMMENT ON COLUMN financial_ratios.equity_to_assets IS 'net assets / assets; lower is riskier';
COMMENT ON COLUMN financial_ratios.equity_to_liabilities IS 'net assets / liabilities; lower is riskier';
COMMENT ON COLUMN financial_ratios.debt_to_assets IS 'liabilities / assets; higher is riskier';
COMMENT ON COLUMN financial_ratios.current_ratio IS 'current assets / current liabilities; lower is riskier';
COMMENT ON COLUMN financial_ratios.quick_ratio IS '(cash + receivables) / current liabilities; lower is riskier';
COMMENT ON COLUMN financial_ratios.cash_months IS 'months of expenses that cash pays for; lower is riskier';
COMMENT ON COLUMN financial_ratios.defensive_interval_months IS 'months of expenses that cash, securities and receivables pay for; lower is riskier';
COMMENT ON COLUMN financial_ratios.operating_reserve_months IS 'months of expenses in unrestricted net assets that are not fixed assets; lower is riskier';
COMMENT ON COLUMN financial_ratios.liquid_unrestricted_months IS 'the same with mortgages taken off the fixed assets; lower is riskier';
COMMENT ON COLUMN financial_ratios.liquid_funds_months IS 'months of expenses in net assets that are neither restricted nor fixed assets; lower is riskier';
COMMENT ON COLUMN financial_ratios.burn_rate IS 'cash used up in a month of the year; below zero cash grew';
COMMENT ON COLUMN financial_ratios.runway_months IS 'months until unrestricted net assets that are not fixed assets are used up at that rate; NULL where none is';
COMMENT ON COLUMN financial_ratios.administrative_share IS 'administrative expenses / expenses; lower is riskier, since less can be cut';
COMMENT ON COLUMN financial_ratios.programme_share IS 'programme expenses / expenses';
COMMENT ON COLUMN financial_ratios.self_sufficiency IS 'revenue earned by programmes / expenses; lower is riskier';
COMMENT ON COLUMN financial_ratios.donation_dependence IS 'contributions / revenue; higher is riskier';
COMMENT ON COLUMN financial_ratios.government_share IS 'grants of governments / revenue';
COMMENT ON COLUMN financial_ratios.operating_reliance IS 'unrestricted revenue / expenses; lower is riskier';
COMMENT ON COLUMN financial_ratios.restricted_share IS 'restricted revenue / revenue; higher is riskier';
COMMENT ON COLUMN financial_ratios.unrestricted_share IS 'unrestricted net assets / net assets; lower is riskier';
COMMENT ON COLUMN financial_ratios.income_sources IS 'sources of the income that is recorded, the unknown one among them; NULL where none is recorded';
COMMENT ON COLUMN financial_ratios.hhi IS 'concentration of income, from 1/n for n equal sources to 1; higher is riskier';
COMMENT ON COLUMN financial_ratios.hhi_normalized IS 'the same from 0 for equal sources to 1 for a single one; higher is riskier';
COMMENT ON COLUMN financial_ratios.effective_sources IS 'how many equal sources would be as concentrated; lower is riskier';
COMMENT ON COLUMN financial_ratios.largest_share IS 'share of the largest source; higher is riskier';
COMMENT ON COLUMN financial_ratios.gini IS 'inequality of the sources, from 0 for equal ones; higher is more unequal';
COMMENT ON COLUMN financial_ratios.unknown_share IS 'share of income whose source is unknown';
COMMENT ON COLUMN financial_ratios.revenue_change IS '(revenue - revenue of the year before) / revenue of the year before; NULL where that year has no statement, one in another currency, or no revenue';
COMMENT ON COLUMN financial_ratios.worst_revenue_drop IS 'the worst fall of revenue from one year to the next, over the unbroken run of years in one currency up to this one; higher is riskier';
COMMENT ON COLUMN financial_ratios.revenue_variation IS 'coefficient of variation of revenue over the same years; higher is riskier';
COMMENT ON COLUMN financial_ratios.deficit_years IS 'years in a row with a deficit up to this one; a year without a statement ends the row, and NULL is one of which it is not known';
COMMENT ON COLUMN financial_ratios.risk_flags IS 'ratios in the worst fifth, 0 to 4, by cut-points given to the function; NULL without them';
COMMENT ON COLUMN financial_ratios.risk_flags_scored IS 'ratios that could be compared with a cut-point; NULL without them';
