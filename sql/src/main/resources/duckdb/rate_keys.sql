-- What the facts say about the prices they met: every combination there is.
SELECT DISTINCT book_version, provider, model, card_effective_from, service_tier, overlay
FROM verified
WHERE row_kind = 'usage' AND n_request > 0 AND (outcome <> 'lost' OR book_version IS NOT NULL)
ORDER BY ALL
