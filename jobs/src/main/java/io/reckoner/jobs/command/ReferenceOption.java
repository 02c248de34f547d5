package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Reference;
import picocli.CommandLine.Option;

/** The option {@code --ref} of commands that give or take credit. */
public final class ReferenceOption {
    @Option(
            names = "--ref",
            paramLabel = "REFERENCE",
            description = "Your own reference, used once for ever: with it, doing the same again changes nothing.")
    private String reference = "";

    /** The reference given, else one that was never used. */
    public Reference reference() {
        return reference.isEmpty() ? Reference.fresh() : new Reference(reference);
    }
}
