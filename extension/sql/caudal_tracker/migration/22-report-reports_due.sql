-- What recipients owe reports on, and since when.

CREATE FUNCTION reports_due(day date DEFAULT CURRENT_DATE, known_on date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (award text, title text, funder text, funder_name text, recipient text, recipient_name text,
				   programme text, requirement int, kind text, kind_name text, award_last_day date, due_on date,
				   status text, status_name text, days_overdue int, submitted_on date, accepted_on date, submitted_late boolean)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT s.award, coalesce(tl.label, a.title), a.funder::text, fo.name, a.recipient::text, ro.name,
			   a.programme::text, s.requirement, s.kind, coalesce(kl.label, s.kind), s.award_last_day, s.due_on,
			   s.status, coalesce(sl.label, s.status),
			   CASE WHEN s.status = 'overdue' THEN reports_due.day - s.due_on END,
			   CASE WHEN s.submitted_on <= reports_due.day THEN s.submitted_on END,
			   CASE WHEN s.accepted_on <= reports_due.day THEN s.accepted_on END,
			   CASE WHEN s.submitted_on <= reports_due.day THEN s.submitted_on > s.due_on END
		FROM (SELECT r.*,
					 CASE WHEN r.accepted_on <= reports_due.day THEN 'accepted'
						  WHEN r.submitted_on <= reports_due.day THEN 'submitted'
						  WHEN r.due_on < reports_due.day THEN 'overdue'
						  ELSE 'due' END AS status
			  FROM (SELECT q.award::text AS award, q.requirement, q.kind::text AS kind, q.submitted_on, q.accepted_on,
						   CASE WHEN NOT is_open(t.period) THEN last_day(t.period) END AS award_last_day,
						   -- of an open end no deadline follows
						   coalesce(q.due_on, CASE WHEN NOT is_open(t.period)
												   THEN last_day(t.period) + q.days_after_end END) AS due_on
					FROM requirement AS q
						 JOIN award_terms(reports_due.day, reports_due.known_on) AS t ON t.award = q.award) AS r) AS s
			 JOIN award AS a ON a.award = s.award
			 JOIN organization AS fo ON fo.organization = a.funder
			 JOIN organization AS ro ON ro.organization = a.recipient
			 LEFT JOIN translations('award.award', reports_due.language) AS tl ON tl.code = s.award
			 LEFT JOIN labels('requirement.kind', reports_due.language) AS kl ON kl.code = s.kind
			 LEFT JOIN labels('requirement_status', reports_due.language) AS sl ON sl.code = s.status;
	END;
COMMENT ON FUNCTION reports_due(day date, known_on date, language text) IS
'The reports that recipients owe, at the end of a day: due, overdue, submitted or accepted. Deadlines counted from the end of an award follow the extensions that hold by the day and were known on another.';

CREATE VIEW reports_due AS
	SELECT * FROM reports_due();
COMMENT ON VIEW reports_due IS 'The reports that recipients owe, and how late they are.';
COMMENT ON COLUMN reports_due.award IS 'identifier of the award';
COMMENT ON COLUMN reports_due.title IS 'its title';
COMMENT ON COLUMN reports_due.funder IS 'identifier of who gives';
COMMENT ON COLUMN reports_due.funder_name IS 'name of who gives';
COMMENT ON COLUMN reports_due.recipient IS 'identifier of who owes the report';
COMMENT ON COLUMN reports_due.recipient_name IS 'name of who owes the report';
COMMENT ON COLUMN reports_due.programme IS 'programme of the award; NULL for none';
COMMENT ON COLUMN reports_due.requirement IS 'number of the requirement in its award';
COMMENT ON COLUMN reports_due.kind IS 'narrative report, financial report, final report, audit or other';
COMMENT ON COLUMN reports_due.kind_name IS 'the same as people say it';
COMMENT ON COLUMN reports_due.award_last_day IS 'last day of the award as amended; NULL for an open end';
COMMENT ON COLUMN reports_due.due_on IS 'day on which it is due; NULL where that follows an open end';
COMMENT ON COLUMN reports_due.status IS 'due, overdue, submitted or accepted';
COMMENT ON COLUMN reports_due.status_name IS 'the same as people say it';
COMMENT ON COLUMN reports_due.days_overdue IS 'days since it was due; NULL where it is not overdue';
COMMENT ON COLUMN reports_due.submitted_on IS 'day on which it was submitted; NULL where it was not yet';
COMMENT ON COLUMN reports_due.accepted_on IS 'day on which it was accepted; NULL where it was not yet';
COMMENT ON COLUMN reports_due.submitted_late IS 'whether it was submitted after it was due; NULL where it was not yet';

INSERT INTO label (list, code, language, label) VALUES
	('requirement_status', 'due', 'en', 'due'),
	('requirement_status', 'due', 'es', 'por entregar'),
	('requirement_status', 'overdue', 'en', 'overdue'),
	('requirement_status', 'overdue', 'es', 'vencido'),
	('requirement_status', 'submitted', 'en', 'submitted'),
	('requirement_status', 'submitted', 'es', 'entregado'),
	('requirement_status', 'accepted', 'en', 'accepted'),
	('requirement_status', 'accepted', 'es', 'aceptado')
ON CONFLICT DO NOTHING;
