package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.payment.AbsentPaymentTable.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Payments that are recorded here, and that their gateway does not have: told by a webhook that somebody else could sign, by an account for
 * tests, or by the gateway of another shop. What a list does not hold, its gateway is asked for by its own id: lists begin at an instant, and a
 * payment may be older than the word of it.
 */
final class AbsentPayments {
    private final Database database;
    private final Books books;

    AbsentPayments(Database database, Books books) {
        this.database = database;
        this.books = books;
    }

    /** Compares what was learned of since an instant with the gateway's list, and looks again for what was absent before. */
    void look(PaymentGateway gateway, Listing.Whole list, Instant from) {
        AbsentPaymentTable table = new AbsentPaymentTable(database.jdbc());
        Set<Told> sought = new LinkedHashSet<>(table.toldSince(gateway.name(), from));
        Set<String> listed =
                list.entries().stream().map(Listing.Entry::reference).collect(Collectors.toSet());
        sought.removeIf(told -> listed.contains(told.payment()));
        BreakEndTable ends = new BreakEndTable(database.jdbc());
        table.open().stream()
                .map(AbsentPaymentTable.Absent::told)
                .filter(told -> isOf(gateway, told))
                .filter(told -> !ends.isClosed(Break.Kind.MISSING_AT_GATEWAY, subject(told)))
                .forEach(sought::add);
        for (Told told : sought) {
            lookFor(gateway, told).ifPresent(open -> table.unanswered(told, open.why()));
        }
    }

    /**
     * Looks again for those of which nothing was known: each by itself, whatever the list is read to.
     *
     * @return those of which nothing is known still
     */
    List<Break> lookAgain(PaymentGateway gateway, Instant now) {
        List<Break> unsettled = new ArrayList<>();
        for (AbsentPaymentTable.Absent unanswered : new AbsentPaymentTable(database.jdbc()).unanswered()) {
            Told told = unanswered.told();
            if (isOf(gateway, told)) {
                Intent intent = intent(told);
                lookFor(gateway, told)
                        .ifPresent(open -> unsettled.add(new Break(
                                open.kind(),
                                subject(told),
                                intent.account(),
                                told.amount(),
                                Duration.between(intent.recordedAt(), now),
                                open.why())));
            }
        }
        return unsettled;
    }

    private boolean isOf(PaymentGateway gateway, Told told) {
        return intent(told).gateway() == gateway.name();
    }

    private Intent intent(Told told) {
        return new IntentTable(database.jdbc()).require(told.intent());
    }

    /** Why it is not known whether the gateway has it. */
    private record Open(Break.Kind kind, String why) {}

    private Optional<Open> lookFor(PaymentGateway gateway, Told told) {
        AbsentPaymentTable table = new AbsentPaymentTable(database.jdbc());
        try {
            Intent intent = intent(told);
            switch (Sweep.ask(gateway, intent, Optional.of(told.payment()))) {
                case LookUp.Found found -> judge(table, told, intent, found.outcome());
                case LookUp.NeverArrived never -> table.absent(told, "the gateway has never heard of it");
                case LookUp.NoAnswer none -> {
                    return Optional.of(new Open(
                            Break.Kind.UNDECIDED,
                            "the gateway does not list it, and did not say whether it has it: " + none.why()));
                }
            }
            return Optional.empty();
        } catch (RuntimeException fault) {
            String thrown = Thrown.inOneLine(fault);
            new ProcessingFailureTable(database.jdbc()).add(subject(told), thrown);
            return Optional.of(new Open(Break.Kind.NOT_PROCESSED, thrown));
        }
    }

    /** Another amount than was told is a break of its own. */
    private void judge(AbsentPaymentTable table, Told told, Intent intent, Outcome outcome) {
        if (outcome instanceof Outcome.Paid paid) {
            books.learn(intent, paid, Source.LOOK_UP);
            table.found(told);
        } else {
            table.absent(told, "the gateway says that it is " + outcome.state());
        }
    }

    /** What one is known by: {@code pay_1:pi_123}. */
    static String subject(Told told) {
        return told.intent() + ":" + told.payment();
    }
}
