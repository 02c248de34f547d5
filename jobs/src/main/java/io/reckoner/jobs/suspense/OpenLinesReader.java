package io.reckoner.jobs.suspense;

import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.suspense.SuspenseState;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Reads lines in open suspense once more for account, key and time; suspense itself keeps neither. */
final class OpenLinesReader {
    private final Evidence evidence;
    private final Directory directory;
    private final LineDecoder decoder;
    private final DecodedEvent event = new DecodedEvent();
    private final Map<OpenLines.Owner, LongStream.Builder> times = new HashMap<>();
    private long unplaced;

    OpenLinesReader(Evidence evidence, Directory directory) {
        this.evidence = evidence;
        this.directory = directory;
        this.decoder = new LineDecoder(directory, new Symbols(), List.of());
    }

    OpenLines read() {
        evidence.suspense().list(SuspenseState.UNDECIDED).forEach(this::read);
        Map<OpenLines.Owner, long[]> micros = new HashMap<>();
        times.forEach((owner, list) -> micros.put(owner, list.build().toArray()));
        return new OpenLines(micros, unplaced);
    }

    private void read(SuspenseTable.Item item) {
        long placed = 0;
        try (EvidenceLines lines = evidence.lines(item)) {
            while (lines.next()) {
                if (isPlaced(lines)) {
                    times.computeIfAbsent(owner(), owner -> LongStream.builder())
                            .add(event.ts);
                    placed++;
                }
            }
        } catch (IOException gone) {
            // The evidence cannot be read: what it held may be anybody's, and so counts as unplaced.
        }
        unplaced += item.lines() - placed;
    }

    private OpenLines.Owner owner() {
        KeyKind kind = event.key < 0 ? null : directory.key(event.key).kind();
        return new OpenLines.Owner(directory.account(event.account), kind);
    }

    private boolean isPlaced(EvidenceLines lines) {
        return switch (lines.read(decoder, event)) {
            case EVENT, START -> event.account >= 0;
            case SEAL, BLANK, SUSPENDED -> false;
        };
    }
}
