-- Files that are not log format 1: kept as they were handed over, with what the operator stated about them.
CREATE TABLE foreign_file (
    source      opaque_id NOT NULL,
    seq         bigint NOT NULL CHECK (seq > 0),
    file_name   text NOT NULL UNIQUE,
    given_name  text NOT NULL,
    path        text NOT NULL,
    format      text NOT NULL CHECK (format <> '' AND format <> 'usage/1'),
    lines       bigint NOT NULL CHECK (lines >= 0),
    bytes       bigint NOT NULL CHECK (bytes >= 0),
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    first_ts    timestamptz,
    last_ts     timestamptz,
    through     timestamptz NOT NULL,
    account_id  opaque_id NOT NULL REFERENCES account,
    key_id      opaque_id NOT NULL REFERENCES api_key,
    key_kind    text NOT NULL CHECK (key_kind IN ('payg', 'subscription')),
    provider    text NOT NULL,
    model       text NOT NULL,
    endpoint    text NOT NULL,
    starts_at   timestamptz NOT NULL,
    cache       text NOT NULL CHECK (cache IN ('none', 'seen_blocks')),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT '',
    PRIMARY KEY (source, seq),
    UNIQUE (source, sha256)
);
COMMENT ON TABLE foreign_file IS 'Foreign files handed over by reckon ingest, and what was stated about them. The next run takes them in as segments. Append-only.';
COMMENT ON COLUMN foreign_file.seq IS 'Which file of its source this is, counted from 1.';
COMMENT ON COLUMN foreign_file.file_name IS 'What it is kept as; facts and suspense call it so.';
COMMENT ON COLUMN foreign_file.given_name IS 'What it was called when it was handed over.';
COMMENT ON COLUMN foreign_file.sha256 IS 'Lines, bytes and sha256 speak of the whole file, uncompressed.';
COMMENT ON COLUMN foreign_file.through IS 'Stated by the operator; counts in the run that takes the file in, and in no other.';
COMMENT ON COLUMN foreign_file.starts_at IS 'The instant from which relative times count; 1970 where the file has times of its own.';
CALL append_only('foreign_file');
