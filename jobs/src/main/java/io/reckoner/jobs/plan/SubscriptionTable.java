package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.jobs.plan.Subscription.Kind;
import io.reckoner.kernel.period.Anchor;
import io.reckoner.kernel.plan.Cycle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of tables {@code subscription} and {@code cycle}. */
public final class SubscriptionTable {
    private record Period(String subscription, PaidCycle cycle) {}

    private record Added(OpenedSubscription opened, Instant at, Act act) {}

    private static final InsertQuery<Added> SUBSCRIPTIONS = InsertQuery.<Added>into("subscription")
            .with("subscription_id", "text", added -> added.opened().cycle().id())
            .with("account_id", "text", added -> added.opened().account())
            .with("plan_code", "text", added -> added.opened().cycle().planCode())
            .with("plan_version", "integer", added -> added.opened().cycle().planVersion())
            .with("kind", "text", added -> added.opened().kind().code())
            .with("anchor_at", "timestamptz", added -> added.opened().anchor().instant())
            .with("cancelled_at", "timestamptz", added -> added.opened()
                    .cancelledAt()
                    .orElse(null))
            .with("cancelled_because", "text", added -> added.opened()
                    .cancelledAt()
                    .map(at -> CancelCause.ASKED.code())
                    .orElse(null))
            .with("recorded_at", "timestamptz", Added::at)
            .with("actor", "text", added -> added.act().actor())
            .with("reason", "text", added -> added.act().reason());

    private static final InsertQuery<Added> CYCLES = InsertQuery.<Added>into("cycle")
            .with("cycle_id", "text", added -> added.opened().cycle().id())
            .with("account_id", "text", added -> added.opened().account())
            .with("subscription_id", "text", added -> added.opened().cycle().id())
            .with("period_no", "integer", added -> added.opened().period())
            .with("plan_code", "text", added -> added.opened().cycle().planCode())
            .with("plan_version", "integer", added -> added.opened().cycle().planVersion())
            .with("starts_at", "timestamptz", added -> added.opened().cycle().start())
            .with("ends_at", "timestamptz", added -> added.opened().cycle().end())
            .with("acts_at", "timestamptz", added -> added.opened().cycle().opensAt())
            .with("origin_ref", "text", added -> added.opened().cycle().id())
            .with("recorded_at", "timestamptz", Added::at)
            .with("actor", "text", added -> added.act().actor())
            .with("reason", "text", added -> added.act().reason());

    private final JdbcClient jdbc;

    public SubscriptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a subscription without its periods. */
    void add(Subscription subscription, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO subscription (subscription_id, account_id, plan_code, plan_version, kind, anchor_at,
                                                  recorded_at, actor, reason)
                        VALUES (:id, :account, :plan, :version, :kind, :anchor, :at, :actor, :reason)
                        """)
                .param("id", subscription.id())
                .param("account", subscription.account())
                .param("plan", subscription.planCode())
                .param("version", subscription.planVersion())
                .param("kind", subscription.kind().code())
                .param("anchor", utc(subscription.anchor().instant()))
                .param("at", utc(at))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** Adds a paid period of a subscription, the next one or a later one. */
    void add(Subscription subscription, int period, Cycle cycle, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO cycle (cycle_id, account_id, subscription_id, period_no, plan_code, plan_version, starts_at,
                                           ends_at, acts_at, origin_ref, recorded_at, actor, reason)
                        VALUES (:id, :account, :subscription, :period, :plan, :version, :startsAt, :endsAt, :actsAt,
                                :reference, :at, :actor, :reason)
                        """)
                .param("id", cycle.id())
                .param("account", subscription.account())
                .param("subscription", subscription.id())
                .param("period", period)
                .param("plan", cycle.planCode())
                .param("version", cycle.planVersion())
                .param("startsAt", utc(cycle.start()))
                .param("endsAt", utc(cycle.end()))
                .param("actsAt", utc(cycle.opensAt()))
                .param("reference", cycle.id())
                .param("at", utc(at))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** Adds subscriptions that were taken over in the middle of a cycle, each with that cycle. */
    public void addOpened(List<OpenedSubscription> opened, Instant at, Act act) {
        List<Added> added =
                opened.stream().map(each -> new Added(each, at, act)).toList();
        SUBSCRIPTIONS.add(jdbc, added);
        CYCLES.add(jdbc, added);
    }

    /** No further month opens. */
    void cancel(String subscription, Instant at, CancelCause cause) {
        jdbc.sql("UPDATE subscription SET cancelled_at = :at, cancelled_because = :cause WHERE subscription_id = :id")
                .param("at", utc(at))
                .param("cause", cause.code())
                .param("id", subscription)
                .update();
    }

    /** Account and plan of the cycle with this id. */
    Optional<Map.Entry<String, Cycle>> cycle(String id) {
        return jdbc.sql(
                        """
                        SELECT account_id, cycle_id, plan_code, plan_version, starts_at, acts_at, ends_at FROM cycle
                        WHERE cycle_id = :id
                        """)
                .param("id", id)
                .query((row, number) -> Map.entry(row.getString("account_id"), cycle(row)))
                .optional();
    }

    /** Id of a cycle of a plan that was recorded since an instant under another reference, and whose payment has not gone back whole. */
    Optional<String> boughtSince(String account, String plan, Instant since, String reference) {
        return jdbc.sql(
                        """
                        SELECT c.cycle_id FROM cycle c JOIN payment p ON p.payment_id = c.cycle_id
                        WHERE c.account_id = :account AND c.plan_code = :plan AND c.recorded_at > :since AND c.cycle_id <> :reference
                          AND p.amount > (SELECT coalesce(sum(CASE WHEN r.kind IN ('refund', 'chargeback') THEN r.amount
                                                                   WHEN r.kind IN ('refund_failed', 'chargeback_won') THEN -r.amount
                                                                   ELSE 0 END), 0)
                                          FROM payment_reversal r WHERE r.payment_id = p.payment_id)
                        ORDER BY c.recorded_at, c.cycle_id LIMIT 1
                        """)
                .param("account", account)
                .param("plan", plan)
                .param("since", utc(since))
                .param("reference", reference)
                .query(String.class)
                .optional();
    }

    /** Subscriptions of an account in order of their last period's end. */
    List<Subscription> of(String account) {
        Map<String, List<PaidCycle>> cycles = jdbc
                .sql(
                        """
                        SELECT c.subscription_id, c.cycle_id, c.plan_code, c.plan_version, c.starts_at, c.acts_at, c.ends_at,
                               e.acts_at AS ended_at
                        FROM cycle c LEFT JOIN cycle_ending e USING (cycle_id)
                        WHERE c.account_id = :account ORDER BY c.period_no
                        """)
                .param("account", account)
                .query((row, number) -> new Period(row.getString("subscription_id"), paidCycle(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Period::subscription, Collectors.mapping(Period::cycle, Collectors.toList())));
        List<Subscription> subscriptions = new ArrayList<>(jdbc.sql(
                        """
                        SELECT s.subscription_id, s.account_id, s.plan_code, s.plan_version, s.kind, s.anchor_at,
                               s.cancelled_at,
                               COALESCE((SELECT max(c.period_no) + 1 FROM cycle c
                                         WHERE c.subscription_id = s.subscription_id), 0) AS next_period
                        FROM subscription s WHERE s.account_id = :account
                        """)
                .param("account", account)
                .query((row, number) -> subscription(row, cycles))
                .list());
        subscriptions.sort(Comparator.comparing(Subscription::paidUntil));
        return subscriptions;
    }

    /** Monthly subscriptions of plans that cost nothing, whose last month ends before an instant, of accounts that are not closed; each with its account. */
    Map<String, String> freeUntil(Instant before) {
        return jdbc
                .sql(
                        """
                        SELECT s.subscription_id, s.account_id FROM subscription s
                        JOIN account a ON a.account_id = s.account_id AND a.status <> 'closed'
                        JOIN plan_version p ON p.plan_code = s.plan_code AND p.version = s.plan_version
                        WHERE s.kind = 'monthly' AND s.cancelled_at IS NULL AND p.price = 0
                          AND (SELECT max(c.ends_at) FROM cycle c WHERE c.subscription_id = s.subscription_id) < :before
                        ORDER BY s.account_id, s.subscription_id
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(row.getString("subscription_id"), row.getString("account_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    private static PaidCycle paidCycle(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new PaidCycle(cycle(row), Optional.ofNullable(endedAt).map(OffsetDateTime::toInstant));
    }

    private static Subscription subscription(ResultSet row, Map<String, List<PaidCycle>> cycles) throws SQLException {
        String id = row.getString("subscription_id");
        @Nullable OffsetDateTime cancelledAt = row.getObject("cancelled_at", OffsetDateTime.class);
        return new Subscription(
                id,
                row.getString("account_id"),
                row.getString("plan_code"),
                row.getInt("plan_version"),
                Kind.byCode(row.getString("kind")).orElseThrow(),
                new Anchor(instant(row, "anchor_at")),
                cancelledAt == null ? null : cancelledAt.toInstant(),
                row.getInt("next_period"),
                cycles.getOrDefault(id, List.of()));
    }

    /** The cycle that a row holds in columns of these names. */
    public static Cycle cycle(ResultSet row) throws SQLException {
        return new Cycle(
                row.getString("cycle_id"),
                row.getString("plan_code"),
                row.getInt("plan_version"),
                instant(row, "starts_at"),
                instant(row, "acts_at"),
                instant(row, "ends_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
