package io.reckoner.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of notice is told for, how often, and what it says. */
class NoticeKindsTest {
    private static final String BOOK =
            """
            price_book: 1
            per: 1000000
            models:
              - provider: openai
                model: openai/m
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 2.00, output: 8.00}
            """;

    @TempDir
    Path data;

    private NoticeOffice office;
    private CommandRunner reckon;

    @BeforeEach
    void open() {
        office = new NoticeOffice(data);
        reckon = office.reckon;
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static String ago(int days) {
        return Instant.now()
                .minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static String in(int days) {
        return Instant.now()
                .plus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** What the newest notice of a kind says of a field. */
    private List<String> says(NoticeKind kind, String field) {
        return office.jdbc()
                .sql("SELECT says ->> ? FROM notice WHERE kind = ? ORDER BY happened_at, subject")
                .param(field)
                .param(kind.code())
                .query(String.class)
                .list();
    }

    private void settleUntilTomorrow(int day) throws Exception {
        if (day == 1) {
            Files.writeString(data.resolve("book.yaml"), BOOK);
            reckon.clean("price import " + data.resolve("book.yaml") + " --reason first");
        }
        Instant at = office.now().plus(Duration.ofDays(day));
        reckon.at(at.plus(Duration.ofHours(1))).clean("settle --watermark " + at);
    }

    @Test
    void onTheFirstSwitchingOnNothingOldIsTold() {
        reckon.clean("wallet top-up acme 10.00 --ref old");
        reckon.clean("account create poor --billing-email poor@b.example");
        office.pass();
        office.pass(Duration.ofDays(1));
        assertThat(office.mails()).isEmpty();
        assertThat(office.hooks()).isEmpty();
        reckon.clean("wallet top-up acme 11.00 --ref new");
        office.pass();
        assertThat(office.mails()).containsExactly("Payment received: 11.00 USD");
    }

    @Test
    void aChannelThatIsAddedLaterIsNotToldWhatWasBefore() {
        office.job(List.of(office.mail()), Optional.empty()).run(office.now());
        reckon.clean("wallet top-up acme 10.00 --ref first");
        office.pass();
        reckon.clean("wallet top-up acme 11.00 --ref second");
        office.pass();
        assertThat(office.mails()).containsExactly("Payment received: 10.00 USD", "Payment received: 11.00 USD");
        assertThat(office.hook.taken()).singleElement().satisfies(taken -> assertThat(taken.body())
                .contains("\"payment\":\"second\""));
    }

    @Test
    void whatWasPaidLongAgoAndIsOnlyRecordedNowIsNoNews() {
        office.pass();
        reckon.clean("wallet top-up acme 10.00 --ref books --at " + ago(30));
        assertThat(office.pass().written()).isZero();
        // A week in which nothing ran is the most that is made up for.
        reckon.clean("wallet top-up acme 10.00 --ref late");
        assertThat(office.pass(Duration.ofDays(8)).written()).isZero();
    }

    @Test
    void everyPurposeOfAPaymentHasItsReceipt() {
        office.pass();
        reckon.clean("wallet top-up acme 10.00 --ref p1");
        reckon.clean("plan subscribe acme starter --ref p2");
        reckon.clean("plan switch acme premium --ref p3");
        reckon.clean("account create bob --billing-email bob@b.example");
        reckon.clean("plan subscribe bob starter --ref old --at " + ago(35));
        reckon.clean("plan renew bob --ref p4");
        automatic("p5");
        office.pass();
        office.pass();
        assertThat(office.jdbc()
                        .sql(
                                """
                                SELECT concat_ws(' ', subject, says ->> 'purpose', says ->> 'amount', says ->> 'plan',
                                                 says ->> 'credited_paid', says ->> 'credited_bonus', says ->> 'credited_main',
                                                 says ->> 'credited_backup') FROM notice WHERE kind = 'receipt' ORDER BY 1
                                """)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "p1 top_up 10.00  10.00 2.00 0.00 0.00",
                        "p2 plan 10.00 starter@1 0.00 0.00 12.00 30.00",
                        "p3 switch 25.00 premium@1 0.00 0.00 30.00 75.00",
                        "p4 renewal 10.00 starter@1 0.00 0.00 12.00 30.00",
                        "p5 auto_top_up 7.00  7.00 1.40 0.00 0.00");
        assertThat(says(NoticeKind.RECEIPT, "credited"))
                .contains("12.00 USD, of which 2.00 USD are a bonus", "1200 credits, and 3000 credits in the backup");
        assertThat(office.mails()).hasSize(5);
        assertThat(office.smtp.accepted())
                .anyMatch(mail -> mail.raw().contains("For        a top-up\n")
                        && mail.raw().contains("Reference  p1\n"));
    }

    /** A payment whose intent was an automatic top-up's, as the cashier leaves it. */
    private void automatic(String intent) {
        office.jdbc()
                .sql(
                        """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, actor)
                        VALUES (?, 'charge', 'acme', 'offline', 'auto_top_up', 700, ?, 'test')
                        """)
                .param(intent)
                .param("auto:" + intent)
                .update();
        reckon.clean("wallet top-up acme 7.00 --ref " + intent);
    }

    @Test
    void aWebhookHoldsIdsAndAmountsAndNoPerson() {
        office.pass();
        reckon.clean("wallet top-up acme 10.00 --ref p1");
        office.pass();
        assertThat(office.hook.taken().getFirst().body())
                .startsWith("{\"type\":\"notice.receipt\",\"timestamp\":\"")
                .endsWith(
                        "\"data\":{\"account\":\"acme\",\"payment\":\"p1\",\"purpose\":\"top_up\",\"amount\":\"10.00\","
                                + "\"tax\":\"0.00\",\"credited_paid\":\"10.00\",\"credited_bonus\":\"2.00\",\"credited_main\":\"0.00\","
                                + "\"credited_backup\":\"0.00\",\"plan\":null,\"balance\":\"12.00\",\"paid_at\":\""
                                + says(NoticeKind.RECEIPT, "paid_at").getFirst() + "\"}}")
                .doesNotContain("zoe")
                .doesNotContain("Zoë")
                .doesNotContain("Name of");
        assertThat(office.jdbc()
                        .sql("SELECT says::text FROM notice")
                        .query(String.class)
                        .single())
                .doesNotContain("zoe")
                .doesNotContain("Zoë");
    }

    @Test
    void aLowBalanceIsToldOnceAndAgainAfterItHasRecovered() throws Exception {
        reckon.clean("wallet top-up acme 10.00 --ref p1");
        office.pass();
        assertThat(says(NoticeKind.LOW_BALANCE, "balance")).isEmpty();
        reckon.clean("wallet adjust acme --take 9.001 --reason test --ref a1");
        // What will be taken is missing at once; once it is settled, nothing is told again.
        office.pass();
        assertThat(says(NoticeKind.LOW_BALANCE, "balance")).containsExactly("2.999");
        settleUntilTomorrow(1);
        office.pass(Duration.ofDays(2));
        office.pass(Duration.ofDays(2));
        assertThat(says(NoticeKind.LOW_BALANCE, "balance")).containsExactly("2.999");
        assertThat(office.mails()).contains("Your balance is low: 2.99 USD");

        // Up to the threshold and no further is not below it.
        reckon.clean("wallet adjust acme --add 2.001 --reason test --ref a2");
        office.pass(Duration.ofDays(3));
        reckon.clean("wallet adjust acme --take 0.50 --reason test --ref a3");
        settleUntilTomorrow(2);
        office.pass(Duration.ofDays(3));
        office.pass(Duration.ofDays(3));
        assertThat(says(NoticeKind.LOW_BALANCE, "balance")).containsExactly("2.999", "4.50");
        assertThat(says(NoticeKind.LOW_BALANCE, "threshold")).containsExactly("5.00", "5.00");
    }

    @Test
    void anAccountsOwnThresholdStandsBeforeTheUsualOneAndMayBeTheOnlyOne() {
        reckon.clean("wallet top-up acme 10.00 --ref p1");
        NoticeJob without = office.job(List.of(office.mail()), Optional.empty());
        without.run(office.now());
        reckon.clean("notice threshold acme --below 12.01");
        without.run(office.now());
        assertThat(says(NoticeKind.LOW_BALANCE, "threshold")).isEmpty();
        reckon.clean("notice threshold acme --below 12.00");
        without.run(office.now());
        reckon.clean("notice threshold acme --below 20.00");
        without.run(office.now());
        assertThat(says(NoticeKind.LOW_BALANCE, "threshold")).containsExactly("20.00");
        assertThat(reckon.clean("notice threshold acme --below 20.00").out()).contains("nothing changed");
        reckon.clean("notice threshold acme --usual");
        office.job(List.of(office.mail()), Optional.of(new BigDecimal("5"))).run(office.now());
        assertThat(office.jdbc()
                        .sql("SELECT is_low FROM notice_level")
                        .query(Boolean.class)
                        .list())
                .containsExactly(false);
        assertThat(office.ran("notice threshold acme").err()).contains("give either --below or --usual.");
    }

    @Test
    void anAccountThatIsNotActiveIsNotToldThatItIsLow() {
        reckon.clean("wallet top-up acme 10.00 --ref p1");
        office.pass();
        reckon.clean("account set acme --status SUSPENDED --reason late");
        reckon.clean("notice threshold acme --below 50");
        office.pass();
        assertThat(says(NoticeKind.LOW_BALANCE, "balance")).isEmpty();
    }

    @Test
    void aBonusAboutToLapseIsToldOnceForEachLot() {
        office.pass();
        reckon.clean("wallet grant acme 3.129 --kind gift --reason a --ref g1 --expires " + in(8));
        reckon.clean("wallet grant acme 4.00 --kind bonus --ref g2");
        assertThat(office.pass().written()).isZero();
        assertThat(office.pass(Duration.ofDays(2)).written()).isEqualTo(1);
        assertThat(office.pass(Duration.ofDays(4)).written()).isZero();
        assertThat(says(NoticeKind.BONUS_LAPSING, "lot")).containsExactly("gift:g1:wallet:gift");
        assertThat(office.smtp.accepted().getFirst().raw()).contains("Left     3.12 USD");
        // What has lapsed meanwhile is not about to.
        reckon.clean("wallet grant acme 1.00 --kind gift --reason a --ref g3 --expires " + in(2));
        assertThat(office.pass(Duration.ofDays(3)).written()).isZero();
    }

    @Test
    void aBonusOfWhichNothingIsLeftIsNotToldOf() throws Exception {
        reckon.clean("wallet grant acme 3.00 --kind gift --reason a --ref g1 --expires " + in(8));
        office.pass();
        reckon.clean("wallet adjust acme --take 3.00 --reason test --ref a1");
        settleUntilTomorrow(1);
        office.pass(Duration.ofDays(2));
        assertThat(says(NoticeKind.BONUS_LAPSING, "lot")).isEmpty();
    }

    @Test
    void eachDeclineOfARenewalIsToldWithWhatComesNext() {
        office.pass();
        reckon.clean("plan subscribe acme starter --ref s1 --at " + ago(45));
        for (int attempt = 1; attempt <= 4; attempt++) {
            reckon.clean("plan renew acme --declined --ref d" + attempt + " --at " + ago(16 - 3 * attempt));
            office.pass();
        }
        assertThat(says(NoticeKind.RENEWAL_FAILED, "attempt")).containsExactly("1", "2", "3", "4");
        assertThat(says(NoticeKind.RENEWAL_FAILED, "next").getFirst()).startsWith("The next attempt is on 20");
        assertThat(says(NoticeKind.RENEWAL_FAILED, "next").getLast())
                .isEqualTo("That was the last attempt: the plan has ended.");
        assertThat(says(NoticeKind.RENEWAL_FAILED, "next_at").getLast()).isEmpty();
        assertThat(office.mails()).hasSize(4).allMatch("Your plan could not be renewed"::equals);
        assertThat(office.hook.taken().getLast().body()).contains("\"next_at\":null");
    }

    @Test
    void anAutomaticTopUpDeclinedOrPausedIsToldWithItsReasonToTheCustomerAlone() {
        office.pass();
        decline("i1", "insufficient funds");
        decline("i2", "insufficient funds");
        outcome("i2", 2, "paid", "");
        outcome("i3", "top_up");
        outcome("i3", 1, "declined", "of another purpose");
        office.jdbc()
                .sql(
                        """
                        INSERT INTO auto_top_up_pause (account_id, pause_no, state, recorded_at, actor, reason)
                        VALUES ('acme', 1, 'paused', clock_timestamp(), 'test', '3 declines in a row'),
                               ('acme', 2, 'resumed', clock_timestamp(), 'test', '')
                        """)
                .update();
        office.pass();
        office.pass();
        assertThat(says(NoticeKind.AUTO_TOP_UP_DECLINED, "intent")).containsExactly("i1");
        assertThat(says(NoticeKind.AUTO_TOP_UP_PAUSED, "reason")).containsExactly("3 declines in a row");
        assertThat(office.mails())
                .containsExactlyInAnyOrder(
                        "Your automatic top-up of 7.00 USD was declined", "Your automatic top-up is paused");
        assertThat(String.join(
                        "\n",
                        office.smtp.accepted().stream().map(mail -> mail.raw()).toList()))
                .contains("Reason     insufficient funds")
                .contains("Reason   3 declines in a row");
        assertThat(office.hook.taken()).hasSize(2).allSatisfy(taken -> assertThat(taken.body())
                .doesNotContain("reason")
                .doesNotContain("insufficient"));
    }

    private void decline(String intent, String why) {
        outcome(intent, "auto_top_up");
        outcome(intent, 1, "declined", why);
    }

    private void outcome(String intent, String purpose) {
        office.jdbc()
                .sql(
                        """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, actor)
                        VALUES (?, 'charge', 'acme', 'stripe', ?, 700, ?, 'test')
                        """)
                .param(intent)
                .param(purpose)
                .param("key:" + intent)
                .update();
    }

    private void outcome(String intent, int number, String state, String detail) {
        office.jdbc()
                .sql(
                        """
                        INSERT INTO payment_outcome (intent_id, outcome_no, state, cents, detail, learned_by)
                        VALUES (?, ?, ?, ?::bigint, ?, 'call')
                        """)
                .param(intent)
                .param(number)
                .param(state)
                .param(state.equals("paid") ? "700" : null)
                .param(detail)
                .update();
    }
}
