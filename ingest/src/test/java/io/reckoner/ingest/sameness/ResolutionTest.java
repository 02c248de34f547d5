package io.reckoner.ingest.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.rows.StoredEvent;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {
    private static final Pattern CLAIM = Pattern.compile("([A-Z])(\\d+)([!?$]*)(?:/(\\d+):(\\d+))?");

    @TempDir
    Path folder;

    /**
     * One event id in each case. A claim is its content (a letter) and its ts, then {@code !} if it broke through,
     * {@code ?} if it is a lost start, {@code $} if it has no price, then source:line (else source 0, line as it is
     * listed). Earlier runs accepted one event a run. The fates are those of the claims, in the order listed.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # rule                                             | earlier | claims                     | fates
            alone it is accepted                               |         | A1                         | accepted
            an equal repeat is a duplicate                     |         | A1 A1                      | accepted duplicate
            a different repeat is a conflict                   |         | A1 B1                      | accepted conflict(now 0:1)
            many repeats are judged one by one                 |         | A1 B1 A1 C1 B1             | accepted conflict(now 0:1) duplicate conflict(now 0:1) conflict(now 0:1)
            the smallest ts is first                           |         | A2 B1                      | conflict(now 0:2) accepted
            the smallest ts is first, whatever broke through   |         | A1! B2                     | accepted conflict(now 0:1)
            at one ts the one that kept through is first       |         | A1!/0:1 B1/9:9             | conflict(now 9:9) accepted
            then the source decides                            |         | A1/2:1 B1/1:9              | conflict(now 1:9) accepted
            then the line decides                              |         | A1/1:9 B1/1:8              | conflict(now 1:8) accepted
            lines compare without sign                         |         | A1/1:4294967295 B1/1:5     | conflict(now 1:5) accepted
            an earlier run's event is first, whatever its ts   | A       | A1 B0                      | duplicate conflict(r1 s0:7)
            equal to the earlier event is a duplicate          | A       | A0!                        | duplicate
            among conflicting repeats none is accepted         | A       | B1 B2                      | conflict(r1 s0:7) conflict(r1 s0:7)
            the repeat of one without price stands for itself  |         | A1$ A2                     | no_price accepted
            one without price does not make a conflict         |         | A1$ B2                     | no_price accepted
            none with a price, none accepted                   |         | A1$ B2$ A3$                | no_price no_price no_price
            behind the accepted one sameness comes before price|         | A1 A2$ B3$                 | accepted duplicate conflict(now 0:1)
            known from an earlier run: sameness before price   | A       | A1$ B2$                    | duplicate conflict(r1 s0:7)
            without price, accepted, repeats                   |         | C1$ A2 A3 B4               | no_price accepted duplicate conflict(now 0:2)
            order of reading does not matter                   |         | B4 A3 A2 C1$               | conflict(now 0:3) duplicate accepted no_price
            a lost start without its event is an event         |         | L1?                        | lost
            a lost start with its event is a start             |         | L1? A5                     | start accepted
            a lost start comes after a later, broken event     |         | L1? A5!                    | start accepted
            a lost start with an event set aside is a start    |         | L1? A5$                    | start no_price
            a lost start known from an earlier run is a start  | A       | L1?                        | start
            two equal lost starts are one                      |         | L1? L1?                    | lost duplicate
            two different lost starts conflict                 |         | L1? M2?                    | lost conflict(now 0:1)
            all lost starts with their event are starts        |         | L1? M2? A3                 | start start accepted
            an event whose start was lost earlier conflicts    | L       | A5                         | conflict(r1 s0:7)
            """)
    void judgesClaimsToOneEvent(String rule, String earlier, String claims, String fates) throws IOException {
        try (SamenessRuns runs = new SamenessRuns(folder)) {
            if (earlier != null) {
                runs.settle("r1", List.of(event("e", earlier + "1/0:7", 0)));
            }
            List<StoredEvent> events = new ArrayList<>();
            for (String claim : claims.split(" ")) {
                events.add(event("e", claim, events.size() + 1));
            }

            SamenessRuns.Outcome outcome = runs.settle("now", events);

            assertThat(outcome.fates(events)).as(rule).containsExactly(fates.split(" (?![^(]*\\))"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            another id          | 0 | f | A1
            another account     | 1 | e | A1
            """)
    void anEventIsAccountAndId(String what, int account, String id, String claim) throws IOException {
        try (SamenessRuns runs = new SamenessRuns(folder)) {
            runs.settle("r1", List.of(event("e", "B1", 1)));
            StoredEvent other = StoredEvent.plain(account, 1, id, 0, 1).with('A', 0);
            assertThat(runs.settle("r2", List.of(other)).fates(List.of(other)))
                    .as(what)
                    .containsExactly("accepted");
        }
    }

    /** A run a day accepts one event; on day 35 the event of day {@code repeated} comes again. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # repeated, content, forgotten before, compacted, fate
            1,          A,       0,                no,        duplicate
            1,          B,       0,                no,        conflict(d01 s0:1)
            1,          A,       0,                yes,       duplicate
            1,          B,       0,                yes,       conflict(d01 s0:1)
            1,          B,       1,                yes,       conflict(d01 s0:1)
            1,          B,       2,                no,        accepted
            1,          B,       2,                yes,       accepted
            2,          B,       2,                no,        conflict(d02 s0:1)
            34,         A,       34,               yes,       duplicate
            """)
    void looksBackAsFarAsRunsAreRemembered(
            int repeated, String content, int forgottenBefore, String compacted, String fate) throws IOException {
        try (SamenessRuns runs = new SamenessRuns(folder)) {
            for (int day = 1; day <= 34; day++) {
                runs.settle(run(day), List.of(event("e" + day, "A" + day, 1)));
            }
            if (compacted.equals("yes")) {
                runs.compact(Set.of());
            }
            for (int day = 1; day < forgottenBefore; day++) {
                runs.forget(run(day));
            }
            StoredEvent repeat = event("e" + repeated, content + "35", 1);
            assertThat(runs.settle("d35", List.of(repeat)).fates(List.of(repeat)))
                    .containsExactly(fate);
        }
    }

    @Test
    void namesReasonsAndCountsOfEverythingSetAside() throws IOException {
        try (SamenessRuns runs = new SamenessRuns(folder)) {
            List<StoredEvent> events = List.of(
                    event("a", "A1", 1),
                    event("a", "B2/3:1", 0),
                    event("a", "A2/3:2", 0),
                    event("b", "A1$/2:5", 0),
                    event("c", "A1/2:4", 0).with('A', SuspenseReason.OVERFLOW.ordinal() << StoredEvent.VERDICT_SHIFT),
                    event("d", "L1?/4:1", 0),
                    event("e", "L1?/4:2", 0),
                    event("e", "A1/4:3", 0));
            Resolution resolution = runs.settle("r1", events).resolution();

            assertThat(resolution.counts()).isEqualTo(new ResolutionCounts(8, 3, 1, 1, 2, 1, 1));
            List<String> suspended = new ArrayList<>();
            for (int place = 0; place < resolution.suspended().size(); place++) {
                SuspendedRow row = resolution.suspended().get(place);
                suspended.add(
                        row.source() + ":" + row.line() + " " + row.reason().code());
            }
            assertThat(suspended).containsExactly("2:4 overflow", "2:5 no_price", "3:1 conflict");
            assertThat(resolution.index().orElseThrow().events()).isEqualTo(3);
        }
    }

    @Test
    void writesNoFileWhenNothingIsAccepted() throws IOException {
        try (SamenessRuns runs = new SamenessRuns(folder)) {
            Resolution resolution =
                    runs.settle("r1", List.of(event("a", "A1$", 1))).resolution();
            assertThat(resolution.index()).isEmpty();
            assertThat(folder.resolve("index")).isEmptyDirectory();
            assertThat(runs.settle("r2", List.of()).resolution().counts())
                    .isEqualTo(new ResolutionCounts(0, 0, 0, 0, 0, 0, 0));
        }
    }

    private static String run(int day) {
        return String.format(java.util.Locale.ROOT, "d%02d", day);
    }

    private static StoredEvent event(String id, String claim, int listed) {
        Matcher matcher = CLAIM.matcher(claim);
        assertThat(matcher.matches()).as(claim).isTrue();
        String marks = matcher.group(3);
        int flags = (marks.contains("!") ? StoredEvent.BROKE_THROUGH : 0)
                | (marks.contains("?") ? StoredEvent.LOST_START : 0)
                | (marks.contains("$") ? SuspenseReason.NO_PRICE.ordinal() << StoredEvent.VERDICT_SHIFT : 0);
        int source = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        long line = matcher.group(5) == null ? listed : Long.parseLong(matcher.group(5));
        return StoredEvent.plain(0, Long.parseLong(matcher.group(2)), id, source, line)
                .with(matcher.group(1).charAt(0), flags);
    }
}
