-- Amounts, currencies, countries and months as people write them.  ICU's data
-- change from version to version, so all of this is STABLE and belongs in no
-- index.

CREATE FUNCTION format_monetary(amount monetary, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_format_monetary'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION format_monetary(amount monetary, locale text) IS
'An amount as the people of a locale write it, with all decimals of its currency and its symbol there: $1,500.50. By ICU from the decimal digits, never a floating-point number. NULL gives NULL. 22023 for an unknown locale.';

CREATE FUNCTION format_monetary(amount monetary, locale text, style text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_format_monetary'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION format_monetary(amount monetary, locale text, style text) IS
'An amount as the people of a locale write it, with all decimals of its currency. Styles: standard ($1,500.50), accounting (negative amounts in parentheses where the locale has them so), code (MXN 1,500.50), name (1,500.50 pesos mexicanos), compact (rounded half away from zero to whole numbers or two digits: $1.2M). By ICU from the decimal digits, never a floating-point number. NULL gives NULL. 22023 for a locale or style that is unknown.';

CREATE FUNCTION parse_monetary(written text, locale text) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_parse_monetary'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION parse_monetary(written text, locale text) IS
'Reads an amount as the people of a locale write it, which names its currency: by its code, by a symbol or name that the locale has for it, or by "$" for the locale''s own. NULL gives NULL. Errors as with a third argument.';

CREATE FUNCTION parse_monetary(written text, locale text, currency currency) RETURNS monetary
	AS 'MODULE_PATHNAME', 'caudal_parse_monetary'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION parse_monetary(written text, locale text, currency currency) IS
'Reads an amount as the people of a locale write it: a sign or parentheses, digits in groups, decimals, and the code, symbol or name of the currency before or behind, or none of these. "$" alone is the currency of the third argument. NULL gives NULL. 22P02 for what is no amount there, names another currency, has too many decimals, or would be another number where separators are used otherwise, with both readings; 22003 out of range; 22023 for an unknown locale.';

CREATE FUNCTION in_words(amount monetary, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_in_words'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION in_words(amount monetary, locale text) IS
'An amount in words for agreements and receipts: the whole part in words, in the gender of the currency, and the rest as a fraction: mil quinientos pesos 50/100 M.N. in es-MX, mil quinientos quetzales con 50/100 in es-GT, one thousand five hundred US dollars and 50/100 in en-US. By ICU''s rules of numbers in words. NULL gives NULL. 22023 for an unknown locale.';

CREATE FUNCTION currency_name(currency currency, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_currency_name'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION currency_name(currency currency, locale text) IS
'The name of a currency in the language of a locale, by CLDR; its code where there is none. NULL gives NULL. 22023 for an unknown locale.';

CREATE FUNCTION currency_symbol(currency currency, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_currency_symbol'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION currency_symbol(currency currency, locale text) IS
'The symbol of a currency in a locale, by CLDR: $ for MXN in es-MX, MX$ in en-US; its code where there is none. NULL gives NULL. 22023 for an unknown locale.';

CREATE FUNCTION country_name(country text, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_country_name'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION country_name(country text, locale text) IS
'The name of a country, by its two letters of ISO 3166-1, in the language of a locale, by CLDR. NULL gives NULL. 22023 for an unknown country or locale.';

CREATE FUNCTION month_name(month int, locale text) RETURNS text
	AS 'MODULE_PATHNAME', 'caudal_month_name'
	LANGUAGE C STABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION month_name(month int, locale text) IS
'The name of a month, 1 to 12, as it stands alone in the language of a locale, by CLDR. NULL gives NULL. 22023 for another number or an unknown locale.';
