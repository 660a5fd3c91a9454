-- Budgets replace: what the file has no more is no budget any more, unless
-- somebody has revised it here.
DELETE FROM budget AS b
USING staged_activity AS a
WHERE b.award = a.award AND NOT a.is_new
  AND b.line = 'IATI ' || b.currency AND b.revision <= 1
  AND NOT EXISTS (SELECT FROM staged_line AS s WHERE (s.award, s.line, s.period, s.revision) = (b.award, b.line, b.period, b.revision))
  AND NOT EXISTS (SELECT FROM budget AS r
				  WHERE (r.award, r.line, r.period) = (b.award, b.line, b.period)
					AND r.revision > 1)
