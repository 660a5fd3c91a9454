-- What the loaders of transactions and filings share.

-- Why a transaction given as text cannot be taken, or NULL.  PostgreSQL 16 has
-- pg_input_error_info to try a cast; before, it takes an exception.
CREATE FUNCTION refusal(type text, value_date text, value text)
RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM type::integer, value_date::date, value::monetary;
	RETURN CASE
		WHEN num_nulls(type, value_date, value) > 0 THEN 'an empty field'
		WHEN NOT EXISTS (SELECT FROM transaction_type WHERE code = type::integer) THEN 'unknown transaction type'
	END;
EXCEPTION
	WHEN data_exception THEN
		RETURN SQLERRM;
END $$;

-- What was loaded, and what was not.
CREATE TABLE loaded_file (
	file text PRIMARY KEY,
	unit text NOT NULL,
	read bigint NOT NULL,
	loaded bigint NOT NULL
);

CREATE TABLE refused_row (
	file text NOT NULL REFERENCES loaded_file,
	line bigint NOT NULL,
	what text NOT NULL,
	reason text NOT NULL
);

-- Transactions of IATI activities, and the code list of their types.
CREATE TABLE transaction_type (
	code integer PRIMARY KEY,
	name text NOT NULL,
	name_fr text,
	status text,
	withdrawal_date date,
	description text
);

\copy transaction_type FROM 'iati/codelists/TransactionType.csv' CSV HEADER

CREATE TABLE iati_transaction (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	activity text NOT NULL,
	type integer NOT NULL REFERENCES transaction_type,
	value_date date NOT NULL,
	value monetary NOT NULL
);

-- Filings of nonprofits to the tax authority, under the names that it gives
-- to its fields.
CREATE TABLE filing (
	line bigint PRIMARY KEY,
	fields jsonb NOT NULL
);

\echo 'caudal: a demonstration with real rates, IATI activities and annual filings'
\echo
\echo '1. What was read, taken and refused.  The rates, by "caudal load rates": the'
\echo '   ECB''s file has a column for each currency, and is counted in cells.'
\echo
