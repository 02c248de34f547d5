package io.reckoner.jobs.receipt;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment}. */
public final class PaymentTable {
    private static final String SELECT =
            """
            SELECT payment_id, account_id, gateway, gateway_ref, purpose, amount, fee, tax, paid_at, acts_at FROM payment
            """;

    private final JdbcClient jdbc;

    public PaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Payment payment, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO payment (payment_id, account_id, gateway, gateway_ref, purpose, amount, fee, tax, paid_at,
                                             acts_at, recorded_at, actor, reason)
                        VALUES (:id, :account, :gateway, :gatewayRef, :purpose, :amount, :fee, :tax, :paidAt, :actsAt,
                                :recordedAt, :actor, :reason)
                        """)
                .param("id", payment.id())
                .param("account", payment.account())
                .param("gateway", payment.gateway())
                .param("gatewayRef", payment.gatewayRef())
                .param("purpose", payment.purpose().code())
                .param("amount", payment.amount().toBigDecimal())
                .param("fee", payment.fee().map(Money::toBigDecimal).orElse(null))
                .param("tax", payment.tax().map(Money::toBigDecimal).orElse(null))
                .param("paidAt", payment.paidAt().atOffset(ZoneOffset.UTC))
                .param("actsAt", payment.actsAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** The payment with this reference of ours. */
    public Optional<Payment> find(String id) {
        return jdbc.sql(SELECT + " WHERE payment_id = :id")
                .param("id", id)
                .query(PaymentTable::payment)
                .optional();
    }

    /** The payment that a gateway knows by this id. */
    public Optional<Payment> find(String gateway, String gatewayRef) {
        return jdbc.sql(SELECT + " WHERE gateway = :gateway AND gateway_ref = :gatewayRef AND gateway_ref <> ''")
                .param("gateway", gateway)
                .param("gatewayRef", gatewayRef)
                .query(PaymentTable::payment)
                .optional();
    }

    /** Payments of an account, oldest first. */
    public List<Payment> of(String account) {
        return jdbc.sql(SELECT + " WHERE account_id = :account ORDER BY paid_at, payment_id")
                .param("account", account)
                .query(PaymentTable::payment)
                .list();
    }

    /** What went back of each payment of an account, or was taken by its bank, tax included; none of those of which all is left. */
    public Map<String, Money> sentBack(String account) {
        Map<String, Money> sums = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT payment_id, sum(CASE WHEN kind IN ('chargeback_won', 'refund_failed') THEN -amount ELSE amount END) AS amount
                        FROM payment_reversal WHERE account_id = :account AND kind <> 'chargeback_lost' GROUP BY payment_id
                        """)
                .param("account", account)
                .query(row -> {
                    sums.put(row.getString("payment_id"), Money.of(row.getBigDecimal("amount")));
                });
        return sums;
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        return new Payment(
                row.getString("payment_id"),
                row.getString("account_id"),
                row.getString("gateway"),
                row.getString("gateway_ref"),
                Payment.Purpose.byCode(row.getString("purpose")).orElseThrow(),
                Money.of(row.getBigDecimal("amount")),
                money(row, "fee"),
                money(row, "tax"),
                row.getObject("paid_at", OffsetDateTime.class).toInstant(),
                row.getObject("acts_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Money> money(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? Optional.empty() : Optional.of(Money.of(amount));
    }
}
