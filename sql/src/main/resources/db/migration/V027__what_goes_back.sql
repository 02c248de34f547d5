-- A refund that its gateway could not make after all, and which of several payments of one charge a dispute is about.

ALTER TABLE payment_reversal DROP CONSTRAINT payment_reversal_kind_check;
ALTER TABLE payment_reversal ADD CONSTRAINT payment_reversal_kind_check
    CHECK (kind IN ('refund', 'refund_failed', 'chargeback', 'chargeback_won', 'chargeback_lost'));
DROP INDEX payment_reversal_of_dispute;
CREATE UNIQUE INDEX payment_reversal_of_dispute ON payment_reversal (payment_id, kind, dispute_ref)
    WHERE kind NOT IN ('refund', 'refund_failed');
COMMENT ON COLUMN payment_reversal.cycle_id IS 'The cycle that ends because its payment went back; empty where it had ended, or run out, before.';

ALTER TABLE payment_outcome DROP CONSTRAINT payment_outcome_state_check;
ALTER TABLE payment_outcome ADD CONSTRAINT payment_outcome_state_check
    CHECK (state IN ('paid', 'refunded', 'failed', 'cancelled', 'declined', 'action_required', 'pending', 'unknown'));
COMMENT ON TABLE payment_outcome IS 'What became of intents, numbered as it was learned. Paid, refunded and cancelled stand whatever is learned later; but a refund that failed was never made. Append-only.';

ALTER TABLE payment_dispute ADD COLUMN payment_ref text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN payment_dispute.payment_ref IS 'The gateway''s id of the payment that is disputed, as the charge knows it; empty where it was not kept.';
