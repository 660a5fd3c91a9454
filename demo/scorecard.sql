-- An assessment framework is data: areas, items, weights, and which way round
-- an item is read.  Only the type score is caudal's.
CREATE TABLE assessment_item (
	area text NOT NULL,
	item text PRIMARY KEY,
	weight numeric NOT NULL,
	low_is_good boolean NOT NULL
);

CREATE TABLE answer (
	organization integer NOT NULL REFERENCES organization,
	round text NOT NULL,
	item text NOT NULL REFERENCES assessment_item,
	score score,	-- NULL where nobody answered
	PRIMARY KEY (organization, round, item)
);

\copy assessment_item FROM 'sample/items.csv' CSV HEADER
\copy answer FROM 'sample/answers.csv' CSV HEADER

\echo
\echo '9. One organization''s resilience by area, at the baseline and at the endline.'
\echo
\echo '   Items are marked 1-4 or in per cent, and weighted.  An item that nobody'
\echo '   answered lowers what is complete; one that does not apply (n/a) counts'
\echo '   nowhere.  Indices are 0 to 100.'
\echo
\pset border 0
\pset numericlocale on
\set ECHO queries
CREATE VIEW card AS
SELECT organization, area, round,
       scorecard(item, CASE WHEN low_is_good THEN reversed(score)
                            ELSE score END, weight) AS card
FROM assessment_item JOIN answer USING (item)
GROUP BY organization, area, round;

SELECT area,
       round(index_arithmetic(b.card), 1) AS baseline,
       round(100 * completeness(b.card)) AS "full %",
       round(index_arithmetic(e.card), 1) AS endline,
       round(100 * completeness(e.card)) AS "full %",
       weakest(e.card) AS "weakest at the end"
FROM card AS b JOIN card AS e USING (organization, area)
WHERE organization = 6 AND b.round = 'baseline' AND e.round = 'endline'
ORDER BY area;
\set ECHO none

\echo '   Two rounds are compared on the items answered in both, and the coverage says'
\echo '   how many of those that apply these are.'
\echo
\set ECHO queries
SELECT area, items, round(100 * coverage) AS "covered %",
       round(baseline_index, 1) AS baseline,
       round(endline_index, 1) AS endline, round(difference, 1) AS change
FROM card AS b JOIN card AS e USING (organization, area),
     change(b.card, e.card)
WHERE organization = 6 AND b.round = 'baseline' AND e.round = 'endline'
ORDER BY area;
\set ECHO none

\echo '   The areas together, of equal weight: an index is a score on 0-100 too.  Where'
\echo '   a low area must not be made up for by a high one, take the geometric index.'
\echo
\set ECHO queries
SELECT round, round(index_arithmetic(whole), 1) AS arithmetic,
       round(index_geometric(whole), 1) AS geometric,
       weakest(whole) AS weakest_area
FROM (SELECT round, scorecard(area, score(index_arithmetic(card), 0, 100), 1)
                      AS whole
      FROM card WHERE organization = 6 GROUP BY round) AS areas
ORDER BY round;
\set ECHO none
