-- Take what is valid in "staged" for :source, and note what is refused.
CREATE TEMPORARY TABLE judged AS
SELECT *, CASE WHEN row_number() OVER (PARTITION BY base, quote, valid_from ORDER BY line) > 1
			   THEN 'a second rate for the day'
			   ELSE refusal(valid_from, valid_to, base, quote, rate)
		  END AS reason
FROM staged;

INSERT INTO exchange_rate (source, base, quote, valid_from, valid_to, rate)
SELECT :'source', base, quote, valid_from::date, valid_to::date, rate::numeric
FROM judged
WHERE reason IS NULL;

INSERT INTO loaded_file (file, unit, read, loaded)
SELECT :'file', :'unit', count(*), count(*) FILTER (WHERE reason IS NULL)
FROM judged;

INSERT INTO refused_row (file, line, what, reason)
SELECT :'file', line, concat_ws(' ', valid_from, base || '/' || quote, rate), reason
FROM judged
WHERE reason IS NOT NULL;
