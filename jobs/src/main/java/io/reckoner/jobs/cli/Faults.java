package io.reckoner.jobs.cli;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.database.OutsideCause;
import io.reckoner.jobs.settings.SettingsFault;
import io.reckoner.reports.table.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells faults as sentences: where, what, how to mend. A stack trace only when asked for. */
final class Faults {
    private Faults() {}

    /** The command line itself cannot be understood. */
    static int wrongUse(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Printable.lines(String.valueOf(fault.getMessage())));
        UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return Exit.WRONG_USE.code();
    }

    /** A command could not do what it was asked. */
    static Exit tell(Exception fault, CommandLine command, boolean debug) {
        PrintWriter err = command.getErr();
        if (debug) {
            fault.printStackTrace(err);
        }
        err.println(Printable.lines(sentence(fault)));
        err.flush();
        return fault instanceof Refusal || fault instanceof SettingsFault ? Exit.WRONG_USE : Exit.FAILED;
    }

    /** Faults of ours speak for themselves, also from inside others; the rest is told by name, with the way to more. */
    private static String sentence(Exception fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && cause.getClass().getName().startsWith("io.reckoner.")) {
                return message;
            }
        }
        return OutsideCause.of(fault)
                .map(why -> "Stopped: " + why + " Then run the command again.")
                .orElseGet(() -> "Unexpected: " + fault.getClass().getSimpleName()
                        + (fault.getMessage() == null ? "" : ": " + fault.getMessage())
                        + "\nRun the command again with --debug for the stack trace.");
    }
}
