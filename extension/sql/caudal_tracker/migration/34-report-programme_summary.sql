-- What a programme has done, in numbers that are counted and sentences that are
-- put together from labels: whoever wants other words changes rows.

CREATE FUNCTION programme_summary(programme text DEFAULT NULL, language text DEFAULT 'en')
	RETURNS TABLE (line int, measure text, detail text, value bigint, exact boolean, unit text, sentence text)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 12
	BEGIN ATOMIC
		WITH convened AS (
			SELECT c.convening, c.kind, c.name, c.country, c.country_name, c.first_day,
				   c.people, c.people_listed, c.organizations, c.seats
			FROM convening_attendance(programme_summary.language) AS c
			WHERE programme_summary.programme IS NULL OR c.programme = programme_summary.programme
		), participants AS (
			SELECT DISTINCT p.organization
			FROM programme_partner AS p
			WHERE p.role = 'participant'
			  AND (programme_summary.programme IS NULL OR p.programme = programme_summary.programme)
		), listed AS (
			SELECT count(DISTINCT a.person) AS people
			FROM attendance AS a
				 JOIN convened AS c ON c.convening = a.convening
		), unlisted AS (
			SELECT max(c.people) AS largest, coalesce(sum(coalesce(c.people, c.seats)), 0) AS people,
				   coalesce(bool_or(c.seats IS NULL), false) AS unknown
			FROM convened AS c
			WHERE NOT c.people_listed
		), areas AS (
			SELECT fa.area, fa.position
			FROM framework_area AS fa
			WHERE (fa.framework, fa.version) IN (SELECT a.framework, a.version
												 FROM assessment AS a
													  JOIN participants AS p ON p.organization = a.organization)
			UNION ALL
			SELECT m.area, NULL
			FROM mentorship AS m
			WHERE m.area IS NOT NULL
			  AND (programme_summary.programme IS NULL OR m.programme = programme_summary.programme)
			UNION ALL
			SELECT l.area, NULL
			FROM learning_path AS l
			WHERE l.area IS NOT NULL
			  -- one that no programme offers is of none
			  AND l.programme = coalesce(programme_summary.programme, l.programme)
		), measures AS (
			SELECT 1 AS line, 'organizations' AS measure, 'organizations' AS phrase, NULL::text AS detail,
				   NULL::text AS place, count(*) AS value, true AS exact, 'organizations' AS unit
			FROM participants
			UNION ALL
			SELECT 2, 'virtual meetings', 'virtual meetings', NULL, NULL, count(*), true, 'convenings'
			FROM convened AS c
			WHERE c.kind = 'virtual meeting'
			UNION ALL
			SELECT 3, 'virtual summits', 'virtual summits', NULL, NULL, count(*), true, 'convenings'
			FROM convened AS c
			WHERE c.kind = 'virtual summit'
			UNION ALL
			-- one row for each country, and one without where there was none
			SELECT 4, 'in-person summits',
				   CASE WHEN c.country IS NULL THEN 'in-person summits anywhere' ELSE 'in-person summits' END,
				   c.country_name, coalesce(l.label, c.country_name), count(c.country), true, 'convenings'
			FROM (VALUES ('in-person summit')) AS v (kind)
				 LEFT JOIN convened AS c ON c.kind = v.kind
				 LEFT JOIN labels('programme_summary.country', programme_summary.language) AS l ON l.code = c.country
			GROUP BY c.country, c.country_name, l.label
			UNION ALL
			SELECT 5, 'attendees',
				   CASE WHEN NOT u.unknown AND greatest(u.largest, l.people) = l.people + u.people
						THEN 'attendees' ELSE 'attendees at least' END,
				   NULL, NULL, greatest(u.largest, l.people),
				   NOT u.unknown AND greatest(u.largest, l.people) = l.people + u.people, 'people'
			FROM listed AS l
				 CROSS JOIN unlisted AS u
			UNION ALL
			-- the year says which, unless there were two in it
			SELECT 6, 'organizations at a summit',
				   CASE WHEN count(*) OVER (PARTITION BY extract(year FROM c.first_day)) > 1
						THEN 'organizations at a summit of several' ELSE 'organizations at a summit' END,
				   c.name, extract(year FROM c.first_day)::text, c.organizations, true, 'organizations'
			FROM convened AS c
			WHERE c.kind IN ('virtual summit', 'in-person summit')
			  AND c.organizations IS NOT NULL
			UNION ALL
			SELECT 7, 'entries to the learning platform', 'entries to the learning platform', NULL, NULL,
				   count(*), true, 'entries'
			FROM enrolment AS e
				 JOIN learning_path AS l ON l.path = e.path
			WHERE l.programme = coalesce(programme_summary.programme, l.programme)
			UNION ALL
			SELECT 8, 'organizations mentored', 'organizations mentored', NULL, NULL,
				   count(DISTINCT m.organization), true, 'organizations'
			FROM mentorship AS m
			WHERE programme_summary.programme IS NULL OR m.programme = programme_summary.programme
			UNION ALL
			SELECT 9, 'areas', 'areas', string_agg(a.name, ', ' ORDER BY a.position, a.area), NULL,
				   count(*), true, 'areas'
			FROM (SELECT a.area, min(a.position) AS position, coalesce(l.label, r.name) AS name
				  FROM areas AS a
					   JOIN area AS r ON r.area = a.area
					   LEFT JOIN translations('area.area', programme_summary.language) AS l ON l.code = a.area
				  GROUP BY a.area, coalesce(l.label, r.name)) AS a
		)
		SELECT m.line, m.measure, m.detail, m.value, m.exact, coalesce(u.label, m.unit),
			   replace(replace(replace(replace(p.label, '{number}', m.value::text),
									   '{word}', coalesce(w.label, m.value::text)),
							   '{place}', coalesce(m.place, '')),
					   '{name}', coalesce(m.detail, ''))
		FROM measures AS m
			 LEFT JOIN labels('programme_summary.unit', programme_summary.language) AS u ON u.code = m.unit
			 LEFT JOIN labels('programme_summary.number', programme_summary.language) AS w ON w.code = m.value::text
			 LEFT JOIN labels('programme_summary.sentence', programme_summary.language) AS p
				 ON p.code = m.phrase || CASE WHEN m.value = 1 THEN ': one' ELSE ': other' END
		ORDER BY m.line, m.place;
	END;
COMMENT ON FUNCTION programme_summary(programme text, language text) IS
'What a programme has done, or all programmes together where none is given, as numbers and as sentences in a language. Attendees are people, each counted once over all convenings; where only totals were kept, as many as there are at least. Organizations are the participants; areas those in which participants were assessed or mentored, or that a learning path teaches.';

CREATE VIEW programme_summary AS
	SELECT * FROM programme_summary();
COMMENT ON VIEW programme_summary IS 'What all programmes together have done, as numbers and as sentences in English.';
COMMENT ON COLUMN programme_summary.line IS 'place of the measure in the summary';
COMMENT ON COLUMN programme_summary.measure IS 'what is counted, as a code';
COMMENT ON COLUMN programme_summary.detail IS 'country of in-person summits, name of a summit, names of the areas';
COMMENT ON COLUMN programme_summary.value IS 'the number';
COMMENT ON COLUMN programme_summary.exact IS 'whether it is the number, and not the least that it can be';
COMMENT ON COLUMN programme_summary.unit IS 'unit of the number';
COMMENT ON COLUMN programme_summary.sentence IS 'the number in words';

INSERT INTO label (list, code, language, label) VALUES
	('programme_summary.sentence', 'organizations: one', 'en', '{number} organization'),
	('programme_summary.sentence', 'organizations: other', 'en', '{number} organizations'),
	('programme_summary.sentence', 'virtual meetings: one', 'en', '{number} virtual meeting'),
	('programme_summary.sentence', 'virtual meetings: other', 'en', '{number} virtual meetings'),
	('programme_summary.sentence', 'virtual summits: one', 'en', '{number} virtual summit'),
	('programme_summary.sentence', 'virtual summits: other', 'en', '{number} virtual summits'),
	('programme_summary.sentence', 'in-person summits: one', 'en', '{number} in-person summit in {place}'),
	('programme_summary.sentence', 'in-person summits: other', 'en', '{number} in-person summits in {place}'),
	('programme_summary.sentence', 'in-person summits anywhere: other', 'en', '{number} in-person summits'),
	('programme_summary.sentence', 'attendees: one', 'en', '{number} attendee'),
	('programme_summary.sentence', 'attendees: other', 'en', '{number} attendees'),
	('programme_summary.sentence', 'attendees at least: one', 'en', 'at least {number} attendee'),
	('programme_summary.sentence', 'attendees at least: other', 'en', 'at least {number} attendees'),
	('programme_summary.sentence', 'organizations at a summit: one', 'en', '{number} organization at the {place} summit'),
	('programme_summary.sentence', 'organizations at a summit: other', 'en', '{number} organizations at the {place} summit'),
	('programme_summary.sentence', 'organizations at a summit of several: one', 'en', '{number} organization at the {place} summit ({name})'),
	('programme_summary.sentence', 'organizations at a summit of several: other', 'en', '{number} organizations at the {place} summit ({name})'),
	('programme_summary.sentence', 'entries to the learning platform: one', 'en', '{number} entry to the learning platform'),
	('programme_summary.sentence', 'entries to the learning platform: other', 'en', '{number} entries to the learning platform'),
	('programme_summary.sentence', 'organizations mentored: one', 'en', '{number} organization mentored'),
	('programme_summary.sentence', 'organizations mentored: other', 'en', '{number} organizations mentored'),
	('programme_summary.sentence', 'areas: one', 'en', '{word} area'),
	('programme_summary.sentence', 'areas: other', 'en', '{word} areas'),
	('programme_summary.sentence', 'organizations: one', 'es', '{number} organización'),
	('programme_summary.sentence', 'organizations: other', 'es', '{number} organizaciones'),
	('programme_summary.sentence', 'virtual meetings: one', 'es', '{number} encuentro virtual'),
	('programme_summary.sentence', 'virtual meetings: other', 'es', '{number} encuentros virtuales'),
	('programme_summary.sentence', 'virtual summits: one', 'es', '{number} cumbre virtual'),
	('programme_summary.sentence', 'virtual summits: other', 'es', '{number} cumbres virtuales'),
	('programme_summary.sentence', 'in-person summits: one', 'es', '{number} cumbre presencial en {place}'),
	('programme_summary.sentence', 'in-person summits: other', 'es', '{number} cumbres presenciales en {place}'),
	('programme_summary.sentence', 'in-person summits anywhere: other', 'es', '{number} cumbres presenciales'),
	('programme_summary.sentence', 'attendees: one', 'es', '{number} asistente'),
	('programme_summary.sentence', 'attendees: other', 'es', '{number} asistentes'),
	('programme_summary.sentence', 'attendees at least: one', 'es', 'al menos {number} asistente'),
	('programme_summary.sentence', 'attendees at least: other', 'es', 'al menos {number} asistentes'),
	('programme_summary.sentence', 'organizations at a summit: one', 'es', '{number} organización en la cumbre de {place}'),
	('programme_summary.sentence', 'organizations at a summit: other', 'es', '{number} organizaciones en la cumbre de {place}'),
	('programme_summary.sentence', 'organizations at a summit of several: one', 'es', '{number} organización en la cumbre de {place} ({name})'),
	('programme_summary.sentence', 'organizations at a summit of several: other', 'es', '{number} organizaciones en la cumbre de {place} ({name})'),
	('programme_summary.sentence', 'entries to the learning platform: one', 'es', '{number} ingreso a la plataforma de aprendizaje'),
	('programme_summary.sentence', 'entries to the learning platform: other', 'es', '{number} accesos a la plataforma de aprendizaje'),
	('programme_summary.sentence', 'organizations mentored: one', 'es', '{number} organización con mentoría'),
	('programme_summary.sentence', 'organizations mentored: other', 'es', '{number} organizaciones con mentoría'),
	('programme_summary.sentence', 'areas: one', 'es', '{word} área'),
	('programme_summary.sentence', 'areas: other', 'es', '{word} áreas'),
	-- before an area, which in Spanish takes un for all that it is feminine
	('programme_summary.number', '0', 'en', 'no'),
	('programme_summary.number', '0', 'es', 'cero'),
	('programme_summary.number', '1', 'en', 'one'),
	('programme_summary.number', '1', 'es', 'un'),
	('programme_summary.number', '2', 'en', 'two'),
	('programme_summary.number', '2', 'es', 'dos'),
	('programme_summary.number', '3', 'en', 'three'),
	('programme_summary.number', '3', 'es', 'tres'),
	('programme_summary.number', '4', 'en', 'four'),
	('programme_summary.number', '4', 'es', 'cuatro'),
	('programme_summary.number', '5', 'en', 'five'),
	('programme_summary.number', '5', 'es', 'cinco'),
	('programme_summary.number', '6', 'en', 'six'),
	('programme_summary.number', '6', 'es', 'seis'),
	('programme_summary.number', '7', 'en', 'seven'),
	('programme_summary.number', '7', 'es', 'siete'),
	('programme_summary.number', '8', 'en', 'eight'),
	('programme_summary.number', '8', 'es', 'ocho'),
	('programme_summary.number', '9', 'en', 'nine'),
	('programme_summary.number', '9', 'es', 'nueve'),
	('programme_summary.unit', 'organizations', 'en', 'organizations'),
	('programme_summary.unit', 'organizations', 'es', 'organizaciones'),
	('programme_summary.unit', 'convenings', 'en', 'convenings'),
	('programme_summary.unit', 'convenings', 'es', 'encuentros'),
	('programme_summary.unit', 'people', 'en', 'people'),
	('programme_summary.unit', 'people', 'es', 'personas'),
	('programme_summary.unit', 'entries', 'en', 'entries'),
	('programme_summary.unit', 'entries', 'es', 'accesos'),
	('programme_summary.unit', 'areas', 'en', 'areas'),
	('programme_summary.unit', 'areas', 'es', 'áreas'),
	-- countries after "in", where that is not their name alone
	('programme_summary.country', 'US', 'en', 'the United States'),
	('programme_summary.country', 'US', 'es', 'Estados Unidos')
ON CONFLICT DO NOTHING;
