package io.reckoner.jobs.settlement;

import io.reckoner.jobs.facts.FactFile;
import io.reckoner.jobs.facts.FactSums;
import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TokenCount;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.LiveCycle;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * All that one bucket of one run comes to: what the transaction stores.
 *
 * @param closing states of the accounts that changed
 * @param tally control totals of rating, draws, lots and debts
 */
record BucketBooks(
        List<AccountState> closing,
        List<MovementTable.Row> movements,
        List<JournalEntry> entries,
        List<KeyUsageTable.Row> keys,
        List<FactFile> facts,
        ControlTotals tally) {

    /** The totals of all hops behind the rows: settlement, lots, journal and facts. */
    ControlTotals totals(ChartOfAccounts chart) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        sheet.add(tally);
        sheet.add(new JournalTotals(chart).of(entries));
        for (FactFile file : facts) {
            sheet.add(LineCount.FACT_ROWS.total(), file.rows());
            addFacts(sheet, file.sums());
        }
        return sheet.totals();
    }

    private static void addFacts(ControlTotals.Sheet sheet, FactSums sums) {
        sheet.add(Book.FACTS.total(UsageFigure.PROVIDER_COST), sums.providerCost());
        sheet.add(Book.FACTS.total(UsageFigure.CHARGE), sums.charge());
        sheet.add(Book.FACTS.total(UsageFigure.DRAW_MAIN), sums.drawMain());
        sheet.add(Book.FACTS.total(UsageFigure.DRAW_BACKUP), sums.drawBackup());
        sheet.add(Book.FACTS.total(UsageFigure.DRAW_WALLET_BONUS), sums.drawWalletBonus());
        sheet.add(Book.FACTS.total(UsageFigure.DRAW_WALLET_PAID), sums.drawWalletPaid());
        sheet.add(Book.FACTS.total(UsageFigure.SHORTFALL), sums.shortfall());
        sheet.add(Book.FACTS.total(UsageFigure.OVER_RUN), sums.overRun());
        for (Component component : Component.values()) {
            sheet.add(TokenCount.FACTS.total(component), new BigDecimal(sums.count(component)));
        }
    }

    /** SHA-256 over facts, movements, entries and what accounts have left: the same for the same work done again. */
    byte[] contentHash() {
        MessageDigest digest = sha256();
        facts.forEach(file -> line(digest, file.path(), file.sha256()));
        for (MovementTable.Row row : movements) {
            Movement movement = row.movement();
            line(
                    digest,
                    row.account(),
                    movement.day().toString(),
                    movement.type().code(),
                    movement.lot() == null ? "" : movement.lot().id(),
                    movement.cause(),
                    movement.amount().picos().toString());
        }
        for (AccountState state : closing) {
            state.lots()
                    .forEach(open -> line(
                            digest, open.lot().id(), open.remaining().picos().toString()));
            state.debts()
                    .forEach(debt -> line(
                            digest,
                            state.account(),
                            debt.day().toString(),
                            debt.amount().picos().toString()));
            LiveCycle live = state.cycle();
            if (live != null) {
                line(digest, counters(state.account(), live));
            }
        }
        for (JournalEntry entry : entries) {
            line(digest, entry.id());
            entry.postings()
                    .forEach(posting -> line(
                            digest,
                            posting.account().name(),
                            posting.commodity().toString(),
                            posting.amount().picos().toString()));
        }
        return digest.digest();
    }

    private static String[] counters(String account, LiveCycle live) {
        return new String[] {
            account,
            live.cycle().id(),
            live.budgetUsed().picos().toString(),
            live.day().toString(),
            live.dayDrawn().picos().toString(),
            Integer.toString(live.week()),
            live.weekDrawn().picos().toString(),
            live.main().granted().picos().toString(),
            live.main().drawn().picos().toString(),
            live.backup().granted().picos().toString(),
            live.backup().drawn().picos().toString()
        };
    }

    private static void line(MessageDigest digest, String... fields) {
        digest.update(String.join("\t", fields).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
