-- Equations inside every fact: the charge is its categories, and where it was drawn from.
WITH judged AS (
    SELECT *,
           charge_input + charge_output + charge_other AS by_category,
           draw_main + draw_backup + draw_wallet_bonus + draw_wallet_paid + shortfall + over_run AS by_draw
    FROM verified
)
{answer}
