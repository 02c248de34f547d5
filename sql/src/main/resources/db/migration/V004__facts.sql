-- The manifest of fact files: the truth about which files there are. Readers take names from the view at the end, never
-- from the folder.
CREATE TABLE fact_file (
    path              text COLLATE "C" PRIMARY KEY CHECK (path LIKE 'facts/%.parquet'),
    run_id            integer NOT NULL REFERENCES run,
    day               date NOT NULL,
    bucket            integer NOT NULL CHECK (bucket >= 0),
    origin            text NOT NULL CHECK (origin IN ('run', 'compaction')),
    row_count         bigint NOT NULL CHECK (row_count > 0),
    bytes             bigint NOT NULL CHECK (bytes > 0),
    sha256            bytea NOT NULL CHECK (octet_length(sha256) = 32),
    min_account       opaque_id NOT NULL,
    max_account       opaque_id NOT NULL CHECK (max_account >= min_account),
    first_ts          timestamptz NOT NULL,
    last_ts           timestamptz NOT NULL CHECK (last_ts >= first_ts),
    charge            usd NOT NULL,
    cost_rated        usd NOT NULL,
    provider_cost     usd NOT NULL,
    draw_main         usd NOT NULL,
    draw_backup       usd NOT NULL,
    draw_wallet_bonus usd NOT NULL,
    draw_wallet_paid  usd NOT NULL,
    shortfall         usd NOT NULL,
    over_run          usd NOT NULL,
    counts            jsonb NOT NULL CHECK (jsonb_typeof(counts) = 'object'),
    replaced_by       text COLLATE "C" REFERENCES fact_file,
    replaced_at       timestamptz,
    CHECK ((replaced_by IS NULL) = (replaced_at IS NULL)),
    CHECK (replaced_by <> path)
);
COMMENT ON TABLE fact_file IS 'Fact files, with sums over their rows. A file is only ever replaced, by one with the same rows.';
COMMENT ON COLUMN fact_file.path IS 'Below the data folder. The same work gives the same name and the same bytes.';
COMMENT ON COLUMN fact_file.run_id IS 'The run that wrote it; of a merged file the latest run among its rows, all committed.';
COMMENT ON COLUMN fact_file.day IS 'UTC day of the own time of every row in it.';
COMMENT ON COLUMN fact_file.bucket IS 'Bucket of every account in it, of as many as the run had.';
COMMENT ON COLUMN fact_file.counts IS 'Sum of the counts by component, in units times 10^scale; zero ones are left out.';
COMMENT ON COLUMN fact_file.replaced_by IS 'The merged file that took its place; the file itself is swept later.';
CREATE INDEX fact_file_day ON fact_file (day, bucket) WHERE replaced_by IS NULL;
CREATE INDEX fact_file_run ON fact_file (run_id);
GRANT UPDATE (replaced_by, replaced_at) ON fact_file TO reckon_writer;

CREATE VIEW reports.visible_fact_file AS
SELECT f.path, f.run_id, f.day, f.bucket, r.buckets, f.row_count, f.bytes, encode(f.sha256, 'hex') AS sha256,
       f.min_account, f.max_account, f.first_ts, f.last_ts, f.charge, f.cost_rated, f.provider_cost, f.draw_main,
       f.draw_backup, f.draw_wallet_bonus, f.draw_wallet_paid, f.shortfall, f.over_run, f.counts
FROM public.fact_file f
JOIN public.run r ON r.run_id = f.run_id AND r.state = 'committed'
WHERE f.replaced_by IS NULL;
COMMENT ON VIEW reports.visible_fact_file IS
    'Fact files of committed runs that no merged file has replaced. An account''s rows lie in its bucket of buckets only.';
