CREATE FUNCTION message(text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_message'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION message(text) IS
'A message of caudal or caudal_tracker, given in English, in the language of lc_messages; a text that has no translation as it is. NULL for NULL. What takes the place of %s and the like is put in afterwards: format(message(...), ...).';
