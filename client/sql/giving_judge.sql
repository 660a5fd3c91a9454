-- What is counted as unchanged is still so at the end.
LOCK TABLE flow, amendment, award, organization, organization_alias, programme IN SHARE ROW EXCLUSIVE MODE;

-- A disbursement without an identifier is known by its day, and its number on it.
UPDATE pg_temp.giving_payment AS p
SET provider = coalesce(p.provider, g.funder),
	receiver = coalesce(p.receiver, g.recipient),
	reference = coalesce(p.id, g.award || '/' || p.booked_on || '/' || n.number)
FROM (SELECT o.place, o.number AS payment,
			 row_number() OVER (PARTITION BY o.place, o.booked_on, o.id IS NULL ORDER BY o.number) AS number
	  FROM pg_temp.giving_payment AS o) AS n
	 JOIN pg_temp.giving_grant AS g ON g.place = n.place
WHERE p.place = n.place AND p.number = n.payment;

UPDATE pg_temp.giving_grant AS g
SET is_new = NOT EXISTS (SELECT FROM award AS a WHERE a.award = g.award);

ANALYZE pg_temp.giving_grant;
ANALYZE pg_temp.giving_party;
ANALYZE pg_temp.giving_payment;

-- What awards are now: as first agreed, and as amended.
INSERT INTO pg_temp.giving_known
SELECT v.award, o.amendment, oa.known_since, o.holds_from,
	   v.amendment, va.known_since, v.holds_from, v.kind, v.period, v.committed, b.period, b.committed
FROM award_versions(CURRENT_DATE) AS v
	 JOIN pg_temp.giving_grant AS g ON g.award = v.award
	 JOIN amendment AS va ON va.amendment = v.amendment
	 JOIN award_versions(CURRENT_DATE) AS o ON o.award = v.award AND o.kind = 'original'
	 JOIN amendment AS oa ON oa.amendment = o.amendment
	 LEFT JOIN award_versions(CURRENT_DATE) AS b ON b.award = v.award AND b.holds_until = v.holds_from - 1
WHERE v.holds_until IS NULL
ON CONFLICT DO NOTHING;

-- Of each grant the first thing that is wrong.
WITH named AS (
	SELECT o.organization FROM pg_temp.giving_party AS o
	UNION
	SELECT o.organization FROM organization AS o
), numbered AS (
	SELECT g.*, row_number() OVER (PARTITION BY g.award ORDER BY g.place) AS occurrence
	FROM pg_temp.giving_grant AS g
), paid AS (
	SELECT p.*, f.flow AS present, f.award AS present_award, f.type AS present_type,
		   pn.organization IS NULL AS is_unnamed_provider, rn.organization IS NULL AS is_unnamed_receiver,
		   row_number() OVER (PARTITION BY p.reference ORDER BY p.place, p.number) AS occurrence
	FROM pg_temp.giving_payment AS p
		 LEFT JOIN flow AS f ON f.source_reference = p.reference AND f.withdrawn_on IS NULL
		 LEFT JOIN named AS pn ON pn.organization = p.provider
		 LEFT JOIN named AS rn ON rn.organization = p.receiver
), wrong AS (
	SELECT g.place, g.line, g.path, w.rank, w.field, w.value, w.reason
	FROM numbered AS g
		 LEFT JOIN pg_temp.giving_known AS k ON k.award = g.award
		 CROSS JOIN LATERAL (VALUES
			(1, 'id', g.award, 'a second grant of this identifier', g.occurrence > 1),
			(2, 'amountAwarded', g.amount::text, 'an amount awarded is above zero', g.amount <= 0),
			(3, 'amountAwarded', g.amount::text, 'the amount is out of range', g.amount >= 9e18 / 10 ^ minor_units(g.currency)),
			(4, 'amountAwarded', g.amount::text, 'the currency does not have so many decimals',
				CASE WHEN g.amount < 1e30 THEN g.amount <> round(g.amount, minor_units(g.currency)) END),
			(5, 'id', g.award, 'the award has no original amendment that stands', NOT g.is_new AND k.award IS NULL),
			(6, 'currency', g.currency::text, 'the award is in another currency',
				EXISTS (SELECT FROM unnest(currencies(k.committed)) AS c WHERE c <> g.currency)
				AND NOT (k.latest = k.original AND k.original_since = CURRENT_DATE)),
			(7, 'amountAwarded', g.amount::text, 'the award is cancelled, with another amount',
				k.latest_kind = 'cancellation'
				AND CASE WHEN g.amount < 9e18 / 10 ^ minor_units(g.currency)
						 THEN monetary(g.amount, g.currency)::money_bag <> k.committed END)
		 ) AS w (rank, field, value, reason, is_wrong)
	WHERE w.is_wrong
	UNION ALL
	SELECT g.place, g.line, g.path, 100 + p.number, 'disbursementTransaction/' || p.number || '/' || w.field, w.value, w.reason
	FROM paid AS p
		 JOIN pg_temp.giving_grant AS g ON g.place = p.place
		 LEFT JOIN pg_temp.giving_known AS k ON k.award = g.award
		 CROSS JOIN LATERAL (VALUES
			('value', p.amount::text, 'a disbursement is of an amount', p.amount = 0),
			('value', p.amount::text, 'the amount is out of range', abs(p.amount) >= 9e18 / 10 ^ minor_units(p.currency)),
			('value', p.amount::text, 'the currency does not have so many decimals',
				CASE WHEN abs(p.amount) < 1e30 THEN p.amount <> round(p.amount, minor_units(p.currency)) END),
			('currency', p.currency::text, 'the award is in another currency',
				p.currency <> g.currency
				AND (p.currency NOT IN (SELECT c FROM currencies_of_award(g.award) AS c)
					 -- which it has by the amendment alone that this file sets right
					 OR k.latest = k.original AND k.original_since = CURRENT_DATE AND p.currency = ANY (currencies(k.committed))
						AND NOT EXISTS (SELECT FROM tranche AS t WHERE t.award = g.award AND currency(t.amount) = p.currency)
						AND NOT EXISTS (SELECT FROM budget_line AS b WHERE b.award = g.award AND b.currency = p.currency))),
			('id', p.reference, 'a second disbursement of this identifier', p.occurrence > 1),
			('id', p.reference, 'another flow has this reference', p.present IS NOT NULL AND (p.present_award, p.present_type) IS DISTINCT FROM (g.award, 3)),
			('id', p.reference, 'an identifier has 1 to 200 characters, without blanks at its ends', length(p.reference) > 200),
			('provider', p.provider, 'there is no organization of this identifier', p.is_unnamed_provider),
			('recipient', p.receiver, 'there is no organization of this identifier', p.is_unnamed_receiver),
			('recipient', p.receiver, 'nobody pays itself', p.provider = p.receiver)
		 ) AS w (field, value, reason, is_wrong)
	WHERE w.is_wrong
), told AS (
	INSERT INTO pg_temp.refused (line, "column", value, reason)
	SELECT f.line, f.path || f.field, f.value, f.reason
	FROM (SELECT DISTINCT ON (w.place) w.* FROM wrong AS w ORDER BY w.place, w.rank) AS f
)
DELETE FROM pg_temp.giving_grant AS g
USING wrong AS w
WHERE w.place = g.place;

DELETE FROM pg_temp.giving_party AS p WHERE NOT EXISTS (SELECT FROM pg_temp.giving_grant AS g WHERE g.place = p.place);
DELETE FROM pg_temp.giving_payment AS p WHERE NOT EXISTS (SELECT FROM pg_temp.giving_grant AS g WHERE g.place = p.place);

-- What is left can be put into the tracker's types.
UPDATE pg_temp.giving_grant AS g
SET period = CASE WHEN g.last_day IS NOT NULL THEN grant_period(g.first_day, g.last_day)
				  WHEN g.months IS NOT NULL THEN (g.first_day || '/P' || g.months || 'M')::grant_period
				  WHEN g.first_day IS NOT NULL THEN grant_period(g.first_day, 'infinity') END,
	change = monetary(g.amount, g.currency);
