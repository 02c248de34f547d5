package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactWriterTest {
    private static final long MOST = 999_999_999_999_999_999L;

    @TempDir
    Path folder;

    @Test
    void everyColumnHasTheTypeItIsDeclaredWith() throws IOException, SQLException {
        FactFiles files = FactFiles.in(folder);
        List<FactFile> facts = new Facts(List.of(new Fact())).write(files, 1);
        Map<String, String> declared = FactSchema.COLUMNS.stream()
                .collect(Collectors.toMap(
                        FactColumn::name, column -> column.type().sqlName(), (a, b) -> a, LinkedHashMap::new));
        assertThat(FactReader.types(files.resolve(facts.getFirst().path())).toString())
                .isEqualTo(declared.toString());
    }

    @Test
    void aRowIsReadBackAsItWasWritten() throws IOException, SQLException {
        Fact plain = new Fact();
        Fact lost = lost();
        Fact extreme = extreme();
        Fact unicode = unicode();
        assertReadBack(List.of(plain));
        assertReadBack(List.of(lost));
        assertReadBack(List.of(extreme));
        assertReadBack(List.of(unicode));
        assertReadBack(List.of(plain, lost, extreme, unicode));
    }

    private static Fact lost() {
        Fact fact = new Fact();
        fact.id = "e-2";
        fact.provider = null;
        fact.requestedModel = null;
        fact.modelType = null;
        fact.endpoint = null;
        fact.format = -1;
        fact.outcome = 5;
        fact.usageSource = 2;
        fact.bookVersion = 0;
        fact.latency = EventBlock.ABSENT;
        fact.costKnown = false;
        return fact;
    }

    private static Fact extreme() {
        Fact fact = new Fact();
        fact.id = "e-3";
        fact.status = Integer.MAX_VALUE;
        fact.with(Component.INPUT, 1_000_000_000_000L, MOST, MOST);
        fact.with(Component.SECONDS, MOST, -MOST, -MOST);
        fact.vendorCost = 1;
        fact.walletPaid = -MOST;
        fact.shortfall = MOST;
        fact.latency = Long.MAX_VALUE;
        fact.ttft = 0;
        fact.line = Long.MAX_VALUE;
        fact.cardEffectiveFrom = Facts.micros("0001-01-01T00:00:00Z");
        return fact;
    }

    private static Fact unicode() {
        Fact fact = new Fact();
        fact.id = "é-𝟜";
        fact.account = "ключ";
        fact.key = "鍵s";
        fact.model = "深度/求索";
        fact.upstreamId = "𐍈";
        fact.tags.put("größe", "z\"'\\\n");
        fact.tags.put("purpose", "Übung");
        fact.tags.put("", "");
        return fact;
    }

    private void assertReadBack(List<Fact> rows) throws IOException, SQLException {
        Facts facts = new Facts(rows);
        FactFiles files = FactFiles.in(folder);
        assertThat(FactReader.read(files, facts.write(files, 1024)))
                .containsExactlyElementsOf(facts.rows.stream()
                        .map(row -> FactReader.line(row, 123))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tag purpose, reasoning tokens, endpoint, purpose
            batch, 5, /v1/chat, batch
            batch, 0, /v1/chat, batch
                 , 5, /v1/chat, reasoning
                 , 0, /v1/chat, /v1/chat
                 , 0,         , null
            """)
    void purposeIsTheTagElseReasoningElseTheEndpoint(String tag, long reasoning, String endpoint, String purpose)
            throws IOException, SQLException {
        Fact fact = new Fact();
        fact.endpoint = endpoint;
        fact.with(Component.REASONING, reasoning, 0, 0);
        if (tag != null) {
            fact.tags.put("purpose", tag);
        }
        FactFiles files = FactFiles.in(folder);
        assertThat(FactReader.read(files, new Facts(List.of(fact)).write(files, 1))
                        .getFirst())
                .contains("; purpose=" + purpose + ";");
    }

    @Test
    void twoHundredThousandRandomRowsAreReadBackAsWritten() throws IOException, SQLException {
        Facts facts = new Facts(new RandomFacts(1).facts(200_000, 3));
        FactFiles files = FactFiles.in(folder).withRowGroupRows(20_000);
        List<FactFile> written = facts.write(files, EventBlock.CAPACITY);
        assertThat(written).hasSize(3);
        for (FactFile file : written) {
            List<Fact> expected = facts.rows.stream()
                    .filter(row -> day(row).equals(file.day()))
                    .toList();
            List<String> read = FactReader.read(files, List.of(file));
            assertThat(read).hasSameSizeAs(expected);
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i)).isEqualTo(FactReader.line(expected.get(i), 123));
            }
        }
    }

    @Test
    void theManifestTellsRowsAccountsTimesAndSums() throws IOException {
        Facts facts = new Facts(new RandomFacts(2).facts(5_000, 2));
        FactFiles files = FactFiles.in(folder).withRowGroupRows(700);
        for (FactFile file : facts.write(files, 1000)) {
            List<Fact> rows = facts.rows.stream()
                    .filter(row -> day(row).equals(file.day()))
                    .toList();
            assertThat(file.rows()).isEqualTo(rows.size());
            assertThat(file.run()).isEqualTo(123);
            assertThat(file.bucket()).isEqualTo(7);
            assertThat(file.minAccount()).isEqualTo(rows.getFirst().account);
            assertThat(file.maxAccount()).isEqualTo(rows.getLast().account);
            assertThat(file.sums()).isEqualTo(NaiveSums.of(rows));
            assertThat(file.firstTs().toString()).startsWith(file.day().toString());
            assertThat(file.path())
                    .isEqualTo("facts/usage/day=%s/run-000123-b07-%s-0badc0de0000007b.parquet"
                            .formatted(file.day(), file.day()));
            assertThat(Files.size(files.resolve(file.path()))).isEqualTo(file.bytes());
            assertThat(sha256(files.resolve(file.path()))).isEqualTo(file.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "1000", "8192"})
    void theSameRowsGiveTheSameBytesHoweverTheyAreCutIntoBlocks(int blockRows) throws IOException {
        List<Fact> rows = new RandomFacts(3).facts(9_000, 4);
        Facts once = new Facts(rows);
        FactFiles files = new FactFiles(folder.resolve("once"), 1_000, 2_500, 1);
        List<FactFile> expected = once.write(files, 8192);
        List<String> names = new ArrayList<>(
                List.of("x/y", "/v1/embeddings", "priority", "unused", "google", "openai/gpt-5", "/v1/chat"));
        Collections.reverse(names);
        Facts again = new Facts(rows).seenBefore(names);
        FactFiles other = new FactFiles(folder.resolve("again"), 1_000, 2_500, 1);
        assertThat(again.write(other, blockRows)).isEqualTo(expected);
    }

    @Test
    void manyOpenDaysShareTheBuffers() throws IOException, SQLException {
        Facts facts = new Facts(new RandomFacts(6).facts(5_000, 90));
        FactFiles files = new FactFiles(folder, 50, 200, 1);
        List<FactFile> written = facts.write(files, 1000);
        assertThat(written).hasSize(90);
        List<String> expected = facts.rows.stream()
                .sorted(Comparator.comparing(FactWriterTest::day))
                .map(row -> FactReader.line(row, 123))
                .toList();
        assertThat(FactReader.read(files, written)).isEqualTo(expected);
    }

    @Test
    void nothingIsVisibleBeforeTheEndAndNothingStaysWithoutIt() throws IOException {
        Facts facts = new Facts(new RandomFacts(4).facts(3_000, 2));
        FactFiles files = FactFiles.in(folder).withRowGroupRows(500);
        try (FactWriter writer = new FactWriter(files, facts.context(9))) {
            facts.append(writer, 1000);
            assertThat(regularFiles())
                    .allMatch(name -> name.startsWith("facts/.tmp/"))
                    .hasSize(2);
        }
        assertThat(regularFiles()).isEmpty();
    }

    @Test
    void aCrashBetweenWritingAndRenamingLeavesATemporaryFileThatIsInNobodysWay() throws IOException {
        Facts facts = new Facts(new RandomFacts(5).facts(1_000, 1));
        FactFiles files = FactFiles.in(folder);
        FactWriter crashed = new FactWriter(files, facts.context(9));
        facts.append(crashed, 1000);
        assertThat(regularFiles())
                .allMatch(name -> name.startsWith("facts/.tmp/"))
                .hasSize(1);
        List<FactFile> written = facts.write(files, 9, 1000);
        assertThat(regularFiles())
                .filteredOn(name -> !name.startsWith("facts/.tmp/"))
                .containsExactly(written.getFirst().path());
        assertThat(sha256(files.resolve(written.getFirst().path())))
                .isEqualTo(written.getFirst().sha256());
    }

    @Test
    void anAmountThatDoesNotFitNamesItsEvent() throws IOException {
        Fact fits = new Fact();
        Fact large = new Fact();
        large.id = "e-large";
        large.with(Component.INPUT, 1, 0, MOST + 1);
        Facts facts = new Facts(List.of(fits, large));
        FactFiles files = FactFiles.in(folder);
        assertThatThrownBy(() -> facts.write(files, 10))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("event e-large: charge 1000000.000000000000 does not fit into DECIMAL(18,12)");
        assertThat(regularFiles()).isEmpty();
    }

    private List<String> regularFiles() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .toList();
        }
    }

    private static LocalDate day(Fact fact) {
        return LocalDate.ofEpochDay(Math.floorDiv(fact.ts, 86_400_000_000L));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
