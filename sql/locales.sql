-- Amounts, currencies, countries and months as people write them.  What ICU
-- says may change with its data; what is looked at here has not for long.

-- Each currency at home: domain knowledge of CLDR, digits of ISO 4217
SELECT locale, format_monetary(monetary(1234567.5, currency::currency), locale) AS standard,
	   format_monetary(monetary(-0.05, currency::currency), locale) AS small
FROM (VALUES ('es-MX', 'MXN'), ('es-CO', 'COP'), ('es-GT', 'GTQ'), ('es-SV', 'USD'), ('es-HN', 'HNL'), ('es-NI', 'NIO'),
			 ('es-CR', 'CRC'), ('es-PA', 'PAB'), ('en-BZ', 'BZD'), ('en-US', 'USD')) AS v (locale, currency);
-- pesos of Colombia have cents, which CLDR leaves out of cash; yen have none
SELECT format_monetary('1500.50 COP', 'es-CO'), format_monetary('1500 JPY', 'en-US'), format_monetary('1.234 KWD', 'en-US');
-- an amount under a former minor unit keeps its digits
SELECT format_monetary('5.255 MXN(3)', 'es-MX');
SELECT style, format_monetary('-1500.50 MXN', 'en-US', style) AS "en-US", format_monetary('-1500.50 MXN', 'es-MX', style) AS "es-MX"
FROM unnest('{standard,accounting,code,name}'::text[]) AS style;
SELECT format_monetary('1234567.89 USD', 'en-US', 'compact'), format_monetary('-12.50 USD', 'en-US', 'compact'), format_monetary('1 USD', 'en', 'name'), format_monetary('1 MXN', 'es', 'name');
-- no digit is lost
SELECT format_monetary('92233720368547758.07 MXN', 'es-MX'), format_monetary('-92233720368547758.08 MXN', 'es-MX');
-- a locale by any of its spellings
SELECT format_monetary('1500.50 COP', locale) FROM unnest('{es-CO,es_CO,ES-co,es_CO.UTF-8}'::text[]) AS locale;
SELECT format_monetary('1 USD', NULL), format_monetary(NULL, 'es-MX'), parse_monetary(NULL, 'es-MX', 'MXN'), parse_monetary('1', NULL, 'MXN'), parse_monetary('1', 'es-MX', NULL),
	   in_words('1 USD', NULL), currency_name('USD', NULL);

-- What people paste
SELECT written, locale, parse_monetary(written, locale)
FROM (VALUES ('$1.234.567,89', 'es-CO'), (E'\u20A11\u00A0234\u00A0567,50', 'es-CR'), ('Q1,234.50', 'es-GT'), ('US$ 1,234', 'es-MX'),
			 ('B/. 25.00', 'es-PA'), ('L. 1,000.00', 'en-US'), ('C$5', 'es-NI'), ('$1,500.50 M.N.', 'es-MX'), ('MX$9', 'en-US'),
			 ('1,500.50 pesos mexicanos', 'es-MX'), ('1,500.50 Mexican pesos', 'en'), ('usd 12', 'es'), ('$12', 'es-SV'),
			 (E'\u200E\u2212$5.00', 'es-MX'), ('  $5.00  ', 'es-MX'), ('-$ .50', 'en-US'), ('Q.50', 'es-GT')) AS v (written, locale);
SELECT written, locale, currency, parse_monetary(written, locale, currency::currency)
FROM (VALUES ('(1,500.50)', 'es-MX', 'MXN'), ('-1,500.50', 'es-MX', 'MXN'), ('12 USD', 'es-MX', 'USD'), ('$12', 'es-GT', 'USD'),
			 ('$12', 'en-US', 'MXN'), ('0.05', 'es-MX', 'MXN')) AS v (written, locale, currency);
-- What prints reads back, in each style with all its digits
SELECT count(*), count(*) FILTER (WHERE parse_monetary(format_monetary(m.amount, l, s), l, currency(m.amount)) = m.amount) AS same
FROM unnest('{MXN,COP,GTQ,USD,HNL,NIO,CRC,PAB,BZD,SVC}'::currency[]) AS c,
	 unnest('{0.01,-0.01,0,1,-1.5,999.99,1000,-12345.67,1234567.89,1000000000000000}'::numeric[]) AS n,
	 unnest('{es-MX,es-CO,es-GT,es-SV,es-HN,es-NI,es-CR,es-PA,en-BZ,en-US,es-US,es,es-419}'::text[]) AS l,
	 unnest('{standard,accounting,code,name}'::text[]) AS s,
	 LATERAL (SELECT monetary(n, c) AS amount) AS m;
-- nothing is guessed
SELECT parse_monetary('$1.234', 'es-MX');
SELECT parse_monetary('1.23', 'es-CO', 'COP');
SELECT parse_monetary('1,234', 'en-US', 'KWD');
SELECT parse_monetary('$1.00', 'es-GT');
SELECT parse_monetary('$1.00', 'es-MX', 'GTQ');
SELECT parse_monetary('1,500.50', 'es-MX');
SELECT parse_monetary('Q5', 'es-MX', 'MXN');
SELECT parse_monetary('US$5 MXN', 'es-MX');
SELECT parse_monetary('5 doubloons', 'en-US');
SELECT parse_monetary('1.2345', 'es-MX', 'MXN');
SELECT parse_monetary('0,001', 'es-MX', 'MXN');
SELECT parse_monetary(',50', 'es-MX', 'MXN');
SELECT parse_monetary('twelve', 'en-US', 'USD');
SELECT parse_monetary(U&'\FF11\FF12', 'es-MX', 'MXN');
SELECT parse_monetary('', 'es-MX', 'MXN');
SELECT parse_monetary(repeat('1', 300), 'es-MX', 'MXN');
SELECT parse_monetary('99999999999999999999.00', 'es-MX', 'MXN');

-- In words: gender, apocope, de, and the fraction
SELECT amount, locale, in_words(amount::monetary, locale)
FROM (VALUES ('1500.50 MXN', 'es-MX'), ('21000 MXN', 'es-MX'), ('1000000 MXN', 'es-MX'), ('1000001 MXN', 'es-MX'), ('1 MXN', 'es-MX'),
			 ('0.05 MXN', 'es-MX'), ('100.10 USD', 'es-MX'), ('1500.50 GTQ', 'es-GT'), ('31.05 HNL', 'es-HN'), ('2000000000 COP', 'es-CO'),
			 ('-21.10 CRC', 'es-CR'), ('101 NIO', 'es-NI'), ('21 GBP', 'es-CO'), ('1 SEK', 'es'), ('1500 JPY', 'es-MX'),
			 ('1500.50 USD', 'en-US'), ('1 USD', 'en-US'), ('-3.07 GTQ', 'en'), ('92233720368547758.07 PAB', 'es-PA')) AS v (amount, locale);

-- a currency that nobody has a name for, and more than there are words for
SELECT in_words('1500.50 XAA', 'es-MX'), in_words('1 XAB', 'en');
SELECT in_words('-9223372036854775808 JPY', 'en');

-- Names
SELECT currency_name(c, 'es-MX') AS es, currency_name(c, 'en-US') AS en, currency_symbol(c, 'es-MX') AS "es-MX", currency_symbol(c, 'en-US') AS "en-US"
FROM unnest('{MXN,USD,GTQ,CRC}'::currency[]) AS c;
SELECT country_name(c, 'es') AS es, country_name(c, 'en') AS en FROM unnest('{US,mx,SV,GT,HN,BZ}'::text[]) AS c;
SELECT string_agg(month_name(m, 'es'), ' ' ORDER BY m) AS es, string_agg(month_name(m, 'en'), ' ' ORDER BY m) AS en FROM generate_series(1, 12) AS m;

-- Refused
SELECT format_monetary('1 USD', locale) FROM unnest('{xx-YY}'::text[]) AS locale;
CREATE FUNCTION pg_temp.refusal(locale text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN format_monetary('1 USD', locale);
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END
$$;
SELECT locale, pg_temp.refusal(locale) AS read_as
FROM unnest(ARRAY['', 'C', 'zz', 'es-XX', 'es-MX; DROP', '../../etc', repeat('e', 100), 'es' || chr(233), 'es-999', E'\n', '-', 'es--MX', 'es-MX-', 'es-' || repeat('a', 40)]) AS locale
WHERE pg_temp.refusal(locale) <> '22023';
SELECT format_monetary('1 USD', 'en', 'pretty');
SELECT country_name('XY', 'en');
SELECT month_name(13, 'en');
-- more locales than are kept open at once, twice
SELECT count(*), count(DISTINCT l) AS locales
FROM unnest('{es,en,fr,pt,de,it,nl,ca}'::text[]) AS language, unnest('{US,MX,CO,GT,HN,NI,CR,PA,BZ,CA,ES,FR,BR}'::text[]) AS region,
	 generate_series(1, 2) AS round, LATERAL (SELECT language || '-' || region) AS v (l)
WHERE parse_monetary(format_monetary('1500.50 USD', l), l, 'USD') = '1500.50 USD' AND in_words('1 USD', l) IS NOT NULL;
