package io.reckoner.jobs.cli;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.database.OutsideCause;
import io.reckoner.jobs.settings.SettingsFault;
import io.reckoner.reports.table.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells faults as sentences: where, what, how to mend. A stack trace only when asked for. */
final class Faults {
    private Faults() {}

    private static final Pattern NONE_OF =
            Pattern.compile("expected one of \\[(.*)] \\(case-insensitive\\) but was '(.*)'", Pattern.DOTALL);

    private static final Pattern NO_PAIR = Pattern.compile(
            "Value for option (option '.*?') \\((.*?)\\) should be in KEY=VALUE format but was (.*)", Pattern.DOTALL);

    /** The command line itself cannot be understood: all that is wrong in it. */
    static int wrongUse(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        for (ParameterException each : all(fault, arguments)) {
            err.println(Printable.lines(words(each)));
            UnmatchedArgumentException.printSuggestions(each, err);
        }
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return Exit.WRONG_USE.code();
    }

    /** The parser stops at the first fault: it goes on without the option whose value it could not read. */
    private static List<ParameterException> all(ParameterException first, String[] arguments) {
        List<ParameterException> faults = new ArrayList<>(List.of(first));
        CommandLine root = first.getCommandLine().getCommandSpec().root().commandLine();
        List<String> rest = new ArrayList<>(List.of(arguments));
        while (isOfOneOption(faults.getLast()) && leaveOut(rest, faults.getLast())) {
            try {
                root.parseArgs(rest.toArray(String[]::new));
                return faults;
            } catch (ParameterException next) {
                faults.add(next);
            }
        }
        return faults;
    }

    private static boolean isOfOneOption(ParameterException fault) {
        return fault.getArgSpec() instanceof OptionSpec option
                && !option.required()
                && option.group() == null
                && fault.getValue() != null;
    }

    private static boolean leaveOut(List<String> arguments, ParameterException fault) {
        OptionSpec option = (OptionSpec) fault.getArgSpec();
        for (int i = 0; i < arguments.size(); i++) {
            for (String name : option.names()) {
                if (arguments.get(i).equals(name + "=" + fault.getValue())) {
                    arguments.remove(i);
                    return true;
                }
                if (arguments.get(i).equals(name)
                        && i + 1 < arguments.size()
                        && arguments.get(i + 1).equals(fault.getValue())) {
                    arguments.subList(i, i + 2).clear();
                    return true;
                }
            }
        }
        return false;
    }

    /** The parser's sentence; words to choose from as they are written in the help. */
    private static String words(ParameterException fault) {
        String said = String.valueOf(fault.getMessage());
        Matcher noneOf = NONE_OF.matcher(said);
        if (noneOf.find()) {
            return said.substring(0, noneOf.start()) + '"' + noneOf.group(2) + "\" is none of "
                    + noneOf.group(1).toLowerCase(Locale.ROOT) + ".";
        }
        Matcher noPair = NO_PAIR.matcher(said);
        return noPair.matches()
                ? "Invalid value for " + noPair.group(1) + ": \"" + noPair.group(3) + "\" is no " + noPair.group(2)
                        + ". Write both, with = between them."
                : said;
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
