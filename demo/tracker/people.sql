-- Who came, learned and was mentored.  A person is a code, the same wherever the
-- person comes, and one that says nothing else.
CREATE FUNCTION pg_temp.person(k bigint, i bigint) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN lpad(to_hex(hashint8extended(i, hashint8extended(k, :seed))), 16, '0');

INSERT INTO convening (convening, programme, kind, name, period, country)
SELECT 'C' || k || '-meeting-' || to_char(j, 'FM00'), programme, 'virtual meeting', 'Meeting ' || j,
	   grant_period(d.day, d.day), NULL
FROM plan, generate_series(1, 21) AS j,
	 -- Thursdays, every seven weeks
	 LATERAL (SELECT date '2021-02-25' + (j - 1) * 49) AS d (day)
UNION ALL
SELECT 'C' || k || '-summit-2021', programme, 'virtual summit', 'Summit of the ways', '2021-11-16/2021-11-18', NULL
FROM plan
UNION ALL
SELECT 'C' || k || '-summit-2023', programme, 'in-person summit', 'Summit in San José', '2023-06-13/2023-06-15', 'CR'
FROM plan
ORDER BY 1;

-- 406 people of each programme: one of each of 86 organizations, that is the 36
-- participants and 50 others, and 320 more, most of them of participants
CREATE TEMP TABLE attendee AS
WITH seat AS (
	SELECT k, n AS place, organization FROM member
	UNION ALL
	SELECT k, 36 + row_number() OVER (PARTITION BY k ORDER BY organization COLLATE "C"), organization FROM carrier
	UNION ALL
	SELECT k, 43 + n, organization FROM guest
)
SELECT p.k, p.i, 1000 * p.k + p.i AS key, pg_temp.person(p.k, p.i) AS person, s.place, s.organization
FROM (SELECT plan.k, i, CASE WHEN i <= 86 THEN i
							 WHEN pg_temp.draw(1, 100, 90, 1000 * plan.k + i) <= 85 THEN pg_temp.draw(1, 36, 91, 1000 * plan.k + i)
							 ELSE pg_temp.draw(37, 86, 91, 1000 * plan.k + i) END AS place
	  FROM plan, generate_series(1, 406) AS i) AS p
	 JOIN seat AS s ON s.k = p.k AND s.place = p.place;
CREATE INDEX ON attendee (k, i);
ANALYZE attendee;

-- The first 240 came to the summit of 2021, everybody else to at least one
-- meeting, and in each meeting were some of the participants.  The list of the
-- summit in Costa Rica has people alone: nobody wrote down for whom they came.
INSERT INTO attendance (convening, person, organization)
SELECT 'C' || k || '-summit-2021', person, organization
FROM attendee
WHERE i <= 240
UNION ALL
SELECT 'C' || a.k || '-meeting-' || to_char(j, 'FM00'), a.person, a.organization
FROM attendee AS a, generate_series(1, 21) AS j
WHERE (a.i > 240 AND a.i % 21 + 1 = j)
   OR (a.place <= 36 AND pg_temp.draw(1, 100, 92, a.key, j) <= 9)
UNION ALL
SELECT 'C' || k || '-summit-2023', person, NULL
FROM attendee
WHERE place <= 36 AND pg_temp.draw(1, 100, 93, key) <= 25
ORDER BY 1, 2;

-- The learning platform: one path for each area, 159 entries, a quarter of them by
-- people who came back
INSERT INTO learning_path (path, programme, name, area)
SELECT 'C' || k || '-' || area, programme, initcap(left(name, 1)) || substr(name, 2), area
FROM plan, area
ORDER BY k, area;

INSERT INTO label (list, code, language, label)
SELECT 'learning_path.path', p.path, l.language, l.label
FROM learning_path AS p
	 JOIN label AS l ON l.list = 'area.area' AND l.code = p.area
WHERE l.language = 'es'
ORDER BY p.path;

INSERT INTO enrolment (path, person, organization, enrolled_on, completed_on)
SELECT 'C' || e.k || '-' || r.area, a.person, a.organization, e.enrolled_on,
	   CASE WHEN pg_temp.draw(1, 100, 94, 1000 * e.k + e.j) <= 55 AND e.enrolled_on < '2023-09-01'
			THEN e.enrolled_on + pg_temp.draw(15, 120, 95, 1000 * e.k + e.j)::int END
FROM (SELECT plan.k, j, 1 + (j % 120) * 11 % 406 AS i,
			 -- who comes back, comes half a year later
			 date '2021-03-01' + pg_temp.draw(0, 850, 96, 1000 * plan.k + j % 120)::int + CASE WHEN j >= 120 THEN 180 ELSE 0 END AS enrolled_on
	  FROM plan, generate_series(1, 159) AS j) AS e
	 JOIN attendee AS a USING (k, i)
	 JOIN (SELECT area, row_number() OVER (ORDER BY area) AS place FROM area) AS r ON r.place = e.j % 4 + 1
ORDER BY e.k, e.j;

-- Every second organization is mentored, a third of these in two areas
INSERT INTO mentorship (programme, mentor, organization, area, period)
SELECT p.programme, c.organization, m.organization, r.area,
	   grant_period(s.starts_on, (s.starts_on + interval '9 months')::date - 1)
FROM member AS m
	 JOIN plan AS p USING (k),
	 generate_series(1, 2) AS turn,
	 LATERAL (SELECT date '2021-09-01' + 210 * (turn - 1) + pg_temp.draw(0, 20, 97, m.key)::int * 7) AS s (starts_on),
	 LATERAL (SELECT c.organization FROM carrier AS c WHERE c.k = m.k AND c.code = 'A' || 1 + m.n / 2 % 3) AS c,
	 LATERAL (SELECT a.area FROM (SELECT area, row_number() OVER (ORDER BY area) - 1 AS place FROM area) AS a
			  WHERE a.place = (m.n / 2 + turn) % 4) AS r
WHERE m.n % 2 = 0 AND (turn = 1 OR m.n % 3 = 0)
ORDER BY m.key, turn;

-- What the programme promised
INSERT INTO indicator (indicator, programme, name, unit, accumulation, direction, baseline, baseline_on)
SELECT 'C' || k || '-' || v.indicator, programme, v.name, v.unit, v.accumulation, v.direction, v.baseline, v.day
FROM plan,
	 (VALUES
		 (1, 'trained', 'People trained', 'people', 'unique', 'increase', NULL::numeric, NULL::date),
		 (2, 'meetings', 'Meetings held', 'meetings', 'sum', 'increase', NULL, NULL),
		 (3, 'protocols', 'Organizations with a protocol', 'organizations', 'latest', 'increase', 9, '2021-01-31'),
		 (4, 'response', 'Days until a case is answered', 'days', 'latest', 'decrease', 21, '2021-01-31'),
		 (5, 'reserves', 'Organizations with a reserve', 'percent', 'latest', 'increase', 22, '2021-01-31')
	 ) AS v (place, indicator, name, unit, accumulation, direction, baseline, day)
ORDER BY k, v.place;

INSERT INTO label (list, code, language, label)
SELECT 'indicator.indicator', 'C' || k || '-' || v.indicator, 'es', v.label
FROM plan,
	 (VALUES ('trained', 'Personas formadas'), ('meetings', 'Encuentros realizados'), ('protocols', 'Organizaciones con protocolo'),
			 ('response', 'Días hasta responder un caso'), ('reserves', 'Organizaciones con reserva')) AS v (indicator, label)
UNION ALL
VALUES ('indicator.unit', 'meetings', 'en', 'meetings'), ('indicator.unit', 'meetings', 'es', 'encuentros'),
	   ('indicator.unit', 'days', 'en', 'days'), ('indicator.unit', 'days', 'es', 'días');

INSERT INTO indicator_target (indicator, period, value)
SELECT 'C' || k || '-' || v.indicator, fiscal_period(2020 + year, 1), v.targets[year]
FROM plan,
	 (VALUES ('trained', '{30,75,125}'::int[]), ('meetings', '{7,8,7}'), ('protocols', '{18,28,34}'), ('response', '{15,10,7}'),
			 ('reserves', '{30,45,60}')) AS v (indicator, targets),
	 generate_series(1, 3) AS year
ORDER BY 1, 2;

INSERT INTO indicator_actual (indicator, period, value)
SELECT 'C' || k || '-' || v.indicator, fiscal_period(2020 + year, 1),
	   CASE v.indicator
			WHEN 'meetings' THEN (SELECT count(*) FROM convening AS c
								  WHERE c.programme = plan.programme AND c.kind = 'virtual meeting'
									AND fiscal_year(first_day(c.period), 1) = 2020 + year)
			ELSE v.actuals[year] + pg_temp.draw(-1, 1, 98, k, ascii(v.indicator) * 10 + year) END
FROM plan,
	 (VALUES ('trained', NULL::int[]), ('meetings', NULL), ('protocols', '{16,27,33}'), ('response', '{16,10,8}'), ('reserves', '{30,42,53}')
	 ) AS v (indicator, actuals),
	 generate_series(1, 3) AS year
ORDER BY 1, 2;

ANALYZE enrolment, learning_path;

-- Of people trained there is a list, which counts nobody twice
INSERT INTO indicator_person (indicator, period, person)
SELECT DISTINCT 'C' || p.k || '-trained', fiscal_period(fiscal_year(e.enrolled_on, 1), 1), e.person
FROM enrolment AS e
	 JOIN learning_path AS l USING (path)
	 JOIN plan AS p USING (programme)
ORDER BY 1, 2, 3;
