-- Two who load one sheet at once come one after the other, and the second finds
-- what the first has stored.
LOCK TABLE flow IN SHARE ROW EXCLUSIVE MODE;

ANALYZE staged;

-- Who is meant: an identifier, a name or an alias, as find_organization() has it.
CREATE TEMPORARY TABLE party ON COMMIT DROP AS
WITH named AS (
	SELECT provider AS called FROM staged WHERE provider IS NOT NULL
	UNION
	SELECT receiver FROM staged WHERE receiver IS NOT NULL
), found AS (
	SELECT n.called, o.organization::text FROM named AS n JOIN organization AS o ON o.organization = n.called
	UNION
	SELECT n.called, o.organization FROM named AS n JOIN organization AS o ON lower(o.name) = lower(n.called)
	UNION
	SELECT n.called, a.organization FROM named AS n JOIN organization_alias AS a ON lower(a.alias) = lower(n.called)
)
SELECT n.called, min(f.organization) AS organization, count(f.organization) AS organizations
FROM named AS n
	 LEFT JOIN found AS f ON f.called = n.called
GROUP BY n.called;

CREATE TEMPORARY TABLE award_party ON COMMIT DROP AS
SELECT a.award::text, a.funder::text, a.recipient::text,
	   (SELECT array_agg(c) FROM currencies_of_award(a.award) AS c) AS currencies
FROM award AS a
WHERE a.award IN (SELECT s.award FROM staged AS s
				  UNION ALL
				  SELECT f.award FROM staged AS s JOIN flow AS f ON f.source_reference = s.reference AND f.withdrawn_on IS NULL);

CREATE TEMPORARY TABLE repeated ON COMMIT DROP AS
SELECT reference, min(number) AS first_number
FROM staged
WHERE reference IS NOT NULL
GROUP BY reference
HAVING count(*) > 1;

ANALYZE party, award_party, repeated;

-- The flow that each row of the file is to be.  What the file has no column for
-- stays as it stands, and what a reversal takes from its original is not the
-- file's to say.  A flow without parties is between those of its award: from its
-- funder to its recipient, and an expenditure is the recipient's.
CREATE TEMPORARY TABLE ready ON COMMIT DROP AS
SELECT s.number, s.reference, w.award, s.type, s.amount, s.booked_on,
	   CASE WHEN f.flow IS NULL OR h.value_date AND f.reverses IS NULL THEN s.value_date ELSE f.value_date END AS value_date,
	   coalesce(p.organization, CASE WHEN NOT h.provider AND f.award IS NOT DISTINCT FROM w.award THEN f.provider END,
				CASE s.type WHEN 4 THEN a.recipient ELSE a.funder END) AS provider,
	   coalesce(r.organization, CASE WHEN NOT h.receiver AND f.award IS NOT DISTINCT FROM w.award THEN f.receiver END,
				CASE WHEN s.type <> 4 THEN a.recipient END) AS receiver,
	   CASE WHEN f.flow IS NULL OR h.agreed_rate AND f.reverses IS NULL THEN s.agreed_rate ELSE f.agreed_rate END AS agreed_rate,
	   CASE WHEN f.flow IS NULL OR h.agreed_rate AND f.reverses IS NULL THEN s.agreed_currency ELSE f.agreed_currency END AS agreed_currency,
	   CASE WHEN f.flow IS NULL OR h.counter_amount AND f.reverses IS NULL THEN s.counter_amount ELSE f.counter_amount END AS counter_amount,
	   CASE WHEN f.flow IS NULL OR h.reverses THEN s.reverses ELSE o.source_reference END AS reverses,
	   CASE WHEN f.flow IS NULL OR h.counterpart THEN s.counterpart ELSE c.source_reference END AS counterpart,
	   CASE WHEN f.flow IS NULL OR h.line THEN s.line ELSE f.line END AS line,
	   CASE WHEN f.flow IS NULL OR h.tranche THEN s.tranche ELSE f.tranche END AS tranche,
	   CASE WHEN f.flow IS NULL THEN coalesce(s.known_since, CURRENT_DATE) ELSE CURRENT_DATE END AS known_since,
	   CASE WHEN f.flow IS NULL OR h.currency_reason THEN s.currency_reason ELSE f.currency_reason END AS currency_reason,
	   CASE WHEN f.flow IS NULL OR h.note THEN s.note ELSE f.note END AS note,
	   f.flow AS stands, f.known_since < CURRENT_DATE AS is_reported,
	   s.provider AS provider_called, p.organizations AS providers,
	   s.receiver AS receiver_called, r.organizations AS receivers,
	   a.award IS NOT NULL AS has_award, a.currencies, d.first_number
FROM staged AS s
	 LEFT JOIN party AS p ON p.called = s.provider
	 LEFT JOIN party AS r ON r.called = s.receiver
	 LEFT JOIN repeated AS d ON d.reference = s.reference
	 LEFT JOIN flow AS f ON f.source_reference = s.reference AND f.withdrawn_on IS NULL
	 LEFT JOIN flow AS o ON o.flow = f.reverses
	 LEFT JOIN flow AS c ON c.flow = f.counterpart
	 CROSS JOIN (
	  SELECT coalesce(bool_or(m.field = 'award'), false) AS award,
			 coalesce(bool_or(m.field = 'provider'), false) AS provider,
			 coalesce(bool_or(m.field = 'receiver'), false) AS receiver,
			 coalesce(bool_or(m.field = 'value_date'), false) AS value_date,
			 coalesce(bool_or(m.field = 'agreed_rate'), false) AS agreed_rate,
			 coalesce(bool_or(m.field = 'counter_amount'), false) AS counter_amount,
			 coalesce(bool_or(m.field = 'line'), false) AS line,
			 coalesce(bool_or(m.field = 'tranche'), false) AS tranche,
			 coalesce(bool_or(m.field = 'currency_reason'), false) AS currency_reason,
			 coalesce(bool_or(m.field = 'note'), false) AS note,
			 coalesce(bool_or(m.field = 'reverses'), false) AS reverses,
			 coalesce(bool_or(m.field = 'counterpart'), false) AS counterpart
	  FROM mapped AS m) AS h
	 CROSS JOIN LATERAL (SELECT CASE WHEN f.flow IS NULL OR h.award THEN s.award ELSE f.award::text END) AS w (award)
	 LEFT JOIN award_party AS a ON a.award = w.award;
DROP TABLE staged;

-- rows are applied by ranges of their lines, in whose order they lie, more or less
CREATE INDEX ON ready USING brin (number);
ANALYZE ready;
