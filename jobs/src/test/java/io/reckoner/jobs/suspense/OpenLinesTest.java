package io.reckoner.jobs.suspense;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.period.Micros;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lot of acc_1, of 1 March to before 3 March. */
class OpenLinesTest {
    @ParameterizedTest(name = "{0}, {1} key at {2}, lot of {3}: {4}")
    @CsvSource(
            textBlock =
                    """
            acc_1, PAYG,         2026-03-01T00:00:00Z,        WALLET, 1
            acc_1, PAYG,         2026-02-28T23:59:59.999999Z, WALLET, 0
            acc_1, PAYG,         2026-03-02T23:59:59.999999Z, WALLET, 1
            acc_1, PAYG,         2026-03-03T00:00:00Z,        WALLET, 0
            acc_2, PAYG,         2026-03-02T00:00:00Z,        WALLET, 0
            acc_1, PAYG,         2026-03-02T00:00:00Z,        MAIN,   0
            acc_1, PAYG,         2026-03-02T00:00:00Z,        BACKUP, 0
            acc_1, SUBSCRIPTION, 2026-03-02T00:00:00Z,        MAIN,   1
            acc_1, SUBSCRIPTION, 2026-03-02T00:00:00Z,        BACKUP, 1
            acc_1, SUBSCRIPTION, 2026-03-02T00:00:00Z,        WALLET, 1
            acc_1, ,             2026-03-02T00:00:00Z,        MAIN,   1
            acc_1, ,             2026-03-02T00:00:00Z,        WALLET, 1
            """)
    void aLineConcernsLotsOfItsTimeThatItsKeyMayDrawOn(
            String account, KeyKind kind, Instant at, Pool pool, long concerned) {
        OpenLines lines = new OpenLines(Map.of(new OpenLines.Owner(account, kind), new long[] {Micros.of(at)}), 0);
        assertThat(lines.concerning(new LapsedLotView.LapsedLot(
                        "acc_1",
                        "lot",
                        pool,
                        "bonus",
                        BigDecimal.ONE,
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-03T00:00:00Z"))))
                .isEqualTo(concerned);
    }
}
