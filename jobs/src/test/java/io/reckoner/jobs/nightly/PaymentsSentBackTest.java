package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refunds of top-ups, in lots and books, and what is given up of them. */
class PaymentsSentBackTest extends OneCustomer {
    private static final String TOP_UP = "wallet top-up acc_00001 10.00 --at 2026-03-02 --ref p1";
    private static final String[] BACK = {"refund", "claw_back", "chargeback", "write_off", "dispute_loss"};

    @Test
    void aRefundTakesTheCreditAndClawsBackTheBonusAndWhatIsSpentIsOwed() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 10", "topup 2 1.5");
        assertThat(reckon.clean("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked")
                        .out())
                .isEqualTo("10.00 USD of payment p1 sent back; lands at 2026-03-03T12:00:00Z.\n");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 0", "topup 2 1.5");
        assertThat(books.owed()).isEqualTo("2");
        assertThat(town.rows(
                        "SELECT day || ' ' || type || ' ' || lot_id || ' ' || trim_scale(amount) FROM reports.movement"
                                + " WHERE origin LIKE 'refund:%' ORDER BY type, lot_id"))
                .containsExactly(
                        "2026-03-03 claw_back_shortfall  2", "2026-03-03 refund_draw payment:p1:wallet:topup 10");
        assertThat(books.entries(BACK))
                .usingElementComparator(PaymentsSentBackTest::withoutReference)
                .containsExactly(
                        "03-03 claw_back *: Assets:Receivable:Shortfall 2, Income:Promotion:Bonus -2",
                        "03-03 refund *: Liabilities:CustomerCredit:Paid 10, Assets:Bank -10");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("0.5");
        books.hold();
        writtenOff();
    }

    private void writtenOff() throws Exception {
        assertThat(reckon.run("wallet write-off acc_00001 --amount 2.01 --reason insolvent")
                        .err())
                .isEqualTo("account acc_00001 owes 2.00 as of the watermark, not 2.01.\n");
        assertThat(reckon.run("wallet write-off acc_00001").err()).startsWith("a write-off needs a reason");
        reckon.clean("wallet write-off acc_00001 --amount 0.30 --at 2026-03-04 --reason insolvent --ref w0");
        assertThat(reckon.run("wallet write-off acc_00001 --amount 1.71 --reason insolvent")
                        .err())
                .isEqualTo(
                        "account acc_00001 owes 2.00 as of the watermark, not 1.71. Of that 0.30 is given up already and"
                                + " waits to be settled: 1.70 is left.\n");
        String line = "wallet write-off acc_00001 --at 2026-03-04 --reason insolvent --ref w1";
        assertThat(reckon.clean(line).out())
                .isEqualTo("1.70 USD owed by account acc_00001 written off; lands at 2026-03-04T00:00:00Z.\n");
        assertThat(reckon.clean(line).out()).isEqualTo("Done before under this reference; nothing changed.\n");
        assertThat(reckon.run("wallet write-off acc_00001 --reason insolvent").err())
                .contains("Of that 2.00 is given up already and waits to be settled: 0.00 is left.");
        assertThat(standing()).isEqualTo("1.5 0 2; 1.5");
        settleTo("2026-03-05");
        assertThat(standing()).isEqualTo("1.5 0 0; 1.5");
        assertThat(books.entries("write_off"))
                .containsExactly(
                        "03-04 write_off write_off:w0: Expenses:WriteOff 0.3, Assets:Receivable:Shortfall -0.3",
                        "03-04 write_off write_off:w1: Expenses:WriteOff 1.7, Assets:Receivable:Shortfall -1.7");
        assertThat(reckon.run("wallet write-off acc_00001 --reason insolvent").err())
                .isEqualTo("account acc_00001 owes nothing as of the watermark.\n");
        books.hold();
    }

    /** What is shown beside the watermark is what settling makes of it, where nothing else happens. */
    @Test
    void whatIsToComeCountsWhatWillBeTakenAndBringsTheAccountWhereSettlingDoes() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000).event("evt_2", "2026-03-02T11:00:00Z", 4_000_000);
        settleTo("2026-03-03");
        Instant nextYear = Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);
        for (Map.Entry<String, String> step : List.of(
                // what is done, then: Wallet, to come, owed; and the balance that notices and automatic top-ups go by
                Map.entry("account list", "0 0 0.5; -0.5"),
                Map.entry("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked", "0 -12 0.5; -12.5"),
                Map.entry("wallet adjust acc_00001 --take 1 --at 2026-03-03T13:00:00Z --reason a", "0 -13 0.5; -13.5"),
                Map.entry("wallet grant acc_00001 3 --kind bonus --at 2026-03-03T14:00:00Z", "0 -10 0.5; -10.5"),
                Map.entry("wallet grant acc_00001 7 --kind bonus --at " + nextYear, "0 -3 0.5; -10.5"),
                Map.entry("wallet adjust acc_00001 --take 1 --reason a --at " + nextYear, "0 -4 0.5; -10.5"),
                Map.entry("wallet void evt_2 --reason wrong", "0 7.5 0.5; 1.5"))) {
            reckon.clean(step.getKey());
            assertThat(standing()).as(step.getKey()).isEqualTo(step.getValue());
        }
        settleTo("2026-03-04");
        assertThat(standing()).isEqualTo("1.5 6 0; 1.5");
        books.hold();
    }

    private String standing() {
        List<String> lines = reckon.clean("account show acc_00001 --format csv").lines();
        List<String> names = List.of(lines.get(0).split(","));
        String[] figures = lines.get(1).split(",");
        return Stream.of("wallet", "waiting", "owed")
                        .map(name -> new BigDecimal(figures[names.indexOf(name)])
                                .stripTrailingZeros()
                                .toPlainString())
                        .collect(Collectors.joining(" "))
                + "; "
                + town.rows("SELECT trim_scale(balance)::text FROM reports.wallet_balance('acc_00001', now())")
                        .getFirst();
    }

    private static int withoutReference(String a, String b) {
        return a.replaceAll(" \\S+: ", " *: ").compareTo(b.replaceAll(" \\S+: ", " *: "));
    }

    @Test
    void refundsInPartsComeToTheWholeAndNotACentMore() throws Exception {
        reckon.clean(TOP_UP);
        settleTo("2026-03-03");
        reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T01:00:00Z --reason a --ref r1");
        reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T02:00:00Z --reason a --ref r2");
        assertThat(reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T02:00:00Z --reason a --ref r2")
                        .out())
                .isEqualTo("Done before under this reference; nothing changed.\n");
        refused(
                "wallet refund p1 --amount 3.34 --reason a --ref r2",
                "reference r2 was used before, for 3.33 of payment p1.");
        refused(
                "wallet refund p1 --amount 3.35 --reason a",
                "of payment p1, 10.00, at most 3.34 can be sent back, not 3.35.");
        refused("wallet refund p1 --amount 0.005 --reason a", "a refund is in whole cents, not 0.005.");
        refused("wallet refund p1 --amount -1 --reason a", "\"-1\" is no amount. Write it without a sign.");
        refused("wallet refund p1 --amount 1.000,50 --reason a", "\"1.000,50\" is no amount. Write a point before");
        refused("wallet refund p1 --amount 999999999999 --reason a", "at most 3.34 can be sent back");
        refused("wallet refund p9 --reason a", "there is no payment p9.");
        refused("wallet refund p1", "a refund needs a reason, which stays with it for ever.");
        reckon.clean("wallet refund p1 --at 2026-03-03T03:00:00Z --reason a --ref r3");
        refused("wallet refund p1 --reason a", "payment p1 of 10.00 was sent back in full before.");
        refused("wallet dispute open p1 --reason a", "payment p1 of 10.00 was sent back in full before");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 0", "topup 2 2");
        assertThat(town.rows(
                        "SELECT trim_scale(amount)::text FROM wallet_debit WHERE kind = 'claw_back' ORDER BY debit_id"))
                .containsExactly("0.666", "0.666", "0.668");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        books.hold();
    }

    @Test
    void aBonusThatLapsedIsNotClawedBack() throws Exception {
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        reckon.clean("wallet refund pay-acc_00001 --at 2026-03-03 --reason asked");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 0");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.entries(BACK)).hasSize(1);
        books.hold();
    }

    @Test
    void partsNeverClawBackMoreOfABonusThanHasNotLapsed() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 100_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        reckon.clean("wallet refund pay-acc_00001 --amount 1.00 --at 2026-03-03T01:00:00Z --reason a --ref r1");
        reckon.clean("wallet refund pay-acc_00001 --amount 1.00 --at 2026-03-03T02:00:00Z --reason a --ref r2");
        assertThat(town.rows(
                        "SELECT trim_scale(amount)::text FROM wallet_debit WHERE kind = 'claw_back' ORDER BY debit_id"))
                .containsExactly("0.25", "0.05");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("0.3");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("0");
        books.hold();
    }
}
