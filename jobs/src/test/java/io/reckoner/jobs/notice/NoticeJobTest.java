package io.reckoner.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.notice.smtp.SmtpDouble;
import io.reckoner.jobs.notice.webhook.HookDouble;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever runs twice, dies, or is refused: each notice goes out once, or somebody is told that it may not have. */
class NoticeJobTest {
    @TempDir
    Path data;

    private NoticeOffice office;

    /** The first pass notes since when the channels are set up. */
    @BeforeEach
    void open() {
        office = new NoticeOffice(data);
        office.pass();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void pay(String reference) {
        office.reckon.clean("wallet top-up acme 10.00 --ref " + reference);
    }

    @Test
    void whatIsSentIsNotSentAgain() {
        pay("p1");
        assertThat(office.pass().sentence()).isEqualTo("Notices: 1 new; 2 sent.");
        assertThat(office.pass().sentence()).isEqualTo("Notices: 0 new; nothing was due.");
        assertThat(office.pass(Duration.ofDays(3)).isQuiet()).isTrue();
        assertThat(office.mails()).containsExactly("Payment received: 10.00 USD");
        assertThat(office.hooks()).containsExactly("receipt");
        assertThat(office.smtp.accepted().getFirst().to()).isEqualTo("<zoe@acme.example>");
        assertThat(office.smtp.accepted().getFirst().header("Message-ID"))
                .isEqualTo("<" + office.only() + "@gateway.example>");
        assertThat(office.hook.taken().getFirst().id()).isEqualTo(office.only());
    }

    @Test
    void eightPassesAtOnceSendEachNoticeOnce() throws Exception {
        for (int n = 0; n < 6; n++) {
            pay("p" + n);
        }
        office.smtp.mood(SmtpDouble.Mood.ACCEPTS_LATE);
        List<Callable<NoticePass>> passes = IntStream.range(0, 8)
                .mapToObj(n -> (Callable<NoticePass>) () -> office.pass())
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var pass : threads.invokeAll(passes)) {
                pass.get();
            }
        }
        assertThat(office.mails()).hasSize(6);
        assertThat(office.hooks()).hasSize(6);
        assertThat(office.hook.taken().stream().map(HookDouble.Taken::id)).doesNotHaveDuplicates();
        assertThat(office.deliveries("mail")).hasSize(6).allMatch("receipt sent 1"::equals);
    }

    /** A process that dies after it took an attempt looks just so in the database. */
    @Test
    void aMailWhoseSenderDiedIsUnknownAndGoesOutByNameAlone() {
        pay("p1");
        dies();
        assertThat(office.deliveries("webhook")).containsExactly("receipt waiting 0");
        dies();
        assertThat(office.deliveries("webhook")).containsExactly("receipt sending 1");
        assertThat(office.deliveries("mail")).containsExactly("receipt sending 1");
        office.pass(Duration.ofMinutes(14));
        assertThat(office.deliveries("mail")).containsExactly("receipt sending 1");

        NoticePass later = office.pass(Duration.ofMinutes(16));
        office.pass(Duration.ofDays(2));
        assertThat(office.deliveries("mail")).containsExactly("receipt unknown 1");
        assertThat(office.mails()).isEmpty();
        // The webhook is sent again under its id.
        assertThat(later.attempts()).isEqualTo(Map.of(DeliveryState.SENT, 1));
        assertThat(office.deliveries("webhook")).containsExactly("receipt sent 2");

        assertThat(office.reckon
                        .clean("notice list --state unknown --format csv")
                        .lines()
                        .get(1))
                .contains(office.only())
                .contains("mail,unknown,1,,whoever was sending it has died");
        assertThat(office.ran("notice send --fail-on unknown").exit()).isEqualTo(1);
        assertThat(office.reckon.clean("notice send " + office.only()).out())
                .isEqualTo("Notice " + office.only() + " by mail is sent: 250 2.0.0 queued as 1.\n");
        assertThat(office.mails()).hasSize(1);
        assertThat(office.ran("notice send --fail-on unknown,failed").exit()).isZero();
        Ran again = office.ran("notice send " + office.only());
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err())
                .contains("notice " + office.only() + " is not to be sent: mail is sent, webhook is sent.");
        assertThat(office.mails()).hasSize(1);
    }

    private void dies() {
        List<Courier> couriers = List.of(new Dying(NoticeChannel.MAIL), new Dying(NoticeChannel.WEBHOOK));
        assertThatThrownBy(() -> office.job(couriers, Optional.empty()).run(office.now()))
                .hasMessage("the process dies here");
    }

    /** Takes an attempt and is never heard of again. */
    private record Dying(NoticeChannel channel) implements Courier {
        @Override
        public DeliveryOutcome deliver(Notice notice, NoticeDeliveryTable.Claim claim) {
            throw new IllegalStateException("the process dies here");
        }

        @Override
        public byte[] address() {
            return new byte[0];
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                   | at once           | after two minutes | mails
                    ACCEPTS                  | receipt sent 1    | receipt sent 1    | 1
                    TOO_BUSY_TO_GREET        | receipt waiting 1 | receipt sent 2    | 1
                    REFUSES_THE_SENDER       | receipt waiting 1 | receipt sent 2    | 1
                    PUTS_OFF_THE_ADDRESS     | receipt waiting 1 | receipt sent 2    | 1
                    PUTS_OFF_THE_MESSAGE     | receipt waiting 1 | receipt sent 2    | 1
                    REFUSES_THE_ADDRESS      | receipt failed 1  | receipt failed 1  | 0
                    REFUSES_THE_MESSAGE      | receipt failed 1  | receipt failed 1  | 0
                    ACCEPTS_AND_BREAKS_OFF   | receipt unknown 1 | receipt unknown 1 | 1
                    ACCEPTS_AND_SAYS_NOTHING | receipt unknown 1 | receipt unknown 1 | 1
                    """)
    void aMailIsTriedAgainOnlyWhereItCertainlyHasNotArrived(
            SmtpDouble.Mood mood, String atOnce, String later, int mails) {
        pay("p1");
        office.smtp.mood(mood);
        office.pass();
        assertThat(office.deliveries("mail")).containsExactly(atOnce);
        office.smtp.mood(SmtpDouble.Mood.ACCEPTS);
        office.pass(Duration.ofSeconds(30));
        assertThat(office.deliveries("mail")).containsExactly(atOnce);
        office.pass(Duration.ofMinutes(2));
        assertThat(office.deliveries("mail")).containsExactly(later);
        assertThat(office.mails()).hasSize(mails);
        assertThat(office.reckon.clean("notice list --format json").out()).doesNotContain("zoe@acme.example");
    }

    @Test
    void aServerThatIsDownIsAskedOnceAPass() {
        for (int n = 0; n < 4; n++) {
            pay("p" + n);
        }
        office.smtp.mood(SmtpDouble.Mood.TOO_BUSY_TO_GREET);
        NoticePass pass = office.pass();
        assertThat(office.smtp.connections()).isEqualTo(1);
        assertThat(pass.problems())
                .singleElement()
                .asString()
                .startsWith("Notices by mail wait, and are tried again: ");
        assertThat(office.hooks()).hasSize(4);
        office.smtp.mood(SmtpDouble.Mood.ACCEPTS);
        office.pass(Duration.ofMinutes(2));
        assertThat(office.mails()).hasSize(4);
    }

    @Test
    void whatIsPutOffForTwoDaysHasFailed() {
        pay("p1");
        office.smtp.mood(SmtpDouble.Mood.PUTS_OFF_THE_ADDRESS);
        for (int n = 0; n < 20; n++) {
            office.pass(Duration.ofHours(9));
        }
        assertThat(office.deliveries("mail")).containsExactly("receipt failed 15");
        assertThat(office.reckon
                        .clean("notice show --format csv " + office.only())
                        .out())
                .contains("given up after 15 attempts: 450 4.2.0 <(address)> greylisted");
    }

    @Test
    void aWebhookIsRepeatedUnderTheSameIdWithTheSameBody() {
        pay("p1");
        office.hook.mood(HookDouble.Mood.TAKES_IT_AND_SAYS_NOTHING);
        office.pass();
        office.hook.mood(HookDouble.Mood.FAILS);
        office.pass(Duration.ofMinutes(2));
        office.hook.mood(HookDouble.Mood.TAKES_IT);
        office.pass(Duration.ofMinutes(5));
        assertThat(office.hook.taken().stream().map(HookDouble.Taken::id))
                .containsExactly(office.only(), office.only(), office.only());
        assertThat(office.hook.taken().stream().map(HookDouble.Taken::body).distinct())
                .hasSize(1);
        assertThat(office.deliveries("webhook")).containsExactly("receipt sent 3");
        assertThat(office.mails()).hasSize(1);
    }

    @Test
    void anEndPointThatIsGoneIsAskedNoMoreUntilItTakesSomethingByName() {
        pay("p1");
        pay("p2");
        office.hook.mood(HookDouble.Mood.GONE);
        office.pass();
        office.hook.mood(HookDouble.Mood.TAKES_IT);
        assertThat(office.pass(Duration.ofDays(1)).problems())
                .singleElement()
                .asString()
                .startsWith("Notices by webhook wait: its address answered 410 Gone.");
        assertThat(office.hook.taken()).hasSize(1);
        assertThat(office.mails()).hasSize(2);
        office.reckon.clean("notice send " + office.hook.taken().getFirst().id() + " --channel webhook");
        office.pass();
        assertThat(office.deliveries("webhook")).containsExactlyInAnyOrder("receipt sent 2", "receipt sent 1");
    }

    @Test
    void whoOptedOutGetsNoMailOfThatKindAndTheOperatorsSystemsStillHearOfIt() {
        office.reckon.clean("notice opt-out acme receipt --reason 'asked by mail'");
        pay("p1");
        office.pass();
        assertThat(office.mails()).isEmpty();
        assertThat(office.hooks()).containsExactly("receipt");
        assertThat(office.deliveries("mail")).containsExactly("receipt opted_out 1");
        assertThat(office.ran("notice send " + office.only()).err())
                .contains("is not to be sent: mail is opted out, webhook is sent");
        assertThat(office.reckon.clean("notice opt-out acme receipt").out()).contains("nothing changed");
        office.reckon.clean("notice opt-in acme receipt");
        assertThat(office.reckon.clean("notice opt-in acme receipt").out()).contains("nothing changed");
        pay("p2");
        office.pass();
        assertThat(office.mails()).hasSize(1);
        assertThat(office.ran("notice opt-out nobody receipt").err()).contains("there is no account nobody");
        assertThat(office.ran("notice opt-out acme receipts").err())
                .contains("\"receipts\" is no kind of notice. Write one of: low_balance, receipt,");
    }

    @Test
    void anAccountWithoutAnAddressIsListedAndCanBeSentToOnceItHasOne() {
        office.account("bare", "");
        office.reckon.clean("wallet top-up bare 10.00 --ref b1");
        office.pass();
        assertThat(office.deliveries("mail")).containsExactly("receipt no_address 1");
        office.reckon.clean("account set bare --billing-email bare@b.example");
        office.pass();
        assertThat(office.mails()).isEmpty();
        office.reckon.clean("notice send " + office.only());
        assertThat(office.smtp.accepted().getFirst().to()).isEqualTo("<bare@b.example>");
    }

    @Test
    void anAddressThatCouldForgeAHeaderIsRefusedBeforeAnybodyIsSpokenTo() {
        assertThat(office.ran("account create forger --billing-email 'a@b.example, all@b.example'")
                        .err())
                .isEqualTo("the billing e-mail \"a@b.example, all@b.example\" is no address. Write it as"
                        + " billing@example.com.\n");
        office.reckon.clean("account create forger --billing-email a@b.example");
        office.reckon.clean("wallet top-up forger 10.00 --ref f1");
        pay("p1");
        // Past the check of the command, by whoever may write to the table.
        office.jdbc()
                .sql("UPDATE account SET billing_email = ? WHERE account_id = 'forger'")
                .param("a@b.example, all@b.example")
                .update();
        office.jdbc()
                .sql("UPDATE account SET billing_name = ? WHERE account_id = 'acme'")
                .param("x\r\nBcc: all@b.example")
                .update();
        office.pass();
        assertThat(office.smtp.connections()).isZero();
        assertThat(office.deliveries("mail")).containsExactly("receipt failed 1", "receipt failed 1");
    }

    @Test
    void whatWaitsCanBeClosedWithAReason() {
        pay("p1");
        office.smtp.mood(SmtpDouble.Mood.REFUSES_THE_ADDRESS);
        office.pass();
        assertThat(office.ran("notice close " + office.only()).err()).contains("closing a notice needs a reason");
        office.reckon.clean("notice close " + office.only() + " --reason 'phoned'");
        assertThat(office.deliveries("mail")).containsExactly("receipt closed 1");
        assertThat(office.ran("notice close " + office.only() + " --reason again")
                        .err())
                .contains("has nothing to close: mail is closed, webhook is sent.");
        assertThat(office.jdbc()
                        .sql("SELECT verb || ' ' || detail || ' ' || reason FROM act WHERE verb LIKE 'notice %'")
                        .query(String.class)
                        .list())
                .containsExactly("notice close mail phoned");
        assertThat(office.ran("notice close ntc_none --reason x").err()).contains("there is no notice ntc_none.");
    }

    @Test
    void withoutAChannelNothingIsWrittenAndNothingIsSentLater() {
        NoticeJob none = office.job(List.of(), Optional.of(new BigDecimal("5")));
        pay("p1");
        assertThat(none.run(office.now()).isQuiet()).isTrue();
        assertThat(office.jdbc()
                        .sql("SELECT count(*) FROM notice")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
