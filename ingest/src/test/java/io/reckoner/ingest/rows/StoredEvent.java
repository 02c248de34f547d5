package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A usage event as a value: what tests put into a store and what they read back. */
public record StoredEvent(
        int account,
        long ts,
        String id,
        int source,
        long line,
        List<Integer> ordinals,
        List<Long> amounts,
        Map<Component, Long> counts,
        String upstreamId,
        String tags,
        long contentHash,
        int flags) {
    public static final int BROKE_THROUGH = 1;
    public static final int LOST_START = 2;

    /** Bits 8 and up of the flags are the verdict. */
    public static final int VERDICT_SHIFT = 8;

    /** A plain event: one input and one output token. */
    public static StoredEvent plain(int account, long ts, String id, int source, long line) {
        return new StoredEvent(
                account,
                ts,
                id,
                source,
                line,
                List.of(1, 0, 2, 3, -1, 4, -1, 5, 1, 0, 0, 200, 1),
                List.of(120L, EventBlock.ABSENT, EventBlock.ABSENT, 600L * (line - 1)),
                Map.of(Component.INPUT, 1L, Component.OUTPUT, 1L, Component.REQUEST, 1L),
                "",
                "",
                1,
                0);
    }

    public StoredEvent with(long newContentHash, int newFlags) {
        return new StoredEvent(
                account, ts, id, source, line, ordinals, amounts, counts, upstreamId, tags, newContentHash, newFlags);
    }

    /** Any event: absent and present fields, small and large numbers, short and long texts. */
    static StoredEvent any(Random random, int accounts, int sources, int times) {
        List<Integer> ordinals = new ArrayList<>();
        ordinals.add(random.nextInt(100_000));
        ordinals.add(random.nextInt(2));
        for (int name = 0; name < 5; name++) {
            ordinals.add(random.nextInt(random.nextBoolean() ? 3 : 5_000) - 1);
        }
        ordinals.add(random.nextInt(10));
        ordinals.add(random.nextInt(3));
        ordinals.add(random.nextInt(6));
        ordinals.add(random.nextInt(2));
        ordinals.add(random.nextInt(600));
        ordinals.add(random.nextInt(3));
        List<Long> amounts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            amounts.add(random.nextBoolean() ? EventBlock.ABSENT : random.nextLong() >> random.nextInt(64));
        }
        amounts.add(random.nextLong(Long.MAX_VALUE) >> random.nextInt(63));
        Map<Component, Long> counts = new TreeMap<>();
        for (Component component : Component.values()) {
            if (random.nextInt(4) == 0) {
                counts.put(component, random.nextLong(1_000_000_000_000L) >> random.nextInt(40));
            }
        }
        String id = "evt_" + Long.toHexString(random.nextLong(random.nextBoolean() ? 20 : Long.MAX_VALUE))
                + "é".repeat(random.nextInt(200) == 0 ? 100 : 0);
        return new StoredEvent(
                random.nextInt(accounts),
                random.nextInt(times) - 10L,
                id,
                random.nextInt(sources),
                1 + random.nextLong(random.nextBoolean() ? 1000 : 0xffffffffL),
                ordinals,
                amounts,
                counts,
                random.nextBoolean() ? "" : "chatcmpl-" + random.nextInt(),
                random.nextBoolean() ? "" : "team\0" + "t".repeat(random.nextInt(300)) + "\0",
                random.nextInt(3),
                0);
    }

    public void fill(DecodedEvent event) {
        event.clear();
        event.account = account;
        event.ts = ts;
        event.id.set(id);
        event.source = source;
        event.line = line;
        event.key = ordinals.get(0);
        event.keyKind = ordinals.get(1).byteValue();
        event.provider = ordinals.get(2);
        event.model = ordinals.get(3);
        event.requestedModel = ordinals.get(4);
        event.endpoint = ordinals.get(5);
        event.serviceTier = ordinals.get(6);
        event.format = ordinals.get(7).byteValue();
        event.usageSource = ordinals.get(8).byteValue();
        event.outcome = ordinals.get(9).byteValue();
        event.stream = ordinals.get(10) == 1;
        event.status = ordinals.get(11);
        event.attempt = ordinals.get(12);
        event.latencyMillis = amounts.get(0);
        event.ttftMillis = amounts.get(1);
        event.vendorCost = amounts.get(2);
        event.offset = amounts.get(3);
        counts.forEach(event::count);
        event.upstreamId.set(upstreamId);
        event.tags.set(tags);
        event.contentHash = contentHash;
        event.brokeThrough = (flags & BROKE_THROUGH) != 0;
        event.lostStart = (flags & LOST_START) != 0;
        event.verdict = (byte) (flags >> VERDICT_SHIFT);
    }

    /** The row of a block, without what a block does not carry. */
    static StoredEvent of(EventBlock block, int row) {
        Map<Component, Long> counts = new TreeMap<>();
        for (Component component : Component.values()) {
            long count = block.counts[component.ordinal()][row];
            if (count != 0) {
                counts.put(component, count);
            }
        }
        return new StoredEvent(
                block.account[row],
                block.ts[row],
                block.id(row),
                block.source[row],
                block.line[row],
                Arrays.asList(
                        block.key[row],
                        (int) block.keyKind[row],
                        block.provider[row],
                        block.model[row],
                        block.requestedModel[row],
                        block.endpoint[row],
                        block.serviceTier[row],
                        (int) block.format[row],
                        (int) block.usageSource[row],
                        (int) block.outcome[row],
                        block.stream[row] ? 1 : 0,
                        block.status[row],
                        block.attempt[row]),
                Arrays.asList(
                        block.latencyMillis[row], block.ttftMillis[row], block.vendorCost[row], block.offset[row]),
                counts,
                text(block, block.idEnd[row], block.upstreamIdEnd[row]),
                text(block, block.upstreamIdEnd[row], block.tagsEnd[row]),
                0,
                0);
    }

    /** What {@link #of} gives back of this event. */
    StoredEvent asRead() {
        Map<Component, Long> positive = new TreeMap<>(counts);
        positive.values().removeIf(count -> count == 0);
        return new StoredEvent(account, ts, id, source, line, ordinals, amounts, positive, upstreamId, tags, 0, 0);
    }

    private static String text(EventBlock block, int from, int to) {
        return new String(block.text, from, to - from, StandardCharsets.UTF_8);
    }
}
