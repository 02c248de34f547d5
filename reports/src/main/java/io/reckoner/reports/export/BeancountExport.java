package io.reckoner.reports.export;

import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.journal.JournalEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * The journal as text for beancount, accepted by {@code bean-check -C x}. Accounts are opened before all else, entries carry
 * kind, run, account and id as metadata, and the day after the last asserts every balance to the last digit.
 *
 * <pre>
 * 2026-03-01 * "Usage"
 *   kind: "usage"
 *   run: "7"
 *   account: "acct_1"
 *   entry: "b2b0877413ad572394306b1c3c224c3a"
 *   Liabilities:CustomerCredit:Paid                 0.60 USD
 *   Income:Usage                                   -0.60 USD
 * </pre>
 */
public final class BeancountExport {
    private BeancountExport() {}

    /**
     * Writes the journal and gives the number of entries. The stream stays open.
     *
     * @throws IOException when the stream cannot be written
     */
    public static long write(JournalReader journal, OutputStream stream) throws IOException {
        return new Text().write(journal, stream);
    }

    private static final class Text extends JournalText {
        @Override
        void open(JournalReader journal, Collection<AccountName> accounts) {
            line("; Journal of Reckoner, for beancount.");
            line(
                    "; As of watermark ",
                    journal.watermark() == null ? "none" : journal.watermark().toString());
            line("option \"title\" \"Reckoner\"");
            line("option \"operating_currency\" \"", Commodity.USD.code(), "\"");
            // Beancount's own tolerance would let a wrong last digit pass.
            line("option \"inferred_tolerance_default\" \"*:0\"");
            line("");
            for (Commodity commodity : Commodity.values()) {
                line(LocalDate.EPOCH.toString(), " commodity ", commodity.code());
            }
            line("");
            for (AccountName account : accounts) {
                line(LocalDate.EPOCH.toString(), " open ", account.name());
            }
        }

        @Override
        void entry(JournalEntry entry) {
            line("");
            line(entry.key().day().toString(), " * \"", PlainText.of(entry.description()), "\"");
            metadata("kind", entry.key().kind().code());
            metadata("run", Integer.toString(entry.key().run()));
            if (!customer(entry).isEmpty()) {
                metadata("account", customer(entry));
            }
            metadata("entry", entry.id());
            entry.postings().forEach(posting -> line("  ", posting(posting)));
        }

        @Override
        void close(List<LedgerBalance> balances, LocalDate lastDay) {
            line("");
            // A balance speaks of the start of its day.
            String day = lastDay.plusDays(1).toString();
            for (LedgerBalance balance : balances) {
                line(
                        day,
                        " balance ",
                        balance.account().name(),
                        "  ",
                        balance.amount().toString(),
                        " ~ 0 ",
                        balance.commodity().code());
            }
        }

        private void metadata(String name, String value) {
            line("  ", name, ": \"", value, "\"");
        }
    }
}
