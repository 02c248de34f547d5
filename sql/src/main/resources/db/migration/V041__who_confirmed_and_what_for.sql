-- Who said by hand what became of a payment; what a run was refused for.

ALTER TABLE payment_outcome ADD COLUMN actor person CHECK (actor IS NULL OR learned_by = 'operator');
COMMENT ON COLUMN payment_outcome.actor IS 'Who said so, where a person did; empty in rows of earlier versions. Why stands with the act.';

CREATE OR REPLACE VIEW reports.payment_outcome AS
SELECT intent_id, outcome_no, state, gateway_ref, cents, fee_cents, detail, learned_by, recorded_at, actor FROM public.payment_outcome;

ALTER TABLE run ADD COLUMN refused_for text NOT NULL DEFAULT '' CHECK (refused_for IN ('', 'suspense'));
ALTER TABLE run ADD CHECK (refused_for = '' OR state = 'failed');
COMMENT ON COLUMN run.refused_for IS 'suspense: it would have set too much aside, and the newest of such runs in a row keeps what that is. Empty: anything else.';
GRANT UPDATE (refused_for) ON run TO reckon_writer;

-- Runs of earlier versions said it in their message alone.
UPDATE run SET refused_for = 'suspense'
WHERE state = 'failed' AND failure LIKE '%reckon suspense list --run ' || run_id || ' --by item%';
