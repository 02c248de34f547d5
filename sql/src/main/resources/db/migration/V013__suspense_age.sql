-- The age of suspense counts from a watermark: two readers agree on it whatever their clocks say.

CREATE OR REPLACE VIEW reports.suspense AS
SELECT s.suspense_id, s.reason, s.detail, s.lines, s.tokens, s.state, s.first_run, s.run_id AS last_run, g.source,
       g.seq, g.file_name, f.watermark AS since, s.closed_at, s.closed_by, s.closed_reason
FROM public.suspense s
JOIN public.run r ON r.run_id = s.run_id AND r.state = 'committed'
JOIN public.run f ON f.run_id = s.first_run
JOIN public.segment g USING (segment_no);
COMMENT ON VIEW reports.suspense IS 'Lines set aside by committed runs; since: watermark of the run that set them aside first.';
