-- The demonstration fails unless the programme's numbers come out of its rows,
-- and its totals equal plain SQL over the tables.
DO $$
DECLARE
	said text;
BEGIN
	SELECT string_agg(s.sentence, '; ' ORDER BY s.line) INTO said FROM report.programme_summary('programa-cauce', 'en') AS s;
	ASSERT said = '36 organizations; 21 virtual meetings; 1 virtual summit; 1 in-person summit in Costa Rica; 406 attendees; '
		'86 organizations at the 2021 summit; 159 entries to the learning platform; 18 organizations mentored; four areas', said;
	SELECT string_agg(s.sentence, '; ' ORDER BY s.line) INTO said FROM report.programme_summary('programa-cauce', 'es') AS s;
	ASSERT said = '36 organizaciones; 21 encuentros virtuales; 1 cumbre virtual; 1 cumbre presencial en Costa Rica; 406 asistentes; '
		'86 organizaciones en la cumbre de 2021; 159 accesos a la plataforma de aprendizaje; 18 organizaciones con mentoría; cuatro áreas', said;

	-- every programme has the numbers of the first, of organizations and people of its own
	ASSERT (SELECT (participants, people_least, people_most, entries, organizations_mentored) = (36 * n, 406 * n, 406 * n, 159 * n, 18 * n)
			FROM (SELECT sum(participants) AS participants, sum(people_least) AS people_least, sum(people_most) AS people_most,
						 sum(entries) AS entries, sum(organizations_mentored) AS organizations_mentored, count(*) AS n
				  FROM report.attendance_measures) AS m), 'every programme';
	ASSERT (SELECT count(DISTINCT person) FROM tracker.attendance) = 406 * (SELECT count(*) FROM tracker.programme), 'people';

	-- what is committed in own currencies, from plain numbers
	ASSERT NOT EXISTS (
		SELECT
		FROM report.grant_status('2023-12-31', '2023-12-31') AS g
			 FULL JOIN (SELECT a.award, caudal.currency(m.amount)::text AS currency, sum(caudal.amount(m.amount)) AS committed
						FROM tracker.amendment AS a, LATERAL caudal.unnest(a.change) AS m (amount)
						WHERE a.holds_from <= '2023-12-31' AND a.withdrawn_on IS NULL
						GROUP BY 1, 2) AS c ON c.award = g.award AND c.currency = g.currency
		WHERE g.committed IS DISTINCT FROM c.committed), 'committed';
	-- and what was disbursed and spent, of awards whose flows are all in their one currency
	ASSERT (SELECT count(*) > 30 AND bool_and(g.disbursed = f.disbursed AND g.spent = f.spent)
			FROM report.grant_status('2023-12-31', '2023-12-31') AS g
				 JOIN (SELECT award, min(caudal.currency(amount)::text) AS currency,
							  coalesce(sum(caudal.amount(amount)) FILTER (WHERE type IN (3, 7)), 0) AS disbursed,
							  coalesce(sum(caudal.amount(amount)) FILTER (WHERE type = 4), 0) AS spent
					   FROM tracker.flow
					   WHERE withdrawn_on IS NULL AND type IN (3, 4, 7)
					   GROUP BY award
					   HAVING count(DISTINCT caudal.currency(amount)) = 1) AS f ON f.award = g.award AND f.currency = g.currency
			WHERE (SELECT count(*) FROM caudal.unnest((SELECT caudal.bag(a.change) FROM tracker.amendment AS a WHERE a.award = g.award)) AS u) = 1),
		'disbursed and spent';
	-- and in dollars, where no rate is needed or the bank has said what it came to
	ASSERT (SELECT sum(f.value) FROM report.flows_by_quarter(1, '2023-12-31') AS f WHERE f.type = 3 AND f.currency = 'USD') =
		   (SELECT sum(caudal.amount(amount)) FROM tracker.flow
			WHERE type = 3 AND withdrawn_on IS NULL AND caudal.currency(amount) = 'USD'), 'dollars';

	-- a closed year, whatever came to be known since
	ASSERT (SELECT sum(disbursed_value) FROM report.grant_status('2021-12-31', '2022-02-15')) =
		   (SELECT sum(caudal.amount(e.value))
			FROM tracker.closing_entry AS e JOIN tracker.flow AS f ON f.flow = e.flow
			WHERE e.last_day = '2021-12-31' AND f.type IN (1, 3, 7) AND f.award IS NOT NULL
			  AND NOT coalesce(f.matched_on <= '2022-02-15', false)), 'closed 2021';
	-- plans sum to what is committed, net and onward to gross, volume and rate to the variance
	ASSERT (SELECT bool_and(p.planned = g.committed AND p.value = g.committed_value)
			FROM (SELECT award, currency, sum(planned) AS planned, sum(planned_value) AS value
				  FROM report.monthly_plan(NULL, '2023-12-31', '2023-12-31') GROUP BY 1, 2) AS p
				 JOIN report.grant_status('2023-12-31', '2023-12-31') AS g USING (award, currency)), 'plans';
	ASSERT (SELECT bool_and(net_value + counted_onward_value = gross_value) FROM report.net_of_chain('2023-12-31', '2023-12-31')), 'chain';
	ASSERT (SELECT bool_and(volume_variance + rate_variance = variance) FROM report.budget_variance('2023-12-31', '2023-12-31')), 'variance';
END
$$;
\echo 'Checked: the numbers of the programme, what was committed, disbursed and spent,'
\echo 'the closed year, plans, the chain and variances, against plain SQL.'
\echo
