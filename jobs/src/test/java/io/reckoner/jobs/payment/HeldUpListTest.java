package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A list that nobody has read for long: what fails in it is tried for as long as what fails in any other. */
class HeldUpListTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    HeldUpListTest() {
        super(DB, data);
    }

    /** Lists that were never read begin this long ago. */
    private static final Duration WINDOW = Duration.ofDays(30);

    @Test
    void anOldEntryThatFailsWhenItIsMetFirstIsTriedForAsLongAsAnyOther() {
        String mark = "pay_\0" + shop.account;
        String odd = stripe.paidAtDashboard(mark, 4100);
        stripe.payment(mark).setCreated(Instant.now().minus(Duration.ofDays(9)).getEpochSecond());
        for (int reading = 0; reading < 2; reading++) {
            assertThat(references(Duration.ofDays(1))).containsExactly("not-processed:stripe-" + odd);
            assertThat(readings()).isZero();
        }
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String close = "payment close not-processed:stripe-" + odd + " --reason x";
        assertThat(reckon.run(close).err()).contains("it cannot be closed: the first sweep after 20");
        assertThat(references(Duration.ZERO)).containsExactly("unknown-payment:stripe-" + odd);
        assertThat(readings()).isEqualTo(1);
        // That it failed once is kept; it is no such break any more.
        assertThat(reckon.run(close).err()).contains("there is no open break not-processed:stripe-" + odd);
    }

    @Test
    void anEntryThatFailedAndWasTakenInSinceIsNoBreak() {
        new ProcessingFailureTable(shop.jdbc()).add("stripe-pi_gone", "IllegalStateException: out of order");
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String close = "payment close not-processed:stripe-pi_gone --reason x";
        assertThat(reckon.run(close).err()).contains("it cannot be closed: the first sweep after 20");
        reckon.clean("wallet top-up " + shop.account + " 10.00 --gateway stripe --gateway-ref pi_gone");
        assertThat(reckon.run(close).err()).contains("there is no open break not-processed:stripe-pi_gone");
    }

    private List<String> references(Duration openAtMost) {
        return shop
                .sweep(new Patience(Duration.ofDays(1), openAtMost, Duration.ofDays(1), Duration.ZERO, WINDOW))
                .breaks()
                .stream()
                .map(Break::reference)
                .toList();
    }

    /** How often the list of payments was read whole. */
    private long readings() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM gateway_listing WHERE list = 'payments'")
                .query(Long.class)
                .single();
    }
}
