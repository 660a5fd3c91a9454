-- What an award says on a day, and in which of its currencies a flow counts.

-- Clients hold 28 digits; a quotient of PostgreSQL's may have any number.
CREATE FUNCTION share(part numeric, whole numeric) RETURNS numeric
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN whole > 0 THEN round(part / whole, 16) END;
COMMENT ON FUNCTION share(part numeric, whole numeric) IS
'A ratio as reports show it: one division, rounded to 16 decimals. NULL where the whole is not above zero.';

CREATE FUNCTION award_terms(day date, known_on date)
	RETURNS TABLE (award text, currencies currency[], main_currency currency, committed money_bag,
				   period grant_period, original_period grant_period, is_cancelled boolean)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000
	BEGIN ATOMIC
		SELECT a.award::text,
			   -- what was once added: a currency stays when all of it is taken away
			   coalesce(currencies(bag(a.change) FILTER (WHERE a.kind IN ('original', 'supplement'))), '{}'),
			   (array_agg((currencies(a.change))[1] ORDER BY a.holds_from) FILTER (WHERE a.change <> '{}'))[1],
			   bag(a.change),
			   (array_agg(a.period ORDER BY a.holds_from DESC) FILTER (WHERE a.period IS NOT NULL))[1],
			   (array_agg(a.period) FILTER (WHERE a.kind = 'original'))[1],
			   bool_or(a.kind = 'cancellation')
		FROM amendment AS a
		WHERE a.holds_from <= award_terms.day
		  AND is_known(a.known_since, a.withdrawn_on, award_terms.known_on)
		GROUP BY a.award;
	END;
COMMENT ON FUNCTION award_terms(day date, known_on date) IS
'What each award says at the end of a day, as known on another: its currencies, the main one (the first of its original), all that is committed, its period and that of the original, and whether it is cancelled.';

CREATE FUNCTION counting_currency(amount monetary, currencies currency[], main_currency currency) RETURNS currency
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN currency(amount) = main_currency OR currency(amount) = ANY (currencies) THEN currency(amount)
				ELSE main_currency END;
COMMENT ON FUNCTION counting_currency(amount monetary, currencies currency[], main_currency currency) IS
'The currency of an award in which a flow or a tranche counts: its own where the award has it, else the main one.';

-- Money that reached the recipient of an award or was spent under it, by day.
CREATE FUNCTION award_flows(target currency, day date, known_on date)
	RETURNS TABLE (flow bigint, award text, is_spending boolean, booked_on date, line text, tranche int,
				   currency currency, amount monetary, value monetary, closed boolean, rate_closed boolean, first_day date,
				   recorded monetary, valued_on date, agreed_rate numeric, agreed_currency currency, counter_amount monetary,
				   main_currency currency)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000000
	BEGIN ATOMIC
		SELECT v.flow, v.award, v.type = 4, v.booked_on, v.line, v.tranche, v.currency,
			   CASE WHEN currency(v.amount) = v.currency THEN v.amount
					WHEN v.currency = award_flows.target THEN v.value
					ELSE value_at(v.amount, v.currency, v.valued_on, v.agreed_rate, v.agreed_currency, v.counter_amount,
								  k.numerator, k.denominator) END,
			   v.value,
			   -- where what counts for the award was kept too; NULL is of no currency
			   v.closed AND (v.currency IS NULL
							 OR is_kept(v.amount, v.currency, v.agreed_currency, v.counter_amount, k.numerator)),
			   v.rate_closed,
			   v.first_day,
			   v.amount, v.valued_on, v.agreed_rate, v.agreed_currency, v.counter_amount, v.main_currency
		FROM (SELECT f.flow, f.award, f.type, f.booked_on, f.valued_on, f.line, f.tranche, f.amount, f.value, f.closed, f.rate_closed,
					 f.agreed_rate, f.agreed_currency, f.counter_amount,
					 counting_currency(f.amount, t.currencies, t.main_currency) AS currency,
					 first_day(t.period) AS first_day, t.main_currency
			  FROM flow_values(award_flows.target, award_flows.known_on) AS f
				   JOIN award_terms(award_flows.day, award_flows.known_on) AS t ON t.award = f.award
			  WHERE f.booked_on <= award_flows.day
				AND f.type IN (1, 3, 4, 7)
				AND NOT f.recorded_twice) AS v
			 LEFT JOIN kept_rates(award_flows.target, award_flows.known_on) AS k
				 ON k.of = currency(v.amount) AND k.target = v.currency AND k.day = v.valued_on AND v.rate_closed;
	END;
COMMENT ON FUNCTION award_flows(target currency, day date, known_on date) IS
'Transfers to the recipients of awards, each once, and spending under awards, booked by a day, as known on another: in the currency of the award in which they count, and in a target currency; with the first day and the main currency of the award, and the amount as recorded with what its value depends on. CR001 where no usable rate is known, or NULL with caudal.missing_rate = null.';
