package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountNameTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            openai,        Openai
            azure-openai,  Azure-openai
            ai21,          Ai21
            01-ai,         01-ai
            fal_ai,        Fal-x5fai
            amazon.nova,   Amazon-x2enova
            a b,           A-x20b
            x,             X
            A,             X-x-x41
            xA,            X-x41
            AWS,           X-x-x41-x57-x53
            -a,            X-x-x2da
            a-x,           A-x2dx
            a-,            A-
            ü,             X-x-xc3-xbc
            """)
    void anIdBecomesASegment(String id, String segment) {
        assertThat(AccountName.segment(id)).isEqualTo(segment);
        assertThat(new AccountName("Expenses:ProviderCost").child(id).name())
                .isEqualTo("Expenses:ProviderCost:" + segment);
    }

    @Test
    void twoIdsNeverShareASegment() {
        Random random = new Random(20260301);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            StringBuilder id = new StringBuilder();
            int length = 1 + random.nextInt(6);
            for (int c = 0; c < length; c++) {
                id.append("aAx-_X24d".charAt(random.nextInt(9)));
            }
            String other = seen.put(AccountName.segment(id.toString()), id.toString());
            assertThat(other).isIn(null, id.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Assets",
                "assets:Bank",
                "Money:Bank",
                "Assets:",
                "Assets:bank",
                "Assets:Bank:",
                "Assets::Bank",
                "Assets:Ba nk",
                "Assets:Ba_nk",
                "Assets:-Bank",
                "Assets:Bänk",
                "Assets:Bank\n",
                ""
            })
    void whatACheckerWouldNotReadIsRefused(String name) {
        assertThatThrownBy(() -> new AccountName(name)).hasMessageContaining("is not a ledger account");
    }

    @Test
    void aThingWithoutAnIdHasNoAccount() {
        assertThatThrownBy(() -> AccountName.segment("")).hasMessageContaining("needs an id");
    }
}
