-- Annual statements, each in the currency of the organization's country, and
-- what it had besides the grants of the table flow.
CREATE TABLE statement (
	organization integer REFERENCES organization,
	year integer,
	expenses numeric(14, 2) NOT NULL,
	administration numeric(14, 2),	-- NULL where it was not stated
	cash numeric(14, 2) NOT NULL,
	fixed_assets numeric(14, 2) NOT NULL,
	unrestricted_net_assets numeric(14, 2) NOT NULL,
	net_assets numeric(14, 2) NOT NULL,
	PRIMARY KEY (organization, year)
);

CREATE TABLE other_income (
	organization integer NOT NULL REFERENCES organization,
	year integer NOT NULL,
	source text NOT NULL,
	amount numeric(14, 2) NOT NULL
);

\copy statement FROM 'sample/statements.csv' CSV HEADER
\copy other_income FROM 'sample/other_income.csv' CSV HEADER

CREATE VIEW income AS
SELECT o.id AS organization, extract(year FROM f.paid_on)::integer AS year, p.name AS source,
	   convert_amount(f.amount, f.currency, currency_of(o.country), f.paid_on) AS amount
FROM flow AS f
JOIN organization AS o ON o.id = f.payee
JOIN organization AS p ON p.id = f.payer
WHERE o.kind = 'community'
UNION ALL
SELECT * FROM other_income;

\echo '10. From where one organization''s income came: its mix, 2021 to 2023, in pesos.'
\echo
\echo '   Grants and other income; a grant in dollars at the rate of its day.  A source'
\echo '   that took back more than it gave has no share.'
\echo
\pset border 0
\pset numericlocale on
\set ECHO queries
SELECT year::text, source, amount, round(100 * share, 1) AS "%"
FROM (SELECT year, income_mix(source, amount) AS mix
      FROM income WHERE organization = 7 GROUP BY year) AS y, sources(mix)
ORDER BY y.year, amount DESC;
\set ECHO none

\echo '   In figures, by year and all years together:'
\echo
\set ECHO queries
SELECT coalesce(year::text, 'all') AS year, round(hhi(mix), 3) AS hhi,
       round(effective_sources(mix), 2) AS "as many as",
       round(100 * largest_share(mix), 1) AS "largest, %",
       negative_sources(mix) AS negative
FROM (SELECT year, income_mix(source, amount) AS mix
      FROM income WHERE organization = 7 GROUP BY ROLLUP (year)) AS y
ORDER BY y.year;
\set ECHO none

\echo '11. A league of financial ratios: the community organizations in 2023.'
\echo
\echo '   Ratios have no currency.  Flags are those of Tuckman and Chang: how many of'
\echo '   equity, concentration (HHI), administration and margin are in the worst'
\echo '   fifth, here of the three years of all of them, and how many could be scored.'
\echo '   What a zero or an unknown figure leaves undefined is empty, and not zero.'
\echo
\set ECHO queries
CREATE VIEW ratios AS
SELECT organization, year, revenue, expenses,
       operating_margin(revenue, expenses) AS margin,
       equity_to_revenue(net_assets, revenue) AS equity,
       hhi(mix) AS concentration,
       administrative_share(administration, expenses) AS administration,
       cash_months(cash, expenses) AS cash_months,
       operating_reserve_months(unrestricted_net_assets, fixed_assets,
                                expenses) AS reserve_months
FROM statement
JOIN (SELECT organization, year, coalesce(sum(amount), 0) AS revenue,
             income_mix(source, amount) AS mix
      FROM statement LEFT JOIN income USING (organization, year)
      GROUP BY organization, year) AS i USING (organization, year);

WITH fifth AS (
    SELECT ARRAY[percentile_disc(0.2) WITHIN GROUP (ORDER BY equity),
                 percentile_disc(0.8) WITHIN GROUP (ORDER BY concentration),
                 percentile_disc(0.2) WITHIN GROUP (ORDER BY administration),
                 percentile_disc(0.2) WITHIN GROUP (ORDER BY margin)]
             AS cutpoints
    FROM ratios)
SELECT right(o.name, 4) AS "group",
       round(100 * margin, 1) AS "margin %",
       round(cash_months, 1) AS "cash, mo.",
       round(reserve_months, 1) AS "reserve, mo.",
       round(equity, 2) AS equity, round(concentration, 2) AS hhi,
       round(100 * administration, 1) AS "adm. %", flags, scored
FROM ratios AS r JOIN organization AS o ON o.id = r.organization,
     fifth,
     tuckman_chang_flags(equity, concentration, administration, margin,
                         cutpoints)
WHERE year = 2023
ORDER BY flags DESC, cash_months, o.name;
\set ECHO none

\echo '   How steady their three years were: the spread of revenue around its mean, its'
\echo '   worst fall from one year to the next, and deficits in a row up to the last.'
\echo
\set ECHO queries
SELECT right(o.name, 4) AS "group",
       round(coefficient_of_variation(revenue), 2) AS variation,
       round(100 * revenue_drop(revenue ORDER BY year), 1) AS "drop, %",
       consecutive_deficits(revenue - expenses ORDER BY year) AS deficits
FROM ratios AS r JOIN organization AS o ON o.id = r.organization
GROUP BY o.name
ORDER BY deficits DESC, variation DESC;
\set ECHO none
