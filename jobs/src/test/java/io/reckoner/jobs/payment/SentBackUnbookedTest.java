package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was charged, not booked and sent back whole is done with: nothing is given for it later. */
class SentBackUnbookedTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    SentBackUnbookedTest() {
        super(DB, data);
    }

    private CommandRunner reckon;
    private String charge;

    /** A page was opened for a month, the plan's price was changed, and then the customer paid the old one. */
    @BeforeEach
    void paidAtAPriceThatIsNoMore() throws IOException {
        reckon = new CommandRunner(data, DB.settings());
        price("10.00");
        charge = shop.cashier()
                .charge(shop.month(GatewayName.STRIPE, PAGE, "c" + shop.account), Shop.ADA)
                .intent()
                .id();
        price("9.00");
        stripe.customerPays(charge);
        assertThat(shop.breaks(shop.sweep())).containsExactly("charged-not-credited 10.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # sent back in cents | breaks                                             | cycles once the price is mended | booked
                    1000                 |                                                    | 0                               | 2
                    400, 600             |                                                    | 0                               | 3
                    400                  | charged-not-credited 10.00, refunded-not-booked 4.00 | 1                             | 2
                    """)
    void isDoneWithOnceAllOfItWentBack(String sent, String breaks, long cycles, long booked) throws IOException {
        for (String cents : sent.split(", ")) {
            shop.inbox().take("stripe", stripe.refundedByHand(charge, Long.parseLong(cents)));
            shop.process();
        }
        List<String> expected = breaks == null ? List.of() : List.of(breaks.split(", "));
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(expected);
        price("10.00");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(number("SELECT count(*) FROM cycle WHERE account_id = ?")).isEqualTo(cycles);
        assertThat(number("SELECT count(*) FROM payment WHERE account_id = ?")).isEqualTo(cycles);
        assertThat(
                        number(
                                """
                        SELECT count(*) FROM payment_effect e JOIN payment_intent i ON i.intent_id = e.effect_ref
                        WHERE i.account_id = ?
                        """))
                .isEqualTo(booked);
    }

    private long number(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(Long.class).single();
    }

    private void price(String dollars) throws IOException {
        Path plans = data.resolve("plans.yaml");
        Files.writeString(
                plans,
                """
                plan_catalogue: 1
                plans:
                  - {code: starter, name: Starter, price: %s, credits: 1000}
                """
                        .formatted(dollars));
        reckon.clean("plan import " + plans);
    }
}
