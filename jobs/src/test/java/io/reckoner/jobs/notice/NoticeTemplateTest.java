package io.reckoner.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Wording of notices: what comes along, what an operator writes, and what is wrong with it. */
@Isolated("changes the locale and time zone of the whole process")
class NoticeTemplateTest {
    @TempDir
    Path folder;

    private static Notice low(String balance) {
        return new Notice(
                NoticeKind.LOW_BALANCE, "acme", "1", Instant.EPOCH, Map.of("balance", balance, "threshold", "5.00"));
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void theWordingThatComesAlongLeavesNoPlaceholder(NoticeKind kind) {
        NoticeTemplates.Written written =
                NoticeTemplates.read(Optional.empty()).write(NoticeExample.of(kind, "acme"), "Zoë");
        assertThat(written.subject()).isNotEmpty().doesNotContain("{");
        assertThat(written.text()).startsWith("Hello Zoë,\n").contains("acme").doesNotContain("{");
    }

    @ParameterizedTest(name = "[{index}] {0} is shown as {1}")
    @CsvSource({
        "12.349, 12.34 USD",
        "4.999999999999, 4.99 USD",
        "0.000000000001, 0.00 USD",
        "-0.000000000001, -0.01 USD",
        "-3.141, -3.15 USD",
        "1234567.00, 1234567.00 USD"
    })
    void whatIsShownCanBeSpent(String balance, String shown) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(NoticeTemplates.read(Optional.empty())
                            .write(low(balance), "Zoë")
                            .subject())
                    .isEqualTo("Your balance is low: " + shown);
            assertThat(Shown.instant(Instant.parse("2026-03-09T23:59:59.999999Z")))
                    .isEqualTo("2026-03-09 23:59 UTC");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anOperatorsOwnWordingStandsInPlaceOfOurs() throws IOException {
        Files.writeString(
                folder.resolve("low_balance.txt"), "Subject: {account} hat {balance}\n\nGrüße, {name}. {nix {} }\n\n");
        Files.writeString(folder.resolve("notes.md"), "not looked at {anything}");
        NoticeTemplates.Written written =
                NoticeTemplates.read(Optional.of(folder)).write(low("1.00"), "Zoë");
        assertThat(written).isEqualTo(new NoticeTemplates.Written("acme hat 1.00 USD", "Grüße, Zoë. {nix {} }\n"));
    }

    @Test
    void whatAValueHoldsIsNeverLookedAtAgainAndForgesNoLine() {
        NoticeTemplates templates = NoticeTemplates.read(Optional.empty());
        Notice paused = new Notice(
                NoticeKind.AUTO_TOP_UP_PAUSED,
                "acme",
                "1",
                Instant.EPOCH,
                Map.of("balance", "1.00", "reason", "no {name} $1 \\\r\n  Balance  9.00 USD\u2028x"));
        assertThat(templates.write(paused, "Eve\r\nBcc: all").text())
                .startsWith("Hello Eve Bcc: all,\n")
                .contains("  Reason   no {name} $1 \\   Balance  9.00 USD x\n");
    }

    @Test
    void allFaultsOfAllFilesAreToldAtOnceWithFileAndLine() throws IOException {
        Files.writeString(folder.resolve("low_balance.txt"), "Balance: {balance}\nHello {nam},\n{Balance} {lot}\n");
        Files.writeString(folder.resolve("receipt.txt"), "Subject: {amout}\n\n");
        Files.writeString(folder.resolve("reciept.txt"), "Subject: x\n\ny\n");
        Files.write(folder.resolve("bonus_lapsing.txt"), "Subject: Größe\n\nx".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("renewal_failed.txt"), "");
        String low = folder.resolve("low_balance.txt").toString();
        String known = "Known here: name, account, balance, threshold.";
        assertThatThrownBy(() -> NoticeTemplates.read(Optional.of(folder)))
                .isInstanceOf(Refusal.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().lines())
                        .containsExactly(
                                folder.resolve("bonus_lapsing.txt") + ": this is not UTF-8. Save it in that encoding.",
                                low
                                        + ":1: there is no subject. Begin the file with: Subject: and what the mail is about.",
                                low
                                        + ":2: the line after the subject is not empty. Leave a line empty before the text.",
                                low + ":2: {nam} is no placeholder of low_balance. " + known,
                                low + ":3: {Balance} is no placeholder of low_balance. " + known,
                                low + ":3: {lot} is no placeholder of low_balance. " + known,
                                folder.resolve("receipt.txt") + ":3: there is no text. Write it below the empty line.",
                                folder.resolve("receipt.txt")
                                        + ":1: {amout} is no placeholder of receipt. Known here: name, account, payment,"
                                        + " purpose, amount, tax, credited_paid, credited_bonus, credited_main,"
                                        + " credited_backup, plan, balance, paid_at, bought, credited.",
                                folder.resolve("reciept.txt")
                                        + ": this is no kind of notice. Name it after one of: low_balance, receipt,"
                                        + " auto_top_up_declined, auto_top_up_paused, renewal_failed, bonus_lapsing.",
                                folder.resolve("renewal_failed.txt")
                                        + ":1: there is no subject. Begin the file with: Subject: and what the mail is about.",
                                folder.resolve("renewal_failed.txt")
                                        + ":2: the line after the subject is not empty. Leave a line empty before the text.",
                                folder.resolve("renewal_failed.txt")
                                        + ":3: there is no text. Write it below the empty line."));
    }

    @Test
    void aFolderThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> NoticeTemplates.read(Optional.of(folder.resolve("none"))))
                .hasMessage("notice.templates is " + folder.resolve("none")
                        + ", which is no folder. Make it, or leave the setting out.");
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "9, PT4H16M", "10, PT8H", "14, PT8H", "15, ''", "99, ''"})
    void waitsDoubleUpToEightHoursAndEnd(int attempts, String wait) {
        assertThat(RetryWait.after(attempts).map(Object::toString).orElse("")).isEqualTo(wait);
    }
}
