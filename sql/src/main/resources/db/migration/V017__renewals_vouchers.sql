-- Renewals that were declined, and credit that is handed out by code or for bringing someone.

CREATE TABLE renewal_decline (
    subscription_id opaque_id NOT NULL REFERENCES subscription,
    period_no       integer NOT NULL CHECK (period_no > 0),
    attempt         integer NOT NULL CHECK (attempt > 0),
    account_id      opaque_id NOT NULL REFERENCES account,
    declined_at     timestamptz NOT NULL,
    origin_ref      text NOT NULL UNIQUE CHECK (origin_ref <> ''),
    recorded_at     timestamptz NOT NULL,
    actor           person NOT NULL,
    reason          text NOT NULL DEFAULT '',
    PRIMARY KEY (subscription_id, period_no, attempt)
);
COMMENT ON TABLE renewal_decline IS 'Attempts to charge a next month that were declined, counted from 1. Append-only.';
COMMENT ON COLUMN renewal_decline.period_no IS 'The month that was not paid.';
COMMENT ON COLUMN renewal_decline.origin_ref IS 'Reference of the attempt: a repeat is recognised by it.';
CALL append_only('renewal_decline');

CREATE TABLE voucher (
    code_sha256  bytea PRIMARY KEY CHECK (octet_length(code_sha256) = 32),
    voucher_id   opaque_id NOT NULL UNIQUE,
    batch        text COLLATE "C" NOT NULL CHECK (batch <> ''),
    kind         text NOT NULL CHECK (kind IN ('bonus', 'gift', 'compensation')),
    amount       numeric(19, 12) NOT NULL CHECK (amount > 0 AND amount < 9000000),
    redeem_until timestamptz,
    lasts        interval,
    per_account  integer NOT NULL CHECK (per_account > 0),
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT ''
);
COMMENT ON TABLE voucher IS 'Credit for whoever brings the code. The code was shown once; only its hash is here. Append-only.';
COMMENT ON COLUMN voucher.voucher_id IS 'batch/row: what it is called in lists and acts.';
COMMENT ON COLUMN voucher.redeem_until IS 'Null: for ever. At it the code is no longer taken.';
COMMENT ON COLUMN voucher.lasts IS 'How long the credit lasts from redeeming; null: for ever.';
COMMENT ON COLUMN voucher.per_account IS 'How many codes of the batch one account may redeem.';
CALL append_only('voucher');

CREATE TABLE voucher_redemption (
    voucher_id  opaque_id PRIMARY KEY REFERENCES voucher (voucher_id),
    account_id  opaque_id NOT NULL REFERENCES account,
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL
);
COMMENT ON TABLE voucher_redemption IS 'Who redeemed which voucher: each once for ever. Append-only.';
CREATE INDEX voucher_redemption_account ON voucher_redemption (account_id);
CALL append_only('voucher_redemption');

CREATE TABLE referral (
    referrer_id opaque_id NOT NULL REFERENCES account,
    referred_id opaque_id NOT NULL REFERENCES account CHECK (referred_id <> referrer_id),
    recorded_at timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT '',
    PRIMARY KEY (referrer_id, referred_id)
);
COMMENT ON TABLE referral IS 'Who brought whom: a pair is rewarded once, whichever way round. Append-only.';
CREATE UNIQUE INDEX referral_pair ON referral (LEAST(referrer_id, referred_id), GREATEST(referrer_id, referred_id));
CALL append_only('referral');
