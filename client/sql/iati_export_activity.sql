SELECT e.award, e.language, t.default_currency, t.hierarchy, t.humanitarian,
	   to_char(t.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
	   || CASE WHEN extract(microseconds FROM t.updated_at)::bigint % 1000000 <> 0
			   THEN '.' || rtrim(to_char(t.updated_at, 'US'), '0') ELSE '' END || 'Z',
	   -- also where row security hides who reports
	   coalesce(r.ref, e.reporter), coalesce(r.assumed_type, 90), coalesce(r.name, CASE WHEN r.labels IS NULL THEN e.reporter END), r.labels,
	   t.secondary_reporter,
	   e.title, (SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
				 FROM label AS l WHERE l.list = 'award.award' AND l.code = e.award),
	   coalesce(e.description, e.title),
	   CASE WHEN e.description IS NOT NULL THEN
			(SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
			 FROM label AS l WHERE l.list = 'award.description' AND l.code = e.award) END,
	   coalesce(t.status, CASE WHEN m.is_cancelled THEN 5 WHEN first_day(m.period) > CURRENT_DATE THEN 1
							   WHEN last_day(m.period) < CURRENT_DATE THEN 4 ELSE 2 END),
	   CASE WHEN e.is_published THEN t.planned_start ELSE first_day(m.period) END,
	   -- one that was published without a date began with its first transaction
	   coalesce(t.actual_start, CASE WHEN e.is_published AND t.planned_start IS NULL AND t.planned_end IS NULL AND t.actual_end IS NULL
									 THEN first_day(m.period) END),
	   CASE WHEN e.is_published THEN t.planned_end WHEN NOT is_open(m.period) THEN last_day(m.period) END,
	   t.actual_end
FROM exported AS e
	 LEFT JOIN activity AS t ON t.award = e.award
	 LEFT JOIN named AS r ON r.organization = e.reporter
	 LEFT JOIN award_terms('infinity', CURRENT_DATE) AS m ON m.award = e.award
ORDER BY e.award COLLATE "C"
