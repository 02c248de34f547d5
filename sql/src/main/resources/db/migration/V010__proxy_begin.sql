-- The first segment of a proxy is number 1. A proxy that is taken over in the middle of its life begins with another, which
-- somebody says before a run has met it.
ALTER TABLE proxy ALTER COLUMN first_run DROP NOT NULL;
GRANT UPDATE (first_segment) ON proxy TO reckon_writer;
COMMENT ON COLUMN proxy.first_segment IS 'The number its log begins with: 1, or as said by proxies begin. Missing, it holds the watermark.';
COMMENT ON COLUMN proxy.first_run IS 'The run that met it first; null where somebody spoke of it before.';
