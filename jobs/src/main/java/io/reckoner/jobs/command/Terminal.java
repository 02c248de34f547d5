package io.reckoner.jobs.command;

/**
 * What standard output and standard error are. The launcher knows and says so; without it both are taken for files.
 *
 * @param columns width of the terminal that shows results, 0 where results go to a file or a pipe
 * @param showsProgress whether standard error is a terminal
 */
public record Terminal(int columns, boolean showsProgress) {
    /** Results and messages go to files. */
    public static final Terminal NONE = new Terminal(0, false);

    /** As told by the launcher in {@code reckon.columns} and {@code reckon.progress}. */
    public static Terminal ofLauncher() {
        return new Terminal(Integer.getInteger("reckon.columns", 0), Boolean.getBoolean("reckon.progress"));
    }
}
