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

-- Concentration as an analyst would write it: total by source, then by
-- organization.  The same to the last digit, because both divide once.
CREATE TABLE oracle_hhi AS
SELECT organization, sum(positive * positive) / nullif(sum(positive) * sum(positive), 0) AS hhi
FROM (SELECT organization, greatest(sum(amount), 0) AS positive FROM income GROUP BY organization, source) AS s
GROUP BY organization;

-- The weighted mean of what was answered.  Its quotients are rounded before the
-- end, which does not matter: on these scales the exact index is a whole number
-- over three times the sum of the weights, and while that sum is below 128 no
-- such fraction is halfway between two numbers of six decimals.
CREATE TABLE oracle_index AS
SELECT organization, round(100 * sum(weight * (mark - low) / (high - low)) / nullif(sum(weight) FILTER (WHERE mark IS NOT NULL), 0), 6) AS index
FROM answer_numeric
GROUP BY organization;

DO $$
DECLARE
	differing bigint;
BEGIN
	SELECT count(*) INTO differing
	FROM oracle_hhi FULL JOIN (SELECT organization, hhi(income_mix(source, amount)) AS own FROM income GROUP BY organization) AS n USING (organization)
	FULL JOIN (SELECT organization, hhi(income_mix(source, amount)) AS own_mxn FROM income_mxn GROUP BY organization) AS m USING (organization)
	WHERE hhi IS DISTINCT FROM own OR hhi IS DISTINCT FROM own_mxn;
	IF differing > 0 THEN
		RAISE 'hhi of % organizations differs from plain SQL', differing;
	END IF;

	SELECT count(*) INTO differing
	FROM oracle_index FULL JOIN (SELECT organization, index_arithmetic(scorecard(item, score, weight)) AS own FROM answer_score GROUP BY organization) AS c USING (organization)
	WHERE index IS DISTINCT FROM own;
	IF differing > 0 THEN
		RAISE 'index_arithmetic of % organizations differs from plain SQL', differing;
	END IF;
END;
$$;
