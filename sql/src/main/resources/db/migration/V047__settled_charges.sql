-- Charges that a person has settled, in one place. And when a webhook, or an entry of a gateway's list, failed first in a way nobody expects: how
-- long it may fail counts from there, and what never failed is not closed as if it had.

CREATE VIEW settled_charge AS
SELECT i.intent_id
FROM payment_intent i
WHERE i.kind = 'charge'
  AND EXISTS (SELECT FROM payment_break_end b
              WHERE b.break_ref IN ('charged-not-credited:' || i.intent_id,
                                    'charged-after-end:' || i.intent_id,
                                    'unknown-payment:' || i.gateway || '-'
                                        || (SELECT o.gateway_ref FROM payment_outcome o
                                            WHERE o.intent_id = i.intent_id AND o.state = 'paid' ORDER BY o.outcome_no LIMIT 1)));
COMMENT ON VIEW settled_charge IS 'Charges whose break a person has closed, or whose payment, before anybody knew that it is theirs: they are not booked after all.';

CREATE TABLE processing_failure (
    subject      text COLLATE "C" PRIMARY KEY CHECK (subject <> ''),
    detail       text NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE processing_failure IS 'Webhooks and entries of gateways'' lists whose processing failed, each when it first did. Append-only.';
COMMENT ON COLUMN processing_failure.subject IS 'What the break not-processed names: the gateway, and the number of its webhook or its id of the payment.';
COMMENT ON COLUMN processing_failure.detail IS 'What was thrown first.';
CALL append_only('processing_failure');

COMMENT ON COLUMN unknown_payment.moved_at IS 'When the gateway says the money moved; when it was met, where the gateway names no time.';
