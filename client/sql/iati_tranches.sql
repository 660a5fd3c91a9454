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
