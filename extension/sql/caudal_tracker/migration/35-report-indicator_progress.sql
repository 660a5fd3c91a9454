-- How far each indicator is, by the rule of its own.  A period counts when it is
-- over: until then its target is not due either.

CREATE FUNCTION indicator_progress(day date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (programme text, indicator text, name text, unit text,
				   accumulation text, accumulation_name text, direction text, direction_name text,
				   baseline numeric, baseline_on date,
				   target numeric, final_target numeric,
				   actual numeric, actual_most numeric, actual_on date, periods bigint, periods_without_value bigint,
				   achieved_share numeric, reached boolean, fell_back boolean)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
	BEGIN ATOMIC
		WITH targets AS (
			SELECT t.indicator,
				   sum(t.value) FILTER (WHERE last_day(t.period) <= indicator_progress.day) AS total,
				   (array_agg(t.value ORDER BY t.period DESC)
					   FILTER (WHERE last_day(t.period) <= indicator_progress.day))[1] AS latest,
				   sum(t.value) AS final_total,
				   (array_agg(t.value ORDER BY t.period DESC))[1] AS final_latest
			FROM indicator_target AS t
			GROUP BY t.indicator
		), listed_periods AS (
			SELECT DISTINCT p.indicator, p.period
			FROM indicator_person AS p
			WHERE last_day(p.period) <= indicator_progress.day
		), listed AS (
			SELECT p.indicator, count(DISTINCT p.person) AS people
			FROM indicator_person AS p
			WHERE last_day(p.period) <= indicator_progress.day
			GROUP BY p.indicator
		), steps AS (
			SELECT a.indicator, a.period, a.value, l.period IS NOT NULL AS listed,
				   -- of values that are known, since one may be missing between two
				   max(a.value) OVER (PARTITION BY a.indicator ORDER BY a.period
									  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS highest_before
			FROM indicator_actual AS a
				 LEFT JOIN listed_periods AS l ON l.indicator = a.indicator AND l.period = a.period
			WHERE last_day(a.period) <= indicator_progress.day
		), actuals AS (
			SELECT s.indicator, count(*) AS periods,
				   count(*) FILTER (WHERE s.value IS NULL AND NOT s.listed) AS without_value,
				   max(last_day(s.period)) FILTER (WHERE s.value IS NOT NULL OR s.listed) AS known_on,
				   sum(s.value) AS total,
				   (array_agg(s.value ORDER BY s.period DESC) FILTER (WHERE s.value IS NOT NULL))[1] AS latest,
				   max(s.value) FILTER (WHERE NOT s.listed) AS largest_unlisted,
				   sum(s.value) FILTER (WHERE NOT s.listed) AS unlisted,
				   bool_or(s.value < s.highest_before) AS fell
			FROM steps AS s
			GROUP BY s.indicator
		), progress AS (
			SELECT i.programme, i.indicator, i.name, i.unit, i.accumulation, i.direction, i.baseline, i.baseline_on,
				   CASE i.accumulation WHEN 'sum' THEN t.total ELSE t.latest END AS target,
				   CASE i.accumulation WHEN 'sum' THEN t.final_total ELSE t.final_latest END AS final_target,
				   CASE i.accumulation WHEN 'sum' THEN a.total WHEN 'latest' THEN a.latest
						ELSE greatest(l.people, a.largest_unlisted) END AS actual,
				   CASE i.accumulation WHEN 'sum' THEN a.total WHEN 'latest' THEN a.latest
						ELSE CASE WHEN a.without_value = 0
								  THEN coalesce(l.people + a.unlisted, l.people, a.unlisted) END END AS actual_most,
				   a.known_on, a.periods, a.without_value,
				   -- the starting point, where the target is on the side of it to which the indicator is to go
				   CASE WHEN i.accumulation = 'latest'
						 AND CASE i.direction WHEN 'increase' THEN i.baseline < t.latest ELSE i.baseline > t.latest END
						THEN i.baseline END AS start,
				   i.accumulation = 'latest' AND i.direction = 'increase' AND a.fell AS fell_back
			FROM indicator AS i
				 LEFT JOIN targets AS t ON t.indicator = i.indicator
				 LEFT JOIN actuals AS a ON a.indicator = i.indicator
				 LEFT JOIN listed AS l ON l.indicator = i.indicator
		)
		SELECT p.programme::text, p.indicator::text, coalesce(il.label, p.name), coalesce(ul.label, p.unit),
			   p.accumulation::text, al.label, p.direction::text, dl.label,
			   p.baseline::numeric, p.baseline_on,
			   p.target::numeric, p.final_target::numeric, p.actual::numeric, p.actual_most::numeric, p.known_on,
			   coalesce(p.periods, 0), coalesce(p.without_value, 0),
			   CASE WHEN p.start IS NOT NULL AND p.direction = 'increase' THEN share(p.actual - p.start, p.target - p.start)
					WHEN p.start IS NOT NULL THEN share(p.start - p.actual, p.start - p.target)
					WHEN p.direction = 'increase' THEN share(p.actual, p.target)
					ELSE share(p.target, p.actual_most) END,
			   CASE p.direction WHEN 'increase' THEN p.actual >= p.target ELSE p.actual_most <= p.target END,
			   coalesce(p.fell_back, false)
		FROM progress AS p
			 LEFT JOIN translations('indicator.indicator', indicator_progress.language) AS il ON il.code = p.indicator
			 LEFT JOIN labels('indicator.unit', indicator_progress.language) AS ul ON ul.code = p.unit
			 LEFT JOIN labels('indicator.accumulation', indicator_progress.language) AS al ON al.code = p.accumulation
			 LEFT JOIN labels('indicator.direction', indicator_progress.language) AS dl ON dl.code = p.direction;
	END;
COMMENT ON FUNCTION indicator_progress(day date, language text) IS
'Indicators with their baselines, targets and actual values, over the periods that are over by the end of a day. Periods of a sum are added; of a latest value the last one counts; of unique people the listed are counted once over all periods, and where totals were stated instead the actual value is the least that it can be. The achieved share is the way made from the baseline to the target of a latest value, and otherwise actual / target, or target / actual of what is to decrease.';

CREATE VIEW indicator_progress AS
	SELECT * FROM indicator_progress();
COMMENT ON VIEW indicator_progress IS 'Indicators with baseline, target and actual value as of today.';
COMMENT ON COLUMN indicator_progress.programme IS 'identifier of the programme';
COMMENT ON COLUMN indicator_progress.indicator IS 'identifier of the indicator';
COMMENT ON COLUMN indicator_progress.name IS 'its name';
COMMENT ON COLUMN indicator_progress.unit IS 'unit of its values';
COMMENT ON COLUMN indicator_progress.accumulation IS 'how periods make a whole, as a code: sum, latest or unique';
COMMENT ON COLUMN indicator_progress.accumulation_name IS 'the same as people say it';
COMMENT ON COLUMN indicator_progress.direction IS 'increase or decrease, as a code';
COMMENT ON COLUMN indicator_progress.direction_name IS 'the same as people say it';
COMMENT ON COLUMN indicator_progress.baseline IS 'value before the programme; sums and unique counts start from nothing all the same';
COMMENT ON COLUMN indicator_progress.baseline_on IS 'day of the baseline';
COMMENT ON COLUMN indicator_progress.target IS 'target of the periods that are over: their sum, or the latest one; NULL where none is due';
COMMENT ON COLUMN indicator_progress.final_target IS 'target of all periods';
COMMENT ON COLUMN indicator_progress.actual IS 'value of the periods that are over; of a unique count the least that it can be';
COMMENT ON COLUMN indicator_progress.actual_most IS 'the most that it can be: the same but for a unique count of which totals were stated, NULL for one of which a value is missing';
COMMENT ON COLUMN indicator_progress.actual_on IS 'last day of the last period with a value';
COMMENT ON COLUMN indicator_progress.periods IS 'periods that are over and have a row';
COMMENT ON COLUMN indicator_progress.periods_without_value IS 'those of them whose value is not known';
COMMENT ON COLUMN indicator_progress.achieved_share IS 'what was achieved of the target, 1 for all of it; NULL where a figure is missing, and where the one to divide by is not above zero';
COMMENT ON COLUMN indicator_progress.reached IS 'whether the target of the periods that are over was reached';
COMMENT ON COLUMN indicator_progress.fell_back IS 'whether a latest value that is to increase fell below an earlier one, which a running total never does';
