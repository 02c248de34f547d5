-- What each run settled for each account on each day of settlement, figure by figure, beside what another book says.
-- {sums}, {figures}: columns of the facts. {book}: table of the other book. {answer}: what is asked of "compared".
WITH facts_sum AS (
    SELECT run, account, make_timestamp(epoch_us(settled_at))::DATE AS day, {sums}
    FROM verified
    GROUP BY ALL
), of_facts AS (
    FROM facts_sum UNPIVOT (amount FOR figure IN ({figures}))
), of_book AS (
    SELECT run, account, day, figure, sum(amount) AS amount
    FROM {book}
    GROUP BY ALL
), compared AS (
    SELECT run, account, day, figure, coalesce(f.amount, 0) AS facts_amount, coalesce(b.amount, 0) AS book_amount
    FROM of_facts f
    FULL JOIN of_book b USING (run, account, day, figure)
)
{answer}
