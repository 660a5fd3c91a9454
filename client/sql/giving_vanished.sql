-- How many disbursements stay that the file does not have, or NULL: of those whose
-- reference is made of the day, since another day is another disbursement.
SELECT nullif(count(*), 0)
FROM flow AS f
	 JOIN pg_temp.giving_grant AS g ON g.award = f.award
WHERE f.withdrawn_on IS NULL AND starts_with(f.source_reference, g.award || '/')
  AND substr(f.source_reference, length(g.award) + 2) ~ '^\d{4}-\d\d-\d\d/\d+$'
  AND NOT EXISTS (SELECT FROM pg_temp.giving_payment AS p WHERE p.reference = f.source_reference)
