package io.reckoner.reports.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.CsvRenderer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BilledUnitTest {
    private static final String FACTS =
            """
            ts                   | model       | n_images | n_seconds | n_characters | n_search_units | charge_other | charge_unit | charge
            2026-03-01T00:00:00Z | acme/draw   | 20       | 0         | 0            | 0              | 0.8          | 0.8         | 0.8
            2026-03-01T00:00:01Z | acme/hear   | 0        | 1.5       | 0            | 0              | 0.6          | 0.6         | 0.6
            2026-03-01T00:00:02Z | acme/speak  | 0        | 0         | 1000         | 0              | 0.5          | 0.5         | 0.5
            2026-03-01T00:00:03Z | acme/rerank | 0        | 0         | 0            | 2              | 0.004        | 0.004       | 0.004
            2026-03-01T00:00:04Z | acme/mixed  | 1        | 0         | 0            | 2              | 0.003        | 0.003       | 0.003
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsCountedInOneUnitHasAChargePerUnit() {
        LocalDate day = LocalDate.parse("2026-03-01");
        CostRequest request = new CostRequest(
                List.of(Dimension.Field.MODEL),
                CostRange.days(day, day, ZoneOffset.UTC),
                CostFilter.NONE,
                KeyKinds.PAYG,
                null,
                OptionalInt.empty(),
                List.of(CostMetric.CHARGE_PER_UNIT, CostMetric.UNIT));
        try (FactsSession session = new FactsFixture(folder).session(FACTS)) {
            RunStanding standing = new RunStanding(Instant.parse("2026-04-02T00:00:00Z"), 0);
            assertThat(new CsvRenderer().render(CostReport.table(session, request, standing)))
                    .isEqualToNormalizingNewlines(
                            """
                            model,charge_per_unit,unit
                            acme/draw,0.040000000000,image
                            acme/hear,0.400000000000,second
                            acme/speak,0.000500000000,character
                            acme/rerank,0.002000000000,search unit
                            acme/mixed,,
                            """);
        }
    }
}
