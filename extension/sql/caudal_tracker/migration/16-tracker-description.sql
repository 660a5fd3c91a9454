-- What an award is for, as funders publish it.
ALTER TABLE award
	ADD COLUMN description text
		CONSTRAINT "a description is not empty" CHECK (btrim(description) <> '');
COMMENT ON COLUMN award.description IS 'what it is for; in other languages a label of award.description';
