-- Take in what duckdb.mjs has printed, as :duckdb.

CREATE TABLE peer AS
SELECT format('duckdb %s %s %s', "join", way, threads) AS name, place, peer.*
FROM jsonb_array_elements(:'duckdb'::jsonb -> 'measures') WITH ORDINALITY AS m (measure, place),
	jsonb_to_record(measure) AS peer ("join" text, way text, threads int, differing int, difference numeric, times float8[]);

INSERT INTO measure (name, what)
SELECT name, format('DuckDB, %s in %s by award, %s',
	CASE "join" WHEN 'asof' THEN 'ASOF join' ELSE 'join on daily rates' END,
	way, CASE threads WHEN 1 THEN 'one thread' ELSE 'two threads' END)
FROM peer ORDER BY place;

INSERT INTO timing
SELECT name, round, ms FROM peer, unnest(times) WITH ORDINALITY AS u (ms, round);

INSERT INTO comparison (measure, against)
SELECT CASE threads WHEN 1 THEN 'sum_in' ELSE 'parallel sum_in' END, name
FROM peer ORDER BY threads, place;

CREATE TABLE column_store AS
SELECT format('The column store is DuckDB %s, in memory, timed after the others by its own client, over rates whose age is not checked.',
	:'duckdb'::jsonb ->> 'version') ||
	string_agg(format(' Its totals %s in %s.',
		CASE differing WHEN 0 THEN 'are those of PostgreSQL' ELSE format('differ from PostgreSQL''s for %s of 5,001 awards, by %s USD at most,', differing, difference) END,
		CASE way WHEN 'double' THEN 'double, where no flow is rounded' ELSE way END), '' ORDER BY place) AS remark
FROM peer WHERE "join" = 'asof' AND threads = 1;
