package io.reckoner.jobs.facts;

import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.util.List;

/** Writes the facts of one bucket and run: one file for each UTC day of the events' own time. */
public final class FactWriter implements AutoCloseable {
    private final FactFiles files;
    private final FactContext context;

    public FactWriter(FactFiles files, FactContext context) {
        this.files = files;
        this.context = context;
    }

    /**
     * Adds rows {@code from .. to-1}, which follow all earlier ones in (account, settled at, id) order.
     *
     * @throws ArithmeticException when an amount does not fit into its column; the sentence names event and column
     */
    public void append(EventBlock events, ChargeBlock charges, DrawBlock draws, int from, int to) throws IOException {
        throw new UnsupportedOperationException(files + " " + context);
    }

    /** Makes all files durable under their final names, in order of days. Nothing can be added afterwards. */
    public List<FactFile> finish() throws IOException {
        throw new UnsupportedOperationException(files + " " + context);
    }

    /** Drops what is not {@link #finish finished}: nothing of it stays on disk. */
    @Override
    public void close() throws IOException {}
}
