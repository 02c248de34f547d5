package io.reckoner.jobs.credit;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.List;

/** What an act on a Wallet came to. */
public sealed interface Recorded {
    /** When it lands in the account's time line; later than asked for where that is settled already. */
    Instant actsAt();

    /** Credit was given, now or when the same act was done before. */
    record Given(List<Lot> lots, Instant actsAt, Occasion occasion) implements Recorded {
        public Given {
            lots = List.copyOf(lots);
        }
    }

    /** Credit is taken away, by this act or when it was done before. */
    record Taken(Money amount, Instant actsAt, Occasion occasion) implements Recorded {}
}
