-- Notices: what customers, and systems of the operator, are told about money. A notice is written once for what it is about;
-- a delivery row says how far it has come through each channel.

CREATE DOMAIN notice_kind AS text COLLATE "C" CHECK (VALUE IN ('low_balance', 'receipt', 'auto_top_up_declined',
                                                               'auto_top_up_paused', 'renewal_failed', 'bonus_lapsing'));
CREATE DOMAIN notice_channel_code AS text COLLATE "C" CHECK (VALUE IN ('mail', 'webhook'));

CREATE TABLE notice_channel (
    channel      notice_channel_code PRIMARY KEY,
    since        timestamptz NOT NULL,
    gone_sha256  bytea CHECK (octet_length(gone_sha256) = 32),
    gone_at      timestamptz,
    CHECK ((gone_sha256 IS NULL) = (gone_at IS NULL))
);
COMMENT ON TABLE notice_channel IS 'Channels that were ever set up. What happened before is not told through them.';
COMMENT ON COLUMN notice_channel.since IS 'When the channel was first found set up.';
COMMENT ON COLUMN notice_channel.gone_sha256 IS 'Of the address that answered 410 Gone: nothing is sent there by itself any more.';
GRANT UPDATE ON notice_channel TO reckon_writer;

CREATE TABLE notice (
    notice_id    opaque_id PRIMARY KEY,
    kind         notice_kind NOT NULL,
    account_id   opaque_id NOT NULL REFERENCES account,
    subject      opaque_id NOT NULL,
    happened_at  timestamptz NOT NULL,
    says         jsonb NOT NULL,
    recorded_at  timestamptz NOT NULL,
    UNIQUE (kind, account_id, subject)
);
COMMENT ON TABLE notice IS 'What is to be told, once for each kind, account and subject. Append-only.';
COMMENT ON COLUMN notice.notice_id IS 'Made of kind, account and subject; receivers know a repeat by it.';
COMMENT ON COLUMN notice.subject IS 'The payment, intent, pause, attempt, lot or episode it is about.';
COMMENT ON COLUMN notice.says IS 'Figures as they stood then, exact, as texts. No name and no address: those are read when it is sent.';
CALL append_only('notice');

CREATE TABLE notice_delivery (
    notice_id   opaque_id NOT NULL REFERENCES notice,
    channel     notice_channel_code NOT NULL,
    state       text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'unknown', 'failed', 'opted_out', 'no_address',
                                               'closed')),
    attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    due_at      timestamptz NOT NULL,
    detail      text NOT NULL DEFAULT '',
    changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (notice_id, channel)
);
COMMENT ON TABLE notice_delivery IS 'How far a notice has come through a channel. An attempt is taken here before it is made.';
COMMENT ON COLUMN notice_delivery.state IS 'Unknown: nobody knows whether it arrived; it is not sent again by itself.';
COMMENT ON COLUMN notice_delivery.due_at IS 'While it waits: not before.';
COMMENT ON COLUMN notice_delivery.detail IS 'What the other side said last; no address.';
CREATE INDEX notice_delivery_due ON notice_delivery (channel, due_at) WHERE state IN ('waiting', 'sending');
GRANT UPDATE (state, attempts, due_at, detail, changed_at) ON notice_delivery TO reckon_writer;

CREATE TABLE notice_opt_out (
    account_id   opaque_id NOT NULL REFERENCES account,
    kind         notice_kind NOT NULL,
    change_no    integer NOT NULL CHECK (change_no > 0),
    state        text NOT NULL CHECK (state IN ('out', 'in')),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, kind, change_no)
);
COMMENT ON TABLE notice_opt_out IS 'Kinds of notices that an account does not want by mail; the newest row counts. Append-only.';
CALL append_only('notice_opt_out');

CREATE TABLE notice_threshold (
    account_id   opaque_id NOT NULL REFERENCES account,
    change_no    integer NOT NULL CHECK (change_no > 0),
    threshold    usd CHECK (threshold >= 0),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, change_no)
);
COMMENT ON TABLE notice_threshold IS 'Below which balance an account is told; the newest row counts. Append-only.';
COMMENT ON COLUMN notice_threshold.threshold IS 'Null: that of the installation.';
CALL append_only('notice_threshold');

CREATE TABLE notice_level (
    account_id   opaque_id PRIMARY KEY REFERENCES account,
    is_low       boolean NOT NULL,
    episode      integer NOT NULL CHECK (episode >= 0),
    changed_at   timestamptz NOT NULL
);
COMMENT ON TABLE notice_level IS 'Whether an account was seen below its threshold last, and how often it has fallen below.';
GRANT UPDATE ON notice_level TO reckon_writer;

-- What has happened lately is found by when it was recorded.
CREATE INDEX payment_recorded ON payment (recorded_at);
CREATE INDEX payment_outcome_declined ON payment_outcome (recorded_at) WHERE state = 'declined';

CREATE VIEW reports.notice AS
SELECT n.notice_id, n.kind, n.account_id, n.subject, n.happened_at, n.says, n.recorded_at, d.channel, d.state, d.attempts,
       d.due_at, d.detail, d.changed_at
FROM public.notice n
JOIN public.notice_delivery d USING (notice_id);
COMMENT ON VIEW reports.notice IS 'Notices with how far they have come, a row for each channel.';
