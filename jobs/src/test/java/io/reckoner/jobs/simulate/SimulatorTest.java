package io.reckoner.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.rating.BookYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorTest {
    private static final LocalDate START = LocalDate.parse("2026-03-01");

    @TempDir
    Path root;

    @Test
    void theSameSeedWritesTheSameBytesAndAnotherSeedOthers() throws IOException {
        SortedMap<String, String> first = written("first", 7);
        assertThat(first).hasSize(2 * (1 + 2 * 24) + 1);
        assertThat(written("again", 7)).isEqualTo(first);
        assertThat(written("other", 8)).isNotEqualTo(first);
    }

    @Test
    void aCrashKeepsWholeLinesAndPromisesOnlyItsRestart() throws IOException {
        Simulator simulator = Simulator.lively(scenario(7), Mischief.NONE, root);
        simulator.announce();
        assertThat(simulator.dayWithCrash(START)).hasValueSatisfying(recovered -> {
            assertThat(recovered.tornBytes()).isEqualTo("{\"v\":1,\"id\":\"evt_cut".length());
            assertThat(recovered.seal().through()).isAfter(recovered.seal().lastTs());
        });
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".torn")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyModelCalledHasACardInTheShippedBook(String provider, String model) throws IOException {
        try (InputStream book = getClass().getResourceAsStream("/books/public-models.yaml")) {
            String yaml = new String(book.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(BookYaml.read(yaml, 1)).isInstanceOfSatisfying(BookYaml.Read.class, read -> assertThat(
                            read.book().cards())
                    .anyMatch(card ->
                            card.provider().equals(provider) && card.model().equals(model)));
        }
    }

    static List<org.junit.jupiter.params.provider.Arguments> models() {
        return ModelMix.MODELS.stream()
                .map(model -> org.junit.jupiter.params.provider.Arguments.of(model.provider(), model.model()))
                .toList();
    }

    private SortedMap<String, String> written(String folder, long seed) throws IOException {
        Path out = Files.createDirectories(root.resolve(folder));
        Scenario scenario = scenario(seed);
        Simulator simulator = Simulator.lively(scenario, Mischief.lively(), out);
        AccountsFile.write(simulator.population(), out);
        simulator.announce();
        simulator.day(START);
        simulator.day(START.plusDays(1));
        SortedMap<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                if (!file.toString().endsWith(".open")) {
                    written.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return written;
    }

    private static Scenario scenario(long seed) {
        return new Scenario(seed, START, 2, 10, 400, 2);
    }
}
