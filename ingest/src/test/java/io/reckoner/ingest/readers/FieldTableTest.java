package io.reckoner.ingest.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.usage.UsageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of fields in {@code docs/formats.md} is that of the cases. */
class FieldTableTest {
    private static final Path PAGE = Path.of("..", "docs", "formats.md");
    private static final String BEGIN = "<!-- fields: written by FieldTableTest -->\n";
    private static final String END = "<!-- end of fields -->\n";
    private static final String WRITE = "reckon.pages";

    private final FieldTable table = new FieldTable(UsageCase.all());

    @Test
    void thePageHoldsTheTableOfAllFields() throws IOException {
        String page = Files.readString(PAGE);
        String fresh = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + table.page()
                + page.substring(page.indexOf(END));
        if (System.getProperty(WRITE, "").equals("write")) {
            Files.writeString(PAGE, fresh);
        }
        assertThat(Files.readString(PAGE))
                .as("the table of fields in docs/formats.md is stale; write it with: mvn -Dquick -pl ingest -am test"
                        + " -Dtest=FieldTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dreckon.pages=write")
                .isEqualTo(fresh);
    }

    /** Also what it knows only as a repeat, or passes over. */
    @ParameterizedTest
    @EnumSource(value = UsageFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "GENERIC")
    void everyFieldThatADialectKnowsOccursInACaseOfItsOwn(UsageFormat format) {
        Set<String> tried = table.fields(format).stream()
                .map(field -> field.replaceAll("\\[.*", "").replace("put_token_", "put_tokens_"))
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(UsagePath.values())
                        .filter(path -> path.kind == UsagePath.Kind.COUNT || path.kind == UsagePath.Kind.LIST)
                        .filter(UsageReading.counts(format)::knows)
                        .map(UsagePath::toString))
                .isSubsetOf(tried);
    }
}
