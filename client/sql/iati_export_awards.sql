-- Which awards are exported, and what of them all other statements need; each of
-- those begins with this.  $1: awards, $2: a reporting organization, $3: the
-- language of awards that were never published; NULL for $1 and $2 is all.
WITH exported AS (
	SELECT a.award::text AS award, a.title, a.description, a.funder, a.recipient, t.award IS NOT NULL AS is_published,
		   coalesce(t.reporter, a.funder) AS reporter,
		   CASE WHEN t.award IS NULL THEN $3::text ELSE t.language END AS language,
		   CASE WHEN length(a.award) <= 150 THEN a.award ELSE left(a.award, 110) || '~' || md5(a.award) END AS stem
	FROM award AS a
		 LEFT JOIN activity AS t ON t.award = a.award
	WHERE ($1::text[] IS NULL OR a.award = ANY ($1::text[]))
	  AND ($2::text IS NULL OR coalesce(t.reporter, a.funder) = $2)
	  -- an activity has a date
	  AND (t.award IS NOT NULL
		   OR EXISTS (SELECT FROM amendment AS k
					  WHERE k.award = a.award AND k.kind = 'original' AND is_known(k.known_since, k.withdrawn_on, CURRENT_DATE)))
), named AS (
	-- an organization that was only ever named has its name as identifier
	SELECT o.organization::text AS organization,
		   CASE WHEN NOT coalesce(l.is_name, false) THEN o.organization::text END AS ref,
		   CASE WHEN l.labels IS NULL AND o.name <> o.organization THEN o.name END AS name, l.labels,
		   coalesce(o.iati_type,
					CASE o.kind WHEN 'public' THEN 10 WHEN 'multilateral' THEN 40 WHEN 'foundation' THEN 60 WHEN 'company' THEN 70
								WHEN 'academic' THEN 80 WHEN 'other' THEN 90 ELSE 22 END) AS assumed_type,
		   o.iati_type
	FROM organization AS o
		 LEFT JOIN (SELECT l.code, string_agg(l.language || E'\x1F' || translate(l.label, E'\x1E\x1F', ''), E'\x1E' ORDER BY l.language) AS labels,
						   bool_or(l.label = l.code) AS is_name
					FROM label AS l
					WHERE l.list = 'organization.organization'
					GROUP BY l.code) AS l ON l.code = o.organization
)
