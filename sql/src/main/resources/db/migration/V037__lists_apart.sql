-- Each list of a gateway's is read by itself, and a payment that its gateway says nothing of is looked for by itself: neither holds up the
-- others.

ALTER TABLE gateway_listing ADD COLUMN list text NOT NULL DEFAULT 'payments' CHECK (list IN ('payments', 'disputes'));
ALTER TABLE gateway_listing DROP CONSTRAINT gateway_listing_pkey;
ALTER TABLE gateway_listing ADD PRIMARY KEY (gateway, list, listed_until);
COMMENT ON COLUMN gateway_listing.list IS 'What it lists; payments with their refunds.';

ALTER TABLE absent_payment DROP CONSTRAINT absent_payment_state_check;
ALTER TABLE absent_payment ADD CONSTRAINT absent_payment_state_check CHECK (state IN ('absent', 'unanswered', 'found'));
COMMENT ON COLUMN absent_payment.detail IS 'What the gateway said instead, or why it is not known whether it has it.';
