-- Transactions that are here and not in the file any more.
SELECT count(*)
FROM flow AS f
	 JOIN staged_activity AS a ON a.award = f.award AND NOT a.is_new
WHERE f.withdrawn_on IS NULL
  AND starts_with(f.source_reference, a.stem || '#')
  AND NOT EXISTS (SELECT FROM staged_state AS s WHERE s.reference = f.source_reference)
