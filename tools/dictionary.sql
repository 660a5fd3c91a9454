-- Print docs/dictionary.md: what the catalogs say of an installed tracker.
--
-- Objects come in the order in which migrations made them, which is that of
-- their oids in a database where the tracker was just installed.
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
-- names of the tracker and of caudal are then written without their schema
SET search_path = tracker, report, caudal, pg_temp;

CREATE TEMPORARY VIEW relation AS
	SELECT c.oid, c.relname::text AS name, n.nspname::text AS schema, c.relkind = 'v' AS is_view,
		   format('[%s](#%s)', c.relname, c.relname) AS link,
		   obj_description(c.oid, 'pg_class') AS comment
	FROM pg_class AS c
		 JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('tracker', 'report') AND c.relkind IN ('r', 'v');

-- A vertical bar ends a cell also inside code
CREATE FUNCTION pg_temp.cell(content text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN replace(replace(coalesce(content, ''), '|', '\|'), E'\n', ' ');

CREATE FUNCTION pg_temp.without_casts(expression text) RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN regexp_replace(expression, '::[a-z_]+(\[\])?', '', 'g');

CREATE FUNCTION pg_temp.is_sentence(name name) RETURNS boolean
	LANGUAGE sql IMMUTABLE
	RETURN name LIKE '% %';

CREATE TEMPORARY VIEW member AS
	SELECT a.attrelid AS relation, a.attnum AS position, a.attname::text AS name,
		   format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS may_be_null,
		   CASE WHEN a.attidentity <> '' THEN 'next number'
				WHEN a.attgenerated <> '' THEN 'computed: `' || pg_temp.without_casts(pg_get_expr(d.adbin, d.adrelid)) || '`'
				ELSE '`' || pg_temp.without_casts(pg_get_expr(d.adbin, d.adrelid)) || '`' END AS value,
		   col_description(a.attrelid, a.attnum) AS comment
	FROM pg_attribute AS a
		 JOIN relation AS r ON r.oid = a.attrelid
		 LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
	WHERE a.attnum > 0 AND NOT a.attisdropped;

CREATE TEMPORARY VIEW key AS
	SELECT c.oid, c.conrelid AS relation, c.contype AS kind, c.conname AS name, c.confrelid AS target,
		   c.conkey AS columns, string_agg(m.name, ', ' ORDER BY k.place) AS column_names,
		   bool_or(m.may_be_null) AS may_be_null,
		   -- columns that are called otherwise where they refer to
		   string_agg(m.name, ', ' ORDER BY k.place) FILTER (WHERE m.name <> t.attname) AS renamed
	FROM pg_constraint AS c
		 JOIN relation AS r ON r.oid = c.conrelid
		 CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (number, place)
		 JOIN member AS m ON m.relation = c.conrelid AND m.position = k.number
		 LEFT JOIN pg_attribute AS t ON t.attrelid = c.confrelid AND t.attnum = c.confkey[k.place]
	WHERE c.contype IN ('p', 'u', 'f')
	GROUP BY c.oid;

CREATE TEMPORARY VIEW routine AS
	SELECT p.oid, p.proname::text AS name, n.nspname::text AS schema, p.prorettype = 'trigger'::regtype AS is_trigger,
		   e.extname IS NOT NULL AS is_of_extension,
		   format('%s(%s)', p.proname, pg_temp.without_casts(pg_get_function_arguments(p.oid))) AS call,
		   CASE p.prokind WHEN 'p' THEN '' ELSE pg_get_function_result(p.oid) END AS result,
		   obj_description(p.oid, 'pg_proc') AS comment
	FROM pg_proc AS p
		 JOIN pg_namespace AS n ON n.oid = p.pronamespace
		 LEFT JOIN (pg_depend AS d JOIN pg_extension AS e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
														 AND d.deptype = 'e' AND e.extname = 'caudal_tracker')
			 ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
	WHERE n.nspname IN ('tracker', 'report') AND NOT EXISTS (SELECT FROM pg_range AS r WHERE p.prorettype IN (r.rngtypid, r.rngmultitypid))
	   OR e.extname IS NOT NULL;

-- Each line of the document has a place; what is of one object has its oid.
CREATE TEMPORARY TABLE line (
	part int NOT NULL,
	object oid,
	section int NOT NULL DEFAULT 0,
	position bigint NOT NULL DEFAULT 0,
	content text NOT NULL
);

INSERT INTO line (part, content)
SELECT 1, format($text$<!-- run: prelude demo/install.sql demo/tracker/install.sql -->
<!-- run: print tools/dictionary.sql -->
# Data dictionary

Every table, report and function of [the tracker](tracker.md). This page is made
from the comments in the database by `make docs-refresh`, and is not edited;
`COMMENT ON` what you add, and psql's `\d+` shows it in the same way.

- [How the tables hang together](#how-the-tables-hang-together)
- [Types](#types)
- [Tables](#tables): %s
- [Reports](#reports): %s
- [Functions](#functions)

## How the tables hang together

Columns are those of primary keys (PK) and foreign keys (FK). A line goes from a
table to those that refer to it; it is solid where the reference is part of their
primary key, and its label names the columns where they are called otherwise.$text$,
			  (SELECT string_agg(r.link, ', ' ORDER BY r.oid) FROM relation AS r WHERE r.schema = 'tracker'),
			  (SELECT string_agg(r.link, ', ' ORDER BY r.oid) FROM relation AS r WHERE r.schema = 'report'));

-- Two diagrams, because one of all tables is too small to be read.  The second
-- begins where the tables turn from money to organizations.  Of a key that only
-- adds columns to another of the same two tables, the other is shown.
CREATE TEMPORARY VIEW edge AS
	SELECT k.*, r.name AS from_name, t.name AS to_name,
		   k.columns <@ (SELECT p.columns FROM key AS p WHERE p.relation = k.relation AND p.kind = 'p') AS is_identifying,
		   d.diagram
	FROM key AS k
		 JOIN relation AS r ON r.oid = k.relation
		 JOIN relation AS t ON t.oid = k.target
		 CROSS JOIN LATERAL (SELECT CASE WHEN r.oid < 'statement'::regclass THEN 1 ELSE 2 END) AS d (diagram)
	WHERE k.kind = 'f'
	  AND NOT EXISTS (SELECT
					  FROM key AS o
					  WHERE o.kind = 'f' AND o.relation = k.relation AND o.target = k.target
						AND o.columns <@ k.columns AND o.columns <> k.columns);

INSERT INTO line (part, section, position, content)
SELECT 1, 10 * d.diagram + s.section, 0, s.content
FROM (VALUES (1, 'Awards and money:'), (2, 'Organizations and what they do; and who sees them:')) AS d (diagram, title)
	 CROSS JOIN LATERAL (VALUES (0, E'\n' || d.title || E'\n\n```mermaid\nerDiagram'), (9, '```')) AS s (section, content);

INSERT INTO line (part, section, position, content)
SELECT 1, 10 * e.diagram + 1, row_number() OVER (ORDER BY e.target, e.relation, e.columns),
	   format(E'\t%s %s%so{ %s : "%s"', e.to_name, CASE WHEN e.may_be_null THEN '|o' ELSE '||' END,
			  CASE WHEN e.is_identifying THEN '--' ELSE '..' END, e.from_name, coalesce(e.renamed, ''))
FROM edge AS e;

INSERT INTO line (part, section, position, content)
SELECT 1, 10 * s.diagram + 2, row_number() OVER (ORDER BY s.name),
	   format(E'\t%s {\n%s\n\t}', s.name,
			  (SELECT string_agg(format(E'\t\t%s %s %s', replace(m.type, ' ', '_'), m.name, k.kinds), E'\n' ORDER BY m.position)
			   FROM member AS m
					JOIN LATERAL (SELECT string_agg(DISTINCT CASE k.kind WHEN 'p' THEN 'PK' ELSE 'FK' END, ', '
													ORDER BY CASE k.kind WHEN 'p' THEN 'PK' ELSE 'FK' END DESC) AS kinds
								  FROM key AS k
									   LEFT JOIN edge AS e ON e.oid = k.oid
								  WHERE k.relation = m.relation AND m.position = ANY (k.columns)
									AND (k.kind = 'p' OR e.oid IS NOT NULL)) AS k ON k.kinds IS NOT NULL
			   WHERE m.relation = s.oid))
FROM (SELECT DISTINCT e.diagram, r.oid, r.name
	  FROM edge AS e
		   JOIN relation AS r ON r.oid IN (e.relation, e.target)) AS s;

INSERT INTO line (part, content) VALUES (2, $text$
## Types

Beside those of PostgreSQL and of [caudal](caudal.md).

| type | of | |
|---|---|---|$text$);
INSERT INTO line (part, object, section, content)
SELECT 2, t.oid, 1,
	   format('| `%s` | %s | %s |', t.typname,
			  CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod)
							 ELSE (SELECT 'range of ' || format_type(r.rngsubtype, NULL) FROM pg_range AS r WHERE r.rngtypid = t.oid) END,
			  pg_temp.cell(obj_description(t.oid, 'pg_type')))
FROM pg_type AS t
	 JOIN pg_namespace AS n ON n.oid = t.typnamespace
WHERE n.nspname IN ('tracker', 'report') AND t.typtype IN ('d', 'r');

INSERT INTO line (part, section, content) VALUES
	(3, -1, $text$
## Tables

In the schema `tracker`. *NULL* says whether a column may be; *key* whether it is
in the primary key, and which tables it refers to. What else rows must be is
said below each table: by constraints, by unique indexes, and by triggers, which
say it in an error.$text$),
	(4, -1, $text$
## Reports

In the schema `report`, each a view of plain types over the function of the same
name with its defaults. The rules of the figures are in
[the tracker](tracker.md).$text$),
	(5, -1, $text$
## Functions

Others than those of reports. Functions that triggers call are at their tables.$text$);

INSERT INTO line (part, object, section, content)
SELECT p.part, r.oid, 0, format(E'\n### %s\n\n%s%s', r.name, CASE WHEN r.is_view AND r.schema = 'tracker' THEN '*A view.* ' ELSE '' END, r.comment)
FROM relation AS r
	 JOIN (VALUES ('tracker', 3), ('report', 4)) AS p (schema, part) ON p.schema = r.schema;

INSERT INTO line (part, object, section, content)
SELECT 4, r.oid, 1, format(E'\n`%s`\n\n%s', f.call, f.comment)
FROM relation AS r
	 JOIN routine AS f ON f.schema = r.schema AND f.name = r.name;

INSERT INTO line (part, object, section, content)
SELECT CASE r.schema WHEN 'tracker' THEN 3 ELSE 4 END, r.oid, 2,
	   CASE WHEN r.is_view THEN E'\n| column | type | |\n|---|---|---|'
			ELSE E'\n| column | type | NULL | default | key | |\n|---|---|---|---|---|---|' END
FROM relation AS r;

INSERT INTO line (part, object, section, position, content)
SELECT CASE r.schema WHEN 'tracker' THEN 3 ELSE 4 END, r.oid, 3, m.position,
	   CASE WHEN r.is_view THEN format('| `%s` | %s | %s |', m.name, m.type, pg_temp.cell(m.comment))
			ELSE format('| `%s` | %s | %s | %s | %s | %s |', m.name, m.type, CASE WHEN m.may_be_null THEN 'yes' ELSE '' END,
						pg_temp.cell(m.value),
						(SELECT concat_ws(', ', max('primary') FILTER (WHERE k.kind = 'p'),
										  string_agg(DISTINCT t.link, ', ') FILTER (WHERE k.kind = 'f'))
						 FROM key AS k
							  LEFT JOIN relation AS t ON t.oid = k.target
						 WHERE k.relation = m.relation AND m.position = ANY (k.columns)),
						pg_temp.cell(m.comment)) END
FROM relation AS r
	 JOIN member AS m ON m.relation = r.oid;

-- In the order in which they are written: constraints of one column by it
INSERT INTO line (part, object, section, position, content)
SELECT 3, s.relation, 4, row_number() OVER (PARTITION BY s.relation ORDER BY s.kind, s.place, s.content),
	   CASE WHEN row_number() OVER (PARTITION BY s.relation ORDER BY s.kind, s.place, s.content) = 1 THEN E'\n' ELSE '' END
	   || '- ' || s.content
FROM (SELECT c.conrelid AS relation, 1 AS kind, c.oid AS place, c.conname::text AS content
	  FROM pg_constraint AS c
	  WHERE pg_temp.is_sentence(c.conname)
	  UNION ALL
	  SELECT k.relation, 2, k.oid, format('together unique: `%s`', k.column_names)
	  FROM key AS k
	  WHERE k.kind = 'u' AND NOT pg_temp.is_sentence(k.name)
	  UNION ALL
	  SELECT i.indrelid, 3, i.indexrelid, c.relname::text
	  FROM pg_index AS i
		   JOIN pg_class AS c ON c.oid = i.indexrelid
	  WHERE i.indisunique AND pg_temp.is_sentence(c.relname)
		AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
	  UNION ALL
	  SELECT t.tgrelid, 4, f.oid,
			 format('%s (`%s`)', rtrim(regexp_replace(f.comment, '^Triggers? of [^:]*: ', ''), '.'), f.name)
	  FROM pg_trigger AS t
		   JOIN routine AS f ON f.oid = t.tgfoid
	  WHERE NOT t.tgisinternal
	  GROUP BY t.tgrelid, f.oid, f.comment, f.name) AS s
	 JOIN relation AS r ON r.oid = s.relation;

INSERT INTO line (part, section, content)
SELECT 5, 10 * s.section, format(E'\n### %s\n', s.title)
FROM (VALUES (0, 'Of the extension'), (1, 'In the schema tracker'), (2, 'In the schema report')) AS s (section, title)
WHERE s.section < 2
   OR EXISTS (SELECT FROM routine AS f
			  WHERE f.schema = 'report' AND f.name NOT IN (SELECT r.name FROM relation AS r WHERE r.schema = 'report'));

INSERT INTO line (part, object, section, content)
SELECT 5, f.oid, CASE WHEN f.is_of_extension THEN 1 WHEN f.schema = 'tracker' THEN 11 ELSE 21 END,
	   format(E'- `%s`%s\\\n  %s', f.call, coalesce(' returns `' || NULLIF(f.result, '') || '`', ''),
			  replace(f.comment, E'\n', E'\\\n  '))
FROM routine AS f
WHERE NOT f.is_trigger
  AND NOT (f.schema = 'report' AND f.name IN (SELECT r.name FROM relation AS r WHERE r.schema = 'report'));

SELECT l.content
FROM line AS l
ORDER BY l.part, CASE WHEN l.part = 5 THEN l.section END, l.object NULLS FIRST, l.section, l.position;
