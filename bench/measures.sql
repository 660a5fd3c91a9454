-- What is measured, and what is compared with what.
--
-- Each query counts the sums that it has formed: without that use of them the
-- planner would leave them out.  :folder is where COPY writes.

INSERT INTO measure (name, what, statement) VALUES
('bigint', 'sum(bigint) by award, which converts nothing', $$
	SELECT count(total) FROM (
		SELECT award, sum(minor) AS total FROM flow_bigint GROUP BY award) AS t$$),
('numeric', 'sum(numeric) by award, which converts nothing', $$
	SELECT count(total) FROM (
		SELECT award, sum(number) AS total FROM flow_numeric GROUP BY award) AS t$$),
('sum_in', 'sum_in by award', $$
	SELECT count(total) FROM (
		SELECT award, sum_in(amount, 'USD', day) AS total FROM flow_monetary GROUP BY award) AS t$$),
('sum(in_currency)', 'sum(in_currency) by award', $$
	SELECT count(total) FROM (
		SELECT award, sum(in_currency(amount, 'USD', day)) AS total FROM flow_monetary GROUP BY award) AS t$$),
('sum_in MXN', 'sum_in by award to MXN, two rates over USD', $$
	SELECT count(total) FROM (
		SELECT award, sum_in(amount, 'MXN', day) AS total FROM flow_monetary GROUP BY award) AS t$$),
('sum_in_exact', 'sum_in_exact by award', $$
	SELECT count(total) FROM (
		SELECT award, sum_in_exact(amount, 'USD', day) AS total FROM flow_monetary GROUP BY award) AS t$$),
('sum_converted', 'sum_converted by award, over numeric and char(3) columns', $$
	SELECT count(total) FROM (
		SELECT award, sum_converted(number, code, 'USD', day) AS total FROM flow_numeric GROUP BY award) AS t$$),
('join', 'join on daily rates by award', $$
	SELECT count(total) FROM (
		SELECT award, sum(round(number / rate, 2)) AS total
		FROM flow_numeric JOIN rate_daily USING (code, day)
		GROUP BY award) AS t$$),
-- The fastest SQL that we know, exact while no product passes 64 bits: cents,
-- and rates in hundred-thousandths.
('join integers', 'the same join in bigint arithmetic', $$
	SELECT count(total) FROM (
		SELECT award, sum(sign(minor)::bigint * ((abs(minor) * 200000 + units) / (2 * units))) AS total
		FROM flow_bigint JOIN rate_daily USING (code, day)
		GROUP BY award) AS t$$);

-- Where currency and day are plain columns that repeat, PostgreSQL 14 and later
-- put a cache (Memoize) before the subquery; else it runs for each flow.
INSERT INTO measure (name, what, statement, before, slow)
SELECT name, what, $$
	SELECT count(total) FROM (
		SELECT award, sum(CASE f.code WHEN 'USD' THEN number ELSE round(number / r.rate, 2) END) AS total
		FROM flow_numeric AS f
		LEFT JOIN LATERAL (
			SELECT rate FROM rate
			WHERE f.code <> 'USD' AND rate.code = f.code AND rate.day <= f.day AND rate.day >= f.day - 7
			ORDER BY rate.day DESC LIMIT 1) AS r ON true
		GROUP BY award) AS t$$, before, true
FROM (VALUES
	('lateral', 'LATERAL as-of subquery by award, run for each flow', 'SET LOCAL enable_memoize = off'),
	('lateral memoize', 'LATERAL as-of subquery by award, with Memoize', NULL)) AS v (name, what, before);

INSERT INTO measure (name, what, statement) VALUES
('plain monetary', 'sum(monetary)', 'SELECT sum(amount) FROM flow_mxn'),
('plain bigint', 'sum(bigint)', 'SELECT sum(minor) FROM flow_bigint'),
('plain numeric', 'sum(numeric)', 'SELECT sum(number) FROM flow_numeric'),
('monetary', 'sum(monetary) by award', $$
	SELECT count(total) FROM (
		SELECT award, sum(amount) AS total FROM flow_mxn GROUP BY award) AS t$$);

INSERT INTO measure (name, what, statement, before) VALUES
('parallel bigint', 'sum(bigint) by award, two processes', $$
	SELECT count(total) FROM (
		SELECT award, sum(minor) AS total FROM flow_bigint GROUP BY award) AS t$$,
	'SET LOCAL max_parallel_workers_per_gather = 1'),
('parallel numeric', 'sum(numeric) by award, two processes', $$
	SELECT count(total) FROM (
		SELECT award, sum(number) AS total FROM flow_numeric GROUP BY award) AS t$$,
	'SET LOCAL max_parallel_workers_per_gather = 1'),
('parallel sum_in', 'sum_in by award, two processes', $$
	SELECT count(total) FROM (
		SELECT award, sum_in(amount, 'USD', day) AS total FROM flow_monetary GROUP BY award) AS t$$,
	'SET LOCAL max_parallel_workers_per_gather = 1'),
('parallel join', 'join on daily rates by award, two processes', $$
	SELECT count(total) FROM (
		SELECT award, sum(round(number / rate, 2)) AS total
		FROM flow_numeric JOIN rate_daily USING (code, day)
		GROUP BY award) AS t$$,
	'SET LOCAL max_parallel_workers_per_gather = 1');

-- Out first: in reads what round 0 of out has written.
INSERT INTO measure (name, what, statement, before)
SELECT format('copy %s %s %s', direction, type, format),
	format('COPY %s, %s, %s', direction, columns, format),
	CASE direction
		WHEN 'out' THEN format('COPY copy_%s TO %L (FORMAT %s)', type, file, format)
		ELSE format('COPY copied_%s FROM %L (FORMAT %s)', type, file, format)
	END,
	CASE direction WHEN 'in' THEN format('TRUNCATE copied_%s', type) END
FROM (VALUES (1, 'out'), (2, 'in')) AS d (d, direction),
	(VALUES (1, 'text'), (2, 'binary')) AS f (f, format),
	(VALUES (1, 'monetary', 'monetary'), (2, 'numeric', 'numeric(18,2) and char(3)')) AS t (t, type, columns),
	LATERAL format('%s/%s.%s', :'folder', type, format) AS file
ORDER BY d, f, t;

-- Periods.  What the statements of one table have in common is measured too,
-- to be subtracted.
INSERT INTO measure (name, what, statement)
SELECT format(name, suffix), format(what, type), format(statement, suffix)
FROM (VALUES (1, 'own', 'grant_period', 'days(period)', $$'2015-01-01/2015-12-31'$$),
		(2, 'range', 'daterange', 'upper(period) - lower(period)', $$'[2015-01-01,2016-01-01)'$$)) AS t (t, suffix, type, days, year),
	LATERAL (VALUES
		('read %s', 'count(*) of %s rows', 'SELECT count(*) FROM period_%s'),
		('sum %s', 'sum(id) of %s rows', 'SELECT sum(id) FROM period_%s'),
		('days %s', 'sum of the days of each %s', 'SELECT sum(' || days || ') FROM period_%s'),
		('overlaps %s', 'count of %s && a year', 'SELECT count(*) FROM period_%s WHERE period && ' || year)) AS v (name, what, statement);

INSERT INTO measure (name, what, statement, before, slow)
SELECT format('build %s %s', method, suffix), format('%s index on %s, %s rows', method, type, to_char(:index_rows, 'FM9,999,999')),
	format('CREATE INDEX indexed_%s_%s ON indexed_%1$s USING %2$s (period %3$s)', suffix, method, opclass),
	format('DROP INDEX IF EXISTS indexed_%s_%s', suffix, method), true
FROM (VALUES (1, 'own', 'grant_period', 'grant_period_inclusion_ops'), (2, 'range', 'daterange', 'range_inclusion_ops')) AS t (t, suffix, type, inclusion),
	LATERAL (VALUES ('gist', ''), ('brin', inclusion)) AS v (method, opclass)
ORDER BY method DESC, t;

INSERT INTO measure (name, what, statement, before)
SELECT format('lookup %s %s', what, suffix), format('200 times count of %s %s, by GiST', type, condition),
	format('SELECT sum(n) FROM probe, LATERAL (SELECT count(*) AS n FROM indexed_%s AS i WHERE i.period %s OFFSET 0) AS c', suffix, term),
	'SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off'
FROM (VALUES (1, 'own', 'grant_period', 'probe.period'), (2, 'range', 'daterange', 'probe.range')) AS t (t, suffix, type, month),
	LATERAL (VALUES (1, 'month', '&& a month', '&& ' || month), (2, 'day', '@> a day', '@> probe.day'),
		(3, 'whole', '@> a month', '@> ' || month)) AS v (v, what, condition, term)
ORDER BY v, t;

-- Organizations: each query sums its figures, which depends on every one.
INSERT INTO measure (name, what, statement, before)
SELECT prefix || name, what || processes, statement, before
FROM (VALUES ('', '', NULL),
		('parallel ', ', two processes', 'SET LOCAL max_parallel_workers_per_gather = 1')) AS p (prefix, processes, before),
	LATERAL (VALUES
		(1, 'mix', 'hhi(income_mix) by organization, numeric', $$
	SELECT sum(hhi) FROM (
		SELECT hhi(income_mix(source, amount)) FROM income GROUP BY organization) AS h$$),
		(2, 'mix monetary', 'hhi(income_mix) by organization, monetary', $$
	SELECT sum(hhi) FROM (
		SELECT hhi(income_mix(source, amount)) FROM income_mxn GROUP BY organization) AS h$$),
		(3, 'two levels', 'the same by two levels of GROUP BY', $$
	SELECT sum(hhi) FROM (
		SELECT sum(positive * positive) / nullif(sum(positive) * sum(positive), 0) AS hhi
		FROM (SELECT organization, greatest(sum(amount), 0) AS positive FROM income GROUP BY organization, source) AS s
		GROUP BY organization) AS h$$)) AS v (v, name, what, statement)
ORDER BY prefix, v;

INSERT INTO measure (name, what, statement) VALUES
('index', 'index_arithmetic(scorecard) by organization', $$
	SELECT sum(index) FROM (
		SELECT index_arithmetic(scorecard(item, score, weight)) AS index FROM answer_score GROUP BY organization) AS i$$),
('index geometric', 'index_geometric(scorecard) by organization', $$
	SELECT sum(index) FROM (
		SELECT index_geometric(scorecard(item, score, weight)) AS index FROM answer_score GROUP BY organization) AS i$$),
('weighted mean', 'weighted mean in plain SQL by organization', $$
	SELECT sum(index) FROM (
		SELECT round(100 * sum(weight * (mark - low) / (high - low)) / nullif(sum(weight) FILTER (WHERE mark IS NOT NULL), 0), 6) AS index
		FROM answer_numeric GROUP BY organization) AS i$$);

-- Timed by pgbench, see run.sh.  The statements are in the files of that name.
INSERT INTO measure (name, what) VALUES
('one in_currency', 'one statement with in_currency'),
('one subquery', 'one statement with an as-of subquery'),
('one nothing', 'one statement that converts nothing');

INSERT INTO comparison (measure, against, faster, bar) VALUES
('sum_in', 'bigint', false, 1.3),
('sum_in', 'numeric', false, 0.8),
('sum_in', 'lateral', true, 24),
('sum_in', 'lateral memoize', true, NULL),
('sum_in', 'join', true, 6.5),
('sum_in', 'join integers', true, NULL),
('sum(in_currency)', 'sum_in', false, 1.6),
('sum_in MXN', 'sum_in', false, NULL),
('sum_in_exact', 'sum_in', false, NULL),
('sum_converted', 'join', true, NULL),
('plain monetary', 'plain bigint', false, 1.15),
('plain monetary', 'plain numeric', false, 0.65),
('monetary', 'bigint', false, 1.15),
('monetary', 'numeric', false, 0.65),
('copy out monetary text', 'copy out numeric text', false, 1),
('copy out monetary binary', 'copy out numeric binary', false, 1),
('copy in monetary text', 'copy in numeric text', false, 1),
('copy in monetary binary', 'copy in numeric binary', false, 1),
('parallel sum_in', 'parallel bigint', false, NULL),
('parallel sum_in', 'parallel numeric', false, NULL),
('parallel sum_in', 'parallel join', true, NULL),
('one in_currency', 'one subquery', false, NULL);

-- Less what both statements do besides.
INSERT INTO comparison (measure, against, less, against_less, faster, bar) VALUES
('days own', 'days range', 'sum own', 'sum range', true, 3),
('overlaps own', 'overlaps range', 'read own', 'read range', true, 3);

INSERT INTO comparison (measure, against, faster, bar) VALUES
('days own', 'days range', true, NULL),
('overlaps own', 'overlaps range', true, NULL),
('build gist own', 'build gist range', true, NULL),
('build brin own', 'build brin range', true, NULL),
('lookup month own', 'lookup month range', true, NULL),
('lookup day own', 'lookup day range', true, NULL),
('lookup whole own', 'lookup whole range', true, NULL),
('mix', 'two levels', false, 1),
('mix monetary', 'two levels', false, NULL),
('parallel mix', 'parallel two levels', false, NULL),
('parallel mix monetary', 'parallel two levels', false, NULL),
('index', 'weighted mean', false, NULL),
('index geometric', 'weighted mean', false, NULL);
