package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsColumns.FactsColumn;
import org.junit.jupiter.api.Test;

/** What is written and what readers name is one list, in one order, of one set of types. */
class ReadersKnowTheColumnsTest {
    @Test
    void readersNameEveryColumnThatIsWritten() {
        assertThat(FactsColumns.list())
                .containsExactlyElementsOf(FactSchema.COLUMNS.stream()
                        .map(column ->
                                new FactsColumn(column.name(), column.type().sqlName()))
                        .toList());
    }
}
