-- What a gateway that owes the tax of a payment sends back is the customer's money; ours of it is a part, worked out from all that went back.

CREATE TABLE payment_part (
    gateway      gateway_code NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('refund', 'dispute')),
    part_ref     text COLLATE "C" NOT NULL CHECK (part_ref <> ''),
    intent_id    opaque_id NOT NULL REFERENCES payment_intent,
    payment_ref  text COLLATE "C" NOT NULL CHECK (payment_ref <> ''),
    gross_cents  bigint NOT NULL CHECK (gross_cents >= 0 AND gross_cents < 900000000),
    cents        bigint NOT NULL CHECK (cents >= 0 AND cents < 900000000),
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (gateway, kind, part_ref)
);
COMMENT ON TABLE payment_part IS 'Refunds and disputes of payments of which a part only was ours: what the customer has back, and what of it was ours. Append-only.';
COMMENT ON COLUMN payment_part.part_ref IS 'The gateway''s id of the refund or dispute.';
COMMENT ON COLUMN payment_part.intent_id IS 'The charge.';
COMMENT ON COLUMN payment_part.payment_ref IS 'The gateway''s id of the payment, as the charge knows it.';
COMMENT ON COLUMN payment_part.gross_cents IS 'What the customer has back.';
COMMENT ON COLUMN payment_part.cents IS 'What of it was ours: with all parts before it the share that was ours of all that went back, in whole cents.';
CREATE INDEX payment_part_intent ON payment_part (intent_id);
CALL append_only('payment_part');

-- A cent may go back of which nothing is ours, and a month may be paid with nothing: only an ending never has an amount.
ALTER TABLE payment_intent DROP CONSTRAINT payment_intent_check;
ALTER TABLE payment_intent ADD CONSTRAINT payment_intent_check CHECK (kind <> 'cancel_subscription' OR cents = 0);
