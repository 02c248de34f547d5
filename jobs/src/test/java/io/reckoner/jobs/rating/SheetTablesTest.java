package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.CostChange.Verdict;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.TextRenderer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences fit into 120 columns, with all their amounts. */
class SheetTablesTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    private static CostChange change(String model, Instant from, Component component, String before, String after) {
        return new CostChange(
                "fireworks_ai",
                model,
                from,
                CostPlace.standard(component),
                before.isEmpty() ? null : UnitPrice.of(before, 1_000_000),
                UnitPrice.of(after, 1_000_000),
                Kind.CHANGED,
                Verdict.LEAP);
    }

    private static List<CostChange> wide(Instant second) {
        return List.of(
                change(
                        "fireworks_ai/accounts/fireworks/models/deepseek-coder-v2-lite-base",
                        MARCH,
                        Component.INPUT,
                        "0.5",
                        "12.345678"),
                change("openai/short", second, Component.CACHE_WRITE_5M, "", "0.0375"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"})
    void fitIntoATerminalOf120ColumnsWithAllTheirAmounts(String second) throws IOException {
        String text = TextRenderer.forWidth(120)
                .render(SheetTables.changes("Would change", wide(Instant.parse(second)), ReportFormat.TEXT));
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
        assertThat(text)
                .contains(" 0.50/M ", " 12.345678/M ", " 0.0375/M ", " 24.69 ", "5 times or more", "openai/short");
        assertThat(text.contains("from 2026-03-01T00:00:00Z")).isEqualTo(second.startsWith("2026-03"));
        assertThat(text.contains("2026-04-01")).isEqualTo(second.startsWith("2026-04"));
    }

    @Test
    void areWholeForPrograms() {
        assertThat(ReportFormat.CSV
                        .renderer()
                        .render(SheetTables.changes("Would change", wide(MARCH), ReportFormat.CSV)))
                .contains("0.50 per 1000000,12.345678 per 1000000,24.69,5 times or more");
    }
}
