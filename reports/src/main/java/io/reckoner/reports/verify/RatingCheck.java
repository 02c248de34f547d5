package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.ChargePolicy;
import io.reckoner.kernel.rating.FlatRate;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out every cost and charge again, in DuckDB's whole numbers, from the counts of the facts and the price book each
 * fact names.
 *
 * <p>What is compared to the last pico: every group and category of both sides, {@code cost_rated}, {@code provider_cost}
 * and {@code charge}; and that the card named is the one in effect at the event's time. Which overlay acts on whom is not
 * judged again, only what it makes of the price.
 */
final class RatingCheck {
    private final FactsSession session;
    private final PriceBooks books;
    private final List<String> unknown = new ArrayList<>();

    RatingCheck(FactsSession session, PriceBooks books) {
        this.session = session;
        this.books = books;
    }

    List<VerifyCheck> checks() {
        Map<Component, BigInteger> counts = MetPricesQuery.greatestCounts(session);
        Map<MetPrice, List<FlatRate>> rates = rates(counts);
        List<FlatRate> all = rates.values().stream().flatMap(List::stream).toList();
        List<Set<Component>> metrics =
                all.stream().map(FlatRate::metric).distinct().toList();
        RateLayout layout = new RateLayout(all, counts);
        new RateTable(layout, metrics).load(session, rates, books);
        session.define(SqlText.load("half_even").sql());
        RatedAgainQuery query = new RatedAgainQuery(layout, metrics, waived(rates));
        RatedAgainQuery.Sums sums = query.sums(session);
        List<VerifyCheck> checks = new ArrayList<>();
        checks.add(new VerifyCheck(
                "prices the facts name",
                "prices",
                count(rates.size() + unknown.size()),
                count(rates.size()),
                unknown.size(),
                unknown.subList(0, Math.min(unknown.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.PRICE_BOOK));
        checks.add(check(
                query, "charge rated again", RatedAgainQuery.Fault.CHARGE, sums, sums.charge(), sums.chargeAgain()));
        checks.add(check(query, "cost rated again", RatedAgainQuery.Fault.COST, sums, sums.cost(), sums.costAgain()));
        long wrongCard = sums.broken().getOrDefault(RatedAgainQuery.Fault.CARD, 0L);
        checks.add(new VerifyCheck(
                "card in effect at the event",
                "rows",
                count(sums.rows()),
                count(sums.rows() - wrongCard),
                wrongCard,
                wrongCard == 0 ? List.of() : query.examples(session, RatedAgainQuery.Fault.CARD),
                Remedy.PRICE_BOOK));
        return checks;
    }

    private VerifyCheck check(
            RatedAgainQuery query,
            String name,
            RatedAgainQuery.Fault fault,
            RatedAgainQuery.Sums sums,
            BigDecimal stored,
            BigDecimal again) {
        long broken = sums.broken().getOrDefault(fault, 0L);
        List<String> examples = broken == 0 ? List.of() : query.examples(session, fault);
        return new VerifyCheck(name, "USD", stored, again, broken, examples, Remedy.FACT);
    }

    /** The rates of every price met; prices that cannot be had, or are too fine for 128 bits, are named instead. */
    private Map<MetPrice, List<FlatRate>> rates(Map<Component, BigInteger> counts) {
        Map<MetPrice, List<FlatRate>> rates = new LinkedHashMap<>();
        for (MetPrice met : MetPricesQuery.list(session)) {
            try {
                List<FlatRate> flat = FlatRate.of(books.version(met.bookVersion()), met.key());
                if (flat.stream()
                        .anyMatch(rate -> RateLayout.greatest(rate, counts).compareTo(RateLayout.MOST) > 0)) {
                    unknown.add(
                            "price book " + met.bookVersion() + ", " + met.key().model() + " at "
                                    + met.key().provider() + ": too fine to be worked out in 128 bits");
                } else {
                    rates.put(met, flat);
                }
            } catch (IllegalArgumentException e) {
                unknown.add("price book " + met.bookVersion() + ", " + met.key().model() + " at "
                        + met.key().provider() + ": " + e.getMessage());
            }
        }
        return rates;
    }

    private List<String> waived(Map<MetPrice, List<FlatRate>> rates) {
        List<String> waived = new ArrayList<>();
        for (int version :
                rates.keySet().stream().map(MetPrice::bookVersion).distinct().toList()) {
            ChargePolicy policy = books.version(version).terms().chargePolicy();
            for (Outcome outcome : Outcome.values()) {
                for (UsageSource source : UsageSource.values()) {
                    if (!policy.charges(outcome, source)) {
                        waived.add(version + "/" + outcome.code() + "/" + source.code());
                    }
                }
            }
        }
        return waived;
    }

    private static BigDecimal count(long number) {
        return BigDecimal.valueOf(number);
    }
}
