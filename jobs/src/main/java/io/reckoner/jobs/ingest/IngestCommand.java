package io.reckoner.jobs.ingest;

import io.reckoner.jobs.account.DirectoryView;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.intake.SegmentTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.kernel.account.Directory;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands usage over to the next run: sealed segments, or a foreign file with what the operator states about it. */
@Command(
        name = "ingest",
        subcommands = IngestWithdrawCommand.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Hands files over to the next run. Without --as they are sealed segments, which are copied into the intake",
            "folder. With --as they are files of another kind: CSV with any columns, spend logs of LiteLLM, activity of",
            "OpenRouter, request traces. Whose usage it is, and how far it is complete, is stated beside them. A file that",
            "is not sound is refused whole."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon ingest /var/log/gateway/sealed/usage-eu-1-000000000042.jsonl.zst",
            "  reckon ingest usage.csv --as csv --mapping usage.yaml --source billing --through 2026-03-02 --dry-run",
            "  reckon ingest spend.jsonl --as litellm --mapping keys.yaml --source litellm --through 2026-03-02",
            "  reckon ingest activity.csv --as openrouter --source openrouter --account acc_1 --key key_1"
                    + " --through 2026-03-02",
            "  reckon ingest code.csv --as azure --source azure-code --through 2023-11-17 --account acc_1 --key key_1"
                    + " --provider openai --model openai/gpt-4o --dry-run",
            "  reckon ingest conversation.jsonl.gz --as mooncake --start 2023-11-16T18:00:00Z --cache seen-blocks"
                    + " --source kimi --through 2023-11-17 --account acc_1 --key key_1 --provider openai"
                    + " --model openai/gpt-4o",
            "  reckon ingest withdraw usage.csv --reason \"columns swapped in the mapping\"",
            "",
            "docs/formats.md says what the columns mean."
        })
public final class IngestCommand extends Verb {
    /** Later than any account or key was recorded. */
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    // None here too, or the commands below this one would ask for it.
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files, which may be compressed: .gz, .zst.")
    private List<Path> files = List.of();

    @ArgGroup(exclusive = false, heading = "%nFiles of another kind:%n")
    private @Nullable ForeignOptions foreign;

    @Option(names = "--dry-run", description = "Show what would be taken in, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--show",
            paramLabel = "PART",
            description =
                    "Of a dry run with --as: rows, faults or files (default: all in text, files in CSV and JSON).")
    private InspectionReport.@Nullable Part part;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        if (files.isEmpty()) {
            throw new Refusal(
                    "no file is named. Name sealed segments, usage-<proxy>-<12 digits>.jsonl; or files of another"
                            + " kind with --as. See reckon ingest --help.");
        }
        if (foreign == null) {
            segments(session);
        } else {
            Directory directory = new DirectoryView(session.database().jdbc()).at(EVER);
            Statement statement = foreign.statement(directory, session.clock().instant());
            ForeignDelivery delivery = new ForeignDelivery(session, directory, statement);
            if (dryRun) {
                show(session.output(), delivery);
            } else {
                delivery.keep(files, act.act());
            }
        }
        return Exit.CLEAN;
    }

    /** In text all parts; for programs one, so that there is one header and one document. */
    private void show(Output output, ForeignDelivery delivery) throws IOException {
        List<String> faults = new ArrayList<>();
        InspectionReport report = delivery.look(files, faults);
        if (part != null || output.format() != ReportFormat.TEXT) {
            output.table(report.part(part == null ? InspectionReport.Part.FILES : part));
        } else {
            for (InspectionReport.Part each : InspectionReport.Part.values()) {
                ReportTable table = report.part(each);
                if (!table.rows().isEmpty()) {
                    output.table(table);
                }
            }
        }
        ForeignDelivery.refuse(faults);
    }

    private void segments(Session session) throws IOException {
        Path intake = session.settings(SettlementSettings.class).intakeOf(session.data());
        SegmentDelivery delivery = new SegmentDelivery(
                intake,
                new SegmentTable(session.database().jdbc()),
                session.clock().instant());
        SegmentDelivery.Sorted sorted = delivery.sorted(files);
        if (!dryRun) {
            delivery.carry(sorted.fresh());
        }
        for (Path file : sorted.fresh()) {
            session.output().say(file.getFileName() + (dryRun ? " would be copied to " : " copied to ") + intake + ".");
        }
        for (Path file : sorted.before()) {
            session.output().say(file.getFileName() + " is in " + intake + " already.");
        }
    }
}
