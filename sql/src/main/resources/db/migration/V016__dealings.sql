-- What happens to money and credit after it came in: payments sent back or disputed, cycles that end early, usage voided,
-- debts given up, and lots that a run itself opens.

CREATE TABLE payment_reversal (
    reversal_id opaque_id PRIMARY KEY,
    payment_id  opaque_id NOT NULL REFERENCES payment,
    account_id  opaque_id NOT NULL REFERENCES account,
    kind        text NOT NULL CHECK (kind IN ('refund', 'chargeback', 'chargeback_won', 'chargeback_lost')),
    amount      usd NOT NULL CHECK (amount > 0 AND amount = round(amount, 2)),
    tax         usd NOT NULL CHECK (tax >= 0 AND tax <= amount AND tax = round(tax, 2)),
    cycle_id    opaque_id REFERENCES cycle,
    acts_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL CHECK (reason <> '')
);
COMMENT ON TABLE payment_reversal IS 'Payments sent back, disputed, and what became of the dispute. Append-only.';
COMMENT ON COLUMN payment_reversal.amount IS 'Sent back, taken or given back, tax included, in whole cents; of a lost dispute what is lost with it.';
COMMENT ON COLUMN payment_reversal.cycle_id IS 'The cycle that ends because its payment went back.';
CREATE UNIQUE INDEX payment_reversal_of_dispute ON payment_reversal (payment_id, kind) WHERE kind <> 'refund';
CREATE UNIQUE INDEX payment_reversal_of_cycle ON payment_reversal (cycle_id);
CREATE INDEX payment_reversal_landing ON payment_reversal (acts_at);
CALL append_only('payment_reversal');

CREATE TABLE wallet_debit (
    debit_id    opaque_id PRIMARY KEY,
    reversal_id opaque_id NOT NULL REFERENCES payment_reversal,
    account_id  opaque_id NOT NULL REFERENCES account,
    kind        text NOT NULL CHECK (kind IN ('refund', 'claw_back', 'chargeback')),
    amount      numeric(19, 12) NOT NULL CHECK (amount > 0 AND amount < 9000000),
    lot_id      opaque_id NOT NULL REFERENCES lot,
    acts_at     timestamptz NOT NULL
);
COMMENT ON TABLE wallet_debit IS 'Credit taken out of the wallet because a payment went back. Append-only.';
COMMENT ON COLUMN wallet_debit.lot_id IS 'The lot drawn first, then draw order; of a claw-back also the kind of credit taken back.';
CREATE INDEX wallet_debit_landing ON wallet_debit (acts_at);
CALL append_only('wallet_debit');

CREATE TABLE debt_given_up (
    given_up_id opaque_id PRIMARY KEY,
    account_id  opaque_id NOT NULL REFERENCES account,
    kind        text NOT NULL CHECK (kind IN ('write_off', 'dispute_loss')),
    amount      numeric(19, 12) NOT NULL CHECK (amount > 0),
    acts_at     timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL CHECK (reason <> '')
);
COMMENT ON TABLE debt_given_up IS 'Open shortfall that is given up, the oldest first, no more than is owed then. Append-only.';
CREATE INDEX debt_given_up_landing ON debt_given_up (acts_at);
CALL append_only('debt_given_up');

CREATE TABLE plan_switch (
    switch_id    opaque_id PRIMARY KEY,
    account_id   opaque_id NOT NULL REFERENCES account,
    cycle_id     opaque_id NOT NULL UNIQUE REFERENCES cycle,
    new_cycle_id opaque_id NOT NULL UNIQUE REFERENCES cycle,
    new_price    usd NOT NULL CHECK (new_price >= 0),
    acts_at      timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT ''
);
COMMENT ON TABLE plan_switch IS 'A cycle that ends because another plan was bought; settlement gives back what is left of its value. Append-only.';
COMMENT ON COLUMN plan_switch.switch_id IS 'Reference of the payment; the lot of the switch credit is switch:<id>:wallet:switch_credit.';
CREATE INDEX plan_switch_landing ON plan_switch (acts_at);
CALL append_only('plan_switch');

CREATE VIEW cycle_ending AS
SELECT cycle_id, account_id, 'switch' AS cause, switch_id AS cause_id, acts_at FROM plan_switch
UNION ALL
SELECT cycle_id, account_id, kind, reversal_id, acts_at FROM payment_reversal WHERE cycle_id IS NOT NULL;
COMMENT ON VIEW cycle_ending IS 'Cycles that end before their time, and when.';

CREATE TABLE usage_void (
    void_id       opaque_id PRIMARY KEY,
    account_id    opaque_id NOT NULL REFERENCES account,
    event_id      text COLLATE "C" NOT NULL CHECK (event_id <> ''),
    charge        usd NOT NULL CHECK (charge > 0),
    shortfall     usd NOT NULL CHECK (shortfall >= 0),
    over_run      usd NOT NULL CHECK (over_run >= 0),
    settled_on    date NOT NULL,
    acts_at       timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    actor         person NOT NULL,
    reason        text NOT NULL CHECK (reason <> ''),
    UNIQUE (account_id, event_id)
);
COMMENT ON TABLE usage_void IS 'Charges that are taken back, each event at most once. Append-only.';
COMMENT ON COLUMN usage_void.charge IS 'What the event was charged: its draws, shortfall and over-run.';
COMMENT ON COLUMN usage_void.shortfall IS 'What of its shortfall is unpaid where the void acts.';
COMMENT ON COLUMN usage_void.settled_on IS 'UTC day the event settled on: its shortfall is a debt of that day.';
CREATE INDEX usage_void_landing ON usage_void (acts_at);
CALL append_only('usage_void');

CREATE TABLE usage_void_draw (
    void_id opaque_id NOT NULL REFERENCES usage_void,
    number  integer NOT NULL CHECK (number > 0),
    lot_id  opaque_id NOT NULL,
    amount  numeric(19, 12) NOT NULL CHECK (amount > 0),
    paid_off boolean NOT NULL,
    PRIMARY KEY (void_id, number)
);
COMMENT ON TABLE usage_void_draw IS 'What a voided event drew from each lot, in order of drawing, and then what paid its shortfall since. Append-only.';
CALL append_only('usage_void_draw');

-- ---------------------------------------------------------------------------------------------------------------------
-- Lots that settlement opens: the credit of a switch. A failed run may have written some; only those of committed runs are.
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE settled_lot (
    run_id       integer NOT NULL REFERENCES run,
    lot_id       opaque_id NOT NULL,
    account_id   opaque_id NOT NULL REFERENCES account,
    pool         text NOT NULL CHECK (pool = 'wallet'),
    kind         text NOT NULL CHECK (kind = 'switch_credit'),
    amount       numeric(19, 12) NOT NULL CHECK (amount > 0 AND amount < 9000000),
    effective_at timestamptz NOT NULL,
    origin       text NOT NULL CHECK (origin = 'switch'),
    origin_ref   text NOT NULL REFERENCES plan_switch,
    PRIMARY KEY (run_id, lot_id)
);
COMMENT ON TABLE settled_lot IS 'Lots that a run opened by itself, as it worked them out. Append-only.';
CREATE INDEX settled_lot_id ON settled_lot (lot_id);
CALL append_only('settled_lot');

CREATE VIEW known_lot AS
SELECT lot_id, account_id, pool, kind, amount, effective_at, expires_at, acts_at, cycle_id, origin, origin_ref, recorded_at,
       actor, reason
FROM lot
UNION ALL
SELECT s.lot_id, s.account_id, s.pool, s.kind, s.amount, s.effective_at, NULL::timestamptz, s.effective_at,
       NULL::opaque_id, s.origin, s.origin_ref,
       w.recorded_at, w.actor, w.reason
FROM settled_lot s
JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
JOIN plan_switch w ON w.switch_id = s.origin_ref;
COMMENT ON VIEW known_lot IS 'Every lot: those that acts gave, and those that committed runs opened.';

-- A balance may be of a lot that this run opens, or that an earlier one did.
CREATE OR REPLACE FUNCTION refuse_balance_of_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    broken record;
BEGIN
    SELECT f.account_id, f.run_id, f.lot_id, s.run_id IS NULL AS stateless INTO broken
    FROM fresh f
    LEFT JOIN lot l ON l.lot_id = f.lot_id AND l.account_id = f.account_id
    LEFT JOIN account_state s ON s.account_id = f.account_id AND s.run_id = f.run_id
    WHERE s.run_id IS NULL
       OR (l.lot_id IS NULL
           AND NOT EXISTS (SELECT FROM settled_lot o JOIN run r ON r.run_id = o.run_id
                           WHERE o.lot_id = f.lot_id AND o.account_id = f.account_id
                             AND (o.run_id = f.run_id OR r.state = 'committed')))
    LIMIT 1;
    IF FOUND AND broken.stateless THEN
        RAISE EXCEPTION 'run % has no state of account % for a balance of lot %', broken.run_id, broken.account_id, broken.lot_id
            USING ERRCODE = 'foreign_key_violation', HINT = 'Insert the state of the account first.';
    ELSIF FOUND THEN
        RAISE EXCEPTION 'account % has no lot %', broken.account_id, broken.lot_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE VIEW reports.lot AS
SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.acts_at, l.cycle_id, l.origin,
       l.origin_ref, l.recorded_at, l.actor, l.reason,
       l.acts_at < COALESCE(w.watermark, '-infinity') AS landed,
       CASE WHEN l.acts_at < COALESCE(w.watermark, '-infinity') THEN COALESCE(b.remaining, 0) ELSE l.amount END AS remaining
FROM public.known_lot l
CROSS JOIN reports.watermark w
LEFT JOIN reports.account_state s USING (account_id)
LEFT JOIN public.lot_balance b ON b.account_id = s.account_id AND b.run_id = s.run_id AND b.lot_id = l.lot_id
WHERE NOT EXISTS (SELECT FROM public.cycle_ending e WHERE e.cycle_id = l.cycle_id AND e.acts_at <= l.acts_at);
COMMENT ON VIEW reports.lot IS 'Lots with what is left as of the watermark; a lot not landed yet still has all of its amount. Those of a cycle paid back before it opened never land.';

CREATE OR REPLACE VIEW reports.lot_history AS
SELECT m.account_id, m.lot_id, m.pool, m.kind, m.day, m.run_id, m.type, m.origin AS cause, m.amount, l.amount AS lot_amount,
       l.effective_at, l.expires_at, l.origin, l.origin_ref, l.actor, l.reason
FROM reports.movement m
JOIN public.known_lot l USING (lot_id)
WHERE m.lot_id <> '';

CREATE VIEW reports.payment_reversal AS
SELECT reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, acts_at, recorded_at, actor, reason
FROM public.payment_reversal;

CREATE VIEW reports.usage_void AS
SELECT void_id, account_id, event_id, charge, shortfall, over_run, settled_on, acts_at, recorded_at, actor, reason
FROM public.usage_void;
