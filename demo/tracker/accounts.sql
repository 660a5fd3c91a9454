-- What a year is planned to cost, and what the accounts said of it.
CREATE TEMP TABLE account AS
SELECT m.organization, m.key, y.year, o.fiscal_year_start, m.currency,
	   pg_temp.draw(18, 42, 60, m.key) * 1000 * m.units * (100 + 4 * (y.year - 2021)) / 100 AS cost
FROM (SELECT organization, key, currency, units FROM member
	  UNION ALL
	  SELECT organization, 100 * k + 99, 'USD', 35 FROM carrier WHERE code = 'L') AS m
	 JOIN organization AS o USING (organization),
	 generate_series(2021, 2024) AS y (year);

INSERT INTO cost_plan (organization, period, amount)
SELECT organization, fiscal_period(year, 1), monetary(cost, currency::currency)
FROM account
ORDER BY organization, year;

ANALYZE account, flow;

-- Grants are those that were paid; what else there was is drawn, so that income
-- and cost are near one another
CREATE TEMP TABLE income AS
WITH grants AS (
	SELECT f.receiver AS organization, fiscal_year(f.booked_on, o.fiscal_year_start) AS year, p.name AS source,
		   sum(convert_amount(amount(f.amount), currency(f.amount), o.home_currency, f.booked_on)) AS amount
	FROM flow AS f
		 JOIN (SELECT organization, fiscal_year_start, coalesce(home_currency, 'USD') AS home_currency
			   FROM organization) AS o ON o.organization = f.receiver
		 JOIN organization AS p ON p.organization = f.provider
		 JOIN award AS w ON w.award = f.award
	WHERE f.type IN (3, 7) AND f.withdrawn_on IS NULL AND NOT w.pass_through
	GROUP BY 1, 2, 3
), missing AS (
	SELECT a.*, greatest(a.cost * pg_temp.draw(92, 112, 61, a.key, a.year) / 100 - coalesce(g.amount, 0),
						 a.cost * pg_temp.draw(5, 20, 62, a.key, a.year) / 100) AS amount
	FROM account AS a
		 LEFT JOIN (SELECT organization, year, sum(amount) AS amount FROM grants GROUP BY 1, 2) AS g USING (organization, year)
)
SELECT organization, year, source, amount, 'grant' AS kind
FROM grants
WHERE year BETWEEN 2021 AND 2023 AND amount <> 0
UNION ALL
SELECT m.organization, m.year, s.source, round(m.amount * s.share / sum(s.share) OVER (PARTITION BY m.organization, m.year)), s.kind
FROM missing AS m,
	 LATERAL (SELECT v.source, v.kind, pg_temp.draw(1, v.most, 63, m.key * 10 + v.place, m.year) AS share
			  FROM (VALUES (1, 'Individual donors', 'donation', 6), (2, 'Own services', 'earned', 8), (3, 'Municipality', 'government', 5),
						   (4, 'Membership fees', 'earned', 3), (5, NULL, 'donation', 2), (6, 'A family fund', 'donation', 10)
				   ) AS v (place, source, kind, most)
			  -- the same sources in every year, of each organization others; donors all have
			  WHERE v.place = 1 OR pg_temp.draw(1, 100, 64, m.key, v.place) <= 40) AS s
WHERE m.year <= 2023;

CREATE TEMP TABLE statement_plan AS
WITH revenue AS (
	SELECT organization, year, sum(amount) AS revenue, sum(amount) FILTER (WHERE kind = 'earned') AS earned,
		   sum(amount) FILTER (WHERE kind = 'government') AS government, sum(amount) FILTER (WHERE kind = 'grant') AS granted
	FROM income
	GROUP BY organization, year
), expenses AS (
	SELECT a.*, r.revenue, coalesce(r.earned, 0) AS earned, coalesce(r.government, 0) AS government, coalesce(r.granted, 0) AS granted,
		   round(a.cost * pg_temp.draw(92, 105, 65, a.key, a.year) / 100) AS expenses,
		   round(a.cost * pg_temp.draw(2, 15, 66, a.key) / 100) AS fixed, round(a.cost * pg_temp.draw(2, 12, 67, a.key, a.year) / 100) AS debts,
		   pg_temp.draw(8, 24, 68, a.key, a.year) AS administration, pg_temp.draw(55, 85, 69, a.key, a.year) AS liquid
	FROM account AS a
		 JOIN revenue AS r USING (organization, year)
), net AS (
	SELECT e.*, sum(revenue - expenses) OVER of_organization
				+ first_value(round(cost * pg_temp.draw(-5, 60, 70, key) / 100)) OVER of_organization AS net_assets
	FROM expenses AS e
	WINDOW of_organization AS (PARTITION BY organization ORDER BY year)
), balance AS (
	-- who has less than nothing owes the rest
	SELECT n.*, greatest(debts, fixed - net_assets) AS liabilities, net_assets + greatest(debts, fixed - net_assets) AS assets,
		   greatest(least(round(granted / 4), net_assets), 0) AS restricted
	FROM net AS n
)
SELECT b.*, round((assets - fixed) * liquid / 100) AS cash
FROM balance AS b
-- two have not handed in the statement of 2022
WHERE NOT (year = 2022 AND key % 100 IN (14, 27));

INSERT INTO statement (organization, fiscal_year, period, currency, revenue, unrestricted_revenue, restricted_revenue,
					   contributions, government_grants, programme_revenue, expenses, programme_expenses, administrative_expenses,
					   assets, current_assets, cash, opening_cash, receivables, net_fixed_assets, liabilities, current_liabilities,
					   net_assets, unrestricted_net_assets, restricted_net_assets)
SELECT organization, year, fiscal_period(year, fiscal_year_start), currency::currency, revenue, revenue - granted, granted,
	   revenue - earned, government, earned, expenses, expenses - round(expenses * administration / 100), round(expenses * administration / 100),
	   assets, assets - fixed, cash, lag(cash) OVER (PARTITION BY organization ORDER BY year), round((assets - fixed - cash) / 2),
	   fixed, liabilities, round(liabilities * 3 / 4), net_assets, net_assets - restricted, restricted
FROM statement_plan
ORDER BY organization, year;

INSERT INTO statement_income (organization, fiscal_year, source, amount)
SELECT i.organization, i.year, i.source, i.amount
FROM income AS i
	 JOIN statement_plan AS s USING (organization, year)
ORDER BY i.organization, i.year, i.source;
