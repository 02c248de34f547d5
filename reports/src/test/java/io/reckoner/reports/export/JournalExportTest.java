package io.reckoner.reports.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.journal.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal as text, judged by the programs it is for. */
class JournalExportTest {
    private static final Path RESOURCES = Path.of("src/test/resources/export");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(OutsideChecker.class)
    void itsCheckerAcceptsWhateverNamesAreInIt(OutsideChecker checker) throws Exception {
        assertAccepted(checker, JournalInMemory.small());
    }

    @ParameterizedTest
    @EnumSource(OutsideChecker.class)
    void itsCheckerAcceptsThousandsOfEntries(OutsideChecker checker) throws Exception {
        assertAccepted(checker, JournalInMemory.random(3_000, 1));
    }

    @ParameterizedTest
    @EnumSource(OutsideChecker.class)
    void itsCheckerAcceptsAnEmptyJournal(OutsideChecker checker) throws Exception {
        assertAccepted(checker, new JournalInMemory(List.of()));
    }

    /** The assertions at the end are not for show: one pico off, and the checker says so. */
    @ParameterizedTest
    @EnumSource(OutsideChecker.class)
    void itsCheckerNoticesAWrongLastDigitOfABalance(OutsideChecker checker) throws Exception {
        String text = text(checker, JournalInMemory.small());
        String wrong = replaceLast(text, "-0.600000000001", "-0.600000000002");
        Path file = Files.writeString(folder.resolve("wrong"), wrong);
        OutsideChecker.Verdict verdict = checker.check(file);
        assertThat(verdict.exit()).as(verdict.output()).isNotZero();
        assertThat(verdict.output().toLowerCase(java.util.Locale.ROOT)).containsAnyOf("assertion", "balance failed");
    }

    /** The bytes are part of the contract: an export of the same journal is the same file, this year and next. */
    @ParameterizedTest
    @CsvSource({"HLEDGER, small.ledger", "BEANCOUNT, small.beancount"})
    void theSameJournalIsTheSameBytes(OutsideChecker checker, String file) throws Exception {
        assertThat(text(checker, JournalInMemory.small()))
                .isEqualTo(Files.readString(RESOURCES.resolve(file), StandardCharsets.US_ASCII));
    }

    @Test
    void aHundredThousandEntriesAreStreamedInSeconds() throws Exception {
        JournalInMemory journal = JournalInMemory.random(100_000, 2);
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            long entries = i == 0
                    ? HledgerExport.write(journal, OutputStream.nullOutputStream())
                    : BeancountExport.write(journal, OutputStream.nullOutputStream());
            assertThat(entries).isEqualTo(100_000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void entriesOutOfOrderAreRefused() {
        List<JournalEntry> entries = JournalInMemory.small().entries();
        JournalReader backwards = new JournalReader() {
            @Override
            public Instant watermark() {
                return Instant.EPOCH;
            }

            @Override
            public List<LedgerBalance> balances() {
                return List.of();
            }

            @Override
            public void forEach(Consumer<JournalEntry> consumer) {
                consumer.accept(entries.get(4));
                consumer.accept(entries.get(0));
            }
        };
        assertThatThrownBy(() -> HledgerExport.write(backwards, OutputStream.nullOutputStream()))
                .hasMessageStartingWith("entries are exported in order of day and id; 2026-03-01");
    }

    @Test
    void aFailingStreamIsReported() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        assertThatThrownBy(() -> BeancountExport.write(JournalInMemory.random(1_000, 3), full))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left on device");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
            acct_1|acct_1
            payment:pay_7:wallet/x@y+z-1.0|payment:pay_7:wallet/x@y+z-1.0
            a b|a b
            a  b|a %20b
             a |%20a%20
            a;b,c|a%3Bb%2Cc
            100%|100%25
            Ü😀|%C3%9C%F0%9F%98%80
            """)
    void textsFromOutsideCannotPassForSyntax(String text, String plain) {
        assertThat(PlainText.of(text)).isEqualTo(plain);
    }

    private void assertAccepted(OutsideChecker checker, JournalReader journal) throws Exception {
        Path file = Files.writeString(folder.resolve("journal"), text(checker, journal));
        OutsideChecker.Verdict verdict = checker.check(file);
        assertThat(verdict.exit()).as(verdict.output()).isZero();
    }

    private static String text(OutsideChecker checker, JournalReader journal) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (checker) {
            case HLEDGER, LEDGER -> HledgerExport.write(journal, bytes);
            case BEANCOUNT -> BeancountExport.write(journal, bytes);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static String replaceLast(String text, String from, String to) {
        Matcher matcher = Pattern.compile(Pattern.quote(from)).matcher(text);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        assertThat(last).as(from + " occurs in\n" + text).isNotNegative();
        return text.substring(0, last) + to + text.substring(last + from.length());
    }
}
