-- Codes are stored, labels are shown: every code that a person reads has a
-- label in each language, and whoever adds a code or a language adds rows.

-- Without a collation of its own: a condition on a report's column would not
-- reach the index of a column that has another one.
CREATE DOMAIN identifier AS text
	CONSTRAINT "an identifier has 1 to 200 characters, without blanks at ends"
	CHECK (VALUE <> '' AND VALUE = btrim(VALUE) AND length(VALUE) <= 200);
COMMENT ON DOMAIN identifier IS
'A name that people and other systems refer to a thing by: not empty, without blanks at its ends.';

CREATE DOMAIN figure AS numeric
	CONSTRAINT "a figure is a finite number" CHECK (abs(VALUE) < 'Infinity');
COMMENT ON DOMAIN figure IS 'A number, neither infinite nor NaN.';

-- With a range of one point in the place of a key, an exclusion constraint needs
-- no extension: ranges bring their own operator class of GiST.
CREATE TYPE identifier_range AS RANGE (SUBTYPE = text, COLLATION = "C");
COMMENT ON TYPE identifier_range IS 'Identifiers from one to another, for constraints that compare a key and a period at once.';

CREATE TABLE label (
	list text COLLATE "C" NOT NULL,
	code text COLLATE "C" NOT NULL,
	language text COLLATE "C" NOT NULL
		CONSTRAINT "a language is a code of ISO 639" CHECK (language ~ '^[a-z]{2,3}$'),
	label text NOT NULL
		CONSTRAINT "a label is not empty" CHECK (btrim(label) <> ''),
	PRIMARY KEY (list, code, language)
);
COMMENT ON TABLE label IS 'What people read for a code, in each language.';
COMMENT ON COLUMN label.list IS 'the column whose codes are labelled, as table.column, or the name of a list that only reports know';
COMMENT ON COLUMN label.code IS 'the code as it is stored';
COMMENT ON COLUMN label.language IS 'language of the label: es, en or another code of ISO 639';
COMMENT ON COLUMN label.label IS 'the label';

CREATE FUNCTION labels(list text, language text, OUT code text, OUT label text) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
	BEGIN ATOMIC
		SELECT DISTINCT ON (l.code) l.code, l.label
		FROM label AS l
		WHERE l.list = labels.list
		ORDER BY l.code, l.language = labels.language DESC, l.language = 'en' DESC, l.language;
	END;
COMMENT ON FUNCTION labels(list text, language text) IS
'The labels of a list, one for each code: in the language asked for, else in English, else in whatever language there is.';

-- What has a name of its own is not shown under that of a third language.
CREATE FUNCTION translations(list text, language text, OUT code text, OUT label text) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
	BEGIN ATOMIC
		SELECT l.code, l.label
		FROM label AS l
		WHERE l.list = translations.list AND l.language = translations.language;
	END;
COMMENT ON FUNCTION translations(list text, language text) IS
'The labels of a list in one language, of what has a name or title of its own to show where there is none.';

CREATE FUNCTION label_of(list text, code text, language text) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE COST 50
	RETURN coalesce((SELECT l.label FROM label AS l
					 WHERE l.list = label_of.list AND l.code = label_of.code
					 ORDER BY l.language = label_of.language DESC, l.language = 'en' DESC, l.language
					 LIMIT 1),
					code);
COMMENT ON FUNCTION label_of(list text, code text, language text) IS
'The label of one code: in the language asked for, else in English, else in whatever language there is, else the code itself. NULL for a NULL code.';
