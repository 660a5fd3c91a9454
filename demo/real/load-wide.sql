-- The ECB's file on standard input: a line for each day, a column for each
-- currency, per euro.  Read as whole lines, so that a new column is no matter.
\ir staging.sql
CREATE TEMPORARY TABLE wide (line bigint GENERATED ALWAYS AS IDENTITY, cells text);
\copy wide (cells) FROM pstdin

INSERT INTO staged (line, valid_from, base, quote, rate)
SELECT day.line, split_part(day.cells, ',', 1), 'EUR', cell.code, cell.rate
FROM wide AS header,
	 wide AS day,
	 ROWS FROM (string_to_table(header.cells, ','), string_to_table(day.cells, ','))
		WITH ORDINALITY AS cell (code, rate, number)
WHERE header.line = 1
  AND day.line > 1
  AND cell.number > 1
  AND cell.code <> '';	-- every line ends in a comma

\set unit cells
\ir take.sql
