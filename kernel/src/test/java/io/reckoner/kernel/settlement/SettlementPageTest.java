package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code docs/settlement.md}, run. */
class SettlementPageTest {
    static List<Arguments> examples() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "settlement.md"));
        String block = page.split("```settlement\n")[1].split("```")[0];
        return Stream.of(block.split("\n\n"))
                .map(example -> example.strip().split("\n"))
                .map(lines -> Arguments.of(lines[0].substring(2), lines[1], lines[2].substring(2)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theExamplesOfThePageHold(String rule, String script, String after) {
        assertThat(Script.of(script).after()).as(rule).isEqualTo(after);
    }
}
