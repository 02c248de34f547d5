-- Automatic top-ups: rules by version, attempts by number, pauses. What became of an attempt, its payment intent says.

CREATE TABLE auto_top_up_rule (
    account_id     opaque_id NOT NULL REFERENCES account,
    version        integer NOT NULL CHECK (version > 0),
    threshold      usd NOT NULL CHECK (threshold >= 0),
    cents          bigint NOT NULL CHECK (cents > 0 AND cents < 900000000),
    monthly_cents  bigint NOT NULL CHECK (monthly_cents >= cents AND monthly_cents < 900000000),
    gateway        gateway_code NOT NULL,
    customer_ref   text NOT NULL CHECK (customer_ref <> ''),
    method_ref     text NOT NULL CHECK (method_ref <> ''),
    cool_down      interval NOT NULL CHECK (cool_down > interval '0'),
    recorded_at    timestamptz NOT NULL,
    actor          person NOT NULL,
    reason         text NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, version)
);
COMMENT ON TABLE auto_top_up_rule IS 'When and by what an account is topped up without being asked; the newest version counts. Append-only.';
COMMENT ON COLUMN auto_top_up_rule.threshold IS 'Charged when the Wallet less what is owed is below this.';
COMMENT ON COLUMN auto_top_up_rule.monthly_cents IS 'The most of a calendar month (UTC): paid, and not yet decided.';
COMMENT ON COLUMN auto_top_up_rule.cool_down IS 'The least time between two attempts; doubled by every decline in a row.';
CALL append_only('auto_top_up_rule');

CREATE TABLE auto_top_up_attempt (
    account_id   opaque_id NOT NULL REFERENCES account,
    attempt_no   integer NOT NULL CHECK (attempt_no > 0),
    version      integer NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (account_id, attempt_no),
    FOREIGN KEY (account_id, version) REFERENCES auto_top_up_rule
);
COMMENT ON TABLE auto_top_up_attempt IS 'Attempts, each taken before its intent is written: account, version and number make the intent''s key, so two jobs at once make one charge. Append-only.';
CALL append_only('auto_top_up_attempt');

CREATE TABLE auto_top_up_pause (
    account_id   opaque_id NOT NULL REFERENCES account,
    pause_no     integer NOT NULL CHECK (pause_no > 0),
    state        text NOT NULL CHECK (state IN ('paused', 'resumed')),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, pause_no),
    CHECK (state = 'resumed' OR reason <> '')
);
COMMENT ON TABLE auto_top_up_pause IS 'Automatic top-ups paused and resumed, by hand or after declines; the newest row counts. Append-only.';
CALL append_only('auto_top_up_pause');
