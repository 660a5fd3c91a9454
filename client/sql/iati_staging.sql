CREATE TEMPORARY TABLE staged_activity (
	activity bigint NOT NULL,
	line bigint NOT NULL,
	award text NOT NULL,
	language text,
	currency currency,
	updated_at timestamptz,
	hierarchy int,
	humanitarian boolean,
	status int,
	planned_start date,
	actual_start date,
	planned_end date,
	actual_end date,
	reporter_ref text,
	reporter_name text,
	secondary boolean,
	title text NOT NULL,
	description text,
	-- found out later; the stem is what references within the activity begin with
	stem text,
	reporter text,
	funder text,
	recipient text,
	first_day date,
	last_day date,
	is_new boolean NOT NULL DEFAULT true,
	is_changed boolean NOT NULL DEFAULT false
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_text (
	activity bigint NOT NULL,
	list text NOT NULL,
	result int,
	indicator int,
	language text NOT NULL,
	text text NOT NULL
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_name (
	row bigint NOT NULL,
	line bigint NOT NULL,
	ref text,
	name text,
	country text NOT NULL,
	type int,
	language text NOT NULL,
	text text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_participant (
	activity bigint NOT NULL,
	line bigint NOT NULL,
	place int NOT NULL,
	role int NOT NULL,
	ref text,
	name text,
	its_activity text,
	organization text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_country (
	activity bigint NOT NULL,
	line bigint NOT NULL,
	country text NOT NULL,
	percentage numeric
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_transaction (
	row bigint NOT NULL,
	activity bigint NOT NULL,
	line bigint NOT NULL,
	ref text,
	type int NOT NULL,
	booked_on date NOT NULL,
	value_date date,
	amount monetary NOT NULL,
	provider_ref text,
	provider_name text,
	provider_activity text,
	receiver_ref text,
	receiver_name text,
	receiver_activity text,
	note text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_budget (
	row bigint NOT NULL,
	activity bigint NOT NULL,
	line bigint NOT NULL,
	type int,
	status int,
	first_day date NOT NULL,
	last_day date NOT NULL,
	amount monetary NOT NULL,
	value_date date
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_plan (
	row bigint NOT NULL,
	activity bigint NOT NULL,
	line bigint NOT NULL,
	type int,
	first_day date NOT NULL,
	last_day date,
	amount monetary NOT NULL,
	value_date date,
	provider_ref text,
	provider_name text,
	provider_activity text,
	receiver_ref text,
	receiver_name text,
	receiver_activity text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_result (
	activity bigint NOT NULL,
	line bigint NOT NULL,
	result int NOT NULL,
	type int NOT NULL,
	aggregation boolean,
	title text NOT NULL,
	description text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_indicator (
	row bigint NOT NULL,
	activity bigint NOT NULL,
	line bigint NOT NULL,
	result int NOT NULL,
	indicator int NOT NULL,
	measure int NOT NULL,
	ascending boolean,
	aggregation boolean,
	title text NOT NULL,
	definition text,
	baseline numeric,
	baseline_year int,
	baseline_on date,
	baseline_note text
) ON COMMIT DROP;

CREATE TEMPORARY TABLE staged_value (
	row bigint NOT NULL,
	activity bigint NOT NULL,
	line bigint NOT NULL,
	result int NOT NULL,
	indicator int NOT NULL,
	is_actual boolean NOT NULL,
	first_day date NOT NULL,
	last_day date NOT NULL,
	value numeric NOT NULL,
	note text
) ON COMMIT DROP;
