-- What gateways list themselves: how far their lists were read, and payments in them that nothing here asked for.

CREATE TABLE gateway_listing (
    gateway       gateway_code NOT NULL,
    listed_until  timestamptz NOT NULL,
    listed_from   timestamptz NOT NULL,
    entries       integer NOT NULL CHECK (entries >= 0),
    recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (gateway, listed_until),
    CHECK (listed_from <= listed_until)
);
COMMENT ON TABLE gateway_listing IS 'Lists of gateways that were read to their end. Append-only.';
COMMENT ON COLUMN gateway_listing.listed_until IS 'When it was asked for.';
COMMENT ON COLUMN gateway_listing.entries IS 'How many of its payments and refunds may be ours.';
CALL append_only('gateway_listing');

CREATE TABLE unknown_payment (
    gateway      gateway_code NOT NULL,
    payment_ref  text COLLATE "C" NOT NULL CHECK (payment_ref <> ''),
    cents        bigint NOT NULL CHECK (cents >= 0 AND cents < 900000000),
    moved_at     timestamptz NOT NULL,
    detail       text NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (gateway, payment_ref)
);
COMMENT ON TABLE unknown_payment IS 'Payments and refunds in the list of a gateway that belonged to nothing here when it was read. Append-only.';
COMMENT ON COLUMN unknown_payment.payment_ref IS 'The gateway''s id of it.';
COMMENT ON COLUMN unknown_payment.moved_at IS 'When the gateway says the money moved.';
CALL append_only('unknown_payment');
