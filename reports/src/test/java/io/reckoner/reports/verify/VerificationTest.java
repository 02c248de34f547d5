package io.reckoner.reports.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.VisibleFactFile;
import io.reckoner.reports.table.TextRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final PriceBook BOOK = BookFixture.book();

    /** One event a day and account; the last settled a day after its own. */
    private static final String FACTS =
            """
            event_id | ts                   | settled_at           | account | run | book_version | card_effective_from  | n_input | cost_input | cost_text_input | cost_rated | provider_cost | charge_input | charge_text_input | charge | draw_wallet_bonus | draw_wallet_paid | shortfall | source_file | source_line
            e1       | 2026-03-01T12:00:00Z | 2026-03-01T12:00:00Z | a1      | 1   | 1            | 2026-01-01T00:00:00Z | 1000    | 0.0025     | 0.0025          | 0.0025     | 0.0025        | 0.003        | 0.003             | 0.003  | 0.001             | 0.002            | 0         | one.jsonl   | 2
            e2       | 2026-03-01T12:00:01Z | 2026-03-01T12:00:01Z | a1      | 1   | 1            | 2026-01-01T00:00:00Z | 1000    | 0.0025     | 0.0025          | 0.0025     | 0.0025        | 0.003        | 0.003             | 0.003  | 0                 | 0.003            | 0         | one.jsonl   | 3
            e3       | 2026-03-01T12:00:02Z | 2026-03-01T12:00:02Z | a2      | 1   | 1            | 2026-01-01T00:00:00Z | 0       | 0          | 0               | 0          | 0             | 0            | 0                 | 0      | 0                 | 0                | 0         | one.jsonl   | 5
            e4       | 2026-03-01T13:00:00Z | 2026-03-02T00:00:00Z | a2      | 2   | 1            | 2026-01-01T00:00:00Z | 1000    | 0.0025     | 0.0025          | 0.0025     | 0.0025        | 0.003        | 0.003             | 0.003  | 0                 | 0                | 0.003     | two.jsonl   | 1
            """;

    private static final String JOURNAL =
            """
            1 | a1 | 2026-03-01 | provider_cost     | 0.005
            1 | a1 | 2026-03-01 | charge            | 0.006
            1 | a1 | 2026-03-01 | draw_wallet_bonus | 0.001
            1 | a1 | 2026-03-01 | draw_wallet_paid  | 0.005
            2 | a2 | 2026-03-02 | provider_cost     | 0.0025
            2 | a2 | 2026-03-02 | charge            | 0.003
            2 | a2 | 2026-03-02 | shortfall         | 0.003
            """;

    private static final String LOTS =
            """
            1 | a1 | 2026-03-01 | draw_wallet_bonus | 0.001
            1 | a1 | 2026-03-01 | draw_wallet_paid  | 0.002
            1 | a1 | 2026-03-01 | draw_wallet_paid  | 0.003
            2 | a2 | 2026-03-02 | shortfall         | 0.003
            """;

    private static final String RAW =
            """
            one.jsonl | 2 | a1 | e1 | 1000
            one.jsonl | 3 | a1 | e2 | 1000
            one.jsonl | 4 | a1 | duplicate | 1000
            one.jsonl | 5 | a2 | e3 | 0
            two.jsonl | 1 | a2 | e4 | 1000
            """;

    private static final String STORED =
            """
            file a1 | lines.fact_rows         | 2
            file a1 | tokens.facts.input      | 2000
            file a1 | tokens.facts.request    | 2
            file a1 | facts.cost_rated        | 0.005
            file a1 | facts.provider_cost     | 0.005
            file a1 | facts.charge            | 0.006
            file a1 | facts.draw_wallet_bonus | 0.001
            file a1 | facts.draw_wallet_paid  | 0.005
            file a2 | lines.fact_rows         | 2
            file a2 | tokens.facts.input      | 1000
            file a2 | tokens.facts.request    | 2
            file a2 | facts.cost_rated        | 0.0025
            file a2 | facts.provider_cost     | 0.0025
            file a2 | facts.charge            | 0.003
            file a2 | facts.shortfall         | 0.003
            wrote 1 | lines.fact_rows         | 3
            wrote 1 | tokens.facts.input      | 2000
            wrote 1 | tokens.facts.request    | 3
            wrote 1 | facts.cost_rated        | 0.005
            wrote 1 | facts.provider_cost     | 0.005
            wrote 1 | facts.charge            | 0.006
            wrote 1 | facts.draw_wallet_bonus | 0.001
            wrote 1 | facts.draw_wallet_paid  | 0.005
            wrote 2 | lines.fact_rows         | 1
            wrote 2 | tokens.facts.input      | 1000
            wrote 2 | tokens.facts.request    | 1
            wrote 2 | facts.cost_rated        | 0.0025
            wrote 2 | facts.provider_cost     | 0.0025
            wrote 2 | facts.charge            | 0.003
            wrote 2 | facts.shortfall         | 0.003
            """;

    @TempDir
    Path folder;

    @Test
    void everythingThatAgreesHolds() {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        List<String> progress = new ArrayList<>();
        VerifyReport report =
                verification(JOURNAL, LOTS, RAW).verify(files, RunRange.ALL, check -> progress.add(check.name()));
        assertThat(report.holds()).isTrue();
        assertThat(progress).hasSize(report.checks().size());
        assertThat(TextRenderer.unbounded().render(report.table()))
                .isEqualTo(
                        """
                Verification

                Check                                     In          Stated       Found  Difference  Breaks  Result
                ────────────────────────────────────────  ──────  ──────────  ──────────  ──────────  ──────  ──────
                files against manifest                    files       2           2                0       0  holds
                rows against manifest                     rows        4           4                0       0  holds
                sums against manifest                     totals     56          56                0       0  holds
                bounds against manifest                   files       2           2                0       0  holds
                runs against manifest                     totals     56          56                0       0  holds
                control totals against facts              totals    146         146                0       0  holds
                charge by category                        USD         0.009       0.009            0       0  holds
                charge by draws, shortfall and over-run   USD         0.009       0.009            0       0  holds
                prices the facts name                     prices      1           1                0       0  holds
                charge rated again                        USD         0.009       0.009            0       0  holds
                cost rated again                          USD         0.0075      0.0075           0       0  holds
                card in effect at the event               rows        4           4                0       0  holds
                facts against journal: provider_cost      USD         0.0075      0.0075           0       0  holds
                facts against journal: charge             USD         0.009       0.009            0       0  holds
                facts against journal: draw_main          USD         0           0                0       0  holds
                facts against journal: draw_backup        USD         0           0                0       0  holds
                facts against journal: draw_wallet_bonus  USD         0.001       0.001            0       0  holds
                facts against journal: draw_wallet_paid   USD         0.005       0.005            0       0  holds
                facts against journal: shortfall          USD         0.003       0.003            0       0  holds
                facts against journal: over_run           USD         0           0                0       0  holds
                facts against lots: draw_main             USD         0           0                0       0  holds
                facts against lots: draw_backup           USD         0           0                0       0  holds
                facts against lots: draw_wallet_bonus     USD         0.001       0.001            0       0  holds
                facts against lots: draw_wallet_paid      USD         0.005       0.005            0       0  holds
                facts against lots: shortfall             USD         0.003       0.003            0       0  holds
                facts against raw lines                   rows        4           4                0       0  holds
                counts against raw lines                  counts  3,004       3,004                0       0  holds
                """);
    }

    @Test
    void differencesAreNamedToTheLastPico() {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        String journal = JOURNAL.replace("draw_wallet_paid  | 0.005", "draw_wallet_paid  | 0.005000000001");
        String lots = LOTS.replace("2 | a2 | 2026-03-02", "2 | a2 | 2026-03-01");
        String raw = RAW.replace("one.jsonl | 2 | a1 | e1 | 1000", "one.jsonl | 2 | a1 | e1 | 1001")
                .replace("one.jsonl | 3 | a1 | e2", "one.jsonl | 3 | a1 | e9")
                .replace("one.jsonl | 5", "one.jsonl | 6")
                .replace("two.jsonl", "lost.jsonl");
        VerifyReport report = verification(journal, lots, raw).verify(files, RunRange.ALL, check -> {});
        assertThat(report.table().footnotes())
                .containsExactly(
                        "facts against journal: draw_wallet_paid: run 1, account a1, 2026-03-01: draw_wallet_paid is 0.005 in the"
                                + " facts, 0.005000000001 in the journal, difference -0.000000000001",
                        "facts against journal: draw_wallet_paid: " + Remedy.JOURNAL.sentence(),
                        "facts against lots: shortfall: run 2, account a2, 2026-03-01: shortfall is 0.00 in the facts, 0.003 in the"
                                + " lots, difference -0.003",
                        "facts against lots: shortfall: run 2, account a2, 2026-03-02: shortfall is 0.003 in the facts, 0.00 in the"
                                + " lots, difference 0.003",
                        "facts against lots: shortfall: " + Remedy.LOTS.sentence(),
                        "facts against raw lines: one.jsonl:2: event e1 of account a1: n_input is 1000, the line says 1001",
                        "facts against raw lines: one.jsonl:3: event e2 of account a1: the line speaks of event e9 of account a1",
                        "facts against raw lines: one.jsonl:5: event e3 of account a2: the line holds no event that can be read",
                        "facts against raw lines: two.jsonl:1: event e4 of account a2: the raw file is not to be had",
                        "facts against raw lines: " + Remedy.RAW_FILE.sentence(),
                        "counts against raw lines: " + Remedy.RAW_FILE.sentence());
        assertThat(report.checks().stream().filter(check -> !check.holds()).map(VerifyCheck::name))
                .containsExactly(
                        "facts against journal: draw_wallet_paid",
                        "facts against lots: shortfall",
                        "facts against raw lines",
                        "counts against raw lines");
    }

    @Test
    void sumsThatWereAlteredAreNamedWithFileOrRun() {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        Path ofA2 = files.stream()
                .filter(file -> file.maxAccount().equals("a2"))
                .findFirst()
                .orElseThrow()
                .path();
        String altered = STORED
                + """
                  file a2 | facts.charge              | 0.000000000001
                  wrote 2 | tokens.facts.output       | 7
                  run 1   | lines.events              | -1
                  run 1   | settlement.provider_cost  | 1
                  """;
        VerifyReport report = verification(JOURNAL, LOTS, RAW, new StoredTable(folder, altered))
                .verify(files, RunRange.ALL, check -> {});
        assertThat(report.table().footnotes())
                .containsExactly(
                        "sums against manifest: " + ofA2
                                + ": facts.charge is stored as 0.003000000001, by the rows it is"
                                + " 0.003, difference 0.000000000001",
                        "sums against manifest: " + Remedy.MANIFEST.sentence(),
                        "runs against manifest: files that run 2 wrote: tokens.facts.output is stored as 7, by the facts it is"
                                + " 0, difference 7",
                        "runs against manifest: " + Remedy.MANIFEST.sentence(),
                        "control totals against facts: run 1: lines.events is stored as 2, by the facts it is 3, difference -1",
                        "control totals against facts: run 1: settlement.provider_cost is stored as 1.005, by the facts it is"
                                + " 0.005, difference 1.000",
                        "control totals against facts: run 2: tokens.accepted.output is stored as 7, by the facts it is 0, difference 7",
                        "control totals against facts: run 2: tokens.facts.output is stored as 7, by the facts it is 0, difference 7",
                        "control totals against facts: run 2: tokens.priced.output is stored as 7, by the facts it is 0, difference 7",
                        "control totals against facts: " + Remedy.TOTALS.sentence());
    }

    @Test
    void boundsByWhichFilesAreLeftOutAreHeldAgainstTheRows() {
        VisibleFactFile file = new FactsFixture(folder)
                .files(FACTS).stream()
                        .filter(each -> each.maxAccount().equals("a1"))
                        .findFirst()
                        .orElseThrow();
        VisibleFactFile stated = new VisibleFactFile(
                file.path(),
                file.sha256(),
                file.bytes(),
                file.rows(),
                file.day().plusDays(1),
                file.bucket(),
                file.buckets(),
                "a2",
                "a2",
                file.firstTs(),
                file.lastTs().minusMillis(500),
                9);
        VerifyReport report = verification(JOURNAL, LOTS, RAW).verify(List.of(stated), RunRange.ALL, check -> {});
        assertThat(check(report, "bounds against manifest").examples())
                .containsExactly(
                        file.path() + ": the manifest says least account a2, not a1, greatest account a2, not a1,"
                                + " last event at 2026-03-01 12:00:00.5+00, not 2026-03-01 12:00:01+00, day 2026-03-02, not 2026-03-01,"
                                + " run 9, not 1");
    }

    @Test
    void aRunIsVerifiedAlone() {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        VerifyReport report = verification(JOURNAL, LOTS, RAW).verify(files, new RunRange(2, 2), check -> {});
        assertThat(report.holds()).isTrue();
        assertThat(check(report, "facts against journal: charge").right()).isEqualByComparingTo("0.003");
        assertThat(check(report, "facts against raw lines").left()).isEqualByComparingTo("1");
    }

    @Test
    void filesThatAreNotAsTheManifestSaysAreNamedAndLeftOut() throws IOException {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        assertThat(files).hasSize(2);
        Path altered = files.getFirst().path();
        byte[] bytes = Files.readAllBytes(altered);
        bytes[bytes.length / 2] ^= 1;
        Files.write(altered, bytes);
        Files.delete(files.getLast().path());
        VerifyReport report = verification(JOURNAL, LOTS, RAW).verify(files, RunRange.ALL, check -> {});
        VerifyCheck check = check(report, "files against manifest");
        assertThat(check.breaks()).isEqualTo(2);
        assertThat(check.examples().getFirst())
                .startsWith(altered + ": has SHA-256 ")
                .endsWith("the manifest says " + files.getFirst().sha256());
        assertThat(check.examples().getLast()).isEqualTo(files.getLast().path() + ": is not there");
        assertThat(check(report, "rows against manifest").left()).isZero();
        assertThat(check(report, "facts against journal: charge").difference()).isEqualByComparingTo("-0.009");
    }

    @Test
    void rowsAreHeldAgainstTheManifest() {
        VisibleFactFile file = new FactsFixture(folder).files(FACTS).getFirst();
        VisibleFactFile stated = new VisibleFactFile(
                file.path(),
                file.sha256(),
                file.bytes(),
                file.rows() + 1,
                file.day(),
                file.bucket(),
                file.buckets(),
                file.minAccount(),
                file.maxAccount(),
                file.firstTs(),
                file.lastTs(),
                file.run());
        VerifyReport report = verification(JOURNAL, LOTS, RAW).verify(List.of(stated), RunRange.ALL, check -> {});
        assertThat(check(report, "rows against manifest").examples())
                .containsExactly(file.path() + ": has 2 rows, the manifest says 3");
    }

    private Verification verification(String journal, String lots, String raw) {
        return verification(journal, lots, raw, new StoredTable(folder, STORED));
    }

    private Verification verification(String journal, String lots, String raw, StoredTotals stored) {
        return new Verification(
                new FactsFixture(folder).settings(),
                version -> BOOK,
                sums(journal, EnumSet.allOf(UsageFigure.class)),
                sums(
                        lots,
                        EnumSet.complementOf(
                                EnumSet.of(UsageFigure.CHARGE, UsageFigure.PROVIDER_COST, UsageFigure.OVER_RUN))),
                new RawTable(raw),
                stored,
                List.of());
    }

    private static VerifyCheck check(VerifyReport report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static LedgerSums sums(String table, Set<UsageFigure> figures) {
        return new LedgerSums() {
            @Override
            public Set<UsageFigure> figures() {
                return figures;
            }

            @Override
            public void forEach(RunRange runs, Consumer<LedgerSum> consumer) {
                for (List<String> row : rows(table)) {
                    long run = Long.parseLong(row.get(0));
                    if (runs.contains(run)) {
                        consumer.accept(new LedgerSum(
                                run,
                                row.get(1),
                                LocalDate.parse(row.get(2)),
                                UsageFigure.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
                                Money.parse(row.get(4))));
                    }
                }
            }
        };
    }

    private static List<List<String>> rows(String table) {
        return table.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
    }

    /** Raw files from a table: file, line, account, event, input tokens. */
    private record RawTable(String table) implements RawUsage {
        @Override
        public Optional<RawLines> open(String sourceFile) {
            List<List<String>> own = rows(table).stream()
                    .filter(row -> row.get(0).equals(sourceFile))
                    .toList();
            return own.isEmpty() ? Optional.empty() : Optional.of(lines(own.iterator()));
        }

        private static RawLines lines(Iterator<List<String>> rows) {
            return new RawLines() {
                @Override
                public boolean next(RawLine into) {
                    if (!rows.hasNext()) {
                        return false;
                    }
                    List<String> row = rows.next();
                    into.line = Long.parseLong(row.get(1));
                    into.account = row.get(2);
                    into.eventId = row.get(3);
                    into.counts[Component.INPUT.ordinal()] = Long.parseLong(row.get(4));
                    into.counts[Component.REQUEST.ordinal()] = 1;
                    return true;
                }

                @Override
                public void close() {}
            };
        }
    }
}
