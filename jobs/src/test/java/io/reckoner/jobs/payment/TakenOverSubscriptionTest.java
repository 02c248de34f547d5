package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A subscription of a gateway's that an import took over goes on: its gateway opens the next months, and is told when it ends. */
class TakenOverSubscriptionTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    /** One for all accounts: what is settled up to it takes them in one after the other. */
    private static final Instant CUT_OVER =
            Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path data;

    @TempDir
    Path folder;

    private Instant now = Instant.now();
    private StripeDouble stripe;
    private CreemDouble creem;
    private Shop shop;
    private CommandRunner reckon;

    @BeforeAll
    static void priceBook() {
        CommandRunner first = new CommandRunner(data, DB.settings());
        first.clean("init");
        first.clean("price import --example");
    }

    @BeforeEach
    void open() {
        stripe = new StripeDouble(() -> now);
        creem = new CreemDouble(1000, () -> now);
        shop = new Shop(DB, data, stripe, creem);
        reckon = new CommandRunner(data, DB.settings()).at(Instant.now());
    }

    @AfterEach
    void close() {
        creem.mood(Mood.ANSWERS);
        shop.sweep();
        stripe.close();
        creem.close();
    }

    /** Takes the account over in the middle of a month of starter, which costs 10.00. */
    private void takeOver(GatewayName gateway) throws IOException {
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "account,plan,cycle_start,main_left,backup_left,renewed_by\n" + shop.account + ",starter,"
                        + CUT_OVER.minus(Duration.ofDays(20)) + ",1,1," + gateway.code() + " " + subscription() + "\n");
        reckon.clean("opening import " + folder + " --ref of-" + shop.account + " --at " + CUT_OVER);
        assertThat(months()).isEqualTo(1);
    }

    private String subscription() {
        return "sub_" + shop.account;
    }

    /** The gateway takes the money for a month; what it would tell of it is not told yet. */
    private Delivery charged(GatewayName gateway, String payment, long cents) {
        return gateway == GatewayName.STRIPE
                ? stripe.invoicePaid("", subscription(), "in_" + payment + shop.account, cents)
                : creem.monthOfBefore(subscription(), "tran_" + payment + shop.account, cents, now);
    }

    private void tell(GatewayName gateway, Delivery delivery) {
        Delivery sent = gateway == GatewayName.STRIPE ? stripe.sentNow(delivery) : delivery;
        assertThat(shop.inbox().take(gateway.code(), sent)).contains(new Verdict.Genuine());
        shop.process();
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    private int months() {
        return texts("SELECT cycle_id FROM cycle WHERE account_id = ?").size();
    }

    private List<String> payments() {
        return texts("SELECT trim_scale(amount)::text FROM payment WHERE account_id = ?");
    }

    private List<String> renewed() {
        return texts("SELECT plan_code FROM subscription WHERE account_id = ? AND cancelled_at IS NULL");
    }

    private List<String> endings() {
        return texts(
                """
                SELECT o.state || ' ' || i.target_ref FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'cancel_subscription' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    /** Breaks of the account, and those that name a payment of this test's. */
    private List<String> breaks(Patience patience) {
        return shop.sweep(patience).breaks().stream()
                .filter(each -> each.account().equals(shop.account)
                        || (each.subject() + each.detail()).matches(".*" + shop.account + "\\b.*"))
                .map(each -> each.kind().code() + " " + each.amount().decimal())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPE", "CREEM"})
    void eachChargeOpensOneMonthByWebhookOrList(GatewayName gateway) throws IOException {
        takeOver(gateway);
        Delivery told = charged(gateway, "1_", 1000);
        tell(gateway, told);
        tell(gateway, told);
        assertThat(months()).isEqualTo(2);
        assertThat(breaks(Shop.READS_LISTS)).isEmpty();
        assertThat(months()).isEqualTo(2);
        Delivery untold = charged(gateway, "2_", 1000);
        assertThat(breaks(Shop.READS_LISTS)).isEmpty();
        assertThat(months()).isEqualTo(3);
        tell(gateway, untold);
        assertThat(breaks(Shop.READS_LISTS)).isEmpty();
        assertThat(months()).isEqualTo(3);
        assertThat(payments()).containsExactly("10", "10");
        assertThat(texts("SELECT period_no::text FROM cycle WHERE account_id = ? ORDER BY starts_at"))
                .containsExactly("0", "1", "2");
        assertThat(renewed()).containsExactly("starter");
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPE", "CREEM"})
    void theMonthUnderWayWasPaidInTheSystemBefore(GatewayName gateway) throws IOException {
        takeOver(gateway);
        now = CUT_OVER.minus(Duration.ofSeconds(1));
        Delivery before = charged(gateway, "0_", 1000);
        now = Instant.now();
        tell(gateway, before);
        assertThat(breaks(Shop.READS_LISTS)).isEmpty();
        assertThat(months()).isEqualTo(1);
        assertThat(payments()).isEmpty();
        // Once more, when a month was paid here.
        tell(gateway, charged(gateway, "1_", 1000));
        assertThat(breaks(Shop.READS_LISTS)).isEmpty();
        assertThat(months()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPE", "CREEM"})
    void whatWaitsForTheImportIsBookedByIt(GatewayName gateway) throws IOException {
        tell(gateway, charged(gateway, "1_", 1000));
        takeOver(gateway);
        assertThat(breaks(Shop.IMPATIENT)).isEmpty();
        assertThat(months()).isEqualTo(2);
        assertThat(payments()).containsExactly("10");
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPE", "CREEM"})
    void anotherAmountOpensNothingAndIsABreak(GatewayName gateway) throws IOException {
        takeOver(gateway);
        tell(gateway, charged(gateway, "1_", 900));
        assertThat(breaks(Shop.IMPATIENT)).containsExactly("charged-not-credited 9.00");
        assertThat(months()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    STRIPE | plan cancel ACC                      | 1 |
                    CREEM  | plan cancel ACC                      | 1 | charged-after-end 10.00
                    STRIPE | plan switch ACC pro --ref sw-ACC     | 2 |
                    CREEM  | plan switch ACC pro --ref sw-ACC     | 2 | charged-after-end 10.00
                    STRIPE | plan pass ACC                        | 2 |
                    STRIPE | account set ACC --status closed --reason x | 1 |
                    """)
    void whatEndsHereIsEndedAtItsGateway(GatewayName gateway, String command, int months, String left)
            throws IOException {
        takeOver(gateway);
        String line = command.equals("plan pass ACC") ? "plan subscribe ACC starter --pass --ref pa-ACC" : command;
        reckon.clean(line.replace("ACC", shop.account));
        assertThat(breaks(Shop.IMPATIENT)).isEmpty();
        assertThat(endings()).containsExactly("cancelled " + subscription());
        assertThat(breaks(Shop.IMPATIENT)).isEmpty();
        assertThat(endings()).hasSize(1);
        // Charged all the same: it opens nothing, and goes back where the gateway can.
        now = Instant.now().plusSeconds(5);
        tell(gateway, charged(gateway, "1_", 1000));
        assertThat(breaks(Shop.IMPATIENT))
                .containsExactlyElementsOf(Optional.ofNullable(left).stream().toList());
        assertThat(months()).isEqualTo(months);
        assertThat(stripe.sentBack()).isEqualTo(stripe.received());
    }

    @Test
    void whatItsGatewayWouldNotEndIsNamed() throws IOException {
        takeOver(GatewayName.CREEM);
        reckon.clean("plan cancel " + shop.account);
        creem.mood(Mood.DECLINES);
        assertThat(breaks(Shop.IMPATIENT)).containsExactly("still-subscribed 0.00");
    }

    @Test
    void whatAGatewayRenewsThatIsNotSetUpIsNamed() throws IOException {
        takeOver(GatewayName.STRIPE);
        reckon.clean("plan cancel " + shop.account);
        Sweep.Swept swept = new Sweep(DB.database(), new Gateways(Map.of()), shop.effects, Shop.IMPATIENT).run();
        assertThat(swept.breaks())
                .filteredOn(each -> each.account().equals(shop.account))
                .singleElement()
                .extracting(Break::detail)
                .asString()
                .startsWith("gateway stripe is not set up.");
    }

    @ParameterizedTest
    @EnumSource(names = {"STRIPE", "CREEM"})
    void whatItsGatewayEndsIsRenewedNoMore(GatewayName gateway) throws IOException {
        takeOver(gateway);
        Delivery end = gateway == GatewayName.STRIPE
                ? stripe.subscriptionDeleted(subscription(), "")
                : creem.endOfBefore(subscription());
        tell(gateway, end);
        assertThat(renewed()).isEmpty();
        assertThat(breaks(Shop.IMPATIENT)).isEmpty();
        assertThat(endings()).isEmpty();
    }

    @Test
    void aCardThatPaysTheNextMonthTakesOver() throws IOException {
        takeOver(GatewayName.CREEM);
        shop.cashier().charge(shop.month(GatewayName.STRIPE, AtStripe.CARD, "m" + shop.account), Shop.ADA);
        assertThat(months()).isEqualTo(2);
        assertThat(breaks(Shop.IMPATIENT)).isEmpty();
        assertThat(endings()).containsExactly("cancelled " + subscription());
        assertThat(renewed()).containsExactly("starter");
    }

    @Test
    void oneThatRenewsAnAccountHereIsTakenOverByNoOther() throws IOException {
        takeOver(GatewayName.STRIPE);
        reckon.clean("account create other-" + shop.account);
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "account,plan,cycle_start,main_left,backup_left,renewed_by\nother-" + shop.account + ",starter,"
                        + CUT_OVER.minus(Duration.ofDays(20)) + ",1,1,stripe " + subscription() + "\n");
        CommandRunner.Ran refused =
                reckon.run("opening import " + folder + " --ref other-" + shop.account + " --dry-run --at " + CUT_OVER);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("subscriptions.csv:2:renewed_by: subscription " + subscription()
                        + " at stripe renews account " + shop.account + " already");
    }
}
