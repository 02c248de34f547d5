-- A night adds tens of thousands of rows by a few dozen statements. What a foreign key looks up row by row, a trigger
-- asks once for all rows of a statement; no check is given up. The tables are append-only, and what they name is never
-- deleted, so looking when rows come is enough.

CREATE FUNCTION refuse_row_of_closed_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed integer;
BEGIN
    SELECT f.run_id INTO closed
    FROM (SELECT DISTINCT run_id FROM fresh) f LEFT JOIN run r USING (run_id)
    WHERE r.state IS DISTINCT FROM 'open' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'run % is not open: nothing can be added to table %', closed, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Add it in an open run.';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_row_of_closed_run IS 'By statement, on tables with run_id: rows are of open runs.';

CREATE FUNCTION refuse_row_of_unknown_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unknown text;
BEGIN
    SELECT f.account_id INTO unknown
    FROM (SELECT DISTINCT account_id FROM fresh WHERE account_id IS NOT NULL) f
    WHERE NOT EXISTS (SELECT FROM account a WHERE a.account_id = f.account_id) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no account %: table % cannot name it', unknown, TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_row_of_unknown_account IS 'By statement, on tables with account_id: the account exists.';

CREATE PROCEDURE of_open_run_and_known_account(guarded regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER of_open_run AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse_row_of_closed_run()', guarded);
    EXECUTE format('CREATE TRIGGER of_known_account AFTER INSERT ON %s REFERENCING NEW TABLE AS fresh '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse_row_of_unknown_account()', guarded);
END $$;
COMMENT ON PROCEDURE of_open_run_and_known_account IS 'CALL of_open_run_and_known_account(''table'') where a night adds many rows.';

-- Entries
DROP TRIGGER entry_of_open_run ON journal_entry;
DROP FUNCTION refuse_entry_of_closed_run;
ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_run_id_fkey, DROP CONSTRAINT journal_entry_account_id_fkey;
CALL of_open_run_and_known_account('journal_entry');

-- Postings: few names of ledger accounts stand in many postings, so the pattern is tried once for each
ALTER TABLE posting DROP CONSTRAINT posting_entry_id_fkey, DROP CONSTRAINT posting_ledger_account_check;

CREATE OR REPLACE FUNCTION refuse_posting_that_breaks_the_books() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken record;
BEGIN
    SELECT entry_id, commodity, sum(amount) AS difference INTO broken
    FROM fresh GROUP BY entry_id, commodity HAVING sum(amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % does not balance: its postings in % sum to %', broken.entry_id, broken.commodity, broken.difference
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Insert all postings of an entry by one statement.';
    END IF;
    SELECT name INTO broken FROM (SELECT DISTINCT ledger_account AS name FROM fresh) names
    WHERE name !~ '^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '"%" is no ledger account', broken.name
            USING ERRCODE = 'check_violation', HINT = 'Begin with Assets, Liabilities, Equity, Income or Expenses, then parts after colons.';
    END IF;
    SELECT f.entry_id, e.run_id INTO broken
    FROM (SELECT DISTINCT entry_id FROM fresh) f
    LEFT JOIN journal_entry e USING (entry_id) LEFT JOIN run r USING (run_id)
    WHERE r.state IS DISTINCT FROM 'open' LIMIT 1;
    IF FOUND AND broken.run_id IS NULL THEN
        RAISE EXCEPTION 'there is no entry % for a posting', broken.entry_id
            USING ERRCODE = 'foreign_key_violation', HINT = 'Insert the entry before its postings.';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'run % is closed: no posting can be added to its journal', broken.run_id
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Post it in an open run.';
    END IF;
    RETURN NULL;
END $$;

-- Movements
ALTER TABLE movement DROP CONSTRAINT movement_run_id_fkey, DROP CONSTRAINT movement_account_id_fkey;
CALL of_open_run_and_known_account('movement');

-- What a run leaves of accounts
ALTER TABLE account_state DROP CONSTRAINT account_state_run_id_fkey, DROP CONSTRAINT account_state_account_id_fkey;
CALL of_open_run_and_known_account('account_state');

ALTER TABLE lot_balance DROP CONSTRAINT lot_balance_lot_id_fkey, DROP CONSTRAINT lot_balance_account_id_run_id_fkey;

CREATE FUNCTION refuse_balance_of_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken record;
BEGIN
    SELECT f.account_id, f.run_id, f.lot_id, s.run_id IS NULL AS stateless INTO broken
    FROM fresh f
    LEFT JOIN lot l ON l.lot_id = f.lot_id AND l.account_id = f.account_id
    LEFT JOIN account_state s ON s.account_id = f.account_id AND s.run_id = f.run_id
    WHERE l.lot_id IS NULL OR s.run_id IS NULL LIMIT 1;
    IF FOUND AND broken.stateless THEN
        RAISE EXCEPTION 'run % has no state of account % for a balance of lot %', broken.run_id, broken.account_id, broken.lot_id
            USING ERRCODE = 'foreign_key_violation', HINT = 'Insert the state of the account first.';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'account % has no lot %', broken.account_id, broken.lot_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER of_known_lot AFTER INSERT ON lot_balance REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_balance_of_nothing();
