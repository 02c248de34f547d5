package io.reckoner.kernel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    /** These numbers are on disk and in the database of every operator: they may never change. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            acme,     16, 12
            globex,   16, 9
            konto-ö,  16, 12
            acme,     1,  0
            """)
    void spreadsAccountsByAHashThatNeverChanges(String account, int count, int bucket) {
        assertThat(new Buckets(count).of(account)).isEqualTo(bucket);
    }

    @Test
    void refusesNoBuckets() {
        assertThatThrownBy(() -> new Buckets(0)).hasMessageContaining("between 1 and 4096");
    }
}
