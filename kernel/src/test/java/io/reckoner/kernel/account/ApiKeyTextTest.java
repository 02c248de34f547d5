package io.reckoner.kernel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
    private static final ApiKeyText KEY =
            ApiKeyText.of(bytes(ApiKeyText.ID_BYTES, 7), bytes(ApiKeyText.SECRET_BYTES, 9));

    @Test
    void isReadAgainFromWhatWasShown() {
        ApiKeyText read = ApiKeyText.parse(KEY.reveal()).orElseThrow();
        assertThat(read.id()).isEqualTo(KEY.id()).matches("rk_[0-9A-Za-z]{13}");
        assertThat(read.secretSha256()).isEqualTo(KEY.secretSha256());
        assertThat(read.matches(KEY.secretSha256())).isTrue();
    }

    @Test
    void keepsItsTextForEver() {
        assertThat(KEY.reveal()).isEqualTo("rk_02USBDPIBEdi3_28pwpFvXuOCuClQJSgvJUKf8mA3ApwedogOvpU3VfJJ0lZpzv");
        assertThat(HexFormat.of().formatHex(KEY.secretSha256())).hasSize(64);
    }

    @Test
    void aKeyWithOneLetterChangedAnywhereIsNoKey() {
        String text = KEY.reveal();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'a' ? 'b' : 'a';
            String mistyped = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(ApiKeyText.parse(mistyped)).as(mistyped).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rk_", "sk-abcdef", "rk_02USBDPIBEdi3", "rk_02USBDPIBEdi3_secret"})
    void otherTextsAreNoKeys(String text) {
        assertThat(ApiKeyText.parse(text)).isEmpty();
    }

    @Test
    void anotherSecretDoesNotMatchAndTheNameShowsNone() {
        ApiKeyText other = ApiKeyText.of(bytes(ApiKeyText.ID_BYTES, 7), bytes(ApiKeyText.SECRET_BYTES, 10));
        assertThat(other.id()).isEqualTo(KEY.id());
        assertThat(other.matches(KEY.secretSha256())).isFalse();
        assertThat(KEY.toString()).isEqualTo(KEY.id());
    }

    @Test
    void wantsAllItsRandomBytes() {
        assertThatThrownBy(() -> ApiKeyText.of(new byte[8], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key needs 9 and 32 random bytes, not 8 and 32");
    }

    private static byte[] bytes(int length, int fill) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
