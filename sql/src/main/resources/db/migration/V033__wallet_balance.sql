-- What there is in a Wallet, what will come and what will be taken: one home for the sum that decides about automatic top-ups and
-- notices and that `account show` tells.

-- Looked at account by account: what it costs follows the account's own rows and neither all runs nor what other accounts have.
CREATE INDEX run_watermark ON run (watermark) WHERE state = 'committed';
CREATE INDEX settled_lot_account ON settled_lot (account_id);
CREATE INDEX wallet_debit_account ON wallet_debit (account_id, acts_at);
CREATE INDEX debt_given_up_account ON debt_given_up (account_id, acts_at);

CREATE VIEW reports.wallet_item AS
SELECT l.account_id, 'credit' AS side, l.landed, CASE WHEN l.landed THEN '-infinity' ELSE l.acts_at END AS holds_from,
       l.remaining AS amount
FROM reports.lot l WHERE l.pool = 'wallet'
UNION ALL
SELECT d.account_id, 'debt', true, '-infinity', -d.owed FROM reports.debt d
UNION ALL
SELECT a.account_id, 'credit', false, a.acts_at, -a.amount
FROM public.negative_adjustment a CROSS JOIN reports.watermark w WHERE a.acts_at >= COALESCE(w.watermark, '-infinity')
UNION ALL
SELECT d.account_id, 'credit', false, d.acts_at, -d.amount
FROM public.wallet_debit d CROSS JOIN reports.watermark w WHERE d.acts_at >= COALESCE(w.watermark, '-infinity')
UNION ALL
SELECT v.account_id, 'credit', false, v.acts_at, b.amount
FROM public.usage_void v
CROSS JOIN reports.watermark w
JOIN public.usage_void_draw b USING (void_id)
JOIN public.known_lot l USING (lot_id)
WHERE v.acts_at >= w.watermark AND l.pool = 'wallet' AND (l.expires_at IS NULL OR l.expires_at > v.acts_at)
UNION ALL
SELECT v.account_id, 'debt', false, v.acts_at, v.shortfall
FROM public.usage_void v CROSS JOIN reports.watermark w WHERE v.acts_at >= w.watermark AND v.shortfall > 0
UNION ALL
SELECT g.account_id, 'debt', false, g.acts_at, g.amount
FROM public.debt_given_up g CROSS JOIN reports.watermark w WHERE g.acts_at >= w.watermark;
COMMENT ON VIEW reports.wallet_item IS
    'Credit of Wallets and what is owed, each as of the watermark; and what is recorded to come and to be taken after it: grants, adjustments, refunds, claw-backs, chargebacks, voided usage, debts given up. What is owed or taken is below zero. A lot that lapses again as soon as usage returns to it gets nothing.';
COMMENT ON COLUMN reports.wallet_item.side IS 'credit, or debt: what is owed, and what of it is owed no more.';
COMMENT ON COLUMN reports.wallet_item.landed IS 'Whether it is settled.';
COMMENT ON COLUMN reports.wallet_item.holds_from IS 'When it acts; -infinity where it is settled.';

CREATE FUNCTION reports.wallet_balance(of_account text, until timestamptz) RETURNS TABLE (balance numeric) LANGUAGE sql STABLE AS $$
    SELECT COALESCE(sum(i.amount), 0) FROM reports.wallet_item i WHERE i.account_id = of_account AND i.holds_from <= until
$$;
COMMENT ON FUNCTION reports.wallet_balance IS 'What is in an account''s Wallet, less what is owed: as of the watermark, and what acts from there to an instant.';
