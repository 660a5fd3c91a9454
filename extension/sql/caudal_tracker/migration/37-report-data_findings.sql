-- What is amiss or missing.  To find what has no rate it must not be an error,
-- whatever the session says: so this function has a setting of its own.

CREATE FUNCTION data_findings(day date DEFAULT CURRENT_DATE, language text DEFAULT 'en')
	RETURNS TABLE (finding text, finding_name text, award text, organization text, flow bigint, detail text)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
	SET caudal.missing_rate = 'null'
	BEGIN ATOMIC
		WITH status AS MATERIALIZED (
			SELECT g.award, g.status, g.currency, g.committed, g.disbursed, g.spent
			FROM grant_status(data_findings.day, data_findings.day) AS g
		), terms AS MATERIALIZED (
			SELECT t.award, t.currencies, t.committed, t.period
			FROM award_terms(data_findings.day, data_findings.day) AS t
		), in_use AS (
			SELECT DISTINCT currency(f.amount) AS currency
			FROM flow AS f
			WHERE f.booked_on > data_findings.day - 366 AND f.booked_on <= data_findings.day
			UNION
			SELECT s.currency::currency
			FROM status AS s
			WHERE s.committed > s.disbursed
		-- over the pivot there are two rates, each as old as its own source allows
		), rates_in_use AS (
			SELECT DISTINCT l.of, l.target
			FROM in_use AS u
				 CROSS JOIN LATERAL exchange_rate_used(u.currency, reporting_currency(), data_findings.day) AS r
				 CROSS JOIN current_setting('caudal.pivot_currency') AS p (pivot)
				 CROSS JOIN LATERAL (VALUES (u.currency, CASE WHEN r.path LIKE '%; %' THEN p.pivot::currency
															  ELSE reporting_currency() END),
											(CASE WHEN r.path LIKE '%; %' THEN p.pivot::currency END,
											 reporting_currency())) AS l (of, target)
		), findings AS (
			SELECT 'flow without rate' AS finding, v.award, NULL::text AS organization, v.flow,
				   v.amount::text || ', ' || to_char(v.valued_on, 'YYYY-MM-DD') AS detail
			FROM flow_values(reporting_currency(), data_findings.day) AS v
			WHERE v.value IS NULL AND v.booked_on <= data_findings.day
			UNION ALL
			SELECT 'commitment without rate', v.award, NULL, NULL, v.amount::text || ', ' || to_char(v.holds_from, 'YYYY-MM-DD')
			FROM commitment_values(reporting_currency(), data_findings.day) AS v
			WHERE v.value IS NULL AND v.holds_from <= data_findings.day
			UNION ALL
			SELECT 'over-disbursed', s.award, NULL, NULL,
				   s.disbursed || ' > ' || s.committed || ' ' || s.currency
			FROM status AS s
			WHERE s.disbursed > s.committed
			UNION ALL
			-- a refund is below zero, and not a payment the other way
			SELECT 'transfer between others', f.award::text, NULL, f.flow,
				   f.provider || ' > ' || f.receiver || ', ' || f.amount::text
			FROM flow AS f
				 JOIN award AS a ON a.award = f.award
			WHERE is_transfer(f.type, f.known_since, f.withdrawn_on, f.matched_on, data_findings.day)
			  AND f.booked_on <= data_findings.day AND f.receiver <> a.recipient
			UNION ALL
			SELECT 'cancelled with a balance', s.award, NULL, NULL,
				   s.committed || ' <> ' || s.disbursed || ' ' || s.currency
			FROM status AS s
			WHERE s.status = 'cancelled' AND s.committed > s.disbursed
			UNION ALL
			SELECT 'overspent', s.award, NULL, NULL, s.spent || ' > ' || s.disbursed || ' ' || s.currency
			FROM status AS s
			WHERE s.spent > s.disbursed
			UNION ALL
			-- one that comes to be known later is no fault of the award's
			SELECT 'award without amendment', a.award::text, NULL, NULL, a.title
			FROM award AS a
			WHERE NOT EXISTS (SELECT
							  FROM amendment AS m
							  WHERE m.award = a.award AND m.kind = 'original'
								AND (m.withdrawn_on IS NULL OR m.withdrawn_on > data_findings.day))
			UNION ALL
			SELECT 'award without amount', a.award::text, NULL, NULL, a.title
			FROM terms AS t
				 JOIN award AS a ON a.award = t.award
			WHERE t.currencies = '{}'
			UNION ALL
			SELECT 'flow outside the period', f.award::text, f.provider::text, f.flow,
				   to_char(f.booked_on, 'YYYY-MM-DD') || ', ' || t.period
			FROM flow AS f
				 JOIN terms AS t ON t.award = f.award
			WHERE f.type = 4 AND f.booked_on <= data_findings.day AND NOT t.period @> f.booked_on
			  AND is_known(f.known_since, f.withdrawn_on, data_findings.day)
			UNION ALL
			-- in each currency that either has
			SELECT 'commitment differs', c.award, NULL, NULL,
				   coalesce(c.committed -> k.currency, monetary(0, k.currency)) || ' <> '
				   || coalesce(t.committed -> k.currency, monetary(0, k.currency))
			FROM (SELECT f.award::text AS award, bag(f.amount) AS committed
				  FROM flow AS f
				  WHERE f.type IN (2, 11) AND f.award IS NOT NULL AND f.booked_on <= data_findings.day
					AND is_known(f.known_since, f.withdrawn_on, data_findings.day)
					AND (f.matched_on IS NULL OR f.matched_on > data_findings.day)
				  GROUP BY f.award) AS c
				 LEFT JOIN terms AS t ON t.award = c.award
				 CROSS JOIN LATERAL (SELECT unnest(currencies(c.committed))
									 UNION
									 SELECT unnest(currencies(t.committed))) AS k (currency)
			WHERE coalesce(c.committed -> k.currency, monetary(0, k.currency)) <> coalesce(t.committed -> k.currency, monetary(0, k.currency))
			UNION ALL
			-- what was paid in another currency cannot be compared, unless the
			-- bank said what it was in that of the tranche
			SELECT CASE WHEN p.flows IS NULL THEN 'tranche paid without flow' ELSE 'tranche paid otherwise' END,
				   s.award::text, NULL, NULL,
				   s.tranche || ': ' || coalesce(p.paid, monetary(0, currency(s.amount))) || ' <> ' || s.amount
			FROM tranche AS s
				 LEFT JOIN (SELECT f.award, f.tranche, count(*) AS flows,
								   sum(CASE WHEN currency(f.amount) = currency(t.amount) THEN f.amount
											WHEN currency(f.counter_amount) = currency(t.amount) THEN f.counter_amount END) AS paid,
								   count(*) FILTER (WHERE currency(f.amount) <> currency(t.amount)
													  AND NOT coalesce(currency(f.counter_amount) = currency(t.amount), false)) AS other_flows
							FROM flow AS f
								 JOIN tranche AS t ON t.award = f.award AND t.tranche = f.tranche
							WHERE is_transfer(f.type, f.known_since, f.withdrawn_on, f.matched_on, data_findings.day)
							  AND f.booked_on <= data_findings.day
							GROUP BY f.award, f.tranche) AS p ON p.award = s.award AND p.tranche = s.tranche
			WHERE s.known_since <= data_findings.day
			  AND tranche_status(s.approved_on, s.paid_on, s.cancelled_on, data_findings.day) = 'paid'
			  AND (p.flows IS NULL OR p.other_flows = 0 AND p.paid <> s.amount)
			UNION ALL
			SELECT DISTINCT 'missing statement', NULL, o.organization::text, NULL::bigint,
				   n.year || ', ' || y.period
			FROM terms AS t
				 JOIN award AS a ON a.award = t.award
				 JOIN organization AS o ON o.organization = a.recipient
				 -- an award is held until it is cancelled
				 LEFT JOIN (SELECT m.award, min(m.holds_from) AS holds_from
							FROM amendment AS m
							WHERE m.kind = 'cancellation' AND is_known(m.known_since, m.withdrawn_on, data_findings.day)
							GROUP BY m.award) AS c ON c.award = t.award
				 CROSS JOIN LATERAL (SELECT least(last_day(t.period), data_findings.day, c.holds_from - 1) AS last_day) AS h
				 CROSS JOIN LATERAL generate_series(fiscal_year(first_day(t.period), o.fiscal_year_start),
													fiscal_year(h.last_day, o.fiscal_year_start)) AS n (year)
				 CROSS JOIN LATERAL (SELECT fiscal_period(n.year, o.fiscal_year_start) AS period) AS y
			WHERE first_day(t.period) <= h.last_day
			  AND last_day(y.period) <= data_findings.day - 180
			  AND NOT EXISTS (SELECT
							  FROM statement AS s
							  WHERE s.organization = o.organization AND s.period && y.period)
			UNION ALL
			SELECT 'stale rate', NULL, NULL, NULL,
				   u.of || '/' || u.target || ' ' || to_char(r.rate_date, 'YYYY-MM-DD') || ', ' || r.source
			FROM rates_in_use AS u
				 CROSS JOIN LATERAL exchange_rate_used(u.of, u.target, data_findings.day) AS r
				 JOIN rate_source AS s ON s.code = r.source
			WHERE 2 * r.age_days > s.max_age
			UNION ALL
			SELECT 'no rate', NULL, NULL, NULL, u.currency || '/' || reporting_currency()
			FROM in_use AS u
			WHERE exchange_rate(u.currency, reporting_currency(), data_findings.day) IS NULL
			UNION ALL
			-- at the rates of the tables on both sides, or a rate that was corrected
			-- after a closing would pass for a rounding
			SELECT 'rounding', r.award, NULL, NULL, r.rounded || ' <> ' || round(r.exact, 4)
			FROM (SELECT f.award::text AS award,
						 sum(value_at(f.amount, reporting_currency(), f.valued_on,
									  f.agreed_rate, f.agreed_currency, f.counter_amount)) AS rounded,
						 coalesce(sum_in_exact(f.amount, reporting_currency(), f.valued_on)
								  FILTER (WHERE NOT coalesce(currency(f.counter_amount) = reporting_currency()
														 OR f.agreed_currency = reporting_currency(), false)), 0)
						 + coalesce(sum(CASE WHEN currency(f.counter_amount) = reporting_currency() THEN amount(f.counter_amount)
											 WHEN f.agreed_currency = reporting_currency()
											 THEN amount(f.amount) * f.agreed_rate END), 0) AS exact
				  FROM flow AS f
				  WHERE is_transfer(f.type, f.known_since, f.withdrawn_on, f.matched_on, data_findings.day)
					AND f.award IS NOT NULL AND f.booked_on <= data_findings.day
				  GROUP BY f.award) AS r
			WHERE 1000 * abs(amount(r.rounded) - r.exact) > abs(r.exact)
		)
		SELECT f.finding, coalesce(l.label, f.finding), f.award, coalesce(f.organization, a.recipient::text), f.flow, f.detail
		FROM findings AS f
			 LEFT JOIN award AS a ON a.award = f.award
			 LEFT JOIN labels('data_findings.finding', data_findings.language) AS l ON l.code = f.finding;
	END;
COMMENT ON FUNCTION data_findings(day date, language text) IS
'What is amiss or missing at the end of a day, one row for each finding; what each means is in docs/tracker.md. Reads everything: for a dashboard, keep it in a materialized view. Never an error for want of a rate.';

CREATE VIEW data_findings AS
	SELECT * FROM data_findings();
COMMENT ON VIEW data_findings IS 'What is amiss or missing in the data.';
COMMENT ON COLUMN data_findings.finding IS 'what was found, as a code';
COMMENT ON COLUMN data_findings.finding_name IS 'the same as people say it';
COMMENT ON COLUMN data_findings.award IS 'award that it is about; NULL for none';
COMMENT ON COLUMN data_findings.organization IS 'organization that it is about, for an award its recipient; NULL for none';
COMMENT ON COLUMN data_findings.flow IS 'number of the flow that it is about; NULL for none';
COMMENT ON COLUMN data_findings.detail IS 'the figures or days in question';

INSERT INTO label (list, code, language, label) VALUES
	('data_findings.finding', 'flow without rate', 'en', 'flow without exchange rate'),
	('data_findings.finding', 'flow without rate', 'es', 'movimiento sin tipo de cambio'),
	('data_findings.finding', 'commitment without rate', 'en', 'commitment without exchange rate'),
	('data_findings.finding', 'commitment without rate', 'es', 'compromiso sin tipo de cambio'),
	('data_findings.finding', 'over-disbursed', 'en', 'more disbursed than committed'),
	('data_findings.finding', 'over-disbursed', 'es', 'se desembolsó más de lo comprometido'),
	('data_findings.finding', 'overspent', 'en', 'more spent than disbursed'),
	('data_findings.finding', 'overspent', 'es', 'se gastó más de lo desembolsado'),
	('data_findings.finding', 'transfer between others', 'en', 'transfer to another than the recipient'),
	('data_findings.finding', 'transfer between others', 'es', 'transferencia a otra organización que la receptora'),
	('data_findings.finding', 'cancelled with a balance', 'en', 'cancelled, and not all taken back'),
	('data_findings.finding', 'cancelled with a balance', 'es', 'cancelada con saldo por desembolsar'),
	('data_findings.finding', 'award without amendment', 'en', 'award without original agreement'),
	('data_findings.finding', 'award without amendment', 'es', 'donación sin convenio original'),
	('data_findings.finding', 'award without amount', 'en', 'award without amount'),
	('data_findings.finding', 'award without amount', 'es', 'donación sin monto'),
	('data_findings.finding', 'flow outside the period', 'en', 'expenditure outside the period of the award'),
	('data_findings.finding', 'flow outside the period', 'es', 'gasto fuera del periodo de la donación'),
	('data_findings.finding', 'commitment differs', 'en', 'commitment flows differ from the amendments'),
	('data_findings.finding', 'commitment differs', 'es', 'los compromisos registrados difieren del convenio'),
	('data_findings.finding', 'tranche paid without flow', 'en', 'tranche paid, but no flow names it'),
	('data_findings.finding', 'tranche paid without flow', 'es', 'pago programado sin movimiento'),
	('data_findings.finding', 'tranche paid otherwise', 'en', 'tranche paid with another amount'),
	('data_findings.finding', 'tranche paid otherwise', 'es', 'pago por otro monto que el programado'),
	('data_findings.finding', 'missing statement', 'en', 'annual statement missing'),
	('data_findings.finding', 'missing statement', 'es', 'falta el estado financiero anual'),
	('data_findings.finding', 'stale rate', 'en', 'exchange rate about to be too old'),
	('data_findings.finding', 'stale rate', 'es', 'tipo de cambio por vencer'),
	('data_findings.finding', 'no rate', 'en', 'currency in use without a rate of the day'),
	('data_findings.finding', 'no rate', 'es', 'moneda en uso sin tipo de cambio del día'),
	('data_findings.finding', 'rounding', 'en', 'rounding is more than 0.1 % of a total'),
	('data_findings.finding', 'rounding', 'es', 'el redondeo supera 0.1 % del total')
ON CONFLICT DO NOTHING;
