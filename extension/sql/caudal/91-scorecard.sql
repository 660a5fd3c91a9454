-- The type scorecard: the scores of one organization, item by item, and its
-- indices.

CREATE TYPE scorecard;

CREATE FUNCTION scorecard_in(cstring) RETURNS scorecard
	AS 'MODULE_PATHNAME', 'caudal_scorecard_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_in(cstring) IS
'input of scorecard';

CREATE FUNCTION scorecard_out(scorecard) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_scorecard_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_out(scorecard) IS
'output of scorecard';

CREATE FUNCTION scorecard_recv(internal) RETURNS scorecard
	AS 'MODULE_PATHNAME', 'caudal_scorecard_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_recv(internal) IS
'binary input of scorecard: decimals, number of items, and each with its name, two bigints for its weight, whether it was answered, and its score';

CREATE FUNCTION scorecard_send(scorecard) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_scorecard_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_send(scorecard) IS
'binary output of scorecard: decimals, number of items, and each with its name, two bigints for its weight, whether it was answered, and its score';

CREATE TYPE scorecard (
	INPUT = scorecard_in,
	OUTPUT = scorecard_out,
	RECEIVE = scorecard_recv,
	SEND = scorecard_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE scorecard IS
'The scores of an organization with their weights: {"has a plan": 3 of 1-4 weight 2, "has reserves": NULL weight 1}, NULL being an item not answered. Items are told apart byte by byte.';

CREATE FUNCTION scorecard_eq(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_eq(scorecard, scorecard) IS
'implementation of = operator';

CREATE FUNCTION scorecard_ne(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_ne(scorecard, scorecard) IS
'implementation of <> operator';

CREATE FUNCTION scorecard_sort_lt(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_sort_lt(scorecard, scorecard) IS
'implementation of *< operator';

CREATE FUNCTION scorecard_sort_le(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_sort_le(scorecard, scorecard) IS
'implementation of *<= operator';

CREATE FUNCTION scorecard_sort_gt(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_sort_gt(scorecard, scorecard) IS
'implementation of *> operator';

CREATE FUNCTION scorecard_sort_ge(scorecard, scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_named_values_sort_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_sort_ge(scorecard, scorecard) IS
'implementation of *>= operator';

CREATE OPERATOR = (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (scorecard, scorecard) IS 'the same scores and weights of the same items';

CREATE OPERATOR <> (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (scorecard, scorecard) IS 'not the same scores and weights of the same items';

CREATE OPERATOR *< (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_sort_lt,
	COMMUTATOR = *>,
	NEGATOR = *>=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR *< (scorecard, scorecard) IS 'before, name by name';

CREATE OPERATOR *<= (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_sort_le,
	COMMUTATOR = *>=,
	NEGATOR = *>,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR *<= (scorecard, scorecard) IS 'not after, name by name';

CREATE OPERATOR *> (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_sort_gt,
	COMMUTATOR = *<,
	NEGATOR = *<=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR *> (scorecard, scorecard) IS 'after, name by name';

CREATE OPERATOR *>= (
	LEFTARG = scorecard,
	RIGHTARG = scorecard,
	FUNCTION = scorecard_sort_ge,
	COMMUTATOR = *<=,
	NEGATOR = *<,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR *>= (scorecard, scorecard) IS 'not before, name by name';

CREATE FUNCTION scorecard_cmp(scorecard, scorecard) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_named_values_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_cmp(scorecard, scorecard) IS
'btree comparison: name by name, for DISTINCT and joins';

CREATE FUNCTION scorecard_hash(scorecard) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_named_values_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_hash(scorecard) IS
'hash of names and values';

CREATE FUNCTION scorecard_hash_extended(scorecard, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caudal_named_values_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_hash_extended(scorecard, bigint) IS
'hash of names and values with a seed';

CREATE OPERATOR CLASS scorecard_ops DEFAULT FOR TYPE scorecard USING btree AS
	OPERATOR 1 *<,
	OPERATOR 2 *<=,
	OPERATOR 3 =,
	OPERATOR 4 *>=,
	OPERATOR 5 *>,
	FUNCTION 1 scorecard_cmp(scorecard, scorecard);

CREATE OPERATOR CLASS scorecard_ops DEFAULT FOR TYPE scorecard USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 scorecard_hash(scorecard),
	FUNCTION 2 scorecard_hash_extended(scorecard, bigint);

CREATE FUNCTION scorecard_accum(internal, text, score, numeric) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_scorecard_accum'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_accum(internal, text, score, numeric) IS
'transition function of scorecard';

CREATE FUNCTION scorecard_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_scorecard_combine'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_combine(internal, internal) IS
'combine function of scorecard';

CREATE FUNCTION scorecard_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_named_values_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_serialize(internal) IS
'serial form of the state of scorecard';

CREATE FUNCTION scorecard_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'caudal_scorecard_deserialize'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_deserialize(bytea, internal) IS
'state of scorecard from its serial form';

CREATE FUNCTION scorecard_final(internal) RETURNS scorecard
	AS 'MODULE_PATHNAME', 'caudal_named_values_final'
	LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scorecard_final(internal) IS
'final function of scorecard';

CREATE AGGREGATE scorecard(item text, score score, weight numeric) (
	SFUNC = scorecard_accum,
	STYPE = internal,
	SSPACE = 1024,
	FINALFUNC = scorecard_final,
	COMBINEFUNC = scorecard_combine,
	SERIALFUNC = scorecard_serialize,
	DESERIALFUNC = scorecard_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE scorecard(item text, score score, weight numeric) IS
'The scores of one organization in one round by one assessor. A NULL score is an item not answered: it leaves the weights and lowers completeness; n/a leaves both. Weights are relative. NULL without rows. 22023 for a weight that is negative, NaN or infinite, and for an item that comes twice, unless with the same score and weight; 22004 where item or weight is NULL. 54000 beyond 100,000 items, or 1,000 characters in the name of one.';

CREATE FUNCTION index_arithmetic(scorecard) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_index_arithmetic'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION index_arithmetic(scorecard) IS
'100 times the weighted mean of the normalized scores, 0 to 100, rounded once to six decimals, half away from zero; higher is better; a high score makes up for a low one. NULL where no answered item has a weight. OECD/JRC Handbook on Constructing Composite Indicators (2008).';

CREATE FUNCTION index_arithmetic(scorecard, least_completeness numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_index_arithmetic'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION index_arithmetic(scorecard, least_completeness numeric) IS
'100 times the weighted mean of the normalized scores, 0 to 100, rounded once to six decimals, half away from zero; higher is better; a high score makes up for a low one. NULL where no answered item has a weight. NULL too where completeness is below the least one given, 0 to 1; 22023 for another. OECD/JRC Handbook on Constructing Composite Indicators (2008).';

CREATE FUNCTION index_geometric(scorecard) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_index_geometric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION index_geometric(scorecard) IS
'The weighted geometric mean of the scores normalized to 1-100, brought back to 0-100 by (G - 1) * 100/99, rounded to six decimals, half away from zero; higher is better; a low score weighs more than a high one makes up for, so that it is never above index_arithmetic, and equal to it where all scores are. NULL where no answered item has a weight. OECD/JRC Handbook on Constructing Composite Indicators (2008).';

CREATE FUNCTION index_geometric(scorecard, least_completeness numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_index_geometric'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION index_geometric(scorecard, least_completeness numeric) IS
'The weighted geometric mean of the scores normalized to 1-100, brought back to 0-100 by (G - 1) * 100/99, rounded to six decimals, half away from zero; higher is better; a low score weighs more than a high one makes up for, so that it is never above index_arithmetic, and equal to it where all scores are. NULL where no answered item has a weight. NULL too where completeness is below the least one given, 0 to 1; 22023 for another. OECD/JRC Handbook on Constructing Composite Indicators (2008).';

CREATE FUNCTION completeness(scorecard) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_completeness'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION completeness(scorecard) IS
'The answered items over those that apply, by number and not by weight, 0 to 1. NULL where no item applies.';

CREATE FUNCTION weakest(scorecard) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_weakest'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION weakest(scorecard) IS
'The answered item with the lowest normalized score, whatever its weight; of several the first in order of name. NULL where none was answered.';

CREATE FUNCTION items(scorecard, OUT item text, OUT score score, OUT weight numeric) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'caudal_items'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 20;
COMMENT ON FUNCTION items(scorecard) IS
'The items of a scorecard in order of name, byte by byte.';

CREATE FUNCTION change(baseline scorecard, endline scorecard, OUT items integer, OUT coverage numeric, OUT baseline_index numeric, OUT endline_index numeric, OUT difference numeric) RETURNS record
	AS 'MODULE_PATHNAME', 'caudal_change'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200;
COMMENT ON FUNCTION change(baseline scorecard, endline scorecard) IS
'Two rounds compared on the items answered in both: how many these are, their share of the items that are in either round and n/a in neither, index_arithmetic of each round over them, and its change. NULL indices where there is none with a weight. 22023 where an item is on different scales, or has different weights. NULL for NULL.';

CREATE FUNCTION agreement(scorecard[], OUT items integer, OUT exact_share numeric, OUT adjacent_share numeric, OUT mean_range numeric) RETURNS record
	AS 'MODULE_PATHNAME', 'caudal_agreement'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION agreement(scorecard[]) IS
'How far assessors agree, over the items that at least two of them answered: how many these are, the share on which all gave the same mark, the share on which no two marks are more than one point apart, and the mean over items of the highest less the lowest mark, in points; lower is closer. NULL shares without such an item. NULL elements are left out. 22023 where an item is on different scales.';
