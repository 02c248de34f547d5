-- Compensation: rules by version, what settled runs were judged by, what each event got back, and customers' claims.
-- The primary key of table compensation is the promise: an event gets something back at most once, by rule or by claim.

CREATE TABLE compensation_rules (
    version     integer PRIMARY KEY CHECK (version > 0),
    content     text NOT NULL,
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    first_run   integer NOT NULL CHECK (first_run > 0),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT ''
);
COMMENT ON TABLE compensation_rules IS 'Versions of the rules, whole, as imported (YAML). Append-only.';
COMMENT ON COLUMN compensation_rules.sha256 IS 'Of the content''s UTF-8 bytes.';
COMMENT ON COLUMN compensation_rules.first_run IS 'It judges what this run and later ones settled, until the next version does.';
CALL append_only('compensation_rules');

CREATE TABLE compensation_round (
    round_no      integer PRIMARY KEY CHECK (round_no > 0),
    rules_version integer NOT NULL REFERENCES compensation_rules,
    first_run     integer NOT NULL UNIQUE REFERENCES run,
    last_run      integer NOT NULL UNIQUE REFERENCES run CHECK (last_run >= first_run),
    events        bigint NOT NULL CHECK (events >= 0),
    amount        usd NOT NULL CHECK (amount >= 0),
    recorded_at   timestamptz NOT NULL,
    actor         person NOT NULL
);
COMMENT ON TABLE compensation_round IS 'Which runs have been judged by which rules. A run is judged once. Append-only.';
COMMENT ON COLUMN compensation_round.events IS 'Events that got something back.';
CALL append_only('compensation_round');

CREATE TABLE compensation_claim (
    claim_no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  opaque_id NOT NULL REFERENCES account,
    event_id    opaque_id NOT NULL,
    borne       usd NOT NULL CHECK (borne > 0),
    event_at    timestamptz NOT NULL,
    source_file text NOT NULL,
    source_line bigint NOT NULL CHECK (source_line > 0),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL CHECK (reason <> ''),
    UNIQUE (account_id, event_id)
);
COMMENT ON TABLE compensation_claim IS 'What customers ask back, an event at a time. Append-only.';
COMMENT ON COLUMN compensation_claim.borne IS 'The event''s charge without over-run: the most that can be given back.';
COMMENT ON COLUMN compensation_claim.reason IS 'What the customer says.';
CALL append_only('compensation_claim');

CREATE TABLE compensation_decision (
    claim_no    bigint PRIMARY KEY REFERENCES compensation_claim,
    granted     usd NOT NULL CHECK (granted >= 0),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL CHECK (reason <> '')
);
COMMENT ON TABLE compensation_decision IS 'How claims were decided: granted 0 is refused. Append-only.';
CALL append_only('compensation_decision');

CREATE TABLE compensation (
    account_id  opaque_id NOT NULL REFERENCES account,
    event_id    opaque_id NOT NULL,
    event_at    timestamptz NOT NULL,
    rule        text COLLATE "C" NOT NULL DEFAULT '',
    round_no    integer REFERENCES compensation_round,
    claim_no    bigint REFERENCES compensation_claim,
    borne       usd NOT NULL CHECK (borne > 0),
    amount      usd NOT NULL CHECK (amount > 0 AND amount <= borne),
    lot_id      opaque_id NOT NULL REFERENCES lot,
    source_file text NOT NULL,
    source_line bigint NOT NULL CHECK (source_line > 0),
    PRIMARY KEY (account_id, event_id),
    CHECK ((round_no IS NULL) <> (claim_no IS NULL)),
    CHECK ((round_no IS NULL) = (rule = ''))
);
COMMENT ON TABLE compensation IS 'What each event got back, and in which lot it lies. Append-only.';
COMMENT ON COLUMN compensation.borne IS 'The part of the charge it was reckoned from.';
COMMENT ON COLUMN compensation.source_file IS 'With source_line the place of the event in the raw log.';
CREATE INDEX compensation_lot ON compensation (lot_id);
CREATE INDEX compensation_purse ON compensation (rule, account_id, event_at);
CALL append_only('compensation');

CREATE VIEW reports.compensation AS
SELECT c.account_id, c.event_id, c.event_at, c.rule, c.round_no, c.claim_no, c.borne, c.amount, c.lot_id, c.source_file,
       c.source_line
FROM public.compensation c;
COMMENT ON VIEW reports.compensation IS 'What events got back; the sum by lot is the lot''s amount.';
