package io.reckoner.jobs.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Parts of what a command or an act was given, of which none stands on another: all that is wrong is told at once. */
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

    /** Looks at a part that is not asked for its meaning. */
    public void that(Runnable part) {
        of(() -> {
            part.run();
            return part;
        });
    }

    /** @throws Refusal with a line for each part that is wrong, if any is */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
    }
}
