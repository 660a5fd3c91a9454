-- One statement for load_apply(), which tries it with fewer and fewer grants
-- where the server objects: a function of the session, gone with it.
CREATE OR REPLACE FUNCTION pg_temp.giving_apply(first_place bigint, last_place bigint) RETURNS void
	LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
	today CONSTANT date := CURRENT_DATE;
BEGIN
	INSERT INTO organization (organization, name, country, kind)
	SELECT DISTINCT ON (p.organization) p.organization, p.name, p.country, p.kind
	FROM pg_temp.giving_party AS p
	WHERE p.place BETWEEN first_place AND last_place
	ORDER BY p.organization, p.kind = 'foundation' DESC, p.place
	ON CONFLICT DO NOTHING;

	WITH named AS (
		INSERT INTO organization_alias (organization, alias)
		SELECT DISTINCT p.organization, p.name
		FROM pg_temp.giving_party AS p
			 JOIN organization AS o ON o.organization = p.organization AND o.name <> p.name
		WHERE p.place BETWEEN first_place AND last_place
		ON CONFLICT DO NOTHING
		RETURNING organization, alias
	)
	INSERT INTO pg_temp.giving_done (place)
	SELECT p.place
	FROM named AS n
		 JOIN pg_temp.giving_party AS p ON p.organization = n.organization AND p.name = n.alias
	WHERE p.place BETWEEN first_place AND last_place;

	INSERT INTO programme (programme, name)
	SELECT DISTINCT ON (g.programme) g.programme, g.programme_name
	FROM pg_temp.giving_grant AS g
	WHERE g.place BETWEEN first_place AND last_place AND g.programme IS NOT NULL
	ORDER BY g.programme, g.place
	ON CONFLICT DO NOTHING;

	-- The award.  What the file does not say stays as it is.
	INSERT INTO award (award, title, description, funder, recipient, programme, pass_through)
	SELECT g.award, g.title, g.description, g.funder, g.recipient, g.programme, g.is_sponsored
	FROM pg_temp.giving_grant AS g
	WHERE g.place BETWEEN first_place AND last_place AND g.is_new
	ORDER BY g.place;

	WITH changed AS (
		UPDATE award AS a
		SET title = g.title,
			description = coalesce(g.description, a.description),
			funder = g.funder,
			recipient = g.recipient,
			programme = coalesce(g.programme, a.programme),
			pass_through = a.pass_through OR g.is_sponsored
		FROM pg_temp.giving_grant AS g
		WHERE g.award = a.award AND NOT g.is_new AND g.place BETWEEN first_place AND last_place
		  AND (a.title, a.description, a.funder, a.recipient, a.programme, a.pass_through) IS DISTINCT FROM
			  (g.title, coalesce(g.description, a.description), g.funder, g.recipient, coalesce(g.programme, a.programme),
			   a.pass_through OR g.is_sponsored)
		RETURNING g.place
	)
	INSERT INTO pg_temp.giving_done (place)
	SELECT c.place FROM changed AS c;

	-- Its original amendment.  Without dates it is open from the day of the award.
	INSERT INTO amendment (award, kind, holds_from, period, change)
	SELECT g.award, 'original', g.awarded_on, coalesce(g.period, grant_period(g.awarded_on, 'infinity')), g.change
	FROM pg_temp.giving_grant AS g
	WHERE g.place BETWEEN first_place AND last_place AND g.is_new
	ORDER BY g.place;

	-- What is known since today is in no report of an earlier day, and is set right.
	WITH changed AS (
		UPDATE amendment AS a
		SET holds_from = g.awarded_on,
			period = coalesce(g.period,
							  CASE WHEN k.period = grant_period(k.awarded_on, 'infinity')
								   THEN grant_period(g.awarded_on, 'infinity') ELSE k.period END),
			change = g.change
		FROM pg_temp.giving_grant AS g
			 JOIN pg_temp.giving_known AS k ON k.award = g.award AND k.latest = k.original AND k.original_since = today
		WHERE a.amendment = k.original AND g.place BETWEEN first_place AND last_place
		  AND (a.holds_from <> g.awarded_on OR a.period <> g.period OR a.change <> g.change)
		RETURNING g.place
	)
	INSERT INTO pg_temp.giving_done (place)
	SELECT c.place FROM changed AS c;

	-- Another day of the award is a correction: the row that is wrong is withdrawn.
	WITH withdrawn AS (
		UPDATE amendment AS a
		SET withdrawn_on = today
		FROM pg_temp.giving_grant AS g
			 JOIN pg_temp.giving_known AS k ON k.award = g.award AND k.awarded_on <> g.awarded_on
		WHERE a.amendment = k.original AND a.known_since < today AND g.place BETWEEN first_place AND last_place
		RETURNING g.place
	)
	INSERT INTO pg_temp.giving_done (place)
	SELECT w.place FROM withdrawn AS w;
	INSERT INTO amendment (award, kind, holds_from, period, change, known_since, reason)
	SELECT g.award, 'original', g.awarded_on,
		   CASE WHEN a.period = grant_period(a.holds_from, 'infinity') THEN grant_period(g.awarded_on, 'infinity') ELSE a.period END,
		   a.change, today, a.reason
	FROM pg_temp.giving_grant AS g
		 JOIN pg_temp.giving_known AS k ON k.award = g.award
		 JOIN amendment AS a ON a.amendment = k.original AND a.holds_from <> g.awarded_on AND a.withdrawn_on = today
	WHERE g.place BETWEEN first_place AND last_place AND a.known_since < today;
	UPDATE amendment AS a
	SET holds_from = g.awarded_on
	FROM pg_temp.giving_grant AS g
		 JOIN pg_temp.giving_known AS k ON k.award = g.award AND k.latest <> k.original AND k.original_since = today
	WHERE a.amendment = k.original AND a.holds_from <> g.awarded_on AND g.place BETWEEN first_place AND last_place;

	-- Another amount or period came to be known today: it is an amendment, which
	-- a second file of the same day sets right.
	CREATE TEMPORARY TABLE giving_amended ON COMMIT DROP AS
	SELECT m.place, m.award, m.latest, m.latest_from, m.is_today, m.change, nullif(m.stated, m.period) AS period,
		   m.change = '{}' AND coalesce(m.stated = m.period, true) AS is_undone,
		   CASE WHEN lowest_direction(m.change) < 0 THEN 'reduction'
				WHEN highest_direction(m.change) > 0 THEN 'supplement'
				ELSE 'no-cost extension' END AS kind
	FROM (SELECT g.place, g.award, k.latest, k.latest_from, t.is_today, g.period AS stated,
				 CASE WHEN t.is_today THEN k.period_before ELSE k.period END AS period,
				 g.change - CASE WHEN t.is_today THEN k.committed_before ELSE k.committed END AS change
		  FROM pg_temp.giving_grant AS g
			   JOIN pg_temp.giving_known AS k ON k.award = g.award
			   CROSS JOIN LATERAL (SELECT k.latest <> k.original AND k.latest_since = today
										  AND k.latest_kind <> 'cancellation'
										  -- what somebody entered by hand is theirs
										  AND EXISTS (SELECT FROM amendment AS own WHERE own.amendment = k.latest AND own.reason = '360Giving file') AS is_today) AS t
		  WHERE g.place BETWEEN first_place AND last_place
			AND NOT (k.latest = k.original AND k.original_since = today)
			AND (g.change <> k.committed OR g.period <> k.period)) AS m;

	INSERT INTO pg_temp.giving_done (place)
	SELECT m.place FROM pg_temp.giving_amended AS m;
	DELETE FROM amendment AS a
	USING pg_temp.giving_amended AS m
	WHERE m.is_today AND a.amendment = m.latest AND m.is_undone;
	UPDATE amendment AS a
	SET kind = m.kind, change = m.change, period = m.period
	FROM pg_temp.giving_amended AS m
	WHERE m.is_today AND a.amendment = m.latest AND NOT m.is_undone;
	INSERT INTO amendment (award, kind, holds_from, period, change, known_since, reason)
	SELECT m.award, m.kind, greatest(today, m.latest_from + 1), m.period, m.change, today, '360Giving file'
	FROM pg_temp.giving_amended AS m
	WHERE NOT m.is_today
	ORDER BY m.place;
	DROP TABLE pg_temp.giving_amended;

	-- Disbursements, by their references.
	CREATE TEMPORARY TABLE giving_paid ON COMMIT DROP AS
	SELECT p.place, p.number, p.reference, g.award, monetary(p.amount, p.currency) AS amount, p.booked_on, p.value_date,
		   p.provider, p.receiver, p.note, f.flow, f.known_since = today AS is_today
	FROM pg_temp.giving_payment AS p
		 JOIN pg_temp.giving_grant AS g ON g.place = p.place
		 LEFT JOIN flow AS f ON f.source_reference = p.reference AND f.withdrawn_on IS NULL
	WHERE p.place BETWEEN first_place AND last_place
	  AND (f.flow IS NULL
		   OR (f.amount, f.booked_on, f.value_date, f.provider, f.receiver) IS DISTINCT FROM
			  (monetary(p.amount, p.currency), p.booked_on, p.value_date, p.provider, p.receiver)
		   OR f.note IS DISTINCT FROM coalesce(p.note, f.note));

	INSERT INTO pg_temp.giving_done (place)
	SELECT p.place FROM pg_temp.giving_paid AS p;
	UPDATE flow AS f
	SET amount = p.amount, booked_on = p.booked_on, value_date = p.value_date,
		provider = p.provider, receiver = p.receiver, note = coalesce(p.note, f.note)
	FROM pg_temp.giving_paid AS p
	WHERE f.flow = p.flow AND p.is_today;
	UPDATE flow AS f
	SET withdrawn_on = today
	FROM pg_temp.giving_paid AS p
	WHERE f.flow = p.flow AND NOT p.is_today;
	INSERT INTO flow (award, type, amount, booked_on, value_date, provider, receiver, line, tranche,
					  currency_reason, source_reference, known_since, note)
	SELECT p.award, 3, p.amount, p.booked_on, p.value_date, p.provider, p.receiver, f.line, f.tranche,
		   f.currency_reason, p.reference, today, coalesce(p.note, f.note)
	FROM pg_temp.giving_paid AS p
		 LEFT JOIN flow AS f ON f.flow = p.flow
	WHERE p.flow IS NULL OR NOT p.is_today
	ORDER BY p.place, p.number;
	DROP TABLE pg_temp.giving_paid;

	INSERT INTO pg_temp.tally (added, changed, unchanged)
	SELECT count(*) FILTER (WHERE g.is_new),
		   count(*) FILTER (WHERE NOT g.is_new AND d.place IS NOT NULL),
		   count(*) FILTER (WHERE NOT g.is_new AND d.place IS NULL)
	FROM pg_temp.giving_grant AS g
		 LEFT JOIN (SELECT DISTINCT place FROM pg_temp.giving_done) AS d ON d.place = g.place
	WHERE g.place BETWEEN first_place AND last_place;
END
$$;
