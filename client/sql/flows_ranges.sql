-- The first and the last line for each of the statements that apply them, in order
SELECT k.kind, min(r.number), max(r.number)
FROM ready AS r,
	 LATERAL (SELECT CASE WHEN r.stands IS NULL AND r.reverses IS NULL AND r.counterpart IS NULL THEN 0
						  WHEN r.stands IS NULL THEN 1
						  WHEN NOT r.is_reported THEN 2
						  ELSE 3 END) AS k (kind)
GROUP BY k.kind
ORDER BY k.kind
