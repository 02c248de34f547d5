package io.reckoner.jobs.settings;

import java.util.List;

/** The settings cannot be used: every fault, each saying where, what and how to mend. */
public final class SettingsFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    SettingsFault(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence or two per fault, in the order of the file, then of the environment. */
    public List<String> faults() {
        return faults;
    }
}
