-- Tax and identity numbers, and identifiers of org-id.guide.  Functions of text
-- and no type: what is stored is what somebody wrote.

CREATE FUNCTION tax_id_kinds(OUT country text, OUT kind text, OUT name text, OUT has_check_digit boolean) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_tax_id_kinds_list'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1 ROWS 14;
COMMENT ON FUNCTION tax_id_kinds() IS
'The tax and identity numbers that are known: country of ISO 3166, code of the kind, its name in the language of the country, and whether it has a check digit by a formula that is known.';

CREATE FUNCTION tax_id_verdict(country text, kind text, id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_tax_id_verdict'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION tax_id_verdict(country text, kind text, id text) IS
'What a tax number says of itself: valid where its check digit is right; bad checksum where it is not; well formed where there is none or it was not checked; malformed for another form, a date that no calendar has, or a prefix that nobody assigns. Nothing of whether it was ever given out. NULL for NULL. 22023 for a country or kind that tax_id_kinds() does not list. Source: python-stdnum and others, named in the manual.';

CREATE FUNCTION tax_id_normalize(country text, kind text, id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_tax_id_normalize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION tax_id_normalize(country text, kind text, id text) IS
'The bare form of a tax number, for matching: one text for all ways to write it, in upper case and without separators, but for the dashes between the parts of a Panamanian RUC, whose check digits it leaves out. A wrong check digit stays. NULL for a malformed number, and for NULL. 22023 for a country or kind that tax_id_kinds() does not list.';

CREATE FUNCTION tax_id_format(country text, kind text, id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_tax_id_format'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION tax_id_format(country text, kind text, id text) IS
'A tax number as people of its country write it: 04-2103594, 800.003.122-6. NULL for a malformed number, and for NULL. 22023 for a country or kind that tax_id_kinds() does not list.';

CREATE FUNCTION org_id_list(id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_org_id_list'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION org_id_list(id text) IS
'The list of an identifier of org-id.guide, in upper case: MX-RFC of MX-RFC-ABC680524P76. Whether org-id.guide has that list is not asked. NULL for a text of another form, and for NULL.';

CREATE FUNCTION org_id_identifier(id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_org_id_identifier'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION org_id_identifier(id text) IS
'What stands behind the list of an identifier of org-id.guide, as it was written: ABC680524P76 of MX-RFC-ABC680524P76. NULL for a text of another form, and for NULL.';

CREATE FUNCTION org_id_verdict(id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_org_id_verdict'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION org_id_verdict(id text) IS
'That of the tax number behind a list that is a register of them: CO-NIT, CR-RPJ, GT-NIT, HN-RTN, MX-RFC, SV-NIT, US-EIN; of CO-NIT without its check digit, as org-id.guide has it, or with it behind a separator. Of another list well formed, and malformed for a text of another form. NULL for NULL.';

CREATE FUNCTION org_id_normalize(id text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_org_id_normalize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION org_id_normalize(id text) IS
'An identifier of org-id.guide for matching: the list in upper case, and the bare form of the tax number behind CO-NIT (without its check digit), CR-RPJ, GT-NIT, HN-RTN, MX-RFC, SV-NIT and US-EIN. Of another list the identifier is left as it is. NULL for a malformed one, and for NULL.';
