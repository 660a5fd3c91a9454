-- $1, $2: from and to which place
WITH compared AS (
	SELECT s.*, b.award IS NULL AND s.in_parts IS NULL AS is_new,
		   (b.amount, b.value_date, b.iati_type, b.iati_status) IS DISTINCT FROM (s.amount, s.value_date, s.type, s.status)
		   AND s.in_parts IS NULL AS differs
	FROM staged_line AS s
		 LEFT JOIN budget AS b ON (b.award, b.line, b.period, b.revision) = (s.award, s.line, s.period, s.revision)
	WHERE s.place BETWEEN $1::bigint AND $2::bigint
), lines AS (
	INSERT INTO budget_line (award, line, name, currency)
	SELECT DISTINCT c.award, c.line, 'Budget', c.currency
	FROM compared AS c
	WHERE c.differs
	ON CONFLICT DO NOTHING
), written AS (
	INSERT INTO budget (award, line, period, revision, amount, value_date, iati_type, iati_status)
	SELECT c.award, c.line, c.period, c.revision, c.amount, c.value_date, c.type, c.status
	FROM compared AS c
	WHERE c.differs
	ORDER BY c.place
	ON CONFLICT (award, line, period, revision) DO UPDATE
		SET amount = excluded.amount, value_date = excluded.value_date, iati_type = excluded.iati_type, iati_status = excluded.iati_status
)
INSERT INTO tally (added, changed, unchanged)
SELECT count(*) FILTER (WHERE c.is_new), count(*) FILTER (WHERE NOT c.is_new AND c.differs), count(*) FILTER (WHERE NOT c.differs)
FROM compared AS c
