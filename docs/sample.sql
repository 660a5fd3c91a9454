-- The data of the examples in README.md and docs/caudal.md.
--
-- Rates: as published.  banxico-fix: Banco de México, FIX, under the day on
-- which it was determined.  trm: Superintendencia Financiera de Colombia, TRM,
-- with its days of validity.  imf-month-end: International Monetary Fund,
-- national currency per US dollar, end of period.
--
-- Payments and awards: invented.
INSERT INTO rate_source (code, name, priority, max_age) VALUES
	('banxico-fix', 'Banco de México, FIX', 10, 7),
	('trm', 'Superintendencia Financiera de Colombia, TRM', 10, 7),
	('imf-month-end', 'International Monetary Fund, end of month', 100, 31);

INSERT INTO exchange_rate (source, base, quote, valid_from, rate) VALUES
	('banxico-fix', 'USD', 'MXN', '2025-05-15', 19.4780),
	('banxico-fix', 'USD', 'MXN', '2025-05-30', 19.3858),
	('banxico-fix', 'USD', 'MXN', '2025-06-30', 18.8332),
	('banxico-fix', 'USD', 'MXN', '2025-07-15', 18.8397),
	('banxico-fix', 'USD', 'MXN', '2025-08-22', 18.5950),
	('banxico-fix', 'USD', 'MXN', '2025-08-25', 18.6368),
	('imf-month-end', 'USD', 'GTQ', '2025-06-30', 7.68719),
	('imf-month-end', 'USD', 'CRC', '2025-06-30', 505.14),
	('imf-month-end', 'USD', 'HNL', '2025-07-31', 26.2099),
	('imf-month-end', 'USD', 'NIO', '2025-07-31', 36.6243),
	('imf-month-end', 'USD', 'MXN', '2025-07-31', 18.7642);

INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate) VALUES
	('trm', 'USD', 'COP', '2025-05-15', '2025-05-15', 4194.18),
	('trm', 'USD', 'COP', '2025-05-31', '2025-06-03', 4148.72),
	('trm', 'USD', 'COP', '2025-06-28', '2025-07-01', 4069.67),
	('trm', 'USD', 'COP', '2025-07-15', '2025-07-15', 4011.79),
	('trm', 'USD', 'COP', '2025-08-22', '2025-08-22', 4034.18),
	('trm', 'USD', 'COP', '2025-08-23', '2025-08-25', 4008.70);

-- a table as many have it, with plain columns
CREATE TABLE payment (
	id int PRIMARY KEY,
	country char(2) NOT NULL,
	partner text NOT NULL,
	paid_on date NOT NULL,
	amount numeric(14, 2) NOT NULL,
	currency char(3) NOT NULL
);

INSERT INTO payment VALUES
	( 1, 'MX', 'Red Sierra',   '2025-05-15',   185000.00, 'MXN'),
	( 2, 'CO', 'Semilla Sur',  '2025-05-31', 40000000.00, 'COP'),
	( 3, 'GT', 'Tejido Alto',  '2025-06-30',    61000.00, 'GTQ'),
	( 4, 'MX', 'Puente Norte', '2025-06-30',    92500.50, 'MXN'),
	( 5, 'CO', 'Semilla Sur',  '2025-07-15', 12500000.00, 'COP'),
	( 6, 'CR', 'Manglar Vivo', '2025-07-15',  2600000.00, 'CRC'),
	( 7, 'HN', 'Aldea Nueva',  '2025-08-22',   131000.00, 'HNL'),
	( 8, 'SV', 'Red Costa',    '2025-08-22',     5000.00, 'USD'),
	( 9, 'MX', 'Red Sierra',   '2025-08-23',   148000.00, 'MXN'),
	(10, 'PA', 'Istmo Verde',  '2025-08-25',     3200.00, 'PAB'),
	(11, 'BZ', 'Arrecife',     '2025-08-25',     6000.00, 'BZD'),
	(12, 'NI', 'Costa Clara',  '2025-08-25',   180000.00, 'NIO'),
	(13, 'MX', 'Puente Norte', '2025-08-25',    -2500.50, 'MXN');
ANALYZE payment;

-- the same amounts as monetary, for what needs the type
CREATE VIEW flow AS
	SELECT id, country, partner, paid_on, monetary(amount, currency) AS amount
	FROM payment;

-- what was agreed with some of them, as many have it: two date columns, both
-- days included, and NULL where no end was agreed
CREATE TABLE award (
	id int PRIMARY KEY,
	partner text NOT NULL,
	start_date date NOT NULL,
	end_date date,
	amount numeric(14, 2) NOT NULL,
	currency char(3) NOT NULL
);

INSERT INTO award VALUES
	(1, 'Red Sierra',  '2023-01-01', '2023-12-31',    480000.00, 'MXN'),
	(2, 'Red Sierra',  '2024-03-01', '2025-02-28',    500000.00, 'MXN'),
	(3, 'Red Sierra',  '2025-05-15', '2026-11-14',   1000000.00, 'MXN'),
	(4, 'Semilla Sur', '2024-07-01', '2025-06-30',  90000000.00, 'COP'),
	(5, 'Semilla Sur', '2025-06-01', '2027-05-31', 210000000.00, 'COP'),
	(6, 'Arrecife',    '2024-04-01', '2026-03-31',     24000.00, 'BZD'),
	(7, 'Red Costa',   '2025-08-22', NULL,             30000.00, 'USD');
ANALYZE award;

-- an assessment framework: areas, items and their weights are data; and how one
-- partner was assessed by it, twice
CREATE TABLE item (
	area text NOT NULL,
	item text PRIMARY KEY,
	weight numeric NOT NULL
);

INSERT INTO item VALUES
	('digital transformation',      'backups',        2),
	('digital transformation',      'shared tools',   1),
	('organizational adaptability', 'yearly plan',    2),
	('organizational adaptability', 'staff stays',    1),
	('financial sustainability',    'reserves',       2),
	('financial sustainability',    'several donors', 1),
	('financial sustainability',    'budget control', 1),
	('racial profiling',            'documentation',  2),
	('racial profiling',            'training',       1),
	('racial profiling',            'litigation',     1);

CREATE TABLE answer (
	partner text NOT NULL,
	round text NOT NULL,
	item text NOT NULL REFERENCES item,
	score score,	-- NULL where nobody answered
	PRIMARY KEY (partner, round, item)
);

INSERT INTO answer
SELECT 'Red Sierra', round, item, score
FROM (VALUES
	('backups',        score '2 of 1-4', score '3 of 1-4'),
	('shared tools',   '2 of 1-4',       '4 of 1-4'),
	('yearly plan',    '1 of 1-4',       '3 of 1-4'),
	('staff stays',    '60%',            '85%'),
	('reserves',       '1 of 1-4',       '2 of 1-4'),
	('several donors', '2 of 1-4',       '2 of 1-4'),
	('budget control', '3 of 1-4',       NULL),
	('documentation',  '2 of 1-4',       '4 of 1-4'),
	('training',       NULL,             '80%'),
	('litigation',     'n/a of 1-4',     'n/a of 1-4')) AS v (item, baseline, endline),
	LATERAL (VALUES ('baseline', baseline), ('endline', endline)) AS r (round, score);
ANALYZE answer;

-- from whom that partner had its income of a year; who gave 9,000 in a
-- collecting box is not known
CREATE TABLE income (
	partner text NOT NULL,
	received_on date NOT NULL,
	source text,
	amount monetary NOT NULL
);

INSERT INTO income VALUES
	('Red Sierra', '2025-05-15', 'Fondo Norte',    '185000 MXN'),
	('Red Sierra', '2025-06-30', 'Own services',   '46000 MXN'),
	('Red Sierra', '2025-07-15', 'One foundation', '5000 USD'),
	('Red Sierra', '2025-07-15', NULL,             '9000 MXN'),
	('Red Sierra', '2025-08-22', 'Fondo Norte',    '148000 MXN'),
	('Red Sierra', '2025-08-22', 'Municipality',   '30000 MXN'),
	('Red Sierra', '2025-08-25', 'Municipality',   '-42000 MXN');

-- annual statements of three partners, each in its own currency.  What was not
-- stated is NULL.
CREATE TABLE statement (
	partner text,
	year int,
	revenue numeric(14, 2),
	expenses numeric(14, 2),
	administration numeric(14, 2),
	cash numeric(14, 2),
	net_assets numeric(14, 2),
	PRIMARY KEY (partner, year)
);

INSERT INTO statement VALUES
	('Red Sierra',  2021,    820000,    790000,   95000,   160000,   210000),
	('Red Sierra',  2022,    900000,    930000,  102000,   140000,   180000),
	('Red Sierra',  2023,    610000,    655000,   98000,    90000,   135000),
	('Red Sierra',  2024,    700000,    760000,  101000,    52000,    75000),
	('Semilla Sur', 2021,  96000000,  91000000, 8000000, 30000000, 42000000),
	('Semilla Sur', 2022, 104000000,  99000000, 9000000, 33000000, 47000000),
	('Semilla Sur', 2023, 112000000, 105000000,    NULL, 41000000, 54000000),
	('Semilla Sur', 2024, 118000000, 109000000,    NULL, 48000000, 63000000),
	('Red Costa',   2023,     24000,     21000,    2000,     6000,     9000),
	('Red Costa',   2024,         0,     14000,    1800,     -500,    -5000);
ANALYZE statement;
