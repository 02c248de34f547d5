package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.creem.CreemDouble;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every payment at a gateway is one payment in the books, with what is left of it, and bought what it should once. */
final class MoneyOracle {
    private final World world;
    private final JdbcClient jdbc;

    MoneyOracle(World world) {
        this.world = world;
        this.jdbc = world.jdbc();
    }

    /** Once all that gateways know was told, asked for and booked. */
    void check() {
        paymentsAreThoseOfTheGateways();
        theJournalHoldsEachPayment();
        nobodyIsChargedTwiceForOneWish();
        whatWasPaidWasGivenOnce();
        noCycleIsUnpaid();
        limitsOfAutomaticTopUpsHold();
    }

    /** What is left of each payment, gateway by gateway, by the gateway's own id. */
    private void paymentsAreThoseOfTheGateways() {
        same("stripe", left("stripe"), world.stripe.left());
        Map<String, Long> atCreem = left("creem").entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> CreemDouble.transactionOf(entry.getKey()),
                        Map.Entry::getValue,
                        (one, other) -> {
                            throw new AssertionError("an order of Creem's is two payments");
                        },
                        TreeMap::new));
        same("creem", atCreem, world.creem.left());
    }

    private static void same(String gateway, Map<String, Long> books, Map<String, Long> theirs) {
        Set<String> payments = new TreeSet<>(books.keySet());
        payments.addAll(theirs.keySet());
        assertThat(payments.stream()
                        .filter(payment -> !Objects.equals(books.get(payment), theirs.get(payment)))
                        .map(payment -> payment + ": books " + books.get(payment) + ", theirs " + theirs.get(payment)))
                .as("payments at " + gateway)
                .isEmpty();
    }

    private Map<String, Long> left(String gateway) {
        Map<String, Long> left = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT p.gateway_ref, (100 * (p.amount - COALESCE(sum(
                                   CASE r.kind WHEN 'chargeback_won' THEN -r.amount WHEN 'refund_failed' THEN -r.amount WHEN 'chargeback_lost' THEN 0 ELSE r.amount END), 0)))
                                   ::bigint AS cents
                        FROM payment p LEFT JOIN payment_reversal r USING (payment_id)
                        WHERE p.gateway = :gateway GROUP BY p.payment_id
                        """)
                .param("gateway", gateway)
                .query(row -> {
                    left.put(row.getString("gateway_ref"), row.getLong("cents"));
                });
        return left;
    }

    /** What acts before the watermark stands in the journal, payment by payment. */
    private void theJournalHoldsEachPayment() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT p.payment_id, p.amount AS amount FROM payment p, reports.watermark w WHERE p.acts_at < w.watermark
                        UNION ALL
                        SELECT r.payment_id, CASE WHEN r.kind IN ('chargeback_won', 'refund_failed') THEN r.amount ELSE -r.amount END
                        FROM payment_reversal r, reports.watermark w
                        WHERE r.acts_at < w.watermark AND r.kind <> 'chargeback_lost'
                        """)
                .query(row -> {
                    expected.merge(row.getString("payment_id"), row.getBigDecimal("amount"), BigDecimal::add);
                });
        Map<String, String> paymentOf = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT payment_id, payment_id AS known FROM payment
                        UNION ALL SELECT payment_id, reversal_id FROM payment_reversal
                        UNION ALL SELECT r.payment_id, d.debit_id FROM wallet_debit d JOIN payment_reversal r USING (reversal_id)
                        WHERE d.debit_id <> r.reversal_id
                        """)
                .query(row -> {
                    paymentOf.put(row.getString("known"), row.getString("payment_id"));
                });
        Map<String, BigDecimal> booked = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        jdbc.sql(
                        """
                        SELECT kind, reference, sum(amount) AS amount FROM reports.journal_export
                        WHERE ledger_account LIKE 'Assets:Clearing:%' OR ledger_account = 'Assets:Bank'
                        GROUP BY kind, reference, entry_id
                        """)
                .query(row -> {
                    String reference = row.getString("reference")
                            .replaceFirst("^payment:", "")
                            .replaceFirst(":wallet:topup$", "");
                    String payment = paymentOf.get(reference);
                    if (payment == null) {
                        faults.add(row.getString("kind") + " " + reference + " is of no payment");
                    } else {
                        booked.merge(payment, row.getBigDecimal("amount"), BigDecimal::add);
                    }
                });
        expected.forEach((payment, amount) -> {
            BigDecimal found = booked.getOrDefault(payment, BigDecimal.ZERO);
            if (found.compareTo(amount) != 0) {
                faults.add(payment + " comes to " + amount + ", in the journal to " + found);
            }
        });
        booked.keySet().stream()
                .filter(payment -> !expected.containsKey(payment))
                .forEach(payment -> faults.add(payment + " is in the journal before it acts"));
        assertThat(faults).as("payments in the journal").isEmpty();
    }

    private void nobodyIsChargedTwiceForOneWish() {
        assertThat(world.stripe.paidIntents()).as("paid intents at Stripe").doesNotHaveDuplicates();
        assertThat(
                        strings(
                                """
                        SELECT left(i.idempotency_key, length(i.idempotency_key) - strpos(reverse(i.idempotency_key), ':'))
                        FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                        WHERE i.idempotency_key LIKE 'renewal:%' AND o.state = 'paid'
                        GROUP BY 1 HAVING count(DISTINCT i.intent_id) > 1
                        """))
                .as("months that were charged twice")
                .isEmpty();
        assertThat(strings("SELECT intent_id FROM payment_outcome WHERE state = 'paid' GROUP BY 1 HAVING count(*) > 1"))
                .as("intents paid twice")
                .isEmpty();
    }

    private void whatWasPaidWasGivenOnce() {
        assertThat(
                        strings(
                                """
                        SELECT p.payment_id FROM payment p
                        LEFT JOIN lot l ON l.origin = 'payment' AND l.origin_ref = p.payment_id AND l.kind = 'topup'
                        WHERE p.purpose = 'top_up' AND l.amount IS DISTINCT FROM p.amount - COALESCE(p.tax, 0)
                        UNION ALL
                        SELECT p.payment_id FROM payment p LEFT JOIN cycle c ON c.cycle_id = p.payment_id
                        WHERE p.purpose <> 'top_up' AND c.cycle_id IS NULL
                        """))
                .as("payments that gave something else")
                .isEmpty();
        assertThat(
                        strings(
                                """
                        SELECT l.lot_id FROM lot l
                        WHERE l.origin = 'payment' AND NOT EXISTS (SELECT FROM payment p WHERE p.payment_id = l.origin_ref)
                          AND NOT EXISTS (SELECT FROM payment_reversal r WHERE r.reversal_id = l.origin_ref AND r.kind IN ('chargeback_won', 'refund_failed'))
                        """))
                .as("credit that nobody paid")
                .isEmpty();
    }

    private void noCycleIsUnpaid() {
        assertThat(
                        strings(
                                """
                        SELECT c.cycle_id FROM cycle c
                        JOIN plan_version v ON v.plan_code = c.plan_code AND v.version = c.plan_version
                        LEFT JOIN payment p ON p.payment_id = c.cycle_id AND p.account_id = c.account_id AND p.purpose IN ('plan', 'switch')
                        WHERE v.price > 0 AND p.amount IS DISTINCT FROM round(v.price, 2)
                        """))
                .as("cycles that nobody paid")
                .isEmpty();
        assertThat(
                        strings(
                                """
                        SELECT one.cycle_id FROM cycle one JOIN cycle other ON other.account_id = one.account_id AND other.cycle_id > one.cycle_id
                        LEFT JOIN cycle_ending e ON e.cycle_id = one.cycle_id
                        LEFT JOIN cycle_ending f ON f.cycle_id = other.cycle_id
                        WHERE tstzrange(one.acts_at, GREATEST(one.acts_at, LEAST(one.ends_at, e.acts_at)))
                           && tstzrange(other.acts_at, GREATEST(other.acts_at, LEAST(other.ends_at, f.acts_at)))
                        """))
                .as("cycles of an account that are live at once")
                .isEmpty();
    }

    private void limitsOfAutomaticTopUpsHold() {
        assertThat(
                        strings(
                                """
                        SELECT i.account_id || ' ' || date_trunc('month', i.recorded_at)
                        FROM payment_intent i
                        JOIN (SELECT account_id, max(monthly_cents) AS most FROM auto_top_up_rule GROUP BY 1) r USING (account_id)
                        WHERE i.purpose = 'auto_top_up'
                          AND EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = i.intent_id AND o.state = 'paid')
                        GROUP BY i.account_id, date_trunc('month', i.recorded_at) HAVING sum(i.cents) > max(r.most)
                        """))
                .as("automatic top-ups beyond their limit")
                .isEmpty();
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
