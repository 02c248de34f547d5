-- Money that came in: one row for each confirmed payment, whoever took it. Credit and cycles name the payment they were
-- bought with (lot.origin_ref of origin 'payment', cycle.origin_ref).

CREATE TABLE payment (
    payment_id  opaque_id PRIMARY KEY,
    account_id  opaque_id NOT NULL REFERENCES account,
    gateway     text COLLATE "C" NOT NULL CHECK (gateway ~ '^[a-z][a-z0-9_-]{0,39}$'),
    gateway_ref text COLLATE "C" NOT NULL DEFAULT '',
    purpose     text NOT NULL CHECK (purpose IN ('top_up', 'plan', 'switch')),
    amount      usd NOT NULL CHECK (amount > 0 AND amount = round(amount, 2)),
    fee         usd CHECK (fee >= 0),
    tax         usd CHECK (tax >= 0 AND tax <= amount),
    paid_at     timestamptz NOT NULL,
    acts_at     timestamptz NOT NULL CHECK (acts_at >= paid_at),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT ''
);
COMMENT ON TABLE payment IS 'Confirmed payments of customers. Append-only: what is sent back is a row of its own elsewhere.';
COMMENT ON COLUMN payment.payment_id IS 'Our reference, once for ever: of the lots or the cycle it bought, too.';
COMMENT ON COLUMN payment.gateway IS 'Who took it: a payment gateway, or offline for money straight into the bank.';
COMMENT ON COLUMN payment.gateway_ref IS 'The gateway''s own id of it; empty where there is none.';
COMMENT ON COLUMN payment.amount IS 'All that was paid, tax included, in whole cents.';
COMMENT ON COLUMN payment.fee IS 'What the gateway keeps of it; null where not known. Booked with the payout, not here.';
COMMENT ON COLUMN payment.tax IS 'How much of the amount is tax; null where not known.';
COMMENT ON COLUMN payment.acts_at IS 'When it is booked: paid_at, and never behind a settlement.';
CREATE UNIQUE INDEX payment_of_gateway ON payment (gateway, gateway_ref) WHERE gateway_ref <> '';
CREATE INDEX payment_booking ON payment (acts_at);
CREATE INDEX payment_account ON payment (account_id, paid_at);
CALL append_only('payment');

-- Until now all payments were offline, without tax, and known by what they bought. A cycle's was booked when it opened.
INSERT INTO payment (payment_id, account_id, gateway, purpose, amount, paid_at, acts_at, recorded_at, actor, reason)
SELECT origin_ref, account_id, 'offline', 'top_up', round(amount, 2), effective_at, acts_at, recorded_at, actor, reason
FROM lot WHERE origin = 'payment' AND kind = 'topup';

INSERT INTO payment (payment_id, account_id, gateway, purpose, amount, paid_at, acts_at, recorded_at, actor, reason)
SELECT c.origin_ref, c.account_id, 'offline', 'plan', round(p.price, 2), c.acts_at, c.acts_at, c.recorded_at, c.actor, c.reason
FROM cycle c JOIN plan_version p ON p.plan_code = c.plan_code AND p.version = c.plan_version
WHERE round(p.price, 2) > 0
ON CONFLICT (payment_id) DO NOTHING;

CREATE INDEX cycle_end ON cycle (ends_at);

CREATE VIEW reports.payment AS
SELECT payment_id, account_id, gateway, gateway_ref, purpose, amount, fee, tax, paid_at, acts_at, recorded_at, actor, reason
FROM public.payment;
