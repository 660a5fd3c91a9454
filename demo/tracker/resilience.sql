-- Resilience before and after, by the framework that the tracker brings: each
-- organization marks itself, the lead of the alliance a few besides.
CREATE TEMP TABLE assessment_plan AS
SELECT m.key, m.organization, s.stage, s.day + pg_temp.draw(0, 45, 80, m.key, s.place)::int AS assessed_on, s.place, 'self' AS assessor
FROM member AS m,
	 (VALUES (1, 'baseline', date '2021-04-12'), (2, 'endline', '2023-09-25')) AS s (place, stage, day)
-- two had no time for the second round
WHERE s.place = 1 OR m.n NOT IN (18, 32)
UNION ALL
SELECT m.key, m.organization, 'endline', date '2023-11-20', 3, l.organization
FROM member AS m
	 JOIN carrier AS l USING (k)
WHERE l.code = 'L' AND m.n IN (6, 13, 20);

INSERT INTO assessment (organization, framework, version, stage, assessed_on, assessor)
SELECT organization, 'caudal-resilience', 1, stage, assessed_on, assessor
FROM assessment_plan
ORDER BY organization, assessed_on;

ANALYZE assessment_plan, assessment;

-- The second mark is the first and as much as was gained; one item in thirty does
-- not apply, and one in forty of a round was not answered
INSERT INTO mark (assessment, framework, version, item, mark)
SELECT a.assessment, i.framework, i.version, i.item,
	   CASE WHEN i.area = 'racial-profiling' AND pg_temp.draw(1, 30, 81, p.key, i.place) = 1 THEN not_applicable(i.low, i.high)
			ELSE score(least(pg_temp.draw(i.low, i.high - 1, 82, p.key, i.place)
							 + CASE p.place WHEN 1 THEN 0 ELSE pg_temp.draw(-1, 6, 83, p.key, i.place) / 3 END, i.high)::numeric, i.low, i.high) END
FROM assessment_plan AS p
	 JOIN assessment AS a USING (organization, stage, assessor),
	 (SELECT *, row_number() OVER (ORDER BY item) AS place
	  FROM framework_item
	  WHERE framework = 'caudal-resilience' AND version = 1) AS i
WHERE pg_temp.draw(1, 40, 84, p.key * 10 + p.place, i.place) > 1
ORDER BY a.assessment, i.place;
