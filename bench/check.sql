-- Before anything is timed: every way to ask gives the same answer, award by
-- award.

-- The total of each award in USD by plain SQL: each flow is divided by the
-- rate of its day and rounded half away from zero, as numeric does.  The
-- division is not exact, but no quotient of such numbers lies so near a half
-- cent, without being one, that it matters.
CREATE TABLE oracle AS
SELECT award, sum(round(number / rate, 2)) AS usd, sum(number / rate) AS usd_unrounded
FROM flow_numeric JOIN rate_daily USING (code, day)
GROUP BY award;

CREATE TABLE oracle_mxn AS
SELECT award, sum(CASE f.code WHEN 'MXN' THEN number ELSE round(number * m.rate / r.rate, 2) END) AS mxn
FROM flow_numeric AS f
JOIN rate_daily AS r USING (code, day)
JOIN rate_daily AS m ON m.code = 'MXN' AND m.day = f.day
GROUP BY award;

CREATE FUNCTION expect_none(what text, differing bigint, awards bigint) RETURNS void
	LANGUAGE plpgsql AS
$$
BEGIN
	IF differing > 0 OR awards <> 5001 THEN
		RAISE '%: % of % awards differ from plain SQL', what, differing, awards;
	END IF;
END;
$$;

SELECT expect_none('sum_in', count(*) FILTER (WHERE total IS DISTINCT FROM monetary(usd, 'USD')), count(*))
FROM oracle FULL JOIN (SELECT award, sum_in(amount, 'USD', day) AS total FROM flow_monetary GROUP BY award) AS t USING (award);

SELECT expect_none('sum(in_currency)', count(*) FILTER (WHERE total IS DISTINCT FROM monetary(usd, 'USD')), count(*))
FROM oracle FULL JOIN (SELECT award, sum(in_currency(amount, 'USD', day)) AS total FROM flow_monetary GROUP BY award) AS t USING (award);

SELECT expect_none('sum_converted', count(*) FILTER (WHERE total IS DISTINCT FROM usd), count(*))
FROM oracle FULL JOIN (SELECT award, sum_converted(number, code, 'USD', day) AS total FROM flow_numeric GROUP BY award) AS t USING (award);

SELECT expect_none('sum_in_exact', count(*) FILTER (WHERE abs(total - usd_unrounded) < 0.0000001 IS NOT TRUE), count(*))
FROM oracle FULL JOIN (SELECT award, sum_in_exact(amount, 'USD', day) AS total FROM flow_monetary GROUP BY award) AS t USING (award);

SELECT expect_none('sum_in over the pivot', count(*) FILTER (WHERE total IS DISTINCT FROM monetary(mxn, 'MXN')), count(*))
FROM oracle_mxn FULL JOIN (SELECT award, sum_in(amount, 'MXN', day) AS total FROM flow_monetary GROUP BY award) AS t USING (award);

SELECT expect_none('LATERAL', count(*) FILTER (WHERE total IS DISTINCT FROM usd), count(*))
FROM oracle FULL JOIN (
	SELECT award, sum(CASE f.code WHEN 'USD' THEN number ELSE round(number / r.rate, 2) END) AS total
	FROM flow_numeric AS f
	LEFT JOIN LATERAL (
		SELECT rate FROM rate
		WHERE f.code <> 'USD' AND rate.code = f.code AND rate.day <= f.day AND rate.day >= f.day - 7
		ORDER BY rate.day DESC LIMIT 1) AS r ON true
	GROUP BY award) AS t USING (award);

SELECT expect_none('the join in integers', count(*) FILTER (WHERE total IS DISTINCT FROM 100 * usd), count(*))
FROM oracle FULL JOIN (
	SELECT award, sum(sign(minor)::bigint * ((abs(minor) * 200000 + units) / (2 * units))) AS total
	FROM flow_bigint JOIN rate_daily USING (code, day)
	GROUP BY award) AS t USING (award);

-- Periods and ranges have the same days, and the same ones overlap.
DO $$
BEGIN
	IF (SELECT sum(days(period)) FROM period_own) <> (SELECT sum(upper(period) - lower(period)) FROM period_range)
		OR (SELECT count(*) FROM period_own WHERE period && '2015') <>
			(SELECT count(*) FROM period_range WHERE period && '[2015-01-01,2016-01-01)') THEN
		RAISE 'grant_period and daterange differ';
	END IF;
END;
$$;
