package io.reckoner.jobs.report;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import io.reckoner.reports.facts.FactsSettings;

/** How reports read facts. */
@Section("report")
public record ReportSettings(
        @Setting(fallback = "1024", min = "64", max = "1048576", means = "Most memory of a report, in MB.") int memory,
        @Setting(
                        fallback = "0",
                        min = "0",
                        max = "256",
                        means = "Threads of a report. 0: as many as the machine has processors.")
                int threads) {
    public FactsSettings facts(DataFolder folder) {
        return new FactsSettings(
                memory,
                threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                folder.work().resolve("reports"));
    }
}
