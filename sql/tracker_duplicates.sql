-- The report that proposes organizations which may be one.
\pset null NULL
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS caudal_tracker SCHEMA caudal;
RESET client_min_messages;
SELECT install_tracker('tracker_duplicates', 'report_duplicates') = tracker_version() AS complete;
SET search_path = report_duplicates, tracker_duplicates, public, caudal;

INSERT INTO organization (organization, name, country, kind) VALUES
	('MX-1', 'Casa del Jilguero, A.C.',             'MX', 'community'),
	('MX-2', 'CASA DEL JILGUERO AC',                'MX', 'community'),
	('GT-1', 'Jilguero, Casa del',                  'GT', 'community'),
	('CO-1', 'Casa del Jacinto',                    'CO', 'community'),
	('US-1', 'Quillwater Foundation',               'US', 'foundation'),
	('US-2', 'Quillwater, Inc.',                    'US', 'company'),
	('US-3', 'Northern Heron Migrant Rights Network', 'US', 'community'),
	('US-4', 'Southern Heron Migrant Rights Network', 'US', 'community'),
	('US-5', 'Northern Heron Migrants Rights Netwrok', 'US', 'other'),
	('HN-1', 'Escuela Rural 112',                   'HN', 'public'),
	('HN-2', 'Escuela Rural 121',                   'HN', 'public'),
	('SV-1', '***',                                 'SV', 'other'),
	('SV-2', '???',                                 'SV', 'other');
INSERT INTO organization_alias (organization, alias, language) VALUES
	('MX-1', 'Goldfinch House', 'en'),
	('MX-1', 'Casa Jilguero', 'es'),
	('CO-1', 'Gold Finch House', 'en'),
	('US-3', 'NHMRN', NULL),
	('HN-1', 'NHMRN', NULL);

SELECT organization, other_organization, reason, similarity, same_country AS same, spelled, other_spelled
FROM duplicate_organizations
ORDER BY organization COLLATE "C", other_organization COLLATE "C";
-- What both are, in words
SELECT organization_name, country_name, kind_name, other_organization_name, other_country_name, other_kind_name, reason_name
FROM duplicate_organizations(language => 'es')
WHERE 'US-2' IN (organization, other_organization) OR 'GT-1' IN (organization, other_organization)
ORDER BY organization COLLATE "C", other_organization COLLATE "C";
-- A threshold; what has one key is near whatever it is
SELECT t.threshold, count(r.organization) AS pairs, count(*) FILTER (WHERE reason = 'same key') AS same_key, min(similarity) AS least
FROM unnest('{0.3,0.75,0.95,1,2,NULL}'::numeric[]) AS t (threshold)
	 LEFT JOIN LATERAL duplicate_organizations(t.threshold) AS r ON true
GROUP BY t.threshold
ORDER BY t.threshold;

-- Of 1,000 names of few words every pair is found that comparing all would find.
DELETE FROM organization_alias;
DELETE FROM organization;
INSERT INTO organization (organization, name, country)
SELECT 'X' || i,
	   (ARRAY['Casa', 'Centro', 'Red', 'Colectivo', 'Albergue', 'Radio', 'Taller', 'Mesa', 'Comité', 'Escuela'])[1 + i % 10] || ' '
	   || (ARRAY['ceiba', 'nopal', 'jade', 'barro', 'copal', 'faro', 'sendero', 'manglar'])[1 + i / 10 % 8]
	   -- a word of its own, from the digits of the number
	   || ' ' || translate((7919 * (i - i % 97))::text, '0123456789', 'abcdilmost') || CASE WHEN i % 97 = 1 THEN ', A.C.' ELSE '' END,
	   'MX'
FROM generate_series(1, 1000) AS i;
WITH compared AS (
	SELECT a.organization, b.organization AS other
	FROM organization AS a
		 JOIN organization AS b ON a.organization COLLATE "C" < b.organization COLLATE "C"
	WHERE name_similarity(a.name, b.name) >= 0.75
)
SELECT count(*) FILTER (WHERE c.organization IS NOT NULL) AS by_comparing_all, count(r.organization) AS reported,
	   count(*) FILTER (WHERE r.organization IS NULL) AS lost, count(*) FILTER (WHERE c.organization IS NULL) AS invented
FROM compared AS c
	 FULL JOIN duplicate_organizations AS r ON r.organization = c.organization AND r.other_organization = c.other;

-- A name that many have brings each of them together with some of the others
DELETE FROM organization;
INSERT INTO organization (organization, name, country)
SELECT 'X' || i, 'Donante anónimo', 'MX' FROM generate_series(1, 100) AS i;
SELECT count(*) AS pairs, count(DISTINCT organization) AS organizations FROM duplicate_organizations;

RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA report_duplicates, tracker_duplicates CASCADE;
