package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "issue",
        description =
                "Issues vouchers from a CSV file with the columns amount, and if wanted codes (how many, 1), kind (gift, "
                        + "bonus, compensation), redeem_until, days (how long the credit lasts), per_account (1). The codes are shown "
                        + "once; only their hashes are kept. A second run of the same file changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  reckon voucher issue spring.csv --dry-run", "  reckon voucher issue spring.csv --format csv"})
final class VoucherIssueCommand extends Verb {
    private static final Map<String, Boolean> COLUMNS = Map.of(
            "amount", true, "codes", false, "kind", false, "redeem_until", false, "days", false, "per_account", false);
    private static final Set<LotKind> KINDS = EnumSet.of(LotKind.GIFT, LotKind.BONUS, LotKind.COMPENSATION);
    private static final int MOST = 100_000;
    private static final int LONGEST_DAYS = 36_500;

    private record Line(
            LotKind kind, Money amount, int codes, Optional<Instant> until, Optional<Duration> lasts, int perAccount) {}

    @Parameters(paramLabel = "FILE", description = "CSV with a header.")
    private Path file = Path.of("vouchers.csv");

    @Option(
            names = "--batch",
            paramLabel = "NAME",
            description = "What the batch is called (default: the file's name).")
    private String batch = "";

    @Option(names = "--dry-run", description = "Checks the file and says what would be issued.")
    private boolean dryRun;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        String name = batch.isEmpty() ? String.valueOf(file.getFileName()).replaceAll("\\.[^.]*$", "") : batch;
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw new Refusal("\"" + name + "\" is no name of a batch. Write 1 to 60 letters, digits, dots, - and _ "
                    + "with --batch.");
        }
        Instant now = session.clock().instant();
        CreditFile rows = CreditFile.open(file, COLUMNS);
        List<Line> lines = rows.rows(row -> line(row, now));
        rows.requireClean();
        List<Voucher> vouchers = vouchers(name, lines);
        if (dryRun) {
            Money sum = vouchers.stream().map(Voucher::amount).reduce(Money.ZERO, Money::plus);
            session.output().say("Would issue " + vouchers.size() + " vouchers of " + sum + " USD together.");
            return Exit.CLEAN;
        }
        Map<Voucher, VoucherCode> codes = session.database()
                .inTransaction(jdbc -> new Vouchers(jdbc).issue(name, vouchers, new SecureRandom(), act.act()));
        if (codes.isEmpty()) {
            session.output()
                    .say("Batch " + name + " was issued before; nothing changed, and its codes are not shown again.");
            return Exit.CLEAN;
        }
        ReportTable.Builder table = ReportTable.titled("Vouchers of batch " + name)
                .columns(
                        Column.text("voucher", "Voucher"),
                        Column.text("code", "Code"),
                        Column.exactMoney("amount", "Amount"));
        codes.forEach(
                (voucher, code) -> table.row(Cell.of(voucher.id()), Cell.of(code.text()), Cell.of(voucher.amount())));
        session.output().table(table.footnote("The codes are shown this once.").build());
        return Exit.CLEAN;
    }

    private static Optional<Line> line(CreditFile row, Instant now) {
        Optional<Money> amount = row.amount("amount");
        Optional<LotKind> kind = row.kind(KINDS);
        int codes = row.number("codes", 1, MOST);
        int days = row.number("days", 0, LONGEST_DAYS);
        int perAccount = row.number("per_account", 1, MOST);
        Optional<Instant> until = row.instant("redeem_until");
        until.filter(end -> !end.isAfter(now))
                .ifPresent(end -> row.fault("redeem_until " + end + " is past: nobody could redeem it."));
        if (amount.filter(each -> each.compareTo(Lot.LIMIT) >= 0).isPresent()) {
            row.fault("an amount of " + amount.get() + " is too large. Write one below " + Lot.LIMIT + ".");
        }
        if (amount.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> lasts = days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
        return Optional.of(new Line(kind.get(), amount.get(), codes, until, lasts, perAccount));
    }

    private static List<Voucher> vouchers(String batch, List<Line> lines) {
        List<Voucher> vouchers = new ArrayList<>();
        for (Line line : lines) {
            for (int i = 0; i < line.codes(); i++) {
                vouchers.add(new Voucher(
                        batch + "/" + (vouchers.size() + 1),
                        batch,
                        line.kind(),
                        line.amount(),
                        line.until(),
                        line.lasts(),
                        line.perAccount()));
                if (vouchers.size() > MOST) {
                    throw new Refusal("a batch has at most " + MOST + " vouchers. Split the file.");
                }
            }
        }
        return vouchers;
    }
}
