package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsColumns.Absent;
import io.reckoner.reports.facts.FactsColumns.FactsColumn;
import org.junit.jupiter.api.Test;

/** What is written and what readers name is one list, in one order, of one set of types. */
class ReadersKnowTheColumnsTest {
    @Test
    void readersNameEveryColumnThatIsWritten() {
        assertThat(FactsColumns.list())
                .containsExactlyElementsOf(FactSchema.COLUMNS.stream()
                        .map(column ->
                                new FactsColumn(column.name(), column.type().sqlName(), absent(column)))
                        .toList());
    }

    /** As {@link FactFileReader} fills in what an older file lacks. */
    private static Absent absent(FactColumn column) {
        return switch (column.type()) {
            case BIGINT, MONEY, SECONDS -> column.isOptional() ? Absent.UNKNOWN : Absent.ZERO;
            case INTEGER, INSTANT, BOOLEAN, ID, TEXT, TAGS -> Absent.UNKNOWN;
        };
    }
}
