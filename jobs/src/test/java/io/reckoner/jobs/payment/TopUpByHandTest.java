package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.nowpayments.NowPaymentsDouble;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that a gateway holds is made credit by a person, and by nobody else after that. */
class TopUpByHandTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private CommandRunner reckon;

    TopUpByHandTest() {
        super(DB, data);
    }

    @BeforeEach
    void atTheCommandLine() {
        reckon = new CommandRunner(data, DB.settings());
    }

    private Ran topUp(String words) {
        return reckon.run("wallet top-up " + shop.account + " " + words.replace("ACC", shop.account));
    }

    private String refused(String words) {
        Ran ran = topUp(words);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(2);
        return ran.err();
    }

    private void credited(String words) {
        Ran ran = topUp(words);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    private List<String> payments() {
        return shop.jdbc()
                .sql(
                        """
                        SELECT gateway || ' ' || gateway_ref || ' ' || purpose || ' ' || amount::numeric(9, 2) FROM payment
                        WHERE account_id = ? ORDER BY recorded_at
                        """)
                .param(shop.account)
                .query(String.class)
                .list();
    }

    private List<String> breaks() {
        return shop.breaks(shop.sweep());
    }

    /** A plan's page on which 12.00 was paid as tran_ACC, where the plan costs 10.00; returns its intent. */
    private String paidTooMuch() {
        String intent = shop.cashier()
                .charge(shop.month(GatewayName.CREEM, PAGE, "m" + shop.account), Shop.ADA)
                .intent()
                .id();
        take(creem.subscriptionPaid(intent, "tran_" + shop.account, 1200, "USD"));
        shop.process();
        assertThat(breaks()).containsExactly("charged-not-credited 10.00");
        assertThat(shop.sweep().breaks()).anySatisfy(each -> assertThat(each.detail())
                .endsWith("or make it credit (payment tran_" + shop.account + ")"));
        return intent;
    }

    @Test
    void anotherAmountThanThePlansIsMadeCreditOnceAndGoesBackWithItsPayment() {
        String intent = paidTooMuch();
        credited("12.00 --gateway creem --gateway-ref tran_ACC");
        assertThat(breaks()).isEmpty();
        assertThat(shop.lots()).containsExactly("bonus 2.4", "topup 12");
        assertThat(payments()).containsExactly("creem tran_" + shop.account + " top_up 12.00");

        // Nobody gives it again, however it is told; nor is a plan opened for it once it costs just that.
        assertThat(topUp("12.00 --gateway creem --gateway-ref tran_ACC").out()).contains("Done before");
        take(creem.subscriptionPaid(intent, "tran_" + shop.account, 1200, "USD"));
        shop.process();
        assertThat(breaks()).isEmpty();
        assertThat(shop.lots()).hasSize(2);
        assertThat(cycles()).isZero();
        assertThat(refused("13.00 --gateway creem --gateway-ref tran_ACC")).contains("was used before");

        take(creem.subscriptionRefunded(intent, "tran_" + shop.account, 1200));
        shop.process();
        assertThat(breaks()).isEmpty();
        assertThat(shop.jdbc()
                        .sql("SELECT amount::numeric(9, 2)::text FROM payment_reversal WHERE payment_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactly("12.00");
    }

    @Test
    void whatWentBackBeforeOrWasClosedIsNotMadeCreditUnseen() {
        String intent = paidTooMuch();
        reckon.clean("payment close charged-not-credited:" + intent + " --reason 'credit given'");
        assertThat(refused("12.00 --gateway creem --gateway-ref tran_ACC"))
                .contains("was closed by a person, as intent " + intent);
        credited("12.00 --gateway creem --gateway-ref tran_ACC --again");

        take(creem.subscriptionPaid(intent, "tran_2" + shop.account, 1300, "USD"));
        take(creem.subscriptionRefunded(intent, "tran_2" + shop.account, 1300));
        shop.process();
        assertThat(refused("13.00 --gateway creem --gateway-ref tran_2ACC"))
                .contains("which was booked, or went back, before");
        assertThat(payments()).hasSize(1);
    }

    @Test
    void aLateMonthOfWhichABankHasTakenPartIsNotMadeCredit() {
        String first = shop.cashier()
                .charge(shop.month(GatewayName.CREEM, PAGE, "m" + shop.account), Shop.ADA)
                .intent()
                .id();
        take(creem.subscriptionPaid(first, "tran_1" + shop.account, 1000, "USD"));
        shop.process();
        assertThat(cycles()).isOne();
        reckon.clean("plan cancel " + shop.account);
        shop.sweep();
        take(creem.subscriptionPaid(first, "tran_2" + shop.account, 1000, "USD"));
        take(creem.monthDisputed(first, "tran_2" + shop.account, "disp_" + shop.account, 1210));
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        assertThat(refused("10.00 --gateway creem --gateway-ref tran_2ACC"))
                .contains("part of it went back, or is in dispute");
        assertThat(payments()).hasSize(1);
    }

    @Test
    void whatAPersonClosedOrRecordedBeforeIsClaimedToBeAnother() {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.CREEM, "1000", PAGE, "c" + shop.account), Shop.ADA)
                .intent()
                .id();
        creem.customerPays(intent);
        String order = creem.order(intent);
        shop.sweep(Shop.READS_LISTS);
        String words = "9.00 --gateway creem --gateway-ref " + order;
        reckon.clean("wallet top-up " + shop.account + " 9.00 --ref " + order);
        assertThat(refused(words)).contains("was recorded before, as payment " + order);
        reckon.clean("payment close unknown-payment:creem-" + order + " --reason 'credit given'");
        assertThat(refused(words)).contains("was closed by a person, as an unknown payment");
        assertThat(payments()).hasSize(1);
    }

    @Test
    void whatItsGatewaysListSaysWentBackIsNotMadeCredit() {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.CREEM, "1000", PAGE, "b" + shop.account), Shop.ADA)
                .intent()
                .id();
        creem.customerPays(intent);
        creem.sentBackAtCreem(intent);
        shop.sweep(Shop.READS_LISTS);
        assertThat(refused("10.00 --gateway creem --gateway-ref " + creem.order(intent) + " --again"))
                .contains("is listed by creem as money that went back: transaction ");
        assertThat(payments()).isEmpty();
    }

    @Test
    void aPaymentThatMayBeAnAwaitedOneIsClaimedToBeAnotherAndIsNeverCreditedTwice() {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.CREEM, "1000", PAGE, "u" + shop.account), Shop.ADA)
                .intent()
                .id();
        creem.customerPays(intent);
        String order = creem.order(intent);
        String reference = "unknown-payment:creem-" + order;
        assertThat(shop.sweep(Shop.READS_LISTS).breaks())
                .anyMatch(each -> each.reference().equals(reference));
        String words = "10.00 --gateway creem --gateway-ref " + order;
        assertThat(refused(words)).contains("is awaited by intent " + intent + ", and may be this one");
        credited(words + " --again");
        assertThat(shop.sweep(Shop.READS_LISTS).breaks())
                .noneMatch(each -> each.reference().equals(reference));
        // It was that one all the same.
        assertThat(breaks()).containsExactly("charged-not-credited 10.00");
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
        assertThat(payments()).hasSize(1);
        // The same amount again, under another id.
        assertThat(refused("10.00 --gateway creem --gateway-ref tran_9ACC"))
                .contains("was told by creem before, as " + order + ", and may be this one");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    5.00 --gateway creem                                   | give it with --gateway-ref
                    5.00 --gateway creem --gateway-ref ''                  | give it with --gateway-ref
                    5.00 --gateway-ref tran_ACC                            | name it with --gateway
                    5.00 --again                                           | name it with --gateway
                    5.00 --gateway offline --gateway-ref x                 | is recorded without --gateway,
                    5.00 --gateway creem --gateway-ref z_ACC --ref y       | leave --ref out
                    5.00 --gateway creem --gateway-ref z_ACC --again       | Leave --again out
                    12.01 --gateway creem --gateway-ref tran_ACC           | over 12.00 USD, not 12.01
                    12.00 --gateway creem --gateway-ref tran_ACC --again   | Leave --again out
                    """)
    void whatDoesNotFitIsRefused(String words, String says) {
        paidTooMuch();
        assertThat(refused(words)).contains(says);
        assertThat(payments()).isEmpty();
    }

    @Test
    void thePaymentOfAnotherAccountAndASecondPaymentThatCanGoBackAreRefused() {
        String intent = paidTooMuch();
        reckon.clean("account create other-" + shop.account);
        Ran other = reckon.run(
                "wallet top-up other-" + shop.account + " 12.00 --gateway creem --gateway-ref tran_" + shop.account);
        assertThat(other.err()).contains("is known by intent " + intent + " of account " + shop.account);
        take(creem.completed(intent));
        shop.process();
        String order = creem.order(intent);
        assertThat(refused("10.00 --gateway creem --gateway-ref " + order))
                .contains("send the second payment back at creem");
        assertThat(payments()).isEmpty();
    }

    @Test
    void soIsWhatCameIntoTheBankForAnIntent() {
        Ran charged = reckon.clean("payment charge " + shop.account + " 10.00 --gateway offline --plan starter");
        String intent = PaymentsByCommand.intent(charged);
        reckon.clean("payment confirm " + intent + " --received 12.00 --other-amount --bank-ref b1" + shop.account);
        credited("12.00 --gateway offline --gateway-ref b1ACC");
        assertThat(breaks()).isEmpty();
        reckon.clean(
                "payment confirm " + intent + " --received 7.00 --other-amount --again --bank-ref b2" + shop.account);
        assertThat(breaks()).containsExactly("paid-twice 7.00");
        credited("7.00 --gateway offline --gateway-ref b2ACC");
        assertThat(payments())
                .containsExactly(
                        "offline b1" + shop.account + " top_up 12.00", "offline b2" + shop.account + " top_up 7.00");
    }

    @Test
    void aSecondPaymentThatItsGatewayNeverSendsBackIsMadeCredit() {
        try (NowPaymentsDouble coins = new NowPaymentsDouble()) {
            Shop coinShop = new Shop(DB, data, coins);
            String intent = coinShop.cashier()
                    .charge(
                            coinShop.order(
                                    GatewayName.NOWPAYMENTS,
                                    "5000",
                                    new Means.CheckoutPage(""),
                                    "c" + coinShop.account),
                            Shop.ADA)
                    .intent()
                    .id();
            String second = "";
            for (String amount : List.of("49.5", "20")) {
                second = NowPaymentsDouble.freshPayment();
                Delivery told = coins.notify(second, intent, "finished", amount, "usdttrc20");
                assertThat(coinShop.inbox().take("nowpayments", told)).contains(new Verdict.Genuine());
                coinShop.process();
            }
            assertThat(coinShop.breaks(coinShop.sweep())).containsExactly("paid-twice 20.00");
            String line = "wallet top-up " + coinShop.account + " 20.00 --gateway nowpayments --gateway-ref " + second;
            reckon.clean(line);
            assertThat(reckon.clean(line).out()).contains("Done before");
            assertThat(coinShop.credit()).isEqualByComparingTo("69.50");
        }
    }
}
