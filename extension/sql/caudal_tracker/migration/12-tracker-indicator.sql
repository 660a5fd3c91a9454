-- What a programme promised to bring about, and how far it is.

CREATE TABLE indicator (
	indicator identifier PRIMARY KEY,
	programme identifier NOT NULL REFERENCES programme ON UPDATE CASCADE,
	name text NOT NULL
		CONSTRAINT "an indicator has a name" CHECK (btrim(name) <> ''),
	unit text COLLATE "C" NOT NULL
		CONSTRAINT "an indicator has a unit" CHECK (btrim(unit) <> ''),
	accumulation text COLLATE "C" NOT NULL
		CONSTRAINT "the accumulation of an indicator is one that is known"
		CHECK (accumulation IN ('sum', 'latest', 'unique')),
	direction text COLLATE "C" NOT NULL DEFAULT 'increase'
		CONSTRAINT "an indicator is to increase or to decrease"
		CHECK (direction IN ('increase', 'decrease')),
	baseline figure,
	baseline_on date,
	definition text,
	data_source text,
	-- no new key, but what a list of people refers to
	UNIQUE (indicator, accumulation),
	CONSTRAINT "percentages are not added up"
		CHECK (accumulation = 'latest' OR unit NOT IN ('percent', '%'))
);
COMMENT ON TABLE indicator IS 'What is measured, in which unit, and how periods make a whole.';
COMMENT ON COLUMN indicator.indicator IS 'identifier of the indicator';
COMMENT ON COLUMN indicator.programme IS 'the programme';
COMMENT ON COLUMN indicator.name IS 'its name; in other languages a label of indicator.indicator';
COMMENT ON COLUMN indicator.unit IS 'unit of its values: people, organizations, percent; its name in each language is a label of indicator.unit';
COMMENT ON COLUMN indicator.accumulation IS 'how periods make a whole: sum (they are added), latest (the last one stands, as of a running total or a state) or unique (whoever comes in several counts once)';
COMMENT ON COLUMN indicator.direction IS 'whether it is to increase or to decrease';
COMMENT ON COLUMN indicator.baseline IS 'value before the programme; NULL where it is not known';
COMMENT ON COLUMN indicator.baseline_on IS 'day of the baseline';
COMMENT ON COLUMN indicator.definition IS 'what exactly is counted';
COMMENT ON COLUMN indicator.data_source IS 'where the values are from, and how they are collected';
CREATE INDEX ON indicator (programme);

CREATE TABLE indicator_target (
	indicator identifier NOT NULL REFERENCES indicator ON UPDATE CASCADE,
	period grant_period NOT NULL
		CONSTRAINT "the period of a target has a last day" CHECK (NOT is_open(period)),
	value figure NOT NULL,
	PRIMARY KEY (indicator, period),
	CONSTRAINT "an indicator has one target for a day"
		EXCLUDE USING gist (identifier_range(indicator, indicator, '[]') WITH =, period WITH &&)
);
COMMENT ON TABLE indicator_target IS 'What an indicator is to be at the end of a period.';
COMMENT ON COLUMN indicator_target.indicator IS 'the indicator';
COMMENT ON COLUMN indicator_target.period IS 'the period; periods of one indicator do not overlap, or they would count twice';
COMMENT ON COLUMN indicator_target.value IS 'target: of the period itself where periods are added, else of everything up to its last day';

CREATE TABLE indicator_actual (
	indicator identifier NOT NULL REFERENCES indicator ON UPDATE CASCADE,
	period grant_period NOT NULL
		CONSTRAINT "the period of an actual value has a last day" CHECK (NOT is_open(period)),
	value figure,
	note text,
	PRIMARY KEY (indicator, period),
	CONSTRAINT "an indicator has one actual value for a day"
		EXCLUDE USING gist (identifier_range(indicator, indicator, '[]') WITH =, period WITH &&)
);
COMMENT ON TABLE indicator_actual IS 'What an indicator was in a period.';
COMMENT ON COLUMN indicator_actual.indicator IS 'the indicator';
COMMENT ON COLUMN indicator_actual.period IS 'the period; periods of one indicator do not overlap, or they would count twice';
COMMENT ON COLUMN indicator_actual.value IS 'value of the period; NULL where it is not known, or people are listed';
COMMENT ON COLUMN indicator_actual.note IS 'free text';

CREATE TABLE indicator_person (
	indicator identifier NOT NULL,
	period grant_period NOT NULL,
	person identifier NOT NULL,
	accumulation text COLLATE "C" NOT NULL GENERATED ALWAYS AS ('unique') STORED,
	PRIMARY KEY (indicator, period, person),
	FOREIGN KEY (indicator, period) REFERENCES indicator_actual,
	CONSTRAINT "people are listed for an indicator that counts each once"
		FOREIGN KEY (indicator, accumulation) REFERENCES indicator (indicator, accumulation)
);
COMMENT ON TABLE indicator_person IS 'The people whom an actual value counts. Where there are some the list is the value, and a value stated beside it is not used.';
COMMENT ON COLUMN indicator_person.indicator IS 'the indicator';
COMMENT ON COLUMN indicator_person.period IS 'period of the actual value';
COMMENT ON COLUMN indicator_person.person IS 'a code that stays with the person and says nothing of them';
COMMENT ON COLUMN indicator_person.accumulation IS 'unique, which the indicator must be';

INSERT INTO label (list, code, language, label) VALUES
	('indicator.accumulation', 'sum', 'en', 'sum of the periods'),
	('indicator.accumulation', 'sum', 'es', 'suma de los periodos'),
	('indicator.accumulation', 'latest', 'en', 'latest value'),
	('indicator.accumulation', 'latest', 'es', 'último valor'),
	('indicator.accumulation', 'unique', 'en', 'each counted once'),
	('indicator.accumulation', 'unique', 'es', 'sin contar dos veces'),
	('indicator.direction', 'increase', 'en', 'increase'),
	('indicator.direction', 'increase', 'es', 'aumentar'),
	('indicator.direction', 'decrease', 'en', 'decrease'),
	('indicator.direction', 'decrease', 'es', 'disminuir'),
	('indicator.unit', 'people', 'en', 'people'),
	('indicator.unit', 'people', 'es', 'personas'),
	('indicator.unit', 'organizations', 'en', 'organizations'),
	('indicator.unit', 'organizations', 'es', 'organizaciones'),
	('indicator.unit', 'percent', 'en', 'percent'),
	('indicator.unit', 'percent', 'es', 'por ciento')
ON CONFLICT DO NOTHING;
