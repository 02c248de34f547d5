package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.util.Arrays;

/**
 * One usage event as a decoder leaves it: a holder filled again and again, so that no event becomes an object.
 *
 * <p>Units, ordinals and absent values are those of {@link EventBlock}. {@link #clear} before each line.
 */
public final class DecodedEvent {
    /** In {@link #verdict}: the event can be priced. */
    public static final byte FINE = 0;

    /** The event's own time, in microseconds since 1970 UTC. */
    public long ts;

    public int account;
    public int key;
    public byte keyKind;
    public int provider;
    public int model;
    public int requestedModel;
    public int endpoint;
    public int serviceTier;
    public byte format;
    public byte usageSource;
    public byte outcome;
    public boolean stream;
    public int status;
    public int attempt;
    public long latencyMillis;
    public long ttftMillis;

    /** In picos (1e-12 USD). */
    public long vendorCost;

    /** {@code counts[component.ordinal()]}; valid where the bit in {@link #present} is set, anything elsewhere. */
    public final long[] counts = new long[Component.COUNT];

    /** Bit {@code c} is set when component {@code c} has a count. */
    public int present;

    public final ByteText id = new ByteText();
    public final ByteText upstreamId = new ByteText();

    /** {@code key NUL value NUL} pairs in ascending order of key bytes. */
    public final ByteText tags = new ByteText();

    /** Hash over the JSON value of all fields: equal for a duplicate, different for a conflict. */
    public long contentHash;

    /**
     * Ordinal of the source in the run. The caller gives ordinals in the order (proxy or source, sequence), never in
     * the order files were found or read: it decides which of two events with one id is first.
     */
    public int source;

    /** The line in the source, counted from 1; at most 4,294,967,295. */
    public long line;

    /** Where the line begins in the uncompressed source, in bytes. */
    public long offset;

    /** The time lies before a {@code through} that the same proxy had already promised. */
    public boolean brokeThrough;

    /**
     * A start of a recovered segment whose event was not found: an event with outcome {@code lost} if no event with its
     * (account, id) turns up elsewhere, else just a start.
     */
    public boolean lostStart;

    /**
     * {@link #FINE}, or the ordinal of the {@link io.reckoner.kernel.suspense.SuspenseReason} for which the event cannot
     * be priced ({@code NO_PRICE}, {@code NO_COMPONENT_PRICE}, {@code OVERFLOW}): it counts only after sameness.
     */
    public byte verdict;

    /** Forgets everything: numbers zero, names and costs absent, texts empty. */
    public void clear() {
        ts = 0;
        account = -1;
        key = -1;
        keyKind = 0;
        provider = EventBlock.NO_NAME;
        model = EventBlock.NO_NAME;
        requestedModel = EventBlock.NO_NAME;
        endpoint = EventBlock.NO_NAME;
        serviceTier = EventBlock.NO_NAME;
        format = 0;
        usageSource = 0;
        outcome = 0;
        stream = false;
        status = 0;
        attempt = 0;
        latencyMillis = EventBlock.ABSENT;
        ttftMillis = EventBlock.ABSENT;
        vendorCost = EventBlock.ABSENT;
        clearCounts();
        id.clear();
        upstreamId.clear();
        tags.clear();
        contentHash = 0;
        source = -1;
        line = 0;
        offset = 0;
        brokeThrough = false;
        lostStart = false;
        verdict = FINE;
    }

    /** Forgets all counts. */
    public void clearCounts() {
        if (present != 0) {
            Arrays.fill(counts, 0L);
            present = 0;
        }
    }

    /** Sets the count of a component. A zero is stored as a count like any other. */
    public void count(Component component, long value) {
        counts[component.ordinal()] = value;
        present |= 1 << component.ordinal();
    }

    /** The count of a component, zero where it has none. */
    public long count(Component component) {
        return (present & (1 << component.ordinal())) == 0 ? 0 : counts[component.ordinal()];
    }
}
