-- What a run reads. A segment is settled once a committed run has read it whole; what that run carried out is in
-- carried_range. Segments of a failed run are simply read again by the next.
CREATE TABLE run_segment (
    run_id     integer NOT NULL REFERENCES run,
    segment_no integer NOT NULL REFERENCES segment,
    PRIMARY KEY (run_id, segment_no)
);
COMMENT ON TABLE run_segment IS 'Segments a run reads whole. Append-only.';
CREATE INDEX run_segment_segment ON run_segment (segment_no);
CALL append_only('run_segment');

CREATE TABLE run_retry (
    run_id      integer NOT NULL REFERENCES run,
    suspense_id bigint NOT NULL REFERENCES suspense,
    PRIMARY KEY (run_id, suspense_id)
);
COMMENT ON TABLE run_retry IS 'Suspense a run reads again because somebody asked for it. Append-only.';
CALL append_only('run_retry');

-- How far each proxy's numbering is whole, so that a run looks at new segments only.
CREATE TABLE proxy_progress (
    run_id   integer NOT NULL REFERENCES run,
    proxy_id opaque_id NOT NULL REFERENCES proxy,
    seq      bigint NOT NULL CHECK (seq >= 0),
    through  timestamptz NOT NULL,
    PRIMARY KEY (proxy_id, run_id)
);
COMMENT ON TABLE proxy_progress IS 'After a run: the last number of a proxy before its first missing one, and its promise. Append-only.';
CALL append_only('proxy_progress');

-- The sameness index: which events earlier runs accepted, in files by run and bucket.
CREATE TABLE index_file (
    path        text COLLATE "C" PRIMARY KEY CHECK (path LIKE 'index/%'),
    run_id      integer NOT NULL REFERENCES run,
    bucket      integer NOT NULL CHECK (bucket >= 0),
    entries     bigint NOT NULL CHECK (entries > 0),
    bytes       bigint NOT NULL CHECK (bytes > 0),
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    replaced_by text COLLATE "C" REFERENCES index_file,
    replaced_at timestamptz,
    CHECK (replaced_by IS NULL OR replaced_at IS NOT NULL),
    CHECK (replaced_by <> path)
);
COMMENT ON TABLE index_file IS 'Files of the sameness index. A file is only ever replaced, by one with the same entries but those beyond the look-back.';
COMMENT ON COLUMN index_file.replaced_by IS 'Null in a replaced file when all its entries were beyond the look-back.';
COMMENT ON COLUMN index_file.run_id IS 'The run that wrote it; of a merged file the latest run among its entries.';
CREATE INDEX index_file_bucket ON index_file (bucket) WHERE replaced_at IS NULL;
GRANT UPDATE (replaced_by, replaced_at) ON index_file TO reckon_writer;
