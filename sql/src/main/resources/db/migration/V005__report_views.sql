-- Read models for balance breakdowns, histories and summaries. They sum and sort; which line of a breakdown a movement
-- belongs to, and its sign, is decided by the kernel's tables (BalanceBreakdown, MovementType).

CREATE VIEW reports.balance_breakdown AS
SELECT account_id, COALESCE(pool, 'wallet') AS pool, type, kind, sum(amount) AS amount, count(*) AS movements,
       min(day) AS first_day, max(day) AS last_day
FROM reports.movement
GROUP BY account_id, COALESCE(pool, 'wallet'), type, kind;
COMMENT ON VIEW reports.balance_breakdown IS
    'Movements of committed runs summed by account, pool, type and kind of lot. What concerns no lot is the wallet''s.';

CREATE VIEW reports.lot_history AS
SELECT m.account_id, m.lot_id, m.pool, m.kind, m.day, m.run_id, m.type, m.origin AS cause, m.amount, l.amount AS lot_amount,
       l.effective_at, l.expires_at, l.origin, l.origin_ref, l.actor, l.reason
FROM reports.movement m
JOIN public.lot l USING (lot_id)
WHERE m.lot_id <> '';
COMMENT ON VIEW reports.lot_history IS 'What committed runs did to each lot, day by day; signed and ordered by the type of movement.';

CREATE VIEW reports.run_summary AS
SELECT r.run_id, r.business_date, r.revision, r.previous_watermark, r.watermark, r.price_book_version, r.opened_at,
       r.closed_at, COALESCE(f.events, 0) AS events, COALESCE(f.charge, 0) AS charge,
       COALESCE(f.provider_cost, 0) AS provider_cost, COALESCE(f.drawn_plan, 0) AS drawn_plan,
       COALESCE(f.drawn_wallet, 0) AS drawn_wallet, COALESCE(f.shortfall, 0) AS shortfall,
       COALESCE(f.over_run, 0) AS over_run, COALESCE(s.suspended, 0) AS suspended
FROM public.run r
LEFT JOIN (
    SELECT run_id, sum(row_count) AS events, sum(charge) AS charge, sum(provider_cost) AS provider_cost,
           sum(draw_main + draw_backup) AS drawn_plan, sum(draw_wallet_bonus + draw_wallet_paid) AS drawn_wallet,
           sum(shortfall) AS shortfall, sum(over_run) AS over_run
    FROM public.fact_file WHERE origin = 'run' GROUP BY run_id
) f USING (run_id)
LEFT JOIN (
    SELECT first_run AS run_id, sum(lines) AS suspended FROM public.suspense WHERE run_id = first_run GROUP BY first_run
) s USING (run_id)
WHERE r.state = 'committed';
COMMENT ON VIEW reports.run_summary IS 'What each committed run settled, and the lines it was the first to set aside.';

CREATE VIEW reports.suspense_summary AS
SELECT reason, state, count(*) AS groups, sum(lines) AS lines, sum(tokens) AS tokens, min(since) AS oldest
FROM reports.suspense
GROUP BY reason, state;
COMMENT ON VIEW reports.suspense_summary IS 'Suspense by reason and state, with its age.';
