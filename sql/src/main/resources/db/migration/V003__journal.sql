-- The books: entries and their postings, double entry, append-only. Rules of posting are the kernel's; the database
-- refuses what would break the books whoever writes.

CREATE TABLE journal_entry (
    entry_id    uuid PRIMARY KEY,
    run_id      integer NOT NULL REFERENCES run,
    account_id  opaque_id REFERENCES account,
    day         date NOT NULL,
    kind        text NOT NULL CHECK (kind <> ''),
    reference   text COLLATE "C" NOT NULL DEFAULT '',
    description text NOT NULL DEFAULT ''
);
COMMENT ON TABLE journal_entry IS 'What happened, balanced by its postings. Append-only: corrections are reversing entries.';
COMMENT ON COLUMN journal_entry.entry_id IS 'First 128 bits of SHA-256 over run, account, day, kind, reference: the same happening has the same id.';
COMMENT ON COLUMN journal_entry.account_id IS 'The customer; null for the operator''s own affairs, such as a payout.';
COMMENT ON COLUMN journal_entry.day IS 'UTC day it is booked on.';
COMMENT ON COLUMN journal_entry.kind IS 'usage, top_up, grant, lapse, ...: EntryKind of the kernel.';
COMMENT ON COLUMN journal_entry.reference IS 'The lot, cycle, payment or entry it is about; empty where a day has one entry of the kind.';
CREATE INDEX journal_entry_run ON journal_entry (run_id);
CREATE INDEX journal_entry_account ON journal_entry (account_id, day);
CALL append_only('journal_entry');

CREATE TABLE posting (
    entry_id       uuid NOT NULL REFERENCES journal_entry,
    ledger_account text COLLATE "C" NOT NULL
                   CHECK (ledger_account ~ '^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$'),
    commodity      text COLLATE "C" NOT NULL CHECK (commodity IN ('USD', 'PLANUSD')),
    amount         usd NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, ledger_account, commodity)
);
COMMENT ON TABLE posting IS 'One leg of an entry: debits positive, credits negative. All legs of an entry are inserted by one statement. Append-only.';
COMMENT ON COLUMN posting.commodity IS 'USD is money; PLANUSD is credit of a subscription''s pools, in dollars of usage.';
CALL append_only('posting');

CREATE FUNCTION refuse_entry_of_closed_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed integer;
BEGIN
    SELECT f.run_id INTO closed FROM (SELECT DISTINCT run_id FROM fresh) f JOIN run r USING (run_id) WHERE r.state <> 'open' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'run % is closed: no entry can be added to its journal', closed
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Post it in an open run.';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_of_open_run AFTER INSERT ON journal_entry REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_entry_of_closed_run();

CREATE FUNCTION refuse_posting_that_breaks_the_books() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken record;
BEGIN
    SELECT entry_id, commodity, sum(amount) AS difference INTO broken
    FROM fresh GROUP BY entry_id, commodity HAVING sum(amount) <> 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % does not balance: its postings in % sum to %', broken.entry_id, broken.commodity, broken.difference
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Insert all postings of an entry by one statement.';
    END IF;
    SELECT DISTINCT e.run_id INTO broken
    FROM fresh JOIN journal_entry e USING (entry_id) JOIN run r USING (run_id) WHERE r.state <> 'open' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'run % is closed: no posting can be added to its journal', broken.run_id
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Post it in an open run.';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER postings_keep_the_books AFTER INSERT ON posting REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_posting_that_breaks_the_books();

-- ---------------------------------------------------------------------------------------------------------------------
-- Views for reports
-- ---------------------------------------------------------------------------------------------------------------------
CREATE VIEW reports.journal_export AS
SELECT e.run_id, e.day, e.entry_id, e.account_id, e.kind, e.reference, e.description, p.ledger_account, p.commodity, p.amount
FROM public.journal_entry e
JOIN public.posting p USING (entry_id)
JOIN public.run r ON r.run_id = e.run_id AND r.state = 'committed';
COMMENT ON VIEW reports.journal_export IS 'The journal of committed runs, a row per posting; read in order of day, entry_id, ledger_account.';

CREATE VIEW reports.ledger_balance AS
SELECT ledger_account, commodity, sum(amount) AS balance, count(*) AS postings
FROM reports.journal_export
GROUP BY ledger_account, commodity;
COMMENT ON VIEW reports.ledger_balance IS 'What each ledger account holds: debits less credits.';

CREATE VIEW reports.customer_balance AS
SELECT account_id, ledger_account, commodity, sum(amount) AS balance
FROM reports.journal_export
WHERE account_id IS NOT NULL
GROUP BY account_id, ledger_account, commodity;
COMMENT ON VIEW reports.customer_balance IS 'The same by customer: credit owed to one is -balance of Liabilities:CustomerCredit:*.';
