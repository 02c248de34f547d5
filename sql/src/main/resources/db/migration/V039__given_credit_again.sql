-- What a plan's payment drew when it went back comes again with it: of one kind there may be several lots, with an expiry each.

ALTER TABLE lot DROP CONSTRAINT lot_origin_origin_ref_pool_kind_key;
CREATE UNIQUE INDEX lot_of_origin ON lot (origin, origin_ref, pool, kind, COALESCE(expires_at, 'infinity'));
COMMENT ON COLUMN lot.lot_id IS
    'origin:origin_ref:pool:kind, so a repeated grant is the same lot; numbered from the second on where credit of one kind with another expiry comes again.';
