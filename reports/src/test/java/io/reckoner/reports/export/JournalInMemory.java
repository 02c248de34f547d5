package io.reckoner.reports.export;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Moved;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.journal.UsageOfDay;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal of entries at hand. */
record JournalInMemory(List<JournalEntry> entries) implements JournalReader {
    JournalInMemory {
        entries = entries.stream()
                .sorted(Comparator.comparing((JournalEntry entry) -> entry.key().day())
                        .thenComparing(JournalEntry::id))
                .toList();
    }

    /** One of everything whose names could trouble a checker. */
    static JournalInMemory small() {
        PostingRules rules = new PostingRules(ChartOfAccounts.STANDARD, 7);
        LocalDate first = LocalDate.parse("2026-03-01");
        LocalDate second = first.plusDays(1);
        List<JournalEntry> entries = new ArrayList<>();
        rules.topUp(
                        "acct_1",
                        first,
                        "payment:pay_7:wallet:topup",
                        Money.parse("10.00"),
                        new Receipt("stripe", Money.parse("11.90"), Money.parse("1.90")))
                .ifPresent(entries::add);
        rules.usage("acct_1", first, usage(Money.parse("0.600000000001"), "azure-openai"))
                .ifPresent(entries::add);
        rules.usage("Müller; \"&\" Söhne %41", second, usage(Money.parse("2.00"), "fal_ai"))
                .ifPresent(entries::add);
        rules.grant("acct, run: 9\n2026-03-03 x", second, "lot | *! [2026-01-01]", LotKind.GIFT, Money.parse("0.10"))
                .ifPresent(entries::add);
        rules.payout("stripe", second, "po_5", Money.parse("11.90"), Money.parse("0.65"))
                .ifPresent(entries::add);
        return new JournalInMemory(entries);
    }

    /** Many accounts' usage over a month. */
    static JournalInMemory random(int entries, long seed) {
        Random random = new Random(seed);
        PostingRules rules = new PostingRules(ChartOfAccounts.STANDARD, 7);
        LocalDate first = LocalDate.parse("2026-03-01");
        List<JournalEntry> made = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            rules.usage(
                            "acct_" + i,
                            first.plusDays(i % 31),
                            usage(Money.ofPicos(1 + random.nextLong(5_000_000_000_000L)), "provider-" + i % 7))
                    .ifPresent(made::add);
        }
        return new JournalInMemory(made);
    }

    private static UsageOfDay usage(Money charge, String provider) {
        return new UsageOfDay(
                List.of(new Moved(Pool.WALLET, LotKind.TOPUP, charge), new Moved(Pool.MAIN, LotKind.PLAN, charge)),
                Money.ZERO,
                charge,
                new TreeMap<>(Map.of(provider, charge)));
    }

    @Override
    public @Nullable Instant watermark() {
        return Instant.parse("2026-04-01T00:00:00Z");
    }

    @Override
    public List<LedgerBalance> balances() {
        TreeMap<String, LedgerBalance> balances = new TreeMap<>();
        for (JournalEntry entry : entries) {
            entry.postings()
                    .forEach(leg -> balances.merge(
                            leg.account() + " " + leg.commodity().ordinal(),
                            new LedgerBalance(leg.account(), leg.commodity(), leg.amount()),
                            (a, b) -> new LedgerBalance(
                                    a.account(), a.commodity(), a.amount().plus(b.amount()))));
        }
        return List.copyOf(balances.values());
    }

    @Override
    public void forEach(Consumer<JournalEntry> consumer) {
        entries.forEach(consumer);
    }
}
