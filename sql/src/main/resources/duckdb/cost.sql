-- Sums of usage, one row for each combination of keys. Every reader of a column here names it in CostSum.
-- {offset}: microseconds that local time is ahead of UTC. {keys}, {filter}: from closed lists; values are bound.
WITH usage AS (
    SELECT *, {offset} AS zone_offset
    FROM facts
    WHERE ts >= ? AND ts < ?{filter}
)
SELECT {keys},
       sum(n_request) AS requests,
       count(*) FILTER (n_request = 0 AND row_kind = 'usage') AS unused,
       sum({input_tokens}) AS input_tokens,
       sum({output_tokens}) AS output_tokens,
       sum({input_tokens} + {output_tokens}) FILTER (provider_cost IS NOT NULL) AS known_cost_tokens,
       sum(cost_input) AS cost_input,
       sum(cost_output) AS cost_output,
       sum(cost_other) AS cost_other,
       sum(provider_cost) AS cost,
       sum(n_request) FILTER (provider_cost IS NULL) AS cost_unknown,
       sum(charge) FILTER (provider_cost IS NOT NULL) AS known_cost_charge,
       sum(charge_input) AS charge_input,
       sum(charge_output) AS charge_output,
       sum(charge_other) AS charge_other,
       sum(charge) AS charge,
       sum(n_request) FILTER (late) AS requests_late,
       sum(charge) FILTER (late) AS charge_late,
       sum(n_request) FILTER (usage_source = 'estimated') AS requests_estimated,
       sum(charge) FILTER (usage_source = 'estimated') AS charge_estimated,
       sum(n_images) AS images,
       sum(n_seconds) AS seconds,
       sum(n_characters) AS characters,
       sum(n_search_units) AS search_units,
       sum(charge_unit) AS charge_unit
FROM usage
GROUP BY ALL
