WITH bad AS (
	DELETE FROM staged
	WHERE base = quote OR rate <= 0 OR valid_to < valid_from
	RETURNING line, rate_column, rate, base, quote, valid_to
)
INSERT INTO refused (line, "column", value, reason)
SELECT b.line,
	   CASE WHEN b.base = b.quote THEN 'quote' WHEN b.rate <= 0 THEN b.rate_column ELSE 'valid_to' END,
	   CASE WHEN b.base = b.quote THEN b.quote::text WHEN b.rate <= 0 THEN b.rate::text ELSE b.valid_to::text END,
	   CASE WHEN b.base = b.quote THEN 'a rate is between two currencies'
			WHEN b.rate <= 0 THEN 'a rate is above zero'
			ELSE 'the last day is before the first' END
FROM bad AS b;

-- A file that has two rates of a pair for one day does not say which is right.
WITH second AS (
	DELETE FROM staged AS s
	USING (SELECT ctid AS place, row_number() OVER (PARTITION BY base, quote, valid_from ORDER BY line, rate_column) AS number
		   FROM staged) AS n
	WHERE n.place = s.ctid AND n.number > 1
	RETURNING s.line, s.rate_column, s.rate, s.base, s.quote, s.valid_from
)
INSERT INTO refused (line, "column", value, reason, detail)
SELECT line, rate_column, rate::text, 'a second rate for one day', base || '/' || quote || ' ' || valid_from
FROM second;
