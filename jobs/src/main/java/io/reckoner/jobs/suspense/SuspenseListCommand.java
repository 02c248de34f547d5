package io.reckoner.jobs.suspense;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.SuspenseState;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds up what is set aside. */
@Command(
        name = "list",
        description = {
            "Adds up lines set aside: how many, their tokens as far as they can be read, their age before the watermark,",
            "where the first and the last stand."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon suspense list",
            "  reckon suspense list --by item --all --format csv",
            "  reckon suspense list --by item --run 3"
        })
final class SuspenseListCommand extends Verb {
    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "reason",
            description =
                    "reason, detail, item (with ids), segment; or account, model, provider, for which the lines are"
                            + " read again (default: reason).")
    private SuspenseGrouping by = SuspenseGrouping.REASON;

    @Option(names = "--all", description = "Retried and written-off ones too.")
    private boolean all;

    @Option(names = "--fail-on-open", description = "End with exit code 1 when anything is open.")
    private boolean failOnOpen;

    @Mixin
    private OfRun ofRun = new OfRun();

    @Override
    protected Exit run(Session session) {
        Evidence evidence = Evidence.of(session);
        JdbcClient jdbc = session.database().jdbc();
        Optional<Run> of = ofRun.in(jdbc);
        List<SuspenseTable.Item> items = of.map(run -> evidence.suspense().ofRun(run.id()))
                .orElseGet(() ->
                        evidence.suspense().list(all ? EnumSet.allOf(SuspenseState.class) : SuspenseState.UNDECIDED));
        RunStanding standing = new StandingView(jdbc).now();
        @Nullable Instant watermark = of.map(Run::watermark).orElse(standing.watermark());
        if (items.isEmpty() || watermark == null) {
            session.output()
                    .say(of.map(run -> OfRun.nothing(run, evidence.suspense()))
                            .orElseGet(() -> nothing(session, standing)));
            if (session.output().format() != ReportFormat.TEXT) {
                session.output()
                        .table(new SuspenseSummary(by, session.clock().instant())
                                .table()
                                .build());
            }
            return Exit.CLEAN;
        }
        SuspenseSummary summary = new SuspenseSummary(by, watermark);
        if (by.isOfLines()) {
            items.forEach(item -> addLines(summary, evidence, item));
        } else {
            ordered(items).forEach(summary::add);
        }
        ReportTable.Builder report = summary.table();
        if (by == SuspenseGrouping.REASON) {
            remedies(items).forEach(report::footnote);
        }
        of.flatMap(run -> OfRun.kept(run, evidence.suspense())).ifPresent(report::footnote);
        report.footnote(of.map(SuspenseListCommand::next)
                .orElse("Ids: reckon suspense list --by item. The lines: reckon suspense show REASON|ID. Once mended:"
                        + " reckon suspense retry REASON|ID, then reckon settle."));
        session.output().table(report.build());
        return failOnOpen && standing.openSuspense() > 0 ? Exit.FOUND : Exit.CLEAN;
    }

    /** Before the first run there is nothing because nothing has been read yet: then it says from where that will be. */
    private static String nothing(Session session, RunStanding standing) {
        return standing.suspense()
                + (standing.watermark() == null
                        ? " No run has settled anything yet. Segments are looked for in "
                                + session.settings(SettlementSettings.class).intakeOf(session.data())
                                + "; other files are handed over with reckon ingest."
                        : "");
    }

    private static String next(Run run) {
        return (run.state() == Run.State.FAILED ? run + " was refused: none of these lines is in suspense. " : "")
                + "The lines: reckon suspense show REASON|ID --run " + run.id() + ".";
    }

    /** By id where ids are shown; else by place. */
    private List<SuspenseTable.Item> ordered(List<SuspenseTable.Item> items) {
        return by == SuspenseGrouping.ITEM
                ? items.stream()
                        .sorted(Comparator.comparing(SuspenseTable.Item::id))
                        .toList()
                : items;
    }

    private static List<String> remedies(List<SuspenseTable.Item> items) {
        Set<SuspenseReason> open = new TreeSet<>();
        items.stream()
                .filter(item -> SuspenseState.UNDECIDED.contains(item.state()))
                .forEach(item -> open.add(item.reason()));
        return open.stream()
                .map(reason -> reason.code() + ": " + Remedy.of(reason))
                .toList();
    }

    private static void addLines(SuspenseSummary summary, Evidence evidence, SuspenseTable.Item item) {
        Symbols symbols = new Symbols();
        LineDecoder decoder = new LineDecoder(Directory.of(List.of(), List.of()), symbols, List.of());
        DecodedEvent event = new DecodedEvent();
        long left = item.lines();
        try (EvidenceLines lines = evidence.lines(item)) {
            while (lines.next()) {
                LineClass found = lines.read(decoder, event);
                long tokens = found == LineClass.EVENT ? decoder.readableTokens(event) : 0;
                summary.add(item, named(found, decoder, event, symbols), lines.number(), 1, BigInteger.valueOf(tokens));
                left--;
            }
        } catch (IOException gone) {
            // The file cannot be read: its lines are counted below, as lines that name nothing.
        }
        if (left > 0) {
            summary.add(item, NamedInLine.NOTHING, item.lastLine(), left, BigInteger.ZERO);
        }
    }

    private static NamedInLine named(LineClass found, LineDecoder decoder, DecodedEvent event, Symbols symbols) {
        return switch (found) {
            case EVENT, START ->
                new NamedInLine(
                        decoder.account(event),
                        symbols.name(event.model),
                        event.provider == EventBlock.NO_NAME ? "" : symbols.name(event.provider));
            case SEAL, BLANK, SUSPENDED -> NamedInLine.NOTHING;
        };
    }
}
