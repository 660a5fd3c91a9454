-- The type income_mix: the income of an organization by source, and figures of
-- how concentrated it is.

CREATE TYPE income_mix;

CREATE FUNCTION income_mix_in(cstring) RETURNS income_mix
	AS 'MODULE_PATHNAME', 'caudal_income_mix_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_in(cstring) IS
'input of income_mix';

CREATE FUNCTION income_mix_out(income_mix) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_income_mix_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_out(income_mix) IS
'output of income_mix';

CREATE FUNCTION income_mix_recv(internal) RETURNS income_mix
	AS 'MODULE_PATHNAME', 'caudal_income_mix_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_recv(internal) IS
'binary input of income_mix: whether it has a currency, its three letters, decimals, number of sources, and each with its name and two bigints';

CREATE FUNCTION income_mix_send(income_mix) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_income_mix_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_send(income_mix) IS
'binary output of income_mix: whether it has a currency, its three letters, decimals, number of sources, and each with its name and two bigints';

CREATE TYPE income_mix (
	INPUT = income_mix_in,
	OUTPUT = income_mix_out,
	RECEIVE = income_mix_recv,
	SEND = income_mix_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE income_mix IS
'The total of an income by source, all in one currency or plain numbers: {"One foundation": 1500.50, NULL: 20.00} USD, NULL being what has no source. Totals keep their sign. Sources are told apart byte by byte.';

CREATE FUNCTION income_mix_eq(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_eq(income_mix, income_mix) IS
'implementation of = operator';

CREATE FUNCTION income_mix_ne(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_ne(income_mix, income_mix) IS
'implementation of <> operator';

CREATE FUNCTION income_mix_sort_lt(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_sort_lt(income_mix, income_mix) IS
'implementation of *< operator';

CREATE FUNCTION income_mix_sort_le(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_sort_le(income_mix, income_mix) IS
'implementation of *<= operator';

CREATE FUNCTION income_mix_sort_gt(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_sort_gt(income_mix, income_mix) IS
'implementation of *> operator';

CREATE FUNCTION income_mix_sort_ge(income_mix, income_mix) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_sort_ge(income_mix, income_mix) IS
'implementation of *>= operator';

CREATE OPERATOR = (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (income_mix, income_mix) IS 'the same totals of the same sources in the same currency';

CREATE OPERATOR <> (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (income_mix, income_mix) IS 'not the same totals of the same sources in the same currency';

CREATE OPERATOR *< (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_sort_lt,
	COMMUTATOR = *>,
	NEGATOR = *>=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR *< (income_mix, income_mix) IS 'before, name by name';

CREATE OPERATOR *<= (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_sort_le,
	COMMUTATOR = *>=,
	NEGATOR = *>,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR *<= (income_mix, income_mix) IS 'not after, name by name';

CREATE OPERATOR *> (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_sort_gt,
	COMMUTATOR = *<,
	NEGATOR = *<=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR *> (income_mix, income_mix) IS 'after, name by name';

CREATE OPERATOR *>= (
	LEFTARG = income_mix,
	RIGHTARG = income_mix,
	FUNCTION = income_mix_sort_ge,
	COMMUTATOR = *<=,
	NEGATOR = *<,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR *>= (income_mix, income_mix) IS 'not before, name by name';

CREATE FUNCTION income_mix_cmp(income_mix, income_mix) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_named_values_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_cmp(income_mix, income_mix) IS
'btree comparison: name by name, for DISTINCT and joins';

CREATE FUNCTION income_mix_hash(income_mix) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_named_values_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_hash(income_mix) IS
'hash of names and values';

CREATE FUNCTION income_mix_hash_extended(income_mix, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caudal_named_values_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_hash_extended(income_mix, bigint) IS
'hash of names and values with a seed';

CREATE OPERATOR CLASS income_mix_ops DEFAULT FOR TYPE income_mix USING btree AS
	OPERATOR 1 *<,
	OPERATOR 2 *<=,
	OPERATOR 3 =,
	OPERATOR 4 *>=,
	OPERATOR 5 *>,
	FUNCTION 1 income_mix_cmp(income_mix, income_mix);

CREATE OPERATOR CLASS income_mix_ops DEFAULT FOR TYPE income_mix USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 income_mix_hash(income_mix),
	FUNCTION 2 income_mix_hash_extended(income_mix, bigint);

CREATE FUNCTION income_mix_accum(internal, text, monetary) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_income_mix_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_accum(internal, text, monetary) IS
'transition function of income_mix';

CREATE FUNCTION income_mix_accum(internal, text, numeric) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_income_mix_accum_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_accum(internal, text, numeric) IS
'transition function of income_mix';

CREATE FUNCTION rollup_accum(internal, income_mix) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_rollup_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION rollup_accum(internal, income_mix) IS
'transition function of rollup';

CREATE FUNCTION income_mix_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_income_mix_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_combine(internal, internal) IS
'combine function of income_mix and rollup';

CREATE FUNCTION income_mix_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_named_values_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_serialize(internal) IS
'serial form of the state of income_mix and rollup';

CREATE FUNCTION income_mix_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_income_mix_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_deserialize(bytea, internal) IS
'state of income_mix and rollup from its serial form';

CREATE FUNCTION income_mix_final(internal) RETURNS income_mix
	AS 'MODULE_PATHNAME', 'caudal_named_values_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION income_mix_final(internal) IS
'final function of income_mix and rollup';

CREATE AGGREGATE income_mix(source text, amount monetary) (
	SFUNC = income_mix_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = income_mix_final,
	COMBINEFUNC = income_mix_combine,
	SERIALFUNC = income_mix_serialize,
	DESERIALFUNC = income_mix_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE income_mix(source text, amount monetary) IS
'Total by source of amounts of one currency, before anything is squared or shared. Rows without an amount are left out; a NULL source is one source, unknown; NULL where no amount is there. 22023 for amounts of two currencies: convert them first. 54000 beyond 100,000 sources, or 1,000 characters in the name of one.';

CREATE AGGREGATE income_mix(source text, amount numeric) (
	SFUNC = income_mix_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = income_mix_final,
	COMBINEFUNC = income_mix_combine,
	SERIALFUNC = income_mix_serialize,
	DESERIALFUNC = income_mix_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE income_mix(source text, amount numeric) IS
'Total by source of plain numbers. Rows without an amount are left out; a NULL source is one source, unknown; NULL where no amount is there. 22023 for NaN and infinity; 22003 beyond 38 digits. 54000 beyond 100,000 sources, or 1,000 characters in the name of one.';

CREATE AGGREGATE rollup(income_mix) (
	SFUNC = rollup_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = income_mix_final,
	COMBINEFUNC = income_mix_combine,
	SERIALFUNC = income_mix_serialize,
	DESERIALFUNC = income_mix_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(income_mix) IS
'Many mixes as one: the totals of each source are added, exactly. NULLs are left out; NULL where nothing else is there. 22023 for mixes of two currencies. 54000 beyond 100,000 sources, or 1,000 characters in the name of one.';

CREATE FUNCTION hhi(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_hhi'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi(income_mix) IS
'Herfindahl-Hirschman index of concentration: the sum of the squared totals over the square of their sum, as numeric divides; from 1/n for n equal sources to 1 for a single one; higher is riskier. Shares are those of sources with a positive total, of the sum of these; NULL where there is none. Tuckman and Chang (1991).';

CREATE FUNCTION hhi_normalized(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_hhi_normalized'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION hhi_normalized(income_mix) IS
'(hhi - 1/n) / (1 - 1/n) over n positive sources, in one division: 0 for equal sources, 1 for a single one; higher is riskier. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION effective_sources(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_effective_sources'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION effective_sources(income_mix) IS
'1 / hhi, in one division: how many equal sources would be as concentrated; lower is riskier. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION largest_share(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_largest_share'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION largest_share(income_mix) IS
'The share of the largest source, 0 to 1; higher is riskier. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION top_share(income_mix, n integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_top_share'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION top_share(income_mix, n integer) IS
'The share of the n largest sources together, 0 to 1; higher is riskier. Shares are those of sources with a positive total, of the sum of these; NULL where there is none. 22023 where n is not positive.';

CREATE FUNCTION gini(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_gini'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION gini(income_mix) IS
'Gini coefficient of the positive sources: sum of (2i - n - 1) x_i over n times their sum, x ascending; 0 for equal sources and for a single one, towards 1 where one has nearly all; higher is more unequal. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION unknown_share(income_mix) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_unknown_share'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION unknown_share(income_mix) IS
'The share of what has no source, 0 to 1. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION negative_sources(income_mix) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_negative_sources'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION negative_sources(income_mix) IS
'How many sources have a negative total, and so no share: they took back more than they gave. NULL for NULL.';

CREATE FUNCTION sources(income_mix, OUT source text, OUT amount numeric, OUT share numeric) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_sources'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION sources(income_mix) IS
'The sources of a mix in order of name, byte by byte, NULL last: the total of each, and its share, 0 for a negative one. Shares are those of sources with a positive total, of the sum of these; NULL where there is none.';

CREATE FUNCTION income_mix_to_jsonb(income_mix) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'caudal_income_mix_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION income_mix_to_jsonb(income_mix) IS
'cast from income_mix to jsonb: {"currency": "USD", "sources": {"One foundation": 1500.50}, "unknown": 20.00}, the currency and the unknown where there is one';

CREATE CAST (income_mix AS jsonb) WITH FUNCTION income_mix_to_jsonb(income_mix);
