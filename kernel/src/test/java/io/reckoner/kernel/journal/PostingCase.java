package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A happening and its entry, in the notation of docs/journal.md: a line with the name of the {@link PostingRules} method and
 * its reference, indented lines with what it is given, {@code ->}, and the entry, or {@code nothing}.
 */
record PostingCase(String method, String reference, List<String> given, String expected) {
    private static final String ACCOUNT = "acct_1";
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    /** Cases parted by lines of dashes, or the text between fences named {@code journal}. */
    static List<PostingCase> read(String blocks) {
        List<PostingCase> cases = new ArrayList<>();
        for (String block : blocks.split("(?m)^-{3,}\\s*$")) {
            if (!block.isBlank()) {
                cases.add(of(block.strip()));
            }
        }
        return cases;
    }

    private static PostingCase of(String block) {
        String[] sides = block.split("(?m)^->\\s*$", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("a case has one line \"->\":\n" + block);
        }
        List<String> lines = sides[0].lines().map(String::strip).toList();
        String[] head = lines.get(0).split(" ", 2);
        return new PostingCase(head[0], head.length > 1 ? head[1] : "", lines.subList(1, lines.size()), tidy(sides[1]));
    }

    /** The entry that the rules make of it. */
    Optional<JournalEntry> entry(PostingRules rules) {
        return switch (method) {
            case "opening" -> rules.opening(DAY, reference, moved("left"), money("owed"), money("unearned"));
            case "usage" -> rules.usage(ACCOUNT, DAY, usage());
            case "correction" -> rules.correction(ACCOUNT, DAY, reference, usage());
            case "voidUsage" -> rules.voidUsage(ACCOUNT, DAY, reference, usage());
            case "topUp" -> rules.topUp(ACCOUNT, DAY, reference, money("credit"), receipt());
            case "grant" -> rules.grant(ACCOUNT, DAY, reference, kind(), money("amount"));
            case "subscriptionSale" -> rules.subscriptionSale(ACCOUNT, DAY, reference, money("price"), receipt());
            case "planGrant" ->
                rules.planGrant(ACCOUNT, DAY, reference, moved("grant").get(0));
            case "accrual" -> rules.accrual(ACCOUNT, DAY, reference, money("amount"));
            case "switchPlan" -> rules.switchPlan(ACCOUNT, DAY, reference, money("unearned"), money("credit"));
            case "subscriptionRefund" ->
                rules.subscriptionRefund(ACCOUNT, DAY, reference, money("unearned"), money("refunded"), receipt());
            case "subscriptionAgain" ->
                rules.subscriptionAgain(ACCOUNT, DAY, reference, moved("credit"), money("earned"), receipt());
            case "lapse" -> rules.lapse(ACCOUNT, DAY, moved("lapse"));
            case "payOff" -> rules.payOff(ACCOUNT, DAY, moved("draw"));
            case "adjustment" -> rules.adjustment(ACCOUNT, DAY, reference, moved("draw"), money("shortfall"));
            case "refund" -> rules.refund(ACCOUNT, DAY, reference, moved("draw"), money("shortfall"), receipt());
            case "clawBack" -> rules.clawBack(ACCOUNT, DAY, reference, kind(), moved("draw"), money("shortfall"));
            case "chargeback" ->
                rules.chargeback(ACCOUNT, DAY, reference, moved("draw"), money("shortfall"), receipt());
            case "writeOff" -> rules.writeOff(ACCOUNT, DAY, reference, money("amount"));
            case "disputeLoss" -> rules.disputeLoss(ACCOUNT, DAY, reference, money("amount"));
            case "processorFee" -> rules.processorFee(text("gateway"), DAY, reference, money("fee"));
            case "payout" -> rules.payout(text("gateway"), DAY, reference, money("gross"), money("fees"));
            case "providerPayment" -> rules.providerPayment(text("provider"), DAY, reference, money("amount"));
            case "providerVariance" -> rules.providerVariance(text("provider"), DAY, reference, money("more"));
            case "reversal" -> rules.reversal(rules.usage(ACCOUNT, DAY, usage()).orElseThrow(), DAY.plusDays(1));
            default -> throw new IllegalArgumentException("no posting rule is called " + method);
        };
    }

    /** An entry as text: day and description, then a line per posting. */
    static String text(Optional<JournalEntry> entry) {
        return entry.map(made -> made.key().day() + " " + made.description() + "\n"
                        + made.postings().stream()
                                .map(posting -> posting.account() + " " + posting.amount() + " "
                                        + posting.commodity().code())
                                .collect(Collectors.joining("\n")))
                .orElse("nothing");
    }

    @Override
    public String toString() {
        return method + " " + reference + " " + given;
    }

    private UsageOfDay usage() {
        SortedMap<String, Money> cost = new TreeMap<>();
        lines("cost").forEach(words -> cost.put(words[1], Money.parse(words[2])));
        return new UsageOfDay(moved("draw"), money("shortfall"), money("over-run"), cost);
    }

    private Receipt receipt() {
        String[] paid = lines("paid").get(0);
        return new Receipt(paid[3], Money.parse(paid[1]), money("tax"));
    }

    private LotKind kind() {
        return LotKind.byCode(text("kind")).orElseThrow();
    }

    private String text(String word) {
        return lines(word).get(0)[1];
    }

    private Money money(String word) {
        return lines(word).stream()
                .map(words -> Money.parse(words[1]))
                .findFirst()
                .orElse(Money.ZERO);
    }

    private List<Moved> moved(String word) {
        return lines(word).stream()
                .map(words -> new Moved(
                        Pool.byCode(words[1]).orElseThrow(),
                        LotKind.byCode(words[2]).orElseThrow(),
                        Money.parse(words[3])))
                .toList();
    }

    private List<String[]> lines(String word) {
        return given.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals(word))
                .toList();
    }

    static String tidy(String text) {
        return text.strip()
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }
}
