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

    /** Opens the months that begin before an instant. Those that would have ended behind the settlement stay out; the one after opens. */
    public void open(Instant before) {
        table.freeUntil(before).forEach((free, account) -> open(free, account, before));
    }

    private void open(String id, String account, Instant before) {
        Subscription free = table.of(account).getLast();
        if (!free.id().equals(id) || !free.isRenewable()) {
            return;
        }
        for (int n = free.nextPeriod(); free.anchor().boundary(n).isBefore(before); n++) {
            Instant start = free.anchor().boundary(n);
            if (turns.take().landing(start).isBefore(free.anchor().boundary(n + 1))) {
                subscriptions.renewFree(
                        free,
                        n,
                        Confirmation.offline(Reference.folded("free:" + id + ":" + n), Optional.of(start)),
                        ACT);
            }
        }
    }
}
