package io.reckoner.jobs.cli;

import io.reckoner.jobs.account.AccountCommand;
import io.reckoner.jobs.account.KeyCommand;
import io.reckoner.jobs.command.DayOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.FlagOption;
import io.reckoner.jobs.command.NumberOption;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.SessionSource;
import io.reckoner.jobs.command.Terminal;
import io.reckoner.jobs.compensation.CompensationCommand;
import io.reckoner.jobs.credit.WalletCommand;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.demo.DemoCommand;
import io.reckoner.jobs.ingest.IngestCommand;
import io.reckoner.jobs.intake.ProxiesCommand;
import io.reckoner.jobs.nightly.CompactCommand;
import io.reckoner.jobs.nightly.NightlyCommand;
import io.reckoner.jobs.nightly.SettleCommand;
import io.reckoner.jobs.notice.NoticeCommand;
import io.reckoner.jobs.opening.OpeningCommand;
import io.reckoner.jobs.payment.PaymentCommand;
import io.reckoner.jobs.plan.PlanCommand;
import io.reckoner.jobs.rating.PriceCommand;
import io.reckoner.jobs.report.ExportCommand;
import io.reckoner.jobs.report.ReportCommand;
import io.reckoner.jobs.report.SqlCommand;
import io.reckoner.jobs.report.StatusCommand;
import io.reckoner.jobs.run.RecoverCommand;
import io.reckoner.jobs.schedule.ServeCommand;
import io.reckoner.jobs.simulate.SimulateCommand;
import io.reckoner.jobs.suspense.SuspenseCommand;
import io.reckoner.jobs.verify.VerifyCommand;
import io.reckoner.jobs.voucher.VoucherCommand;
import io.reckoner.reports.table.ReportFormat;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code reckon}: every command there is, and the options they share. */
@Command(
        name = "reckon",
        description = "Turns the usage log of an LLM gateway into charges, settled credit, a journal and reports.",
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            SimulateCommand.class,
            AccountCommand.class,
            KeyCommand.class,
            OpeningCommand.class,
            WalletCommand.class,
            VoucherCommand.class,
            PaymentCommand.class,
            NoticeCommand.class,
            PlanCommand.class,
            PriceCommand.class,
            IngestCommand.class,
            SettleCommand.class,
            NightlyCommand.class,
            ServeCommand.class,
            CompactCommand.class,
            CompensationCommand.class,
            SuspenseCommand.class,
            ProxiesCommand.class,
            RecoverCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            SqlCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            WarmUpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = {
            "  reckon demo",
            "",
            "Exit codes: 0 clean, 1 found something (with --fail-on; verify always), 2 wrong use, 3 failed."
        })
public final class Reckon implements SessionSource, Runnable {
    private static final int LEAST_HELP_WIDTH = 90;

    private static final String INDENT = "     ";

    private static final String CONTINUED = " \\";

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "Folder of the installation (default: RECKON_DATA, else the folder data).")
    private @Nullable Path data;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "text",
            converter = FormatOption.class,
            description = "How results are written: text, csv, json (default: text).")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a fault.")
    private boolean debug;

    private Reckon(Map<String, String> environment, PrintWriter out, PrintWriter err, Terminal terminal, Clock clock) {
        this.environment = environment;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        // Clocks of machines tick in nanoseconds, instants here have whole microseconds.
        this.clock = Clock.tick(clock, Duration.ofNanos(1_000));
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exit = execute(arguments, System.getenv(), out, err, Terminal.ofLauncher(), Clock.systemUTC());
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** Runs one command line and returns its exit code. */
    public static int execute(
            String[] arguments,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            Terminal terminal,
            Clock clock) {
        return commandLine(new Reckon(environment, out, err, terminal, clock)).execute(arguments);
    }

    /** The tree of commands, to be looked at. */
    static CommandLine tree() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return commandLine(new Reckon(Map.of(), nowhere, nowhere, Terminal.NONE, Clock.systemUTC()));
    }

    private static CommandLine commandLine(Reckon reckon) {
        CommandLine tree = new CommandLine(reckon);
        int width = Math.max(LEAST_HELP_WIDTH, reckon.terminal.columns());
        flow(tree, width);
        convert(tree);
        return tree.setOut(reckon.out)
                .setErr(reckon.err)
                .setUsageHelpWidth(width)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setAbbreviatedOptionsAllowed(false)
                .setExitCodeExceptionMapper(fault -> Exit.FAILED.code())
                .setParameterExceptionHandler(Faults::wrongUse)
                .setExecutionExceptionHandler((fault, command, parsed) ->
                        Faults.tell(fault, command, reckon.debug).code());
    }

    /** The parser's own words for a value that is none would name types of Java, and no remedy. */
    private static void convert(CommandLine tree) {
        tree.registerConverter(LocalDate.class, new DayOption())
                .registerConverter(int.class, NumberOption.ofInt())
                .registerConverter(Integer.class, NumberOption.ofInt())
                .registerConverter(long.class, NumberOption.ofLong())
                .registerConverter(Long.class, NumberOption.ofLong())
                .registerConverter(boolean.class, new FlagOption());
    }

    /** Descriptions are written in lines; a terminal breaks them at its own width, examples so that they can be copied. */
    private static void flow(CommandLine command, int width) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.description(String.join("\n", usage.description())
                .replaceAll("(?<![.:])\n", " ")
                .split("\n", -1));
        usage.footer(Stream.of(usage.footer())
                .flatMap(line -> broken(line, width).stream())
                .toArray(String[]::new));
        command.getSubcommands().values().forEach(sub -> flow(sub, width));
    }

    /** An example that is wider than the terminal goes on in the next line, before one of its options. */
    private static List<String> broken(String example, int width) {
        int at = example.length() < width || !example.startsWith("  ")
                ? -1
                : example.lastIndexOf(" --", width - CONTINUED.length());
        if (at <= INDENT.length()) {
            return List.of(example);
        }
        List<String> lines = new ArrayList<>(List.of(example.substring(0, at) + CONTINUED));
        lines.addAll(broken(INDENT + example.substring(at), width));
        return lines;
    }

    @Override
    public Session openSession() {
        return new Session(
                new DataFolder(folder()), environment, Sections.ALL, new Output(format, out, err, terminal), clock);
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private Path folder() {
        if (data != null) {
            return data;
        }
        String configured = environment.getOrDefault("RECKON_DATA", "");
        return Path.of(configured.isEmpty() ? "data" : configured);
    }
}
