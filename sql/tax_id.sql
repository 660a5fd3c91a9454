-- Tax and identity numbers, and identifiers of org-id.guide.
\pset null NULL

SELECT * FROM tax_id_kinds();

--
-- Examples.  Each verdict is that of the sources which the manual names.
--

-- What a terminal may show in another width
CREATE FUNCTION pg_temp.shown(id text) RETURNS text
	LANGUAGE sql IMMUTABLE STRICT
	RETURN '"' || regexp_replace(regexp_replace(id, '[^ -~Ññ\n\t]', '?', 'g'), '\n', '\\n') || '"';

CREATE TEMPORARY TABLE example (n int GENERATED ALWAYS AS IDENTITY, country text, kind text, id text, expected text);

-- No check digit, but prefixes that nobody assigns; a dash in its place only
INSERT INTO example (country, kind, id, expected) VALUES
	('US', 'EIN', '91-1144442', 'well formed'), ('US', 'EIN', '04-2103594', 'well formed'), ('US', 'EIN', '03-0413726', 'well formed'),
	('US', 'EIN', '030413726', 'well formed'), ('US', 'EIN', '911-14-4442', 'malformed'), ('US', 'EIN', '07-1144442', 'malformed'),
	('US', 'EIN', '00-1234567', 'malformed'), ('US', 'EIN', '03 0413726', 'malformed'), ('US', 'EIN', '03.0413726', 'malformed');
-- Of a company, of a person, of a person without homoclave; the two that stand
-- for everybody, whose check digit is none; a date, a word and a length
INSERT INTO example (country, kind, id, expected) VALUES
	('MX', 'RFC', 'MAB-930714-8T4', 'valid'), ('MX', 'RFC', 'GODE 561231 GR8', 'valid'), ('MX', 'RFC', 'gode561231gr8', 'valid'),
	('MX', 'RFC', 'SIN 931116 9P8', 'bad checksum'), ('MX', 'RFC', 'VACE-460910-SX6', 'bad checksum'),
	('MX', 'RFC', 'XAXX010101000', 'bad checksum'), ('MX', 'RFC', 'XEXX010101000', 'bad checksum'), ('MX', 'RFC', 'COMG-600703', 'well formed'),
	('MX', 'RFC', 'B&D9605298Y3', 'valid'), ('MX', 'RFC', 'MUÑ110218LJ6', 'valid'), ('MX', 'RFC', 'muñ 110218 lj6', 'valid'),
	('MX', 'RFC', U&'MUN\0303110218LJ6', 'valid'), ('MX', 'RFC', 'MUN110218LJ6', 'bad checksum'),
	('MX', 'RFC', 'ABCD 123456', 'malformed'), ('MX', 'RFC', 'CACA 580710 NF7', 'malformed'), ('MX', 'RFC', 'AKJ970902', 'malformed'),
	('MX', 'RFC', 'GODE 560230 GR8', 'malformed'), ('MX', 'RFC', 'AABN 821103 8Ñ2', 'malformed'), ('MX', 'RFC', 'GÓDE561231GR8', 'malformed'),
	('MX', 'RFC', 'GODE561231GR８', 'malformed'), ('MX', 'RFC', 'ＧODE561231GR8', 'malformed');
INSERT INTO example (country, kind, id, expected) VALUES
	('CO', 'NIT', '213.123.432-1', 'valid'), ('CO', 'NIT', '800.003.122-6', 'valid'), ('CO', 'NIT', '15.252.525-0', 'valid'),
	('CO', 'NIT', '800003122 - 6', 'valid'), ('CO', 'NIT', '0800003122-6', 'valid'), ('CO', 'NIT', '830008886-6', 'valid'),
	('CO', 'NIT', '830033206-3', 'valid'), ('CO', 'NIT', '890900943-1', 'valid'), ('CO', 'NIT', '2131234325', 'bad checksum'),
	('CO', 'NIT', '2131234350', 'bad checksum'), ('CO', 'NIT', '213123435A', 'malformed'), ('CO', 'NIT', '2131234', 'malformed'),
	('CO', 'NIT', 'NIT 800.003.122-6', 'malformed'), ('CO', 'NIT', '80.000.3122-6', 'malformed'), ('CO', 'NIT', '800,003,122-6', 'malformed'),
	('CO', 'NIT', '８００００３１２２６', 'malformed');
INSERT INTO example (country, kind, id, expected) VALUES
	('GT', 'NIT', '576937-K', 'valid'), ('GT', 'NIT', '576937k', 'valid'), ('GT', 'NIT', '7108-0', 'valid'), ('GT', 'NIT', '3952550-3', 'valid'),
	('GT', 'NIT', '7555605-7', 'valid'), ('GT', 'NIT', '007555605-7', 'valid'), ('GT', 'NIT', '8977112-0', 'bad checksum'),
	('GT', 'NIT', '8170266-0', 'bad checksum'), ('GT', 'NIT', '1234567890123', 'malformed'), ('GT', 'NIT', 'FF12', 'malformed'), ('GT', 'NIT', '0-K', 'malformed');
-- Numbers to 100 by the old formula; one that another formula would accept
INSERT INTO example (country, kind, id, expected) VALUES
	('SV', 'NIT', '0614-050707-104-8', 'valid'), ('SV', 'NIT', '0210-191171-001-6', 'valid'), ('SV', 'NIT', '0614-030915-112-5', 'valid'),
	('SV', 'NIT', '0614 030915 112 5', 'valid'), ('SV', 'NIT', '0614-050707-104-0', 'bad checksum'), ('SV', 'NIT', '0614-150585-101-5', 'bad checksum'),
	('SV', 'NIT', '12345678', 'malformed'), ('SV', 'NIT', '52345678901234', 'malformed'), ('SV', 'NIT', '0614-300202-104-8', 'malformed'),
	('SV', 'DUI', '04567890-3', 'valid'), ('SV', 'DUI', '12345678-4', 'valid'), ('SV', 'DUI', '123456780', 'bad checksum'), ('SV', 'DUI', '00000000-0', 'malformed');
INSERT INTO example (country, kind, id, expected) VALUES
	('CR', 'CPJ', '3-101-999999', 'well formed'), ('CR', 'CPJ', '3-002-045556', 'well formed'), ('CR', 'CPJ', '2-100-042002', 'well formed'),
	('CR', 'CPJ', '3-534-123559', 'malformed'), ('CR', 'CPJ', '4-001-123456', 'malformed'), ('CR', 'CPJ', '5-000-123456', 'malformed'),
	('CR', 'CPJ', '310132541', 'malformed'), ('CR', 'CPF', '1-0613-0584', 'well formed'), ('CR', 'CPF', '1-613-584', 'well formed'),
	('CR', 'CPF', '0106130584', 'well formed'), ('CR', 'CPF', '30-1234-1234', 'malformed'), ('CR', 'CPF', '12345678', 'malformed'),
	('CR', 'DIMEX', '155812994816', 'well formed'), ('CR', 'DIMEX', '10123456789', 'well formed'), ('CR', 'DIMEX', '30123456789', 'malformed');
-- No formula is known: of an organization, of a person
INSERT INTO example (country, kind, id, expected) VALUES
	('HN', 'RTN', '05019002058739', 'well formed'), ('HN', 'RTN', '0801-1990-123456', 'well formed'), ('HN', 'RTN', '00000000000000', 'malformed'),
	('HN', 'RTN', '0501900205873', 'malformed'), ('HN', 'RTN', '19011990123456', 'malformed'), ('HN', 'RTN', '08011890123456', 'malformed');
INSERT INTO example (country, kind, id, expected) VALUES
	('NI', 'CEDULA', '486-180689-0001X', 'valid'), ('NI', 'CEDULA', '0010305051234v', 'valid'), ('NI', 'CEDULA', '001-030505-1234W', 'bad checksum'),
	('NI', 'CEDULA', '001-030505-1234I', 'malformed'), ('NI', 'CEDULA', '001-310605-1234V', 'malformed'), ('NI', 'RUC', 'J0310000000001', 'well formed'),
	('NI', 'RUC', '12345678901234', 'well formed'), ('NI', 'RUC', '0010305051234V', 'malformed');
-- With and without the check digits, which are no part of the bare number; not
-- checked where implementations of the formula disagree
INSERT INTO example (country, kind, id, expected) VALUES
	('PA', 'RUC', '2588017-1-831938 DV 20', 'valid'), ('PA', 'RUC', '1489806-1-645353 DV 68', 'valid'), ('PA', 'RUC', '797609-1-493865 DV 12', 'valid'),
	('PA', 'RUC', '15565624-2-2017 DV 63', 'valid'), ('PA', 'RUC', '155720753-2-2022 DV 39', 'valid'), ('PA', 'RUC', '8-442-445 DV 08', 'valid'),
	('PA', 'RUC', 'PE-10-442 DV 50', 'valid'), ('PA', 'RUC', 'N-45-832 DV 58', 'valid'), ('PA', 'RUC', 'E-8-127702 DV 16', 'valid'),
	('PA', 'RUC', '1102-85-117211 DV 95', 'valid'), ('PA', 'RUC', '8-442-445-dv-08', 'valid'), ('PA', 'RUC', '8-442-445 DV 80', 'bad checksum'),
	('PA', 'RUC', '2588017-1-831938', 'well formed'), ('PA', 'RUC', '8AV-1-196 DV 90', 'well formed'), ('PA', 'RUC', '8-NT-1-13656 DV 43', 'well formed'),
	('PA', 'RUC', '8442445 DV 08', 'malformed'), ('PA', 'RUC', '8-442-445 DV 8', 'malformed');
INSERT INTO example (country, kind, id, expected) VALUES
	('BZ', 'TIN', '123456', 'well formed'), ('BZ', 'TIN', '123456-13', 'well formed'), ('BZ', 'TIN', '123456-11', 'malformed'), ('BZ', 'TIN', '1234567', 'malformed');

SELECT country, kind, pg_temp.shown(id) AS id, tax_id_verdict(country, kind, id) AS verdict, tax_id_normalize(country, kind, id) AS normalized, tax_id_format(country, kind, id) AS formatted
FROM example
ORDER BY n;
SELECT * FROM example WHERE tax_id_verdict(country, kind, id) <> expected;

-- What is printed is the same number; and so is the bare one, but that it has no
-- check digits of Panama.  The case of letters and blanks at ends do not count.
SELECT count(*) AS numbers,
	   count(*) FILTER (WHERE tax_id_verdict(country, kind, tax_id_format(country, kind, id)) = expected) AS verdict_of_formatted,
	   count(*) FILTER (WHERE tax_id_normalize(country, kind, tax_id_format(country, kind, id)) = tax_id_normalize(country, kind, id)) AS normalized_formatted,
	   count(*) FILTER (WHERE tax_id_normalize(country, kind, tax_id_normalize(country, kind, id)) = tax_id_normalize(country, kind, id)) AS normalized_twice,
	   count(*) FILTER (WHERE tax_id_format(country, kind, tax_id_normalize(country, kind, id)) = tax_id_format(country, kind, id) OR id ~* 'dv') AS formatted_normalized,
	   count(*) FILTER (WHERE tax_id_verdict(country, kind, tax_id_normalize(country, kind, id)) = expected OR id ~* 'dv') AS verdict_of_normalized,
	   count(*) FILTER (WHERE tax_id_verdict(country, kind, E' \t' || replace(lower(id), 'Ñ', 'ñ') || E'\u00a0\n') = expected) AS in_lower_case
FROM example
WHERE expected <> 'malformed';
SELECT count(*) AS malformed, count(tax_id_normalize(country, kind, id)) AS normalized, count(tax_id_format(country, kind, id)) AS formatted
FROM example
WHERE expected = 'malformed';

-- Blanks and dashes as word processors write them; marks that one does not see;
-- letters are never dropped, and nothing is done to separators that stand
-- elsewhere
SELECT what, tax_id_normalize('SV', 'NIT', id) AS normalized
FROM (VALUES ('en dashes', E'0614\u2013030915\u2013112\u20135'), ('non-breaking hyphens', E'0614\u2011030915\u2011112\u20115'),
			 ('em dash, minus sign, no-break spaces', E'0614\u2014030915 \u2212 112\u00a0-\u202f5'), ('slashes', '0614/030915/112/5'), ('dots', '0614.030915.112.5'),
			 ('many blanks', '0614  -  030915-112-5'), ('a left-to-right mark', E'\u200e0614-030915-112-5'), ('a right-to-left mark', E'0614-030915-112-5\u200f'),
			 ('a zero-width space', E'0614\u200b-030915-112-5'), ('a soft hyphen', E'0614\u00ad030915-112-5'), ('full-width digits', E'\uff10\uff16\uff11\uff14-030915-112-5'),
			 ('a word before', 'NIT 0614-030915-112-5'), ('a word behind', '0614-030915-112-5 (NIT)'), ('two dashes', '0614--030915-112-5'), ('underscores', '0614_030915_112_5'),
			 ('a dash elsewhere', '06140-30915-112-5'), ('too many', '0614-03-09-15-112-5'), ('one in front', '-0614-030915-112-5'), ('one at the end', '0614-030915-112-5.'),
			 ('nothing', '')) AS v(what, id);

-- Country and kind in any case, also from columns of a fixed width
SELECT tax_id_verdict('sv', 'dui', '04567890-3'), tax_id_verdict('SV'::char(3), 'Nit'::char(10), '0614-050707-104-8');
SELECT count(*) AS kinds, count(tax_id_verdict(country, kind, '?')) AS known, count(tax_id_verdict(lower(country), lower(kind), '?')) AS in_lower_case FROM tax_id_kinds();

SELECT tax_id_verdict(NULL, 'RFC', '1'), tax_id_verdict('MX', NULL, '1'), tax_id_verdict('MX', 'RFC', NULL), tax_id_normalize('MX', 'RFC', NULL), tax_id_format('MX', 'RFC', NULL);

\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT tax_id_verdict('FR', 'SIREN', '1')$$);
SELECT refusal($$SELECT tax_id_normalize('', 'RFC', '1')$$);
SELECT refusal($$SELECT tax_id_format('MEX', 'RFC', '1')$$);
SELECT refusal($$SELECT tax_id_verdict('MX', 'CURP', '1')$$);
SELECT refusal($$SELECT tax_id_normalize('cr', 'cédula jurídica', '3-101-999999')$$);
SELECT refusal($$SELECT tax_id_format('SV', '', '1')$$);
\pset tuples_only off
\pset format aligned

-- Any length: a megabyte of digits, of blanks, of two bytes a character
SELECT DISTINCT tax_id_verdict(country, kind, repeat(unit, 1000000 / length(unit))) AS verdict
FROM tax_id_kinds(), (VALUES ('1'), (' '), ('-'), ('A'), ('Ñ'), ('1 '), ('123456-')) AS v(unit);
SELECT tax_id_verdict('US', 'EIN', repeat(' ', 500000) || '03-0413726' || repeat(' ', 500000));

-- An index on the bare number
CREATE TEMPORARY TABLE partner (name text, rfc text);
CREATE UNIQUE INDEX ON partner (tax_id_normalize('MX', 'RFC', rfc));
INSERT INTO partner VALUES ('One', 'MAB-930714-8T4'), ('Two', 'no RFC'), ('Three', 'none');
INSERT INTO partner VALUES ('Four', 'mab 930714 8t4');

--
-- Check digits: a thousand numbers of each kind, made by the formula written anew
-- in SQL; and then with one digit changed.
--

CREATE FUNCTION pg_temp.random(seed text, n int) RETURNS int
	LANGUAGE sql IMMUTABLE
	RETURN ('x' || left(md5(seed), 7))::bit(28)::int % n;
CREATE FUNCTION pg_temp.random_digits(seed text, n int) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN left(translate(md5(seed), 'abcdef', '692817'), n);
CREATE FUNCTION pg_temp.random_of(seed text, letters text, n int) RETURNS text
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	made text := '';
BEGIN
	FOR i IN 1 .. n LOOP
		made := made || substr(letters, 1 + pg_temp.random(seed || i, length(letters)), 1);
	END LOOP;
	RETURN made;
END
$$;
-- a day of 1950 to 2019
CREATE FUNCTION pg_temp.random_day(seed text, form text) RETURNS text
	LANGUAGE sql STABLE
	RETURN to_char('1950-01-01'::date + pg_temp.random(seed, 25567), form);

-- The formulas.  Digits have weights from the left, or from the right.
CREATE FUNCTION pg_temp.weighted(digits text, weights int[]) RETURNS int
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	total int := 0;
BEGIN
	FOR i IN 1 .. length(digits) LOOP
		total := total + substr(digits, i, 1)::int * weights[i];
	END LOOP;
	RETURN total;
END
$$;
CREATE FUNCTION pg_temp.weighted_back(digits text, weights int[]) RETURNS int
	LANGUAGE sql IMMUTABLE
	RETURN pg_temp.weighted(reverse(digits), weights);

CREATE FUNCTION pg_temp.co_nit(body text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN substr('01987654321', 1 + pg_temp.weighted_back(body, '{3,7,13,17,19,23,29,37,41,43,47,53,59,67,71}') % 11, 1);
CREATE FUNCTION pg_temp.gt_nit(body text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN substr('0123456789K', 1 + (11 - pg_temp.weighted_back(body, '{2,3,4,5,6,7,8,9,10,11,12}') % 11) % 11, 1);
CREATE FUNCTION pg_temp.sv_nit(body text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN CASE WHEN right(body, 3) <= '100' THEN pg_temp.weighted(body, '{14,13,12,11,10,9,8,7,6,5,4,3,2}') % 11 % 10
		   ELSE (11 - pg_temp.weighted(body, '{2,7,6,5,4,3,2,7,6,5,4,3,2}') % 11) % 11 % 10 END;
CREATE FUNCTION pg_temp.sv_dui(body text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN (10 - pg_temp.weighted(body, '{9,8,7,6,5,4,3,2}') % 10) % 10;
CREATE FUNCTION pg_temp.ni_cedula(body text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN substr('ABCDEFGHJKLMNPQRSTUVWXY', 1 + (body::bigint % 23)::int, 1);
CREATE FUNCTION pg_temp.mx_rfc(body text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	padded text := lpad(body, 12);
	total int := 0;
BEGIN
	FOR i IN 1 .. 12 LOOP
		total := total + (strpos('0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ', substr(padded, i, 1)) - 1) * (14 - i);
	END LOOP;
	RETURN substr('0123456789A', 1 + (11 - total % 11) % 11, 1);
END
$$;
-- Panama: of a RUC its key of 20 digits; where that is of an old roll, its sixth
-- and seventh digit crossed; and the two check digits
CREATE FUNCTION pg_temp.pa_key(ruc text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	part text[] := string_to_array(ruc, '-');
	key text;
BEGIN
	IF part[1] ~ '^\d{3,}$' THEN
		key := lpad(part[1], 10, '0') || lpad(part[2], 4, '0') || lpad(part[3], 6, '0');
		IF key ~ '^...00[1-4]' THEN
			key := overlay(key PLACING ('{01,02,03,04,05,06,07,08,09,01,02,03,04,07,08,09,02,03,04,05,06,07,08,09,01,02,03,04,05,06,07,08,09,01,02,03,04,05,06,07}'::text[])[substr(key, 6, 2)::int - 9] FROM 6);
		END IF;
		RETURN key;
	END IF;
	RETURN lpad('5' || CASE part[1] WHEN 'E' THEN '0050' WHEN 'N' THEN '0040' WHEN 'PE' THEN '0075' ELSE lpad(part[1], 2, '0') || '00' END
				|| lpad(part[2], greatest(3, length(part[2])), '0') || lpad(part[3], greatest(5, length(part[3])), '0'), 20, '0');
END
$$;
CREATE FUNCTION pg_temp.pa_ruc(ruc text) RETURNS text
	LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	key text := pg_temp.pa_key(ruc);
	weights int[] := '{2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22}';
BEGIN
	IF ruc ~ '^\d{3,}-' AND key ~ '^...00[0-4]' THEN
		weights := '{2,3,4,5,6,7,8,9,10,11,11,12,13,14,15,16,17,18,19,20,21}';
	END IF;
	FOR i IN 1 .. 2 LOOP
		key := key || substr('00987654321', 1 + pg_temp.weighted_back(key, weights) % 11, 1);
	END LOOP;
	RETURN right(key, 2);
END
$$;

CREATE TEMPORARY TABLE made AS
SELECT country, kind, variety, n, body,
	   body || CASE variety WHEN 'company' THEN pg_temp.mx_rfc(body) WHEN 'person' THEN pg_temp.mx_rfc(body)
			   WHEN 'cedula' THEN pg_temp.ni_cedula(body) WHEN 'dui' THEN pg_temp.sv_dui(body)
			   WHEN 'to 100' THEN pg_temp.sv_nit(body) WHEN 'from 101' THEN pg_temp.sv_nit(body)
			   WHEN 'to 10' THEN pg_temp.gt_nit(body) WHEN '11 and 12' THEN pg_temp.gt_nit(body)
			   WHEN 'nit' THEN pg_temp.co_nit(body) ELSE ' DV ' || pg_temp.pa_ruc(body) END AS id
FROM generate_series(1, 1000) AS n,
	 LATERAL (VALUES
		('CO', 'NIT', 'nit', (1 + n % 9)::text || pg_temp.random_digits('co' || n, 6 + n % 9)),
		('GT', 'NIT', 'to 10', (1 + n % 9)::text || pg_temp.random_digits('gt' || n, 2 + n % 7)),
		('GT', 'NIT', '11 and 12', (1 + n % 9)::text || pg_temp.random_digits('gt' || n, 9 + n % 2)),
		('MX', 'RFC', 'company', pg_temp.random_of('mxc' || n, 'ABCDEFGHIJKLMN&OPQRSTUVWXYZÑ', 3) || pg_temp.random_day('mx' || n, 'YYMMDD')
			|| pg_temp.random_of('mxh' || n, '123456789ABCDEFGHIJKLMNOPQRSTUV', 2)),
		-- none of the words begins with Z
		('MX', 'RFC', 'person', 'Z' || pg_temp.random_of('mxp' || n, 'ABCDEFGHIJKLMN&OPQRSTUVWXYZÑ', 3) || pg_temp.random_day('mxp' || n, 'YYMMDD')
			|| pg_temp.random_of('mxi' || n, '123456789ABCDEFGHIJKLMNOPQRSTUV', 2)),
		('NI', 'CEDULA', 'cedula', to_char(1 + pg_temp.random('ni' || n, 999), 'FM000') || pg_temp.random_day('ni' || n, 'DDMMYY') || pg_temp.random_digits('ni' || n, 4)),
		('PA', 'RUC', 'of a person', (1 + n % 13)::text || '-' || 1 + pg_temp.random('pa1' || n, 9999) || '-' || 1 + pg_temp.random('pa2' || n, 99999)),
		('PA', 'RUC', 'with letters', ('{E,N,PE}'::text[])[1 + n % 3] || '-' || 1 + pg_temp.random('pa3' || n, 999) || '-' || 1 + pg_temp.random('pa4' || n, 99999)),
		('PA', 'RUC', 'old roll', 100 + pg_temp.random('pa5' || n, 49900) || '-' || 1 + pg_temp.random('pa6' || n, 9999) || '-' || 1 + pg_temp.random('pa7' || n, 999999)),
		('PA', 'RUC', 'roll', 50000 + pg_temp.random('pa8' || n, 159950000) || '-' || 1 + pg_temp.random('pa9' || n, 9999) || '-' || 1 + pg_temp.random('pa0' || n, 999999)),
		('SV', 'DUI', 'dui', pg_temp.random_digits('dui' || n, 7) || (1 + n % 9)::text),
		('SV', 'NIT', 'from 101', ('{0,1,9}'::text[])[1 + n % 3] || pg_temp.random_digits('sva' || n, 3) || pg_temp.random_day('sv' || n, 'DDMMYY') || 101 + pg_temp.random('svn' || n, 899)),
		('SV', 'NIT', 'to 100', ('{0,1,9}'::text[])[1 + n % 3] || pg_temp.random_digits('svo' || n, 3) || pg_temp.random_day('svo' || n, 'DDMMYY') || to_char(pg_temp.random('svm' || n, 101), 'FM000'))
	 ) AS v(country, kind, variety, body);

-- All are valid, and printed and bare they still are.
SELECT country, kind, variety, count(*) AS numbers, min(id COLLATE "C") AS example,
	   count(*) FILTER (WHERE tax_id_verdict(country, kind, id) = 'valid') AS valid,
	   count(*) FILTER (WHERE tax_id_verdict(country, kind, tax_id_format(country, kind, id)) = 'valid') AS formatted,
	   count(*) FILTER (WHERE tax_id_normalize(country, kind, id) = CASE country WHEN 'PA' THEN body ELSE id END) AS normalized
FROM made
GROUP BY country, kind, variety
ORDER BY country, kind, variety COLLATE "C";

-- One digit of each, in turn the first to the last, is changed into another.
CREATE TEMPORARY TABLE changed AS
SELECT *, tax_id_verdict(country, kind, other) AS verdict
FROM (SELECT made.*, place, digit, new_digit, overlay(id PLACING new_digit::text FROM place FOR 1) AS other
	  FROM made, LATERAL (SELECT array_agg(i ORDER BY i) AS places FROM generate_series(1, length(id)) AS i WHERE substr(id, i, 1) ~ '\d') AS p,
		   LATERAL (SELECT places[1 + n % array_length(places, 1)] AS place, 1 + (n / array_length(places, 1)) % 9 AS step) AS c,
		   LATERAL (SELECT substr(id, place, 1)::int AS digit, (substr(id, place, 1)::int + step) % 10 AS new_digit) AS d) AS c;
-- Caught are the bad checksums, and the malformed, most of them by their date;
-- not checked a province of Panama that is none.
SELECT country, kind, variety, count(*) AS changed, count(DISTINCT place) AS places,
	   count(*) FILTER (WHERE verdict = 'bad checksum') AS bad_checksum,
	   count(*) FILTER (WHERE verdict = 'malformed') AS malformed,
	   count(*) FILTER (WHERE verdict = 'well formed') AS not_checked,
	   count(*) FILTER (WHERE verdict = 'valid') AS missed
FROM changed
GROUP BY country, kind, variety
ORDER BY country, kind, variety COLLATE "C";

-- Those missed are those that the formula cannot see: in Colombia, where the
-- check digit 1 stands for two remainders, 1 and 10; ...
SELECT count(*) AS missed, count(*) FILTER (WHERE right(id, 1) = '1' AND place < length(id)) AS check_digit_1
FROM changed
WHERE country = 'CO' AND verdict = 'valid';
-- ... in Guatemala at the tenth digit from the right before the check digit,
-- whose weight is 11, and nowhere in the numbers in use, which are shorter; ...
SELECT variety, count(*) AS at_this_place, count(*) FILTER (WHERE verdict = 'valid') AS missed
FROM changed
WHERE country = 'GT' AND length(id) - place = 10
GROUP BY variety;
SELECT count(*) AS elsewhere
FROM changed
WHERE country = 'GT' AND length(id) - place <> 10 AND verdict = 'valid';
-- ... of a DUI by 5 where the weight is even, and by an even number where it is
-- 5; ...
SELECT count(*) FILTER (WHERE unseen) AS unseen, count(*) FILTER (WHERE verdict = 'valid') AS missed, count(*) FILTER (WHERE unseen AND verdict = 'valid') AS both
FROM (SELECT *, place < 9 AND (digit - new_digit) * (10 - place) % 10 = 0 AS unseen FROM changed WHERE kind = 'DUI') AS c;
-- ... of a NIT of El Salvador where the check digit 0 stands for 0 and 10, at
-- the fourth digit of an old number, whose weight is 11, and by chance where the
-- change makes it a number of the other formula.
SELECT variety, count(*) AS missed,
	   count(*) FILTER (WHERE other_formula) AS other_formula,
	   count(*) FILTER (WHERE NOT other_formula AND variety = 'to 100' AND place = 4) AS fourth_digit,
	   count(*) FILTER (WHERE NOT other_formula AND NOT (variety = 'to 100' AND place = 4) AND right(id, 1) = '0' AND place < 14) AS check_digit_0
FROM (SELECT *, (substr(id, 11, 3) <= '100') <> (substr(other, 11, 3) <= '100') AS other_formula
	  FROM changed WHERE country = 'SV' AND kind = 'NIT' AND verdict = 'valid') AS c
GROUP BY variety
ORDER BY variety;
-- In Panama both digits come out as they were: of an old roll at the first of
-- the four digits of the folio, whose weight is 11 for either, or because two
-- rolls are crossed to one; else where 0 stands for the remainders 0 and 1.
SELECT variety, count(*) AS missed, count(*) FILTER (WHERE first_of_folio) AS first_of_folio, count(*) FILTER (WHERE same_key) AS same_key,
	   count(*) FILTER (WHERE NOT first_of_folio AND NOT same_key AND right(id, 2) LIKE '%0%') AS check_digit_0
FROM (SELECT *, variety = 'old roll' AND body ~ '-....-' AND place = strpos(body, '-') + 1 AS first_of_folio,
			 pg_temp.pa_key(body) = pg_temp.pa_key(split_part(other, ' ', 1)) AS same_key
	  FROM changed WHERE country = 'PA' AND verdict = 'valid') AS c
GROUP BY variety
ORDER BY variety;
-- Everywhere else the formula in SQL says the same.
SELECT count(*) AS checked,
	   count(*) FILTER (WHERE (verdict = 'valid') = (other = CASE country || kind WHEN 'CONIT' THEN left(other, -1) || pg_temp.co_nit(left(other, -1))
																WHEN 'GTNIT' THEN left(other, -1) || pg_temp.gt_nit(left(other, -1))
																WHEN 'SVNIT' THEN left(other, -1) || pg_temp.sv_nit(left(other, -1))
																WHEN 'SVDUI' THEN left(other, -1) || pg_temp.sv_dui(left(other, -1))
																WHEN 'NICEDULA' THEN left(other, -1) || pg_temp.ni_cedula(left(other, -1))
																WHEN 'MXRFC' THEN left(other, -1) || pg_temp.mx_rfc(left(other, -1))
																ELSE left(other, -2) || pg_temp.pa_ruc(split_part(other, ' ', 1)) END)) AS same
FROM changed
WHERE verdict IN ('valid', 'bad checksum') AND other !~ '^0';

-- A letter changed: that of a cedula is the check digit.  Of an RFC letters are
-- missed whose values lie 11 or 22 apart, and the second of a company, or the
-- third of a person, whose weight is 11.
SELECT country, variety, count(*) AS changed, count(*) FILTER (WHERE verdict = 'valid') AS missed,
	   count(*) FILTER (WHERE verdict = 'valid' AND kind = 'RFC' AND place = CASE variety WHEN 'company' THEN 2 ELSE 3 END) AS weight_11,
	   count(*) FILTER (WHERE verdict = 'valid' AND kind = 'RFC' AND place <> CASE variety WHEN 'company' THEN 2 ELSE 3 END AND abs(apart) IN (11, 22)) AS apart
FROM (SELECT *, tax_id_verdict(country, kind, overlay(id PLACING letter FROM place FOR 1)) AS verdict,
			 strpos(alphabet, letter) - strpos(alphabet, substr(id, place, 1)) AS apart
	  FROM (SELECT *, CASE kind WHEN 'RFC' THEN 1 + n % (length(id) - 9) ELSE 14 END AS place,
				   '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ' AS alphabet
			FROM made WHERE variety IN ('company', 'person', 'cedula')) AS m,
		   LATERAL (SELECT substr(letters, 1 + (strpos(letters, substr(id, place, 1)) + n / 4 % 25) % 26, 1) AS letter
					FROM (VALUES ('ABCDEFGHIJKLMNOPQRSTUVWXYZ')) AS l(letters)) AS c
	  WHERE letter <> substr(id, place, 1)) AS c
GROUP BY country, variety
ORDER BY country, variety;

--
-- Identifiers of org-id.guide
--

SELECT pg_temp.shown(id) AS id, org_id_list(id) AS list, org_id_identifier(id) AS identifier, org_id_verdict(id) AS verdict, org_id_normalize(id) AS normalized
FROM (VALUES ('MX-RFC-ABC680524P76'), ('MX-RFC-ABC680524P-76'), ('mx-rfc-mab 930714 8t4'), ('MX-RFC-MUÑ110218LJ6'), ('MX-RFC-muñ110218lj6'), ('MX-RFC-&JE040614N51'),
			 ('US-EIN-03-0413726'), ('US-EIN-131684331'), ('US-EIN-07-1144442'), ('GT-NIT-7555605-7'), ('SV-NIT-0614-030915-112-5'), ('SV-NIT-06140309151125'),
			 ('HN-RTN-05019002058739'), ('HN-RTN-07039015796732'), ('CR-RPJ-3-006-125548'), ('CR-RPJ-3-101-711395'), ('CR-RPJ-3-534-123559'),
			 -- without its check digit, or with it behind a separator
			 ('CO-NIT-830008886'), ('CO-NIT-830.008.886'), ('CO-NIT-830008886-6'), ('CO-NIT-830.008.886-6'), ('CO-NIT-830008886-5'), ('CO-NIT-8300088866'), ('CO-NIT-83'),
			 -- other lists
			 ('CO-RUE-830093516'), ('GT-RPJ-17272'), ('PA-PRP-5789'), ('XM-DAC-41122'), ('XI-IATI-EC_ECHO'), ('XI-LEI-529900T8BM49AURSDO55'), ('GB-COH-06368740-AidInfo'),
			 ('US-AK-CR-12345'), ('MX-CR-12345'), ('CA_BC-BRC_CBR-1234'), (' gb-chc-1 '),
			 -- no identifiers of org-id.guide
			 ('MX-RFC-'), ('MX-RFC'), ('MX'), ('AT-1'), ('MEX-RFC-1'), ('MX-RFC--1'), ('MX RFC 1'), (E'MX-CR-1\n2'), ('Fondo Norte'), ('fondo-norte-1'), (''), (NULL)) AS v(id);

-- The list and the identifier are the whole, and a normalized one stays so.
SELECT count(*) AS identifiers, count(*) FILTER (WHERE org_id_list(id) || '-' || org_id_identifier(id) = id) AS whole,
	   count(*) FILTER (WHERE org_id_normalize(org_id_normalize(id)) = org_id_normalize(id)) AS normalized_twice
FROM (SELECT list || tax_id_format(country, kind, id) AS id
	  FROM made JOIN (VALUES ('CO-NIT-', 'CO', 'NIT'), ('GT-NIT-', 'GT', 'NIT'), ('MX-RFC-', 'MX', 'RFC'), ('SV-NIT-', 'SV', 'NIT')) AS l(list, country, kind) USING (country, kind)) AS v;
-- Those of a long text
SELECT length(org_id_normalize('XI-IATI-' || repeat('1', 1000000))), org_id_verdict('MX-RFC-' || repeat('1', 1000000)), org_id_list(repeat('A', 1000000));
