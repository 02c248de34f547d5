package io.reckoner.jobs.settlement;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import java.util.ArrayList;
import java.util.List;

/** What each key used, added up as blocks pass. */
final class KeyTally {
    private final Directory directory;
    private final long[] events;
    private final long[] picos;
    private final Money[] carried;
    private final long[] lastUsed;

    KeyTally(Directory directory) {
        this.directory = directory;
        int keys = directory.keys().size();
        events = new long[keys];
        picos = new long[keys];
        carried = new Money[keys];
        lastUsed = new long[keys];
    }

    void add(EventBlock block, ChargeBlock charges) {
        for (int row = 0; row < block.size; row++) {
            int key = block.key[row];
            lastUsed[key] = events[key] == 0 ? block.ts[row] : Math.max(lastUsed[key], block.ts[row]);
            events[key]++;
            long sum = picos[key] + charges.totalCharge[row];
            if (sum < 0) {
                carried[key] = charge(key);
                sum = charges.totalCharge[row];
            }
            picos[key] = sum;
        }
    }

    /** The keys that were used, in order of id. */
    List<KeyUsageTable.Row> rows() {
        List<KeyUsageTable.Row> rows = new ArrayList<>();
        for (int key = 0; key < events.length; key++) {
            if (events[key] > 0) {
                rows.add(new KeyUsageTable.Row(directory.key(key).id(), events[key], charge(key), lastUsed[key]));
            }
        }
        return rows;
    }

    private Money charge(int key) {
        Money low = Money.ofPicos(picos[key]);
        return carried[key] == null ? low : carried[key].plus(low);
    }
}
