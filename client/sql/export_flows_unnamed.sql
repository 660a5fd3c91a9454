SELECT count(*) FILTER (WHERE f.source_reference IS NULL),
	   count(*) FILTER (WHERE o.flow IS NOT NULL AND o.source_reference IS NULL)
FROM flow AS f
	 LEFT JOIN flow AS o ON o.flow = coalesce(f.reverses, f.counterpart)
WHERE f.withdrawn_on IS NULL
