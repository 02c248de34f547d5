package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How runs read, judge and settle. */
@Section("settlement")
public record SettlementSettings(
        @Setting(fallback = "", means = "Folder in which sealed segments arrive. None: `<data>/intake`.")
                Optional<String> intake,
        @Setting(
                        fallback = "16",
                        min = "1",
                        max = "256",
                        means = "Buckets that accounts are spread over. Fixed by the first run of an installation.")
                int buckets,
        @Setting(
                        fallback = "0",
                        min = "0",
                        max = "64",
                        means =
                                "Threads of a run. 0: as many as the machine has processors. To store its buckets it uses"
                                        + " `db.pool-size` less two at most.")
                int threads,
        @Setting(
                        fallback = "35d",
                        means = "How far back the repeat of an event is recognised. Older events are set aside."
                                + " Raised, it reaches further only as time passes.")
                Duration lookBack,
        @Setting(
                        fallback = "24h",
                        means = "An event this much after its segment's promise, or later, is in the future.")
                Duration futureTolerance,
        @Setting(fallback = "1048576", min = "1024", max = "67108864", means = "A longer line, in bytes, is set aside.")
                int maxLine,
        @Setting(
                        fallback = "0.05",
                        min = "0",
                        max = "1",
                        means =
                                "A run that would newly set aside a greater share of its events stores nothing and fails.")
                BigDecimal mostSuspended,
        @Setting(fallback = "team,purpose", means = "Tag keys that reach the facts; others are dropped.")
                List<String> tags,
        @Setting(
                        fallback = "64",
                        min = "1",
                        max = "65536",
                        means = "Sorted rows of a run kept in memory, in MiB; what is more goes to `<data>/work`.")
                int keepMib,
        @Setting(
                        fallback = "64",
                        min = "1",
                        max = "4096",
                        means = "Log that a thread decodes in one go, in MiB; a larger segment is taken alone.")
                int blockMib,
        @Setting(fallback = "5s", means = "Heartbeat of the lease; a run silent for six of them is taken for dead.")
                Duration heartbeat) {
    /** The folder in which sealed segments arrive, of an installation. */
    public Path intakeOf(DataFolder folder) {
        return intake.map(Path::of).orElse(folder.intake());
    }

    /** Threads to use on this machine. */
    public int workers() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /**
     * Buckets to store side by side: each holds a connection until it is stored, and two of the process's are left to others,
     * such as the heartbeat of the lease.
     *
     * @param mostConnections of the process
     */
    public int storing(int mostConnections) {
        return Math.clamp(workers(), 1, Math.max(1, mostConnections - 2));
    }
}
