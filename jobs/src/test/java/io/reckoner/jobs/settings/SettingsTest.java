package io.reckoner.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    enum Mode {
        KNOWN,
        BEST_GUESS
    }

    @Section("gadget")
    record GadgetSettings(
            @Setting(fallback = "16", min = "1", max = "4096", means = "How many.") int buckets,
            @Setting(fallback = "0.2", min = "0", max = "1", means = "A share.") BigDecimal bonusShare,
            @Setting(fallback = "35d", means = "How far back.") Duration lookBack,
            @Setting(fallback = "best-guess", means = "Policy.") Mode mode,
            @Setting(fallback = "", means = "An address.") Optional<String> address,
            @Setting(fallback = "a,b", means = "Tags.") List<String> tags,
            @Setting(fallback = "true", means = "Switch.") boolean lamp) {
        GadgetSettings {
            if (buckets == 13) {
                throw new IllegalArgumentException("13 buckets bring bad luck. Take another number.");
            }
        }
    }

    private static final List<Class<? extends Record>> SECTIONS = List.of(GadgetSettings.class);

    @TempDir
    Path folder;

    @Test
    void withoutFileAndEnvironmentEverySettingHasItsDefault() {
        assertThat(Settings.defaults(SECTIONS).of(GadgetSettings.class))
                .isEqualTo(new GadgetSettings(
                        16,
                        new BigDecimal("0.2"),
                        Duration.ofDays(35),
                        Mode.BEST_GUESS,
                        Optional.empty(),
                        List.of("a", "b"),
                        true));
    }

    @Test
    void readsEverySettingFromTheFileAndLetsTheEnvironmentWin() throws IOException {
        Path file = write(
                """
                gadget:
                  buckets: 8          # fewer
                  bonus-share: 0.25
                  look-back: 90s
                  mode: known
                  address: "http://127.0.0.1"
                  tags: [x, y]
                  lamp: off
                """);
        Settings settings = Settings.read(file, Map.of("RECKON_GADGET_BUCKETS", "9", "PATH", "/bin"), SECTIONS);
        assertThat(settings.of(GadgetSettings.class))
                .isEqualTo(new GadgetSettings(
                        9,
                        new BigDecimal("0.25"),
                        Duration.ofSeconds(90),
                        Mode.KNOWN,
                        Optional.of("http://127.0.0.1"),
                        List.of("x", "y"),
                        false));
    }

    @Test
    void tellsAllFaultsAtOnceWithPlaceAndRemedy() throws IOException {
        Path file = write(
                """
                gadget:
                  bukcets: 8
                  bonus-share: 20%
                  buckets: 5000
                gagdet:
                  lamp: on
                """);
        SettingsFault fault = catchThrowableOfType(
                SettingsFault.class,
                () -> Settings.read(
                        file, Map.of("RECKON_GADGET_LOOK_BACK", "five weeks", "RECKON_GADGET_LAPM", "on"), SECTIONS));
        assertThat(fault.faults())
                .containsExactly(
                        file + ":5: there is no section gagdet. Did you mean gadget?",
                        file + ":2: there is no setting gadget.bukcets. Did you mean buckets?",
                        "environment RECKON_GADGET_LAPM: there is no such setting. Did you mean RECKON_GADGET_LAMP?",
                        file + ":4: gadget.buckets is \"5000\". Write a whole number from 1 to 4096.",
                        file
                                + ":3: gadget.bonus-share is \"20%\". Write a number from 0 to 1, with a point before its decimals.",
                        "environment RECKON_GADGET_LOOK_BACK: gadget.look-back is \"five weeks\". "
                                + "Write a length of time such as 90s, 5m, 24h or 35d.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    buckets     | 0            | a whole number from 1 to 4096
                    buckets     | 1.5          | a whole number from 1 to 4096
                    buckets     | 99999999999999999999 | a whole number from 1 to 4096
                    bonus-share | 0,2          | a number from 0 to 1
                    bonus-share | 1e9          | a number from 0 to 1
                    bonus-share | 1.0000001    | a number from 0 to 1
                    look-back   | 35           | a length of time such as 90s, 5m, 24h or 35d
                    mode        | BEST_GUESS   | one of known, best-guess
                    lamp        | maybe        | true or false
                    """)
    void refusesWhatIsNoValueOfTheSetting(String setting, String text, String expected) throws IOException {
        Path file = write("gadget:\n  " + setting + ": \"" + text + "\"\n");
        assertThatThrownBy(() -> Settings.read(file, Map.of(), SECTIONS))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("gadget." + setting + " is \"" + text + "\". Write " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'gadget: 5'                        | :1: section gadget holds a value instead of settings
                    '[1, 2]'                           | :1: expected sections such as
                    'gadget: {buckets: 8, buckets: 9}' | :1: gadget.buckets is written twice
                    'gadget: {'                        | not YAML
                    'gadget: {buckets: 13}'            | section gadget: 13 buckets bring bad luck. Take another number.
                    """)
    void refusesAFileOfTheWrongForm(String yaml, String fault) throws IOException {
        Path file = write(yaml + "\n");
        assertThatThrownBy(() -> Settings.read(file, Map.of(), SECTIONS))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    RECKON_DATA
                    RECKON_TEST_DB_URL
                    RECKON_GADGET_SERVICE_HOST
                    RECKON_GADGET_PORT_5432_TCP_ADDR
                    RECKON_SOMETHING_ELSE
                    """)
    void leavesVariablesOfOthersAlone(String variable) {
        Settings settings = Settings.read(folder.resolve("none"), Map.of(variable, "tcp://10.0.0.1:5432"), SECTIONS);
        assertThat(settings.of(GadgetSettings.class).buckets()).isEqualTo(16);
    }

    @Test
    void writesItsOwnManual() {
        assertThat(Settings.manual(SECTIONS))
                .startsWith(
                        """
                        | setting | variable | default | meaning |
                        |---|---|---|---|
                        | `gadget.buckets` | `RECKON_GADGET_BUCKETS` | `16` | How many. |
                        | `gadget.bonus-share` | `RECKON_GADGET_BONUS_SHARE` | `0.2` | A share. |
                        """)
                .contains("| `gadget.address` | `RECKON_GADGET_ADDRESS` | none | An address. |");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("reckon.yaml"), yaml);
    }
}
