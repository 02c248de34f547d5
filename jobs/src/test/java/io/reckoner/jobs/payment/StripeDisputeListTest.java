package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's list of disputes is read: what no webhook told is taken in once, whoever else has recorded it. */
class StripeDisputeListTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StripeDisputeListTest() {
        super(DB, data);
    }

    private List<String> unknown(Sweep.Swept swept) {
        return swept.breaks().stream()
                .filter(each -> each.kind() == Break.Kind.UNKNOWN_PAYMENT)
                .map(each -> each.subject() + " " + each.amount().decimal())
                .toList();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # how it stands when the lists are read | stages known | what the books say
                    needs_response                          | opened       | chargeback 30.00
                    needs_response, under_review            | opened       | chargeback 30.00
                    won                                     | opened won   | chargeback 30.00, chargeback_won 30.00
                    needs_response, won                     | opened won   | chargeback 30.00, chargeback_won 30.00
                    warning_needs_response                  |              |
                    prevented                               |              |
                    """)
    void aDisputeThatNoWebhookHasToldIsFoundInStripesListOnce(
            String standing, @Nullable String stages, @Nullable String booked) {
        String intent = paid("d");
        for (String status : standing.split(", ")) {
            // Its webhook is lost.
            stripe.dispute("charge.dispute.updated", intent, "dp_" + shop.account, status, 3000);
            for (int reading = 0; reading < 2; reading++) {
                assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
            }
        }
        assertThat(texts("SELECT state FROM payment_dispute WHERE intent_id = ? ORDER BY recorded_at, state", intent))
                .containsExactlyElementsOf(words(stages, " "));
        assertThat(sentBack(intent)).containsExactlyElementsOf(words(booked, ", "));
    }

    @Test
    void aLostDisputeThatNoWebhookHasToldIsNamedUntilItsChargebackIsSettled() {
        String intent = paid("l");
        stripe.dispute("charge.dispute.closed", intent, "dp_" + shop.account, "lost", 3000);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).containsExactly("disputed-not-booked 30.00");
        }
        assertThat(texts("SELECT kind FROM payment_reversal WHERE payment_id = ?", intent))
                .containsExactly("chargeback");
    }

    @ParameterizedTest(name = "[{index}] {0}, then {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # by hand                 | then                        | breaks                    | what the books say
                    --ref dp_ID --amount 40   |                             |                           | chargeback 40.00
                    --ref case-17 --amount 40 |                             | disputed-not-booked 40.00 | chargeback 40.00
                    --ref case-17 --amount 40 | close                       |                           | chargeback 40.00
                    --ref case-17 --amount 40 | open --ref dp_ID --amount 40 |                          | chargeback 40.00, chargeback 40.00
                    --ref case-17 --amount 30 |                             |                           | chargeback 30.00, chargeback 40.00
                    """)
    void aDisputeRecordedByHandIsNotTakenTwiceWhenStripesListTellsOfIt(
            String byHand, @Nullable String then, @Nullable String breaks, String booked) {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "10000", CARD, "h" + shop.account), Shop.ADA)
                .intent()
                .id();
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        assertThat(reckon.run("wallet dispute open " + intent + " --amount 40 --reason chargeback")
                        .err())
                .contains(
                        "which tells of its disputes by itself: this one would be booked twice. Give its id at stripe with --ref");
        reckon.clean(
                "wallet dispute open " + intent + " " + byHand.replace("ID", shop.account) + " --reason chargeback");
        String dispute = "dp_" + shop.account;
        // Its webhook is lost.
        stripe.dispute("charge.dispute.created", intent, dispute, "needs_response", 4000);
        List<String> first = shop.breaks(shop.sweep(Shop.READS_LISTS));
        if (then != null) {
            assertThat(first).containsExactly("disputed-not-booked 40.00");
            reckon.clean(
                    then.equals("close")
                            ? "payment close disputed-not-booked:dispute:stripe:" + dispute
                                    + ":opened --reason 'the same'"
                            : "wallet dispute "
                                    + then.replace(" --ref", " " + intent + " --ref")
                                            .replace("ID", shop.account) + " --reason another");
        }
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).containsExactlyElementsOf(words(breaks, ", "));
        assertThat(sentBack(intent)).containsExactly(booked.split(", "));
    }

    @ParameterizedTest(name = "[{index}] {0}, {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # told  | then by hand                          | refused                                   | what the books say
                    opened  | --ref dp_ID --amount 40               |                                           | chargeback 40.00
                    opened  | --ref case-17 --amount 40             | TOLD                                      | chargeback 40.00
                    opened  | --ref case-17 --amount 40 --again     |                                           | chargeback 40.00, chargeback 40.00
                    opened  | --ref case-17 --amount 30             |                                           | chargeback 40.00, chargeback 30.00
                    opened  | --ref case-17 --amount 30 --again     | no other dispute over 30.00 of payment    | chargeback 40.00
                    opened  | --ref case-17                         |                                           | chargeback 40.00, chargeback 60.00
                    won     | --ref case-17 --amount 40             | TOLD                                      | chargeback 40.00, chargeback_won 40.00
                    second  | --ref case-17 --amount 40             |                                           | chargeback 40.00
                    """)
    void aDisputeThatStripeHasToldOfIsNotTakenTwiceWhenItIsRecordedByHand(
            String told, String byHand, @Nullable String refused, String booked) {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "10000", CARD, "h" + shop.account), Shop.ADA)
                .intent()
                .id();
        if (told.equals("second")) {
            shop.inbox().take("stripe", stripe.paidAgain(intent, 10000));
        }
        String dispute = "dp_" + shop.account;
        shop.inbox()
                .take(
                        "stripe",
                        stripe.dispute(
                                "charge.dispute.closed",
                                intent,
                                dispute,
                                told.equals("won") ? "won" : "needs_response",
                                4000));
        shop.process();
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        for (int times = 0; times < 2; times++) {
            CommandRunner.Ran ran = reckon.run("wallet dispute open " + intent + " "
                    + byHand.replace("ID", shop.account) + " --reason chargeback");
            assertThat(ran.exit()).as(ran.err()).isEqualTo(refused == null ? 0 : 2);
            assertThat(ran.err())
                    .contains(
                            refused == null
                                    ? ""
                                    : refused.replace(
                                            "TOLD",
                                            "a dispute over 40.00 of payment " + intent
                                                    + " was told by stripe before, as " + dispute
                                                    + ", and may be this one. Nothing was changed. If there is really a"
                                                    + " second one of the same amount, give the gateway's id of it with"
                                                    + " --ref, and say so with --again."));
        }
        assertThat(sentBack(intent)).containsExactly(booked.split(", "));
        if (!told.equals("second")) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        }
        assertThat(reckon.run("wallet dispute won " + intent + " --again --reason a")
                        .err())
                .isEqualTo("--again is for open: it says that another dispute was opened.\n");
    }

    @Test
    void aKeyThatMayNotReadDisputesHoldsUpNoOtherList() {
        stripe.forbidDisputes();
        String intent = paid("k");
        stripe.dispute("charge.dispute.created", intent, "dp_" + shop.account, "needs_response", 1000);
        stripe.refundedByHand(intent, 2000);
        String lost = "stripe-" + stripe.paidAtDashboard("pay_unread" + shop.account, 4300) + " 43.00";
        Sweep.Swept swept = shop.sweep(Shop.READS_LISTS);
        assertThat(swept.breaks()).anySatisfy(each -> {
            assertThat(each.reference()).isEqualTo("undecided:stripe-disputes-list");
            assertThat(each.detail())
                    .startsWith(
                            "its list of disputes could not be read: the key may not read disputes: give the restricted "
                                    + "key the permission Disputes: Read in Stripe's dashboard")
                    .contains("rak_dispute_read");
        });
        assertThat(unknown(swept)).contains(lost);
        assertThat(sentBack(intent)).containsExactly("refund 20.00");
        stripe.allowDisputes();
        assertThat(shop.sweep(Shop.READS_LISTS).breaks())
                .noneMatch(each -> each.reference().equals("undecided:stripe-disputes-list"));
        assertThat(sentBack(intent)).containsExactly("refund 20.00", "chargeback 10.00");
    }

    private static List<String> words(@Nullable String words, String separator) {
        return words == null ? List.of() : List.of(words.split(separator));
    }

    private List<String> texts(String sql, String parameter) {
        return shop.jdbc().sql(sql).param(parameter).query(String.class).list();
    }
}
