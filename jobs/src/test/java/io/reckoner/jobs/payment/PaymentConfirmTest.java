package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says became of offline money: once, by whom, and nothing that is more likely a slip. */
class PaymentConfirmTest extends PaymentsByCommand {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    PaymentConfirmTest() {
        super(DB, data);
    }

    @Test
    void offlineMoneyIsCreditedWhenAPersonConfirmsItOnce() {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        assertThat(credit()).isEqualTo("0");
        String confirm = "payment confirm " + intent + " --received 49.00 --other-amount --bank-ref b" + account;
        assertThat(reckon.clean(confirm).out()).contains("is paid: 49.00 USD, booked");
        reckon.clean(confirm);
        assertThat(credit()).isEqualTo("49");
        assertThat(reckon.clean("payment list --format csv --account " + account)
                        .out())
                .contains(intent + ",charge," + account + ",offline,top_up,50.000000000000,paid,yes");
        assertThat(reckon.clean("payment show " + intent).out()).contains("operator");
        for (int limit : List.of(0, -1)) {
            assertThat(reckon.run("payment list --limit " + limit).err())
                    .isEqualTo("--limit " + limit + " lists nothing. Ask for 1 or more.\n");
        }
        assertThat(reckon.run("payment list --account nobody").err()).startsWith("there is no account nobody.");
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                 | then                                        | says
                    ''                       | --received 49.00 --bank-ref B1              | asks for 50.00 USD, not 49.00 USD. Nothing was changed. If just this came, say so with --other-amount.
                    ''                       | --received 50.00EUR                         | "50.00EUR" is no amount. Amounts are in USD: write the number alone, of dollars.
                    ''                       | --received 50.00 --again                    | was not paid before. Nothing was changed. Leave --again out.
                    ''                       | --sent 50.00                                | is a charge: say what came in, with --received.
                    ''                       | --never                                     | giving a payment up needs a reason
                    ''                       | --never --again --reason gone               | --other-amount and --again say something of what was received.
                    ''                       | --never --bank-ref B1 --reason gone         | --bank-ref names money that has moved, and --never says that none has. Leave one of them out.
                    ''                       | --never --bank-ref B1 --again --reason gone | Leave them out. --bank-ref names money that has moved
                    --received 50.00 --bank-ref B1 | --received 50.00 --again              | was paid before: 50.00 USD under bank reference B1. Nothing was changed. Give the bank reference of the second payment, which is another one, with --bank-ref.
                    --received 50.00 --bank-ref B1 | --received 50.00 --bank-ref B1 --again | was paid before: 50.00 USD under bank reference B1. Nothing was changed. Give the bank reference of the second payment
                    --received 50.00 --bank-ref B1 | --received 50.00 --bank-ref B2        | was paid before: 50.00 USD under bank reference B1. Nothing was changed. If the customer has really paid once more, say so with --again.
                    --received 50.00 --bank-ref B1 | --received 50.00                      | was paid before: 50.00 USD under bank reference B1.
                    --received 50.00 --bank-ref B1 | --received 60.00 --bank-ref B2 --again | asks for 50.00 USD, not 60.00 USD.
                    --received 50.00 --bank-ref B1 | --received 49.00 --bank-ref B1 --other-amount --again | under bank reference B1 was confirmed before, of 50.00 USD, not 49.00 USD. Nothing was changed. Give or take the difference with: reckon wallet adjust
                    --received 50.00 --bank-ref B1 | --never --reason gone                 | is paid: 50.00 USD, booked. Nothing was changed: what has moved cannot be given up. Send it back with: reckon payment refund
                    """)
    void whatIsMoreLikelyASlipIsRefusedAndChangesNothing(String before, String then, String says) {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        if (!before.isEmpty()) {
            reckon.clean("payment confirm " + intent + " " + ofAccount(before));
        }
        confirmRefused(intent, ofAccount(then), ofAccount(says));
        assertThat(outcomes(intent))
                .containsExactlyElementsOf(
                        before.isEmpty()
                                ? List.of("pending " + intent)
                                : List.of("pending " + intent, ofAccount("paid B1")));
        assertThat(credit()).isEqualTo(before.isEmpty() ? "0" : "50");
    }

    /** A bank's reference is taken once. */
    private String ofAccount(String text) {
        return text.replaceAll("\\b([BR][12])\\b", "$1" + account);
    }

    @Test
    void aSecondPaymentThatIsMeantIsNamedAndNotCredited() {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        reckon.clean(ofAccount("payment confirm " + intent + " --received 50.00 --bank-ref B1"));
        String again =
                ofAccount("payment confirm " + intent + " --received 45.00 --bank-ref B2 --again --other-amount");
        assertThat(reckon.clean(again).out()).startsWith("This payment is not credited: the intent was paid before.");
        reckon.clean(again);
        assertThat(outcomes(intent)).containsExactly("pending " + intent, ofAccount("paid B1"), ofAccount("paid B2"));
        assertThat(credit()).isEqualTo("50");
        assertThat(reckon.clean("payment sweep --format csv").out())
                .contains(ofAccount("paid-twice:" + intent + ":B2," + account + ",45.000000000000,"));
    }

    @Test
    void aSecondPaymentNeedsABankReferenceWhereTheFirstWentByNone() {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        reckon.clean("payment confirm " + intent + " --received 50.00");
        confirmRefused(intent, "--received 50.00 --again", "Give the bank reference of the second payment");
        assertThat(outcomes(intent)).containsExactly("pending " + intent, "paid " + intent);
        assertThat(reckon.clean(ofAccount("payment confirm " + intent + " --received 50.00 --again --bank-ref B1"))
                        .out())
                .startsWith("This payment is not credited");
        assertThat(reckon.clean("payment confirm " + intent + " --received 50.00")
                        .out())
                .doesNotContain("not credited");
        assertThat(outcomes(intent)).containsExactly("pending " + intent, "paid " + intent, ofAccount("paid B1"));
        assertThat(credit()).isEqualTo("50");
    }

    @Test
    void whatWasGivenUpAndComesAllTheSameIsCredited() {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        reckon.clean("payment confirm " + intent + " --never --reason 'no transfer in a month'");
        assertThat(outcomes(intent)).containsExactly("pending " + intent, "declined ");
        reckon.clean(ofAccount("payment confirm " + intent + " --received 50.00 --bank-ref B1"));
        assertThat(credit()).isEqualTo("50");
    }

    @Test
    void aRefundIsConfirmedWholeAndOnce() {
        String charge = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        reckon.clean("payment confirm " + charge + " --received 50.00");
        String refund = intent(reckon.clean("payment refund " + charge + " 20.00 --ref r" + account + " --reason x"));
        confirmRefused(refund, "--received 20.00", "is a refund: say what went out, with --sent.");
        confirmRefused(refund, "--sent 19.00", "is of 20.00 USD, not 19.00 USD. Nothing was changed.");
        String sent = ofAccount("payment confirm " + refund + " --sent 20.00 --bank-ref R1");
        assertThat(reckon.clean(sent).out()).contains("is refunded: 20.00 USD, booked.");
        reckon.clean(sent);
        confirmRefused(refund, "--sent 20.00 --bank-ref R2", ofAccount("went out before, under bank reference R1."));
        confirmRefused(refund, "--never --reason x", "is refunded: 20.00 USD, booked. Nothing was changed");
        assertThat(outcomes(refund)).containsExactly("pending " + refund, ofAccount("refunded R1"));
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # said before      | said then                                        | by    | learned then       | the act
                    ''                 | --received 50.00 --bank-ref B1                   | ada   | paid ada           | received 50.00 USD under bank reference B1:
                    ''                 | --received 50.00 --bank-ref B1 --reason statement | ada  | paid ada           | received 50.00 USD under bank reference B1: statement
                    --received 50.00 --bank-ref B1 | --received 50.00 --bank-ref B2 --again | grace | paid grace       | received 50.00 USD under bank reference B2:
                    --received 50.00 --bank-ref B1 | --received 50.00 --bank-ref B1       | grace | paid ada           | ''
                    ''                 | --never --reason 'gave up'                       | ada   | declined ada       | never: gave up
                    """)
    void whoSaidWhatBecameOfAPaymentIsKept(String before, String then, String by, String learned, String act) {
        String intent = intent(reckon.clean("payment charge " + account + " 50.00 --gateway offline"));
        if (!before.isEmpty()) {
            reckon.clean(ofAccount("payment confirm " + intent + " --actor ada " + before));
        }
        reckon.run(ofAccount("payment confirm " + intent + " --actor " + by + " " + then));
        String[] last = learned.split(" ");
        assertThat(reckon.clean("payment show " + intent + " --format csv").lines())
                .last()
                .asString()
                .contains(",operator," + last[1] + "," + last[0] + ",");
        assertThat(DB
                        .database()
                        .jdbc()
                        .sql(
                                "SELECT detail || ': ' || reason FROM act WHERE verb = 'payment confirm' AND subject = ? AND actor = ?")
                        .params(intent, by)
                        .query(String.class)
                        .list()
                        .stream()
                        .map(String::strip))
                .containsExactlyElementsOf(act.isEmpty() ? List.of() : List.of(ofAccount(act)));
    }

    private void confirmRefused(String intent, String words, String says) {
        Ran refused = reckon.run("payment confirm " + intent + " " + words);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains(says);
    }

    /** What is known of an intent, as {@code state reference}, in order. */
    private static List<String> outcomes(String intent) {
        return DB.database()
                .jdbc()
                .sql("SELECT state || ' ' || gateway_ref FROM payment_outcome WHERE intent_id = ? ORDER BY outcome_no")
                .param(intent)
                .query(String.class)
                .list();
    }
}
