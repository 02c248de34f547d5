-- A debit draws on a lot that an act gave, or that a committed run opened: V035 took the foreign key away, which knows the first alone.

CREATE FUNCTION refuse_debit_of_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken record;
BEGIN
    SELECT f.debit_id, f.account_id, f.lot_id INTO broken
    FROM fresh f
    WHERE NOT EXISTS (SELECT FROM lot l WHERE l.lot_id = f.lot_id AND l.account_id = f.account_id)
      AND NOT EXISTS (SELECT FROM settled_lot o JOIN run r ON r.run_id = o.run_id AND r.state = 'committed'
                      WHERE o.lot_id = f.lot_id AND o.account_id = f.account_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'debit %: account % has no lot %', broken.debit_id, broken.account_id, broken.lot_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION refuse_debit_of_nothing IS 'By statement: a debit is of a lot of its account that an act gave, or that a committed run opened.';

CREATE TRIGGER of_known_lot AFTER INSERT ON wallet_debit REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_debit_of_nothing();

-- What refused runs would have set aside goes row by row, and each row asks here whether a run has read it again.
CREATE INDEX run_retry_suspense ON run_retry (suspense_id);
