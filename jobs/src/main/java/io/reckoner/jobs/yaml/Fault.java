package io.reckoner.jobs.yaml;

/**
 * One fault of a file.
 *
 * @param line counted from 1
 * @param path {@code models[3].components.input.amount}; empty for the file as a whole
 * @param message what is wrong and how to mend it
 */
public record Fault(int line, String path, String message) {
    /** {@code prices.yaml:118: models[3].components.input.amount: …} */
    public String in(String file) {
        return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
