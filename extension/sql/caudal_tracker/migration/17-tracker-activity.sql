-- What is published of an award as an activity of IATI, and has no place in the
-- award itself: who reports it and who takes part, in which language and
-- currency, how far it is, and which results it has.  Codes are those of IATI 2.03.

CREATE TABLE activity (
	award identifier PRIMARY KEY REFERENCES award ON UPDATE CASCADE,
	reporter identifier NOT NULL REFERENCES organization ON UPDATE CASCADE,
	secondary_reporter boolean,
	language text COLLATE "C"
		CONSTRAINT "a language is a code of ISO 639" CHECK (language ~ '^[a-z]{2,3}$'),
	default_currency currency,
	status int
		CONSTRAINT "the status of an activity is one of IATI, 1 to 6" CHECK (status BETWEEN 1 AND 6),
	planned_start date
		CONSTRAINT "an activity is planned to start on a day of the calendar" CHECK (isfinite(planned_start)),
	actual_start date
		CONSTRAINT "an activity starts on a day of the calendar" CHECK (isfinite(actual_start)),
	planned_end date
		CONSTRAINT "an activity is planned to end on a day of the calendar" CHECK (isfinite(planned_end)),
	actual_end date
		CONSTRAINT "an activity ends on a day of the calendar" CHECK (isfinite(actual_end)),
	hierarchy int,
	humanitarian boolean,
	updated_at timestamptz
);
COMMENT ON TABLE activity IS 'Awards that were published as activities of IATI, and what their publisher says of them beside what the award has.';
COMMENT ON COLUMN activity.award IS 'the award, whose identifier is the iati-identifier';
COMMENT ON COLUMN activity.reporter IS 'who publishes it';
COMMENT ON COLUMN activity.secondary_reporter IS 'whether the reporter publishes what others do; NULL where it is not said';
COMMENT ON COLUMN activity.language IS 'language of its texts where they do not say theirs; NULL where it is not said';
COMMENT ON COLUMN activity.default_currency IS 'currency of its amounts where they do not say theirs; NULL where it is not said';
COMMENT ON COLUMN activity.status IS '1 pipeline, 2 implementation, 3 finalisation, 4 closed, 5 cancelled, 6 suspended; NULL where it is not said';
COMMENT ON COLUMN activity.planned_start IS 'day on which it is planned to start';
COMMENT ON COLUMN activity.actual_start IS 'day on which it started';
COMMENT ON COLUMN activity.planned_end IS 'day on which it is planned to end';
COMMENT ON COLUMN activity.actual_end IS 'day on which it ended';
COMMENT ON COLUMN activity.hierarchy IS 'level among the reporter''s activities, 1 for the highest; NULL where it is not said';
COMMENT ON COLUMN activity.humanitarian IS 'whether it is humanitarian aid; NULL where it is not said';
COMMENT ON COLUMN activity.updated_at IS 'when its publisher last changed it; NULL where it is not said';
CREATE INDEX ON activity (reporter);

CREATE TABLE activity_organization (
	award identifier NOT NULL REFERENCES activity ON UPDATE CASCADE,
	place int NOT NULL
		CONSTRAINT "places count from 1" CHECK (place >= 1),
	role int NOT NULL
		CONSTRAINT "the role of an organization is one of IATI, 1 to 4" CHECK (role BETWEEN 1 AND 4),
	organization identifier NOT NULL REFERENCES organization ON UPDATE CASCADE,
	its_activity identifier,
	PRIMARY KEY (award, place)
);
COMMENT ON TABLE activity_organization IS 'The organizations that take part in an activity, as its publisher lists them.';
COMMENT ON COLUMN activity_organization.award IS 'the activity';
COMMENT ON COLUMN activity_organization.place IS 'place in the list, from 1';
COMMENT ON COLUMN activity_organization.role IS '1 funding, 2 accountable, 3 extending, 4 implementing';
COMMENT ON COLUMN activity_organization.organization IS 'the organization';
COMMENT ON COLUMN activity_organization.its_activity IS 'identifier of the activity in which the organization itself publishes its part; NULL where it is not said';
CREATE INDEX ON activity_organization (organization);

CREATE TABLE activity_country (
	award identifier NOT NULL REFERENCES activity ON UPDATE CASCADE,
	country text COLLATE "C" NOT NULL
		CONSTRAINT "a country is two capital letters of ISO 3166" CHECK (country ~ '^[A-Z]{2}$'),
	percentage figure
		CONSTRAINT "a share is from 0 to 100 per cent" CHECK (percentage BETWEEN 0 AND 100),
	PRIMARY KEY (award, country)
);
COMMENT ON TABLE activity_country IS 'The countries that benefit from an activity.';
COMMENT ON COLUMN activity_country.award IS 'the activity';
COMMENT ON COLUMN activity_country.country IS 'the country, ISO 3166 alpha-2';
COMMENT ON COLUMN activity_country.percentage IS 'share of the country, of 100; NULL where it is not said';

CREATE TABLE activity_result (
	result identifier PRIMARY KEY,
	award identifier NOT NULL REFERENCES activity ON UPDATE CASCADE,
	place int NOT NULL
		CONSTRAINT "places count from 1" CHECK (place >= 1),
	type int NOT NULL
		CONSTRAINT "the type of a result is one of IATI: 1, 2, 3 or 9" CHECK (type IN (1, 2, 3, 9)),
	aggregation boolean,
	title text NOT NULL
		CONSTRAINT "a result has a title" CHECK (btrim(title) <> ''),
	description text
		CONSTRAINT "a description is not empty" CHECK (btrim(description) <> ''),
	UNIQUE (award, place)
);
COMMENT ON TABLE activity_result IS 'The results of an activity, under which its indicators stand.';
COMMENT ON COLUMN activity_result.result IS 'identifier of the result';
COMMENT ON COLUMN activity_result.award IS 'the activity';
COMMENT ON COLUMN activity_result.place IS 'place among the results of the activity, from 1';
COMMENT ON COLUMN activity_result.type IS '1 output, 2 outcome, 3 impact, 9 other';
COMMENT ON COLUMN activity_result.aggregation IS 'whether its publisher says that its data may be added up; NULL where it is not said';
COMMENT ON COLUMN activity_result.title IS 'its title; in other languages a label of activity_result.result';
COMMENT ON COLUMN activity_result.description IS 'what it is; in other languages a label of activity_result.description';

CREATE TABLE activity_indicator (
	indicator identifier PRIMARY KEY REFERENCES indicator ON UPDATE CASCADE,
	result identifier NOT NULL REFERENCES activity_result ON UPDATE CASCADE,
	place int NOT NULL
		CONSTRAINT "places count from 1" CHECK (place >= 1),
	measure int NOT NULL
		CONSTRAINT "the measure of an indicator is one of IATI, 1 to 5" CHECK (measure BETWEEN 1 AND 5),
	ascending boolean,
	aggregation boolean,
	baseline_year int
		CONSTRAINT "the year of a baseline is of the calendar" CHECK (baseline_year BETWEEN 1 AND 9999),
	baseline_on date
		CONSTRAINT "a baseline is of a day of the calendar" CHECK (isfinite(baseline_on)),
	baseline_note text,
	UNIQUE (result, place)
);
COMMENT ON TABLE activity_indicator IS 'Indicators that are of a result of an activity, and what its publisher says of them beside what indicators have.';
COMMENT ON COLUMN activity_indicator.indicator IS 'the indicator';
COMMENT ON COLUMN activity_indicator.result IS 'the result that it is of';
COMMENT ON COLUMN activity_indicator.place IS 'place among the indicators of the result, from 1';
COMMENT ON COLUMN activity_indicator.measure IS '1 unit, 2 percentage, 3 nominal, 4 ordinal, 5 qualitative';
COMMENT ON COLUMN activity_indicator.ascending IS 'whether more is better; NULL where it is not said';
COMMENT ON COLUMN activity_indicator.aggregation IS 'whether its publisher says that its values may be added up; NULL where it is not said';
COMMENT ON COLUMN activity_indicator.baseline_year IS 'year of the baseline; NULL where there is none';
COMMENT ON COLUMN activity_indicator.baseline_on IS 'day of the baseline; NULL where only the year is said';
COMMENT ON COLUMN activity_indicator.baseline_note IS 'comment on the baseline';

-- What IATI says of money that tables of the tracker had no column for

ALTER TABLE organization
	ADD COLUMN iati_type int
		CONSTRAINT "the type of an organization is a code of IATI" CHECK (iati_type BETWEEN 10 AND 99);
COMMENT ON COLUMN organization.iati_type IS 'organization type of IATI, such as 22 for a national NGO; NULL where it is not known';

ALTER TABLE budget
	ADD COLUMN value_date date
		CONSTRAINT "the value date of a budget is a day of the calendar" CHECK (isfinite(value_date)),
	ADD COLUMN iati_type int
		CONSTRAINT "the type of a budget is one of IATI, 1 or 2" CHECK (iati_type IN (1, 2)),
	ADD COLUMN iati_status int
		CONSTRAINT "the status of a budget is one of IATI, 1 or 2" CHECK (iati_status IN (1, 2));
COMMENT ON COLUMN budget.value_date IS 'day whose exchange rate applies to it; NULL where none was said';
COMMENT ON COLUMN budget.iati_type IS 'as published: 1 original, 2 revised; NULL where it is not said. A revision without an original is revision 0 here';
COMMENT ON COLUMN budget.iati_status IS 'as published: 1 indicative, 2 committed; NULL where it is not said';

ALTER TABLE tranche
	ADD COLUMN due_until date
		CONSTRAINT "a tranche is due until a day of the calendar" CHECK (isfinite(due_until)),
	ADD COLUMN value_date date
		CONSTRAINT "the value date of a tranche is a day of the calendar" CHECK (isfinite(value_date)),
	ADD COLUMN iati_type int
		CONSTRAINT "the type of a tranche is one of IATI, 1 or 2" CHECK (iati_type IN (1, 2)),
	ADD COLUMN provider identifier REFERENCES organization ON UPDATE CASCADE,
	ADD COLUMN receiver identifier REFERENCES organization ON UPDATE CASCADE,
	ADD COLUMN provider_activity identifier,
	ADD COLUMN receiver_activity identifier,
	ADD COLUMN source_reference identifier,
	ADD CONSTRAINT "a tranche is not due until before it is due" CHECK (due_until >= due_on);
COMMENT ON COLUMN tranche.due_until IS 'last of the days on which it is to be paid, the first being due_on; NULL where it is due on that day';
COMMENT ON COLUMN tranche.value_date IS 'day whose exchange rate applies to it; NULL where none was said';
COMMENT ON COLUMN tranche.iati_type IS 'as published: 1 original, 2 revised; NULL where it is not said';
COMMENT ON COLUMN tranche.provider IS 'who pays, as published; NULL for the funder of the award';
COMMENT ON COLUMN tranche.receiver IS 'who receives, as published; NULL for the recipient of the award';
COMMENT ON COLUMN tranche.provider_activity IS 'activity of IATI out of which it is paid; NULL where it is not said';
COMMENT ON COLUMN tranche.receiver_activity IS 'activity of IATI that it is paid to; NULL where it is not said';
COMMENT ON COLUMN tranche.source_reference IS 'reference in the system that it comes from, once among the tranches that are not cancelled';
CREATE UNIQUE INDEX "a tranche that stands has a source reference of its own"
	ON tranche (source_reference) WHERE cancelled_on IS NULL;
CREATE INDEX ON tranche (provider) WHERE provider IS NOT NULL;
CREATE INDEX ON tranche (receiver) WHERE receiver IS NOT NULL;

ALTER TABLE flow
	ADD COLUMN provider_activity identifier,
	ADD COLUMN receiver_activity identifier;
COMMENT ON COLUMN flow.provider_activity IS 'activity of IATI that the money comes from; NULL where it is not said';
COMMENT ON COLUMN flow.receiver_activity IS 'activity of IATI that the money goes to; NULL where it is not said';
CREATE INDEX ON flow (provider_activity) WHERE provider_activity IS NOT NULL;

ALTER TABLE indicator_target ADD COLUMN note text;
COMMENT ON COLUMN indicator_target.note IS 'free text';

-- Of these the code is what the label is of, and the list another of its columns
CREATE TRIGGER rename_descriptions AFTER UPDATE OF award ON award
	FOR EACH ROW WHEN (old.award <> new.award) EXECUTE FUNCTION rename_labels('award', 'description');
CREATE TRIGGER rename_definitions AFTER UPDATE OF indicator ON indicator
	FOR EACH ROW WHEN (old.indicator <> new.indicator) EXECUTE FUNCTION rename_labels('indicator', 'definition');
CREATE TRIGGER rename_labels AFTER UPDATE OF result ON activity_result
	FOR EACH ROW WHEN (old.result <> new.result) EXECUTE FUNCTION rename_labels('result');
CREATE TRIGGER rename_descriptions AFTER UPDATE OF result ON activity_result
	FOR EACH ROW WHEN (old.result <> new.result) EXECUTE FUNCTION rename_labels('result', 'description');

INSERT INTO label (list, code, language, label) VALUES
	('activity.status', '1', 'en', 'pipeline'),
	('activity.status', '1', 'es', 'en preparación'),
	('activity.status', '2', 'en', 'implementation'),
	('activity.status', '2', 'es', 'en ejecución'),
	('activity.status', '3', 'en', 'finalisation'),
	('activity.status', '3', 'es', 'en cierre'),
	('activity.status', '4', 'en', 'closed'),
	('activity.status', '4', 'es', 'cerrada'),
	('activity.status', '5', 'en', 'cancelled'),
	('activity.status', '5', 'es', 'cancelada'),
	('activity.status', '6', 'en', 'suspended'),
	('activity.status', '6', 'es', 'suspendida'),
	('activity_organization.role', '1', 'en', 'funding'),
	('activity_organization.role', '1', 'es', 'financia'),
	('activity_organization.role', '2', 'en', 'accountable'),
	('activity_organization.role', '2', 'es', 'responde'),
	('activity_organization.role', '3', 'en', 'extending'),
	('activity_organization.role', '3', 'es', 'administra'),
	('activity_organization.role', '4', 'en', 'implementing'),
	('activity_organization.role', '4', 'es', 'ejecuta'),
	('activity_result.type', '1', 'en', 'output'),
	('activity_result.type', '1', 'es', 'producto'),
	('activity_result.type', '2', 'en', 'outcome'),
	('activity_result.type', '2', 'es', 'efecto'),
	('activity_result.type', '3', 'en', 'impact'),
	('activity_result.type', '3', 'es', 'impacto'),
	('activity_result.type', '9', 'en', 'other'),
	('activity_result.type', '9', 'es', 'otro'),
	('activity_indicator.measure', '1', 'en', 'unit'),
	('activity_indicator.measure', '1', 'es', 'unidad'),
	('activity_indicator.measure', '2', 'en', 'percentage'),
	('activity_indicator.measure', '2', 'es', 'porcentaje'),
	('activity_indicator.measure', '3', 'en', 'nominal'),
	('activity_indicator.measure', '3', 'es', 'nominal'),
	('activity_indicator.measure', '4', 'en', 'ordinal'),
	('activity_indicator.measure', '4', 'es', 'ordinal'),
	('activity_indicator.measure', '5', 'en', 'qualitative'),
	('activity_indicator.measure', '5', 'es', 'cualitativo'),
	('indicator.unit', 'unit', 'en', 'units'),
	('indicator.unit', 'unit', 'es', 'unidades'),
	('indicator.unit', 'category', 'en', 'category'),
	('indicator.unit', 'category', 'es', 'categoría'),
	('indicator.unit', 'rank', 'en', 'rank'),
	('indicator.unit', 'rank', 'es', 'grado'),
	('indicator.unit', 'quality', 'en', 'in words'),
	('indicator.unit', 'quality', 'es', 'en palabras')
ON CONFLICT DO NOTHING;
