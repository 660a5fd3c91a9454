CREATE TEMPORARY TABLE staged (
	number bigint NOT NULL,
	reference text,
	type integer,
	booked_on date,
	value_date date,
	amount monetary,
	award text,
	provider text,
	receiver text,
	line text,
	tranche integer,
	agreed_rate numeric,
	agreed_currency currency,
	counter_amount monetary,
	reverses text,
	counterpart text,
	known_since date,
	currency_reason text,
	note text
) ON COMMIT DROP;

-- the columns of the file that have a field, for messages and for what is changed
CREATE TEMPORARY TABLE mapped (field text PRIMARY KEY, column_name text NOT NULL) ON COMMIT DROP;
