package io.reckoner.kernel.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LotTest {
    private static Lot lot(Pool pool, LotKind kind, String amount, String effectiveAt, String expiresAt) {
        return Lot.of(
                new LotOrigin(LotOrigin.Type.PAYMENT, "pay_7"),
                "acc",
                pool,
                kind,
                Money.parse(amount),
                Instant.parse(effectiveAt),
                expiresAt == null ? null : Instant.parse(expiresAt));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            WALLET, TOPUP, payment:pay_7:wallet:topup
            WALLET, BONUS, payment:pay_7:wallet:bonus
            MAIN,   PLAN,  payment:pay_7:main:plan
            BACKUP, PLAN,  payment:pay_7:backup:plan
            """)
    void itsIdDerivesFromItsOrigin(Pool pool, LotKind kind, String id) {
        assertThat(lot(pool, kind, "1.00", "2026-03-01T00:00:00Z", null).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            WALLET | TOPUP      | 0       | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | the amount must be more than zero
            WALLET | TOPUP      | -1      | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | the amount must be more than zero
            WALLET | TOPUP      | 9000000 | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | below 9000000.00 USD, not 9000000.00
            WALLET | TOPUP      | 1       | 2026-03-02T00:00:00Z | 2026-03-02T00:00:00Z | would expire at 2026-03-02T00:00:00Z, before it is effective
            WALLET | PLAN       | 1       | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | kind plan does not belong in pool wallet
            WALLET | PLAN_BONUS | 1       | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | kind plan_bonus does not belong in pool wallet
            MAIN   | TOPUP      | 1       | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z | kind topup does not belong in pool main
            WALLET | TOPUP      | 1       | 2026-03-01T00:00:00.0000001Z | 2026-03-02T00:00:00Z | finer than a microsecond
            """)
    void refusesWhatIsNoLot(Pool pool, LotKind kind, String amount, String from, String to, String fault) {
        assertThatThrownBy(() -> lot(pool, kind, amount, from, to)).hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource({"WALLET, TOPUP, 0.000000000001", "WALLET, TOPUP, 8999999.999999999999"})
    void takesAllInBetween(Pool pool, LotKind kind, String amount) {
        assertThat(lot(pool, kind, amount, "2026-03-01T00:00:00Z", null).amount())
                .isEqualTo(Money.parse(amount));
    }
}
