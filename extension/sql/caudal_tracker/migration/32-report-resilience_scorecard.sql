-- Where an organization stood at the baseline and at the endline, by area and
-- over all areas.

CREATE FUNCTION resilience_scorecard(language text DEFAULT 'en')
	RETURNS TABLE (organization text, organization_name text, country text,
				   framework text, version int, framework_name text,
				   area text, area_name text, area_position int,
				   baseline_on date, endline_on date,
				   baseline numeric, endline numeric, change numeric, compared_share numeric,
				   baseline_geometric numeric, endline_geometric numeric,
				   baseline_completeness numeric, endline_completeness numeric,
				   baseline_weakest text, endline_weakest text)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		-- One mark for each item of a round: the mean over its assessors, n/a
		-- where none gave a mark and one said n/a, NULL where none answered.
		WITH answers AS (
			SELECT a.organization, a.framework, a.version, a.stage, max(a.assessed_on) AS assessed_on,
				   i.area, i.item, i.weight, i.low_is_good,
				   coalesce(avg(m.mark),
							CASE WHEN bool_or(NOT is_applicable(m.mark)) THEN not_applicable(i.low, i.high) END) AS mark
			FROM assessment AS a
				 JOIN framework_item AS i ON i.framework = a.framework AND i.version = a.version
				 LEFT JOIN mark AS m ON m.assessment = a.assessment AND m.item = i.item
			WHERE a.stage IN ('baseline', 'endline')
			GROUP BY a.organization, a.framework, a.version, a.stage,
					 i.area, i.item, i.weight, i.low_is_good, i.low, i.high
		-- every answer is in the card of its area and in that of the whole, whose
		-- area is NULL
		), cards AS (
			SELECT n.organization, n.framework, n.version, g.area,
				   max(n.assessed_on) FILTER (WHERE n.stage = 'baseline') AS baseline_on,
				   max(n.assessed_on) FILTER (WHERE n.stage = 'endline') AS endline_on,
				   scorecard(n.item, CASE WHEN n.low_is_good THEN reversed(n.mark) ELSE n.mark END, n.weight)
					   FILTER (WHERE n.stage = 'baseline') AS baseline,
				   scorecard(n.item, CASE WHEN n.low_is_good THEN reversed(n.mark) ELSE n.mark END, n.weight)
					   FILTER (WHERE n.stage = 'endline') AS endline
			FROM answers AS n
				 CROSS JOIN LATERAL (VALUES (n.area), (NULL)) AS g (area)
			GROUP BY n.organization, n.framework, n.version, g.area
		-- the areas with their weights are a card of their own, the same for
		-- all rows of an organization; a score keeps four decimals, an index has
		-- six
		), figures AS (
			SELECT c.organization, c.framework, c.version, c.area, fa.position, c.baseline_on, c.endline_on,
				   c.baseline, c.endline, d.difference, d.coverage,
				   scorecard(c.area, score(100 * index_arithmetic(c.baseline), 0, 10000), fa.weight)
					   FILTER (WHERE c.area IS NOT NULL AND c.baseline IS NOT NULL) OVER areas AS baseline_areas,
				   scorecard(c.area, score(100 * index_arithmetic(c.endline), 0, 10000), fa.weight)
					   FILTER (WHERE c.area IS NOT NULL AND c.endline IS NOT NULL) OVER areas AS endline_areas,
				   scorecard(c.area, score(100 * d.baseline_index, 0, 10000), fa.weight)
					   FILTER (WHERE c.area IS NOT NULL) OVER areas AS compared_baseline_areas,
				   scorecard(c.area, score(100 * d.endline_index, 0, 10000), fa.weight)
					   FILTER (WHERE c.area IS NOT NULL) OVER areas AS compared_endline_areas
			FROM cards AS c
				 LEFT JOIN framework_area AS fa ON fa.framework = c.framework AND fa.version = c.version AND fa.area = c.area
				 CROSS JOIN LATERAL change(c.baseline, c.endline) AS d
			WINDOW areas AS (PARTITION BY c.organization, c.framework, c.version)
		), rows AS (
			SELECT f.organization, f.framework, f.version, f.area, f.position, f.baseline_on, f.endline_on,
				   f.difference, f.coverage,
				   completeness(f.baseline) AS baseline_completeness,
				   completeness(f.endline) AS endline_completeness,
				   CASE WHEN f.area IS NULL THEN index_arithmetic(f.compared_endline_areas)
												 - index_arithmetic(f.compared_baseline_areas)
						ELSE f.difference END AS change,
				   CASE WHEN f.area IS NULL THEN f.baseline_areas ELSE f.baseline END AS baseline,
				   CASE WHEN f.area IS NULL THEN f.endline_areas ELSE f.endline END AS endline
			FROM figures AS f
		), names AS (
			SELECT true AS of_area, ar.area AS code, coalesce(l.label, ar.name) AS name
			FROM area AS ar
				 LEFT JOIN translations('area.area', resilience_scorecard.language) AS l ON l.code = ar.area
			UNION ALL
			SELECT false, l.code, l.label
			FROM labels('framework_item.item', resilience_scorecard.language) AS l
		)
		SELECT r.organization::text, o.name, o.country::text,
			   r.framework::text, r.version, coalesce(fl.label, fr.name),
			   r.area::text,
			   CASE WHEN r.area IS NULL THEN whole.label ELSE an.name END,
			   r.position, r.baseline_on, r.endline_on,
			   index_arithmetic(r.baseline), index_arithmetic(r.endline), r.change, round(r.coverage, 16),
			   index_geometric(r.baseline), index_geometric(r.endline),
			   round(r.baseline_completeness, 16), round(r.endline_completeness, 16),
			   coalesce(bn.name, weakest(r.baseline)), coalesce(en.name, weakest(r.endline))
		FROM rows AS r
			 JOIN organization AS o ON o.organization = r.organization
			 JOIN framework AS fr ON fr.framework = r.framework AND fr.version = r.version
			 CROSS JOIN label_of('resilience_scorecard', 'overall', resilience_scorecard.language) AS whole (label)
			 LEFT JOIN translations('framework.framework', resilience_scorecard.language) AS fl ON fl.code = r.framework
			 LEFT JOIN names AS an ON an.of_area AND an.code = r.area
			 LEFT JOIN names AS bn ON bn.of_area = (r.area IS NULL) AND bn.code = weakest(r.baseline)
			 LEFT JOIN names AS en ON en.of_area = (r.area IS NULL) AND en.code = weakest(r.endline);
	END;
COMMENT ON FUNCTION resilience_scorecard(language text) IS
'Baseline beside endline by organization, version of a framework and area, and in a row without area over all areas. Figures are the indices of caudal, 0 to 100. Of several assessors of one round the mean mark of an item counts. The row over all areas is an index of the indices of the areas, by their weights; its completeness is that of all items. Names are in the language asked for, else in English.';

CREATE VIEW resilience_scorecard AS
	SELECT * FROM resilience_scorecard();
COMMENT ON VIEW resilience_scorecard IS 'Resilience by organization and area, baseline beside endline.';
COMMENT ON COLUMN resilience_scorecard.organization IS 'identifier of the organization';
COMMENT ON COLUMN resilience_scorecard.organization_name IS 'its name';
COMMENT ON COLUMN resilience_scorecard.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN resilience_scorecard.framework IS 'framework of the assessments';
COMMENT ON COLUMN resilience_scorecard.version IS 'version of the framework; only assessments of one are compared';
COMMENT ON COLUMN resilience_scorecard.framework_name IS 'name of the framework';
COMMENT ON COLUMN resilience_scorecard.area IS 'the area; NULL in the row over all areas';
COMMENT ON COLUMN resilience_scorecard.area_name IS 'name of the area, or that it is all of them';
COMMENT ON COLUMN resilience_scorecard.area_position IS 'place of the area in the framework; NULL, which sorts last, over all areas';
COMMENT ON COLUMN resilience_scorecard.baseline_on IS 'day of the baseline, the last one of several assessors; NULL without a baseline';
COMMENT ON COLUMN resilience_scorecard.endline_on IS 'day of the endline, the last one of several assessors; NULL without an endline';
COMMENT ON COLUMN resilience_scorecard.baseline IS 'index at the baseline, a weighted mean, 0 to 100';
COMMENT ON COLUMN resilience_scorecard.endline IS 'index at the endline, a weighted mean, 0 to 100';
COMMENT ON COLUMN resilience_scorecard.change IS 'change of the index on the items answered in both rounds, which is not endline - baseline where others were answered in one alone; of all areas, on these changes';
COMMENT ON COLUMN resilience_scorecard.compared_share IS 'share of the items, without those that are n/a in a round, which was answered in both, 0 to 1';
COMMENT ON COLUMN resilience_scorecard.baseline_geometric IS 'index at the baseline, a weighted geometric mean, in which a low score weighs more';
COMMENT ON COLUMN resilience_scorecard.endline_geometric IS 'index at the endline, a weighted geometric mean';
COMMENT ON COLUMN resilience_scorecard.baseline_completeness IS 'share of the items that apply which was answered at the baseline, 0 to 1';
COMMENT ON COLUMN resilience_scorecard.endline_completeness IS 'share of the items that apply which was answered at the endline, 0 to 1';
COMMENT ON COLUMN resilience_scorecard.baseline_weakest IS 'item with the lowest score at the baseline; over all areas, the area with the lowest index';
COMMENT ON COLUMN resilience_scorecard.endline_weakest IS 'item with the lowest score at the endline; over all areas, the area with the lowest index';

INSERT INTO label (list, code, language, label) VALUES
	('resilience_scorecard', 'overall', 'en', 'all areas'),
	('resilience_scorecard', 'overall', 'es', 'todas las áreas')
ON CONFLICT DO NOTHING;
