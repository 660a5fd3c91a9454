-- Names of organizations: what they are compared by, and how near two are.
\pset null NULL
\pset format unaligned
\pset fieldsep ' | '

--
-- name_key, by the rules of docs/caudal.md
--

-- Case, accents, and letters that are written in more ways than one
SELECT name, name_key(name)
FROM (VALUES ('Casa del Jilguero'), ('CASA DEL JILGUERO'), ('cÁSA dél JÌLGÜERÔ'), ('Ñandú'), ('ﬁn ＣＡＳＡ ２０'),
			 ('Straße STRASSE'), ('Ærø Łódź Þór Đorđe œuvre'), ('K''iche'' K’iche’ Kꞌicheꞌ K´iche´'),
			 ('Col·lectiu'), ('amig@s @migos casa@'), ('5 µm, Nº 3, 1ª, ½'), ('ΣΊΣΥΦΟΣ Ёлка'), ('٣ ３ 3'),
			 ('かが ガラス ﾊﾞｽ'), ('가나 각'), ('हिन्दी'), ('שָׁלוֹם')) AS v (name);
-- What is not seen, and what separates words
SELECT row_number() OVER () AS n, name_key(name)
FROM (VALUES (U&'Casa\200bLuna Ca\00adsa'), (U&'\202eCasa\202c \200fLuna\200e'), (U&'Casa\00a0\2003Luna'),
			 ('Casa-Luna/Sol_Mar (Río) «Paz» — ™®'), ('  Casa   Luna  '), ('casa@luna. com'), ('🌻 Girasol 🌻')) AS v (name);
-- Initials
SELECT name, name_key(name)
FROM (VALUES ('Y.M.C.A.'), ('YMCA'), ('Y M C A'), ('U.S. Fund'), ('U. S. Fund'), ('U S Fund'), ('US Fund'),
			 ('A. Gómez Fund'), ('Radio B.A.C.'), ('1.A.B'), ('EE.UU.')) AS v (name);
-- And
SELECT name, name_key(name)
FROM (VALUES ('Sal y Mar'), ('Sal & Mar'), ('Sal and Mar'), ('Sal&Mar'), ('Sal, y Mar'), ('Padres e Hijos'),
			 ('Padres e Niñas'), ('Ciencia e Innovación'), ('e-Salud'), ('AT&T'), ('Y tú'), ('Generación Y'),
			 ('And Justice'), ('& Sal &')) AS v (name);
-- Legal forms
SELECT name, name_key(name)
FROM (VALUES ('Casa Luna A.C.'), ('Casa Luna, AC'), ('Casa Luna A C'), ('Casa Luna Asociación Civil'),
			 ('Asociación Civil Casa Luna'), ('Fundación Casa Luna'), ('La Fundación Casa Luna, S.C.'),
			 ('Casa Luna Foundation, Inc.'), ('Corporación Casa Luna'), ('ONG Casa Luna'),
			 ('O.N.G. Casa Luna (E.S.A.L.)'), ('Casa Luna S.A. de C.V.'), ('Casa Luna S. A. de C. V.'),
			 ('Casa Luna S A DE C V'), ('Casa Luna S.A.de C.V.'),
			 ('Casa Luna Sociedad Anónima de Capital Variable'), ('Casa Luna S. de R.L. de C.V.'),
			 ('Casa Luna, S.C. de R.L.'), ('Casa Luna S.A.S.'), ('Casa Luna I.A.P.'),
			 ('Casa Luna, Institución de Asistencia Privada'), ('Casa Luna A.B.P.'), ('Casa Luna Ltda.'),
			 ('Casa Luna L.L.C.'), ('Casa Luna Incorporated'), ('Casa Luna Co., Ltd.'), ('Casa Luna 501(c)(3)'),
			 ('Casa Luna, a 501(c)(3) organization'), ('Casa Luna 501c3'), ('Casa Luna, a nonprofit corporation'),
			 ('Casa Luna sin fines de lucro')) AS v (name);
-- What is no legal form
SELECT name, name_key(name)
FROM (VALUES ('Centro de la Sociedad Civil'), ('Amigos de la Fundación'), ('Friends of the Foundation'),
			 ('Red de ONG'), ('Casa y Fundación'), ('Fundación y Ciencia'), ('Fondo Luna'), ('Luna Fund'),
			 ('Luna Trust'), ('Asociación de Mujeres Luna'), ('Luna C.A.'), ('Luna Co.'), ('Luna 501(c)(4)'),
			 ('Plan B, A.C.'), ('Plan B A C'), ('Casa Luna, A.C. (CALU)')) AS v (name);
-- Articles and prepositions
SELECT name, name_key(name)
FROM (VALUES ('Casa del Migrante'), ('Casa Migrante'), ('Migrante, Casa del'), ('Un Techo para la Paz'),
			 ('The Center for Women in the Arts'), ('Sin Muros'), ('Muros'), ('Plan A'), ('Plan a Futuro'),
			 ('A&B')) AS v (name);
-- Something is left
SELECT name, name_key(name)
FROM (VALUES ('A.C.'), ('Fundación, A.C.'), ('S.A. de C.V.'), ('Asociación Civil'), ('The The'), ('De la'),
			 ('Inc.'), ('x'), ('7')) AS v (name);
-- Nothing to compare
SELECT name_key('') AS empty, name_key(' ') AS blank, name_key('!!! & ...') AS marks, name_key(U&'\200b') AS unseen,
	   name_key(NULL) AS null;
-- Long texts
SELECT length(name_key(repeat('Casa del Migrante ', 60000))) AS words, length(name_key(repeat(U&'\00e9', 500000))) AS letters,
	   length(name_key('x' || repeat(' A.C.', 200000))) AS forms, length(name_key('x' || repeat(U&'\0e38\0e48', 200000))) AS marks,
	   length(name_key(repeat('s a ', 100000))) AS initials;

--
-- name_similarity
--

-- Pairs that were invented to choose the measure, and others to try it; by a
-- person's eye the same, or not
CREATE TEMP TABLE tuning (same boolean, name text, other_name text);
INSERT INTO tuning VALUES
	(true, 'Casa del Jilguero, A.C.', 'CASA DEL JILGUERO AC'),
	(true, 'Fundación Álamo Viejo', 'Alamo Viejo Foundation'),
	(true, 'Casa del Jilguero', 'Jilguero, Casa del'),
	(true, 'Casa del Jilguero', 'Casa Jilguero'),
	(true, 'Red Sendero de Sal', 'Red Sendero de la Sal, A.C.'),
	(true, 'Albergue Nopal y Lluvia', 'Albergue Nopal & Lluvia A.C.'),
	(true, 'Colectiva Luz de Andén', 'Colectivo Luz de Andén'),
	(true, 'Centro Brújula de Barro', 'Centro Brujula del Barro, I.A.P.'),
	(true, 'Clínica Jurídica Faro Seco', 'Clínica Juridica Faro Seoc'),
	(true, 'Voces de la Vía Angosta', 'Voces de la Via Agosta'),
	(true, 'Asociación Maíz Caminante', 'Asoc. Maíz Caminante'),
	(true, 'Asociación Maíz Caminante', 'Maíz Caminante'),
	(true, 'Copper Creek Welcome Circle', 'Copper Creek Welcome Circle, Inc.'),
	(true, 'Copper Creek Welcome Circle', 'Coper Creek Welcome Circle'),
	(true, 'Prairie Lantern Legal Desk', 'Prairie Lantern Legal Desk LLC'),
	(true, 'Prairie Lantern Legal Desk', 'Legal Desk Prairie Lantern'),
	(true, 'Borderlight Kitchen', 'Border Light Kitchen'),
	(true, 'Delta Bridges Workers Hub', 'Delta Bridges Workers'' Hub'),
	(true, 'Delta Bridges Workers Hub', 'Delta Bridge Workers Hub'),
	(true, 'Confluence Bridge Partners', 'Confluence Bridge Partners International'),
	(true, 'Red Volcán y Vereda', 'Red Volcán y Vereda Guatemala'),
	(true, 'Taller Semilla Errante', 'Taller Semillas Errantes'),
	(true, 'Escuela Errante Ceiba', 'Escuela Errante La Ceiba'),
	(true, 'Casa del Retorno Quetzalí', 'Casa Retorno Quetzali'),
	(true, 'Observatorio Ciudadano de la Frontera Tamarindo', 'Observatorio Ciudadano Frontera Tamarindo'),
	(true, 'Observatorio Ciudadano de la Frontera Tamarindo', 'Observatorio de la Frontera Tamarindo'),
	(true, 'Instituto de Estudios Migratorios Guayacán', 'Inst. de Estudios Migratorios Guayacán'),
	(true, 'Instituto de Estudios Migratorios Guayacán', 'Instituto de Estudios Migratorios Guayacan S.C.'),
	(true, 'Northern Heron Migrant Rights Network', 'Northern Heron Migrants Rights Network'),
	(true, 'Northern Heron Migrant Rights Network', 'Northern Heron Migrant Rights Netwrok'),
	(true, 'Center for Juniper Valley Families', 'Centre for Juniper Valley Families'),
	(true, 'University of Marrow Bay', 'Univ. of Marrow Bay'),
	(true, 'Marrow Bay International Relief', 'Marrow Bay Intl Relief'),
	(true, 'Mujeres del Manglar Azul', 'Mujeres de Manglar Azul'),
	(true, 'Comité Pinar de Vuelta', 'Comite de Pinar de Vuelta Honduras'),
	(true, 'Sinmuros Valle Claro', 'Sin Muros Valle Claro'),
	(true, 'Quillwater Foundation', 'Quilwater Foundation'),
	(true, 'The Alder Lantern Fund', 'Alder Lantern Fund'),
	(true, 'Organización de Derechos Humanos Tepozán', 'Organización Derechos Humanos Tepozan A.C.'),
	(true, 'Niñ@s del Ocote', 'Niños del Ocote'),
	(true, 'K''inal Saberes Mayas', 'Kinal Saberes Mayas'),
	(true, 'Hermanas del Buen Camino Pitahaya', 'Hnas. del Buen Camino Pitahaya'),
	(true, 'Servicio a Migrantes Pochote', 'Servicio al Migrante Pochote'),
	(false, 'Casa del Jilguero', 'Casa del Jacinto'),
	(false, 'Casa del Migrante Nopal', 'Casa del Migrante Ceiba'),
	(false, 'Casa del Migrante de Río Claro', 'Casa del Migrante de Río Verde'),
	(false, 'Centro de Derechos Humanos Tepozán', 'Centro de Derechos Humanos Tezontle'),
	(false, 'Centro de Derechos Humanos Pochote', 'Comité de Derechos Humanos Pochote'),
	(false, 'Red Sendero de Sal', 'Radio Sendero de Sal'),
	(false, 'Red Ceiba', 'Radio Ceiba'),
	(false, 'Alianza Valle con Muros', 'Alianza Valle sin Muros'),
	(false, 'Casa Puente del Norte', 'Casa Puente del Sur'),
	(false, 'Casa Puente del Norte 2', 'Casa Puente del Norte 3'),
	(false, 'Sindicato de Jornaleros Sección 14', 'Sindicato de Jornaleros Sección 41'),
	(false, 'Mujeres del Manglar Azul', 'Mujeres del Manglar Rojo'),
	(false, 'Colectivo Balsamera Joven', 'Colectivo Balsamera Vieja'),
	(false, 'Northern Heron Migrant Rights Network', 'Southern Heron Migrant Rights Network'),
	(false, 'Northern Heron Migrant Rights Network', 'Northern Heron Workers Rights Network'),
	(false, 'Copper Creek Welcome Circle', 'Copper Creek Women''s Circle'),
	(false, 'Delta Bridges Workers Hub', 'Delta Rivers Workers Hub'),
	(false, 'Marrow Bay Community College', 'Marrow Bay Community Kitchen'),
	(false, 'Alder Lantern Fund', 'Alder Lantern Trust'),
	(false, 'Alder Lantern Fund', 'Elder Lantern Fund'),
	(false, 'Juniper Valley Legal Aid', 'Juniper Valley Medical Aid'),
	(false, 'Universidad de Monte Alto', 'Universidad de Monte Bajo'),
	(false, 'Instituto de Estudios Migratorios Guayacán', 'Instituto de Estudios Migratorios Caoba'),
	(false, 'Observatorio Ciudadano de la Frontera Tamarindo', 'Observatorio Ciudadano de la Frontera Copal'),
	(false, 'Asociación de Mujeres Tejedoras de Xilo', 'Asociación de Mujeres Parteras de Xilo'),
	(false, 'Radio Pitahaya', 'Radio Pitaya Libre'),
	(false, 'Casa Sol', 'Casa Sal'),
	(false, 'Casa Luna', 'Casa Lupa'),
	(false, 'Fondo Lunar', 'Fondo Solar'),
	(false, 'Agua y Vida', 'Agua y Tierra'),
	(false, 'Comité Juan Pablo II', 'Comité Juan Pablo III'),
	(false, 'Servicio a Migrantes Pochote', 'Servicio a Refugiados Pochote'),
	(false, 'Coalition for Humane Borders Arizona', 'Coalition for Humane Borders Texas'),
	(false, 'International Institute of Willow Bend', 'International Institute of Willow Creek'),
	(false, 'Red de Casas de la Frontera Norte', 'Red de Casas de la Frontera Sur'),
	(false, 'Albergue Nopal y Lluvia', 'Albergue Nopal y Luna'),
	(false, 'Cocina Común Jacaranda', 'Cocina Común Granada'),
	(false, 'Clínica Jurídica Faro Seco', 'Clínica Médica Faro Seco'),
	(false, 'Pastoral Social Diócesis de Cuajiote', 'Pastoral Social Diócesis de Cuajilote'),
	(false, 'Liga de Defensa Ambiental Copalillo', 'Liga de Defensa Animal Copalillo');
CREATE TEMP TABLE trial (same boolean, name text, other_name text);
INSERT INTO trial VALUES
	(true, 'Asociación Civil Puerta de Encino', 'Puerta de Encino, A.C.'),
	(true, 'FUNDACION COLIBRI DE OTOÑO', 'Colibrí de Otoño, Fundación'),
	(true, 'Tejedoras de Piedra Lunar', 'Tejedoras Piedra Lunar S.C.'),
	(true, 'Radio Comunitaria La Voz del Ahuehuete', 'La Voz del Ahuehuete Radio Comunitaria'),
	(true, 'Casa Hogar Tía Amapola', 'Casa Hogar Tia Amaploa'),
	(true, 'Coordinadora de Jornaleras del Valle de Mezquital Viejo', 'Coordinadora de Jornaleros del Valle de Mezquital Viejo'),
	(true, 'Consejo de Pueblos de la Sierra Jade', 'Consejo de Pueblos Sierra de Jade'),
	(true, 'Corporación Orilla y Canto', 'Corporación Orilla & Canto'),
	(true, 'Defensoría Legal Camino Ancho', 'Defensoria Legal de Camino Ancho El Salvador'),
	(true, 'Universidad Popular Ceniza Azul', 'Univ. Popular Ceniza Azul'),
	(true, 'Depto. de Pastoral Arroyo Hondo', 'Departamento de Pastoral Arroyo Hondo'),
	(true, 'Médicos por la Costa Brava Chica', 'Medicos de la Costa Brava Chica'),
	(true, 'Puentes y Veredas', 'Puentes Veredas'),
	(true, 'Comunidad en Retorno Almendro', 'Comunidades en Retorno Almendro'),
	(true, 'Grupo Altavoz Guayabo', 'Grupo Alta Voz Guayabo'),
	(true, 'Sociedad Cooperativa Panela Dulce', 'Cooperativa Panela Dulce'),
	(true, 'Hartwell & Finch Charitable Trust', 'Hartwell and Finch Charitable Trust'),
	(true, 'St. Brannock''s Shelter', 'Saint Brannocks Shelter'),
	(true, 'Blue Gate Immigrant Defenders', 'Blue Gate Immigrants Defenders, a nonprofit corporation'),
	(true, 'Larkspur Hill Assn', 'Larkspur Hill Association'),
	(true, 'Tamarack Plains Immigration Law Center', 'Tamarack Plains Immigration Law Ctr.'),
	(true, 'Oriole Sound Womens Collective', 'Oriole Sound Women''s Collective Inc'),
	(true, 'Sanderling Organisation for Farmworkers', 'Sanderling Organization for Farm Workers'),
	(true, 'Pinecone Literacy Project', 'Pinecone Literacy Project of Oregon'),
	(true, 'National Council of Lighthouse Keepers', 'Lighthouse Keepers National Council'),
	(true, 'Wrenfield Community Fund', 'Wrenfeild Community Fund'),
	(true, 'Centro de Atención a Refugiados Sabino', 'Centro Atención Refugiados Sabino'),
	(true, 'Iniciativa Ciudadana Luciérnaga', 'Inicitiva Ciudadana Luciernaga'),
	(false, 'Puerta de Encino', 'Puente de Encino'),
	(false, 'Colibrí de Otoño', 'Colibrí de Invierno'),
	(false, 'Tejedoras de Piedra Lunar', 'Tejedoras de Piedra Negra'),
	(false, 'La Voz del Ahuehuete', 'La Voz del Aguacate'),
	(false, 'Casa Hogar Amapola', 'Casa Hogar Azucena'),
	(false, 'Coordinadora de Jornaleras del Valle Alto', 'Coordinadora de Maestras del Valle Alto'),
	(false, 'Consejo de Pueblos de la Sierra', 'Consejo de Pueblos de la Costa'),
	(false, 'Defensoría Legal Camino Ancho', 'Defensoría Ambiental Camino Ancho'),
	(false, 'Universidad Popular Ceniza Azul', 'Universidad Técnica Ceniza Azul'),
	(false, 'Jóvenes por la Paz de Barrancas', 'Mujeres por la Paz de Barrancas'),
	(false, 'Escuela Rural 112', 'Escuela Rural 121'),
	(false, 'Puentes y Veredas', 'Fuentes y Veredas'),
	(false, 'Organización de Mujeres Indígenas de Peña Alta', 'Organización de Mujeres Campesinas de Peña Alta'),
	(false, 'Federación de Trabajadoras del Hogar de Lomas', 'Federación de Trabajadores del Campo de Lomas'),
	(false, 'Asociación de Retornados Guatemaltecos Almendro', 'Asociación de Retornados Hondureños Almendro'),
	(false, 'Grupo Altavoz Guayabo', 'Grupo Altavista Guayabo'),
	(false, 'Cooperativa Panela Dulce', 'Cooperativa Panela Morena'),
	(false, 'Hartwell Charitable Trust', 'Hartwell Community Trust'),
	(false, 'Blue Gate Immigrant Defenders', 'Blue Gate Public Defenders'),
	(false, 'Blue Gate Immigrant Defenders', 'Red Gate Immigrant Defenders'),
	(false, 'Larkspur Hill Association', 'Larkspur Mill Association'),
	(false, 'Tamarack Plains Immigration Law Center', 'Tamarack Plains Environmental Law Center'),
	(false, 'Pinecone Literacy Project of Oregon', 'Pinecone Literacy Project of Nevada'),
	(false, 'Oriole Sound Women''s Collective', 'Oriole Bay Women''s Collective'),
	(false, 'Wrenfield Community Fund', 'Wrenfield Community Church'),
	(false, 'National Council of Lighthouse Keepers', 'National Council of Park Keepers'),
	(false, 'Midwives Beyond Walls', 'Nurses Beyond Walls'),
	(false, 'Centro de Atención a Refugiados Sabino', 'Centro de Atención a Víctimas Sabino');
SELECT name_similarity(name, other_name), same, name, other_name
FROM (SELECT * FROM tuning UNION ALL SELECT * FROM trial) AS p
ORDER BY 1, name COLLATE "C", other_name COLLATE "C";
-- How they are told apart by a threshold
SELECT threshold, count(*) FILTER (WHERE same) AS same, count(*) FILTER (WHERE same AND near) AS found,
	   count(*) FILTER (WHERE NOT same) AS different, count(*) FILTER (WHERE NOT same AND near) AS mistaken
FROM (SELECT 1 AS n, p.* FROM tuning AS p UNION ALL SELECT 2, p.* FROM trial AS p) AS p
	 CROSS JOIN unnest('{0.65,0.7,0.75,0.8,0.85}'::numeric[]) AS threshold
	 CROSS JOIN LATERAL (SELECT name_similarity(name, other_name) >= threshold AS near) AS s
GROUP BY n, threshold
ORDER BY n, threshold;

-- Symmetric, from 0 to 1, and 1 for equal keys, over all names against all
WITH names AS (
	SELECT name FROM tuning UNION SELECT other_name FROM tuning UNION SELECT name FROM trial UNION SELECT other_name FROM trial
)
SELECT count(*) AS pairs, bool_and(s = name_similarity(b.name, a.name)) AS symmetric, bool_and(s BETWEEN 0 AND 1) AS in_range,
	   bool_and(s = 1) FILTER (WHERE name_key(a.name) = name_key(b.name)) AS same_key, bool_and(scale(s) = 4) AS decimals
FROM names AS a
	 CROSS JOIN names AS b
	 CROSS JOIN LATERAL (SELECT name_similarity(a.name, b.name) AS s OFFSET 0) AS l;

-- What is found in two names
SELECT name, other_name, name_similarity(name, other_name)
FROM (VALUES ('Casa Luna', 'Luna Casa'), ('Alta Voz', 'Altavoz'), ('Sal y Mar', 'Sal Mar'),
			 ('Casa Jilguero', 'Casa Jilgeuro'), ('Casa Lunas', 'Casa Lupas'), ('Casa Luna', 'Casa Lupa'), ('Casa Luna', 'Casa Lnua'),
			 ('Univ. Norte', 'Universidad Norte'), ('Univ Norte', 'Universidad Norte'), ('Uni. Norte', 'Universidad Norte'),
			 ('Uni Norte', 'Universidad Norte'), ('Dr. Paz', 'Doctor Paz'), ('Dr Paz', 'Doctor Paz'),
			 ('Sección 14', 'Sección 15'), ('Sección 14', 'Sección'), ('Sección II', 'Sección III'), ('Sección', 'Sección'),
			 ('Norte', 'Norte Norte'), ('Norte', 'Sur'), ('Noreste', 'Noroeste'), ('абвгд', 'абвдг')) AS v (name, other_name);
SELECT name_similarity('', 'x') AS empty, name_similarity('x', '...') AS marks, name_similarity(NULL, 'x') AS null,
	   name_similarity('x', NULL) AS other_null;
-- The first 32 words are compared
SELECT name_similarity(string_agg('w' || chr(97 + i % 26) || chr(97 + i / 26), ' ' ORDER BY i),
					   string_agg('w' || chr(97 + i % 26) || chr(97 + i / 26), ' ' ORDER BY i) FILTER (WHERE i < 32))
FROM generate_series(0, 39) AS i;
SELECT name_similarity(repeat('Casa del Migrante ', 60000), repeat('Casa del Migratne ', 60000)) AS words,
	   name_similarity(repeat('a', 1000000) || 'b', repeat('a', 1000000) || 'c') AS word;

--
-- Never in an index
--

SELECT proname, provolatile, proparallel, proisstrict FROM pg_proc WHERE proname IN ('name_key', 'name_similarity') ORDER BY proname;
CREATE TEMP TABLE named (name text);
\pset tuples_only on
SELECT refusal('CREATE INDEX ON named (name_key(name))');
