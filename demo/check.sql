-- The demonstration fails unless its totals foot.
DO $$
DECLARE
	target currency;
	total numeric;
BEGIN
	FOREACH target IN ARRAY '{USD,MXN,COP}'::currency[] LOOP
		SELECT sum_converted(amount, currency, target, paid_on) INTO STRICT total FROM received;

		-- with the lines of the report
		ASSERT total = (SELECT sum(line)
						FROM (SELECT sum_converted(amount, currency, target, paid_on) AS line
							  FROM received GROUP BY country, quarter) AS cell), 'lines in ' || target;
		-- with the payments, as plain numbers and as monetary
		ASSERT total = (SELECT sum(convert_amount(amount, currency, target, paid_on)) FROM received), 'payments in ' || target;
		ASSERT total = (SELECT amount(sum_in(value, target, f.paid_on))
						FROM flow AS f JOIN received USING (id)), 'monetary in ' || target;
	END LOOP;

	-- with the same in SQL alone, without caudal
	ASSERT (SELECT sum_converted(amount, currency, 'USD', paid_on) FROM received) =
		   (SELECT sum(round(amount / CASE currency
									  WHEN 'USD' THEN 1 WHEN 'PAB' THEN 1 WHEN 'BZD' THEN 2 WHEN 'SVC' THEN 8.75
									  ELSE (SELECT rate FROM exchange_rate AS r
											WHERE r.quote = received.currency AND r.valid_from <= paid_on
											ORDER BY r.valid_from DESC LIMIT 1) END, 2))
			FROM received), 'SQL without caudal';

	-- the plan of every award with an end sums to it, also when converted, and its months to its quarters
	ASSERT (SELECT bool_and((SELECT sum(p.amount) FROM allocate(value, period, unit) AS p) = value)
			FROM award,
				 LATERAL (VALUES (monetary(amount, currency)),
								 (in_currency(monetary(amount, currency), 'USD', start_date))) AS v (value),
				 unnest('{month,quarter,half,year}'::text[]) AS unit
			WHERE NOT is_open(period)), 'plans';

	-- every payment is in one fiscal year of each calendar
	ASSERT (SELECT bool_and(fiscal_period(fiscal_year(paid_on, month), month) @> paid_on)
			FROM received, generate_series(1, 12) AS month), 'fiscal years';

	-- what is funded and what is not make up the three years
	ASSERT (SELECT bool_and(funded + unfunded = '{[2021-01-01,2024-01-01)}' AND funded * unfunded = '{}')
			FROM (SELECT coverage(period * '2021/2023') AS funded, gaps(period, '2021/2023') AS unfunded
				  FROM award GROUP BY recipient) AS organization), 'gaps';

	-- the indices of areas are weighted means, in SQL alone
	ASSERT (SELECT bool_and(index_arithmetic(card) = mean AND completeness(card) = answered / apply)
			FROM card
			JOIN (SELECT organization, area, round,
						 round(100 * sum(weight * CASE WHEN low_is_good THEN high - mark ELSE mark - low END / (high - low)) /
							   sum(weight) FILTER (WHERE mark IS NOT NULL), 6) AS mean,
						 count(mark)::numeric AS answered,
						 count(*) FILTER (WHERE score IS NULL OR mark IS NOT NULL) AS apply
				  FROM assessment_item
				  JOIN answer USING (item),
					   LATERAL (SELECT mark(score), scale_low(score)::numeric AS low, scale_high(score) AS high) AS s
				  GROUP BY organization, area, round) AS plain USING (organization, area, round)), 'indices';

	-- so are the two rounds of items answered in both
	ASSERT (SELECT bool_and(endline_index - baseline_index = difference
							AND items = (SELECT count(*)
										 FROM items(b.card) AS x
										 JOIN items(e.card) AS y USING (item)
										 WHERE is_applicable(x.score) AND is_applicable(y.score)))
			FROM card AS b
			JOIN card AS e USING (organization, area), change(b.card, e.card)
			WHERE b.round = 'baseline' AND e.round = 'endline'), 'change';

	-- a mix has all the income; its concentration is that of two levels of GROUP BY
	ASSERT (SELECT bool_and(whole = (SELECT sum(amount) FROM sources(mix)) AND plain = hhi(mix))
			FROM (SELECT organization, year, sum(amount) AS whole,
						 sum(positive * positive) / (sum(positive) * sum(positive)) AS plain
				  FROM (SELECT organization, year, source, sum(amount) AS amount, greatest(sum(amount), 0) AS positive
						FROM income GROUP BY organization, year, source) AS s
				  GROUP BY organization, year) AS p
			JOIN (SELECT organization, year, income_mix(source, amount) AS mix
				  FROM income GROUP BY organization, year) AS m USING (organization, year)), 'mixes';

	-- every organization of the league is in every year of it, and a ratio is only missing where it must
	ASSERT (SELECT bool_and((margin IS NULL) = (revenue = 0)
							AND round(margin, 12) IS NOT DISTINCT FROM round(1 - expenses / nullif(revenue, 0), 12))
				   AND count(*) = 3 * (SELECT count(*) FROM organization WHERE kind = 'community')
			FROM ratios), 'ratios';
END $$;
