-- Transactions as flows.  Who is left out is as IATI says: the reporting
-- organization on its own side, and nobody knows who on the other.
CREATE TEMPORARY TABLE staged_flow ON COMMIT DROP AS
SELECT s.row, s.line, s.activity, s.award, s.stem, s.type, s.booked_on, s.value_date, s.amount, s.provider, s.receiver,
	   s.provider_activity, s.receiver_activity, s.note,
	   -- of several with one reference the first has it and the others are
	   -- numbered, so that the first is found again when a second comes; what was
	   -- exported with the reference of another source keeps that
	   CASE WHEN s.ref IS NOT NULL AND length(s.stem) + 12 + length(s.ref) <= 200
			THEN CASE WHEN s.ref_number > 1 THEN s.stem || '#' || s.ref || '#' || s.ref_number
					  WHEN EXISTS (SELECT FROM flow AS f
								   WHERE f.source_reference = s.ref AND f.award = s.award AND f.withdrawn_on IS NULL) THEN s.ref
					  ELSE s.stem || '#' || s.ref END
			ELSE s.stem || '#=' || s.content || '-' || row_number() OVER (PARTITION BY s.activity, s.content ORDER BY s.row) END
	   AS reference
FROM (SELECT t.row, t.line, t.activity, a.award, a.stem, t.type, t.booked_on, t.value_date, t.amount, t.ref, t.note,
			 row_number() OVER (PARTITION BY t.activity, t.ref ORDER BY t.row) AS ref_number,
			 t.provider_activity, t.receiver_activity,
			 CASE WHEN coalesce(t.provider_ref, t.provider_name) IS NOT NULL THEN po.organization
				  WHEN t.type IN (1, 9, 11, 13) THEN 'not-stated'
				  ELSE a.reporter END AS provider,
			 CASE WHEN coalesce(t.receiver_ref, t.receiver_name) IS NOT NULL THEN ro.organization
				  WHEN t.type IN (1, 9, 11, 13) THEN a.reporter
				  WHEN t.type <> 4 THEN 'not-stated' END AS receiver,
			 md5(jsonb_build_array(
					t.ref, t.type, t.booked_on, coalesce(t.value_date, t.booked_on), t.amount::text, t.note,
					coalesce(t.provider_ref, t.provider_name,
							 CASE WHEN t.type NOT IN (1, 9, 11, 13) THEN coalesce(a.reporter_ref, a.reporter_name) END),
					coalesce(t.receiver_ref, t.receiver_name,
							 CASE WHEN t.type IN (1, 9, 11, 13) THEN coalesce(a.reporter_ref, a.reporter_name) END),
					t.provider_activity, t.receiver_activity)::text) AS content
	  FROM staged_transaction AS t
		   JOIN staged_activity AS a ON a.activity = t.activity
		   LEFT JOIN staged_organization AS po ON po.key = coalesce('=' || t.provider_ref, '~' || t.provider_name)
		   LEFT JOIN staged_organization AS ro ON ro.key = coalesce('=' || t.receiver_ref, '~' || t.receiver_name)) AS s;
ANALYZE staged_flow;

WITH bad AS (
	DELETE FROM staged_flow AS s WHERE s.provider = s.receiver
	RETURNING s.line, s.provider
)
INSERT INTO refused (line, "column", value, reason)
SELECT b.line, 'transaction', b.provider, 'provider and receiver are one organization'
FROM bad AS b;

WITH taken AS (
	DELETE FROM staged_flow AS s
	USING flow AS f
	WHERE f.source_reference = s.reference AND f.withdrawn_on IS NULL AND f.award IS DISTINCT FROM s.award
	RETURNING s.line, s.reference, f.award
)
INSERT INTO refused (line, "column", value, reason, detail)
SELECT t.line, 'transaction', t.reference, 'this reference is of a flow of another award', t.award
FROM taken AS t;
