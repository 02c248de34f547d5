-- A payment may be disputed more than once, each time in part: a dispute is known by the gateway's reference.

ALTER TABLE payment_reversal ADD COLUMN dispute_ref text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(dispute_ref) <= 120);
COMMENT ON COLUMN payment_reversal.dispute_ref IS 'The gateway''s id of the dispute, or the operator''s; empty where none was given.';
DROP INDEX payment_reversal_of_dispute;
CREATE UNIQUE INDEX payment_reversal_of_dispute ON payment_reversal (payment_id, kind, dispute_ref) WHERE kind <> 'refund';

CREATE OR REPLACE VIEW reports.payment_reversal AS
SELECT reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, acts_at, recorded_at, actor, reason, dispute_ref
FROM public.payment_reversal;
