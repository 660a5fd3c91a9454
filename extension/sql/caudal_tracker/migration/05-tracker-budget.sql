-- What an award is budgeted for.  Budgets replace where commitments add up: a
-- revision states the whole new figure of a period.

CREATE TABLE budget_line (
	award identifier NOT NULL REFERENCES award ON UPDATE CASCADE,
	line identifier NOT NULL,
	name text NOT NULL
		CONSTRAINT "a budget line has a name" CHECK (btrim(name) <> ''),
	currency currency NOT NULL,
	note text,
	PRIMARY KEY (award, line),
	-- no new key, but what the currency of a budget refers to
	UNIQUE (award, line, currency)
);
COMMENT ON TABLE budget_line IS 'The lines of an award''s budget, each in the currency in which it is spent.';
COMMENT ON COLUMN budget_line.award IS 'the award';
COMMENT ON COLUMN budget_line.line IS 'identifier of the line in its award';
COMMENT ON COLUMN budget_line.name IS 'its name';
COMMENT ON COLUMN budget_line.currency IS 'currency in which it is budgeted and spent';
COMMENT ON COLUMN budget_line.note IS 'free text';

CREATE TABLE budget (
	award identifier NOT NULL,
	line identifier NOT NULL,
	period grant_period NOT NULL
		CONSTRAINT "the period of a budget has a last day" CHECK (NOT is_open(period)),
	revision int NOT NULL DEFAULT 0
		CONSTRAINT "revisions count from 0, the original" CHECK (revision >= 0),
	amount monetary NOT NULL
		CONSTRAINT "a budget is not negative" CHECK (direction(amount) >= 0),
	funder_amount monetary
		CONSTRAINT "a budget is not negative to the funder" CHECK (direction(funder_amount) >= 0),
	known_since date NOT NULL DEFAULT CURRENT_DATE
		CONSTRAINT "a budget is known since a day of the calendar" CHECK (isfinite(known_since)),
	original int NOT NULL GENERATED ALWAYS AS (0) STORED,
	currency currency NOT NULL GENERATED ALWAYS AS (currency(amount)) STORED,
	PRIMARY KEY (award, line, period, revision),
	FOREIGN KEY (award, line) REFERENCES budget_line ON UPDATE CASCADE,
	CONSTRAINT "a budget is in the currency of its line"
		FOREIGN KEY (award, line, currency) REFERENCES budget_line (award, line, currency),
	CONSTRAINT "a revision is of a period that has an original"
		FOREIGN KEY (award, line, period, original) REFERENCES budget (award, line, period, revision),
	CONSTRAINT "one line is budgeted once for a day"
		EXCLUDE USING gist (identifier_range(award, award, '[]') WITH =,
							identifier_range(line, line, '[]') WITH =,
							period WITH &&)
		WHERE (revision = 0),
	CONSTRAINT "the rate of a budget needs an amount" CHECK (is_positive(amount) OR NOT is_positive(funder_amount))
);
COMMENT ON TABLE budget IS 'Budgets of a line by period, and their revisions. The latest revision that is known replaces the earlier ones.';
COMMENT ON COLUMN budget.award IS 'the award';
COMMENT ON COLUMN budget.line IS 'the line';
COMMENT ON COLUMN budget.period IS 'the days that it is for; periods of one line do not overlap';
COMMENT ON COLUMN budget.revision IS '0 for the original, then 1, 2 and so on';
COMMENT ON COLUMN budget.amount IS 'the whole amount of the period, in the currency of the line';
COMMENT ON COLUMN budget.funder_amount IS 'the same in the currency of the award, by which the budgeted rate is known; NULL where the line is in that currency, or no rate was budgeted';
COMMENT ON COLUMN budget.known_since IS 'first day on which the budget or revision was known';
COMMENT ON COLUMN budget.original IS '0, the revision that there must be, computed';
COMMENT ON COLUMN budget.currency IS 'currency of the amount, computed, which must be that of the line';

CREATE FUNCTION budgets_known(known_on date)
	RETURNS TABLE (award text, line text, period grant_period, revision int, amount monetary, funder_amount monetary)
	LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
	BEGIN ATOMIC
		SELECT k.award::text, k.line::text, k.period, k.revision, k.amount, k.funder_amount
		-- cast outside, or no condition on the award would reach the table
		FROM (SELECT DISTINCT ON (b.award, b.line, b.period)
					 b.award, b.line, b.period, b.revision, b.amount, b.funder_amount
			  FROM budget AS b
			  WHERE b.known_since <= budgets_known.known_on
			  ORDER BY b.award, b.line, b.period, b.revision DESC) AS k;
	END;
COMMENT ON FUNCTION budgets_known(known_on date) IS
'The budget of each line and period as known on a day: the latest revision by then, else the original.';
