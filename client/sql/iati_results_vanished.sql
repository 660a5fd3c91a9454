-- Indicators that the file has no more, but for those of which people are listed.
CREATE TEMPORARY TABLE staged_gone ON COMMIT DROP AS
SELECT c.indicator
FROM activity_indicator AS c
	 JOIN activity_result AS r ON r.result = c.result
	 JOIN staged_activity AS a ON a.award = r.award AND NOT a.is_new
WHERE NOT EXISTS (SELECT FROM staged_measure AS s WHERE s.indicator = c.indicator)
  AND NOT EXISTS (SELECT FROM indicator_person AS l WHERE l.indicator = c.indicator);
DELETE FROM activity_indicator AS c USING staged_gone AS g WHERE g.indicator = c.indicator;
DELETE FROM indicator_target AS c USING staged_gone AS g WHERE g.indicator = c.indicator;
DELETE FROM indicator_actual AS c USING staged_gone AS g WHERE g.indicator = c.indicator;
DELETE FROM indicator AS c USING staged_gone AS g WHERE g.indicator = c.indicator;
DELETE FROM label AS l
USING staged_gone AS g
WHERE l.code = g.indicator AND l.list IN ('indicator.indicator', 'indicator.definition');
DELETE FROM activity_result AS r
USING staged_activity AS a
WHERE r.award = a.award AND NOT a.is_new
  AND NOT EXISTS (SELECT FROM staged_result AS s WHERE s.activity = a.activity AND s.result = r.place)
  AND NOT EXISTS (SELECT FROM activity_indicator AS c WHERE c.result = r.result);
INSERT INTO tally (changed)
SELECT count(*) FROM staged_gone;
