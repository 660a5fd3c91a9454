-- The version of ICU's collations, and how many of the database were made with
-- another and not brought up to date since.  "und" is the root of all.
SELECT (SELECT pg_collation_actual_version(c.oid)
		FROM pg_collation AS c
		WHERE c.collname = 'und-x-icu' AND c.collnamespace = 'pg_catalog'::regnamespace),
	   (SELECT count(*)
		FROM pg_collation AS c
		WHERE c.collprovider = 'i' AND c.collversion <> pg_collation_actual_version(c.oid))
