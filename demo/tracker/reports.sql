-- The reports of the programme as of the end of 2023: by "caudal report", or where
-- something is to be summed up, each one statement over a function of the schema
-- report; the views of the same names are as of today.
\pset border 0
\pset numericlocale on
\pset null '-'
SET search_path = report, tracker, caudal;

SELECT (SELECT count(*) || CASE count(*) WHEN 1 THEN ' programme' ELSE ' programmes' END FROM programme) AS programmes,
	   (SELECT count(*) FROM organization) AS organizations,
	   (SELECT count(*) FROM award) AS awards,
	   (SELECT count(*) FROM amendment) AS amendments,
	   (SELECT count(*) FROM flow) AS flows,
	   (SELECT count(DISTINCT currency(amount)) FROM flow) AS currencies
\gset
-- caudal, which prints some of them, goes where this goes
\setenv PGHOST :HOST
\setenv PGPORT :PORT
\setenv PGUSER :USER
\setenv PGDATABASE :DBNAME

\echo 'PART ONE: a programme of three years, in the tables of caudal_tracker'
\echo
\echo 'All of it is invented:' :programmes 'of' :organizations 'organizations,'
\echo :awards 'awards with' :amendments 'amendments,' :flows 'flows in' :currencies 'currencies.'
\echo 'As of 31 December 2023; values are in dollars, at ILLUSTRATIVE rates.'
\echo

\echo 'FOR A DIRECTOR'
\echo
\echo '1. What did the programme do?  Counted from its rows, in two languages.'
\echo
\set ECHO queries
SELECT en.sentence AS "in English", es.sentence AS "en español"
FROM programme_summary('programa-cauce', 'en') AS en
     JOIN programme_summary('programa-cauce', 'es') AS es USING (line)
ORDER BY line;
\set ECHO none

\echo '2. Did it keep its promises?  In Spanish, for those who made them.'
\echo
\! caudal report indicator_progress --as-of 2023-12-31 --lang es --where programme=programa-cauce --columns name,baseline,target,actual,achieved_share
\echo

\echo '3. Are the organizations stronger?  By area, 0 to 100, the mean of all of them;'
\echo '   change is over the items that were marked both times.'
\echo
SELECT area_name AS area, count(*) AS organizations, round(avg(baseline), 1) AS baseline, round(avg(endline), 1) AS endline,
	   round(avg(change), 1) AS change, count(*) FILTER (WHERE change > 0) AS improved, count(*) FILTER (WHERE change < 0) AS worse
FROM resilience_scorecard()
GROUP BY area_name, area_position
ORDER BY area_position NULLS LAST;

\echo '4. Who falls off a cliff?  From which month of 2024 awards cover less than half'
\echo '   of the cost, of how many organizations, and how much of the year''s cost is'
\echo '   not covered.'
\echo
SELECT coalesce(to_char(below_half_from, 'YYYY-MM'), 'never') AS "below half from", count(*) AS organizations,
	   round(sum(cost_value)) AS cost, round(sum(uncovered_value)) AS uncovered,
	   round(100 * sum(uncovered_value) / sum(cost_value)) || ' %' AS share
FROM funding_cliff('2023-12-31', 12, '2023-12-31')
GROUP BY to_char(below_half_from, 'YYYY-MM')
ORDER BY to_char(below_half_from, 'YYYY-MM');

\echo '5. Who renews?  By funder and year in which grants ended; of the open ones it is'
\echo '   too early to say.'
\echo
SELECT funder_name AS funder, year::text, ended, renewed, undecided AS open, round(100 * renewal_rate) || ' %' AS rate,
	   round(100 * renewed_value_share) || ' %' AS "of the money"
FROM renewal_rate('2023-12-31', '2023-12-31')
ORDER BY ended DESC, funder_name, year
LIMIT 8;

\echo '6. How much money was there?  A dollar that is passed on is counted once.'
\echo
SELECT CASE WHEN grouping(onward_in_data) = 1 THEN 'all'
			WHEN onward_in_data THEN 'passed on by their recipients'
			ELSE 'used by their recipients' END AS awards,
	   count(*) AS n, sum(gross_value) AS gross, sum(counted_onward_value) AS onward, sum(net_value) AS net
FROM net_of_chain('2023-12-31', '2023-12-31')
GROUP BY ROLLUP (onward_in_data)
ORDER BY net_of_chain.onward_in_data DESC NULLS LAST;

\echo 'FOR A PROGRAMME OFFICER'
\echo
\echo '7. How do the grants of the alliance stand?  By country; a line is the sum of'
\echo '   its grants.'
\echo
SELECT coalesce(country_name, 'all') AS country, count(DISTINCT award) AS grants,
	   round(sum(committed_value)) AS committed, round(sum(disbursed_value)) AS disbursed,
	   round(sum(spent_value)) AS spent, round(sum(undisbursed_value)) AS undisbursed
FROM grant_status('2023-12-31', '2023-12-31')
WHERE funder LIKE '%-L'
GROUP BY ROLLUP (country_name)
ORDER BY grant_status.country_name;

\echo '8. Which of them are spending too fast?  A burn ratio of 1 is on plan; months'
\echo '   are those left at the pace of the last six.'
\echo
SELECT award, last_day, currency AS cur, committed, unspent, round(burn_ratio, 2) AS burn, round(months_left, 1) AS months
FROM grant_status('2023-12-31', '2023-12-31')
WHERE status IN ('active', 'extended') AND spent > 0 AND funder LIKE '%-L'
ORDER BY burn_ratio DESC, award
LIMIT 5;

\echo '9. How does one of them go on, month by month?  In pesos.  When it was extended'
\echo '   at no cost, the months before kept their plan.'
\echo
\! caudal report monthly_plan --as-of 2023-12-31 --known-on 2023-12-31 --set award=C1-R07 --where 'month>=2022-07-01'
\echo

\echo '10. What is to be paid?  Tranches that are overdue, and those of the next weeks.'
\echo
SELECT award, left(recipient_name, 22) AS recipient, due_on, status_name AS status, currency AS cur, amount, round(amount_value) AS "USD"
FROM payment_schedule('2023-12-31', '2023-12-31')
WHERE status IN ('scheduled', 'approved') AND due_on <= '2024-01-31'
ORDER BY due_on, award, tranche
LIMIT 6;

\echo '11. Who owes a report?  En español, para quien lo debe.'
\echo
\! caudal report reports_due --as-of 2023-12-31 --known-on 2023-12-31 --lang es --where status=overdue
\echo

\echo '12. Who came?  A seat is a person at a convening.  For whom people came to the'
\echo '    summit in person nobody wrote down.'
\echo
SELECT kind_name AS convening, count(*) AS n, sum(seats) AS seats, min(people) AS fewest, max(people) AS most,
	   round(avg(organizations)) AS "organizations, mean"
FROM convening_attendance()
GROUP BY kind_name
ORDER BY n DESC, kind_name;

\echo 'FOR A FINANCE OFFICER'
\echo
\echo '13. What was disbursed where?  By quarter and country of who received it.'
\echo
\! caudal report flows_by_quarter --known-on 2023-12-31 --where type=3 --where 'first_day>=2023-01-01'
\echo

\echo '14. What did we say of 2021?  When it was closed, to the cent, whatever came'
\echo '    late or was corrected since; and the same year as it was known later.  Below'
\echo '    it, what the next closing adjusted, and what one of today would have to.'
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

\echo '15. What did exchange rates gain, or cost those with claims in other currencies?'
\echo
SELECT to_char(last_day, 'YYYY') AS year, currency,
	   sum(realized) AS realized, sum(unrealized_change) AS "change of unrealized"
FROM exchange_gains('year', '2023-12-31', '2023-12-31')
GROUP BY 1, 2
HAVING sum(abs(realized)) + sum(abs(unrealized_change)) > 0
ORDER BY 1, 2;

\echo '16. Why did a grant in euros cost more or less than budgeted?  Volume is what'
\echo '    more or less was bought, rate what the currency did.  They add up.'
\echo
\! caudal report budget_variance --as-of 2023-12-31 --known-on 2023-12-31 --where award=C1-A3
\echo

\echo '17. In which currencies are we exposed?  Costs of 2024 that income in the same'
\echo '    block does not cover; currencies fixed to the dollar are in its block.'
\echo
SELECT coalesce(currency_block, 'all') AS block, count(*) AS n, sum(income_value) AS income, sum(cost_value) AS cost,
	   sum(uncovered_value) AS uncovered, round(100 * sum(uncovered_value) / nullif(sum(cost_value), 0)) || ' %' AS share
FROM currency_exposure('2023-12-31', 12, '2023-12-31')
GROUP BY ROLLUP (currency_block)
ORDER BY currency_exposure.currency_block;

\echo '18. What does the agreement say?  Side by side, for both who sign it: the largest'
\echo '    award to each country, as its people write and as the funder does.'
\echo
SELECT es.country_name AS "país", format_monetary(amount.amount, 'es-' || es.country) AS monto, es.status_name AS estado,
	   en.country_name AS country, format_monetary(amount.amount, 'en-US') AS amount, en.status_name AS status
FROM grant_status('2023-12-31', '2023-12-31', 'es') AS es
	 JOIN grant_status('2023-12-31', '2023-12-31', 'en') AS en USING (award, currency)
	 CROSS JOIN LATERAL (SELECT monetary(es.committed, es.currency::currency) AS amount) AS amount
WHERE (es.country, es.award) IN (SELECT DISTINCT ON (g.country) g.country, g.award
								 FROM grant_status('2023-12-31', '2023-12-31') AS g
								 WHERE g.country <> 'US'
								 ORDER BY g.country, g.committed_value DESC, g.award)
ORDER BY es.country, es.currency;
SELECT in_words(monetary(max(committed), 'MXN'), 'es-MX') AS "en letras, para el recibo"
FROM grant_status('2023-12-31', '2023-12-31')
WHERE currency = 'MXN' AND country = 'MX';

\echo '19. Whose accounts are weak?  The lowest reserves of 2023, in months of cost.'
\echo
SELECT organization_name AS organization, round(operating_reserve_months, 1) AS reserve, round(cash_months, 1) AS cash,
	   round(100 * operating_margin, 1) AS "margin %", round(hhi, 2) AS hhi, income_sources AS sources, deficit_years AS deficits
FROM financial_ratios
WHERE fiscal_year = 2023
ORDER BY operating_reserve_months, financial_ratios.organization
LIMIT 6;

\echo '20. What do the data lack?'
\echo
SELECT finding, count(*) AS n,
	   (array_agg(concat_ws(': ', coalesce(award, organization), detail)
				  ORDER BY award COLLATE "C", organization COLLATE "C", detail COLLATE "C"))[1] AS "for example"
FROM data_findings('2023-12-31')
GROUP BY finding
ORDER BY finding COLLATE "C";

RESET search_path;
\pset numericlocale off
\pset null ''
