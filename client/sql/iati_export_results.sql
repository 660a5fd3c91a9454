SELECT e.award, r.place, r.type, r.aggregation, r.title,
	   (SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
		FROM label AS l WHERE l.list = 'activity_result.result' AND l.code = r.result),
	   r.description,
	   (SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
		FROM label AS l WHERE l.list = 'activity_result.description' AND l.code = r.result),
	   c.place, c.measure, c.ascending, c.aggregation, i.name,
	   (SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
		FROM label AS l WHERE l.list = 'indicator.indicator' AND l.code = i.indicator),
	   i.definition,
	   (SELECT string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language)
		FROM label AS l WHERE l.list = 'indicator.definition' AND l.code = i.indicator),
	   i.baseline, coalesce(c.baseline_year::text, to_char(coalesce(c.baseline_on, i.baseline_on), 'YYYY')), c.baseline_on, c.baseline_note,
	   first_day(p.period), last_day(p.period), p.has_target, p.target, p.target_note, p.has_actual, p.actual, p.actual_note
FROM exported AS e
	 JOIN activity_result AS r ON r.award = e.award
	 JOIN activity_indicator AS c ON c.result = r.result
	 JOIN indicator AS i ON i.indicator = c.indicator
	 LEFT JOIN LATERAL (
		SELECT v.period, bool_or(NOT v.is_actual) AS has_target, max(v.value) FILTER (WHERE NOT v.is_actual) AS target,
			   max(v.note) FILTER (WHERE NOT v.is_actual) AS target_note, bool_or(v.is_actual) AS has_actual,
			   max(v.value) FILTER (WHERE v.is_actual) AS actual, max(v.note) FILTER (WHERE v.is_actual) AS actual_note
		FROM (SELECT t.period, t.value, t.note, false AS is_actual FROM indicator_target AS t WHERE t.indicator = i.indicator
			  UNION ALL
			  SELECT a.period, a.value, a.note, true FROM indicator_actual AS a WHERE a.indicator = i.indicator) AS v
		GROUP BY v.period) AS p ON true
ORDER BY e.award COLLATE "C", r.place, c.place, first_day(p.period), last_day(p.period)
