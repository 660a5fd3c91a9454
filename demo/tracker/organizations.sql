-- One programme after the other: k is its number, n that of an organization in
-- it.  Names are the same in each, with the number behind.
CREATE TEMP TABLE member AS
SELECT k::int AS k, n, 100 * k + n AS key, m.country || '-' || k || '-' || to_char(n, 'FM00') AS organization,
	   m.name || CASE WHEN k > 1 THEN ' ' || k ELSE '' END AS name, m.country, c.currency, c.units
FROM generate_series(1, :scale) AS k,
	 (VALUES
		 (1, 'MX', 'Casa Puente del Norte'), (2, 'MX', 'Red Sendero de Sal'),
		 (3, 'MX', 'Colectiva Luz de Andén'), (4, 'MX', 'Albergue Nopal y Lluvia'),
		 (5, 'MX', 'Centro Brújula de Barro'), (6, 'MX', 'Voces de la Vía Angosta'),
		 (7, 'MX', 'Cocina Común Jacaranda'), (8, 'MX', 'Mesa Tejida del Bajío'),
		 (9, 'MX', 'Taller Semilla Errante'), (10, 'MX', 'Refugio Agua de Peña'),
		 (11, 'MX', 'Clínica Jurídica Faro Seco'), (12, 'MX', 'Radio Pitahaya Abierta'),
		 (13, 'CO', 'Corporación Río de Voces'), (14, 'CO', 'Casa Guadua Abierta'),
		 (15, 'CO', 'Red Páramo y Camino'), (16, 'CO', 'Colectivo Canoa Nueva'),
		 (17, 'CO', 'Fundación Trocha Amable'), (18, 'CO', 'Mujeres del Manglar Azul'),
		 (19, 'CO', 'Escuela Errante Ceiba'),
		 (20, 'GT', 'Asociación Maíz Caminante'), (21, 'GT', 'Casa del Retorno Quetzalí'),
		 (22, 'GT', 'Red Volcán y Vereda'), (23, 'GT', 'Tejedoras de Piedra Lunar'),
		 (24, 'GT', 'Centro Ixim de Paso'),
		 (25, 'HN', 'Comité Pinar de Vuelta'), (26, 'HN', 'Red Marea Alta del Caribe'),
		 (27, 'HN', 'Casa Ocote Encendido'), (28, 'HN', 'Alianza Valle sin Muros'),
		 (29, 'SV', 'Asociación Izote Vivo'), (30, 'SV', 'Casa Lempa Compartida'),
		 (31, 'SV', 'Colectivo Balsamera Joven'), (32, 'SV', 'Red Vuelta Digna del Sur'),
		 (33, 'US', 'Borderlight Kitchen'), (34, 'US', 'Copper Creek Welcome Circle'),
		 (35, 'US', 'Prairie Lantern Legal Desk'), (36, 'US', 'Delta Bridges Workers Hub')
	 ) AS m (n, country, name)
	 -- units: about how many one dollar is, for round figures in each currency
	 JOIN (VALUES ('MX', 'MXN', 20), ('CO', 'COP', 4000), ('GT', 'GTQ', 8), ('HN', 'HNL', 25),
				  ('SV', 'USD', 1), ('US', 'USD', 1)) AS c (country, currency, units) USING (country);
CREATE UNIQUE INDEX ON member (k, n);

-- Who gives, and the alliance that carries the programme out, with its lead
CREATE TEMP TABLE carrier AS
SELECT k::int AS k, c.code, c.country || '-' || k || '-' || c.code AS organization,
	   c.name || CASE WHEN k > 1 THEN ' ' || k ELSE '' END AS name, c.country, c.kind, c.role
FROM generate_series(1, :scale) AS k,
	 (VALUES
		 ('F1', 'US', 'foundation', 'funder', 'Quillwater Foundation'),
		 ('F2', 'US', 'foundation', 'funder', 'Alder Lantern Fund'),
		 ('F3', 'NL', 'foundation', 'funder', 'Stichting Zilverdijk'),
		 ('L', 'US', 'intermediary', 'ally', 'Confluence Bridge Partners'),
		 ('A1', 'MX', 'other', 'ally', 'Laboratorio Nudo Claro'),
		 ('A2', 'CO', 'academic', 'ally', 'Telar de Saberes'),
		 ('A3', 'GT', 'other', 'ally', 'Mirador Ventana Cívica')
	 ) AS c (code, country, kind, role, name);
CREATE UNIQUE INDEX ON carrier (k, code);

-- Guests, who come to a summit and take no part otherwise
CREATE TEMP TABLE guest AS
SELECT k::int AS k, n, c.country || '-' || k || '-V' || to_char(n, 'FM00') AS organization,
	   (ARRAY['Observatorio', 'Colectiva', 'Taller', 'Red', 'Casa', 'Mesa', 'Círculo'])[1 + n % 7] || ' '
	   || (ARRAY['Almácigo', 'Brasero', 'Candil', 'Duela', 'Enramada', 'Farol'])[1 + n % 6]
	   || CASE WHEN n > 42 THEN ' Norte' ELSE '' END || CASE WHEN k > 1 THEN ' ' || k ELSE '' END AS name,
	   c.country, (ARRAY['community', 'academic', 'public', 'community', 'other'])[1 + n % 5] AS kind
FROM generate_series(1, :scale) AS k,
	 generate_series(1, 43) AS n,
	 LATERAL (SELECT (ARRAY['MX', 'CO', 'GT', 'HN', 'SV', 'US', 'CR'])[1 + n % 7]) AS c (country);

INSERT INTO organization (organization, name, country, kind, home_currency, fiscal_year_start)
SELECT organization, name, country, 'community', currency::currency,
	   -- the fiscal year of those in the United States begins in July
	   CASE WHEN country = 'US' THEN 7 ELSE 1 END
FROM member
UNION ALL
SELECT organization, name, country, kind, CASE WHEN country = 'NL' THEN 'EUR' END::currency, 1
FROM carrier
UNION ALL
SELECT organization, name, country, kind, NULL, 1
FROM guest;

INSERT INTO organization_alias (organization, alias, language)
SELECT organization, CASE code WHEN 'L' THEN 'Alianza Puente de Confluencia' ELSE 'Fundación Aguapluma' END
					 || CASE WHEN k > 1 THEN ' ' || k ELSE '' END, 'es'
FROM carrier
WHERE code IN ('L', 'F1')
UNION ALL
SELECT organization, 'CBP-' || k, NULL
FROM carrier
WHERE code = 'L';

CREATE TEMP TABLE plan AS
SELECT k::int AS k, 'programa-cauce' || CASE WHEN k > 1 THEN '-' || k ELSE '' END AS programme
FROM generate_series(1, :scale) AS k;

INSERT INTO programme (programme, name, period, lead)
SELECT programme, 'Programa Cauce' || CASE WHEN k > 1 THEN ' ' || k ELSE '' END, '2021/2023', c.organization
FROM plan
	 JOIN carrier AS c USING (k)
WHERE c.code = 'L';

INSERT INTO programme_partner (programme, organization, role, since)
SELECT programme, organization, 'participant', date '2021-01-15' + pg_temp.draw(0, 90, 1, key)::int
FROM member
	 JOIN plan USING (k)
UNION ALL
SELECT programme, organization, role, NULL
FROM carrier
	 JOIN plan USING (k);

-- Plans follow what is in a table, and nobody else tells it of temporary ones
ANALYZE member, carrier, guest, plan, organization;

INSERT INTO label (list, code, language, label) VALUES
	('country', 'NL', 'en', 'Netherlands'),
	('country', 'NL', 'es', 'Países Bajos');
