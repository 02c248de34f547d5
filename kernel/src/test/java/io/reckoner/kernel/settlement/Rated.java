package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A rated event as tests write it. {@code cost} is {@link EventBlock#ABSENT} where unknown. */
record Rated(String id, long ts, KeyKind kind, String model, String provider, long charge, long cost) {
    // Filled again and again, as in a night: what a row does not set must not show.
    private static final EventBlock BLOCK = new EventBlock();
    private static final ChargeBlock CHARGES = new ChargeBlock();
    private static final DrawBlock DRAWS = new DrawBlock();

    /** When it settles in a run. */
    long settledAt(long previousWatermark) {
        return Math.max(ts, previousWatermark);
    }

    /** Settles events in blocks of so many rows, and gives the draws of each in the order settled. */
    static List<Drawn> settle(
            Settler settler, List<Rated> events, long previousWatermark, Symbols symbols, int rowsPerBlock) {
        List<Rated> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong((Rated event) -> event.settledAt(previousWatermark))
                .thenComparing(Rated::id, Directory.ID_ORDER));
        List<Drawn> drawn = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += rowsPerBlock) {
            List<Rated> rows = sorted.subList(from, Math.min(sorted.size(), from + rowsPerBlock));
            BLOCK.clear();
            rows.forEach(event -> event.append(BLOCK, CHARGES, previousWatermark, symbols));
            settler.settle(BLOCK, CHARGES, 0, rows.size(), DRAWS);
            for (int row = 0; row < rows.size(); row++) {
                drawn.add(Drawn.of(rows.get(row).id, DRAWS, row));
            }
        }
        return drawn;
    }

    void append(EventBlock block, ChargeBlock charges, long previousWatermark, Symbols symbols) {
        int row = block.size++;
        block.ts[row] = ts;
        block.settledAt[row] = settledAt(previousWatermark);
        block.keyKind[row] = (byte) kind.ordinal();
        block.model[row] = symbols.ordinal(model);
        block.provider[row] = symbols.ordinal(provider);
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        block.reserveText(bytes.length);
        System.arraycopy(bytes, 0, block.text, block.textSize, bytes.length);
        block.textSize += bytes.length;
        block.idEnd[row] = block.textSize;
        block.upstreamIdEnd[row] = block.textSize;
        block.tagsEnd[row] = block.textSize;
        charges.totalCharge[row] = charge;
        charges.providerCost[row] = cost;
    }

    /** One row of a {@link DrawBlock}. */
    record Drawn(
            String id,
            long main,
            long backup,
            long bonus,
            long paid,
            long shortfall,
            long overRun,
            String first,
            String last,
            String plan,
            boolean late) {
        static Drawn of(String id, DrawBlock draws, int row) {
            return new Drawn(
                    id,
                    draws.main[row],
                    draws.backup[row],
                    draws.walletBonus[row],
                    draws.walletPaid[row],
                    draws.shortfall[row],
                    draws.overRun[row],
                    draws.firstLot[row],
                    draws.lastLot[row],
                    draws.plan[row],
                    draws.late[row]);
        }

        long sum() {
            return main + backup + bonus + paid + shortfall + overRun;
        }
    }
}
