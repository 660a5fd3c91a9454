-- A file of IATI transactions on standard input.  The value date is the day
-- whose exchange rate IATI means; a value without a currency of its own is
-- in the activity's.
CREATE TEMPORARY TABLE staged (
	line bigint GENERATED ALWAYS AS IDENTITY (START WITH 2),
	activity text,
	default_currency text,
	type text,
	transaction_date text,
	currency text,
	value_date text,
	value text,
	provider text,
	receiver text
);

\copy staged (activity, default_currency, type, transaction_date, currency, value_date, value, provider, receiver) FROM pstdin CSV HEADER

CREATE TEMPORARY TABLE judged AS
SELECT line, activity, type, value_date, money, refusal(type, value_date, money) AS reason
FROM (SELECT *, value || ' ' || coalesce(currency, default_currency) AS money FROM staged) AS s;

INSERT INTO iati_transaction (activity, type, value_date, value)
SELECT activity, type::integer, value_date::date, money::monetary
FROM judged
WHERE reason IS NULL
ORDER BY line;

INSERT INTO loaded_file (file, unit, read, loaded)
SELECT :'file', 'rows', count(*), count(*) FILTER (WHERE reason IS NULL)
FROM judged;

INSERT INTO refused_row (file, line, what, reason)
SELECT :'file', line, concat_ws(' ', activity, type, value_date, money), reason
FROM judged
WHERE reason IS NOT NULL;
