package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.reports.facts.FactsColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "facts.md");

    @Test
    void thePageListsEveryColumnAsItIsDeclared() throws IOException {
        List<String> declared =
                FactSchema.COLUMNS.stream().map(FactsPageTest::line).toList();
        List<String> listed = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(String.join("\n", listed)).isEqualTo(String.join("\n", declared));
    }

    @Test
    void reportsExpectTheColumnsThatAreWritten() {
        assertThat(FactsColumns.list().stream().map(column -> column.name() + " " + column.type()))
                .containsExactlyElementsOf(FactSchema.COLUMNS.stream()
                        .map(column -> column.name() + " " + column.type().sqlName())
                        .toList());
    }

    private static String line(FactColumn column) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        column.name(),
                        column.type().sqlName(),
                        column.isOptional() ? "yes" : "no",
                        column.unit(),
                        column.source());
    }
}
