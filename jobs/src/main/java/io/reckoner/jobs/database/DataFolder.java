package io.reckoner.jobs.database;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that holds one installation.
 *
 * <p>{@code reckon.yaml} settings; {@code intake/} segments to take in; {@code foreign/}
 * foreign files as they were handed over; {@code facts/} Parquet files; {@code index/}
 * sameness index; {@code work/} spill files of a run; {@code exports/} what was asked for; {@code pg/} the database, if
 * none is configured.
 */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** How a file is written down: from this folder on where it lies in it, which may then be moved; else in full. */
    public String written(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return (whole.startsWith(root) ? root.relativize(whole) : whole).toString();
    }

    /** The file that was {@link #written} so. */
    public Path read(String written) {
        return root.resolve(written);
    }

    public Path settingsFile() {
        return root.resolve("reckon.yaml");
    }

    public Path intake() {
        return root.resolve("intake");
    }

    public Path foreign() {
        return root.resolve("foreign");
    }

    public Path facts() {
        return root.resolve("facts");
    }

    public Path index() {
        return root.resolve("index");
    }

    public Path work() {
        return root.resolve("work");
    }

    public Path exports() {
        return root.resolve("exports");
    }

    public Path pg() {
        return root.resolve("pg");
    }

    /** Whether this folder was set up before. */
    public boolean exists() {
        return Files.isDirectory(intake());
    }

    /** Makes the folders that are missing. */
    public DataFolder create() {
        try {
            for (Path folder : List.of(intake(), foreign(), facts(), index(), work(), exports())) {
                Files.createDirectories(folder);
            }
            return this;
        } catch (IOException e) {
            throw new Refusal("data folder " + root + " cannot be made: " + e.getMessage() + " ("
                    + e.getClass().getSimpleName()
                    + "). Give this user the right to write there, or name another folder with --data or RECKON_DATA.");
        }
    }
}
