-- Filings of IRS form 990 on standard input, with a line of field names.  Read
-- as whole lines, so that other files of the same source have other fields.
CREATE TEMPORARY TABLE wide (line bigint GENERATED ALWAYS AS IDENTITY, cells text);
\copy wide (cells) FROM pstdin

INSERT INTO filing (line, fields)
SELECT row.line, jsonb_object(string_to_array(header.cells, ','), string_to_array(row.cells, ',', ''))
FROM wide AS header,
	 wide AS row
WHERE header.line = 1
  AND row.line > 1;

INSERT INTO loaded_file (file, unit, read, loaded)
SELECT :'file', 'rows', (SELECT count(*) - 1 FROM wide), (SELECT count(*) FROM filing);
