-- Accounts taken over from another system: what an import brought, and from when on their usage is settled here.

ALTER TABLE lot DROP CONSTRAINT lot_origin_check,
    ADD CONSTRAINT lot_origin_check CHECK (origin IN ('payment', 'cycle', 'switch', 'gift', 'referral', 'compensation',
                                                      'adjustment', 'opening'));

ALTER TABLE api_key ADD COLUMN created_at timestamptz;
COMMENT ON COLUMN api_key.created_at IS 'When a key that was taken over was made; null: when it was recorded.';

CREATE TABLE opening (
    opening_id    opaque_id PRIMARY KEY,
    cut_over      timestamptz,
    run_id        integer UNIQUE REFERENCES run,
    sha256        bytea NOT NULL CHECK (octet_length(sha256) = 32),
    accounts      integer NOT NULL CHECK (accounts >= 0),
    api_keys      integer NOT NULL CHECK (api_keys >= 0),
    lots          integer NOT NULL CHECK (lots >= 0),
    subscriptions integer NOT NULL CHECK (subscriptions >= 0),
    debts         integer NOT NULL CHECK (debts >= 0),
    recorded_at   timestamptz NOT NULL,
    actor         person NOT NULL,
    reason        text NOT NULL DEFAULT '',
    CHECK ((cut_over IS NULL) = (run_id IS NULL)),
    CHECK (cut_over IS NOT NULL OR lots + subscriptions + debts = 0)
);
COMMENT ON TABLE opening IS 'Imports of accounts from another system; with a cut-over also of what they had and owed. Append-only.';
COMMENT ON COLUMN opening.cut_over IS 'Null: accounts and keys alone.';
COMMENT ON COLUMN opening.run_id IS 'The run that holds the opening entry.';
COMMENT ON COLUMN opening.sha256 IS 'Over the files'' names and content and the cut-over: the same import again changes nothing.';
CALL append_only('opening');

CREATE TABLE account_opening (
    account_id  opaque_id PRIMARY KEY REFERENCES account,
    opening_id  opaque_id NOT NULL REFERENCES opening,
    cut_over    timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE account_opening IS 'Accounts with a cut-over: their usage before it was settled by the system before. Append-only.';
CALL append_only('account_opening');

CREATE OR REPLACE VIEW reports.api_key AS
SELECT k.key_id, k.account_id, k.name, k.kind, k.prefix, k.status, k.recorded_at,
       u.last_used_at, COALESCE(u.events, 0) AS events, COALESCE(u.charge, 0) AS charge,
       COALESCE(k.created_at, k.recorded_at) AS created_at
FROM public.api_key k
LEFT JOIN (
    SELECT key_id, max(last_used_at) AS last_used_at, sum(events) AS events, sum(charge) AS charge
    FROM public.key_usage JOIN public.run USING (run_id) WHERE run.state = 'committed' GROUP BY key_id
) u USING (key_id);
