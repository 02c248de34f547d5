package io.reckoner.reports.export;

import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.journal.EntryKey;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Posting;
import io.reckoner.kernel.money.Money;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The way of an export: declarations, the entries one by one as they come, the balances at the end. */
abstract class JournalText {
    private static final int ACCOUNT_COLUMN = 48;

    private Writer out = Writer.nullWriter();
    private long entries;
    private LocalDate lastDay = LocalDate.EPOCH;
    private String lastId = "";

    /** What comes before the first entry. */
    abstract void open(JournalReader journal, Collection<AccountName> accounts);

    abstract void entry(JournalEntry entry);

    /** What comes after the last entry; there is at least one balance. */
    abstract void close(List<LedgerBalance> balances, LocalDate lastDay);

    /** Writes the whole journal and gives the number of entries. The stream stays open. */
    final long write(JournalReader journal, OutputStream stream) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII), 1 << 16);
        try {
            List<LedgerBalance> balances = journal.balances();
            TreeSet<AccountName> accounts = new TreeSet<>();
            balances.forEach(balance -> accounts.add(balance.account()));
            open(journal, accounts);
            journal.forEach(this::next);
            if (!balances.isEmpty()) {
                close(balances, lastDay);
            }
            out.flush();
            return entries;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void next(JournalEntry entry) {
        LocalDate day = entry.key().day();
        String id = entry.id();
        if (entries > 0 && (day.isBefore(lastDay) || day.equals(lastDay) && id.compareTo(lastId) <= 0)) {
            throw new IllegalStateException("entries are exported in order of day and id; " + day + " " + id
                    + " came after " + lastDay + " " + lastId);
        }
        lastDay = day;
        lastId = id;
        entries++;
        entry(entry);
    }

    final void line(String... parts) {
        try {
            for (String part : parts) {
                out.write(part);
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Assets:Bank        12.34 USD}. */
    static String posting(Posting posting) {
        return leg(posting.account(), posting.amount(), posting.commodity());
    }

    static String leg(AccountName account, Money amount, Commodity commodity) {
        String name = account.name();
        String number = amount.toString();
        int gap = Math.max(2, ACCOUNT_COLUMN - name.length() - (number.startsWith("-") ? 1 : 0));
        return name + " ".repeat(gap) + number + " " + commodity.code();
    }

    /** The customer's account; empty where the entry concerns none. */
    static String customer(JournalEntry entry) {
        String account = entry.key().account();
        return account.equals(EntryKey.OPERATOR) ? "" : PlainText.of(account);
    }
}
