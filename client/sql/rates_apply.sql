-- $1 is the source, $2 whether the file has last days.  Writers of rates wait for each other: what is counted as
-- unchanged is still so at the end.
WITH compared AS (
	SELECT s.base, s.quote, s.valid_from, v.valid_to, s.rate,
		   e.rate IS NULL AS is_new,
		   (e.rate, e.valid_to) IS DISTINCT FROM (s.rate, v.valid_to) AS differs
	FROM staged AS s
		 LEFT JOIN exchange_rate AS e ON (e.base, e.quote, e.source, e.valid_from) = (s.base, s.quote, $1, s.valid_from)
		 CROSS JOIN LATERAL (SELECT CASE WHEN $2::boolean THEN s.valid_to ELSE e.valid_to END) AS v (valid_to)
), written AS (
	INSERT INTO exchange_rate AS e (source, base, quote, valid_from, valid_to, rate)
	SELECT $1, c.base, c.quote, c.valid_from, c.valid_to, c.rate
	FROM compared AS c
	WHERE c.differs
	ORDER BY c.base, c.quote, c.valid_from
	ON CONFLICT (base, quote, source, valid_from) DO UPDATE
		SET valid_to = excluded.valid_to, rate = excluded.rate, loaded_at = now()
)
INSERT INTO tally (added, changed, unchanged)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new AND differs), count(*) FILTER (WHERE NOT differs)
FROM compared
