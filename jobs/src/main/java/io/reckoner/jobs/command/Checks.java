package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Several parts of what a command was given, each of which may be wrong: all that is wrong is told at once. */
public final class Checks {
    private final List<String> faults = new ArrayList<>();

    /** What a part means; empty where it means nothing, which {@link #refuse} tells. */
    public <T> Optional<T> of(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (IllegalArgumentException | Refusal fault) {
            faults.add(fault.getMessage() == null ? fault.toString() : fault.getMessage());
            return Optional.empty();
        }
    }

    /** @throws Refusal with a line for each part that is wrong, if any is */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
    }
}
