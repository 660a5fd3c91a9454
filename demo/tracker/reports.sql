-- The reports of the programme as of the end of 2023, each one statement over a
-- function of the schema report; the views of the same names are as of today.
\pset border 0
\pset numericlocale on
\pset null '-'
SET search_path = report, tracker, caudal;

SELECT (SELECT count(*) FROM organization) AS organizations,
	   (SELECT count(*) FROM award) AS awards,
	   (SELECT count(*) FROM amendment) AS amendments,
	   (SELECT count(*) FROM flow) AS flows,
	   (SELECT count(DISTINCT currency(amount)) FROM flow) AS currencies
\gset
\echo 'PART ONE: a programme of three years, in the tables of caudal_tracker'
\echo
\echo 'All of it is invented:' :organizations 'organizations,' :awards 'awards with' :amendments 'amendments,'
\echo :flows 'flows in' :currencies 'currencies.  As of 31 December 2023, in dollars.'
\echo

\echo '1. What the programme did, counted from its rows.'
\echo
SELECT en.sentence AS "in English", es.sentence AS "en español"
FROM programme_summary('programa-cauce', 'en') AS en
	 JOIN programme_summary('programa-cauce', 'es') AS es USING (line)
ORDER BY line;

\echo '2. How grants stand, by country.  A line is the sum of its awards.'
\echo
SELECT coalesce(country_name, 'all') AS country, count(DISTINCT award) AS grants,
	   round(sum(committed_value)) AS committed, round(sum(disbursed_value)) AS disbursed,
	   round(sum(spent_value)) AS spent, round(sum(undisbursed_value)) AS undisbursed
FROM grant_status('2023-12-31', '2023-12-31')
WHERE funder LIKE '%-L'
GROUP BY ROLLUP (country_name)
ORDER BY grant_status.country_name;

\echo '3. Five grants up close.  A burn ratio of 1 is on plan; months are those left at'
\echo '   the pace of the last six.'
\echo
SELECT award, status_name AS status, last_day, currency AS cur, committed, unspent,
	   round(burn_ratio, 2) AS burn, round(months_left, 1) AS months
FROM grant_status('2023-12-31', '2023-12-31')
WHERE status IN ('active', 'extended') AND spent > 0 AND funder LIKE '%-L'
ORDER BY burn_ratio DESC, award
LIMIT 5;

\echo '4. Reports that are overdue.  En español, para quien los debe.'
\echo
SELECT recipient_name AS "organización", kind_name AS informe, due_on AS "vencía", days_overdue AS "días"
FROM reports_due('2023-12-31', '2023-12-31', 'es')
WHERE status = 'overdue'
ORDER BY days_overdue DESC, award, requirement
LIMIT 6;

\echo '5. What was said of 2021 when it was closed, to the cent, whatever came late or'
\echo '   was corrected since; and the same year as it was known later.  Below it, what'
\echo '   the next closing adjusted, and what one of today would have to.'
\echo
SELECT v.line AS "as known", sum(g.committed_value) AS committed, sum(g.disbursed_value) AS disbursed,
	   sum(g.spent_value) AS spent, CASE WHEN bool_and(g.rates = 'closed') THEN 'closed' ELSE 'closed and today' END AS rates
FROM (VALUES (1, 'closed 2022-02-15', date '2022-02-15'), (2, 'on 2023-02-19', '2023-02-19'),
			 (3, 'on 2023-12-31', '2023-12-31')) AS v (place, line, known_on),
	 LATERAL grant_status('2021-12-31', v.known_on) AS g
GROUP BY v.place, v.line
ORDER BY v.place;
SELECT last_day::text AS closed, kind_name AS adjustment, count(*) AS entries, sum(value) AS "USD"
FROM closing_entries()
WHERE kind <> 'entry'
GROUP BY last_day, kind_name
UNION ALL
SELECT 'open', kind_name, count(*), sum(value)
FROM adjustments()
GROUP BY kind_name
ORDER BY 1, 2;

\echo '6. The chain: a dollar passed on is counted once.'
\echo
SELECT CASE WHEN grouping(onward_in_data) = 1 THEN 'all'
			WHEN onward_in_data THEN 'through ' || min(recipient_name) ELSE 'used by the recipients' END AS awards,
	   count(*) AS n, sum(gross_value) AS gross, sum(counted_onward_value) AS onward, sum(net_value) AS net
FROM net_of_chain('2023-12-31', '2023-12-31')
GROUP BY ROLLUP ((onward_in_data, CASE WHEN onward_in_data THEN recipient_name END))
ORDER BY gross;

\echo '7. What was disbursed to each country in a quarter.'
\echo
SELECT f.quarter, round(sum(value) FILTER (WHERE country = 'MX')) AS "MX",
	   round(sum(value) FILTER (WHERE country = 'CO')) AS "CO",
	   round(sum(value) FILTER (WHERE country = 'GT')) AS "GT",
	   round(sum(value) FILTER (WHERE country = 'HN')) AS "HN",
	   round(sum(value) FILTER (WHERE country = 'SV')) AS "SV",
	   round(sum(value) FILTER (WHERE country = 'US')) AS "US"
FROM flows_by_quarter(1, '2023-12-31') AS f
WHERE type = 3
GROUP BY f.quarter
ORDER BY f.quarter;

\echo '8. What exchange rates gained or cost those with claims in other currencies.'
\echo
SELECT to_char(last_day, 'YYYY') AS year, currency,
	   sum(realized) AS realized, sum(unrealized_change) AS "change of unrealized"
FROM exchange_gains('year', '2023-12-31', '2023-12-31')
GROUP BY 1, 2
HAVING sum(abs(realized)) + sum(abs(unrealized_change)) > 0
ORDER BY 1, 2;

\echo '9. Budget and actual of one grant: volume is what more or less was bought, rate'
\echo '   what the currency did.  They add up.'
\echo
SELECT line_name AS line, first_day, round(budgeted) AS budgeted, round(actual) AS actual, line_currency AS cur,
	   variance, volume_variance AS volume, rate_variance AS rate
FROM budget_variance('2023-12-31', '2023-12-31')
WHERE award = (SELECT min(award) FROM budget_variance('2023-12-31', '2023-12-31')
			   WHERE currency <> line_currency AND variance IS NOT NULL)
ORDER BY line, first_day;

\echo '10. Who falls off a cliff: the share of the cost of 2024 that no award covers,'
\echo '    and from when less than half is covered.'
\echo
SELECT organization_name AS organization, country AS "in", round(cost_value) AS cost,
	   round(100 * uncovered_share) || ' %' AS uncovered, below_half_from AS "below half from"
FROM funding_cliff('2023-12-31', 12, '2023-12-31')
WHERE uncovered_share > 0
ORDER BY below_half_from, uncovered_share DESC, organization
LIMIT 6;

\echo '11. Renewals, by funder and year of the end.'
\echo
SELECT funder_name AS funder, year::text, ended, renewed, undecided AS open, round(100 * renewal_rate) || ' %' AS rate,
	   round(100 * renewed_value_share) || ' %' AS "of the money"
FROM renewal_rate('2023-12-31', '2023-12-31')
ORDER BY funder_name, year;

\echo '12. Resilience by area, baseline beside endline: the mean of all organizations.'
\echo
SELECT en.area_name AS area, es.area_name AS "área", count(*) AS n,
	   round(avg(en.baseline), 1) AS baseline, round(avg(en.endline), 1) AS endline, round(avg(en.change), 1) AS change
FROM resilience_scorecard('en') AS en
	 JOIN resilience_scorecard('es') AS es
		 ON es.organization = en.organization AND es.framework = en.framework AND es.area IS NOT DISTINCT FROM en.area
GROUP BY en.area_name, es.area_name, en.area_position
ORDER BY en.area_position NULLS LAST;

\echo '13. What the data are missing.'
\echo
SELECT finding, count(*) AS n,
	   (array_agg(concat_ws(': ', coalesce(award, organization), detail) ORDER BY award, organization, detail))[1] AS "for example"
FROM data_findings('2023-12-31')
GROUP BY finding
ORDER BY finding;

RESET search_path;
\pset numericlocale off
\pset null ''
