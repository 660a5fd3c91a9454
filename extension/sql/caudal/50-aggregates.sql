-- Aggregates over monetary and money_bag.  The state is a bigint array: a core
-- type, so that it crosses process and node boundaries by itself.

CREATE FUNCTION monetary_sum_accum(bigint[], monetary) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_accum'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_accum(bigint[], monetary) IS
'transition function of aggregates over monetary';

CREATE FUNCTION monetary_sum_inverse(bigint[], monetary) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_inverse'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_inverse(bigint[], monetary) IS
'transition function of aggregates over monetary';

CREATE FUNCTION monetary_sum_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_sum_combine'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_combine(bigint[], bigint[]) IS
'transition function of aggregates over monetary';

CREATE FUNCTION money_bag_accum(bigint[], monetary) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_bag_accum'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_accum(bigint[], monetary) IS
'transition function of aggregates over monetary';

CREATE FUNCTION money_bag_inverse(bigint[], monetary) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_bag_inverse'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_inverse(bigint[], monetary) IS
'transition function of aggregates over monetary';

CREATE FUNCTION money_bag_accum_bag(bigint[], money_bag) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_bag_accum_bag'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_accum_bag(bigint[], money_bag) IS
'transition function of aggregates over monetary';

CREATE FUNCTION money_bag_inverse_bag(bigint[], money_bag) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_bag_inverse_bag'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_inverse_bag(bigint[], money_bag) IS
'transition function of aggregates over monetary';

CREATE FUNCTION money_bag_combine(bigint[], bigint[]) RETURNS bigint[]
	AS 'MODULE_PATHNAME', 'caudal_bag_combine'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_combine(bigint[], bigint[]) IS
'transition function of aggregates over monetary';

CREATE FUNCTION monetary_sum_final(bigint[]) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_sum_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_sum_final(bigint[]) IS
'final function of sum over monetary';

CREATE FUNCTION monetary_avg_final(bigint[]) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_avg_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_avg_final(bigint[]) IS
'final function of avg over monetary';

CREATE FUNCTION money_bag_final(bigint[]) RETURNS money_bag
	AS 'MODULE_PATHNAME', 'caudal_bag_final'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION money_bag_final(bigint[]) IS
'final function of bag';

CREATE FUNCTION monetary_larger(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_larger'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_larger(monetary, monetary) IS
'transition function of max over monetary';

CREATE FUNCTION monetary_smaller(monetary, monetary) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_monetary_smaller'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION monetary_smaller(monetary, monetary) IS
'transition function of min over monetary';

CREATE AGGREGATE sum(monetary) (
	SFUNC = monetary_sum_accum,
	STYPE = bigint[],
	FINALFUNC = monetary_sum_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	MSFUNC = monetary_sum_accum,
	MINVFUNC = monetary_sum_inverse,
	MSTYPE = bigint[],
	MFINALFUNC = monetary_sum_final,
	MINITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(monetary) IS
'The sum of amounts of one currency. NULLs are ignored; no rows is NULL; 22023 for two currencies; 22003 where the total does not fit. Exact in any order, also in parallel.';

CREATE AGGREGATE avg(monetary) (
	SFUNC = monetary_sum_accum,
	STYPE = bigint[],
	FINALFUNC = monetary_avg_final,
	COMBINEFUNC = monetary_sum_combine,
	INITCOND = '{0,0,0,0}',
	MSFUNC = monetary_sum_accum,
	MINVFUNC = monetary_sum_inverse,
	MSTYPE = bigint[],
	MFINALFUNC = monetary_avg_final,
	MINITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE avg(monetary) IS
'The mean of amounts of one currency, rounded half away from zero to the minor unit. NULLs are ignored; no rows is NULL; 22023 for two currencies.';

-- Without SORTOP: an index would answer where the aggregate refuses.
CREATE AGGREGATE max(monetary) (
	SFUNC = monetary_larger,
	STYPE = monetary,
	COMBINEFUNC = monetary_larger,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(monetary) IS
'The greatest of amounts of one currency. NULLs are ignored; no rows is NULL; 22023 for two currencies.';

CREATE AGGREGATE min(monetary) (
	SFUNC = monetary_smaller,
	STYPE = monetary,
	COMBINEFUNC = monetary_smaller,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(monetary) IS
'The least of amounts of one currency. NULLs are ignored; no rows is NULL; 22023 for two currencies.';

CREATE AGGREGATE bag(monetary) (
	SFUNC = money_bag_accum,
	STYPE = bigint[],
	FINALFUNC = money_bag_final,
	COMBINEFUNC = money_bag_combine,
	INITCOND = '{0}',
	MSFUNC = money_bag_accum,
	MINVFUNC = money_bag_inverse,
	MSTYPE = bigint[],
	MFINALFUNC = money_bag_final,
	MINITCOND = '{0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE bag(monetary) IS
'The sum of amounts of any currencies, as a money_bag. NULLs are ignored; no rows is NULL; amounts that cancel give an empty bag.';

CREATE AGGREGATE bag(money_bag) (
	SFUNC = money_bag_accum_bag,
	STYPE = bigint[],
	FINALFUNC = money_bag_final,
	COMBINEFUNC = money_bag_combine,
	INITCOND = '{0}',
	MSFUNC = money_bag_accum_bag,
	MINVFUNC = money_bag_inverse_bag,
	MSTYPE = bigint[],
	MFINALFUNC = money_bag_final,
	MINITCOND = '{0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE bag(money_bag) IS
'The sum of bags, as a money_bag. NULLs are ignored; no rows is NULL.';

