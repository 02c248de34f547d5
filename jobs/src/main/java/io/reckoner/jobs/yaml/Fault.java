package io.reckoner.jobs.yaml;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.reports.table.Printable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One fault of a file.
 *
 * @param line counted from 1
 * @param path {@code models[3].components.input.amount}; empty for the file as a whole
 * @param message what is wrong and how to mend it
 */
public record Fault(int line, String path, String message) {
    /** One line, whatever stands in the file: {@code prices.yaml:118: models[3].components.input.amount: …} */
    public String in(String file) {
        return Printable.of(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }

    /** Several, a line each. */
    public static String allIn(String file, List<Fault> faults) {
        return faults.stream().map(fault -> fault.in(file)).collect(Collectors.joining("\n"));
    }

    /** Refuses a file that has any, and of which nothing was taken in: all of them, a line each. */
    public static Refusal refusal(String file, List<Fault> faults) {
        return new Refusal(allIn(file, faults) + "\nNothing was taken in.");
    }
}
