package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostChange;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of the tables {@code price_pending…}: prices of a sheet that wait, and how their wait ended. */
final class PendingTable {
    /** How a wait ends. */
    enum Outcome {
        CONFIRMED,
        REJECTED,
        /** A later sheet has other prices that wait. */
        REPLACED,
        /** A later sheet has nothing that waits any more. */
        WITHDRAWN
    }

    /**
     * A cost that waits.
     *
     * @param place code of the place, as {@code standard input}
     * @param verdict why it waits, in the word of {@link CostChange.Verdict}
     */
    record Figure(
            Instant effectiveFrom,
            String place,
            @Nullable UnitPrice before,
            @Nullable UnitPrice after,
            CostChange.Kind kind,
            CostChange.Verdict verdict) {
        static Figure of(CostChange change) {
            return new Figure(
                    change.effectiveFrom(),
                    change.place().code(),
                    change.before(),
                    change.after(),
                    change.kind(),
                    change.verdict());
        }

        /** What is asked, whatever the instant: an import states a later one each day. */
        record Question(String place, @Nullable UnitPrice before, @Nullable UnitPrice after) {}

        Question question() {
            return new Question(place, before, after);
        }
    }

    /** A model with its costs that wait, or waited. */
    record Pending(
            long number,
            String provider,
            String model,
            String cards,
            String sheet,
            Instant recordedAt,
            @Nullable Outcome outcome,
            List<Figure> figures) {}

    /**
     * A model whose costs are to wait.
     *
     * @param cards of the sheet, as a price book in its canonical text
     */
    record Raised(String provider, String model, String cards, List<Figure> figures) {}

    private final JdbcClient jdbc;

    PendingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything that waits, and everything that was rejected, in order of provider, model and number. */
    List<Pending> openAndRejected() {
        Map<Long, Pending> found = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT p.*, e.outcome, f.effective_from, f.place, f.before_amount, f.before_per, f.after_amount,
                               f.after_per, f.kind, f.verdict
                        FROM price_pending p
                        JOIN price_pending_figure f USING (pending_no)
                        LEFT JOIN price_pending_end e USING (pending_no)
                        WHERE e.outcome IS NULL OR e.outcome = 'rejected'
                        ORDER BY p.provider, p.model, p.pending_no, f.effective_from, f.place
                        """)
                .query((row, number) -> {
                    Pending pending = pending(row);
                    found.computeIfAbsent(pending.number(), missing -> pending)
                            .figures()
                            .add(figure(row));
                    return number;
                })
                .list();
        return List.copyOf(found.values());
    }

    /** Notes models whose costs wait from now on; each of them once. */
    void add(List<Raised> models, String sheet, Instant at, Act act) {
        if (models.isEmpty()) {
            return;
        }
        Map<List<String>, Long> numbers = new HashMap<>();
        jdbc.sql(
                        """
                        INSERT INTO price_pending (provider, model, cards, sheet, recorded_at, actor, reason)
                        SELECT provider, model, cards, :sheet, :at, :actor, :reason
                        FROM unnest(:providers::text[], :models::text[], :cards::text[])
                                WITH ORDINALITY AS raised (provider, model, cards, place)
                        ORDER BY place
                        RETURNING pending_no, provider, model
                        """)
                .param("providers", models.stream().map(Raised::provider).toArray(String[]::new))
                .param("models", models.stream().map(Raised::model).toArray(String[]::new))
                .param("cards", models.stream().map(Raised::cards).toArray(String[]::new))
                .param("sheet", sheet)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .query((row, number) -> numbers.put(
                        List.of(row.getString("provider"), row.getString("model")), row.getLong("pending_no")))
                .list();
        addFigures(models, numbers);
    }

    private void addFigures(List<Raised> models, Map<List<String>, Long> numbers) {
        List<Long> ofModels = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Raised model : models) {
            long number = Objects.requireNonNull(numbers.get(List.of(model.provider(), model.model())));
            model.figures().forEach(figure -> {
                ofModels.add(number);
                figures.add(figure);
            });
        }
        jdbc.sql(
                        """
                        INSERT INTO price_pending_figure (pending_no, effective_from, place, before_amount, before_per,
                                                          after_amount, after_per, kind, verdict)
                        SELECT * FROM unnest(:numbers::bigint[], :from::timestamptz[], :places::text[], :before::numeric[],
                                :beforePer::bigint[], :after::numeric[], :afterPer::bigint[], :kinds::text[],
                                :verdicts::text[])
                        """)
                .param("numbers", ofModels.toArray(Long[]::new))
                .param(
                        "from",
                        figures.stream().map(f -> f.effectiveFrom().toString()).toArray(String[]::new))
                .param("places", figures.stream().map(Figure::place).toArray(String[]::new))
                .param("before", figures.stream().map(f -> amount(f.before())).toArray(BigDecimal[]::new))
                .param("beforePer", figures.stream().map(f -> per(f.before())).toArray(Long[]::new))
                .param("after", figures.stream().map(f -> amount(f.after())).toArray(BigDecimal[]::new))
                .param("afterPer", figures.stream().map(f -> per(f.after())).toArray(Long[]::new))
                .param("kinds", figures.stream().map(f -> word(f.kind())).toArray(String[]::new))
                .param("verdicts", figures.stream().map(f -> word(f.verdict())).toArray(String[]::new))
                .update();
    }

    void end(long number, Outcome outcome, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO price_pending_end (pending_no, outcome, ended_at, actor, reason)
                        VALUES (:number, :outcome, :at, :actor, :reason)
                        """)
                .param("number", number)
                .param("outcome", word(outcome))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    private static Pending pending(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return new Pending(
                row.getLong("pending_no"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("cards"),
                row.getString("sheet"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                new ArrayList<>());
    }

    private static Figure figure(ResultSet row) throws SQLException {
        return new Figure(
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                row.getString("place"),
                price(row, "before"),
                price(row, "after"),
                CostChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                CostChange.Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable UnitPrice price(ResultSet row, String side) throws SQLException {
        BigDecimal amount = row.getBigDecimal(side + "_amount");
        return amount == null ? null : new UnitPrice(amount, row.getLong(side + "_per"));
    }

    private static @Nullable BigDecimal amount(@Nullable UnitPrice price) {
        return price == null ? null : price.amount();
    }

    private static @Nullable Long per(@Nullable UnitPrice price) {
        return price == null ? null : (Long) price.per();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
