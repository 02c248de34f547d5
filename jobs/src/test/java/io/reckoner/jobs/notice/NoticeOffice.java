package io.reckoner.jobs.notice;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.notice.smtp.MailSettings;
import io.reckoner.jobs.notice.smtp.SmtpDouble;
import io.reckoner.jobs.notice.smtp.SmtpPost;
import io.reckoner.jobs.notice.webhook.HookDouble;
import io.reckoner.jobs.plan.PlanSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation of its own with a mail server and an end point on loopback, one account, and what tests ask it. */
final class NoticeOffice implements AutoCloseable {
    static final String ADDRESS = "zoe@acme.example";

    final SmtpDouble smtp = new SmtpDouble();
    final HookDouble hook = new HookDouble();
    final CommandRunner reckon;
    private final TestDatabase test;

    NoticeOffice(Path data) {
        test = new TestDatabase().open();
        reckon = new CommandRunner(data, test.settings())
                .with("RECKON_MAIL_HOST", "127.0.0.1")
                .with("RECKON_MAIL_PORT", String.valueOf(smtp.port()))
                .with("RECKON_MAIL_SECURITY", "none")
                .with("RECKON_MAIL_FROM", "billing@gateway.example")
                .with("RECKON_MAIL_TIMEOUT", "1s")
                .with("RECKON_NOTICE_WEBHOOK_URL", hook.url())
                .with("RECKON_NOTICE_WEBHOOK_SECRET", HookDouble.SECRET_TEXT)
                .with("RECKON_NOTICE_WEBHOOK_TIMEOUT", "1s");
        reckon.clean("init");
        account("acme", ADDRESS);
    }

    void account(String id, String email) {
        reckon.clean("account create " + id + " --name 'Name of " + id + "' --billing-name 'Zoë of " + id + "'"
                + (email.isEmpty() ? "" : " --billing-email " + email));
    }

    Database database() {
        return test.database();
    }

    DatabaseSettings settings() {
        return test.settings();
    }

    JdbcClient jdbc() {
        return database().jdbc();
    }

    /** A job as the settings of the runner make it. */
    NoticeJob job() {
        return job(List.of(mail(), webhook()), Optional.of(new BigDecimal("5")));
    }

    NoticeJob job(List<Courier> couriers, Optional<BigDecimal> threshold) {
        NoticeSettings settings = new NoticeSettings(
                threshold,
                Duration.ofDays(7),
                Duration.ofDays(7),
                Optional.empty(),
                Optional.of(hook.url()),
                Optional.of(HookDouble.SECRET),
                Duration.ofSeconds(1));
        return new NoticeJob(database(), couriers, settings, new PlanSettings(4, Duration.ofDays(2)));
    }

    Courier mail() {
        MailSettings settings = new MailSettings(
                Optional.of("127.0.0.1"),
                Optional.of(smtp.port()),
                MailSettings.Security.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.of("billing@gateway.example"),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1));
        return new MailCourier(database(), SmtpPost.of(settings).orElseThrow(), NoticeTemplates.read(Optional.empty()));
    }

    Courier webhook() {
        return WebhookCourier.of(new NoticeSettings(
                        Optional.empty(),
                        Duration.ofDays(7),
                        Duration.ofDays(7),
                        Optional.empty(),
                        Optional.of(hook.url()),
                        Optional.of(HookDouble.SECRET),
                        Duration.ofSeconds(1)))
                .orElseThrow();
    }

    /** One pass with both channels. */
    NoticePass pass() {
        return pass(Duration.ZERO);
    }

    NoticePass pass(Duration later) {
        return job().run(now().plus(later));
    }

    Instant now() {
        return new NoticeChannelTable(jdbc()).now();
    }

    /** Subjects of the mails that have arrived, decoded where they are plain. */
    List<String> mails() {
        return smtp.accepted().stream().map(mail -> mail.header("Subject")).toList();
    }

    /** Types of the webhooks that have arrived. */
    List<String> hooks() {
        return hook.taken().stream()
                .map(taken -> taken.body().replaceAll(".*\"type\":\"notice\\.([a-z_]+)\".*", "$1"))
                .toList();
    }

    /** Deliveries through a channel, as {@code kind state attempts}. */
    List<String> deliveries(String channel) {
        return jdbc().sql(
                        """
                        SELECT kind || ' ' || state || ' ' || attempts FROM reports.notice WHERE channel = ?
                        ORDER BY happened_at, kind
                        """)
                .param(channel)
                .query(String.class)
                .list();
    }

    /** The only notice there is. */
    String only() {
        return jdbc().sql("SELECT notice_id FROM notice").query(String.class).single();
    }

    Ran ran(String line) {
        return reckon.run(line);
    }

    @Override
    public void close() {
        smtp.close();
        hook.close();
        test.close();
    }
}
