-- A void of usage whose payment went back first meets the debt that the payment left: what of it was given up is a loss no more, and
-- what paid it gets its credit back. So it is kept which debts a void met, and what had become of them.

CREATE TABLE usage_void_debt (
    void_id  opaque_id NOT NULL REFERENCES usage_void,
    number   integer NOT NULL CHECK (number > 0),
    debit_id opaque_id REFERENCES wallet_debit,
    day      date NOT NULL,
    became   text NOT NULL CHECK (became IN ('owed', 'write_off', 'dispute_loss', 'paid')),
    lot_id   opaque_id CHECK ((lot_id IS NOT NULL) = (became = 'paid')),
    amount   numeric(19, 12) NOT NULL CHECK (amount > 0),
    PRIMARY KEY (void_id, number)
);
COMMENT ON TABLE usage_void_debt IS 'Parts of debts that a void met, and what had become of each. Append-only.';
COMMENT ON COLUMN usage_void_debt.debit_id IS 'The refund, claw-back or chargeback that left it uncovered; empty for the event''s own shortfall.';
COMMENT ON COLUMN usage_void_debt.day IS 'UTC day the debt arose.';
COMMENT ON COLUMN usage_void_debt.became IS 'owed: it is owed no more; write_off, dispute_loss: that is taken back; paid: the credit returns.';
COMMENT ON COLUMN usage_void_debt.lot_id IS 'What paid it. The credit that returns is in usage_void_draw; where the payment of this lot went back too, a further row says which debt it met.';
CREATE INDEX usage_void_debt_debit ON usage_void_debt (debit_id);

-- Voids so far met their own shortfall alone.
INSERT INTO usage_void_debt (void_id, number, day, became, lot_id, amount)
SELECT void_id, row_number() OVER (PARTITION BY void_id ORDER BY became, number), settled_on, became, lot_id, amount
FROM (SELECT void_id, 0 AS number, settled_on, 'owed' AS became, NULL AS lot_id, shortfall AS amount
      FROM usage_void WHERE shortfall > 0
      UNION ALL
      SELECT v.void_id, d.number, v.settled_on, 'paid', d.lot_id, d.amount
      FROM usage_void v JOIN usage_void_draw d USING (void_id) WHERE d.paid_off) met;
CALL append_only('usage_void_debt');

COMMENT ON COLUMN usage_void.shortfall IS 'What is owed no more by it: of its own shortfall, and of what payments left that went back.';
COMMENT ON TABLE usage_void_draw IS 'Credit that a void returns to lots: to those the event drew on, in order of drawing, and then to those that paid debts it met. Append-only.';

-- One home for the lots of a debit.
CREATE VIEW wallet_debit_lots AS
SELECT d.debit_id, d.account_id,
       d.lot_id::text || ARRAY(SELECT again.lot_id::text
                               FROM payment_reversal back
                               JOIN payment_reversal won ON won.payment_id = back.payment_id
                                                        AND won.kind IN ('chargeback_won', 'refund_failed')
                               JOIN lot again ON again.origin = 'payment' AND again.origin_ref = won.reversal_id
                               WHERE back.reversal_id = d.reversal_id AND again.kind = own.kind AND again.lot_id <> own.lot_id
                               ORDER BY again.acts_at, again.lot_id) AS lots
FROM wallet_debit d JOIN known_lot own USING (lot_id);
COMMENT ON VIEW wallet_debit_lots IS
    'The lots of a debit: its own, then those of the same kind that were given again for the payment: a dispute was won, a refund failed.';
