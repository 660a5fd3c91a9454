-- Money that goes through many hands, counted once: by award, for one
-- organization, and for a group of them.

CREATE FUNCTION net_of_chain(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, funder text, funder_name text, recipient text, recipient_name text,
				   passes_on text, onward_awards bigint, onward_in_data boolean,
				   reporting_currency text, gross_value numeric, passed_on_value numeric,
				   counted_onward_value numeric, net_value numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- Only the next step of a chain is looked at, so that a circle ends
		WITH gross AS (
			SELECT v.award, sum(v.value) AS value, bool_and(v.closed) AS all_closed, bool_or(v.closed) AS any_closed,
				   count(*) FILTER (WHERE v.value IS NULL) AS without_rate
			FROM transfer_values(reporting_currency(), net_of_chain.known_on) AS v
			WHERE v.booked_on <= net_of_chain.day
			  AND v.award IS NOT NULL
			GROUP BY v.award
		), onward AS (
			SELECT n.passes_on::text AS award, count(*) AS awards, bool_or(g.award IS NOT NULL) AS in_data,
				   sum(g.value) AS value, bool_and(g.all_closed) AS all_closed, bool_or(g.any_closed) AS any_closed,
				   sum(g.without_rate) AS without_rate
			FROM award AS n
				 LEFT JOIN gross AS g ON g.award = n.award
			WHERE n.passes_on IS NOT NULL
			GROUP BY n.passes_on
		)
		SELECT s.award, coalesce(tl.label, s.title), s.funder, fo.name, s.recipient, ro.name,
			   s.passes_on, s.onward_awards, s.onward_in_data, reporting_currency()::text,
			   s.gross, s.passed_on, greatest(least(s.gross, s.passed_on), 0),
			   s.gross - greatest(least(s.gross, s.passed_on), 0),
			   whose_rates(s.all_closed, s.any_closed),
			   s.without_rate
		FROM (SELECT a.award::text AS award, a.title, a.funder::text AS funder, a.recipient::text AS recipient,
					 a.passes_on::text AS passes_on, coalesce(n.awards, 0) AS onward_awards,
					 coalesce(n.in_data, false) AS onward_in_data,
					 coalesce(amount(g.value), 0) AS gross, coalesce(amount(n.value), 0) AS passed_on,
					 -- NULL where there is neither
					 coalesce(g.all_closed AND n.all_closed, g.all_closed, n.all_closed) AS all_closed,
					 coalesce(g.any_closed OR n.any_closed, g.any_closed, n.any_closed) AS any_closed,
					 coalesce(g.without_rate, 0) + coalesce(n.without_rate, 0)::bigint AS without_rate
			  FROM award AS a
				   LEFT JOIN gross AS g ON g.award = a.award
				   LEFT JOIN onward AS n ON n.award = a.award
			  WHERE g.award IS NOT NULL OR n.in_data) AS s
			 JOIN organization AS fo ON fo.organization = s.funder
			 JOIN organization AS ro ON ro.organization = s.recipient
			 LEFT JOIN translations('award.award', net_of_chain.language) AS tl ON tl.code = s.award;
	END;
COMMENT ON FUNCTION net_of_chain(day date, known_on date, language text) IS
'What was paid under each award by the end of a day, as known on another, and how much of it is left when what is counted again in the awards that pass it on is dropped. Net values add up to money counted once. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW net_of_chain AS
	SELECT * FROM net_of_chain();
COMMENT ON VIEW net_of_chain IS 'What was paid under each award, gross and net of what awards that pass it on count again.';
COMMENT ON COLUMN net_of_chain.award IS 'identifier of the award';
COMMENT ON COLUMN net_of_chain.title IS 'its title';
COMMENT ON COLUMN net_of_chain.funder IS 'identifier of who gives';
COMMENT ON COLUMN net_of_chain.funder_name IS 'name of who gives';
COMMENT ON COLUMN net_of_chain.recipient IS 'identifier of who receives';
COMMENT ON COLUMN net_of_chain.recipient_name IS 'name of who receives';
COMMENT ON COLUMN net_of_chain.passes_on IS 'the award whose money it passes on; NULL for none';
COMMENT ON COLUMN net_of_chain.onward_awards IS 'how many awards pass it on';
COMMENT ON COLUMN net_of_chain.onward_in_data IS 'whether there is a transfer under one of them: without one nothing is dropped';
COMMENT ON COLUMN net_of_chain.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN net_of_chain.gross_value IS 'what was paid to the recipient, less what it paid back';
COMMENT ON COLUMN net_of_chain.passed_on_value IS 'what was paid under the awards that pass it on';
COMMENT ON COLUMN net_of_chain.counted_onward_value IS 'the smaller of the two, not below 0: what is counted under those awards';
COMMENT ON COLUMN net_of_chain.net_value IS 'gross less counted onward; these add up to money counted once';
COMMENT ON COLUMN net_of_chain.rates IS 'whose rates the values have: closed (kept by closings), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN net_of_chain.without_rate IS 'transfers that no value is known of, where caudal.missing_rate is null';

CREATE FUNCTION organization_flows(first_day date DEFAULT NULL, last_day date DEFAULT NULL, known_on date DEFAULT CURRENT_DATE,
								   language text DEFAULT 'en')
	RETURNS TABLE (organization text, organization_name text, country text, country_name text, kind text, kind_name text,
				   reporting_currency text, received_value numeric, paid_value numeric, spent_value numeric,
				   net_contribution_value numeric, rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- Added up by pair first, since each transfer counts for two
		WITH pairs AS (
			SELECT v.provider, CASE WHEN v.type <> 4 THEN v.receiver END AS receiver,
				   sum(v.value) AS value, bool_and(v.closed) AS all_closed, bool_or(v.closed) AS any_closed,
				   count(*) FILTER (WHERE v.value IS NULL) AS without_rate
			FROM flow_values(reporting_currency(), organization_flows.known_on) AS v
			WHERE v.type IN (1, 3, 4, 7)
			  AND NOT v.recorded_twice
			  AND (organization_flows.first_day IS NULL OR v.booked_on >= organization_flows.first_day)
			  AND (organization_flows.last_day IS NULL OR v.booked_on <= organization_flows.last_day)
			GROUP BY 1, 2
		)
		SELECT s.organization, o.name, o.country::text, coalesce(cl.label, o.country), o.kind::text, coalesce(kl.label, o.kind),
			   reporting_currency()::text,
			   s.received, s.paid, s.spent, s.paid + s.spent - s.received,
			   whose_rates(s.all_closed, s.any_closed),
			   s.without_rate
		FROM (SELECT e.organization,
					 coalesce(amount(sum(e.value) FILTER (WHERE e.measure = 'received')), 0) AS received,
					 coalesce(amount(sum(e.value) FILTER (WHERE e.measure = 'paid')), 0) AS paid,
					 coalesce(amount(sum(e.value) FILTER (WHERE e.measure = 'spent')), 0) AS spent,
					 bool_and(e.all_closed) AS all_closed, bool_or(e.any_closed) AS any_closed,
					 sum(e.without_rate)::bigint AS without_rate
			  FROM (SELECT p.provider AS organization, CASE WHEN p.receiver IS NULL THEN 'spent' ELSE 'paid' END AS measure,
						   p.value, p.all_closed, p.any_closed, p.without_rate
					FROM pairs AS p
					UNION ALL
					SELECT p.receiver, 'received', p.value, p.all_closed, p.any_closed, p.without_rate
					FROM pairs AS p
					WHERE p.receiver IS NOT NULL) AS e
			  GROUP BY e.organization) AS s
			 JOIN organization AS o ON o.organization = s.organization
			 LEFT JOIN labels('country', organization_flows.language) AS cl ON cl.code = o.country
			 LEFT JOIN labels('organization.kind', organization_flows.language) AS kl ON kl.code = o.kind;
	END;
COMMENT ON FUNCTION organization_flows(first_day date, last_day date, known_on date, language text) IS
'What each organization received, paid and spent in the days from one to another, both included and NULL for without bound, as known on a day. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW organization_flows AS
	SELECT * FROM organization_flows();
COMMENT ON VIEW organization_flows IS 'What each organization received, paid and spent.';
COMMENT ON COLUMN organization_flows.organization IS 'identifier of the organization';
COMMENT ON COLUMN organization_flows.organization_name IS 'its name';
COMMENT ON COLUMN organization_flows.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN organization_flows.country_name IS 'name of the country';
COMMENT ON COLUMN organization_flows.kind IS 'foundation, intermediary, community, public, multilateral, academic, company or other';
COMMENT ON COLUMN organization_flows.kind_name IS 'the same as people say it';
COMMENT ON COLUMN organization_flows.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN organization_flows.received_value IS 'transfers to it, less what it paid back';
COMMENT ON COLUMN organization_flows.paid_value IS 'transfers from it, less what was paid back to it';
COMMENT ON COLUMN organization_flows.spent_value IS 'its expenditure';
COMMENT ON COLUMN organization_flows.net_contribution_value IS 'paid + spent - received: money of its own that it put in; below zero it still holds money of others';
COMMENT ON COLUMN organization_flows.rates IS 'whose rates the values have: closed (kept by closings), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN organization_flows.without_rate IS 'flows that no value is known of, where caudal.missing_rate is null';

CREATE FUNCTION group_flows(organizations text[] DEFAULT NULL, first_day date DEFAULT NULL, last_day date DEFAULT NULL,
							known_on date DEFAULT CURRENT_DATE)
	RETURNS TABLE (members bigint, reporting_currency text, gross_value numeric, internal_value numeric, net_value numeric,
				   received_value numeric, spent_value numeric, net_contribution_value numeric,
				   rates text, without_rate bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
	BEGIN ATOMIC
		WITH member AS (
			SELECT o.organization::text AS organization
			FROM organization AS o
			WHERE CASE WHEN group_flows.organizations IS NULL THEN o.kind = 'intermediary'
					   ELSE o.organization = ANY (group_flows.organizations) END
		)
		SELECT (SELECT count(*) FROM member AS m), reporting_currency()::text,
			   s.gross, s.internal, s.gross - s.internal, s.received, s.spent,
			   s.gross - s.internal + s.spent - s.received,
			   whose_rates(s.all_closed, s.any_closed),
			   s.without_rate
		FROM (SELECT coalesce(amount(sum(e.value) FILTER (WHERE NOT e.spends AND e.pays)), 0) AS gross,
					 coalesce(amount(sum(e.value) FILTER (WHERE NOT e.spends AND e.pays AND e.receives)), 0) AS internal,
					 coalesce(amount(sum(e.value) FILTER (WHERE NOT e.spends AND NOT e.pays)), 0) AS received,
					 coalesce(amount(sum(e.value) FILTER (WHERE e.spends)), 0) AS spent,
					 bool_and(e.all_closed) AS all_closed, bool_or(e.any_closed) AS any_closed,
					 coalesce(sum(e.without_rate), 0)::bigint AS without_rate
			  FROM (SELECT f.spends, p.organization IS NOT NULL AS pays, r.organization IS NOT NULL AS receives,
						   f.value, f.all_closed, f.any_closed, f.without_rate
					FROM (SELECT v.type = 4 AS spends, v.provider, v.receiver,
								 sum(v.value) AS value, bool_and(v.closed) AS all_closed, bool_or(v.closed) AS any_closed,
								 count(*) FILTER (WHERE v.value IS NULL) AS without_rate
						  FROM flow_values(reporting_currency(), group_flows.known_on) AS v
						  WHERE v.type IN (1, 3, 4, 7)
							AND NOT v.recorded_twice
							-- what does not concern a group that is named is not valued
							AND (group_flows.organizations IS NULL
								 OR v.provider = ANY (group_flows.organizations)
								 OR v.receiver = ANY (group_flows.organizations))
							AND (group_flows.first_day IS NULL OR v.booked_on >= group_flows.first_day)
							AND (group_flows.last_day IS NULL OR v.booked_on <= group_flows.last_day)
						  GROUP BY 1, 2, 3) AS f
						 LEFT JOIN member AS p ON p.organization = f.provider
						 LEFT JOIN member AS r ON r.organization = f.receiver) AS e
			  WHERE e.pays OR e.receives AND NOT e.spends) AS s;
	END;
COMMENT ON FUNCTION group_flows(organizations text[], first_day date, last_day date, known_on date) IS
'What a group of organizations paid, received from outside and spent in the days from one to another, both included and NULL for without bound, as known on a day: flows inside the group cancel. The group are the organizations named, or all intermediaries where it is NULL. CR001 where a rate is missing; with caudal.missing_rate = null sums leave out what has none, and without_rate counts it.';

CREATE VIEW group_flows AS
	SELECT * FROM group_flows();
COMMENT ON VIEW group_flows IS 'What all intermediaries together paid, received from outside and spent.';
COMMENT ON COLUMN group_flows.members IS 'how many of the organizations named there are';
COMMENT ON COLUMN group_flows.reporting_currency IS 'currency of the columns that end in _value';
COMMENT ON COLUMN group_flows.gross_value IS 'transfers from members to anybody';
COMMENT ON COLUMN group_flows.internal_value IS 'transfers from one member to another';
COMMENT ON COLUMN group_flows.net_value IS 'gross less internal: what left the group';
COMMENT ON COLUMN group_flows.received_value IS 'transfers to members from outside the group';
COMMENT ON COLUMN group_flows.spent_value IS 'expenditure of members';
COMMENT ON COLUMN group_flows.net_contribution_value IS 'net + spent - received: money of its own that the group put in; below zero it still holds money of others';
COMMENT ON COLUMN group_flows.rates IS 'whose rates the values have: closed (kept by closings), today (of the tables as they are) or closed and today';
COMMENT ON COLUMN group_flows.without_rate IS 'flows that no value is known of, where caudal.missing_rate is null';
