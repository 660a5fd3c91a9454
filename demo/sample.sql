-- A small grants database as many have it: plain columns, no type of caudal.
-- All organizations, flows, awards and rates are invented.
CREATE TABLE organization (
	id integer PRIMARY KEY,
	name text NOT NULL,
	kind text NOT NULL,
	country char(2) NOT NULL
);

CREATE TABLE flow (
	id integer PRIMARY KEY,
	paid_on date NOT NULL,
	payer integer NOT NULL REFERENCES organization,
	payee integer NOT NULL REFERENCES organization,
	amount numeric(14, 2) NOT NULL,
	currency char(3) NOT NULL,
	kind text NOT NULL
);

CREATE TABLE award (
	id integer PRIMARY KEY,
	funder integer NOT NULL REFERENCES organization,
	recipient integer NOT NULL REFERENCES organization,
	start_date date NOT NULL,
	end_date date,	-- NULL where none was agreed
	amount numeric(14, 2) NOT NULL,
	currency char(3) NOT NULL
);

\copy organization FROM 'sample/organizations.csv' CSV HEADER
\copy flow FROM 'sample/flows.csv' CSV HEADER
\copy award FROM 'sample/awards.csv' CSV HEADER

-- What reached community organizations.  Refunds are negative flows.
CREATE VIEW received AS
SELECT f.id, o.country, to_char(f.paid_on, 'YYYY-"Q"Q') AS quarter,
	   f.paid_on, f.amount, f.currency
FROM flow AS f
JOIN organization AS o ON o.id = f.payee
WHERE o.kind = 'community';

SELECT (SELECT count(*) FROM organization) AS organizations,
	   (SELECT count(*) FROM flow) AS flows,
	   (SELECT count(DISTINCT currency) FROM flow) AS currencies,
	   (SELECT count(*) FROM award) AS awards,
	   (SELECT count(*) FROM exchange_rate) AS rates,
	   (SELECT count(DISTINCT quote) FROM exchange_rate) AS quoted
\gset
\echo
\echo 'PART TWO: the tables you have, which know nothing of caudal'
\echo
\echo 'Loaded:' :organizations 'organizations,' :flows 'flows in' :currencies 'currencies,' :awards 'awards, and' :rates
\echo 'ILLUSTRATIVE monthly rates, local units per dollar, of' :quoted 'currencies.  PAB, BZD'
\echo 'and SVC have rates fixed by law, which caudal knows.'
