-- What a flow refers to is in the file or in the tracker.
WITH judged AS (
	SELECT r.number, 'reverses' AS field, r.reverses AS value
	FROM ready AS r
	WHERE r.reverses IS NOT NULL
	  AND NOT EXISTS (SELECT FROM flow AS o WHERE o.source_reference = r.reverses AND o.withdrawn_on IS NULL)
	UNION ALL
	SELECT r.number, 'counterpart', r.counterpart
	FROM ready AS r
	WHERE r.counterpart IS NOT NULL
	  AND NOT EXISTS (SELECT FROM flow AS c WHERE c.source_reference = r.counterpart AND c.withdrawn_on IS NULL)
)
INSERT INTO refused (line, "column", value, reason)
SELECT j.number, coalesce(m.column_name, j.field), j.value, 'there is no flow of this reference'
FROM judged AS j
	 LEFT JOIN mapped AS m ON m.field = j.field;
DELETE FROM ready WHERE number IN (SELECT line FROM refused);
