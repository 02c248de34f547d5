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
 * The journal as one text that both hledger and ledger accept at their strictest: {@code hledger -f x check -s ordereddates},
 * {@code ledger --args-only --pedantic -f x bal}. Commodities, accounts and tags are declared, entries carry run, account and
 * id as tags and their kind as code, and an entry of zeros at the end asserts every balance.
 *
 * <pre>
 * 2026-03-01 (usage) Usage
 *     ; run: 7
 *     ; account: acct_1
 *     ; entry: b2b0877413ad572394306b1c3c224c3a
 *     Liabilities:CustomerCredit:Paid                 0.60 USD
 *     Income:Usage                                   -0.60 USD
 * </pre>
 */
public final class HledgerExport {
    private static final String INDENT = "    ";

    private HledgerExport() {}

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
            line("; Journal of Reckoner, for hledger and ledger.");
            line(
                    "; As of watermark ",
                    journal.watermark() == null ? "none" : journal.watermark().toString());
            for (Commodity commodity : Commodity.values()) {
                line("");
                line("commodity ", commodity.code());
                line("  format 1000.000000000000 ", commodity.code());
            }
            line("");
            for (String tag : List.of("run", "account", "entry")) {
                line("tag ", tag);
            }
            line("");
            for (AccountName account : accounts) {
                line("account ", account.name());
            }
        }

        @Override
        void entry(JournalEntry entry) {
            line("");
            line(
                    entry.key().day().toString(),
                    " (",
                    entry.key().kind().code(),
                    ") ",
                    PlainText.of(entry.description()));
            line(INDENT, "; run: ", Integer.toString(entry.key().run()));
            if (!customer(entry).isEmpty()) {
                line(INDENT, "; account: ", customer(entry));
            }
            line(INDENT, "; entry: ", entry.id());
            entry.postings().forEach(posting -> line(INDENT, posting(posting)));
        }

        @Override
        void close(List<LedgerBalance> balances, LocalDate lastDay) {
            line("");
            line(lastDay.toString(), " (balances) Balances as the database sums them up");
            for (LedgerBalance balance : balances) {
                String commodity = balance.commodity().code();
                line(INDENT, balance.account().name(), "  0 ", commodity, " = ", balance.amount() + " " + commodity);
            }
        }
    }
}
