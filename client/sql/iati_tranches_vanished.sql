WITH vanished AS (
	SELECT t.award, t.tranche,
		   t.known_since = CURRENT_DATE
		   AND NOT EXISTS (SELECT FROM flow AS f WHERE f.award = t.award AND f.tranche = t.tranche) AS is_of_today
	FROM tranche AS t
		 JOIN staged_activity AS a ON a.award = t.award AND NOT a.is_new
	WHERE t.cancelled_on IS NULL AND t.paid_on IS NULL
	  AND starts_with(t.source_reference, a.stem || '#plan-')
	  AND NOT EXISTS (SELECT FROM staged_tranche AS s WHERE s.reference = t.source_reference)
), cancelled AS (
	UPDATE tranche AS t
	SET cancelled_on = CURRENT_DATE
	FROM vanished AS v
	WHERE (v.award, v.tranche) = (t.award, t.tranche) AND NOT v.is_of_today
), removed AS (
	DELETE FROM tranche AS t
	USING vanished AS v
	WHERE (v.award, v.tranche) = (t.award, t.tranche) AND v.is_of_today
)
INSERT INTO tally (changed)
SELECT count(*) FROM vanished
