-- Operators of grant_period: containment, overlap, order in time, and the days
-- that two periods share or make up together.
\pset null NULL
SET datestyle = ISO;

--
-- What they mean
--

SELECT a, b, a @> b AS "@>", a <@ b AS "<@", a && b AS "&&", a << b AS "<<", a >> b AS ">>", a &< b AS "&<", a &> b AS "&>",
	   a -|- b AS "-|-", a * b AS "*"
FROM (VALUES ('2021'::grant_period, '2021'::grant_period), ('2021', '2021-Q2'), ('2021-Q2', '2021'), ('2021-Q1', '2021-Q2'),
			 ('2021-Q2', '2021-Q1'), ('2021-Q1', '2021-Q3'), ('2021', '2021-12/2022-03'), ('2021-01-01/..', '2021'),
			 ('2021', '2021-01-01/..'), ('2020', '2021-01-01/..'), ('2022/2023', '2023-06-01/..'),
			 ('2021-01-01/..', '2023-06-01/..'), ('2021-01-01/..', '2020'), ('2021-07-15', '2021-07-15'),
			 ('2021-07-15', '2021-07-16'), ('2021', NULL)) AS v(a, b);

-- Both ends are in a period.
SELECT day, '2021'::grant_period @> day AS "@>", day <@ '2021'::grant_period AS "<@",
	   '2021-01-01/..'::grant_period @> day AS open
FROM unnest('{-infinity, 4714-11-24 BC, 2020-12-31, 2021-01-01, 2021-06-30, 2021-12-31, 2022-01-01, 5874897-12-31, infinity,
			  NULL}'::date[]) AS day;

-- Together: what overlaps or meets; a gap is refused.
SELECT a, b, a + b AS together
FROM (VALUES ('2021-Q1'::grant_period, '2021-Q2'::grant_period), ('2021-Q2', '2021-Q1'), ('2021', '2021-Q2'),
			 ('2021/2022', '2022/2023'), ('2021', '2022-01-01/..'), ('2021-01-01/..', '2020'),
			 ('2021-01-01/..', '2023-01-01/..'), ('2021-07-15', '2021-07-15'), ('2021', NULL)) AS v(a, b);
\pset format unaligned
\pset tuples_only on
SELECT refusal($$SELECT '2021-Q1'::grant_period + '2021-Q3'$$);
SELECT refusal($$SELECT '2022-01-02/..'::grant_period + '2021'$$);
\pset tuples_only off
\pset format aligned

-- The ends of time: nothing follows the last day that there is.
SELECT a, b, a -|- b AS "-|-", a << b AS "<<", a && b AS "&&", a @> b AS "@>"
FROM (VALUES ('5874897-12-31'::grant_period, '4714-11-24 BC'::grant_period), ('5874897-12-31/..', '4714-11-24 BC'),
			 ('4714-11-24 BC', '5874897-12-31/..'), ('4714-11-24 BC/5874897-12-31', '5874897-12-31/..'),
			 ('5874897-12-30', '5874897-12-31/..'), ('4714-11-24 BC/..', '5874897-12-31')) AS v(a, b);

--
-- Every pair of periods within ten days, open ones too: 4225 pairs, against
-- two dates and against daterange
--

CREATE TABLE small AS
SELECT f, l, grant_period(f, l) AS p, daterange(f, nullif(l, 'infinity'), '[]') AS r
FROM (SELECT '2021-02-24'::date + i, '2021-02-24'::date + j FROM generate_series(0, 9) AS i, generate_series(i, 9) AS j
	  UNION ALL
	  SELECT '2021-02-24'::date + i, 'infinity' FROM generate_series(0, 9) AS i) AS v(f, l);
CREATE VIEW pair AS
SELECT a.f, a.l, a.p, a.r, b.f AS g, b.l AS m, b.p AS q, b.r AS s FROM small AS a, small AS b;

SELECT count(*),
	   count(*) FILTER (WHERE (p @> q) <> (f <= g AND m <= l) OR (p @> q) <> (r @> s)) AS "@>",
	   count(*) FILTER (WHERE (p <@ q) <> (g <= f AND l <= m) OR (p <@ q) <> (r <@ s)) AS "<@",
	   count(*) FILTER (WHERE (p && q) <> (f <= m AND g <= l) OR (p && q) <> (r && s)) AS "&&",
	   count(*) FILTER (WHERE (p << q) <> (l < g) OR (p << q) <> (r << s)) AS "<<",
	   count(*) FILTER (WHERE (p >> q) <> (f > m) OR (p >> q) <> (r >> s)) AS ">>",
	   count(*) FILTER (WHERE (p &< q) <> (l <= m) OR (p &< q) <> (r &< s)) AS "&<",
	   count(*) FILTER (WHERE (p &> q) <> (f >= g) OR (p &> q) <> (r &> s)) AS "&>",
	   count(*) FILTER (WHERE (p -|- q) <> (CASE WHEN isfinite(l) THEN l + 1 = g ELSE false END
											OR CASE WHEN isfinite(m) THEN m + 1 = f ELSE false END)
							  OR (p -|- q) <> (r -|- s)) AS "-|-",
	   count(*) FILTER (WHERE p * q IS DISTINCT FROM CASE WHEN NOT isempty(r * s) THEN (r * s)::grant_period END
							  OR p * q IS DISTINCT FROM CASE WHEN greatest(f, g) <= least(l, m)
												  THEN grant_period(greatest(f, g), least(l, m)) END) AS "*",
	   count(*) FILTER (WHERE overlap_days(p, q) IS DISTINCT FROM CASE WHEN isempty(r * s) THEN 0
															  ELSE upper(r * s) - lower(r * s) END) AS overlap_days,
	   count(*) FILTER (WHERE (p = q) <> (r = s) OR (p < q) <> ((f, l) < (g, m))) AS "= <"
FROM pair;
-- + is refused where daterange refuses it, too.
SELECT count(*), count(*) FILTER (WHERE p + q <> (r + s)::grant_period
									  OR p + q <> grant_period(least(f, g), greatest(l, m))) AS unlike
FROM pair WHERE r && s OR r -|- s;
SELECT count(*), count(*) FILTER (WHERE refusal(format('SELECT %L::grant_period + %L', p, q))
								  LIKE '22023: grant periods "%" and "%" do not meet' || E'\n%') AS refused,
	   count(*) FILTER (WHERE refusal(format('SELECT %L::daterange + %L', r, s)) LIKE '22000:%') AS refused_as_ranges
FROM pair WHERE NOT (r && s OR r -|- s);
-- A day, as daterange has it
SELECT count(*), count(*) FILTER (WHERE (p @> day) <> (f <= day AND day <= l) OR (p @> day) <> (r @> day)) AS "@>",
	   count(*) FILTER (WHERE (day <@ p) <> (p @> day)) AS "<@"
FROM small, LATERAL (SELECT '2021-02-22'::date + n AS day FROM generate_series(0, 13) AS n) AS d;

-- A commutator, as the catalog has it, gives the same answer, a negator the
-- other one.
CREATE FUNCTION pg_temp.count(condition text) RETURNS bigint LANGUAGE plpgsql STRICT AS $$
DECLARE
	result bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM pair WHERE ' || condition INTO result;
	RETURN result;
END
$$;
SELECT o.oprname AS operator, c.oprname AS commutator,
	   pg_temp.count(format('(p %s q) IS DISTINCT FROM (q ', o.oprname) || c.oprname || ' p)') AS unlike,
	   n.oprname AS negator, pg_temp.count(format('(p %s q) = (p ', o.oprname) || n.oprname || ' q)') AS alike
FROM pg_operator AS o LEFT JOIN pg_operator AS c ON c.oid = o.oprcom LEFT JOIN pg_operator AS n ON n.oid = o.oprnegate
WHERE o.oprleft = 'grant_period'::regtype AND o.oprright = 'grant_period'::regtype AND o.oprname <> '+'
ORDER BY o.oprname COLLATE "C";
SELECT count(*) AS unlike FROM pair WHERE (r && s OR r -|- s) AND p + q <> q + p;
DROP VIEW pair;
DROP TABLE small;

--
-- Longer ones: 100,000 pairs over 300 years, against daterange
--

SELECT count(*), count(*) FILTER (WHERE r && s) AS overlapping, count(*) FILTER (WHERE r -|- s) AS adjacent,
	   count(*) FILTER (WHERE (p @> q, p <@ q, p && q, p << q, p >> q, p &< q, p &> q, p -|- q)
							  <> (r @> s, r <@ s, r && s, r << s, r >> s, r &< s, r &> s, r -|- s)) AS conditions,
	   count(*) FILTER (WHERE p * q IS DISTINCT FROM CASE WHEN r && s THEN (r * s)::grant_period END) AS "*",
	   count(*) FILTER (WHERE CASE WHEN r && s OR r -|- s THEN p + q <> (r + s)::grant_period END) AS "+",
	   count(*) FILTER (WHERE overlap_days(p, q) IS DISTINCT FROM CASE WHEN r && s THEN upper(r * s) - lower(r * s)
																   ELSE 0 END) AS overlap_days
FROM (SELECT p, q, p::daterange AS r, q::daterange AS s
	  FROM generate_series(1, 100000) AS id,
		   LATERAL (SELECT '1850-01-01'::date + (abs(hashint8extended(id, 1)) % 110000)::int AS f,
						   (abs(hashint8extended(id, 2)) % 3000)::int AS n,
						   (abs(hashint8extended(id, 3)) % 3000)::int AS k) AS v,
		   LATERAL (SELECT grant_period(f, CASE id % 7 WHEN 0 THEN 'infinity' ELSE f + n END) AS p,
						   CASE id % 4
						   WHEN 0 THEN grant_period(f + k, f + k + n)
						   WHEN 1 THEN grant_period(f + n + 1, CASE id % 5 WHEN 0 THEN 'infinity' ELSE f + n + k + 1 END)
						   WHEN 2 THEN grant_period(f - k - 1, f - 1)
						   ELSE grant_period(f - k, CASE id % 5 WHEN 0 THEN 'infinity' ELSE f + n END) END AS q) AS w
	 ) AS pair;
