-- The type currency: a code of ISO 4217.  Comparison, sorting and hashing are
-- those of int4, because the order of the packed codes is that of the alphabet.

CREATE TYPE currency;

CREATE FUNCTION currency_in(cstring) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_currency_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_in(cstring) IS
'input of currency';

CREATE FUNCTION currency_out(currency) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_currency_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_out(currency) IS
'output of currency';

CREATE FUNCTION currency_recv(internal) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_currency_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_recv(internal) IS
'binary input of currency: three upper-case letters';

CREATE FUNCTION currency_send(currency) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_currency_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_send(currency) IS
'binary output of currency: three upper-case letters';

CREATE TYPE currency (
	INPUT = currency_in,
	OUTPUT = currency_out,
	RECEIVE = currency_recv,
	SEND = currency_send,
	INTERNALLENGTH = 4,
	PASSEDBYVALUE,
	ALIGNMENT = int4,
	CATEGORY = 'U'
);
COMMENT ON TYPE currency IS
'A currency code of ISO 4217, current or historic, or a private code that begins with X. Input folds case; an unknown code is error 22P02.';

CREATE FUNCTION currency_eq(currency, currency) RETURNS boolean
	AS 'int4eq'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_eq(currency, currency) IS
'implementation of = operator';

CREATE FUNCTION currency_ne(currency, currency) RETURNS boolean
	AS 'int4ne'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_ne(currency, currency) IS
'implementation of <> operator';

CREATE FUNCTION currency_lt(currency, currency) RETURNS boolean
	AS 'int4lt'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_lt(currency, currency) IS
'implementation of < operator';

CREATE FUNCTION currency_le(currency, currency) RETURNS boolean
	AS 'int4le'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_le(currency, currency) IS
'implementation of <= operator';

CREATE FUNCTION currency_gt(currency, currency) RETURNS boolean
	AS 'int4gt'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_gt(currency, currency) IS
'implementation of > operator';

CREATE FUNCTION currency_ge(currency, currency) RETURNS boolean
	AS 'int4ge'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_ge(currency, currency) IS
'implementation of >= operator';

CREATE FUNCTION currency_cmp(currency, currency) RETURNS integer
	AS 'btint4cmp'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_cmp(currency, currency) IS
'btree comparison: the order of the alphabet';

CREATE FUNCTION currency_sortsupport(internal) RETURNS void
	AS 'btint4sortsupport'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_sortsupport(internal) IS
'btree sort support';

CREATE FUNCTION currency_hash(currency) RETURNS integer
	AS 'hashint4'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_hash(currency) IS
'hash';

CREATE FUNCTION currency_hash_extended(currency, bigint) RETURNS bigint
	AS 'hashint4extended'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_hash_extended(currency, bigint) IS
'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (currency, currency) IS 'the same currency';

CREATE OPERATOR <> (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (currency, currency) IS 'different currencies';

CREATE OPERATOR < (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (currency, currency) IS 'earlier in the alphabet';

CREATE OPERATOR <= (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (currency, currency) IS 'not later in the alphabet';

CREATE OPERATOR > (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (currency, currency) IS 'later in the alphabet';

CREATE OPERATOR >= (
	LEFTARG = currency,
	RIGHTARG = currency,
	FUNCTION = currency_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (currency, currency) IS 'not earlier in the alphabet';

CREATE OPERATOR CLASS currency_ops DEFAULT FOR TYPE currency USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 currency_cmp(currency, currency),
	FUNCTION 2 currency_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS currency_ops DEFAULT FOR TYPE currency USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 currency_hash(currency),
	FUNCTION 2 currency_hash_extended(currency, bigint);

-- Implicit, so that text, varchar and char(3) columns work wherever a currency
-- is asked for.  Text operators resolve as before.

CREATE FUNCTION currency_from_text(text) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_text_to_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_from_text(text) IS
'cast from text to currency: case folded, surrounding blanks ignored; 22P02 for an unknown code';

CREATE FUNCTION currency_from_text(character) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_text_to_currency'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_from_text(character) IS
'cast from character to currency: case folded, surrounding blanks ignored; 22P02 for an unknown code';

CREATE CAST (text AS currency) WITH FUNCTION currency_from_text(text) AS IMPLICIT;
CREATE CAST (character varying AS currency) WITH FUNCTION currency_from_text(text) AS IMPLICIT;
CREATE CAST (character AS currency) WITH FUNCTION currency_from_text(character) AS IMPLICIT;

CREATE FUNCTION currency_to_text(currency) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_currency_to_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_to_text(currency) IS
'cast from currency to text: the three letters';

CREATE CAST (currency AS text) WITH FUNCTION currency_to_text(currency) AS ASSIGNMENT;

CREATE FUNCTION minor_units(currency) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_minor_units'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION minor_units(currency) IS
'Decimals of a currency by ISO 4217: 2 for COP, 4 for CLF, 0 for JPY; 2 for private codes. Not CLDR''s, which says 0 for COP. NULL for NULL.';

CREATE FUNCTION currency_of(country text) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_currency_of'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_of(country text) IS
'Today''s currency of a country, given as ISO 3166 alpha-2: USD for SV, PAB for PA. NULL for NULL; 22023 for an unknown country. Source: ISO 4217 list one, Unicode CLDR.';

CREATE FUNCTION currency_of(country text, day date) RETURNS currency
	AS 'MODULE_PATHNAME', 'caudal_currency_of_on'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION currency_of(country text, day date) IS
'The currency of a country that was legal tender on a day: SVC for SV before 2001-01-01. NULL where none is known for that day, and for NULL; 22023 for an unknown country. Source: Unicode CLDR.';

