/* link: */
/*-------------------------------------------------------------------------
 *
 * score_test.c
 *		Tests of marks and scales: what is valid, packing, and the order.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "score.h"

#include "tap.h"

static Score
random_score(void)
{
	Score		score;
	int			low = random_between(PG_INT16_MIN, PG_INT16_MAX - 1);
	int			high = random_between(low + 1, PG_INT16_MAX);

	/* people's scales are short, and share their ends */
	if (random_between(0, 3) > 0)
	{
		low = random_between(-2, 2);
		high = low + random_between(1, 5);
	}
	if (random_between(0, 19) == 0)
		score_make_not_applicable(low, high, &score);
	else if (random_between(0, 1))
		score_make((int64) random_between(low, high) * SCORE_POINT, low, high, &score);
	else
		score_make(random_between(low * SCORE_POINT, high * SCORE_POINT), low, high, &score);
	return score;
}

typedef struct Case
{
	int64		mark;
	int64		low;
	int64		high;
	ScoreResult result;
} Case;

static const Case cases[] = {
	{35000, 1, 5, SCORE_OK},
	{10000, 1, 5, SCORE_OK},
	{50000, 1, 5, SCORE_OK},
	{9999, 1, 5, SCORE_OFF_SCALE},
	{50001, 1, 5, SCORE_OFF_SCALE},
	{0, 0, 1, SCORE_OK},
	{-1, 0, 1, SCORE_OFF_SCALE},
	{-50000, -5, 5, SCORE_OK},
	{-50001, -5, 5, SCORE_OFF_SCALE},
	{0, 0, 0, SCORE_NO_SCALE},
	{10000, 5, 1, SCORE_NO_SCALE},
	{-327680000, -32768, 32767, SCORE_OK},
	{327670000, -32768, 32767, SCORE_OK},
	{327670001, -32768, 32767, SCORE_OFF_SCALE},
	{-327680001, -32768, 32767, SCORE_OFF_SCALE},
	/* the number that stands for n/a, and what a narrowing would make of others */
	{PG_INT32_MIN, -32768, 32767, SCORE_OFF_SCALE},
	{PG_INT64_MAX, -32768, 32767, SCORE_OFF_SCALE},
	{PG_INT64_MIN, -32768, 32767, SCORE_OFF_SCALE},
	{INT64CONST(4294967296) + 35000, 1, 5, SCORE_OFF_SCALE},
	{0, -32769, 5, SCORE_SCALE_OUT_OF_RANGE},
	{0, 0, 32768, SCORE_SCALE_OUT_OF_RANGE},
	{35000, 65537, 65541, SCORE_SCALE_OUT_OF_RANGE},
	{35000, 1, INT64CONST(4294967301), SCORE_SCALE_OUT_OF_RANGE},
	{0, PG_INT64_MIN, PG_INT64_MAX, SCORE_SCALE_OUT_OF_RANGE},
	{0, PG_INT64_MAX, PG_INT64_MIN, SCORE_SCALE_OUT_OF_RANGE},
};

static void
test_validity(void)
{
	bool		marks = true;
	bool		without = true;

	for (size_t i = 0; i < lengthof(cases); i++)
	{
		const Case *c = &cases[i];
		Score		score = {0, 0, 0};
		ScoreResult result = score_make(c->mark, c->low, c->high, &score);
		bool		right = result == c->result;

		if (result == SCORE_OK)
			right &= score.mark == c->mark && score.low == c->low &&
				score.high == c->high && score_is_applicable(score);
		if (!right)
			printf("# case %d: %d\n", (int) i, result);
		marks &= right;

		/* one that does not apply has a scale all the same */
		result = score_make_not_applicable(c->low, c->high, &score);
		without &= result == (c->result == SCORE_OFF_SCALE ? SCORE_OK : c->result);
		if (result == SCORE_OK)
			without &= !score_is_applicable(score) && score.low == c->low &&
				score.high == c->high;
	}
	ok(marks, "marks at the ends of their scales and beyond");
	ok(without, "scales of what does not apply");
	ok(score_make(((int128) 1 << 64) + 35000, 1, 5, &(Score) {0}) == SCORE_OFF_SCALE,
	   "a mark of more than a machine word");
}

/* every packed score is another number, gives back what was put in, and is not 0 */
static void
test_packing(void)
{
	bool		back = true;
	bool		identity = true;

	for (int i = 0; i < 300000; i++)
	{
		Score		a = random_score();
		Score		b = random_score();
		Score		c = score_unpack(score_pack(a));

		back &= c.mark == a.mark && score_same_scale(a, c) && score_pack(a) != 0;
		identity &= (score_pack(a) == score_pack(b)) ==
			(a.mark == b.mark && a.low == b.low && a.high == b.high);
	}
	ok(back, "what is packed is unpacked");
	ok(identity, "packed scores are equal where mark and scale are");
}

/* height over width by the definition, in 128 bits */
static int
compare_by_definition(Score a, Score b)
{
	int128		x = ((int128) a.mark - (int128) a.low * 10000) * (b.high - b.low);
	int128		y = ((int128) b.mark - (int128) b.low * 10000) * (a.high - a.low);

	if (!score_is_applicable(a) || !score_is_applicable(b))
		x = !score_is_applicable(a), y = !score_is_applicable(b);
	if (x != y)
		return x < y ? -1 : 1;
	if (a.low != b.low)
		return a.low < b.low ? -1 : 1;
	return a.high != b.high ? (a.high < b.high ? -1 : 1) : 0;
}

static void
test_order(void)
{
	bool		defined = true;
	bool		turned = true;
	bool		transitive = true;
	bool		equal = true;
	int			ties = 0;

	for (int i = 0; i < 300000; i++)
	{
		Score		a = random_score();
		Score		b = random_score();
		Score		c = random_score();

		defined &= score_compare(a, b) == compare_by_definition(a, b);
		turned &= score_compare(a, b) == -score_compare(b, a);
		transitive &= !(score_compare(a, b) <= 0 && score_compare(b, c) <= 0 &&
						score_compare(a, c) > 0);
		equal &= (score_compare(a, b) == 0) == (score_pack(a) == score_pack(b));
		ties += score_is_applicable(a) && score_is_applicable(b) &&
			!score_same_scale(a, b) &&
			score_height(a) * score_width(b) == score_height(b) * score_width(a);
	}
	ok(defined, "the order is that of the fractions, then of the scales, n/a last");
	ok(turned, "turned round, it is the opposite");
	ok(transitive, "it is transitive");
	ok(equal, "equal are only those that are identical");
	ok(ties > 1000, "many were as high on another scale");
}

/* the widest scales, where products are largest */
static void
test_extremes(void)
{
	Score		least;
	Score		below;
	Score		most;
	Score		hundred;

	(void) score_make(-327680000, -32768, 32767, &least);
	(void) score_make(327669999, -32768, 32767, &below);
	(void) score_make(327670000, -32768, 32767, &most);
	(void) score_make(1000000, 0, 100, &hundred);
	ok(score_height(least) == 0 && score_width(least) == 65535, "the least mark of the widest scale");
	ok(score_height(most) == INT64CONST(655350000), "the highest");
	ok(score_compare(below, hundred) < 0 && score_compare(below, most) < 0, "just below the end");
	ok(score_compare(most, hundred) < 0 && score_compare(hundred, most) > 0, "at the end the lower scale comes first");
	ok(score_compare(least, most) < 0 && score_compare(most, most) == 0, "from end to end");
}

int
main(void)
{
	test_validity();
	test_packing();
	test_order();
	test_extremes();
	return tap_done();
}
