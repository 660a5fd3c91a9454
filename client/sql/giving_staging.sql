CREATE TEMPORARY TABLE giving_grant (
	place bigint PRIMARY KEY,
	line bigint NOT NULL,
	path text,
	award text NOT NULL,
	title text NOT NULL,
	description text,
	currency currency NOT NULL,
	amount numeric NOT NULL,
	awarded_on date NOT NULL,
	first_day date,
	last_day date,
	months int,
	funder text NOT NULL,
	recipient text NOT NULL,
	programme text,
	programme_name text,
	is_sponsored boolean NOT NULL,
	is_new boolean,
	period grant_period,
	change money_bag
) ON COMMIT DROP;

CREATE TEMPORARY TABLE giving_party (
	place bigint NOT NULL,
	organization text NOT NULL,
	name text NOT NULL,
	country text NOT NULL,
	kind text NOT NULL
) ON COMMIT DROP;

CREATE TEMPORARY TABLE giving_payment (
	place bigint NOT NULL,
	number int NOT NULL,
	id text,
	booked_on date NOT NULL,
	value_date date,
	amount numeric NOT NULL,
	currency currency NOT NULL,
	provider text,
	receiver text,
	note text,
	reference text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE giving_known (
	award text PRIMARY KEY,
	original bigint NOT NULL,
	original_since date NOT NULL,
	awarded_on date NOT NULL,
	latest bigint NOT NULL,
	latest_since date NOT NULL,
	latest_from date NOT NULL,
	latest_kind text NOT NULL,
	period grant_period,
	committed money_bag NOT NULL,
	period_before grant_period,
	committed_before money_bag
) ON COMMIT DROP;

CREATE TEMPORARY TABLE giving_done (
	place bigint NOT NULL
) ON COMMIT DROP;
