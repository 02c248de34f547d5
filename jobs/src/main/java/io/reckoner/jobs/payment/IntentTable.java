package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_intent}. */
final class IntentTable {
    private static final String SELECT =
            """
            SELECT i.intent_id, i.kind, i.account_id, i.gateway, i.purpose, i.plan_code, i.cents, i.idempotency_key,
                   i.customer_ref, i.method_ref, i.product_ref, i.charge_id, i.target_ref, i.recorded_at
            FROM payment_intent i
            """;

    private final JdbcClient jdbc;

    IntentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds an intent, unless one with its key is there. */
    boolean add(Intent intent, Act act) {
        Parts parts = Parts.of(intent.means());
        return jdbc.sql(
                                """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key,
                                                    customer_ref, method_ref, product_ref, charge_id, target_ref, recorded_at,
                                                    actor, reason)
                        VALUES (:id, :kind, :account, :gateway, :purpose, :plan, :cents, :key, :customer, :method, :product,
                                :charge, :target, :recordedAt, :actor, :reason)
                        ON CONFLICT (idempotency_key) DO NOTHING
                        """)
                        .param("id", intent.id())
                        .param("kind", intent.kind().code())
                        .param("account", intent.account())
                        .param("gateway", intent.gateway().code())
                        .param("purpose", intent.purpose().code())
                        .param("plan", intent.plan().orElse(""))
                        .param("cents", intent.cents().count())
                        .param("key", intent.key())
                        .param("customer", parts.customer())
                        .param("method", parts.method())
                        .param("product", parts.product())
                        .param("charge", parts.charge())
                        .param("target", parts.target())
                        .param("recordedAt", intent.recordedAt().atOffset(ZoneOffset.UTC))
                        .param("actor", act.actor())
                        .param("reason", act.reason())
                        .update()
                == 1;
    }

    /** Waits until nobody else learns of this intent, until the transaction ends. */
    void lock(String id) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))")
                .param("id", "payment_intent " + id)
                .query((row, number) -> number)
                .list();
    }

    /** Does the same without waiting; false where somebody learns of it now. */
    boolean tryLock(String id) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(:id, 0))")
                .param("id", "payment_intent " + id)
                .query(Boolean.class)
                .single();
    }

    /** The database's clock: hosts need not agree. */
    Instant now() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    Optional<Intent> find(String id) {
        return jdbc.sql(SELECT + " WHERE i.intent_id = :id")
                .param("id", id)
                .query(IntentTable::intent)
                .optional();
    }

    /**
     * An intent.
     *
     * @throws Refusal when there is none
     */
    Intent require(String id) {
        return find(id).orElseThrow(() ->
                new Refusal("there is no payment intent " + id + ". List them with: reckon payment list."));
    }

    Optional<Intent> withKey(String key) {
        return jdbc.sql(SELECT + " WHERE i.idempotency_key = :key")
                .param("key", key)
                .query(IntentTable::intent)
                .optional();
    }

    /** The charge that the gateway knows by this id. */
    Optional<Intent> chargeWithReference(GatewayName gateway, String reference) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE i.kind = 'charge' AND i.gateway = :gateway
                          AND EXISTS (SELECT FROM payment_outcome o
                                      WHERE o.gateway_ref = :reference AND o.intent_id = i.intent_id)
                        ORDER BY i.recorded_at, i.intent_id LIMIT 1
                        """)
                .param("gateway", gateway.code())
                .param("reference", reference)
                .query(IntentTable::intent)
                .optional();
    }

    /** Charges of an account by a gateway, in order. */
    List<Intent> chargesOf(String account, GatewayName gateway) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE i.kind = 'charge' AND i.account_id = :account AND i.gateway = :gateway
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .param("account", account)
                .param("gateway", gateway.code())
                .query(IntentTable::intent)
                .list();
    }

    /** Refunds of a charge, in order. */
    List<Intent> refundsOf(String charge) {
        return jdbc.sql(SELECT + " WHERE i.charge_id = :charge ORDER BY i.recorded_at, i.intent_id")
                .param("charge", charge)
                .query(IntentTable::intent)
                .list();
    }

    /** Cancellations of a subscription of the gateway's, in order. */
    List<Intent> cancellationsOf(GatewayName gateway, String subscription) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE i.kind = 'cancel_subscription' AND i.gateway = :gateway AND i.target_ref = :subscription
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .param("gateway", gateway.code())
                .param("subscription", subscription)
                .query(IntentTable::intent)
                .list();
    }

    /** Newest first. */
    List<Intent> newest(Optional<String> account, int limit) {
        return jdbc.sql(
                        SELECT
                                + " WHERE :account = '' OR i.account_id = :account ORDER BY i.recorded_at DESC, i.intent_id LIMIT :limit")
                .param("account", account.orElse(""))
                .param("limit", limit)
                .query(IntentTable::intent)
                .list();
    }

    /**
     * Intents of this age whose newest outcome is not final, oldest first: what is heard of after a decline is asked for again. What was
     * done stands whatever is newest.
     */
    List<Intent> undecided(Duration age) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE i.recorded_at <= clock_timestamp() - make_interval(secs => :seconds)
                          AND NOT EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = i.intent_id
                                          AND o.state IN ('paid', 'refunded', 'failed', 'cancelled'))
                          AND coalesce((SELECT o.state FROM payment_outcome o WHERE o.intent_id = i.intent_id
                                        ORDER BY o.outcome_no DESC LIMIT 1), '') <> 'declined'
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .param("seconds", age.toMillis() / 1000.0)
                .query(IntentTable::intent)
                .list();
    }

    /** Charges whose newest outcome is a decline in these words, learned by a look-up this long ago; oldest first. */
    List<Intent> declinedByLookUp(String reason, Duration ago) {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE i.kind = 'charge'
                          AND (SELECT o.state = 'declined' AND o.detail = :reason AND o.learned_by = 'look_up'
                                  AND o.recorded_at <= clock_timestamp() - make_interval(secs => :seconds)
                               FROM payment_outcome o WHERE o.intent_id = i.intent_id ORDER BY o.outcome_no DESC LIMIT 1)
                          AND NOT EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = i.intent_id AND o.state = 'paid')
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .param("reason", reason)
                .param("seconds", ago.toMillis() / 1000.0)
                .query(IntentTable::intent)
                .list();
    }

    /** Intents whose money has moved but not reached the books, and refunds that failed and are not undone there. */
    List<Intent> unbooked() {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = i.intent_id
                                      AND o.state IN ('paid', 'refunded', 'failed'))
                          AND NOT EXISTS (SELECT FROM payment_effect e
                                          WHERE e.effect_ref = CASE WHEN EXISTS (SELECT FROM payment_outcome o
                                                                                 WHERE o.intent_id = i.intent_id AND o.state = 'failed')
                                                               THEN 'failed:' ELSE '' END || i.intent_id)
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .query(IntentTable::intent)
                .list();
    }

    /** Refunds that failed, of charges that are done with in the books. */
    List<Intent> failedRefunds() {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = i.intent_id AND o.state = 'failed')
                          AND EXISTS (SELECT FROM payment_effect e WHERE e.effect_ref = i.charge_id)
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .query(IntentTable::intent)
                .list();
    }

    /** Intents that the gateway says were paid more than once, or in more than one amount. */
    List<Intent> paidRepeatedly() {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE (SELECT count(*) FROM payment_outcome o WHERE o.intent_id = i.intent_id AND o.state = 'paid') > 1
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .query(IntentTable::intent)
                .list();
    }

    private static Intent intent(ResultSet row, int number) throws SQLException {
        return new Intent(
                row.getString("intent_id"),
                row.getString("account_id"),
                GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                Purpose.byCode(row.getString("purpose")).orElseThrow(),
                Optional.of(row.getString("plan_code")).filter(code -> !code.isEmpty()),
                new Cents(row.getLong("cents")),
                means(row),
                row.getString("idempotency_key"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static Means means(ResultSet row) throws SQLException {
        return switch (Intent.Kind.byCode(row.getString("kind")).orElseThrow()) {
            case CHARGE ->
                row.getString("customer_ref").isEmpty()
                        ? new Means.CheckoutPage(row.getString("product_ref"))
                        : new Means.StoredMethod(row.getString("customer_ref"), row.getString("method_ref"));
            case REFUND -> new Means.RefundOf(row.getString("charge_id"), row.getString("target_ref"));
            case CANCEL_SUBSCRIPTION -> new Means.CancelOf(row.getString("target_ref"));
        };
    }

    /** Means, spread over columns. */
    private record Parts(String customer, String method, String product, @Nullable String charge, String target) {
        static Parts of(Means means) {
            return switch (means) {
                case Means.StoredMethod stored -> new Parts(stored.customer(), stored.method(), "", null, "");
                case Means.CheckoutPage page -> new Parts("", "", page.product(), null, "");
                case Means.RefundOf refund -> new Parts("", "", "", refund.charge(), refund.payment());
                case Means.CancelOf cancel -> new Parts("", "", "", null, cancel.subscription());
            };
        }
    }
}
