-- Organizations that may be one.  The report proposes and merges nothing: by no
-- name can the Casa Luna of one town be told from that of another.
--
-- To compare 11,000 names with each other takes 60 million comparisons.  Compared
-- are those that are near in some way: that have one key, or the first four letters
-- of a word, or of two words, that few names have, or that are neighbours in the
-- order of their words.
-- Names come together by grouping and by windows alone: joins would be planned by
-- what is known of the tables, and nested loops over 11,000 names take an hour.

CREATE FUNCTION duplicate_organizations(threshold numeric DEFAULT 0.75, language text DEFAULT 'en')
	RETURNS TABLE (organization text, organization_name text, country text, country_name text, kind text, kind_name text,
				   other_organization text, other_organization_name text, other_country text, other_country_name text,
				   other_kind text, other_kind_name text,
				   reason text, reason_name text, similarity numeric, same_country boolean,
				   spelled text, other_spelled text)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 100
	BEGIN ATOMIC
		-- Each key of an organization once, and rather its name than an alias.
		-- Words in order bring together names that are turned round.
		WITH names AS MATERIALIZED (
			SELECT DISTINCT ON (n.organization COLLATE "C", k.key COLLATE "C") n.organization, n.spelled, k.key,
				   (SELECT string_agg(w.word, ' ' ORDER BY w.word COLLATE "C")
					FROM string_to_table(k.key, ' ') AS w (word)) AS words
			FROM (SELECT o.organization::text, o.name, 1
				  FROM organization AS o
				  UNION ALL
				  SELECT a.organization::text, a.alias, 2
				  FROM organization_alias AS a) AS n (organization, spelled, rank)
				 CROSS JOIN LATERAL (SELECT name_key(n.spelled) AS key) AS k
			WHERE k.key IS NOT NULL
			ORDER BY n.organization COLLATE "C", k.key COLLATE "C", n.rank, n.spelled COLLATE "C"
		-- Common are the key, the beginning of a word, or of two words of the first
		-- eight; what more than 50 names have in common says nothing.
		), groups AS (
			SELECT array_agg(n.organization) AS organizations, array_agg(n.spelled) AS spelled, array_agg(n.key) AS keys
			FROM names AS n
			GROUP BY n.key COLLATE "C"
			HAVING count(*) BETWEEN 2 AND 50
			UNION ALL
			SELECT array_agg(n.organization), array_agg(n.spelled), array_agg(n.key)
			FROM names AS n
				 CROSS JOIN LATERAL (SELECT array_agg(DISTINCT left(w.word, 4) COLLATE "C") AS beginnings
									 FROM unnest((string_to_array(n.key, ' '))[1:8]) AS w (word)) AS b
				 CROSS JOIN LATERAL unnest(b.beginnings) AS x (beginning)
				 CROSS JOIN LATERAL unnest(b.beginnings) AS y (beginning)
			WHERE x.beginning <= y.beginning
			GROUP BY x.beginning, y.beginning
			HAVING count(*) BETWEEN 2 AND 50
		-- read backwards, names are near whose first letters differ
		), neighbours AS (
			SELECT n.organization, n.spelled, n.key, lead(n.organization, d.distance) OVER places AS other,
				   lead(n.spelled, d.distance) OVER places AS other_spelled, lead(n.key, d.distance) OVER places AS other_key
			FROM names AS n
				 CROSS JOIN LATERAL (VALUES (1, n.words), (2, reverse(n.words))) AS r (reading, words)
				 CROSS JOIN generate_series(1, 8) AS d (distance)
			WINDOW places AS (PARTITION BY r.reading, d.distance
							  ORDER BY r.words COLLATE "C", n.organization COLLATE "C", n.key COLLATE "C")
		), pairs AS (
			SELECT a.organization, a.spelled, a.key, b.organization AS other, b.spelled AS other_spelled, b.key AS other_key
			FROM groups AS g
				 CROSS JOIN LATERAL unnest(g.organizations, g.spelled, g.keys) AS a (organization, spelled, key)
				 CROSS JOIN LATERAL unnest(g.organizations, g.spelled, g.keys) AS b (organization, spelled, key)
			WHERE a.organization COLLATE "C" < b.organization COLLATE "C"
			UNION ALL
			SELECT n.organization, n.spelled, n.key, n.other, n.other_spelled, n.other_key
			FROM neighbours AS n
			WHERE n.organization <> n.other
		), near AS (
			SELECT p.organization, p.spelled, p.other, p.other_spelled, s.similarity,
				   CASE WHEN p.key = p.other_key THEN 'same key' ELSE 'similar' END AS reason
			FROM pairs AS p
				 CROSS JOIN LATERAL (SELECT name_similarity(p.spelled, p.other_spelled) AS similarity) AS s
			WHERE p.key = p.other_key OR s.similarity >= duplicate_organizations.threshold
		-- of two organizations the names that are nearest to each other
		), found AS (
			SELECT DISTINCT ON (t.organization COLLATE "C", t.other COLLATE "C")
				   t.organization, t.spelled, t.other, t.other_spelled, n.similarity, n.reason
			FROM near AS n
				 CROSS JOIN LATERAL (VALUES (n.organization, n.spelled, n.other, n.other_spelled),
											(n.other, n.other_spelled, n.organization, n.spelled))
					 AS t (organization, spelled, other, other_spelled)
			WHERE t.organization COLLATE "C" < t.other COLLATE "C"
			ORDER BY t.organization COLLATE "C", t.other COLLATE "C", n.reason, n.similarity DESC,
					 t.spelled COLLATE "C", t.other_spelled COLLATE "C"
		)
		SELECT f.organization, o.name, o.country::text, coalesce(ol.label, o.country), o.kind::text, coalesce(ok.label, o.kind),
			   f.other, x.name, x.country::text, coalesce(xl.label, x.country), x.kind::text, coalesce(xk.label, x.kind),
			   f.reason, coalesce(rl.label, f.reason), f.similarity, o.country = x.country,
			   f.spelled, f.other_spelled
		FROM found AS f
			 JOIN organization AS o ON o.organization = f.organization
			 JOIN organization AS x ON x.organization = f.other
			 LEFT JOIN labels('country', duplicate_organizations.language) AS ol ON ol.code = o.country
			 LEFT JOIN labels('country', duplicate_organizations.language) AS xl ON xl.code = x.country
			 LEFT JOIN labels('organization.kind', duplicate_organizations.language) AS ok ON ok.code = o.kind
			 LEFT JOIN labels('organization.kind', duplicate_organizations.language) AS xk ON xk.code = x.kind
			 LEFT JOIN labels('duplicate_organizations.reason', duplicate_organizations.language) AS rl ON rl.code = f.reason;
	END;
COMMENT ON FUNCTION duplicate_organizations(threshold numeric, language text) IS
'Pairs of organizations that may be one: of which a name or alias has the same key (name_key), or a similarity (name_similarity) of the threshold or more. Proposals for a person; nothing is merged. Each pair once, the lower identifier first, with the two names that are nearest. With a threshold of NULL only the same keys. Not all names are compared: two are not that have neither their key, nor the first four letters of a word or of two of their first eight words, in common with each other and at most 48 more, and that are more than 8 places apart in the order of their words, read forwards and backwards.';

CREATE VIEW duplicate_organizations AS
	SELECT * FROM duplicate_organizations();
COMMENT ON VIEW duplicate_organizations IS 'Pairs of organizations that may be one.';
COMMENT ON COLUMN duplicate_organizations.organization IS 'identifier of the one';
COMMENT ON COLUMN duplicate_organizations.organization_name IS 'its name';
COMMENT ON COLUMN duplicate_organizations.country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN duplicate_organizations.country_name IS 'name of the country';
COMMENT ON COLUMN duplicate_organizations.kind IS 'its kind, as a code';
COMMENT ON COLUMN duplicate_organizations.kind_name IS 'its kind, as people say it: a company and its foundation may have one key';
COMMENT ON COLUMN duplicate_organizations.other_organization IS 'identifier of the other';
COMMENT ON COLUMN duplicate_organizations.other_organization_name IS 'its name';
COMMENT ON COLUMN duplicate_organizations.other_country IS 'country of its seat, ISO 3166 alpha-2';
COMMENT ON COLUMN duplicate_organizations.other_country_name IS 'name of the country';
COMMENT ON COLUMN duplicate_organizations.other_kind IS 'its kind, as a code';
COMMENT ON COLUMN duplicate_organizations.other_kind_name IS 'its kind, as people say it';
COMMENT ON COLUMN duplicate_organizations.reason IS 'why they may be one: same key, or similar';
COMMENT ON COLUMN duplicate_organizations.reason_name IS 'the same as people say it';
COMMENT ON COLUMN duplicate_organizations.similarity IS 'similarity of the two names that are nearest, 0 to 1';
COMMENT ON COLUMN duplicate_organizations.same_country IS 'whether both have their seat in one country';
COMMENT ON COLUMN duplicate_organizations.spelled IS 'name or alias of the one that is nearest to a name of the other';
COMMENT ON COLUMN duplicate_organizations.other_spelled IS 'name or alias of the other that it is near to';

INSERT INTO label (list, code, language, label) VALUES
	('duplicate_organizations.reason', 'same key', 'en', 'same name, spelled otherwise'),
	('duplicate_organizations.reason', 'same key', 'es', 'mismo nombre, escrito de otra manera'),
	('duplicate_organizations.reason', 'similar', 'en', 'similar name'),
	('duplicate_organizations.reason', 'similar', 'es', 'nombre parecido')
ON CONFLICT DO NOTHING;
