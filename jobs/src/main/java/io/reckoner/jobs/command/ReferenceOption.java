package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --ref} of commands that give or take credit. */
public final class ReferenceOption {
    @Option(
            names = "--ref",
            paramLabel = "REFERENCE",
            description = "Your own reference, used once for ever: with it, doing the same again changes nothing.")
    private @Nullable String reference;

    public boolean isGiven() {
        return reference != null;
    }

    /**
     * The reference given, else one that was never used.
     *
     * @throws Refusal when it is empty, as the variable of a script may be: an act without a reference is not recognised again
     */
    public Reference reference() {
        return reference == null ? Reference.fresh() : new Reference(reference);
    }
}
