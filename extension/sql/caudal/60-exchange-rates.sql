-- The tables of exchange rates: configuration of the extension, dumped whole.

CREATE TABLE rate_source (
	code text COLLATE "C" PRIMARY KEY,
	name text NOT NULL,
	priority integer NOT NULL,
	max_age integer CONSTRAINT rate_source_max_age_is_not_negative CHECK (max_age >= 0),
	url text,
	note text
);
COMMENT ON TABLE rate_source IS
'Where exchange rates come from: one row for each publisher and kind of rate.';
COMMENT ON COLUMN rate_source.code IS 'Short name, as in banxico-fix, trm, imf-month-end, budget-2024.';
COMMENT ON COLUMN rate_source.name IS 'Name for people.';
COMMENT ON COLUMN rate_source.priority IS 'Smallest first; sources of one priority in order of code.';
COMMENT ON COLUMN rate_source.max_age IS 'Days after which a rate is too old to use: 7 for daily sources, 31 for month ends, NULL for no limit.';
COMMENT ON COLUMN rate_source.url IS 'Where it is published.';
COMMENT ON COLUMN rate_source.note IS 'For whatever else is worth knowing.';

CREATE TABLE exchange_rate (
	source text COLLATE "C" REFERENCES rate_source,
	base currency,
	quote currency,
	valid_from date CONSTRAINT exchange_rate_valid_from_is_finite CHECK (isfinite(valid_from)),
	valid_to date,
	rate numeric NOT NULL
		CONSTRAINT exchange_rate_rate_is_positive_and_finite CHECK (rate > 0 AND rate < 'Infinity'),
	loaded_at timestamptz DEFAULT now(),
	note text,
	PRIMARY KEY (base, quote, source, valid_from),
	CONSTRAINT exchange_rate_base_is_not_quote CHECK (base <> quote),
	CONSTRAINT exchange_rate_valid_to_is_not_before_valid_from CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE exchange_rate IS
'Exchange rates as published: how many units of quote one unit of base buys. Inverses are never stored.';
COMMENT ON COLUMN exchange_rate.source IS 'Who published it: rate_source.code.';
COMMENT ON COLUMN exchange_rate.base IS 'The currency of which one unit is priced.';
COMMENT ON COLUMN exchange_rate.quote IS 'The currency in which it is priced.';
COMMENT ON COLUMN exchange_rate.valid_from IS 'The first day on which the rate applies, which may be later than the day it was determined.';
COMMENT ON COLUMN exchange_rate.valid_to IS 'The last day on which it applies; infinity until further notice; NULL where only the first is known.';
COMMENT ON COLUMN exchange_rate.rate IS 'Units of quote for one unit of base, with all published digits.';
COMMENT ON COLUMN exchange_rate.loaded_at IS 'When the row came into this table.';
COMMENT ON COLUMN exchange_rate.note IS 'For whatever else is worth knowing.';

GRANT SELECT ON rate_source, exchange_rate TO PUBLIC;

SELECT pg_catalog.pg_extension_config_dump('rate_source', '');
SELECT pg_catalog.pg_extension_config_dump('exchange_rate', '');

CREATE FUNCTION built_in_rates(OUT source text, OUT base currency, OUT quote currency, OUT valid_from date, OUT valid_to date, OUT rate numeric) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_built_in_rates'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 3;
COMMENT ON FUNCTION built_in_rates() IS
'Rates fixed by law, which are consulted after every source of rate_source: USD/PAB, USD/BZD, USD/SVC. A user overrides one by a row of her own.';

