-- Grants as they are known today.  $1 is a funder, or NULL for all.  An award
-- that is open from its first day on has no planned dates that anybody stated.
WITH exported AS (
	SELECT a.award, a.title, a.description, a.funder, a.recipient, a.programme, a.pass_through,
		   o.holds_from AS awarded_on,
		   nullif(v.period, grant_period(o.holds_from, 'infinity')) AS period,
		   (currencies(CASE WHEN v.committed = '{}' THEN o.change ELSE v.committed END))[1] AS currency,
		   v.committed,
		   cardinality(currencies(v.committed)) > 1 OR v.committed = '{}' AND cardinality(currencies(o.change)) <> 1
		   OR v.award IS NULL AS is_left_out
	FROM award AS a
		 LEFT JOIN award_versions(CURRENT_DATE) AS v ON v.award = a.award AND v.holds_until IS NULL
		 LEFT JOIN award_versions(CURRENT_DATE) AS o ON o.award = a.award AND o.kind = 'original'
	WHERE a.funder = $1 OR $1 IS NULL
), payment AS (
	SELECT f.award, f.flow, f.source_reference, f.booked_on, f.value_date, f.amount, f.note, f.provider, f.receiver
	FROM flow AS f
	WHERE f.type = 3 AND f.withdrawn_on IS NULL AND f.award IS NOT NULL
)
