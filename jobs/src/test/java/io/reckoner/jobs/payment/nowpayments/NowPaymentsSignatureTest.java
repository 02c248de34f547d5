package io.reckoner.jobs.payment.nowpayments;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vectors: the example notification of the NOWPayments API documentation ("Webhooks Examples: Payments"; its missing comma before
 * {@code fee} put in), signed with Node 20 by the documentation's own lines: {@code sortObject} and {@code createHmac('sha512')}
 * (recursive), and {@code JSON.stringify(params, Object.keys(params).sort())} (outer).
 */
class NowPaymentsSignatureTest {
    private static final String SECRET = "ipn-secret-of-the-test";

    static final String DOCUMENTED =
            """
            {"payment_id":123456789,"parent_payment_id":987654321,"invoice_id":null,"payment_status":"finished",\
            "pay_address":"address","payin_extra_id":null,"price_amount":1,"price_currency":"usd","pay_amount":15,\
            "actually_paid":15,"actually_paid_at_fiat":0,"pay_currency":"trx","order_id":null,"order_description":null,\
            "purchase_id":"123456789","outcome_amount":14.8106,"outcome_currency":"trx","payment_extra_ids":null,\
            "fee":{"currency":"btc","depositFee":0.09853637216235617,"withdrawalFee":0,"serviceFee":0}}""";

    private static final String RECURSIVE = "dde7484cc45f963e3d1f648b2081fe5d7f620b947e947d4dc3c0282f799bd7d7"
            + "d079ad35cfa251227eb27b27c65f82cd7a4c15394aef12c081b9e2899bfa4798";
    private static final String OUTER = "cfedff1ccf40b8814a895c2e7f5eff703823c13474629b6f09fecf4931cb7db5"
            + "c9d6d61c6e1e38bb3b5ee24e50444162f831d5971a630c6f250be36e0b65e43c";
    private static final String WITH_LIST = "5c37a09474c5d68216a8e0bd06c2d5421c6b23a190febb30c439d11e7bcfb45e"
            + "8f6f992b040c5bfc6674eb5e733359318925edce78016667c11e07628a956b3a";

    @Test
    void takesBothDocumentedWaysToSort() {
        assertThat(verdict(DOCUMENTED, RECURSIVE)).isInstanceOf(Verdict.Genuine.class);
        assertThat(verdict(DOCUMENTED, OUTER)).isInstanceOf(Verdict.Genuine.class);
        assertThat(verdict(
                        DOCUMENTED.replace("\"payment_extra_ids\":null", "\"payment_extra_ids\":[987654321,5]"),
                        WITH_LIST))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(verdict(DOCUMENTED, RECURSIVE.toUpperCase(Locale.ROOT))).isInstanceOf(Verdict.Genuine.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    14.8106                    | 14.81060
                    14.8106                    | 1480.6
                    "payment_status":"finished" | "payment_status":"waiting"
                    0.09853637216235617        | 0.0985363721623561
                    "order_id":null            | "order_id":null,"order_id":"pay_1"
                    "usd"                      | "usd","more":1
                    """)
    void anyChangeIsForged(String was, String becomes) {
        assertThat(verdict(DOCUMENTED.replace(was, becomes), RECURSIVE))
                .isEqualTo(new Verdict.Refused(Verdict.Reason.FORGED));
    }

    @Test
    void garbageIsRefusedWithoutStumbling() {
        for (String body : new String[] {"", "[]", "7", "{", "{\"a\":1}{", "\0", "[".repeat(5_000)}) {
            assertThat(verdict(body, RECURSIVE)).isEqualTo(new Verdict.Refused(Verdict.Reason.FORGED));
        }
        assertThat(verdict(DOCUMENTED, "")).isEqualTo(new Verdict.Refused(Verdict.Reason.UNSIGNED));
        assertThat(verdict(DOCUMENTED, "é")).isEqualTo(new Verdict.Refused(Verdict.Reason.FORGED));
    }

    private static Verdict verdict(String body, String signature) {
        return NowPaymentsSignature.verify(
                new Delivery(Map.of("x-nowpayments-sig", signature), body.getBytes(StandardCharsets.UTF_8)),
                Optional.of(SECRET));
    }
}
