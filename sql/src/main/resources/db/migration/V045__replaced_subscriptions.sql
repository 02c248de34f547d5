-- A plan that is bought to follow another ends the renewal of that one; and a subscription's end may be told before its payment.

ALTER TABLE subscription DROP CONSTRAINT subscription_cancelled_because_check;
ALTER TABLE subscription ADD CONSTRAINT subscription_cancelled_because_check
    CHECK (cancelled_because IN ('asked', 'switched', 'replaced', 'paid_back', 'declined', 'gateway'));
COMMENT ON COLUMN subscription.cancelled_because IS 'Asked for here, switched to another plan, another plan was bought to follow it, its payment went back, its renewal was declined, or the gateway says so.';

-- A charge of the overtaken plan that its gateway went on making was sold as one more subscription: nobody asked for it, and it overtook nothing.
CREATE TEMPORARY TABLE sold_again ON COMMIT DROP AS
SELECT s.subscription_id
FROM subscription s
JOIN cycle c ON c.subscription_id = s.subscription_id
JOIN gateway_subscription g ON g.intent_id = c.cycle_id
JOIN gateway_subscription prior ON prior.gateway = g.gateway AND prior.subscription_ref = g.subscription_ref
JOIN cycle earlier ON earlier.cycle_id = prior.intent_id
JOIN subscription older ON older.subscription_id = earlier.subscription_id
WHERE older.account_id = s.account_id AND older.recorded_at < s.recorded_at AND older.cancelled_at IS NULL
  AND EXISTS (SELECT FROM subscription chosen WHERE chosen.account_id = s.account_id
              AND chosen.recorded_at > older.recorded_at AND chosen.recorded_at < s.recorded_at);

UPDATE subscription s SET cancelled_at = s.recorded_at, cancelled_because = 'replaced'
FROM sold_again WHERE sold_again.subscription_id = s.subscription_id AND s.kind = 'monthly' AND s.cancelled_at IS NULL;

-- What was overtaken before: it was renewed no more by us, and went on at its gateway.
UPDATE subscription s SET cancelled_at = newer.recorded_at, cancelled_because = 'replaced'
FROM (SELECT o.subscription_id, min(n.recorded_at) AS recorded_at
      FROM subscription o
      JOIN subscription n ON n.account_id = o.account_id AND n.recorded_at > o.recorded_at
      WHERE n.subscription_id NOT IN (SELECT subscription_id FROM sold_again)
        AND EXISTS (SELECT FROM cycle c WHERE c.subscription_id = n.subscription_id
                    AND NOT EXISTS (SELECT FROM cycle_ending e WHERE e.cycle_id = c.cycle_id))
      GROUP BY o.subscription_id) newer
WHERE newer.subscription_id = s.subscription_id AND s.kind = 'monthly' AND s.cancelled_at IS NULL;

CREATE TABLE gateway_subscription_end (
    end_no            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    intent_id         opaque_id NOT NULL REFERENCES payment_intent,
    gateway           gateway_code NOT NULL,
    subscription_ref  text COLLATE "C" NOT NULL CHECK (subscription_ref <> ''),
    recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE gateway_subscription_end IS 'Words of gateways that a subscription is renewed no more: what was paid before ends with its month, whenever it is booked. Append-only.';
COMMENT ON COLUMN gateway_subscription_end.intent_id IS 'A charge that the subscription paid, or that began it.';
CREATE INDEX gateway_subscription_end_intent ON gateway_subscription_end (intent_id);
CREATE INDEX gateway_subscription_end_ref ON gateway_subscription_end (gateway, subscription_ref);
CALL append_only('gateway_subscription_end');
