-- A flow that is in a currency of its award, by now, needs no reason for it.
CREATE TEMPORARY TABLE staged_currency ON COMMIT DROP AS
SELECT k.award, unnest(currencies(k.change)) AS currency
FROM amendment AS k JOIN staged_activity AS a ON a.award = k.award
UNION
SELECT t.award, currency(t.amount) FROM tranche AS t JOIN staged_activity AS a ON a.award = t.award
UNION
SELECT b.award, b.currency FROM budget_line AS b JOIN staged_activity AS a ON a.award = b.award;

-- The state of a flow: 0 new, 1 unchanged, 2 changed and known since today,
-- 3 changed and known before.
CREATE TEMPORARY TABLE staged_state ON COMMIT DROP AS
SELECT s.row, s.line, s.award, s.type, s.booked_on, s.value_date, s.amount, s.provider, s.receiver,
	   s.provider_activity, s.receiver_activity, s.note, s.reference, f.flow,
	   CASE WHEN c.award IS NULL THEN 'published in IATI' END AS currency_reason,
	   CASE WHEN f.flow IS NULL THEN 0
			WHEN (f.type, f.booked_on, f.valued_on, f.amount, f.provider, f.receiver, f.provider_activity, f.receiver_activity, f.note)
				 IS NOT DISTINCT FROM
				 (s.type, s.booked_on, coalesce(s.value_date, s.booked_on), s.amount, s.provider, s.receiver,
				  s.provider_activity, s.receiver_activity, s.note)
			THEN 1
			WHEN f.known_since = CURRENT_DATE THEN 2
			ELSE 3 END AS state
FROM staged_flow AS s
	 LEFT JOIN flow AS f ON f.source_reference = s.reference AND f.withdrawn_on IS NULL
	 LEFT JOIN staged_currency AS c ON (c.award, c.currency) = (s.award, currency(s.amount));
ANALYZE staged_state;

-- A flow that was entered here without a reference, and then exported, comes back
-- without one: it is found by what it says.
WITH wanted AS (
	SELECT n.row, n.content, row_number() OVER (PARTITION BY n.content ORDER BY n.row) AS number
	FROM (SELECT s.row, jsonb_build_array(s.award, s.type, s.booked_on, coalesce(s.value_date, s.booked_on), s.amount::text, s.provider,
										  s.receiver, s.provider_activity, s.receiver_activity, s.note) AS content
		  FROM staged_state AS s
		  WHERE s.state = 0 AND s.reference ~ '#=[0-9a-f]{32}-\d+$') AS n
), present AS (
	SELECT n.flow, n.content, row_number() OVER (PARTITION BY n.content ORDER BY n.flow) AS number
	FROM (SELECT f.flow, jsonb_build_array(f.award, f.type, f.booked_on, f.valued_on, f.amount::text, f.provider,
										   f.receiver, f.provider_activity, f.receiver_activity, f.note) AS content
		  FROM flow AS f
			   JOIN staged_activity AS a ON a.award = f.award AND NOT a.is_new
		  WHERE f.source_reference IS NULL AND f.withdrawn_on IS NULL) AS n
)
UPDATE staged_state AS s
SET flow = p.flow, state = 1
FROM wanted AS w
	 JOIN present AS p ON p.content = w.content AND p.number = w.number
WHERE s.row = w.row;

INSERT INTO tally (added, changed, unchanged)
SELECT count(*) FILTER (WHERE s.state = 0), count(*) FILTER (WHERE s.state > 1), count(*) FILTER (WHERE s.state = 1)
FROM staged_state AS s;
