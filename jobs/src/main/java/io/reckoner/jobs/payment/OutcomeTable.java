package io.reckoner.jobs.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_outcome}. */
final class OutcomeTable {
    private static final int LONGEST_DETAIL = 2_000;

    private final JdbcClient jdbc;

    OutcomeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds what was learned as number {@code no} of its intent.
     *
     * @param actor who said so, where a person did
     */
    void add(Intent intent, int no, Outcome outcome, Source source, Optional<String> actor) {
        Columns columns = Columns.of(outcome);
        jdbc.sql(
                        """
                        INSERT INTO payment_outcome (intent_id, outcome_no, state, gateway_ref, cents, fee_cents, detail, learned_by, actor)
                        VALUES (:intent, :no, :state, :reference, :cents, :fee, :detail, :source, :actor)
                        """)
                .param("intent", intent.id())
                .param("no", no)
                .param("state", outcome.state())
                .param("reference", outcome.gatewayReference())
                .param("cents", columns.cents())
                .param("fee", columns.fee())
                .param(
                        "detail",
                        columns.detail()
                                .substring(0, Math.min(columns.detail().length(), LONGEST_DETAIL))
                                .replace('\0', ' '))
                .param("source", source.code())
                .param("actor", actor.orElse(null))
                .update();
    }

    List<Standing.Learned> of(Intent intent) {
        return jdbc.sql(
                        """
                        SELECT state, gateway_ref, cents, fee_cents, detail, learned_by, actor, recorded_at FROM payment_outcome
                        WHERE intent_id = :intent ORDER BY outcome_no
                        """)
                .param("intent", intent.id())
                .query(OutcomeTable::learned)
                .list();
    }

    private static Standing.Learned learned(ResultSet row, int number) throws SQLException {
        return new Standing.Learned(
                outcome(row),
                Source.byCode(row.getString("learned_by")).orElseThrow(),
                Optional.ofNullable(row.getString("actor")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        String reference = row.getString("gateway_ref");
        String detail = row.getString("detail");
        String state = row.getString("state");
        return switch (state) {
            case "paid" ->
                new Outcome.Paid(
                        reference,
                        new Cents(row.getLong("cents")),
                        Optional.ofNullable(row.getObject("fee_cents", Long.class))
                                .map(Cents::new));
            case "refunded" -> new Outcome.Refunded(reference, new Cents(row.getLong("cents")));
            case "failed" -> new Outcome.Failed(reference, detail);
            case "cancelled" -> new Outcome.Cancelled(reference);
            case "declined" -> new Outcome.Declined(detail);
            case "action_required" -> new Outcome.ActionRequired(reference, detail);
            case "pending" -> new Outcome.Pending(reference);
            case "not_taken" -> new Outcome.NotTaken(reference, detail);
            case "unknown" -> new Outcome.Unknown(detail);
            default -> throw new IllegalStateException("no outcome is called " + state);
        };
    }

    private record Columns(@Nullable Long cents, @Nullable Long fee, String detail) {
        static Columns of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Paid paid ->
                    new Columns(
                            paid.received().count(),
                            paid.fee().map(Cents::count).orElse(null),
                            "");
                case Outcome.Refunded refunded -> new Columns(refunded.sent().count(), null, "");
                case Outcome.Failed failed -> new Columns(null, null, failed.reason());
                case Outcome.Cancelled cancelled -> new Columns(null, null, "");
                case Outcome.Declined declined -> new Columns(null, null, declined.reason());
                case Outcome.ActionRequired action -> new Columns(null, null, action.url());
                case Outcome.Pending pending -> new Columns(null, null, "");
                case Outcome.NotTaken foreign -> new Columns(null, null, foreign.why());
                case Outcome.Unknown unknown -> new Columns(null, null, unknown.why());
            };
        }
    }
}
