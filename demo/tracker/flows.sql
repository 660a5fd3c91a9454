ANALYZE award, tranche_plan, tranche, budget_line, budget;

-- Money that moves, as each organization records it.  Like amendments, flows
-- come into the tracker as they come to be known: see books.sql.  "own" names a
-- row that others refer to.

-- Paid tranches.  Some are exchanged by a bank, which says what they came to in
-- the other currency, some at a rate that was agreed; the rest have the published
-- rate of their day.
CREATE TEMP TABLE payment AS
SELECT t.k, t.n, t.key, t.phase, t.award, t.tranche, t.funder, t.recipient, t.of, t.paid_on,
	   -- one bank took a fee off
	   t.part - CASE WHEN t.phase = 'R' AND t.n = 29 AND t.tranche = 2 THEN 40 ELSE 0 END AS part,
	   t.paid_on + pg_temp.draw(0, 6, 40, t.key, t.tranche)::int AS known_since,
	   CASE WHEN c.how BETWEEN 0 AND 2 THEN t.paid_on + 2 END AS value_date,
	   CASE WHEN t.of <> 'USD' AND c.how < 4
			THEN round(t.part / r.rate * (1000 + pg_temp.draw(-12, 12, 41, t.key, t.tranche)) / 1000, 2)
			WHEN t.of = 'USD' AND t.line_currency <> 'USD' AND c.how < 6
			THEN round(t.part * l.rate * (1000 - pg_temp.draw(2, 15, 41, t.key, t.tranche)) / 1000, 2) END AS counter_amount,
	   CASE WHEN t.of = 'USD' THEN t.line_currency ELSE 'USD' END AS counter_currency,
	   CASE WHEN t.of <> 'USD' AND c.how BETWEEN 4 AND 5 THEN round(1 / r.rate, 8) END AS agreed_rate,
	   round(t.part / r.rate * 0.995, 2) AS in_dollars
FROM tranche_plan AS t
	 LEFT JOIN exchange_rate AS r ON r.source = 'illustrative' AND r.quote = t.of::currency AND r.valid_from = date_trunc('month', t.paid_on)::date
	 LEFT JOIN exchange_rate AS l ON l.source = 'illustrative' AND l.quote = t.line_currency::currency AND l.valid_from = date_trunc('month', t.paid_on)::date,
	 LATERAL (SELECT CASE WHEN t.phase = 'D' THEN 3 ELSE pg_temp.draw(0, 9, 42, t.key * 10 + ascii(t.phase), t.tranche) END) AS c (how)
WHERE t.paid_on IS NOT NULL
  -- one was marked as paid and never was
  AND NOT (t.phase = 'R' AND t.n = 28 AND t.tranche = 3);

-- What the budgets came to be in the end, by month
CREATE TEMP TABLE spending AS
SELECT b.k, b.n, b.key, b.phase, b.award, b.line, b.line_currency, b.recipient, month::date AS month,
	   month::date + pg_temp.draw(2, 25, 50, b.key * 10 + b.place, day_number)::int AS booked_on,
	   pg_temp.draw(0, 12, 51, b.key * 10 + b.place, day_number)::int AS delay,
	   round(b.amount / months(b.period) * CASE WHEN b.line IN ('activities', 'convenings') THEN 2 ELSE 1 END
			 * pg_temp.draw(b.least, b.most, 52, b.key * 10 + b.place, day_number) / 100,
			 CASE WHEN b.line_currency = 'COP' THEN 0 ELSE 2 END) AS amount
FROM (SELECT DISTINCT ON (g.award, g.line, g.period)
			 l.k, l.n, l.key * 100 + ascii(l.phase) AS key, l.phase, l.award, l.line, l.place, l.line_currency, l.recipient, g.period,
			 amount(g.amount) AS amount,
			 -- two spend more than they have
			 CASE WHEN l.n IN (13, 28) THEN 108 ELSE 82 END AS least, CASE WHEN l.n IN (13, 28) THEN 125 ELSE 108 END AS most
	  FROM budget AS g
		   JOIN line_plan AS l ON l.award = g.award AND l.line = g.line
	  ORDER BY g.award, g.line, g.period, g.revision DESC) AS b,
	 generate_series(first_day(b.period)::timestamp, last_day(b.period)::timestamp, '1 month') AS month,
	 LATERAL (SELECT month::date - date '2021-01-01') AS d (day_number)
WHERE month < '2024-01-01'
  AND (b.line NOT IN ('activities', 'convenings') OR extract(month FROM month)::int % 2 = 1)
  AND NOT (b.phase = 'R' AND b.n = 18 AND month > '2022-06-01');

ANALYZE payment, spending;

CREATE TEMP TABLE numbered_flow AS
WITH all_flows (k, place, own, reverses, counterpart, award, type, amount, currency, booked_on, value_date, provider, receiver,
				agreed_rate, counter_amount, counter_currency, line, tranche, known_since, withdrawn_on, currency_reason, note) AS (
	-- who pays: disbursements
	SELECT k, 1, award || '/' || tranche, NULL, NULL, award, 3, part, of, paid_on, value_date, funder, recipient,
		   agreed_rate, counter_amount, counter_currency, NULL, tranche, known_since, NULL::date, NULL, NULL
	FROM payment
	UNION ALL
	-- the other record of it, by who receives: the lead of all, others of some;
	-- a bank between them takes its fee, and euros arrive as dollars
	SELECT k, 3, award || '/' || tranche || '/received', NULL, award || '/' || tranche, award, 1,
		   CASE WHEN phase = 'A3' THEN coalesce(counter_amount, in_dollars) WHEN of = 'USD' THEN part - 15 ELSE part END,
		   CASE WHEN phase = 'A3' THEN 'USD' ELSE of END,
		   least(paid_on + pg_temp.draw(0, 4, 43, key, tranche)::int, date '2023-12-29'), NULL, funder, recipient,
		   NULL, NULL, NULL, NULL, NULL, known_since + 3, NULL, NULL, NULL
	FROM payment
	WHERE n = 0 OR (phase IN ('R', 'S') AND pg_temp.draw(1, 10, 44, key, tranche) <= 6)
	UNION ALL
	-- what came back, of the payment that it takes back
	SELECT p.k, 4, p.award || '/refund', p.award || '/' || p.tranche, NULL, p.award, 3,
		   - round(p.part * CASE WHEN p.n = 18 THEN 30 ELSE pg_temp.draw(5, 9, 45, p.key) END / 100), p.of,
		   a.extended_to + 40, NULL, p.funder, p.recipient, NULL, NULL, NULL, NULL, p.tranche, a.extended_to + 44, NULL, NULL,
		   'returned unspent'
	FROM payment AS p
		 JOIN award_plan AS a USING (award)
	WHERE p.phase = 'R' AND ((p.n IN (8, 17, 26, 35) AND p.tranche = 3) OR (p.n = 18 AND p.tranche = 2))
	UNION ALL
	-- and of none, as nobody noted which
	SELECT a.k, 4, a.award || '/refund', NULL, NULL, a.award, 3, -500 * m.units, a.currency, date '2023-02-10', NULL, a.funder, a.recipient,
		   NULL, NULL, NULL, NULL, NULL, date '2023-02-14', NULL, NULL, 'returned, of which payment is not known'
	FROM award_plan AS a
		 JOIN member AS m USING (k, n)
	WHERE a.phase = 'R' AND a.n = 11
	UNION ALL
	-- commitments, as the lead records what it promises and what it is promised;
	-- one it forgot
	SELECT m.k, 2, m.award || '/commitment/' || m.amendment, NULL, NULL, m.award, CASE WHEN m.n = 0 THEN 11 ELSE 2 END, m.amount, m.currency,
		   m.holds_from, NULL, a.funder, a.recipient, NULL, NULL, NULL, NULL, NULL, m.known_since, NULL, NULL, NULL
	FROM amendment_plan AS m
		 JOIN award_plan AS a USING (award)
	WHERE m.amount IS NOT NULL AND m.withdrawn_on IS NULL AND a.phase NOT IN ('D', 'P', 'Q')
	  AND NOT (a.phase = 'R' AND a.n = 23 AND m.kind = 'supplement')
	UNION ALL
	-- pledges: one became A5, one is still to become an award
	SELECT p.k, p.place, 'C' || p.k || '/pledge/' || p.pledge || '/' || p.type, NULL,
		   CASE p.type WHEN 13 THEN 'C' || p.k || '/pledge/' || p.pledge || '/12' END,
		   CASE WHEN p.pledge = 1 THEN 'C' || p.k || '-A5' END, p.type, p.amount, p.currency, p.day, NULL, f.organization, l.organization,
		   NULL, NULL, NULL, NULL, NULL, p.day, NULL, NULL, NULL
	FROM (SELECT plan.k, v.*
		  FROM plan,
			   (VALUES (1, 12, 5, 600000, 'USD', date '2023-02-15', 'F2'), (1, 13, 6, 600000, 'USD', '2023-02-15', 'F2'),
					   (2, 12, 5, 300000, 'EUR', '2023-11-20', 'F3'), (2, 13, 6, 300000, 'EUR', '2023-11-20', 'F3')
			   ) AS v (pledge, type, place, amount, currency, day, funder)) AS p
		 JOIN carrier AS f ON f.k = p.k AND f.code = p.funder
		 JOIN carrier AS l ON l.k = p.k AND l.code = 'L'
	UNION ALL
	-- expenditure by budget line; three of them came late or wrong
	SELECT k, 7, award || '/' || line || '/' || month, NULL, NULL, award, 4, amount, line_currency, booked_on, NULL, recipient, NULL,
		   NULL, NULL, NULL, line, NULL,
		   CASE WHEN line <> 'staff' OR phase <> 'R' THEN booked_on + delay
				WHEN n = 7 AND month = '2021-12-01' THEN date '2022-03-20'
				WHEN n = 15 AND month = '2022-12-01' THEN date '2023-04-03'
				WHEN n = 12 AND month = '2022-08-01' THEN date '2023-03-08'
				ELSE booked_on + delay END,
		   NULL, NULL, NULL
	FROM spending
	WHERE amount > 0
	UNION ALL
	SELECT k, 8, award || '/wrong', NULL, NULL, award, 4, amount * 10, line_currency, booked_on, NULL, recipient, NULL,
		   NULL, NULL, NULL, line, NULL, booked_on + delay, date '2023-03-08', NULL, 'a digit too many'
	FROM spending
	WHERE line = 'staff' AND phase = 'R' AND n = 12 AND month = '2022-08-01'
	UNION ALL
	SELECT k, 9, award || '/flight', NULL, NULL, award, 4, 1250, 'USD', date '2022-10-18', NULL, recipient, NULL,
		   NULL, NULL, NULL, 'activities', NULL, date '2022-10-20', NULL, 'a flight that was paid in dollars', NULL
	FROM award_plan
	WHERE phase = 'R' AND n = 9
	UNION ALL
	SELECT k, 9, award || '/reimbursement', NULL, NULL, award, 7, 4800, 'GTQ', date '2023-10-19', NULL, funder, recipient,
		   NULL, NULL, NULL, NULL, NULL, date '2023-10-23', NULL, NULL, 'travel to the summit'
	FROM award_plan
	WHERE phase = 'S' AND n = 20
)
SELECT row_number() OVER (ORDER BY k, booked_on, place, own COLLATE "C")::bigint AS flow,
	   'C' || k || '-' || to_char(row_number() OVER (PARTITION BY k ORDER BY booked_on, place, own COLLATE "C"), 'FM00000') AS source_reference,
	   a.*
FROM all_flows AS a;
ANALYZE numbered_flow;

CREATE TEMP TABLE flow_plan AS
SELECT n.flow, n.award, n.type, monetary(n.amount, n.currency::currency) AS amount, n.booked_on, n.value_date, n.provider, n.receiver,
	   n.agreed_rate, CASE WHEN n.agreed_rate IS NOT NULL THEN 'USD'::currency END AS agreed_currency,
	   monetary(n.counter_amount, n.counter_currency::currency) AS counter_amount, r.flow AS reverses, c.flow AS counterpart,
	   n.line, n.tranche,
	   -- the right record has the reference of the wrong one
	   coalesce(w.source_reference, n.source_reference) AS source_reference,
	   -- the books of 2023 know all of it
	   least(n.known_since, '2023-12-31') AS known_since, n.withdrawn_on, n.currency_reason, n.note
FROM numbered_flow AS n
	 LEFT JOIN numbered_flow AS r ON r.own = n.reverses
	 LEFT JOIN numbered_flow AS c ON c.own = n.counterpart
	 LEFT JOIN numbered_flow AS w ON w.own = CASE WHEN n.own LIKE '%/wrong' THEN n.award || '/staff/2022-08-01' END;
