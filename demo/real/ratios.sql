-- The fields by the names of the ratios' arguments.  The long form has a
-- statement of expenses; the short one, 990-EZ, does not ask for what comes
-- after it here, and the file has zeros there, so that it is taken as unknown.
CREATE VIEW figures AS
SELECT f.line AS filing, is_long,
	   "F9_01_REV_TOT_CY" AS revenue,
	   "F9_01_EXP_TOT_CY" AS expenses,
	   "F9_10_ASSET_TOT_EOY" AS assets,
	   "F9_10_LIAB_TOT_EOY" AS liabilities,
	   "F9_10_NAFB_TOT_EOY" AS net_assets,
	   "F9_09_EXP_TOT_MGMT" AS administration,
	   "F9_09_EXP_TOT_PROG" AS programmes,
	   "F9_10_ASSET_CASH_EOY" + "F9_10_ASSET_SAVING_EOY" AS cash,
	   "F9_08_REV_CONTR_TOT" AS contributions,
	   "F9_08_REV_CONTR_GOVT_GRANT" AS government_grants,
	   "F9_01_REV_PROG_TOT_CY" AS programme_revenue,
	   CASE WHEN is_long THEN "F9_10_NAFB_UNRESTRICT_EOY" END AS unrestricted,
	   CASE WHEN is_long THEN "F9_10_ASSET_LAND_BLDG_NET_EOY" END AS fixed_assets,
	   "F9_10_LIAB_MTG_NOTE_EOY" AS mortgages,
	   "F9_08_REV_OTH_INVEST_INCOME_TOT" + "F9_08_REV_OTH_INVEST_BOND_TOT" AS investments,
	   "F9_08_REV_OTH_RENT_GRO_PERS" + "F9_08_REV_OTH_ROY_TOT" AS rents,
	   "F9_08_REV_OTH_SALE_ASSET_OTH" AS sales_of_assets,
	   "F9_08_REV_OTH_FUNDR_NET_TOT" AS events,
	   "F9_08_REV_MISC_OTH_TOT" AS miscellaneous
FROM filing AS f,
	 jsonb_to_record(fields) AS r (
		"F9_01_REV_TOT_CY" numeric, "F9_01_EXP_TOT_CY" numeric, "F9_01_REV_PROG_TOT_CY" numeric,
		"F9_08_REV_CONTR_TOT" numeric, "F9_08_REV_CONTR_GOVT_GRANT" numeric,
		"F9_08_REV_OTH_INVEST_INCOME_TOT" numeric, "F9_08_REV_OTH_INVEST_BOND_TOT" numeric,
		"F9_08_REV_OTH_RENT_GRO_PERS" numeric, "F9_08_REV_OTH_ROY_TOT" numeric,
		"F9_08_REV_OTH_SALE_ASSET_OTH" numeric, "F9_08_REV_OTH_FUNDR_NET_TOT" numeric,
		"F9_08_REV_MISC_OTH_TOT" numeric,
		"F9_09_EXP_TOT_TOT" numeric, "F9_09_EXP_TOT_MGMT" numeric, "F9_09_EXP_TOT_PROG" numeric,
		"F9_10_ASSET_CASH_EOY" numeric, "F9_10_ASSET_SAVING_EOY" numeric, "F9_10_ASSET_TOT_EOY" numeric,
		"F9_10_ASSET_LAND_BLDG_NET_EOY" numeric, "F9_10_LIAB_TOT_EOY" numeric,
		"F9_10_LIAB_MTG_NOTE_EOY" numeric, "F9_10_NAFB_TOT_EOY" numeric,
		"F9_10_NAFB_UNRESTRICT_EOY" numeric),
	 LATERAL (SELECT "F9_09_EXP_TOT_TOT" IS NOT NULL AS is_long) AS form;

CREATE VIEW ratios AS
SELECT filing, is_long,
	   operating_margin(revenue, expenses) AS margin,
	   equity_to_revenue(net_assets, revenue) AS equity,
	   hhi(mix) AS concentration,
	   administrative_share(administration, expenses) AS administration,
	   programme_share(programmes, expenses) AS programmes,
	   debt_to_assets(liabilities, assets) AS debt,
	   cash_months(cash, expenses) AS cash,
	   operating_reserve_months(unrestricted, fixed_assets, expenses) AS reserve,
	   liquid_unrestricted_months(unrestricted, fixed_assets, mortgages, expenses) AS luna,
	   donation_dependence(contributions, revenue) AS donations,
	   self_sufficiency(programme_revenue, expenses) AS self_sufficiency,
	   negative_sources(mix) AS negative_sources
FROM figures
LEFT JOIN (SELECT filing, income_mix(source, amount) AS mix
		   FROM figures,
				LATERAL (VALUES ('government', government_grants),
								('contributions', contributions - government_grants),
								('programmes', programme_revenue),
								('investments', investments),
								('rents', rents),
								('sales of assets', sales_of_assets),
								('events', events),
								('miscellaneous', miscellaneous)) AS s (source, amount)
		   WHERE is_long
		   GROUP BY filing) AS i USING (filing);

\echo '8. Financial ratios of 500 real filings of American nonprofits for 2021.'
\echo
\echo '   How many filings have each ratio, and the values below which a fifth, a half'
\echo '   and four fifths of these are.  The short form does not ask for what most of'
\echo '   them need; a ratio over zero is undefined.  HHI is that of kinds of income.'
\echo
\pset border 0
\pset numericlocale off
SELECT name AS ratio, unit, count(value) AS known, count(*) - count(value) AS unknown,
	   round(percentile_disc(0.2) WITHIN GROUP (ORDER BY value), 3) AS fifth,
	   round(percentile_disc(0.5) WITHIN GROUP (ORDER BY value), 3) AS median,
	   round(percentile_disc(0.8) WITHIN GROUP (ORDER BY value), 3) AS "four fifths"
FROM ratios,
	 LATERAL (VALUES (1, 'operating_margin', 'of revenue', margin),
					 (2, 'equity_to_revenue', 'years', equity),
					 (3, 'hhi', '0 to 1', concentration),
					 (4, 'administrative_share', 'of expenses', administration),
					 (5, 'programme_share', 'of expenses', programmes),
					 (6, 'debt_to_assets', 'of assets', debt),
					 (7, 'cash_months', 'months', cash),
					 (8, 'operating_reserve_months', 'months', reserve),
					 (9, 'liquid_unrestricted_months', 'months', luna),
					 (10, 'donation_dependence', 'of revenue', donations),
					 (11, 'self_sufficiency', 'of expenses', self_sufficiency)) AS r (place, name, unit, value)
GROUP BY place, name, unit
ORDER BY place;

CREATE TABLE flagged AS
WITH fifth AS (
	SELECT ARRAY[percentile_disc(0.2) WITHIN GROUP (ORDER BY equity),
				 percentile_disc(0.8) WITHIN GROUP (ORDER BY concentration),
				 percentile_disc(0.2) WITHIN GROUP (ORDER BY administration),
				 percentile_disc(0.2) WITHIN GROUP (ORDER BY margin)] AS cutpoints
	FROM ratios)
SELECT r.*, cutpoints, flags, scored
FROM ratios AS r,
	 fifth,
	 tuckman_chang_flags(equity, concentration, administration, margin, cutpoints);

\echo '9. How many of the four ratios of Tuckman and Chang are in the worst fifth of'
\echo '   these filings: filings by the number of flags, and of ratios that could be'
\echo '   scored.'
\echo
SELECT scored, count(*) AS filings,
	   count(*) FILTER (WHERE flags = 0) AS "0 flags",
	   count(*) FILTER (WHERE flags = 1) AS "1",
	   count(*) FILTER (WHERE flags = 2) AS "2",
	   count(*) FILTER (WHERE flags = 3) AS "3",
	   count(*) FILTER (WHERE flags = 4) AS "4"
FROM flagged
GROUP BY scored
ORDER BY scored DESC;

\echo '   The league: those with the most flags, by months of cash.  Margin and'
\echo '   administration in per cent; filings by their line in the file.'
\echo
SELECT filing, flags, round(100 * margin, 1) AS "margin %", round(equity, 2) AS equity,
	   round(concentration, 2) AS hhi, round(100 * administration, 1) AS "adm. %",
	   round(cash, 1) AS cash, round(reserve, 1) AS reserve, round(luna, 1) AS luna
FROM flagged
WHERE scored = 4
ORDER BY flags DESC, cash, filing
LIMIT 12;
