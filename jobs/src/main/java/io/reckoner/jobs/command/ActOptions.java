package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Act;
import picocli.CommandLine.Option;

/** Options of every command that changes something by hand. Mix it in: {@code @Mixin ActOptions act}. */
public final class ActOptions {
    @Option(
            names = "--actor",
            paramLabel = "NAME",
            converter = ActWords.OfActor.class,
            description = "Who does this (default: the user of the system).")
    private String actor = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            converter = ActWords.OfReason.class,
            description = "Why; kept with what is done.")
    private String reason = "";

    /** Who and why. */
    public Act act() {
        return new Act(actor.isEmpty() ? System.getProperty("user.name") : actor, reason);
    }
}
