-- How an account stands is found by its own rows: what it costs to look follows the accounts and lots there are, not the runs
-- there have been. The automatic top-ups of a `serve` look every few minutes.

CREATE OR REPLACE VIEW reports.account_state AS
SELECT a.account_id, newest.run_id
FROM public.account a
CROSS JOIN LATERAL (
    SELECT s.run_id FROM public.account_state s
    WHERE s.account_id = a.account_id
    AND (SELECT r.state FROM public.run r WHERE r.run_id = s.run_id) = 'committed' -- a join would walk all runs
    ORDER BY s.run_id DESC LIMIT 1
) newest;

CREATE OR REPLACE VIEW reports.lot AS
SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.acts_at, l.cycle_id, l.origin,
       l.origin_ref, l.recorded_at, l.actor, l.reason,
       l.acts_at < COALESCE(w.watermark, '-infinity') AS landed,
       CASE
           WHEN l.acts_at < COALESCE(w.watermark, '-infinity') THEN COALESCE(
               (SELECT b.remaining FROM public.lot_balance b
                WHERE b.account_id = s.account_id AND b.run_id = s.run_id AND b.lot_id = l.lot_id), 0)
           ELSE l.amount
       END AS remaining
FROM public.known_lot l
CROSS JOIN reports.watermark w
LEFT JOIN reports.account_state s USING (account_id)
WHERE NOT EXISTS (SELECT FROM public.cycle_ending e WHERE e.cycle_id = l.cycle_id AND e.acts_at <= l.acts_at);
