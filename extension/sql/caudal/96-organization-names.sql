-- Organizations across sources: what a name is compared by, and how near two
-- names are to each other.
--
-- STABLE, and so never in an index, a generated column or a partition key,
-- where PostgreSQL refuses them (42P17): decomposition, case and classes of
-- characters are data of ICU, which change between its versions, and an index
-- made under one would be wrong under the next.

CREATE FUNCTION name_key(name text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_name_key'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION name_key(name text) IS
'What the name of an organization is compared by: its words without case, accents and punctuation, without legal forms at either end (A.C., S.A. de C.V., Foundation, Inc., 501(c)(3)) and without articles and prepositions; "&" for y, e, and. The rules are in docs/caudal.md. Something of a name is always left; NULL for a text without a letter or digit, and for NULL. 22P05 where the encoding of the database has not all letters of the key. Not for an index: it depends on the version of ICU, so that an expression index is refused (42P17).';

CREATE FUNCTION name_similarity(name text, other_name text) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_name_similarity'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 40;
COMMENT ON FUNCTION name_similarity(name text, other_name text) IS
'How much two names have in common, 0 to 1, by the words of their keys in whatever order: M / (M + 4 min(a, b) + max(a, b)), where M is what both have and a, b what only one has, in letters, a word at most 6, a number 12. 4 decimals, rounded half away from zero; 1 for equal keys; from 0.75 on the names are worth a look. The first 32 words of each are compared. NULL for NULL and for a text without a letter or digit. A symmetric index of Tversky.';
