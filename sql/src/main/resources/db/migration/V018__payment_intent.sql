-- Money through gateways. An outside effect is an intent row first, then the call with its id as idempotency key, then the
-- outcome. Webhooks are kept as they came before anything follows from them.

CREATE DOMAIN gateway_code AS text COLLATE "C" CHECK (VALUE IN ('stripe', 'alipay', 'creem', 'nowpayments', 'offline'));

CREATE TABLE payment_intent (
    intent_id        opaque_id PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('charge', 'refund', 'cancel_subscription')),
    account_id       opaque_id NOT NULL REFERENCES account,
    gateway          gateway_code NOT NULL,
    purpose          text NOT NULL CHECK (purpose IN ('top_up', 'auto_top_up', 'plan_cycle', 'plan_switch')),
    plan_code        text NOT NULL DEFAULT '',
    cents            bigint NOT NULL CHECK (cents >= 0 AND cents < 900000000),
    idempotency_key  text COLLATE "C" NOT NULL UNIQUE CHECK (idempotency_key <> ''),
    customer_ref     text NOT NULL DEFAULT '',
    method_ref       text NOT NULL DEFAULT '',
    product_ref      text NOT NULL DEFAULT '',
    charge_id        opaque_id REFERENCES payment_intent,
    target_ref       text NOT NULL DEFAULT '',
    recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor            person NOT NULL,
    reason           text NOT NULL DEFAULT '',
    CHECK ((kind = 'cancel_subscription') = (cents = 0)),
    CHECK ((kind = 'refund') = (charge_id IS NOT NULL)),
    CHECK ((kind = 'charge') = (target_ref = ''))
);
COMMENT ON TABLE payment_intent IS 'What a gateway is asked for, written before it is asked; or what it did without being asked, written when it tells. Append-only.';
COMMENT ON COLUMN payment_intent.intent_id IS 'Idempotency key at the gateway, and the reference of the credit given for it.';
COMMENT ON COLUMN payment_intent.idempotency_key IS 'What the one who asked knows it by, such as account, rule and sequence.';
COMMENT ON COLUMN payment_intent.customer_ref IS 'The gateway''s id of the customer whose stored method is charged; opaque, no secret.';
COMMENT ON COLUMN payment_intent.charge_id IS 'Of a refund: the charge it sends back.';
COMMENT ON COLUMN payment_intent.target_ref IS 'The gateway''s id of the payment to refund, or of the subscription to end.';
CREATE INDEX payment_intent_account ON payment_intent (account_id, recorded_at);
CREATE INDEX payment_intent_charge ON payment_intent (charge_id) WHERE charge_id IS NOT NULL;
CALL append_only('payment_intent');

CREATE TABLE payment_in_flight (
    account_id  opaque_id NOT NULL REFERENCES account,
    purpose     text NOT NULL,
    intent_id   opaque_id NOT NULL UNIQUE REFERENCES payment_intent,
    PRIMARY KEY (account_id, purpose)
);
COMMENT ON TABLE payment_in_flight IS 'Charges whose outcome is not final: at most one for an account and purpose. The row goes when the outcome is final.';
GRANT DELETE ON payment_in_flight TO reckon_writer;

CREATE TABLE payment_outcome (
    intent_id    opaque_id NOT NULL REFERENCES payment_intent,
    outcome_no   integer NOT NULL CHECK (outcome_no > 0),
    state        text NOT NULL CHECK (state IN ('paid', 'refunded', 'cancelled', 'declined', 'action_required', 'pending',
                                                'unknown')),
    gateway_ref  text COLLATE "C" NOT NULL DEFAULT '',
    cents        bigint CHECK (cents >= 0 AND cents < 900000000),
    fee_cents    bigint CHECK (fee_cents >= 0),
    detail       text NOT NULL DEFAULT '',
    learned_by   text NOT NULL CHECK (learned_by IN ('call', 'look_up', 'webhook', 'operator')),
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (intent_id, outcome_no),
    CHECK ((state IN ('paid', 'refunded')) = (cents IS NOT NULL))
);
COMMENT ON TABLE payment_outcome IS 'What became of intents, numbered as it was learned. Paid, refunded and cancelled stand whatever is learned later. Append-only.';
COMMENT ON COLUMN payment_outcome.gateway_ref IS 'The gateway''s id of it.';
COMMENT ON COLUMN payment_outcome.cents IS 'What was received or sent back.';
COMMENT ON COLUMN payment_outcome.detail IS 'Why it was declined or is unknown; where the customer has to go.';
CREATE INDEX payment_outcome_reference ON payment_outcome (gateway_ref) WHERE gateway_ref <> '';
CALL append_only('payment_outcome');

CREATE TABLE payment_dispute (
    gateway      gateway_code NOT NULL,
    dispute_ref  text COLLATE "C" NOT NULL CHECK (dispute_ref <> ''),
    state        text NOT NULL CHECK (state IN ('opened', 'won', 'lost')),
    intent_id    opaque_id NOT NULL REFERENCES payment_intent,
    cents        bigint NOT NULL CHECK (cents >= 0 AND cents < 900000000),
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (gateway, dispute_ref, state)
);
COMMENT ON TABLE payment_dispute IS 'Payments that a customer''s bank took back, and how it ended. Append-only.';
CALL append_only('payment_dispute');

CREATE TABLE payment_effect (
    effect_ref   text COLLATE "C" PRIMARY KEY CHECK (effect_ref <> ''),
    intent_id    opaque_id NOT NULL REFERENCES payment_intent,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE payment_effect IS 'Outcomes and disputes that reached the books, written in the transaction that booked them. Append-only.';
COMMENT ON COLUMN payment_effect.effect_ref IS 'The intent, or dispute:<gateway>:<id>:<state>.';
CALL append_only('payment_effect');

CREATE TABLE webhook (
    webhook_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    gateway      gateway_code NOT NULL,
    sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
    headers      text NOT NULL,
    body         bytea NOT NULL,
    received_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (gateway, sha256)
);
COMMENT ON TABLE webhook IS 'Genuine webhooks as they came, stored before any effect; the same bytes again are the same webhook. Append-only.';
COMMENT ON COLUMN webhook.sha256 IS 'Of the body''s bytes.';
COMMENT ON COLUMN webhook.headers IS 'Content type and signature headers, a line each.';
CALL append_only('webhook');

CREATE TABLE webhook_end (
    webhook_id   bigint PRIMARY KEY REFERENCES webhook,
    outcome      text NOT NULL CHECK (outcome IN ('applied', 'known', 'ignored', 'unmatched', 'unreadable')),
    intent_id    opaque_id REFERENCES payment_intent,
    detail       text NOT NULL DEFAULT '',
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE webhook_end IS 'What followed from a webhook; one without a row waits. Append-only.';
CALL append_only('webhook_end');

CREATE TABLE webhook_refusal (
    gateway  text COLLATE "C" NOT NULL,
    day      date NOT NULL,
    reason   text NOT NULL CHECK (reason IN ('unsigned', 'forged', 'stale', 'foreign', 'too_large')),
    count    bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (gateway, day, reason)
);
COMMENT ON TABLE webhook_refusal IS 'How many deliveries were refused each UTC day. Their content is not kept.';
GRANT UPDATE ON webhook_refusal TO reckon_writer;

CREATE VIEW reports.payment_intent AS
SELECT intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key, charge_id, recorded_at, actor, reason
FROM public.payment_intent;
CREATE VIEW reports.payment_outcome AS
SELECT intent_id, outcome_no, state, gateway_ref, cents, fee_cents, detail, learned_by, recorded_at FROM public.payment_outcome;
