-- A planned disbursement has no identifier: what it says is its reference, and
-- with other contents it is another one, in the place of one cancelled.
CREATE TEMPORARY TABLE staged_tranche ON COMMIT DROP AS
SELECT s.*, s.stem || '#plan-' || s.content || '-' || row_number() OVER (PARTITION BY s.award, s.content ORDER BY s.row) AS reference,
	   false AS is_new
FROM (SELECT p.row, a.award, a.stem, p.type, p.first_day, p.last_day, p.amount, p.value_date,
			 po.organization AS provider, ro.organization AS receiver, p.provider_activity, p.receiver_activity,
			 md5(jsonb_build_array(p.type, p.first_day, p.last_day, p.amount::text, coalesce(p.value_date, p.first_day),
								   coalesce(p.provider_ref, p.provider_name), coalesce(p.receiver_ref, p.receiver_name),
								   p.provider_activity, p.receiver_activity)::text) AS content
	  FROM staged_plan AS p
		   JOIN staged_activity AS a ON a.activity = p.activity
		   LEFT JOIN staged_organization AS po ON po.key = coalesce('=' || p.provider_ref, '~' || p.provider_name)
		   LEFT JOIN staged_organization AS ro ON ro.key = coalesce('=' || p.receiver_ref, '~' || p.receiver_name)) AS s;
ANALYZE staged_tranche;

UPDATE staged_tranche AS s
SET is_new = true
WHERE NOT EXISTS (SELECT FROM tranche AS t WHERE t.source_reference = s.reference AND t.cancelled_on IS NULL);

-- One that was entered here, and then exported, is found by what it says.
WITH wanted AS (
	SELECT n.row, n.content, row_number() OVER (PARTITION BY n.content ORDER BY n.row) AS number
	FROM (SELECT s.row, jsonb_build_array(s.award, s.type, s.first_day, s.last_day, s.amount::text, coalesce(s.value_date, s.first_day),
										  s.provider, s.receiver, s.provider_activity, s.receiver_activity) AS content
		  FROM staged_tranche AS s
		  WHERE s.is_new) AS n
), present AS (
	SELECT n.content, row_number() OVER (PARTITION BY n.content) AS number
	FROM (SELECT jsonb_build_array(t.award, t.iati_type, t.due_on, t.due_until, t.amount::text, coalesce(t.value_date, t.due_on),
								   t.provider, t.receiver, t.provider_activity, t.receiver_activity) AS content
		  FROM tranche AS t
			   JOIN staged_activity AS a ON a.award = t.award AND NOT a.is_new
		  WHERE t.source_reference IS NULL AND t.cancelled_on IS NULL) AS n
)
UPDATE staged_tranche AS s
SET is_new = false
FROM wanted AS w
	 JOIN present AS p ON p.content = w.content AND p.number = w.number
WHERE s.row = w.row;

INSERT INTO tranche (award, tranche, due_on, due_until, amount, value_date, iati_type, provider, receiver,
					 provider_activity, receiver_activity, source_reference)
SELECT s.award, coalesce(t.last, 0) + row_number() OVER (PARTITION BY s.award ORDER BY s.row),
	   s.first_day, s.last_day, s.amount, s.value_date, s.type, s.provider, s.receiver,
	   s.provider_activity, s.receiver_activity, s.reference
FROM staged_tranche AS s
	 LEFT JOIN (SELECT t.award, max(t.tranche) AS last FROM tranche AS t GROUP BY t.award) AS t ON t.award = s.award
WHERE s.is_new;

INSERT INTO tally (added, unchanged)
SELECT count(*) FILTER (WHERE s.is_new), count(*) FILTER (WHERE NOT s.is_new)
FROM staged_tranche AS s;
