-- What people and gateways tell of payments: money that is not taken, payments that a gateway does not have, and the credit of a switch
-- that goes back with the month it was given for.

ALTER TABLE payment_outcome DROP CONSTRAINT payment_outcome_state_check;
ALTER TABLE payment_outcome ADD CONSTRAINT payment_outcome_state_check
    CHECK (state IN ('paid', 'refunded', 'failed', 'cancelled', 'declined', 'action_required', 'pending', 'not_taken', 'unknown'));
COMMENT ON COLUMN payment_outcome.detail IS 'Why it was declined, is not taken or is unknown; where the customer has to go.';

CREATE TABLE absent_payment (
    intent_id    opaque_id NOT NULL REFERENCES payment_intent,
    payment_ref  text COLLATE "C" NOT NULL CHECK (payment_ref <> ''),
    entry_no     integer NOT NULL CHECK (entry_no > 0),
    state        text NOT NULL CHECK (state IN ('absent', 'found')),
    cents        bigint NOT NULL CHECK (cents >= 0 AND cents < 900000000),
    detail       text NOT NULL DEFAULT '',
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (intent_id, payment_ref, entry_no)
);
COMMENT ON TABLE absent_payment IS 'Payments that are recorded as paid, and that their gateway did not have when it was asked; the newest entry counts. Append-only.';
COMMENT ON COLUMN absent_payment.payment_ref IS 'The gateway''s id of it, as it was told.';
COMMENT ON COLUMN absent_payment.cents IS 'What is recorded as received.';
COMMENT ON COLUMN absent_payment.detail IS 'What the gateway said instead.';
CALL append_only('absent_payment');

-- A sweep looks for what was paid since its last reading, among all outcomes there have ever been.
CREATE INDEX payment_outcome_paid ON payment_outcome (recorded_at) WHERE state = 'paid';

-- A run opens the lot of a switch by itself (settled_lot): a debit may draw on one of these.
ALTER TABLE wallet_debit DROP CONSTRAINT wallet_debit_lot_id_fkey;
