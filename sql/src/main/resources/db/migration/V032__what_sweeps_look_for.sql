-- A sweep looks every few minutes for what is rare among all webhooks and outcomes there have ever been.

CREATE INDEX webhook_end_stray ON webhook_end (webhook_id) WHERE outcome IN ('unmatched', 'unreadable');
CREATE INDEX payment_outcome_failed ON payment_outcome (intent_id) WHERE state = 'failed';
