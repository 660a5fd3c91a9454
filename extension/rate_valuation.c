/*-------------------------------------------------------------------------
 *
 * rate_valuation.c
 *		A path of rates as a factor from minor units to minor units.
 *
 * Integers of 64 and 128 bits where they hold the calculation, numeric where
 * they do not: each rounds the exact quotient once, so all give one result.
 *
 * Copyright (c) 2026, the caudal contributors
 * Released under the PostgreSQL licence.
 *
 *-------------------------------------------------------------------------
 */
#include "rate_valuation.h"

#include "utils/fmgrprotos.h"

#include "numeric_parts.h"

/*
 * The path as a factor from minor units to minor units.
 */
void
caudal_path_valuation(const RatePath *path, Unit unit, Currency to,
			   Valuation *valuation)
{
	int			shift = caudal_currency_minor_unit(to) - unit_exponent(unit);
	bool		fits = true;
	Ratio	   *ratio = &valuation->ratio;

	valuation->numerator = NULL;
	valuation->denominator = NULL;
	caudal_ratio_one(ratio);
	for (int i = 0; fits && i < path->nlegs; i++)
	{
		const RateLeg *leg = &path->legs[i];

		if (leg->row.exact != NULL)
			fits = false;
		else if (leg->inverse)
		{
			fits = caudal_ratio_divide(ratio, (uint64) leg->row.digits);
			shift += leg->row.scale;
		}
		else
		{
			fits = caudal_ratio_multiply(ratio, (uint64) leg->row.digits);
			shift -= leg->row.scale;
		}
	}
	fits = fits && caudal_ratio_shift10(ratio, shift);
	valuation->has_ratio = fits;
	if (!fits)
		caudal_path_fraction(path, &valuation->numerator,
							 &valuation->denominator);
}

/*
 * amount * path, rounded half away from zero to scale decimals, by numeric:
 * for what does not fit integers.
 */
Numeric
caudal_path_convert(const RatePath *path, Numeric amount, int scale)
{
	Numeric		numerator;
	Numeric		denominator;

	caudal_path_fraction(path, &numerator, &denominator);
	return caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, amount,
													 numerator),
									   denominator, scale);
}

/*
 * The factor between two units of one currency.
 */
void
caudal_same_currency_valuation(Unit unit, Currency to, Valuation *valuation)
{
	memset(valuation, 0, sizeof(Valuation));
	valuation->has_ratio = true;
	caudal_ratio_one(&valuation->ratio);
	(void) caudal_ratio_shift10(&valuation->ratio,
								caudal_currency_minor_unit(to) -
								unit_exponent(unit));
}

/*
 * minor * valuation in the target's minor units, by numeric where integers
 * are too small for the calculation; false where they are for the result.
 */
bool
caudal_valuation_apply(const Valuation *valuation, int64 minor, Unit unit,
				Currency to, int64 *result)
{
	int			scale = caudal_currency_minor_unit(to);
	Numeric		numerator = valuation->numerator;
	Numeric		denominator = valuation->denominator;
	Numeric		amount;
	NumericParts parts;

	if (valuation->has_ratio)
	{
		if (caudal_ratio_apply(&valuation->ratio, minor, result))
			return true;
		/* the ratio counts minor units, numeric counts major ones */
		numerator = caudal_numeric_from_int128((int128) valuation->ratio.numerator, 0);
		denominator = caudal_numeric_from_int128((int128) valuation->ratio.denominator, 0);
		amount = int64_div_fast_to_numeric(minor, scale);
	}
	else
		amount = int64_div_fast_to_numeric(minor, unit_exponent(unit));

	amount = caudal_numeric_divide_round(NUMERIC_CALL2(numeric_mul, amount,
													   numerator),
										 denominator, scale);
	if (!caudal_numeric_to_parts(amount, &parts) ||
		!int128_fits_int64(parts.digits))
		return false;
	*result = (int64) parts.digits;
	return true;
}
