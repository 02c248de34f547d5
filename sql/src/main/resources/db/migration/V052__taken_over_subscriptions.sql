-- Subscriptions that gateways renew and that were taken over from another system: no charge of ours began them.

CREATE TABLE taken_over_subscription (
    cycle_id          opaque_id PRIMARY KEY REFERENCES cycle,
    gateway           gateway_code NOT NULL,
    subscription_ref  text COLLATE "C" NOT NULL CHECK (subscription_ref <> ''),
    counts_from       timestamptz NOT NULL,
    recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (gateway, subscription_ref)
);
COMMENT ON TABLE taken_over_subscription IS 'Subscriptions of gateways that renew what was taken over in the middle of a cycle. Append-only.';
COMMENT ON COLUMN taken_over_subscription.cycle_id IS 'The cycle that was under way; it was paid in the system before.';
COMMENT ON COLUMN taken_over_subscription.subscription_ref IS 'The gateway''s id of the subscription.';
COMMENT ON COLUMN taken_over_subscription.counts_from IS 'What the gateway took before this instant is the affair of the system before.';
CALL append_only('taken_over_subscription');

-- Until now the import kept it as a note for people. Months that were recorded by hand since are paid: what the gateway took before the
-- last of them was recorded opens nothing more. Where another subscription was bought since, the note stays one.
INSERT INTO taken_over_subscription (cycle_id, gateway, subscription_ref, counts_from)
SELECT cycle_id, gateway, ref, counts_from FROM (
    SELECT s.subscription_id AS cycle_id, told.words[1] AS gateway, told.words[2] AS ref,
           greatest(o.cut_over, (SELECT max(c.recorded_at) FROM cycle c
                                 WHERE c.account_id = s.account_id AND c.cycle_id <> s.subscription_id)) AS counts_from,
           count(*) OVER (PARTITION BY told.words[1], told.words[2]) AS times
    FROM subscription s
    JOIN account_opening o USING (account_id)
    CROSS JOIN LATERAL regexp_match(s.reason, '^renewed before by (stripe|creem) ([A-Za-z0-9_.:-]{1,200})$') AS told (words)
    WHERE s.kind = 'monthly' AND told.words IS NOT NULL AND s.cancelled_because IS DISTINCT FROM 'replaced'
) AS noted
WHERE times = 1
  AND NOT EXISTS (SELECT FROM gateway_subscription g WHERE g.gateway = noted.gateway AND g.subscription_ref = noted.ref);

CREATE VIEW gateway_month AS
SELECT intent_id AS cycle_id, gateway, subscription_ref, paid_at, recorded_at FROM gateway_subscription
UNION ALL
SELECT cycle_id, gateway, subscription_ref, counts_from, recorded_at FROM taken_over_subscription;
COMMENT ON VIEW gateway_month IS 'Months that subscriptions of gateways paid, and those that they were taken over with.';
COMMENT ON COLUMN gateway_month.cycle_id IS 'The cycle, once it is open; it has the id of its charge.';
