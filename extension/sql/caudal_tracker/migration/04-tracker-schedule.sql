-- What an award is to be paid in, and what its recipient owes reports on.

CREATE TABLE tranche (
	award identifier NOT NULL REFERENCES award ON UPDATE CASCADE,
	tranche int NOT NULL
		CONSTRAINT "tranches count from 1" CHECK (tranche >= 1),
	due_on date NOT NULL
		CONSTRAINT "a tranche is due on a day of the calendar" CHECK (isfinite(due_on)),
	amount monetary NOT NULL
		CONSTRAINT "a tranche is of an amount above zero" CHECK (is_positive(amount)),
	known_since date NOT NULL DEFAULT CURRENT_DATE
		CONSTRAINT "a tranche is known since a day of the calendar" CHECK (isfinite(known_since)),
	approved_on date,
	paid_on date,
	cancelled_on date,
	note text,
	PRIMARY KEY (award, tranche),
	CONSTRAINT "a tranche is paid or cancelled, not both" CHECK (paid_on IS NULL OR cancelled_on IS NULL),
	CONSTRAINT "a tranche is not paid before it is approved" CHECK (paid_on >= approved_on)
);
COMMENT ON TABLE tranche IS 'The payments that an award is to be made in: scheduled, then approved, paid or cancelled. What was really paid are flows, which name their tranche.';
COMMENT ON COLUMN tranche.award IS 'the award';
COMMENT ON COLUMN tranche.tranche IS 'number of the tranche in its award, from 1';
COMMENT ON COLUMN tranche.due_on IS 'day on which it is to be paid';
COMMENT ON COLUMN tranche.amount IS 'amount to be paid';
COMMENT ON COLUMN tranche.known_since IS 'first day on which it was scheduled';
COMMENT ON COLUMN tranche.approved_on IS 'day on which its payment was approved; NULL where it was not';
COMMENT ON COLUMN tranche.paid_on IS 'day on which it was paid; NULL where it was not';
COMMENT ON COLUMN tranche.cancelled_on IS 'day on which it was cancelled; another amount or day is a new tranche in the place of one cancelled';
COMMENT ON COLUMN tranche.note IS 'free text, for example what it waits for';

CREATE FUNCTION tranche_status(approved_on date, paid_on date, cancelled_on date, day date) RETURNS text
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN cancelled_on <= day THEN 'cancelled'
				WHEN paid_on <= day THEN 'paid'
				WHEN approved_on <= day THEN 'approved'
				ELSE 'scheduled' END;
COMMENT ON FUNCTION tranche_status(approved_on date, paid_on date, cancelled_on date, day date) IS
'The status of a tranche at the end of a day: scheduled, approved, paid or cancelled.';

CREATE TABLE requirement (
	award identifier NOT NULL REFERENCES award ON UPDATE CASCADE,
	requirement int NOT NULL
		CONSTRAINT "requirements count from 1" CHECK (requirement >= 1),
	kind text COLLATE "C" NOT NULL
		CONSTRAINT "the kind of a requirement is one that is known"
		CHECK (kind IN ('narrative report', 'financial report', 'final report', 'audit', 'other')),
	due_on date,
	days_after_end int
		CONSTRAINT "a deadline that follows the end of an award is not before it" CHECK (days_after_end >= 0),
	submitted_on date,
	accepted_on date,
	note text,
	PRIMARY KEY (award, requirement),
	CONSTRAINT "a requirement is due on a day, or days after the end"
		CHECK ((due_on IS NULL) <> (days_after_end IS NULL)),
	CONSTRAINT "a requirement is due on a day of the calendar" CHECK (isfinite(due_on)),
	CONSTRAINT "what is accepted was submitted before" CHECK (accepted_on IS NULL OR coalesce(submitted_on <= accepted_on, false))
);
COMMENT ON TABLE requirement IS 'The reports that the recipient of an award owes. A deadline counted from the end of the award follows its extensions; one on a fixed day does not.';
COMMENT ON COLUMN requirement.award IS 'the award';
COMMENT ON COLUMN requirement.requirement IS 'number of the requirement in its award, from 1';
COMMENT ON COLUMN requirement.kind IS 'narrative report, financial report, final report, audit or other';
COMMENT ON COLUMN requirement.due_on IS 'day on which it is due; NULL where that follows the end of the award';
COMMENT ON COLUMN requirement.days_after_end IS 'days after the last day of the award; NULL for a fixed day';
COMMENT ON COLUMN requirement.submitted_on IS 'day on which it was submitted; NULL where it was not';
COMMENT ON COLUMN requirement.accepted_on IS 'day on which it was accepted; NULL where it was not';
COMMENT ON COLUMN requirement.note IS 'free text';

INSERT INTO label (list, code, language, label) VALUES
	('tranche_status', 'scheduled', 'en', 'scheduled'),
	('tranche_status', 'scheduled', 'es', 'programado'),
	('tranche_status', 'approved', 'en', 'approved'),
	('tranche_status', 'approved', 'es', 'aprobado'),
	('tranche_status', 'paid', 'en', 'paid'),
	('tranche_status', 'paid', 'es', 'pagado'),
	('tranche_status', 'cancelled', 'en', 'cancelled'),
	('tranche_status', 'cancelled', 'es', 'cancelado'),
	('requirement.kind', 'narrative report', 'en', 'narrative report'),
	('requirement.kind', 'narrative report', 'es', 'informe narrativo'),
	('requirement.kind', 'financial report', 'en', 'financial report'),
	('requirement.kind', 'financial report', 'es', 'informe financiero'),
	('requirement.kind', 'final report', 'en', 'final report'),
	('requirement.kind', 'final report', 'es', 'informe final'),
	('requirement.kind', 'audit', 'en', 'audit'),
	('requirement.kind', 'audit', 'es', 'auditoría'),
	('requirement.kind', 'other', 'en', 'other'),
	('requirement.kind', 'other', 'es', 'otro')
ON CONFLICT DO NOTHING;
