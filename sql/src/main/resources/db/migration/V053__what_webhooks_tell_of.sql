-- What a webhook tells of that nothing here knows, by its gateway's id: a gateway's list may name the same, and both are one break then.

ALTER TABLE webhook_end ADD COLUMN moved_ref text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN webhook_end.moved_ref IS 'The gateway''s id of the payment, refund or dispute that an unmatched webhook tells of, as its list names it; empty where it names none, and of earlier versions.';
