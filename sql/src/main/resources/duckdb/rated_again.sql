-- Every fact worked out again from its counts and the rates of its price book, in whole picos.
-- {metric}: the context metric of a rate. {charged}: whether the book charges the event. {exact}: numerators of cost and
-- charge by component. {rounded}: the same in picos, rounded once. {answer}: what is asked of the rows.
-- Lost events that name no price book were settled when their usage was not costed yet: they stand as they are.
WITH exact AS (
    SELECT f.*,
           f.n_request > 0 AND (f.outcome <> 'lost' OR f.book_version IS NOT NULL) AS has_usage,
           r.book_version IS NOT NULL AS has_rate,
           r.states_cost,
           r.cost_is_vendors,
           epoch_us(f.ts) < r.card_until AND f.card_effective_from <= f.ts AS card_holds,
           {charged} AS charged,
           {exact}
    FROM verified f
    LEFT JOIN rate r
           ON r.book_version = f.book_version
          AND r.provider = f.provider
          AND r.model = f.model
          AND r.card_effective_from = f.card_effective_from
          AND r.service_tier = coalesce(f.service_tier, '')
          AND r.overlay = coalesce(f.overlay, '')
          AND epoch_us(f.ts) % 86400000000 >= r.day_from
          AND epoch_us(f.ts) % 86400000000 < r.day_until
          AND {metric} >= r.metric_from
          AND {metric} < r.metric_until
    WHERE f.row_kind = 'usage'
), rounded AS (
    SELECT *, {rounded}
    FROM exact
), grouped AS (
    SELECT *, {grouped}
    FROM rounded
), expected AS (
    SELECT *, {expected}
    FROM grouped
), judged AS (
    SELECT *, {provider_cost} AS provider_cost_again, {judged}
    FROM expected
)
{answer}
