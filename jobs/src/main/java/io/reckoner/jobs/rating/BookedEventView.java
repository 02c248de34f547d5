package io.reckoner.jobs.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what the facts say about one event's price. */
final class BookedEventView {
    /**
     * A booked event.
     *
     * @param request what was priced
     * @param bookVersion 0 where no price was asked for
     * @param charge as booked
     * @param ratedCost as booked, null where the card states no costs
     */
    record Booked(
            String id,
            int run,
            int bookVersion,
            QuoteRequest request,
            Money charge,
            @Nullable Money ratedCost,
            String sourceFile,
            long sourceLine) {}

    private final FactsSession facts;
    private final BiFunction<String, Integer, AccountTerms> terms;

    /** @param terms of an account as a run knew them */
    BookedEventView(FactsSession facts, BiFunction<String, Integer, AccountTerms> terms) {
        this.facts = facts;
        this.terms = terms;
    }

    /** The usage rows with this event id, of one account or of all. */
    List<Booked> find(String eventId, @Nullable String account) {
        return facts.list(
                FactsQuery.of(
                        """
                        SELECT * FROM facts
                        WHERE event_id = ? AND row_kind = 'usage' AND (CAST(? AS VARCHAR) IS NULL OR account = ?)
                        ORDER BY account
                        """,
                        eventId,
                        account,
                        account),
                this::booked);
    }

    private Booked booked(ResultSet row) throws SQLException {
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            @Nullable BigDecimal count = row.getBigDecimal("n_" + component.code());
            if (count != null && count.signum() > 0) {
                counts.put(component, count.movePointRight(component.scale()).longValueExact());
            }
        }
        int run = row.getInt("run");
        String account = row.getString("account");
        @Nullable BigDecimal vendor = row.getBigDecimal("cost_vendor");
        @Nullable BigDecimal rated = row.getBigDecimal("cost_rated");
        Instant at = row.getObject("ts", OffsetDateTime.class).toInstant();
        QuoteRequest request = new QuoteRequest(
                row.getString("provider"),
                row.getString("model"),
                at,
                counts,
                row.getString("service_tier"),
                KeyKind.byCode(row.getString("key_kind")).orElseThrow(),
                terms.apply(account, run),
                Outcome.byCode(row.getString("outcome")).orElseThrow(),
                UsageSource.byCode(row.getString("usage_source")).orElseThrow(),
                vendor == null ? null : Money.of(vendor));
        return new Booked(
                row.getString("event_id"),
                run,
                row.getInt("book_version"),
                request,
                Money.of(row.getBigDecimal("charge")),
                rated == null ? null : Money.of(rated),
                row.getString("source_file"),
                row.getLong("source_line"));
    }
}
