-- What a webhook tells of that nothing here knows, by its gateway's id: a gateway's list may name the same, and both are one break then.

ALTER TABLE webhook_end ADD COLUMN moved_ref text COLLATE "C";
COMMENT ON COLUMN webhook_end.moved_ref IS 'The gateway''s id of the payment, refund or dispute that an unmatched webhook tells of, as its list names it; empty where it names none, NULL for webhooks that ended before this column was there.';
COMMENT ON COLUMN processing_failure.subject IS 'What the break not-processed names: the gateway, and the number of its webhook or its id of the payment; or an intent, and the payment of it that is looked for.';
