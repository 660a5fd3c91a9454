-- Each source with how many rates it has, the last that has begun, and how old
-- that is; and the first other source of its priority that has a rate of the same
-- two currencies, among which the code decides.
WITH pair AS MATERIALIZED (
	SELECT e.source, least(e.base, e.quote) AS one, greatest(e.base, e.quote) AS other, count(*) AS rates,
		   max(e.valid_from) FILTER (WHERE e.valid_from <= CURRENT_DATE) AS last,
		   max(CASE WHEN e.valid_to > CURRENT_DATE THEN CURRENT_DATE ELSE e.valid_to END)
			   FILTER (WHERE e.valid_from <= CURRENT_DATE) AS last_day
	FROM exchange_rate AS e
	GROUP BY 1, 2, 3
)
SELECT s.code, s.priority, s.max_age, coalesce(p.rates, 0), p.last, CURRENT_DATE - greatest(p.last, p.last_day),
	   (SELECT min(o.code)
		FROM rate_source AS o
			 JOIN pair AS theirs ON theirs.source = o.code
			 JOIN pair AS ours ON ours.source = s.code AND ours.one = theirs.one AND ours.other = theirs.other
		WHERE o.priority = s.priority AND o.code > s.code)
FROM rate_source AS s
	 LEFT JOIN (SELECT p.source, sum(p.rates) AS rates, max(p.last) AS last, max(p.last_day) AS last_day
				FROM pair AS p
				GROUP BY p.source) AS p ON p.source = s.code
ORDER BY s.priority, s.code
