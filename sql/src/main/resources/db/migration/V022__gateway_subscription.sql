-- Subscriptions that a gateway renews, what they paid for, and why a subscription is renewed no more. The demonstration's own
-- gateway has a name of its own.

ALTER DOMAIN gateway_code DROP CONSTRAINT gateway_code_check;
ALTER DOMAIN gateway_code ADD CONSTRAINT gateway_code_check
    CHECK (VALUE IN ('stripe', 'alipay', 'creem', 'nowpayments', 'offline', 'demo'));

ALTER TABLE subscription ADD COLUMN cancelled_because text
    CHECK (cancelled_because IN ('asked', 'switched', 'paid_back', 'declined', 'gateway'));
COMMENT ON COLUMN subscription.cancelled_because IS 'Asked for here, switched to another plan, its payment went back, its renewal was declined, or the gateway says so.';
GRANT UPDATE (cancelled_because) ON subscription TO reckon_writer;

UPDATE subscription s SET cancelled_because = CASE
    WHEN EXISTS (SELECT FROM cycle c JOIN plan_switch w USING (cycle_id) WHERE c.subscription_id = s.subscription_id)
        THEN 'switched'
    WHEN EXISTS (SELECT FROM cycle c JOIN payment_reversal r USING (cycle_id) WHERE c.subscription_id = s.subscription_id)
        THEN 'paid_back'
    WHEN EXISTS (SELECT FROM act a WHERE a.verb = 'plan cancel' AND a.detail = s.subscription_id AND a.actor LIKE 'gateway %')
        THEN 'gateway'
    ELSE 'asked' END
WHERE cancelled_at IS NOT NULL;
ALTER TABLE subscription ADD CHECK ((cancelled_at IS NULL) = (cancelled_because IS NULL));

CREATE TABLE gateway_subscription (
    intent_id         opaque_id PRIMARY KEY REFERENCES payment_intent,
    gateway           gateway_code NOT NULL,
    subscription_ref  text COLLATE "C" NOT NULL CHECK (subscription_ref <> ''),
    paid_at           timestamptz NOT NULL,
    recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gateway_subscription IS 'Charges that a subscription of the gateway''s own paid, as its webhooks tell. Append-only.';
COMMENT ON COLUMN gateway_subscription.subscription_ref IS 'The gateway''s id of the subscription.';
COMMENT ON COLUMN gateway_subscription.paid_at IS 'When the gateway says it took the money.';
CREATE INDEX gateway_subscription_ref ON gateway_subscription (gateway, subscription_ref);
CALL append_only('gateway_subscription');

-- What webhooks told before this table was there.
INSERT INTO gateway_subscription (intent_id, gateway, subscription_ref, paid_at)
SELECT intent_id, gateway, ref, received_at FROM (
    SELECT DISTINCT ON (e.intent_id) e.intent_id, w.gateway, w.received_at,
           coalesce(said.event #>> '{object,id}',
                    said.event #>> '{data,object,parent,subscription_details,subscription}') AS ref
    FROM webhook w
    JOIN webhook_end e USING (webhook_id)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN w.gateway IN ('creem', 'stripe') THEN convert_from(w.body, 'UTF8')::json END AS event
    ) AS said
    WHERE e.outcome IN ('applied', 'known') AND e.intent_id IS NOT NULL
      AND (said.event ->> 'eventType' = 'subscription.paid' OR said.event ->> 'type' = 'invoice.paid')
    ORDER BY e.intent_id, w.webhook_id
) AS told
WHERE ref <> '';

CREATE INDEX payment_intent_target ON payment_intent (gateway, target_ref) WHERE kind = 'cancel_subscription';

CREATE TABLE payment_break_end (
    break_ref    text COLLATE "C" PRIMARY KEY CHECK (break_ref <> ''),
    detail       text NOT NULL,
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL CHECK (reason <> '')
);
COMMENT ON TABLE payment_break_end IS 'Breaks between payments and books that a person has explained: not named again, nor mended by the sweep. Append-only.';
COMMENT ON COLUMN payment_break_end.break_ref IS 'Its kind and what it is about, such as stray-webhook:creem-17.';
COMMENT ON COLUMN payment_break_end.detail IS 'What was found, as it was named.';
CALL append_only('payment_break_end');
