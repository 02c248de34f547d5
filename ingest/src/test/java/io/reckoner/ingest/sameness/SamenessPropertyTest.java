package io.reckoner.ingest.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.rows.StoredEvent;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random runs, resolved in many ways of spreading their rows, against a reference made of hash maps. */
class SamenessPropertyTest {
    private static final Comparator<StoredEvent> GROUP_ORDER = Comparator.<StoredEvent>comparingInt(
                    event -> event.flags() & StoredEvent.LOST_START)
            .thenComparingLong(StoredEvent::ts)
            .thenComparingInt(event -> event.flags() & StoredEvent.BROKE_THROUGH)
            .thenComparingInt(StoredEvent::source)
            .thenComparingLong(StoredEvent::line);

    @TempDir
    Path folder;

    private record Id(int account, String id) {}

    private record Accepted(long content, String position) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithTheReferenceHoweverRowsAreSpread(long seed) throws IOException {
        List<String> firstBytes = null;
        for (int way = 0; way < 6; way++) {
            Random events = new Random(seed);
            Random spreading = new Random(seed * 100 + way);
            Map<Id, Accepted> accepted = new HashMap<>();
            List<String> bytes = new ArrayList<>();
            Path wayFolder = Files.createDirectories(folder.resolve("way-" + way));
            try (SamenessRuns runs = new SamenessRuns(wayFolder)) {
                for (int run = 0; run < 5; run++) {
                    spread(runs, way, spreading);
                    List<StoredEvent> lines = randomRun(events, run);
                    List<StoredEvent> expectedOrder = new ArrayList<>(lines);
                    Collections.shuffle(lines, spreading);
                    SamenessRuns.Outcome outcome = runs.settle("run-" + run, lines);
                    assertThat(outcome.fates(expectedOrder))
                            .isEqualTo(reference("run-" + run, expectedOrder, accepted));
                    outcome.resolution().index().ifPresent(file -> bytes.add(file.sha256()));
                    if (way % 2 == 1 && run == 2) {
                        Collections.shuffle(runs.files(), spreading);
                        runs.compact(Set.of());
                    }
                }
                Collections.shuffle(runs.files(), spreading);
                runs.compact(Set.of());
                bytes.add(Files.readString(runs.files().getFirst(), StandardCharsets.ISO_8859_1));
            }
            if (firstBytes == null) {
                firstBytes = bytes;
            }
            assertThat(bytes.equals(firstBytes))
                    .as("index bytes of way %d", way)
                    .isTrue();
        }
    }

    private static void spread(SamenessRuns runs, int way, Random random) {
        switch (way) {
            case 0 -> runs.spread(1, 1 << 20, 1 << 30, 1 << 20);
            case 1 -> runs.spread(1, 1 << 20, 0, 1 << 20);
            case 2 -> runs.spread(5, 2000, 0, 1);
            default ->
                runs.spread(
                        1 + random.nextInt(12),
                        1000 + random.nextInt(100_000),
                        random.nextInt(200_000),
                        1 + random.nextInt(50_000));
        }
    }

    private static List<StoredEvent> randomRun(Random random, int run) {
        int size = random.nextInt(run == 3 ? 20 : 2500);
        int ids = 1 + random.nextInt(3000);
        Set<List<Long>> places = new HashSet<>();
        List<StoredEvent> events = new ArrayList<>();
        while (events.size() < size) {
            int source = random.nextInt(10);
            long line = 1 + random.nextInt(100_000);
            int flags = (random.nextInt(5) == 0 ? StoredEvent.BROKE_THROUGH : 0)
                    | (random.nextInt(6) == 0 ? StoredEvent.LOST_START : 0)
                    | (random.nextInt(4) == 0 ? SuspenseReason.NO_PRICE.ordinal() << StoredEvent.VERDICT_SHIFT : 0);
            StoredEvent event = StoredEvent.plain(
                            random.nextInt(3), random.nextInt(4), "id" + random.nextInt(ids), source, line)
                    .with(random.nextInt(2), flags);
            if (places.add(List.of((long) source, line))) {
                events.add(event);
            }
        }
        return events;
    }

    /** The rule of the specification, event by event, in the order of the group. */
    private static List<String> reference(String run, List<StoredEvent> lines, Map<Id, Accepted> accepted) {
        Map<Id, List<StoredEvent>> groups = new LinkedHashMap<>();
        for (StoredEvent line : lines) {
            groups.computeIfAbsent(new Id(line.account(), line.id()), id -> new ArrayList<>())
                    .add(line);
        }
        Map<StoredEvent, String> fates = new HashMap<>();
        groups.forEach((id, group) -> {
            boolean real = accepted.containsKey(id)
                    || group.stream().anyMatch(event -> (event.flags() & StoredEvent.LOST_START) == 0);
            group.sort(GROUP_ORDER);
            for (StoredEvent event : group) {
                boolean lostStart = (event.flags() & StoredEvent.LOST_START) != 0;
                Accepted first = accepted.get(id);
                if (lostStart && real) {
                    fates.put(event, "start");
                } else if (first != null) {
                    fates.put(
                            event,
                            first.content() == event.contentHash()
                                    ? "duplicate"
                                    : "conflict(" + first.position() + ")");
                } else if (event.flags() >> StoredEvent.VERDICT_SHIFT != 0) {
                    fates.put(event, "no_price");
                } else {
                    fates.put(event, lostStart ? "lost" : "accepted");
                    accepted.put(
                            id, new Accepted(event.contentHash(), run + " " + event.source() + ":" + event.line()));
                }
            }
        });
        // In this run positions are given by ordinal, in later ones by the source's name.
        accepted.replaceAll((id, first) ->
                new Accepted(first.content(), first.position().replaceFirst("^(" + run + ") (\\d)", "$1 s$2")));
        return lines.stream().map(fates::get).toList();
    }
}
