-- Who gives, passes on and receives, under one identifier and many names.

CREATE TABLE organization (
	organization identifier PRIMARY KEY,
	name text NOT NULL
		CONSTRAINT "an organization has a name" CHECK (btrim(name) <> ''),
	country text COLLATE "C" NOT NULL
		CONSTRAINT "a country is two capital letters of ISO 3166" CHECK (country ~ '^[A-Z]{2}$'),
	kind text COLLATE "C" NOT NULL DEFAULT 'community'
		CONSTRAINT "the kind of an organization is one that is known"
		CHECK (kind IN ('foundation', 'intermediary', 'community', 'public', 'multilateral', 'academic', 'company', 'other')),
	home_currency currency,
	fiscal_year_start int NOT NULL DEFAULT 1
		CONSTRAINT "a fiscal year starts in a month from 1 to 12" CHECK (fiscal_year_start BETWEEN 1 AND 12),
	note text
);
COMMENT ON TABLE organization IS 'Who gives, passes on and receives: funders, intermediaries, community organizations.';
COMMENT ON COLUMN organization.organization IS 'identifier, of org-id.guide where there is one (US-EIN-131684331), else of your own';
COMMENT ON COLUMN organization.name IS 'the name that reports show; others are aliases';
COMMENT ON COLUMN organization.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN organization.kind IS 'foundation, intermediary, community, public, multilateral, academic, company or other';
COMMENT ON COLUMN organization.home_currency IS 'currency of its accounts; NULL for the currency of its country';
COMMENT ON COLUMN organization.fiscal_year_start IS 'month in which its fiscal year starts, 1 to 12';
COMMENT ON COLUMN organization.note IS 'free text';

CREATE TABLE organization_alias (
	organization identifier NOT NULL REFERENCES organization ON UPDATE CASCADE,
	alias text NOT NULL
		CONSTRAINT "an alias is not empty" CHECK (btrim(alias) <> ''),
	language text COLLATE "C",
	PRIMARY KEY (alias, organization)
);
COMMENT ON TABLE organization_alias IS 'Other names and identifiers of an organization: ACNUR is UNHCR.';
COMMENT ON COLUMN organization_alias.organization IS 'the organization';
COMMENT ON COLUMN organization_alias.alias IS 'a name, an acronym or an identifier that it also has';
COMMENT ON COLUMN organization_alias.language IS 'language of the name; NULL where it has none';
CREATE INDEX ON organization_alias (organization);

CREATE FUNCTION find_organization(called text, OUT organization text, OUT name text) RETURNS SETOF record
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
	BEGIN ATOMIC
		SELECT o.organization, o.name
		FROM organization AS o
		WHERE o.organization = find_organization.called
		   OR lower(o.name) = lower(find_organization.called)
		   OR EXISTS (SELECT FROM organization_alias AS a
					  WHERE a.organization = o.organization AND lower(a.alias) = lower(find_organization.called))
		ORDER BY o.organization;
	END;
COMMENT ON FUNCTION find_organization(called text) IS
'Organizations that have this identifier, name or alias, in whatever case. More than one row means that the name is ambiguous.';

CREATE TABLE programme (
	programme identifier PRIMARY KEY,
	name text NOT NULL
		CONSTRAINT "a programme has a name" CHECK (btrim(name) <> ''),
	period grant_period,
	lead identifier REFERENCES organization ON UPDATE CASCADE,
	note text
);
COMMENT ON TABLE programme IS 'What grants and activities belong to. Its name in other languages is a label of programme.programme.';
COMMENT ON COLUMN programme.programme IS 'identifier of the programme';
COMMENT ON COLUMN programme.name IS 'its name';
COMMENT ON COLUMN programme.period IS 'first and last day; NULL where it is not known';
COMMENT ON COLUMN programme.lead IS 'the organization that answers for it';
COMMENT ON COLUMN programme.note IS 'free text';

CREATE TABLE programme_partner (
	programme identifier NOT NULL REFERENCES programme ON UPDATE CASCADE,
	organization identifier NOT NULL REFERENCES organization ON UPDATE CASCADE,
	role text COLLATE "C" NOT NULL DEFAULT 'participant'
		CONSTRAINT "the role of a partner is one that is known"
		CHECK (role IN ('funder', 'ally', 'participant')),
	since date,
	until date,
	PRIMARY KEY (programme, organization, role),
	CONSTRAINT "a partner does not leave before it joins" CHECK (until >= since)
);
COMMENT ON TABLE programme_partner IS 'Organizations of a programme: who funds it, who carries it out, who takes part.';
COMMENT ON COLUMN programme_partner.programme IS 'the programme';
COMMENT ON COLUMN programme_partner.organization IS 'the partner';
COMMENT ON COLUMN programme_partner.role IS 'funder, ally (carries the programme out) or participant (is strengthened by it)';
COMMENT ON COLUMN programme_partner.since IS 'day on which it joined; NULL for from the beginning';
COMMENT ON COLUMN programme_partner.until IS 'day on which it left; NULL where it has not';
CREATE INDEX ON programme_partner (organization);

INSERT INTO label (list, code, language, label) VALUES
	('organization.kind', 'foundation', 'en', 'foundation'),
	('organization.kind', 'foundation', 'es', 'fundación donante'),
	('organization.kind', 'intermediary', 'en', 'intermediary'),
	('organization.kind', 'intermediary', 'es', 'organización intermediaria'),
	('organization.kind', 'community', 'en', 'community organization'),
	('organization.kind', 'community', 'es', 'organización comunitaria'),
	('organization.kind', 'public', 'en', 'public body'),
	('organization.kind', 'public', 'es', 'institución pública'),
	('organization.kind', 'multilateral', 'en', 'multilateral organization'),
	('organization.kind', 'multilateral', 'es', 'organismo multilateral'),
	('organization.kind', 'academic', 'en', 'academic institution'),
	('organization.kind', 'academic', 'es', 'institución académica'),
	('organization.kind', 'company', 'en', 'company'),
	('organization.kind', 'company', 'es', 'empresa'),
	('organization.kind', 'other', 'en', 'other'),
	('organization.kind', 'other', 'es', 'otra'),
	('programme_partner.role', 'funder', 'en', 'funder'),
	('programme_partner.role', 'funder', 'es', 'organización financiadora'),
	('programme_partner.role', 'ally', 'en', 'ally'),
	('programme_partner.role', 'ally', 'es', 'organización aliada'),
	('programme_partner.role', 'participant', 'en', 'participant'),
	('programme_partner.role', 'participant', 'es', 'participante'),
	('country', 'BZ', 'en', 'Belize'),
	('country', 'BZ', 'es', 'Belice'),
	('country', 'CO', 'en', 'Colombia'),
	('country', 'CO', 'es', 'Colombia'),
	('country', 'CR', 'en', 'Costa Rica'),
	('country', 'CR', 'es', 'Costa Rica'),
	('country', 'GT', 'en', 'Guatemala'),
	('country', 'GT', 'es', 'Guatemala'),
	('country', 'HN', 'en', 'Honduras'),
	('country', 'HN', 'es', 'Honduras'),
	('country', 'MX', 'en', 'Mexico'),
	('country', 'MX', 'es', 'México'),
	('country', 'NI', 'en', 'Nicaragua'),
	('country', 'NI', 'es', 'Nicaragua'),
	('country', 'PA', 'en', 'Panama'),
	('country', 'PA', 'es', 'Panamá'),
	('country', 'SV', 'en', 'El Salvador'),
	('country', 'SV', 'es', 'El Salvador'),
	('country', 'US', 'en', 'United States'),
	('country', 'US', 'es', 'Estados Unidos')
ON CONFLICT DO NOTHING;
