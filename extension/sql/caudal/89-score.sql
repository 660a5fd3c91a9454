-- The type score: a mark on a stated scale.

CREATE TYPE score;

CREATE FUNCTION score_in(cstring) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_score_in'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_in(cstring) IS
'input of score';

CREATE FUNCTION score_out(score) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caudal_score_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_out(score) IS
'output of score';

CREATE FUNCTION score_recv(internal) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_score_recv'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_recv(internal) IS
'binary input of score: the mark in ten-thousandths as an integer, the least one for n/a, and the two ends as smallints';

CREATE FUNCTION score_send(score) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caudal_score_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_send(score) IS
'binary output of score: the mark in ten-thousandths as an integer, the least one for n/a, and the two ends as smallints';

CREATE TYPE score (
	INPUT = score_in,
	OUTPUT = score_out,
	RECEIVE = score_recv,
	SEND = score_send,
	INTERNALLENGTH = 8,
	PASSEDBYVALUE,
	ALIGNMENT = double,
	CATEGORY = 'U'
);
COMMENT ON TYPE score IS
'A mark on a scale whose ends are whole numbers: 3.5 of 1-5, 2 of -5..5, or n/a of 1-4 for an item that does not apply; NULL is an item not answered. Read also as 72% (of 0-100) and 4/10 (of 0-10). Marks have up to four decimals.';

CREATE FUNCTION score(mark numeric, low integer, high integer) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_score'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score(mark numeric, low integer, high integer) IS
'A mark on the scale from low to high, rounded to four decimals, half away from zero. 22003 where the mark is off its scale, rounded or not, or an end is beyond -32768 or 32767; 22023 where low is not below high. NULL for NULL.';

CREATE FUNCTION not_applicable(low integer, high integer) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_not_applicable'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION not_applicable(low integer, high integer) IS
'The score of an item that does not apply, n/a of the scale from low to high; errors as in score(mark, low, high). NULL for NULL.';

CREATE FUNCTION score_eq(score, score) RETURNS boolean
	AS 'int8eq'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_eq(score, score) IS
'implementation of = operator';

CREATE FUNCTION score_ne(score, score) RETURNS boolean
	AS 'int8ne'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_ne(score, score) IS
'implementation of <> operator';

CREATE FUNCTION score_lt(score, score) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_score_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_lt(score, score) IS
'implementation of < operator';

CREATE FUNCTION score_le(score, score) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_score_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_le(score, score) IS
'implementation of <= operator';

CREATE FUNCTION score_gt(score, score) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_score_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_gt(score, score) IS
'implementation of > operator';

CREATE FUNCTION score_ge(score, score) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_score_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_ge(score, score) IS
'implementation of >= operator';

CREATE FUNCTION score_cmp(score, score) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_score_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_cmp(score, score) IS
'btree comparison: by normalized value, then by the ends of the scale; n/a last';

CREATE FUNCTION score_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'caudal_score_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_sortsupport(internal) IS
'btree sort support';

CREATE FUNCTION score_hash(score) RETURNS integer
	AS 'hashint8'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_hash(score) IS
'hash';

CREATE FUNCTION score_hash_extended(score, bigint) RETURNS bigint
	AS 'hashint8extended'
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_hash_extended(score, bigint) IS
'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR = (score, score) IS 'the same mark on the same scale';

CREATE OPERATOR <> (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (score, score) IS 'not the same mark on the same scale';

CREATE OPERATOR < (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (score, score) IS 'lower on its scale, or as high on a scale that comes before; n/a is last';

CREATE OPERATOR <= (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (score, score) IS 'lower on its scale, or equal, or as high on a scale that comes before; n/a is last';

CREATE OPERATOR > (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (score, score) IS 'higher on its scale, or as high on a scale that comes after; n/a is last';

CREATE OPERATOR >= (
	LEFTARG = score,
	RIGHTARG = score,
	FUNCTION = score_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (score, score) IS 'higher on its scale, or equal, or as high on a scale that comes after; n/a is last';

CREATE OPERATOR CLASS score_ops DEFAULT FOR TYPE score USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 score_cmp(score, score),
	FUNCTION 2 score_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS score_ops DEFAULT FOR TYPE score USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 score_hash(score),
	FUNCTION 2 score_hash_extended(score, bigint);

CREATE FUNCTION mark(score) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_mark'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION mark(score) IS
'The mark of a score, on its own scale. NULL for n/a and for NULL.';

CREATE FUNCTION scale_low(score) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_scale_low'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scale_low(score) IS
'The low end of the scale of a score. NULL for NULL.';

CREATE FUNCTION scale_high(score) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_scale_high'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION scale_high(score) IS
'The high end of the scale of a score. NULL for NULL.';

CREATE FUNCTION is_applicable(score) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caudal_is_applicable'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION is_applicable(score) IS
'Whether a score has a mark, rather than n/a. NULL for NULL.';

CREATE FUNCTION normalized(score) RETURNS numeric
	AS 'MODULE_PATHNAME', 'caudal_normalized'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION normalized(score) IS
'(mark - low) / (high - low): where the mark is between the ends of its own scale, 0 to 1, as numeric divides; higher is better. NULL for n/a and for NULL. Goalposts of the OECD/JRC Handbook on Constructing Composite Indicators (2008).';

CREATE FUNCTION reversed(score) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_reversed'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION reversed(score) IS
'The score with its scale turned round, low + high - mark, for items where a low mark is good. n/a stays. NULL for NULL.';

CREATE FUNCTION rescale(score, low integer, high integer) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_rescale'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION rescale(score, low integer, high integer) IS
'The score at the same place of another scale, its mark rounded to four decimals, half away from zero. n/a stays n/a, of the new scale. 22023 where low is not below high; 22003 where an end is beyond -32768 or 32767. NULL for NULL.';

CREATE FUNCTION level(score, cutpoints numeric[]) RETURNS integer
	AS 'MODULE_PATHNAME', 'caudal_level'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION level(score, cutpoints numeric[]) IS
'The level of a mark among cut-points on its own scale, given in ascending order: 1 below the first, one more for each that is reached; a mark at a cut-point has the upper level. 22023 where cut-points do not ascend, are NULL, or off the scale. NULL for n/a and for NULL.';

CREATE FUNCTION score_avg_accum(bigint[], score) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_score_avg_accum'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_avg_accum(bigint[], score) IS
'transition function of avg';

CREATE FUNCTION score_avg_inverse(bigint[], score) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_score_avg_inverse'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_avg_inverse(bigint[], score) IS
'inverse transition function of avg';

CREATE FUNCTION score_avg_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_score_avg_combine'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_avg_combine(bigint[], bigint[]) IS
'combine function of avg';

CREATE FUNCTION score_avg_final(bigint[]) RETURNS score
	AS 'MODULE_PATHNAME', 'caudal_score_avg_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION score_avg_final(bigint[]) IS
'final function of avg';

CREATE AGGREGATE avg(score) (
	SFUNC = score_avg_accum,
	STYPE = bigint[],
	INITCOND = '{0,0,0,0}',
	FINALFUNC = score_avg_final,
	COMBINEFUNC = score_avg_combine,
	MSFUNC = score_avg_accum,
	MINVFUNC = score_avg_inverse,
	MSTYPE = bigint[],
	MINITCOND = '{0,0,0,0}',
	MFINALFUNC = score_avg_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(score) IS
'The mean of marks on one scale, on that scale, rounded to four decimals, half away from zero. n/a and NULL are left out; NULL where nothing else is there. 22023 for scores on different scales, n/a included.';
