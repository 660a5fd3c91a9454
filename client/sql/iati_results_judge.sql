CREATE TEMPORARY TABLE staged_measure ON COMMIT DROP AS
SELECT s.row, s.line, s.activity, a.award, a.stem || '#R' || s.result AS result, a.stem || '#R' || s.result || 'I' || s.indicator AS indicator,
	   s.indicator AS place, s.measure, s.ascending, s.aggregation, s.title AS name, s.definition, s.baseline,
	   s.baseline_year, s.baseline_on, s.baseline_note,
	   (ARRAY['unit', 'percent', 'category', 'rank', 'quality'])[s.measure] AS unit,
	   -- percentages, ranks and words are not added up
	   CASE WHEN s.measure IN (1, 3) AND s.aggregation THEN 'sum' ELSE 'latest' END AS accumulation,
	   CASE WHEN s.ascending IS NOT DISTINCT FROM false THEN 'decrease' ELSE 'increase' END AS direction,
	   -- a value of a year is of its end
	   coalesce(s.baseline_on, make_date(s.baseline_year, 12, 31)) AS known_on
FROM staged_indicator AS s
	 JOIN staged_activity AS a ON a.activity = s.activity;

CREATE TEMPORARY TABLE staged_period ON COMMIT DROP AS
SELECT s.row, s.line, a.stem || '#R' || s.result || 'I' || s.indicator AS indicator, s.is_actual, s.first_day, s.last_day,
	   grant_period(s.first_day, s.last_day) AS period, s.value, s.note
FROM staged_value AS s
	 JOIN staged_activity AS a ON a.activity = s.activity;

WITH overlapping AS (
	DELETE FROM staged_period AS s
	USING (SELECT p.row, p.first_day,
				  max(p.last_day) OVER (PARTITION BY p.indicator, p.is_actual ORDER BY p.first_day, p.last_day, p.row
										ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
		   FROM staged_period AS p) AS o
	WHERE o.first_day <= o.taken_until AND o.row = s.row
	RETURNING s.line, s.period, s.is_actual
)
INSERT INTO refused (line, "column", value, reason)
SELECT o.line, CASE WHEN o.is_actual THEN 'actual' ELSE 'target' END, o.period::text, 'its days are in another period of the indicator, too'
FROM overlapping AS o;

CREATE INDEX ON staged_period (indicator);
ANALYZE staged_measure; ANALYZE staged_period;
