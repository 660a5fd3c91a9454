-- Who came, learned and was mentored.  A list can be counted without counting
-- anybody twice; of totals only bounds are known, and reports give these.

CREATE FUNCTION convening_attendance(language text DEFAULT 'en')
	RETURNS TABLE (programme text, convening text, name text, kind text, kind_name text,
				   first_day date, last_day date, country text, country_name text,
				   people bigint, people_listed boolean,
				   organizations bigint, organizations_listed boolean,
				   seats bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		WITH lists AS (
			SELECT a.convening, count(a.person) AS people, count(DISTINCT a.organization) AS organizations
			FROM attendance AS a
			GROUP BY a.convening
		), totals AS (
			SELECT t.convening,
				   max(t.total) FILTER (WHERE t.unit = 'people')::bigint AS people,
				   max(t.total) FILTER (WHERE t.unit = 'organizations')::bigint AS organizations,
				   max(t.total) FILTER (WHERE t.unit = 'seats')::bigint AS seats
			FROM attendance_total AS t
			GROUP BY t.convening
		)
		SELECT c.programme::text, c.convening::text, coalesce(cl.label, c.name), c.kind::text, kl.label,
			   first_day(c.period), last_day(c.period), c.country::text, coalesce(l.label, c.country),
			   CASE WHEN li.people > 0 THEN li.people ELSE t.people END,
			   coalesce(li.people > 0, false),
			   CASE WHEN li.organizations > 0 THEN li.organizations ELSE t.organizations END,
			   coalesce(li.organizations > 0, false),
			   CASE WHEN li.people > 0 THEN li.people ELSE coalesce(t.seats, t.people) END
		FROM convening AS c
			 LEFT JOIN lists AS li ON li.convening = c.convening
			 LEFT JOIN totals AS t ON t.convening = c.convening
			 LEFT JOIN translations('convening.convening', convening_attendance.language) AS cl ON cl.code = c.convening
			 LEFT JOIN labels('convening.kind', convening_attendance.language) AS kl ON kl.code = c.kind
			 LEFT JOIN labels('country', convening_attendance.language) AS l ON l.code = c.country;
	END;
COMMENT ON FUNCTION convening_attendance(language text) IS
'How many came to each convening, from the list where there is one and else from the total that was stated. A person of a list is one seat; where no seats were stated, a total of people is one of seats.';

CREATE VIEW convening_attendance AS
	SELECT * FROM convening_attendance();
COMMENT ON VIEW convening_attendance IS 'Attendance by convening.';
COMMENT ON COLUMN convening_attendance.programme IS 'identifier of the programme';
COMMENT ON COLUMN convening_attendance.convening IS 'identifier of the convening';
COMMENT ON COLUMN convening_attendance.name IS 'its name';
COMMENT ON COLUMN convening_attendance.kind IS 'its kind, as a code';
COMMENT ON COLUMN convening_attendance.kind_name IS 'its kind, as people say it';
COMMENT ON COLUMN convening_attendance.first_day IS 'first day';
COMMENT ON COLUMN convening_attendance.last_day IS 'last day';
COMMENT ON COLUMN convening_attendance.country IS 'country in which it was held, ISO 3166 alpha-2; NULL for one that was virtual';
COMMENT ON COLUMN convening_attendance.country_name IS 'name of the country';
COMMENT ON COLUMN convening_attendance.people IS 'people, each once; NULL where they are not known';
COMMENT ON COLUMN convening_attendance.people_listed IS 'whether people are counted from a list';
COMMENT ON COLUMN convening_attendance.organizations IS 'organizations that came or that a person came for, each once; NULL where they are not known';
COMMENT ON COLUMN convening_attendance.organizations_listed IS 'whether organizations are counted from a list';
COMMENT ON COLUMN convening_attendance.seats IS 'attendances; NULL where they are not known';

CREATE FUNCTION attendance_measures(language text DEFAULT 'en')
	RETURNS TABLE (programme text, programme_name text,
				   convenings bigint, convenings_listed bigint, convenings_unknown bigint, seats bigint,
				   people_least bigint, people_most bigint,
				   organizations_least bigint, organizations_most bigint,
				   participants bigint, participants_reached bigint, reach_share numeric,
				   entries bigint, enrolled bigint, completed bigint, completion_rate numeric,
				   organizations_mentored bigint)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
	BEGIN ATOMIC
		WITH convened AS (
			SELECT c.programme, count(*) AS convenings,
				   count(*) FILTER (WHERE c.people_listed) AS listed,
				   count(*) FILTER (WHERE c.seats IS NULL) AS unknown,
				   sum(c.seats)::bigint AS seats,
				   max(c.people) FILTER (WHERE NOT c.people_listed) AS largest_people,
				   sum(coalesce(c.people, c.seats)) FILTER (WHERE NOT c.people_listed)::bigint AS unlisted_people,
				   bool_or(c.seats IS NULL) AS people_unknown,
				   max(c.organizations) FILTER (WHERE NOT c.organizations_listed) AS largest_organizations,
				   sum(c.organizations) FILTER (WHERE NOT c.organizations_listed)::bigint AS unlisted_organizations,
				   bool_or(c.organizations IS NULL) AS organizations_unknown
			FROM convening_attendance() AS c
			GROUP BY c.programme
		), listed AS (
			SELECT c.programme, count(DISTINCT a.person) AS people, count(DISTINCT a.organization) AS organizations
			FROM attendance AS a
				 JOIN convening AS c ON c.convening = a.convening
			GROUP BY c.programme
		), participants AS (
			SELECT p.programme, count(*) AS participants, count(r.organization) AS reached
			FROM programme_partner AS p
				 LEFT JOIN (SELECT DISTINCT c.programme, a.organization
							FROM attendance AS a
								 JOIN convening AS c ON c.convening = a.convening) AS r
					 ON r.programme = p.programme AND r.organization = p.organization
			WHERE p.role = 'participant'
			GROUP BY p.programme
		), learners AS (
			SELECT e.path, e.person, count(*) AS entries, bool_or(e.completed_on IS NOT NULL) AS completed
			FROM enrolment AS e
			GROUP BY e.path, e.person
		), learning AS (
			SELECT lp.programme, sum(l.entries)::bigint AS entries, count(*) AS enrolled,
				   count(*) FILTER (WHERE l.completed) AS completed
			FROM learners AS l
				 JOIN learning_path AS lp ON lp.path = l.path
			GROUP BY lp.programme
		), mentored AS (
			SELECT m.programme, count(DISTINCT m.organization) AS organizations
			FROM mentorship AS m
			GROUP BY m.programme
		)
		SELECT p.programme::text, coalesce(n.label, p.name),
			   coalesce(c.convenings, 0), coalesce(c.listed, 0), coalesce(c.unknown, 0), coalesce(c.seats, 0),
			   greatest(c.largest_people, l.people, 0),
			   CASE WHEN c.people_unknown THEN NULL
					ELSE coalesce(l.people, 0) + coalesce(c.unlisted_people, 0) END,
			   greatest(c.largest_organizations, l.organizations, 0),
			   CASE WHEN c.organizations_unknown THEN NULL
					ELSE coalesce(l.organizations, 0) + coalesce(c.unlisted_organizations, 0) END,
			   coalesce(pa.participants, 0), coalesce(pa.reached, 0), share(pa.reached, pa.participants),
			   coalesce(le.entries, 0), coalesce(le.enrolled, 0), coalesce(le.completed, 0),
			   share(le.completed, le.enrolled),
			   coalesce(m.organizations, 0)
		FROM programme AS p
			 LEFT JOIN translations('programme.programme', attendance_measures.language) AS n ON n.code = p.programme
			 LEFT JOIN convened AS c ON c.programme = p.programme
			 LEFT JOIN listed AS l ON l.programme = p.programme
			 LEFT JOIN participants AS pa ON pa.programme = p.programme
			 LEFT JOIN learning AS le ON le.programme = p.programme
			 LEFT JOIN mentored AS m ON m.programme = p.programme;
	END;
COMMENT ON FUNCTION attendance_measures(language text) IS
'Attendance, learning and mentoring by programme. Of convenings with lists people and organizations are counted once over all of them. Where there are totals only, a number of unique ones is between two bounds: not fewer than the listed, nor than the largest total; not more than the listed and all totals together.';

CREATE VIEW attendance_measures AS
	SELECT * FROM attendance_measures();
COMMENT ON VIEW attendance_measures IS 'Attendance, learning and mentoring by programme.';
COMMENT ON COLUMN attendance_measures.programme IS 'identifier of the programme';
COMMENT ON COLUMN attendance_measures.programme_name IS 'its name';
COMMENT ON COLUMN attendance_measures.convenings IS 'convenings of any kind';
COMMENT ON COLUMN attendance_measures.convenings_listed IS 'convenings with a list of people';
COMMENT ON COLUMN attendance_measures.convenings_unknown IS 'convenings of which neither a list of people nor a total of people or seats is known, and which no count of people has';
COMMENT ON COLUMN attendance_measures.seats IS 'attendances, a person once for each convening';
COMMENT ON COLUMN attendance_measures.people_least IS 'people, each once: at least so many';
COMMENT ON COLUMN attendance_measures.people_most IS 'people, each once: at most so many; NULL where nothing is known of a convening';
COMMENT ON COLUMN attendance_measures.organizations_least IS 'organizations, each once: at least so many';
COMMENT ON COLUMN attendance_measures.organizations_most IS 'organizations, each once: at most so many; NULL where the organizations of a convening are not known';
COMMENT ON COLUMN attendance_measures.participants IS 'organizations that take part in the programme';
COMMENT ON COLUMN attendance_measures.participants_reached IS 'those of them that a list of a convening names';
COMMENT ON COLUMN attendance_measures.reach_share IS 'participants reached / participants, 0 to 1';
COMMENT ON COLUMN attendance_measures.entries IS 'entries to the learning paths of the programme';
COMMENT ON COLUMN attendance_measures.enrolled IS 'people and paths, however often one entered the other';
COMMENT ON COLUMN attendance_measures.completed IS 'those of them that were completed';
COMMENT ON COLUMN attendance_measures.completion_rate IS 'completed / enrolled, 0 to 1';
COMMENT ON COLUMN attendance_measures.organizations_mentored IS 'organizations mentored, each once';
