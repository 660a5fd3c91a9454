-- Ratios of an organization's statements.  Their bodies are one expression, which
-- the planner puts in place of the call and \sf shows to whoever must defend it.
-- They are not STRICT, or that could not be; a NULL makes the expression NULL.

CREATE FUNCTION operating_margin(revenue numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN (revenue - expenses) / NULLIF(revenue, 0);
COMMENT ON FUNCTION operating_margin(revenue numeric, expenses numeric) IS
'(revenue - expenses) / revenue, a share of the revenue of one year; lower is riskier, below zero is a deficit. NULL where revenue is zero or an argument NULL. Tuckman and Chang (1991).';

CREATE FUNCTION equity_to_revenue(net_assets numeric, revenue numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN net_assets / NULLIF(revenue, 0);
COMMENT ON FUNCTION equity_to_revenue(net_assets numeric, revenue numeric) IS
'net assets / revenue, in years of revenue (equity balance); lower is riskier, negative net assets give a negative ratio. NULL where revenue is zero or an argument NULL. Tuckman and Chang (1991).';

CREATE FUNCTION equity_to_assets(net_assets numeric, assets numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN net_assets / NULLIF(assets, 0);
COMMENT ON FUNCTION equity_to_assets(net_assets numeric, assets numeric) IS
'net assets / assets, a share (equity ratio); lower is riskier: above 0.5 is healthy, below 0.3 a concern. NULL where assets is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION equity_to_liabilities(net_assets numeric, liabilities numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN net_assets / NULLIF(liabilities, 0);
COMMENT ON FUNCTION equity_to_liabilities(net_assets numeric, liabilities numeric) IS
'net assets / liabilities, in times; lower is riskier. NULL where liabilities is zero or an argument NULL. Financial health index of the CRISK replication.';

CREATE FUNCTION debt_to_assets(liabilities numeric, assets numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN liabilities / NULLIF(assets, 0);
COMMENT ON FUNCTION debt_to_assets(liabilities numeric, assets numeric) IS
'liabilities / assets, a share; higher is riskier: above 0.7 is vulnerable, above 1 insolvent. NULL where assets is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION current_ratio(current_assets numeric, current_liabilities numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN current_assets / NULLIF(current_liabilities, 0);
COMMENT ON FUNCTION current_ratio(current_assets numeric, current_liabilities numeric) IS
'current assets / current liabilities, in times; lower is riskier: below 1 what is due within a year is not covered. NULL where current_liabilities is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION quick_ratio(cash numeric, receivables numeric, current_liabilities numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN (cash + receivables) / NULLIF(current_liabilities, 0);
COMMENT ON FUNCTION quick_ratio(cash numeric, receivables numeric, current_liabilities numeric) IS
'(cash and savings + receivables) / current liabilities, in times; lower is riskier: below 1 what is due soon is not covered. NULL where current_liabilities is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION cash_months(cash numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN 12 * cash / NULLIF(expenses, 0);
COMMENT ON FUNCTION cash_months(cash numeric, expenses numeric) IS
'12 * cash / expenses of a year, in months; lower is riskier: below 1 is acute, 3 to 6 healthy. NULL where expenses is zero or an argument NULL. CRISK replication of financial vulnerability models.';

CREATE FUNCTION defensive_interval_months(cash numeric, securities numeric, receivables numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN 12 * (cash + securities + receivables) / NULLIF(expenses, 0);
COMMENT ON FUNCTION defensive_interval_months(cash numeric, securities numeric, receivables numeric, expenses numeric) IS
'12 * (cash and savings + marketable securities + receivables) / expenses of a year, in months; expenses may be given without depreciation, which is not paid; lower is riskier. NULL where expenses is zero or an argument NULL. Defensive interval of financial analysis; without depreciation, the months of cash of fiscal.';

CREATE FUNCTION operating_reserve_months(unrestricted_net_assets numeric, net_fixed_assets numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN 12 * (unrestricted_net_assets - net_fixed_assets) / NULLIF(expenses, 0);
COMMENT ON FUNCTION operating_reserve_months(unrestricted_net_assets numeric, net_fixed_assets numeric, expenses numeric) IS
'12 * (unrestricted net assets - fixed assets net of depreciation) / expenses of a year, in months; a twelfth of it is the operating reserve ratio; lower is riskier: below 3 is under the guidance. NULL where expenses is zero or an argument NULL. Nonprofit Operating Reserves Initiative (2008).';

CREATE FUNCTION liquid_unrestricted_months(unrestricted_net_assets numeric, net_fixed_assets numeric, mortgages numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN 12 * (unrestricted_net_assets - (net_fixed_assets - mortgages)) / NULLIF(expenses, 0);
COMMENT ON FUNCTION liquid_unrestricted_months(unrestricted_net_assets numeric, net_fixed_assets numeric, mortgages numeric, expenses numeric) IS
'12 * (unrestricted net assets - (fixed assets net of depreciation - mortgages)) / expenses of a year, in months (LUNA); lower is riskier, 3 to 6 is adequate, negative where equity is locked in buildings. NULL where expenses is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION liquid_funds_months(net_assets numeric, restricted_net_assets numeric, net_fixed_assets numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN 12 * (net_assets - restricted_net_assets - net_fixed_assets) / NULLIF(expenses, 0);
COMMENT ON FUNCTION liquid_funds_months(net_assets numeric, restricted_net_assets numeric, net_fixed_assets numeric, expenses numeric) IS
'12 * (net assets - restricted ones - fixed assets net of depreciation) / expenses of a year, in months; lower is riskier. NULL where expenses is zero or an argument NULL. Liquid funds indicator of community platforms.';

CREATE FUNCTION administrative_share(administrative_expenses numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN administrative_expenses / NULLIF(expenses, 0);
COMMENT ON FUNCTION administrative_share(administrative_expenses numeric, expenses numeric) IS
'administrative expenses / expenses, a share; lower is riskier, because administration is what can be cut in a bad year; funders often read it the other way. NULL where expenses is zero or an argument NULL. Tuckman and Chang (1991).';

CREATE FUNCTION programme_share(programme_expenses numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN programme_expenses / NULLIF(expenses, 0);
COMMENT ON FUNCTION programme_share(programme_expenses numeric, expenses numeric) IS
'programme expenses / expenses, a share; higher is what watchdogs ask for (0.65 to 0.75), and too high starves the organization. NULL where expenses is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION self_sufficiency(programme_revenue numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN programme_revenue / NULLIF(expenses, 0);
COMMENT ON FUNCTION self_sufficiency(programme_revenue numeric, expenses numeric) IS
'revenue earned by programmes / expenses, a share; lower depends more on contributions, 1 pays for all. NULL where expenses is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION donation_dependence(contributions numeric, revenue numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN contributions / NULLIF(revenue, 0);
COMMENT ON FUNCTION donation_dependence(contributions numeric, revenue numeric) IS
'contributions and grants / revenue, a share; higher is riskier: above 0.9 hardly anything is earned. NULL where revenue is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION government_share(government_grants numeric, revenue numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN government_grants / NULLIF(revenue, 0);
COMMENT ON FUNCTION government_share(government_grants numeric, revenue numeric) IS
'grants of governments / revenue, a share; neither end is best. NULL where revenue is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION savings_indicator(revenue numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN (revenue - expenses) / NULLIF(expenses, 0);
COMMENT ON FUNCTION savings_indicator(revenue numeric, expenses numeric) IS
'(revenue - expenses) / expenses, a share of the expenses; lower is riskier, above zero adds to savings. NULL where expenses is zero or an argument NULL. Savings indicator of community platforms.';

CREATE FUNCTION operating_reliance(unrestricted_revenue numeric, expenses numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN unrestricted_revenue / NULLIF(expenses, 0);
COMMENT ON FUNCTION operating_reliance(unrestricted_revenue numeric, expenses numeric) IS
'unrestricted revenue / expenses, a share; lower is riskier, 1 and more sustains itself. NULL where expenses is zero or an argument NULL. Nonprofit benchmarks.';

CREATE FUNCTION restricted_share(restricted_revenue numeric, revenue numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN restricted_revenue / NULLIF(revenue, 0);
COMMENT ON FUNCTION restricted_share(restricted_revenue numeric, revenue numeric) IS
'revenue restricted by funders / revenue, a share; higher is riskier. NULL where revenue is zero or an argument NULL. Usual analysis of nonprofit statements.';

CREATE FUNCTION unrestricted_share(unrestricted_net_assets numeric, net_assets numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN unrestricted_net_assets / CASE WHEN net_assets > 0 THEN net_assets END;
COMMENT ON FUNCTION unrestricted_share(unrestricted_net_assets numeric, net_assets numeric) IS
'unrestricted net assets / net assets, a share; lower is riskier: below 0.2 is inflexible. NULL where net assets are not positive, of which a share means nothing, or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION burn_rate(opening_cash numeric, closing_cash numeric, months numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN (opening_cash - closing_cash) / NULLIF(months, 0);
COMMENT ON FUNCTION burn_rate(opening_cash numeric, closing_cash numeric, months numeric) IS
'(cash at the beginning - cash at the end) / months between, in money for each month; higher is riskier, below zero cash grew. NULL where months is zero or an argument NULL. Ratio of the R package fiscal, for IRS form 990.';

CREATE FUNCTION runway_months(liquid_funds numeric, monthly_burn numeric) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 1
	RETURN liquid_funds / CASE WHEN monthly_burn > 0 THEN monthly_burn END;
COMMENT ON FUNCTION runway_months(liquid_funds numeric, monthly_burn numeric) IS
'liquid unrestricted funds / burn_rate, in months until they are used up; lower is riskier. NULL where nothing is burnt, so that there is no end to it, or an argument is NULL. Usual in the analysis of cash.';

CREATE FUNCTION fx_exposure_share(income numeric[], cost numeric[]) RETURNS numeric
	LANGUAGE SQL IMMUTABLE PARALLEL SAFE COST 100
	RETURN (SELECT CASE WHEN bool_and(i IS NOT NULL AND c IS NOT NULL)
						THEN sum(greatest(c - greatest(i, 0), 0)) / NULLIF(sum(greatest(c, 0)), 0) END
			FROM unnest(income, cost) AS currency (i, c));
COMMENT ON FUNCTION fx_exposure_share(income numeric[], cost numeric[]) IS
'The share of cost that income in the same currency does not cover, 0 to 1: the sum of max(cost - income, 0) over the sum of cost, both arrays with one element for each currency, all valued in one; what is negative counts as 0; higher is riskier. Currencies at a rate fixed by law, as the balboa and the dollar, are one: add them up first. Where income and cost are equal in sum, it is half the sum of |income - cost| over cost. NULL where the sum of cost is zero, and where an element is NULL or missing in one of them.';

CREATE FUNCTION tuckman_chang_flags(equity_to_revenue numeric, concentration numeric, administrative_share numeric, operating_margin numeric, cutpoints numeric[], OUT flags integer, OUT scored integer) RETURNS record
	AS 'MODULE_PATHNAME', 'caudal_tuckman_chang_flags'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION tuckman_chang_flags(numeric, numeric, numeric, numeric, numeric[]) IS
'How many of four ratios are in the worst fifth of a reference population, 0 healthy to 4 severely at risk, and how many could be scored. The cut-points of that fifth are given in the order of the ratios; one at its cut-point is flagged: low equity_to_revenue, high concentration (hhi), low administrative_share, low operating_margin. A ratio that is NULL, or has a NULL cut-point, is not scored. NULL without cut-points; 22023 unless there are four. Tuckman and Chang (1991).';
