package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.receipt.Confirmation;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The next months of plans that cost nothing: nobody pays them, so the run that reaches them opens them, within the transaction
 * of the {@code JdbcClient} given. A customer who has bought another plan since keeps to that one.
 */
public final class FreeMonths {
    private static final Act ACT = new Act("settlement", "");

    private final SubscriptionTable table;
    private final Subscriptions subscriptions;
    private final TurnTable turns;

    public FreeMonths(JdbcClient jdbc) {
        this.table = new SubscriptionTable(jdbc);
        this.subscriptions = new Subscriptions(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** Opens the months that begin before an instant; those that would have ended behind the settlement stay out. */
    public void open(Instant before) {
        table.freeUntil(before).forEach(account -> open(account, before));
    }

    private void open(String account, Instant before) {
        for (Optional<Subscription> next = next(account, before); next.isPresent(); next = next(account, before)) {
            Subscription free = next.get();
            subscriptions.renew(
                    account,
                    Optional.empty(),
                    Confirmation.offline(
                            Reference.folded("free:" + free.id() + ":" + free.nextPeriod()),
                            Optional.of(free.paidUntil())),
                    ACT);
        }
    }

    private Optional<Subscription> next(String account, Instant before) {
        Subscription last = table.of(account).getLast();
        boolean opens = last.isRenewable() && last.paidUntil().isBefore(before);
        return opens
                        && turns.take()
                                .landing(last.paidUntil())
                                .isBefore(last.anchor().boundary(last.nextPeriod() + 1))
                ? Optional.of(last)
                : Optional.empty();
    }
}
