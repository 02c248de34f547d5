-- A file that no committed run has settled can be withdrawn by name: a later one may take its number, or its content may be
-- handed over anew with other statements. What a failed run had taken in stays known.
ALTER TABLE segment
    ADD COLUMN withdrawn_at timestamptz,
    ADD COLUMN file_bytes bigint CHECK (file_bytes >= 0),
    ADD COLUMN file_modified timestamptz,
    ADD CHECK ((file_bytes IS NULL) = (file_modified IS NULL));
COMMENT ON TABLE segment IS 'Files taken in, one row each: the evidence behind every event. Append-only but for its last columns.';
COMMENT ON COLUMN segment.withdrawn_at IS 'When somebody took it back, before any committed run had settled it; table act says who, and why.';
COMMENT ON COLUMN segment.file_bytes IS 'Size of the file when it was last looked at whole and found to be what was taken in; null where that was not kept.';
COMMENT ON COLUMN segment.file_modified IS 'Its time of change then: a file of another size or time is looked at again.';
ALTER TABLE segment DROP CONSTRAINT segment_source_seq_key;
CREATE UNIQUE INDEX segment_number ON segment (source, seq) WHERE withdrawn_at IS NULL;

DROP TRIGGER append_only ON segment;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE OR UPDATE OF segment_no, source, source_kind, seq, file_name, path, format, lines,
    bytes, sha256, first_ts, last_ts, through, recovered, run_id
    ON segment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT UPDATE (withdrawn_at, file_bytes, file_modified) ON segment TO reckon_writer;

ALTER TABLE foreign_file ADD COLUMN withdrawn_at timestamptz;
COMMENT ON TABLE foreign_file IS 'Foreign files handed over by reckon ingest, and what was stated about them. The next run takes them in as segments. Append-only but for its last column.';
COMMENT ON COLUMN foreign_file.withdrawn_at IS 'When somebody took it back, before any committed run had settled it; table act says who, and why.';
ALTER TABLE foreign_file DROP CONSTRAINT foreign_file_source_sha256_key;
CREATE UNIQUE INDEX foreign_file_content ON foreign_file (source, sha256) WHERE withdrawn_at IS NULL;

DROP TRIGGER append_only ON foreign_file;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE OR UPDATE OF source, seq, file_name, given_name, path, format, lines, bytes, sha256,
    first_ts, last_ts, through, account_id, key_id, key_kind, provider, model, endpoint, starts_at, cache, mapping, recorded_at,
    actor, reason
    ON foreign_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT UPDATE (withdrawn_at) ON foreign_file TO reckon_writer;

-- Nothing withdrawn comes back, and nothing settled is withdrawn, whoever asks.
CREATE FUNCTION guard_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION '% % of % is withdrawn and stays so', TG_TABLE_NAME, OLD.seq, OLD.source;
    END IF;
    IF EXISTS (SELECT FROM segment g JOIN run_segment s USING (segment_no)
               JOIN run r ON r.run_id = s.run_id AND r.state <> 'failed'
               WHERE g.source = OLD.source AND g.seq = OLD.seq AND g.withdrawn_at IS NULL) THEN
        RAISE EXCEPTION '% % of % is read by a run that has not failed: it cannot be withdrawn', TG_TABLE_NAME, OLD.seq, OLD.source;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER withdrawal BEFORE UPDATE OF withdrawn_at ON segment FOR EACH ROW EXECUTE FUNCTION guard_withdrawal();
CREATE TRIGGER withdrawal BEFORE UPDATE OF withdrawn_at ON foreign_file FOR EACH ROW EXECUTE FUNCTION guard_withdrawal();
