CREATE TEMPORARY TABLE staged (
	line bigint NOT NULL,
	rate_column text,
	base currency NOT NULL,
	quote currency NOT NULL,
	valid_from date NOT NULL,
	valid_to date,
	rate numeric NOT NULL
) ON COMMIT DROP;
