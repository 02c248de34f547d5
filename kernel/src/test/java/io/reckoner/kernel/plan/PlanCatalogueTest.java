package io.reckoner.kernel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCatalogueTest {
    private static final PlanCatalogue SHIPPED = PlanCatalogue.shipped();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # code,  status,   price,  Main,   bonus, Backup, day,   week,  per minute, per day, budget, models, overflow
            free,    ACTIVE,     0.00,   0.00,  0.00,   0.00,      ,      ,   1,         1000,      0.00, *:free, TO_WALLET
            starter, ACTIVE,    10.00,  10.00,  2.00,  30.00,  1.00,  3.00,  20,             ,    100.00, *,      TO_WALLET
            premium, ACTIVE,    25.00,  25.00,  5.00,  75.00,  2.50,  7.50,  40,             ,    250.00, *,      TO_WALLET
            pro,     ACTIVE,    50.00,  50.00, 10.00, 150.00,  5.00, 15.00,  60,             ,    500.00, *,      TO_WALLET
            master,  ACTIVE,   100.00, 100.00, 20.00, 300.00, 10.00, 30.00,  80,             ,   1000.00, *,      TO_WALLET
            ultra,   ACTIVE,   200.00, 200.00, 40.00, 600.00, 20.00, 60.00, 120,             ,   2000.00, *,      TO_WALLET
            builder, INACTIVE,  10.00,  10.00,  2.00,  30.00,      ,  3.00,  15,             ,    100.00, *,      NONE
            """)
    void shipsThesePlans(
            String code,
            Plan.Status status,
            String price,
            String base,
            String bonus,
            String backup,
            String daily,
            String weekly,
            Integer perMinute,
            Integer perDay,
            String budget,
            String models,
            Plan.Overflow overflow) {
        Plan plan = SHIPPED.find(code, 1).orElseThrow();
        assertThat(plan.status()).isEqualTo(status);
        assertThat(plan.price()).isEqualTo(Money.parse(price));
        assertThat(plan.allowance().base()).isEqualTo(Money.parse(base));
        assertThat(plan.renewalBonus()).isEqualTo(Money.parse(bonus));
        assertThat(plan.backup()).isEqualTo(Money.parse(backup));
        assertThat(plan.budget()).isEqualTo(Money.parse(budget));
        assertThat(plan.caps().daily()).isEqualTo(daily == null ? null : Money.parse(daily));
        assertThat(plan.caps().weekly()).isEqualTo(weekly == null ? null : Money.parse(weekly));
        assertThat(plan.caps().mode()).isEqualTo(Plan.CapsMode.MAIN);
        assertThat(plan.rateLimits()).isEqualTo(new Plan.RateLimits(perMinute, perDay));
        assertThat(plan.models().patterns()).containsExactly(models);
        assertThat(plan.overflow()).isEqualTo(overflow);
        assertThat(plan.label()).isEqualTo(code + "@1");
    }

    @Test
    void shipsNoOther() {
        assertThat(SHIPPED.plans())
                .extracting(Plan::code)
                .containsExactly("builder", "free", "master", "premium", "pro", "starter", "ultra");
    }

    @Test
    void fourWeeklyCapsAreExactlyOneMain() {
        for (Plan plan : SHIPPED.plans()) {
            if (plan.caps().weekly() != null) {
                assertThat(plan.caps().weekly().times(4))
                        .isEqualTo(plan.allowance().base().plus(plan.renewalBonus()));
            }
        }
    }

    @Test
    void findsTheVersionACycleWasBoughtUnder() {
        Plan starter = SHIPPED.find("starter", 1).orElseThrow();
        Plan dearer = version(starter, 2, "12.00");
        PlanCatalogue catalogue = PlanCatalogue.of(List.of(dearer, starter));
        assertThat(catalogue.newest("starter")).contains(dearer);
        assertThat(catalogue.planOf(cycle("starter", 1))).isEqualTo(starter);
        assertThat(catalogue.newest("nova")).isEmpty();
        assertThatThrownBy(() -> catalogue.planOf(cycle("starter", 3)))
                .hasMessage("cycle c names plan starter@3, which is not among the plans of this run");
        assertThatThrownBy(() -> PlanCatalogue.of(List.of(starter, starter))).hasMessage("plan starter@1 occurs twice");
    }

    private static Plan version(Plan plan, int version, String price) {
        return new Plan(
                plan.code(),
                version,
                plan.name(),
                plan.status(),
                Money.parse(price),
                plan.allowance(),
                plan.caps(),
                plan.rateLimits(),
                plan.models(),
                plan.overflow());
    }

    private static Cycle cycle(String plan, int version) {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        return new Cycle("c", plan, version, start, start, start.plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Starter | 1 | 10      | 10      | 0.2  | 3 | 10 | a code is 1 to 40 of a-z
            starter | 0 | 10      | 10      | 0.2  | 3 | 10 | a version is 1 or more
            starter | 1 | -1      | 10      | 0.2  | 3 | 10 | the price must be 0 or more and below 1000000.00
            starter | 1 | 1000000 | 10      | 0.2  | 3 | 1  | the price must be 0 or more and below 1000000.00
            starter | 1 | 10      | -1      | 0.2  | 3 | 10 | no part of a plan's allowance may be negative
            starter | 1 | 10      | 10      | -0.2 | 3 | 10 | no part of a plan's allowance may be negative
            starter | 1 | 10      | 500000  | 0.2  | 3 | 10 | the Backup of 1500000.00 must be below 1000000.00
            starter | 1 | 900000  | 10      | 0.2  | 3 | 10 | the budget of 9000000.00 must be below 8000000.00
            """)
    void refusesWhatIsNoPlan(
            String code,
            int version,
            String price,
            String base,
            String bonus,
            String backup,
            String budget,
            String fault) {
        assertThatThrownBy(() -> new Plan(
                        code,
                        version,
                        "x",
                        Plan.Status.ACTIVE,
                        Money.parse(price),
                        new Plan.Allowance(
                                Money.parse(base),
                                new BigDecimal(bonus),
                                new BigDecimal(backup),
                                new BigDecimal(budget)),
                        new Plan.Caps(null, null, Plan.CapsMode.MAIN),
                        new Plan.RateLimits(null, null),
                        ModelSet.ALL,
                        Plan.Overflow.TO_WALLET))
                .hasMessageContaining(fault);
    }
}
