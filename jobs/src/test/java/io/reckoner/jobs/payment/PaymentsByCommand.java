package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/** Payments as a person makes them at the command line: for each test another account. */
abstract class PaymentsByCommand {
    private static final Pattern INTENT = Pattern.compile("pay_[0-9a-f]{32}");

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final TestDatabase database;
    private final Path folder;
    CommandRunner reckon;
    String account;

    PaymentsByCommand(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @BeforeEach
    final void freshAccount() {
        reckon = new CommandRunner(folder, database.settings());
        reckon.clean("init");
        account = "payer" + ACCOUNTS.incrementAndGet();
        reckon.clean("account create " + account);
    }

    final String credit() {
        return database.database()
                .jdbc()
                .sql(
                        "SELECT trim_scale(coalesce(sum(amount), 0))::text FROM lot WHERE account_id = ? AND kind = 'topup'")
                .param(account)
                .query(String.class)
                .single();
    }

    static String intent(Ran ran) {
        Matcher matcher = INTENT.matcher(ran.out());
        assertThat(matcher.find()).as(ran.out()).isTrue();
        return matcher.group();
    }
}
