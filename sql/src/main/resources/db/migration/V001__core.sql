-- The ledger's tables. Three rules hold everywhere:
--   * a table is append-only unless its grant below says UPDATE: corrections are new rows;
--   * every row has a natural key, so that a repeated insert is harmless (ON CONFLICT DO NOTHING);
--   * every manual act carries actor and reason.
-- Ids are opaque and compare as UTF-8 bytes. Money is USD at scale 12. Instants are timestamptz (microseconds).

-- ---------------------------------------------------------------------------------------------------------------------
-- Roles. They belong to the whole server, so another database may have made them already.
--   reckon_writer  the application: adds rows; changes only what is named below
--   reckon_reader  reports: reads the views of schema reports
--   reckon_gate    proxies: reads the versioned views of schema gate
-- ---------------------------------------------------------------------------------------------------------------------
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['reckon_writer', 'reckon_reader', 'reckon_gate'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN NULL;
                WHEN insufficient_privilege THEN
                    RAISE EXCEPTION 'role % is missing and user % may not create it', wanted, CURRENT_USER
                        USING HINT = format('As an administrator: CREATE ROLE %I NOLOGIN; GRANT %I TO %I;', wanted, wanted, CURRENT_USER);
            END;
        END IF;
        IF NOT pg_has_role(CURRENT_USER, wanted, 'SET') THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', wanted, CURRENT_USER);
            EXCEPTION WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'user % is not a member of role %', CURRENT_USER, wanted
                    USING HINT = format('As an administrator: GRANT %I TO %I;', wanted, CURRENT_USER);
            END;
        END IF;
    END LOOP;
END $$;

CREATE SCHEMA reports;
COMMENT ON SCHEMA reports IS 'Views for reports: committed runs only, no secrets.';
CREATE SCHEMA gate;
COMMENT ON SCHEMA gate IS 'Versioned views for proxies; a view ending in _v1 keeps its columns for ever.';

GRANT USAGE ON SCHEMA public TO reckon_writer;
GRANT USAGE ON SCHEMA reports TO reckon_writer, reckon_reader;
GRANT USAGE ON SCHEMA gate TO reckon_writer, reckon_gate;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO reckon_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO reckon_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA reports GRANT SELECT ON TABLES TO reckon_writer, reckon_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA gate GRANT SELECT ON TABLES TO reckon_writer, reckon_gate;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege', HINT = 'Correct it by a new row.';
END $$;
COMMENT ON FUNCTION refuse_change IS 'Guards append-only tables against every role, the owner included.';

CREATE PROCEDURE append_only(guarded regclass) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                   'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
END $$;
COMMENT ON PROCEDURE append_only IS 'CALL append_only(''table'') in the migration that makes an append-only table.';

CREATE DOMAIN opaque_id AS text COLLATE "C" CHECK (VALUE <> '' AND octet_length(VALUE) <= 256);
COMMENT ON DOMAIN opaque_id IS 'An id from outside or of ours; ordered by its UTF-8 bytes.';
CREATE DOMAIN usd AS numeric(38, 12);
COMMENT ON DOMAIN usd IS 'USD, exact at scale 12.';
CREATE DOMAIN person AS text CHECK (VALUE <> '' AND length(VALUE) <= 200);
COMMENT ON DOMAIN person IS 'Who did it: a user name, or the name of a job.';

-- ---------------------------------------------------------------------------------------------------------------------
-- Manual acts
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE act (
    act_no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    acted_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT '',
    verb        text NOT NULL CHECK (verb <> ''),
    subject     text NOT NULL CHECK (subject <> ''),
    detail      text NOT NULL DEFAULT ''
);
COMMENT ON TABLE act IS 'Every manual act, in order: who did what to which thing, and why. Append-only.';
COMMENT ON COLUMN act.verb IS 'The command, such as "key disable" or "suspense write-off".';
COMMENT ON COLUMN act.subject IS 'Id of what was acted on.';
COMMENT ON COLUMN act.detail IS 'What changed, as "field: old -> new" or the amount.';
CALL append_only('act');

-- ---------------------------------------------------------------------------------------------------------------------
-- Accounts and keys
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE account (
    account_id      opaque_id PRIMARY KEY,
    name            text NOT NULL DEFAULT '',
    status          text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'closed')),
    billing_name    text NOT NULL DEFAULT '',
    billing_email   text NOT NULL DEFAULT '',
    billing_address text NOT NULL DEFAULT '',
    billing_country text NOT NULL DEFAULT '',
    tax_id          text NOT NULL DEFAULT '',
    recorded_at     timestamptz NOT NULL,
    actor           person NOT NULL
);
COMMENT ON TABLE account IS 'A customer. The id is opaque; erasing a person means blanking name and billing details.';
COMMENT ON COLUMN account.status IS 'For the gate only: usage of a suspended or closed account is still counted.';
COMMENT ON COLUMN account.recorded_at IS 'A run knows the accounts recorded up to its directory_as_of.';
GRANT UPDATE ON account TO reckon_writer;

CREATE TABLE account_switch (
    account_id       opaque_id NOT NULL REFERENCES account,
    acts_at          timestamptz NOT NULL,
    pay_beyond_plan  boolean NOT NULL,
    recorded_at      timestamptz NOT NULL,
    actor            person NOT NULL,
    reason           text NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, acts_at, recorded_at)
);
COMMENT ON TABLE account_switch IS 'Changes of the switch "pay as you go beyond the plan"; no row means on. Append-only.';
COMMENT ON COLUMN account_switch.acts_at IS 'Never behind a settlement; a run uses the newest row with acts_at < its watermark.';
CALL append_only('account_switch');

CREATE TABLE api_key (
    key_id        opaque_id PRIMARY KEY,
    account_id    opaque_id NOT NULL REFERENCES account,
    name          text NOT NULL DEFAULT '',
    kind          text NOT NULL CHECK (kind IN ('payg', 'subscription')),
    prefix        text NOT NULL DEFAULT '',
    secret_sha256 bytea CHECK (octet_length(secret_sha256) = 32),
    status        text NOT NULL DEFAULT 'enabled' CHECK (status IN ('enabled', 'disabled', 'deleted')),
    recorded_at   timestamptz NOT NULL,
    actor         person NOT NULL
);
COMMENT ON TABLE api_key IS 'A key of an account. Only the hash of its secret is here; the key itself was shown once.';
COMMENT ON COLUMN api_key.key_id IS 'Public id: the part of the key that may be logged.';
COMMENT ON COLUMN api_key.prefix IS 'Readable beginning of the key, for lists.';
COMMENT ON COLUMN api_key.secret_sha256 IS 'SHA-256 of the secret; null where another gateway checks the key.';
CREATE INDEX api_key_account ON api_key (account_id);
GRANT UPDATE ON api_key TO reckon_writer;

-- ---------------------------------------------------------------------------------------------------------------------
-- Price books and plans: numbered, immutable
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE price_book (
    version      integer PRIMARY KEY CHECK (version > 0),
    content      text NOT NULL,
    sha256       bytea NOT NULL CHECK (octet_length(sha256) = 32),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT ''
);
COMMENT ON TABLE price_book IS 'Versions of the price book, whole, as imported (YAML). Append-only.';
COMMENT ON COLUMN price_book.sha256 IS 'Of the content''s UTF-8 bytes.';
CALL append_only('price_book');

CREATE TABLE plan_version (
    plan_code            opaque_id NOT NULL,
    version              integer NOT NULL CHECK (version > 0),
    name                 text NOT NULL,
    status               text NOT NULL CHECK (status IN ('active', 'inactive')),
    price                usd NOT NULL CHECK (price >= 0),
    base                 usd NOT NULL CHECK (base >= 0),
    renewal_bonus        numeric NOT NULL CHECK (renewal_bonus >= 0),
    backup_multiplier    numeric NOT NULL CHECK (backup_multiplier >= 0),
    budget_multiplier    numeric NOT NULL CHECK (budget_multiplier >= 0),
    daily_cap            usd CHECK (daily_cap >= 0),
    weekly_cap           usd CHECK (weekly_cap >= 0),
    caps                 text NOT NULL CHECK (caps IN ('main', 'main+backup')),
    requests_per_minute  integer CHECK (requests_per_minute > 0),
    requests_per_day     integer CHECK (requests_per_day > 0),
    models               text[] NOT NULL,
    overflow             text NOT NULL CHECK (overflow IN ('to_wallet', 'none')),
    recorded_at          timestamptz NOT NULL,
    actor                person NOT NULL,
    reason               text NOT NULL DEFAULT '',
    PRIMARY KEY (plan_code, version)
);
COMMENT ON TABLE plan_version IS 'Versions of the plans; a cycle names the one it was sold under. Append-only.';
COMMENT ON COLUMN plan_version.base IS 'What a cycle grants to Main without bonus, in USD: 100 credits are 1 USD.';
COMMENT ON COLUMN plan_version.renewal_bonus IS 'Share of the base granted on top of every paid cycle: 0.2 is 20 %.';
COMMENT ON COLUMN plan_version.daily_cap IS 'Null: no cap. Likewise weekly cap and request limits.';
COMMENT ON COLUMN plan_version.models IS 'Patterns of allowed models; * stands for any text.';
CALL append_only('plan_version');

CREATE TABLE subscription (
    subscription_id opaque_id PRIMARY KEY,
    account_id      opaque_id NOT NULL REFERENCES account,
    plan_code       opaque_id NOT NULL,
    plan_version    integer NOT NULL,
    kind            text NOT NULL CHECK (kind IN ('monthly', 'pass')),
    anchor_at       timestamptz NOT NULL,
    cancelled_at    timestamptz,
    recorded_at     timestamptz NOT NULL,
    actor           person NOT NULL,
    reason          text NOT NULL DEFAULT '',
    FOREIGN KEY (plan_code, plan_version) REFERENCES plan_version
);
COMMENT ON TABLE subscription IS 'A plan bought by an account: paid month by month from its anchor, or a 30-day pass.';
COMMENT ON COLUMN subscription.anchor_at IS 'The n-th boundary is anchor + n months, clamped, same UTC time.';
COMMENT ON COLUMN subscription.cancelled_at IS 'Cancelled: no further cycle opens; paid ones run to their end.';
CREATE INDEX subscription_account ON subscription (account_id);
GRANT UPDATE (cancelled_at) ON subscription TO reckon_writer;

CREATE TABLE cycle (
    cycle_id        opaque_id PRIMARY KEY,
    account_id      opaque_id NOT NULL REFERENCES account,
    subscription_id opaque_id NOT NULL REFERENCES subscription,
    period_no       integer NOT NULL CHECK (period_no >= 0),
    plan_code       opaque_id NOT NULL,
    plan_version    integer NOT NULL,
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL CHECK (ends_at > starts_at),
    acts_at         timestamptz NOT NULL,
    origin_ref      text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    actor           person NOT NULL,
    reason          text NOT NULL DEFAULT '',
    UNIQUE (subscription_id, period_no),
    FOREIGN KEY (plan_code, plan_version) REFERENCES plan_version
);
COMMENT ON TABLE cycle IS 'A paid period of a subscription. Its lots (pools main and backup) are in table lot. Append-only.';
COMMENT ON COLUMN cycle.starts_at IS 'Weeks of 7 x 24 h count from here; a late payment does not move it.';
COMMENT ON COLUMN cycle.acts_at IS 'When it lands in the time line and its pools open: its start, or payment, and never behind a settlement.';
COMMENT ON COLUMN cycle.origin_ref IS 'Reference of the payment: a repeat is recognised by it.';
CREATE INDEX cycle_account ON cycle (account_id, starts_at);
CALL append_only('cycle');

-- ---------------------------------------------------------------------------------------------------------------------
-- Credit given and taken by acts
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE lot (
    lot_id       opaque_id PRIMARY KEY,
    account_id   opaque_id NOT NULL REFERENCES account,
    pool         text NOT NULL CHECK (pool IN ('main', 'backup', 'wallet')),
    kind         text NOT NULL CHECK (kind IN ('bonus', 'gift', 'referral', 'compensation', 'discount', 'adjustment',
                                               'plan_bonus', 'topup', 'switch_credit', 'plan')),
    amount       numeric(19, 12) NOT NULL CHECK (amount > 0 AND amount < 9000000),
    effective_at timestamptz NOT NULL,
    expires_at   timestamptz CHECK (expires_at > effective_at),
    acts_at      timestamptz NOT NULL CHECK (acts_at >= effective_at),
    cycle_id     opaque_id REFERENCES cycle,
    origin       text NOT NULL CHECK (origin IN ('payment', 'cycle', 'switch', 'gift', 'referral', 'compensation',
                                                 'adjustment')),
    origin_ref   text NOT NULL CHECK (origin_ref <> ''),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT '',
    UNIQUE (origin, origin_ref, pool, kind)
);
COMMENT ON TABLE lot IS 'Credit as granted. What is left of it is in lot_balance, run by run. Append-only.';
COMMENT ON COLUMN lot.lot_id IS 'origin:origin_ref:pool:kind, so a repeated grant is the same lot.';
COMMENT ON COLUMN lot.effective_at IS 'As asked for; usage exactly at it may draw.';
COMMENT ON COLUMN lot.expires_at IS 'Null: never. Usage exactly at it may not draw.';
COMMENT ON COLUMN lot.acts_at IS 'max(effective_at, watermark when recorded, watermark of a run in progress): when it lands in the time line.';
COMMENT ON COLUMN lot.cycle_id IS 'Lots of a cycle land with it; all others are grants of their own.';
COMMENT ON COLUMN lot.origin IS 'The kind of act it comes from.';
COMMENT ON COLUMN lot.origin_ref IS 'That act''s own reference, once for ever: a payment, a cycle, or the one given with the command.';
CREATE INDEX lot_landing ON lot (account_id, acts_at);
CALL append_only('lot');

CREATE TABLE negative_adjustment (
    adjustment_id opaque_id PRIMARY KEY,
    account_id    opaque_id NOT NULL REFERENCES account,
    amount        numeric(19, 12) NOT NULL CHECK (amount > 0 AND amount < 9000000),
    effective_at  timestamptz NOT NULL,
    acts_at       timestamptz NOT NULL CHECK (acts_at >= effective_at),
    origin_ref    text NOT NULL UNIQUE CHECK (origin_ref <> ''),
    recorded_at   timestamptz NOT NULL,
    actor         person NOT NULL,
    reason        text NOT NULL CHECK (reason <> '')
);
COMMENT ON TABLE negative_adjustment IS 'Credit taken away by an operator: not a lot, it draws on the wallet like usage. Append-only.';
COMMENT ON COLUMN negative_adjustment.amount IS 'Positive: how much is drawn.';
CREATE INDEX negative_adjustment_landing ON negative_adjustment (account_id, acts_at);
CALL append_only('negative_adjustment');

-- ---------------------------------------------------------------------------------------------------------------------
-- Runs
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE run (
    run_id              integer PRIMARY KEY CHECK (run_id > 0),
    business_date       date NOT NULL,
    revision            integer NOT NULL DEFAULT 0,
    previous_watermark  timestamptz NOT NULL,
    watermark           timestamptz NOT NULL CHECK (watermark >= previous_watermark),
    price_book_version  integer NOT NULL REFERENCES price_book,
    directory_as_of     timestamptz NOT NULL,
    buckets             integer NOT NULL CHECK (buckets > 0),
    state               text NOT NULL CHECK (state IN ('open', 'committed', 'failed')),
    opened_at           timestamptz NOT NULL,
    closed_at           timestamptz,
    failure             text NOT NULL DEFAULT '',
    previous_seal       bytea,
    seal                bytea,
    actor               person NOT NULL,
    reason              text NOT NULL DEFAULT '',
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK ((state = 'committed') = (seal IS NOT NULL))
);
COMMENT ON TABLE run IS 'Settlement runs, numbered without gaps. What a run wrote is visible if and only if it is committed.';
COMMENT ON COLUMN run.business_date IS 'Date, watermark and revision identify the run to Spring Batch.';
COMMENT ON COLUMN run.watermark IS 'Everything with instant < watermark is settled once this run is committed.';
COMMENT ON COLUMN run.directory_as_of IS 'Accounts and keys recorded up to here are known to the run.';
COMMENT ON COLUMN run.seal IS 'Hash over the run''s content and the seal before it.';
CREATE UNIQUE INDEX run_one_open ON run (state) WHERE state = 'open';
CREATE UNIQUE INDEX run_identity ON run (business_date, watermark, revision) WHERE state <> 'failed';
GRANT UPDATE (state, closed_at, failure, previous_seal, seal) ON run TO reckon_writer;

CREATE TABLE run_bucket (
    run_id       integer NOT NULL REFERENCES run,
    bucket       integer NOT NULL CHECK (bucket >= 0),
    content_hash bytea NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run_id, bucket)
);
COMMENT ON TABLE run_bucket IS 'Marker: this bucket of this run is stored; a restart skips it. Append-only.';
CALL append_only('run_bucket');

CREATE TABLE control_total (
    run_id  integer NOT NULL REFERENCES run,
    hop     text NOT NULL CHECK (hop <> ''),
    bucket  integer NOT NULL DEFAULT -1,
    name    text NOT NULL CHECK (name <> ''),
    amount  numeric(50, 12) NOT NULL,
    PRIMARY KEY (run_id, hop, bucket, name)
);
COMMENT ON TABLE control_total IS 'Counts and sums of a run at each hop. Append-only.';
COMMENT ON COLUMN control_total.hop IS 'Where it was taken: intake, decode, resolve, settle, facts, journal.';
COMMENT ON COLUMN control_total.bucket IS '-1: the whole run.';
CALL append_only('control_total');

CREATE TABLE control_check (
    run_id       integer NOT NULL REFERENCES run,
    name         text NOT NULL CHECK (name <> ''),
    left_amount  numeric(50, 12) NOT NULL,
    right_amount numeric(50, 12) NOT NULL,
    working      text NOT NULL DEFAULT '',
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run_id, name)
);
COMMENT ON TABLE control_check IS 'The control equations of a run as they came out: left must equal right. Append-only.';
CALL append_only('control_check');

CREATE TABLE lease (
    name         text PRIMARY KEY,
    holder       text NOT NULL,
    token        uuid NOT NULL,
    run_id       integer REFERENCES run,
    acquired_at  timestamptz NOT NULL,
    heartbeat_at timestamptz NOT NULL
);
COMMENT ON TABLE lease IS 'One writer: who holds it, and the last sign of life. A holder silent for longer than the setting is dead.';
COMMENT ON COLUMN lease.holder IS 'Host, process id and command, for people.';
GRANT UPDATE, DELETE ON lease TO reckon_writer;

-- ---------------------------------------------------------------------------------------------------------------------
-- Taking in
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE proxy (
    proxy_id       opaque_id PRIMARY KEY,
    first_segment  bigint NOT NULL,
    first_run      integer NOT NULL REFERENCES run,
    retired_at     timestamptz,
    retired_by     person,
    retired_reason text NOT NULL DEFAULT '',
    CHECK ((retired_at IS NULL) = (retired_by IS NULL))
);
COMMENT ON TABLE proxy IS 'Proxies that have announced themselves: live from the first segment until retired by name.';
GRANT UPDATE (retired_at, retired_by, retired_reason) ON proxy TO reckon_writer;

CREATE TABLE segment (
    segment_no  integer PRIMARY KEY CHECK (segment_no > 0),
    source      opaque_id NOT NULL,
    source_kind text NOT NULL CHECK (source_kind IN ('proxy', 'foreign')),
    seq         bigint NOT NULL CHECK (seq >= 0),
    file_name   text NOT NULL,
    path        text NOT NULL,
    format      text NOT NULL,
    lines       bigint NOT NULL CHECK (lines >= 0),
    bytes       bigint NOT NULL CHECK (bytes >= 0),
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    first_ts    timestamptz,
    last_ts     timestamptz,
    through     timestamptz NOT NULL,
    recovered   boolean NOT NULL DEFAULT false,
    run_id      integer NOT NULL REFERENCES run,
    UNIQUE (source, seq)
);
COMMENT ON TABLE segment IS 'Files taken in, one row each: the evidence behind every event. Append-only.';
COMMENT ON COLUMN segment.segment_no IS 'Numbered in order of source and seq within its run; positions in index files and ranges use it.';
COMMENT ON COLUMN segment.source IS 'The proxy, or a foreign source.';
COMMENT ON COLUMN segment.format IS 'usage/1 or the name of a foreign decoder.';
COMMENT ON COLUMN segment.lines IS 'Lines, bytes and sha256 speak of everything before the seal line, uncompressed.';
COMMENT ON COLUMN segment.through IS 'Promise: every event of this source with ts < through is in this or an earlier segment.';
COMMENT ON COLUMN segment.run_id IS 'The run that took it in.';
CREATE INDEX segment_run ON segment (run_id);
CALL append_only('segment');

CREATE TABLE segment_notice (
    run_id     integer NOT NULL REFERENCES run,
    file_name  text NOT NULL,
    notice     text NOT NULL CHECK (notice IN ('second_delivery', 'refused', 'missing', 'growing', 'recovered', 'stalled')),
    source     text NOT NULL DEFAULT '',
    seq        bigint,
    detail     text NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, file_name, notice)
);
COMMENT ON TABLE segment_notice IS 'What a run noticed about deliveries: refused, twice delivered, missing, growing. Append-only.';
CALL append_only('segment_notice');

CREATE TABLE carried_range (
    run_id         integer NOT NULL REFERENCES run,
    segment_no     integer NOT NULL REFERENCES segment,
    first_line     bigint NOT NULL CHECK (first_line > 0),
    last_line      bigint NOT NULL CHECK (last_line >= first_line),
    first_offset   bigint NOT NULL CHECK (first_offset >= 0),
    lines          bigint NOT NULL CHECK (lines > 0 AND lines <= last_line - first_line + 1),
    future_from    timestamptz NOT NULL,
    max_line_bytes integer NOT NULL CHECK (max_line_bytes > 0),
    PRIMARY KEY (run_id, segment_no, first_line)
);
COMMENT ON TABLE carried_range IS 'Lines whose events are at or after the run''s watermark: the next run reads them again. Append-only.';
COMMENT ON COLUMN carried_range.run_id IS 'The run that carried them out; the run after the last committed one carries them in.';
COMMENT ON COLUMN carried_range.first_offset IS 'Byte offset of first_line, uncompressed.';
COMMENT ON COLUMN carried_range.lines IS 'How many lines of the range were carried; the others were counted before.';
COMMENT ON COLUMN carried_range.future_from IS 'Limits the lines were judged by, kept so that a changed setting cannot count a line twice.';
CALL append_only('carried_range');

CREATE TABLE suspense (
    suspense_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id        integer NOT NULL REFERENCES run,
    segment_no    integer NOT NULL REFERENCES segment,
    reason        text NOT NULL CHECK (reason <> ''),
    detail        text NOT NULL DEFAULT '',
    lines         bigint NOT NULL CHECK (lines > 0),
    tokens        numeric(38, 6) NOT NULL DEFAULT 0,
    first_run     integer NOT NULL REFERENCES run,
    state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'retry', 'retried', 'written_off')),
    closed_run    integer REFERENCES run,
    closed_at     timestamptz,
    closed_by     person,
    closed_reason text NOT NULL DEFAULT '',
    UNIQUE (run_id, segment_no, reason, detail)
);
COMMENT ON TABLE suspense IS 'Lines set aside, grouped by reason, detail and segment. The text stays in the segment.';
COMMENT ON COLUMN suspense.run_id IS 'The last run that set these lines aside; first_run is the first.';
COMMENT ON COLUMN suspense.tokens IS 'Sum of the readable counts.';
COMMENT ON COLUMN suspense.state IS 'retry: asked for, the next run reads the lines again; retried: it has, lines that failed again are a new row.';
CREATE INDEX suspense_open ON suspense (reason) WHERE state IN ('open', 'retry');
GRANT UPDATE (state, closed_run, closed_at, closed_by, closed_reason) ON suspense TO reckon_writer;

CREATE TABLE suspense_range (
    suspense_id  bigint NOT NULL REFERENCES suspense,
    first_line   bigint NOT NULL CHECK (first_line > 0),
    last_line    bigint NOT NULL CHECK (last_line >= first_line),
    first_offset bigint NOT NULL CHECK (first_offset >= 0),
    PRIMARY KEY (suspense_id, first_line)
);
COMMENT ON TABLE suspense_range IS 'Which lines of the segment a suspense row speaks of. Append-only.';
CALL append_only('suspense_range');

-- ---------------------------------------------------------------------------------------------------------------------
-- What a run leaves of an account. A run writes the whole state of every account it touched, so the state of an
-- account is what the newest committed run wrote for it; lots no longer listed there are used up or lapsed.
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE account_state (
    account_id      opaque_id NOT NULL REFERENCES account,
    run_id          integer NOT NULL REFERENCES run,
    pay_beyond_plan boolean NOT NULL,
    PRIMARY KEY (account_id, run_id)
);
COMMENT ON TABLE account_state IS 'Marks that a run wrote the account''s lots, cycles and debts. Append-only.';
CALL append_only('account_state');

CREATE TABLE lot_balance (
    account_id opaque_id NOT NULL,
    run_id     integer NOT NULL,
    lot_id     opaque_id NOT NULL REFERENCES lot,
    remaining  numeric(19, 12) NOT NULL CHECK (remaining >= 0),
    PRIMARY KEY (account_id, run_id, lot_id),
    FOREIGN KEY (account_id, run_id) REFERENCES account_state
);
COMMENT ON TABLE lot_balance IS 'What was left of each open lot of an account after a run. Append-only.';
CALL append_only('lot_balance');

CREATE TABLE cycle_counter (
    account_id     opaque_id NOT NULL,
    run_id         integer NOT NULL,
    cycle_id       opaque_id NOT NULL REFERENCES cycle,
    budget_used    usd NOT NULL,
    day            date NOT NULL,
    day_drawn      usd NOT NULL,
    week           integer NOT NULL,
    week_drawn     usd NOT NULL,
    main_granted   usd NOT NULL,
    main_drawn     usd NOT NULL,
    backup_granted usd NOT NULL,
    backup_drawn   usd NOT NULL,
    PRIMARY KEY (account_id, run_id, cycle_id),
    FOREIGN KEY (account_id, run_id) REFERENCES account_state
);
COMMENT ON TABLE cycle_counter IS 'Counters of the account''s live cycle after a run: budget used, draws of the UTC day and of the cycle week. Append-only.';
CALL append_only('cycle_counter');

CREATE TABLE debt (
    account_id opaque_id NOT NULL,
    run_id     integer NOT NULL,
    day        date NOT NULL,
    owed       usd NOT NULL CHECK (owed > 0),
    PRIMARY KEY (account_id, run_id, day),
    FOREIGN KEY (account_id, run_id) REFERENCES account_state
);
COMMENT ON TABLE debt IS 'Open shortfall of an account after a run, by the UTC day it arose on. Append-only.';
CALL append_only('debt');

CREATE TABLE movement (
    run_id     integer NOT NULL REFERENCES run,
    account_id opaque_id NOT NULL REFERENCES account,
    day        date NOT NULL,
    type       text NOT NULL CHECK (type <> ''),
    lot_id     text COLLATE "C" NOT NULL DEFAULT '',
    origin     text COLLATE "C" NOT NULL DEFAULT '',
    pool       text,
    kind       text,
    amount     usd NOT NULL,
    PRIMARY KEY (run_id, account_id, day, type, lot_id, origin)
);
COMMENT ON TABLE movement IS 'Changes of lots and debts by run, account, UTC day, type and lot. Append-only.';
COMMENT ON COLUMN movement.type IS 'grant, draw, adjustment_draw, pay_off, lapse, shortfall, over_run, ...';
COMMENT ON COLUMN movement.lot_id IS 'Empty where no lot is concerned (shortfall, over-run).';
COMMENT ON COLUMN movement.origin IS 'The adjustment or debt concerned; empty for usage.';
CREATE INDEX movement_account ON movement (account_id, day);
CALL append_only('movement');

CREATE TABLE key_usage (
    run_id       integer NOT NULL REFERENCES run,
    key_id       opaque_id NOT NULL REFERENCES api_key,
    events       bigint NOT NULL CHECK (events > 0),
    charge       usd NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (run_id, key_id)
);
COMMENT ON TABLE key_usage IS 'What a run counted for each key: for "used" and "last used". Append-only.';
CREATE INDEX key_usage_key ON key_usage (key_id, run_id);
CALL append_only('key_usage');

-- ---------------------------------------------------------------------------------------------------------------------
-- Views for proxies
-- ---------------------------------------------------------------------------------------------------------------------
CREATE VIEW gate.api_key_v1 AS
SELECT k.key_id, k.account_id, k.kind, k.secret_sha256, k.status AS key_status, a.status AS account_status
FROM public.api_key k
JOIN public.account a USING (account_id);
COMMENT ON VIEW gate.api_key_v1 IS 'Look up by key_id, compare SHA-256 of the secret in constant time; let in if both are enabled and active.';

-- ---------------------------------------------------------------------------------------------------------------------
-- Views for reports
-- ---------------------------------------------------------------------------------------------------------------------
CREATE VIEW reports.run AS
SELECT run_id, business_date, revision, previous_watermark, watermark, price_book_version, state, opened_at, closed_at,
       failure, seal
FROM public.run;

CREATE VIEW reports.watermark AS
SELECT max(watermark) AS watermark, max(run_id) AS run_id FROM public.run WHERE state = 'committed';
COMMENT ON VIEW reports.watermark IS 'One row; nulls before the first committed run.';

CREATE VIEW reports.account AS
SELECT a.account_id, a.name, a.status, a.recorded_at,
       COALESCE((SELECT s.pay_beyond_plan FROM public.account_switch s WHERE s.account_id = a.account_id
                 ORDER BY s.acts_at DESC, s.recorded_at DESC LIMIT 1), true) AS pay_beyond_plan
FROM public.account a;

CREATE VIEW reports.api_key AS
SELECT k.key_id, k.account_id, k.name, k.kind, k.prefix, k.status, k.recorded_at,
       u.last_used_at, COALESCE(u.events, 0) AS events, COALESCE(u.charge, 0) AS charge
FROM public.api_key k
LEFT JOIN (
    SELECT key_id, max(last_used_at) AS last_used_at, sum(events) AS events, sum(charge) AS charge
    FROM public.key_usage JOIN public.run USING (run_id) WHERE run.state = 'committed' GROUP BY key_id
) u USING (key_id);

CREATE VIEW reports.account_state AS
SELECT DISTINCT ON (s.account_id) s.account_id, s.run_id
FROM public.account_state s
JOIN public.run r ON r.run_id = s.run_id AND r.state = 'committed'
ORDER BY s.account_id, s.run_id DESC;
COMMENT ON VIEW reports.account_state IS 'The newest committed run that touched each account.';

CREATE VIEW reports.lot AS
SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.acts_at, l.cycle_id, l.origin,
       l.origin_ref, l.recorded_at, l.actor, l.reason,
       l.acts_at < COALESCE(w.watermark, '-infinity') AS landed,
       CASE WHEN l.acts_at < COALESCE(w.watermark, '-infinity') THEN COALESCE(b.remaining, 0) ELSE l.amount END AS remaining
FROM public.lot l
CROSS JOIN reports.watermark w
LEFT JOIN reports.account_state s USING (account_id)
LEFT JOIN public.lot_balance b ON b.account_id = s.account_id AND b.run_id = s.run_id AND b.lot_id = l.lot_id;
COMMENT ON VIEW reports.lot IS 'Lots with what is left as of the watermark; a lot not landed yet still has all of its amount.';

CREATE VIEW reports.debt AS
SELECT d.account_id, d.day, d.owed
FROM public.debt d
JOIN reports.account_state s USING (account_id, run_id);

CREATE VIEW reports.movement AS
SELECT m.run_id, m.account_id, m.day, m.type, m.lot_id, m.origin, m.pool, m.kind, m.amount
FROM public.movement m
JOIN public.run r ON r.run_id = m.run_id AND r.state = 'committed';

CREATE VIEW reports.suspense AS
SELECT s.suspense_id, s.reason, s.detail, s.lines, s.tokens, s.state, s.first_run, s.run_id AS last_run, g.source,
       g.seq, g.file_name, f.opened_at AS since, s.closed_at, s.closed_by, s.closed_reason
FROM public.suspense s
JOIN public.run r ON r.run_id = s.run_id AND r.state = 'committed'
JOIN public.run f ON f.run_id = s.first_run
JOIN public.segment g USING (segment_no);

CREATE VIEW reports.control_check AS
SELECT run_id, name, left_amount, right_amount, working, left_amount = right_amount AS holds FROM public.control_check;

CREATE VIEW reports.act AS
SELECT act_no, acted_at, actor, reason, verb, subject, detail FROM public.act;
