-- The official sources, smallest priority first: the daily rate of the
-- country's own authority, then the ECB's, then month ends.  A rate is usable
-- for max_age days.
INSERT INTO rate_source (code, name, priority, max_age, url) VALUES
	('banxico-fix', 'Banco de México, FIX', 10, 7, 'https://www.banxico.org.mx'),
	('trm', 'Superfinanciera de Colombia, TRM', 10, 7, 'https://www.superfinanciera.gov.co'),
	('ecb', 'European Central Bank, reference rates', 20, 7, 'https://www.ecb.europa.eu'),
	('imf-month-end', 'IMF, end of month', 30, 31, 'https://data.imf.org'),
	('sdr-derived', 'computed through the SDR', 90, 31, NULL);
