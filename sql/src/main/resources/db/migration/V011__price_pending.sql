-- Prices of a sheet that wait for somebody to confirm them.
CREATE TABLE price_pending (
    pending_no   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider     text NOT NULL,
    model        text NOT NULL,
    cards        text NOT NULL,
    sheet        text NOT NULL,
    recorded_at  timestamptz NOT NULL,
    actor        person NOT NULL,
    reason       text NOT NULL DEFAULT ''
);
COMMENT ON TABLE price_pending IS 'Models with prices a sheet would change that wait for confirmation. Open while price_pending_end has no row. Append-only.';
COMMENT ON COLUMN price_pending.cards IS 'The sheet''s cards of the model, as a price book (YAML).';
COMMENT ON COLUMN price_pending.sheet IS 'The file it came from.';
CREATE INDEX price_pending_model ON price_pending (provider, model);
CALL append_only('price_pending');

CREATE TABLE price_pending_figure (
    pending_no      bigint NOT NULL REFERENCES price_pending,
    effective_from  timestamptz NOT NULL,
    place           text NOT NULL,
    before_amount   numeric CHECK (before_amount >= 0),
    before_per      bigint,
    after_amount    numeric CHECK (after_amount >= 0),
    after_per       bigint,
    kind            text NOT NULL,
    verdict         text NOT NULL,
    PRIMARY KEY (pending_no, effective_from, place),
    CHECK ((before_amount IS NULL) = (before_per IS NULL)),
    CHECK ((after_amount IS NULL) = (after_per IS NULL))
);
COMMENT ON TABLE price_pending_figure IS 'The costs that wait, with what the book had. Append-only.';
COMMENT ON COLUMN price_pending_figure.before_amount IS 'The book''s cost for before_per units; null where it has none.';
CALL append_only('price_pending_figure');

CREATE TABLE price_pending_end (
    pending_no  bigint PRIMARY KEY REFERENCES price_pending,
    outcome     text NOT NULL CHECK (outcome IN ('confirmed', 'rejected', 'replaced', 'withdrawn')),
    ended_at    timestamptz NOT NULL,
    actor       person NOT NULL,
    reason      text NOT NULL DEFAULT ''
);
COMMENT ON TABLE price_pending_end IS 'How a wait ended: by a person, or by a later sheet that says something else (replaced) or nothing of it any more (withdrawn). Append-only.';
CALL append_only('price_pending_end');
