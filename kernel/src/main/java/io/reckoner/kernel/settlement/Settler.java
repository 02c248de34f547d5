package io.reckoner.kernel.settlement;

import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.util.List;

/** A fold over the time line of one account at a time, for one run. Not safe for several threads. */
public final class Settler {
    private final SettlementTerms terms;
    private final Symbols symbols;

    /** A settler for the accounts of one bucket, one after the other. */
    public Settler(SettlementTerms terms, Symbols symbols) {
        this.terms = terms;
        this.symbols = symbols;
    }

    /**
     * Begins an account.
     *
     * @param items what lands in its time line, in any order; those at or after the watermark wait and are passed over
     * @throws IllegalArgumentException naming an item that would land behind a settlement
     */
    public void begin(AccountState opening, List<TimelineItem> items, MovementSink sink) {
        throw new UnsupportedOperationException(opening.account() + items + sink + terms + symbols);
    }

    /** Settles rows of the account, in order of ({@code settledAt}, id), and fills the same rows of {@code draws}. */
    public void settle(EventBlock block, ChargeBlock charges, int from, int to, DrawBlock draws) {
        throw new UnsupportedOperationException(block.toString() + charges + from + to + draws);
    }

    /** Advances to the watermark and returns what is left. */
    public AccountState finish() {
        throw new UnsupportedOperationException();
    }
}
