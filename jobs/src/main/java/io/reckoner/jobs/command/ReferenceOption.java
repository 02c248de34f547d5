package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Reference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --ref} of commands that give or take credit. */
public final class ReferenceOption {
    @Option(
            names = "--ref",
            paramLabel = "REFERENCE",
            converter = ActWords.OfReference.class,
            description = "Your own reference, used once for ever: with it, doing the same again changes nothing.")
    private @Nullable String reference;

    public boolean isGiven() {
        return reference != null;
    }

    /** The reference given, else one that was never used. An empty one, as the variable of a script may be, is refused. */
    public Reference reference() {
        return reference == null ? Reference.fresh() : new Reference(reference);
    }
}
