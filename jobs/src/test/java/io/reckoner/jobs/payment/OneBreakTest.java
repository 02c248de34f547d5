package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment that belongs to nothing here is one break, whether a webhook told of it, or its gateway's list, or both. */
class OneBreakTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    OneBreakTest() {
        super(DB, data);
    }

    private String payment() {
        return "tran_" + shop.account;
    }

    private void told() {
        take(creem.subscriptionPaid("pay_lost" + shop.account, payment(), 1000, "USD"));
        new Webhooks(shop.database, shop.gateways(), shop.effects, Duration.ZERO).process();
    }

    private void listed() {
        Listing.Entry entry = new Listing.Entry(
                new GatewayEvent.Other("listed"),
                payment(),
                new Cents(1000),
                Optional.of(Instant.now()),
                Listing.Owner.OURS);
        new UnknownPaymentTable(shop.jdbc()).add(GatewayName.CREEM, entry, "paid 10.00", Instant.now());
    }

    private String stray() {
        return "stray-webhook:creem-" + newest();
    }

    private long newest() {
        return shop.jdbc()
                .sql("SELECT max(webhook_id) FROM webhook")
                .query(Long.class)
                .single();
    }

    /** Those that name the payment, as their subject or in words. */
    private List<String> references() {
        return shop.sweep().breaks().stream()
                .filter(each -> (each.subject() + " " + each.detail()).contains(payment()))
                .map(Break::reference)
                .toList();
    }

    @ParameterizedTest(name = "[{index}] {0}, {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what is known | what ends it
                    told listed     | payment close unknown-payment:creem-PAYMENT --reason x
                    listed told     | payment close unknown-payment:creem-PAYMENT --reason x
                    listed told     | wallet top-up ACC 10.00 --gateway creem --gateway-ref PAYMENT
                    told            | wallet top-up ACC 10.00 --gateway creem --gateway-ref PAYMENT
                    told            | plan subscribe ACC starter --gateway creem --gateway-ref PAYMENT
                    told            | payment close STRAY --reason x
                    """)
    void isOneBreakUntilItIsClosedOrRecorded(String known, String act) {
        for (String each : known.split(" ")) {
            if (each.equals("told")) {
                told();
            } else {
                listed();
            }
        }
        String stray = known.contains("told") ? stray() : "";
        String open = known.contains("listed") ? "unknown-payment:creem-" + payment() : stray;
        assertThat(references()).containsExactly(open);
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        reckon.clean(
                act.replace("ACC", shop.account).replace("PAYMENT", payment()).replace("STRAY", stray));
        assertThat(references()).isEmpty();
        // Whoever names it later names what has ended.
        listed();
        assertThat(references()).isEmpty();
    }

    @Test
    void whatWasClosedAsAStrayWebhookIsRecordedOnceItIsSaidToBeAnother() {
        told();
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        reckon.clean("payment close " + stray() + " --reason 'credit was given by hand'");
        String line = "wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref " + payment();
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
        assertThat(ran.err()).contains("was closed by a person, as " + stray());
        assertThat(shop.credit()).isEqualByComparingTo("0");
        reckon.clean(line + " --again");
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @Test
    void whatWentBackOfItStaysABreakOfItsOwn() {
        told();
        take(CreemDouble.event(
                "refund.created",
                """
                {"id":"ref_%1$s","object":"refund","status":"succeeded","refund_amount":500,"refund_currency":"USD",
                 "transaction":{"id":"%2$s","object":"transaction","amount":1000,"amount_paid":1000},"subscription":{"id":"sub_x"}}
                """
                        .formatted(shop.account, payment())));
        new Webhooks(shop.database, shop.gateways(), shop.effects, Duration.ZERO).process();
        String refund = stray();
        assertThat(references()).hasSize(2).contains(refund);
        new CommandRunner(data, DB.settings())
                .clean("wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref " + payment());
        assertThat(references()).containsExactly(refund);
    }

    @Test
    void aRefundOfItThatFailedHidesNeitherTheWebhookNorTheList() {
        told();
        String paid = stray();
        GatewayEvent failed = new GatewayEvent.RefundFailed(
                new GatewayEvent.About("", payment()), "ref_" + shop.account, new Cents(1000), "no account");
        Consequences.End end =
                new Consequences(shop.database, shop.gateways(), shop.effects).of(GatewayName.CREEM, failed);
        take(CreemDouble.event("refund.failed", "{\"id\":\"ref_" + shop.account + "\"}"));
        new WebhookEndTable(shop.jdbc()).addUnmatched(newest(), (Consequences.End.Unmatched) end);
        String refund = stray();
        assertThat(references()).containsExactly(paid, refund);
        listed();
        String listed = "unknown-payment:creem-" + payment();
        assertThat(references()).containsExactlyInAnyOrder(listed, refund);
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        // What the list names stands for the webhook as well.
        assertThat(reckon.run("payment close " + paid + " --reason x").err())
                .contains("break " + paid + " is " + listed + " by now, which stands for both. Close that.");
        reckon.clean("payment close " + refund + " --reason x");
        assertThat(references()).containsExactly(listed);
        reckon.clean("payment close " + listed + " --reason x");
        assertThat(references()).isEmpty();
        assertThat(reckon.run("payment close " + paid + " --reason x").err()).contains("there is no open break");
    }

    @Test
    void aWebhookOfAnEarlierVersionThatNamesItInWordsHidesNoneToldSince() {
        take(CreemDouble.event("refund.created", "{\"id\":\"ref_" + shop.account + "\"}"));
        shop.jdbc()
                .sql("INSERT INTO webhook_end (webhook_id, outcome, detail) VALUES (?, 'unmatched', ?)")
                .params(newest(), "refunded 5.00, payment " + payment())
                .update();
        String refund = stray();
        listed();
        assertThat(references()).containsExactly(refund);
        told();
        String paid = stray();
        assertThat(references()).containsExactly(refund, paid);
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        reckon.clean("payment close " + refund + " --reason x");
        assertThat(references()).containsExactly(paid);
        reckon.clean("wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref " + payment());
        assertThat(references()).isEmpty();
    }
}
