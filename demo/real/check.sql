-- The demonstration fails unless every row is accounted for and every total
-- foots.
SET caudal.pivot_currency = 'EUR';
DO $$
BEGIN
	-- what was read was loaded or refused
	ASSERT (SELECT bool_and(read = loaded + (SELECT count(*) FROM refused_row AS r WHERE r.file = f.file))
			FROM loaded_file AS f), 'rows read';
	ASSERT (SELECT sum(loaded) FROM loaded_file) =
		   (SELECT count(*) FROM iati_transaction) + (SELECT count(*) FROM filing), 'rows loaded';

	-- every transaction is a line, and the total is the sum of the lines
	ASSERT (SELECT count(*) FROM valued) = (SELECT count(*) FROM iati_transaction), 'lines';
	ASSERT (SELECT sum_in(value, 'USD', value_date) FROM iati_transaction) =
		   (SELECT sum(usd) FROM valued), 'total';
	-- every line follows from the rates reported with it
	ASSERT (SELECT bool_and(usd = at_rate(value, numerator, denominator, 'USD')) FROM valued), 'at_rate';

	-- the same in SQL alone, without caudal, for the activity in euros
	ASSERT (SELECT amount(sum(usd)) FROM valued WHERE activity = 'GB-CHC-274467-GB-XUKDU15001') =
		   (SELECT sum(round(amount(value) * (SELECT rate FROM exchange_rate
											  WHERE source = 'ecb' AND base = 'EUR' AND quote = 'USD'
												AND valid_from <= value_date
											  ORDER BY valid_from DESC LIMIT 1), 2))
			FROM iati_transaction WHERE activity = 'GB-CHC-274467-GB-XUKDU15001'), 'SQL without caudal';

	-- the average rate, in SQL alone
	ASSERT (SELECT bool_and(round(average_rate('EUR', 'USD', year, 'ecb'), 12) =
							(SELECT round(avg(rate), 12) FROM exchange_rate
							 WHERE source = 'ecb' AND base = 'EUR' AND quote = 'USD'
							   AND valid_from BETWEEN first_day(year) AND last_day(year)))
			FROM split('2016/2019', 'year') AS year), 'average rate';

	-- a day on which something was paid is in no gap
	ASSERT NOT EXISTS (SELECT FROM spent,
						   (SELECT gaps(to_char(value_date, 'YYYY-MM')::grant_period, '2016/2019') FROM spent) AS g
					   WHERE gaps @> value_date), 'gaps';

	-- ratios from the fields of the filings themselves, and the flags counted one by one
	ASSERT (SELECT bool_and(margin IS NOT DISTINCT FROM (fields ->> 'F9_01_EXP_REV_LESS_EXP_CY')::numeric /
							nullif((fields ->> 'F9_01_REV_TOT_CY')::numeric, 0)
							AND (cash IS NULL) = (fields ->> 'F9_10_ASSET_CASH_EOY' IS NULL OR fields ->> 'F9_01_EXP_TOT_CY' = '0'))
			FROM ratios JOIN filing ON line = filing), 'ratios';
	ASSERT (SELECT bool_and(flags = coalesce((equity <= cutpoints[1])::int, 0) + coalesce((concentration >= cutpoints[2])::int, 0) +
									coalesce((administration <= cutpoints[3])::int, 0) + coalesce((margin <= cutpoints[4])::int, 0)
							AND scored = num_nonnulls(equity, concentration, administration, margin))
			FROM flagged), 'flags';
END $$;
