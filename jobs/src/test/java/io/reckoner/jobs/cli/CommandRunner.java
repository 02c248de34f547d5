package io.reckoner.jobs.cli;

import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Terminal;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.reports.table.ReportFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines in this process, against a test database, and keeps what they say. */
public final class CommandRunner {
    /** What a command line came to. */
    public record Ran(int exit, String out, String err) {
        /** Lines of standard output. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    private final Map<String, String> environment = new HashMap<>();
    private Clock clock = Clock.fixed(Instant.parse("2026-03-10T12:00:00.000000789Z"), ZoneOffset.UTC);

    /** @param settings of a test database */
    public CommandRunner(Path data, DatabaseSettings settings) {
        environment.put("RECKON_DATA", data.toString());
        settings.url().ifPresent(url -> environment.put("RECKON_DB_URL", url));
        settings.user().ifPresent(user -> environment.put("RECKON_DB_USER", user));
        settings.password().ifPresent(password -> environment.put("RECKON_DB_PASSWORD", password));
    }

    private CommandRunner(Map<String, String> environment) {
        this.environment.putAll(environment);
    }

    /** The same with one more variable. */
    public CommandRunner with(String variable, String value) {
        CommandRunner other = new CommandRunner(environment);
        other.environment.put(variable, value);
        other.clock = clock;
        return other;
    }

    /** The same at another time; the clock says 2026-03-10 else. */
    public CommandRunner at(Instant now) {
        CommandRunner other = new CommandRunner(environment);
        other.clock = Clock.fixed(now, ZoneOffset.UTC);
        return other;
    }

    /** The same by another clock, which may move on. */
    public CommandRunner by(Clock other) {
        CommandRunner runner = new CommandRunner(environment);
        runner.clock = other;
        return runner;
    }

    /** What one long command would work with; what it says is lost. The caller closes it. */
    public Session session() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Session(
                new DataFolder(Path.of(environment.get("RECKON_DATA"))),
                environment,
                Sections.ALL,
                new Output(ReportFormat.TEXT, nowhere, nowhere, Terminal.NONE),
                clock);
    }

    /** Runs one line; single quotes keep words together. */
    public Ran run(String line) {
        return run(words(line));
    }

    public Ran run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Reckon.execute(
                words.toArray(new String[0]),
                environment,
                new PrintWriter(out),
                new PrintWriter(err),
                Terminal.NONE,
                clock);
        return new Ran(exit, out.toString(), err.toString());
    }

    /** Runs a line that must end clean. */
    public Ran clean(String line) {
        Ran ran = run(line);
        if (ran.exit() != 0) {
            throw new AssertionError(line + " ended with " + ran.exit() + ": " + ran.err());
        }
        return ran;
    }

    /** Words of a line; single quotes keep words together. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String part : line.split(" (?=(?:[^']*'[^']*')*[^']*$)")) {
            if (!part.isEmpty()) {
                words.add(part.replace("'", ""));
            }
        }
        return words;
    }
}
