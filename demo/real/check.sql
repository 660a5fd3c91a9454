-- The demonstration fails unless every row is accounted for and every total
-- foots.
SET caudal.pivot_currency = 'EUR';
DO $$
BEGIN
	-- what was read was loaded or refused
	ASSERT (SELECT bool_and(read = loaded + (SELECT count(*) FROM refused_row AS r WHERE r.file = f.file))
			FROM loaded_file AS f), 'rows read';
	ASSERT (SELECT sum(loaded) FROM loaded_file) =
		   (SELECT count(*) FROM exchange_rate) + (SELECT count(*) FROM iati_transaction), 'rows loaded';

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
END $$;
