package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.ProviderUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run did to an account, and the entries of it:
 *
 * <pre>
 * (day) (movement type) (pool) (lot kind) (origin type):(origin id) (amount) [cause]
 * (day) (movement type) - (amount) [cause]
 * (day) cost (provider) (amount)
 * receipt (payment or debit) (paid) (gateway) [tax]
 * clawed (debit) (lot kind)
 * cycle (id) (price) (from) (to) (paid) (gateway)
 * switched (cycle) (switch) (at)
 * back (refund) (at) (net) (paid) (gateway) [tax]
 * again (what came again) (at) (earned) (paid) (gateway) [tax]
 * refunded (cycle) (refund) (at) (net) (paid) (gateway)
 * -&gt;
 * entries
 * </pre>
 */
final class BooksCase {
    private final String name;
    final List<Movement> movements = new ArrayList<>();
    final List<ProviderUsage> usage = new ArrayList<>();
    final String expected;
    private final Map<String, Receipt> receipts = new TreeMap<>();
    private final Map<String, LotKind> clawed = new TreeMap<>();
    private final List<PaidBack> paidBack = new ArrayList<>();
    private final List<PaidAgain> paidAgain = new ArrayList<>();
    private final Map<String, SoldCycle> cycles = new TreeMap<>();

    private BooksCase(String name, String expected) {
        this.name = name;
        this.expected = expected;
    }

    static List<BooksCase> read(String text) {
        List<BooksCase> cases = new ArrayList<>();
        for (String block : text.split("(?m)^-{3,}\\s*$")) {
            String[] sides = block.strip().split("(?m)^->\\s*$", -1);
            String[] lines = sides[0].strip().split("\n");
            BooksCase made = new BooksCase(lines[0].replace("# ", ""), PostingCase.tidy(sides[1]));
            for (int i = 1; i < lines.length; i++) {
                made.add(lines[i].strip().split("\\s+"));
            }
            cases.add(made);
        }
        return cases;
    }

    Dealings dealings() {
        return new Dealings(receipts, clawed, paidBack, paidAgain, List.copyOf(cycles.values()));
    }

    static String text(List<JournalEntry> entries) {
        return entries.stream()
                .map(entry -> PostingCase.text(Optional.of(entry)))
                .collect(Collectors.joining("\n"));
    }

    private void add(String[] words) {
        switch (words[0]) {
            case "receipt" -> receipts.put(words[1], receipt(words, 2));
            case "clawed" -> clawed.put(words[1], LotKind.byCode(words[2]).orElseThrow());
            case "cycle" ->
                cycles.put(
                        words[1],
                        new SoldCycle(
                                words[1],
                                Money.parse(words[2]),
                                Instant.parse(words[3]),
                                Instant.parse(words[3]),
                                Instant.parse(words[4]),
                                receipt(words, 5),
                                new SoldCycle.Ending.RunsOut()));
            case "sold" -> sold(words[1], Instant.parse(words[2]));
            case "switched" -> end(words[1], new SoldCycle.Ending.Switched(words[2], Instant.parse(words[3])));
            case "back" ->
                paidBack.add(new PaidBack(words[1], Instant.parse(words[2]), Money.parse(words[3]), receipt(words, 4)));
            case "again" ->
                paidAgain.add(
                        new PaidAgain(words[1], Instant.parse(words[2]), Money.parse(words[3]), receipt(words, 4)));
            case "refunded" ->
                end(
                        words[1],
                        new SoldCycle.Ending.Refunded(
                                words[2], Instant.parse(words[3]), Money.parse(words[4]), receipt(words, 5)));
            default -> addDated(LocalDate.parse(words[0]), words);
        }
    }

    private void addDated(LocalDate day, String[] words) {
        if (words[1].equals("cost")) {
            usage.add(new ProviderUsage(day, words[2], 1, Money.ZERO, Money.parse(words[3]), 0));
            return;
        }
        MovementType type = MovementType.byCode(words[1]).orElseThrow();
        if (words[2].equals("-")) {
            movements.add(new Movement(day, type, null, words.length > 4 ? words[4] : "", Money.parse(words[3])));
            return;
        }
        String[] origin = words[4].split(":");
        Lot lot = Lot.of(
                new LotOrigin(LotOrigin.Type.byCode(origin[0]).orElseThrow(), origin[1]),
                "acct_1",
                Pool.byCode(words[2]).orElseThrow(),
                LotKind.byCode(words[3]).orElseThrow(),
                Money.parse("1000.00"),
                Instant.EPOCH,
                null);
        movements.add(new Movement(day, type, lot, words.length > 6 ? words[6] : "", Money.parse(words[5])));
    }

    private void end(String cycle, SoldCycle.Ending ending) {
        cycles.computeIfPresent(
                cycle,
                (id, sold) ->
                        new SoldCycle(id, sold.price(), sold.soldAt(), sold.from(), sold.to(), sold.receipt(), ending));
    }

    private void sold(String cycle, Instant soldAt) {
        cycles.computeIfPresent(
                cycle,
                (id, sold) ->
                        new SoldCycle(id, sold.price(), soldAt, sold.from(), sold.to(), sold.receipt(), sold.ending()));
    }

    private static Receipt receipt(String[] words, int from) {
        Money tax = words.length > from + 2 ? Money.parse(words[from + 2]) : Money.ZERO;
        return new Receipt(words[from + 1], Money.parse(words[from]), tax);
    }

    @Override
    public String toString() {
        return name;
    }
}
