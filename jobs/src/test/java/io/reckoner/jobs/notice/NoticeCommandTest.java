package io.reckoner.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.notice.webhook.HookDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code reckon notice}: what it shows, what it refuses, and what it never shows. */
class NoticeCommandTest {
    @TempDir
    static Path data;

    private static NoticeOffice office;
    private static CommandRunner reckon;

    /** One notice that was sent both ways. */
    @BeforeAll
    static void open() {
        office = new NoticeOffice(data);
        reckon = office.reckon.with("RECKON_MAIL_USER", "billing").with("RECKON_MAIL_PASSWORD", "pass-of-billing");
        office.pass();
        office.reckon.clean("wallet top-up acme 10.00 --ref p1");
        office.pass();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String happened() {
        return office.jdbc()
                .sql("SELECT happened_at FROM notice")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .toString();
    }

    @Test
    void aListIsATableInThreeFormats() {
        String id = office.only();
        assertThat(reckon.clean("notice list --account acme --format csv").lines())
                .hasSize(3)
                .contains("notice,kind,account,happened,channel,state,attempts,next,detail")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(id + ",receipt,acme,")
                        .endsWith(",mail,sent,1,,250 2.0.0 queued as 1"))
                .anySatisfy(line -> assertThat(line).startsWith(id).endsWith(",webhook,sent,1,,HTTP 200"));
        assertThat(reckon.clean("notice list --limit 1 --format json").out())
                .contains("\"notice\" : \"" + id + "\"")
                .contains("\"attempts\" : 1");
        assertThat(reckon.clean("notice list --state sent").out()).contains(id).contains("receipt");
        assertThat(reckon.clean("notice list --state unknown").out()).isEqualTo("There are no such notices.\n");
        assertThat(reckon.run("notice list --state lost").err())
                .contains("\"lost\" is no state. Write one of: waiting, sending, sent, unknown, failed, opted_out,");
    }

    @Test
    void aNoticeIsShownExactly() {
        assertThat(reckon.clean("notice show " + office.only()).out())
                .contains("Notice " + office.only() + "\n")
                .contains("credited_bonus     2.00\n")
                .contains("webhook            sent\n")
                .contains("mail last word     250 2.0.0 queued as 1\n");
        assertThat(reckon.run("notice show ntc_0").err())
                .contains("there is no notice ntc_0. See them with: reckon notice list.");
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void aPreviewSendsNothing(NoticeKind kind) {
        int before = office.smtp.connections();
        String shown = reckon.clean("notice preview " + kind.code() + " acme").out();
        assertThat(shown)
                .startsWith("To: zoe@acme.example\nSubject: ")
                .contains("\nHello Zoë of acme,\n")
                .contains("{\"type\":\"notice." + kind.code() + "\"");
        assertThat(reckon.clean("notice preview " + kind.code() + " --format json")
                        .out())
                .contains("\"to\" : \"billing@acme.example\"");
        assertThat(office.smtp.connections()).isEqualTo(before);
        assertThat(office.hook.taken()).hasSize(1);
    }

    @Test
    void faultsOfTemplatesStopTheCommandsAndNothingIsSent() throws IOException {
        Path folder = data.resolve("wording");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("receipt.txt"), "Subject: {amuont}\n\nx\n");
        Files.writeString(folder.resolve("low_balance.txt"), "Low\n\nx\n");
        // A relative folder lies in the data folder.
        CommandRunner faulty = office.reckon.with("RECKON_NOTICE_TEMPLATES", "wording");
        for (String line : new String[] {"notice preview receipt", "notice send"}) {
            Ran ran = faulty.run(line);
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err())
                    .contains(folder.resolve("receipt.txt") + ":1: {amuont} is no placeholder of receipt.")
                    .contains(folder.resolve("low_balance.txt") + ":1: there is no subject.");
        }
        Files.writeString(folder.resolve("receipt.txt"), "Subject: Quittung {amount}\n\nx\n");
        Files.delete(folder.resolve("low_balance.txt"));
        assertThat(faulty.clean("notice preview receipt").out()).contains("Subject: Quittung 50.00 USD\n");
    }

    @Test
    void withoutAChannelSendSaysWhatToSet() {
        Ran ran = new CommandRunner(data, office.settings()).run("notice send");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("no channel is set up: nobody is told anything. Give mail.host and mail.from, or");
    }

    @ParameterizedTest(name = "[{index}] {0}={1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RECKON_MAIL_FROM              | Acme <a@b.example>            | section mail: from is no mail address.
                    RECKON_MAIL_REPLY_TO          | a@b.example, c@d.example      | section mail: reply-to is no mail address.
                    RECKON_MAIL_PORT              | 99999                         | mail.port is "99999". Write a whole number from 1 to 65535.
                    RECKON_MAIL_SECURITY          | ssl                           | mail.security is "ssl". Write one of starttls, tls, none.
                    RECKON_MAIL_TIMEOUT           | 2m                            | section mail: timeout is PT2M. Write 1s to 60s.
                    RECKON_MAIL_USER              |                               | section mail: user and password belong together.
                    RECKON_NOTICE_WEBHOOK_SECRET  | whsec_aHVzaC1odXNoLXNlY3JldA==| section notice: webhook-secret is no secret of Standard Webhooks.
                    RECKON_NOTICE_WEBHOOK_URL     | https://me:hush-hush@b.example| section notice: webhook-url is no web address.
                    RECKON_NOTICE_WEBHOOK_URL     | ftp://b.example               | section notice: webhook-url is no web address.
                    RECKON_NOTICE_WEBHOOK_URL     |                               | section notice: webhook-url and webhook-secret belong together.
                    RECKON_NOTICE_LOW_BALANCE     | -1                            | notice.low-balance is "-1". Write a number from 0 to 1000000
                    RECKON_NOTICE_OLDEST          | 5m                            | section notice: oldest is PT5M. Write 1h or more
                    RECKON_SCHEDULE_NOTICES       | 10ms                          | section schedule: notices PT0.01S is too often.
                    """)
    void faultsOfSettingsAreSentencesWithoutSecrets(String variable, String value, String message) {
        Ran ran = reckon.with(variable, value == null ? "" : value).run("notice list");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains(message)
                .doesNotContain("hush")
                .doesNotContain("aHVzaC")
                .doesNotContain("pass-of-billing")
                .doesNotContain(HookDouble.SECRET_TEXT);
    }

    @Test
    void aReceiptNamesWhenItHappened() {
        assertThat(office.hook.taken().getFirst().body()).contains("\"timestamp\":\"" + happened() + "\"");
    }
}
