-- The results of an activity are of a programme of its own.
CREATE TEMPORARY TABLE staged_outcome ON COMMIT DROP AS
SELECT a.activity, a.award, a.title AS name, a.reporter, a.stem || '#R' || r.result AS result, r.result AS place, r.type, r.aggregation,
	   r.title, r.description
FROM staged_result AS r
	 JOIN staged_activity AS a ON a.activity = r.activity;

INSERT INTO programme AS p (programme, name, lead)
SELECT DISTINCT o.award, o.name, o.reporter
FROM staged_outcome AS o
ON CONFLICT (programme) DO UPDATE SET name = excluded.name, lead = excluded.lead
	WHERE (p.name, p.lead) IS DISTINCT FROM (excluded.name, excluded.lead);
UPDATE award AS w
SET programme = o.award
FROM staged_outcome AS o
WHERE w.award = o.award AND w.programme IS NULL;

INSERT INTO activity_result AS r (result, award, place, type, aggregation, title, description)
SELECT o.result, o.award, o.place, o.type, o.aggregation, o.title, o.description
FROM staged_outcome AS o
ORDER BY o.activity, o.place
ON CONFLICT (result) DO UPDATE
	SET type = excluded.type, aggregation = excluded.aggregation, title = excluded.title, description = excluded.description
	WHERE (r.type, r.aggregation, r.title, r.description) IS DISTINCT FROM
		  (excluded.type, excluded.aggregation, excluded.title, excluded.description);

-- An indicator that people here have made one of persons, each counted once, stays one.
UPDATE staged_measure AS s
SET accumulation = i.accumulation
FROM indicator AS i
WHERE i.indicator = s.indicator AND i.accumulation = 'unique';

CREATE TEMPORARY TABLE staged_compared ON COMMIT DROP AS
SELECT s.row, s.indicator, i.indicator IS NULL AS is_new,
	   (i.name, i.unit, i.accumulation, i.direction, i.baseline, i.baseline_on, i.definition, c.measure, c.ascending, c.aggregation,
		c.baseline_year, c.baseline_on, c.baseline_note)
	   IS DISTINCT FROM
	   (s.name, s.unit, s.accumulation, s.direction, s.baseline, s.known_on, s.definition, s.measure, s.ascending, s.aggregation,
		s.baseline_year, s.baseline_on, s.baseline_note)
	   OR EXISTS (SELECT FROM staged_period AS p
					   LEFT JOIN indicator_target AS t ON (t.indicator, t.period) = (p.indicator, p.period) AND NOT p.is_actual
					   LEFT JOIN indicator_actual AS v ON (v.indicator, v.period) = (p.indicator, p.period) AND p.is_actual
				  WHERE p.indicator = s.indicator
					AND (coalesce(t.value, v.value), coalesce(t.note, v.note)) IS DISTINCT FROM (p.value, p.note))
	   OR EXISTS (SELECT t.period, false FROM indicator_target AS t WHERE t.indicator = s.indicator
				  UNION
				  SELECT v.period, true FROM indicator_actual AS v WHERE v.indicator = s.indicator
				  EXCEPT
				  SELECT p.period, p.is_actual FROM staged_period AS p WHERE p.indicator = s.indicator)
	   OR EXISTS (SELECT FROM staged_label AS n
					   LEFT JOIN label AS l ON (l.list, l.code, l.language) = (n.list, n.code, n.language)
				  WHERE n.code = s.indicator AND n.label IS DISTINCT FROM l.label) AS differs
FROM staged_measure AS s
	 LEFT JOIN indicator AS i ON i.indicator = s.indicator
	 LEFT JOIN activity_indicator AS c ON c.indicator = s.indicator;

INSERT INTO indicator AS i (indicator, programme, name, unit, accumulation, direction, baseline, baseline_on, definition)
SELECT s.indicator, s.award, s.name, s.unit, s.accumulation, s.direction, s.baseline, s.known_on, s.definition
FROM staged_measure AS s
	 JOIN staged_compared AS c ON c.row = s.row AND c.differs
ORDER BY s.row
ON CONFLICT (indicator) DO UPDATE
	SET name = excluded.name, unit = excluded.unit, accumulation = excluded.accumulation, direction = excluded.direction,
		baseline = excluded.baseline, baseline_on = excluded.baseline_on, definition = excluded.definition;

INSERT INTO activity_indicator AS i (indicator, result, place, measure, ascending, aggregation, baseline_year, baseline_on, baseline_note)
SELECT s.indicator, s.result, s.place, s.measure, s.ascending, s.aggregation, s.baseline_year, s.baseline_on, s.baseline_note
FROM staged_measure AS s
	 JOIN staged_compared AS c ON c.row = s.row AND c.differs
ORDER BY s.row
ON CONFLICT (indicator) DO UPDATE
	SET measure = excluded.measure, ascending = excluded.ascending, aggregation = excluded.aggregation,
		baseline_year = excluded.baseline_year, baseline_on = excluded.baseline_on, baseline_note = excluded.baseline_note;

-- periods are as the file has them, but for those of which people are listed
DELETE FROM indicator_target AS t
USING staged_compared AS c
WHERE t.indicator = c.indicator AND c.differs
  AND NOT (SELECT g.is_incomplete FROM staged_guard AS g)
  AND NOT EXISTS (SELECT FROM staged_period AS p WHERE (p.indicator, p.period) = (t.indicator, t.period) AND NOT p.is_actual);
DELETE FROM indicator_actual AS v
USING staged_compared AS c
WHERE v.indicator = c.indicator AND c.differs
  AND NOT (SELECT g.is_incomplete FROM staged_guard AS g)
  AND NOT EXISTS (SELECT FROM staged_period AS p WHERE (p.indicator, p.period) = (v.indicator, v.period) AND p.is_actual)
  AND NOT EXISTS (SELECT FROM indicator_person AS l WHERE (l.indicator, l.period) = (v.indicator, v.period));
INSERT INTO indicator_target (indicator, period, value, note)
SELECT p.indicator, p.period, p.value, p.note
FROM staged_period AS p
	 JOIN staged_compared AS c ON c.indicator = p.indicator AND c.differs
WHERE NOT p.is_actual
ON CONFLICT (indicator, period) DO UPDATE SET value = excluded.value, note = excluded.note;
INSERT INTO indicator_actual (indicator, period, value, note)
SELECT p.indicator, p.period, p.value, p.note
FROM staged_period AS p
	 JOIN staged_compared AS c ON c.indicator = p.indicator AND c.differs
WHERE p.is_actual
ON CONFLICT (indicator, period) DO UPDATE SET value = excluded.value, note = excluded.note;

INSERT INTO label AS l (list, code, language, label)
SELECT s.list, s.code, s.language, s.label
FROM staged_label AS s
WHERE s.list LIKE 'indicator.%' AND s.code IN (SELECT m.indicator FROM staged_measure AS m)
   OR s.list LIKE 'activity_result.%' AND s.code IN (SELECT o.result FROM staged_outcome AS o)
ON CONFLICT (list, code, language) DO UPDATE SET label = excluded.label WHERE l.label <> excluded.label;

INSERT INTO tally (added, changed, unchanged)
SELECT count(*) FILTER (WHERE c.is_new), count(*) FILTER (WHERE NOT c.is_new AND c.differs), count(*) FILTER (WHERE NOT c.differs)
FROM staged_compared AS c;
