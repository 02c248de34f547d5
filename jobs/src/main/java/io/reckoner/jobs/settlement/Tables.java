package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.facts.ManifestTable;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.jobs.intake.ProxyLogView;
import io.reckoner.jobs.intake.ProxyProgressTable;
import io.reckoner.jobs.intake.ProxyTable;
import io.reckoner.jobs.intake.RunInputTable;
import io.reckoner.jobs.intake.SegmentNoticeTable;
import io.reckoner.jobs.intake.SegmentTable;
import io.reckoner.jobs.journal.JournalTable;
import io.reckoner.jobs.run.ControlTable;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.jobs.sameness.IndexFileTable;
import io.reckoner.jobs.suspense.SuspenseTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables a run writes, over one connection source. */
public record Tables(
        RunTable runs,
        ControlTable controls,
        SegmentTable segments,
        SegmentNoticeTable notices,
        ProxyLogView logs,
        ProxyProgressTable progress,
        ProxyTable proxies,
        RunInputTable inputs,
        ForeignFileTable foreign,
        SuspenseTable suspense,
        IndexFileTable index,
        ManifestTable facts,
        JournalTable journal,
        AccountStateTable states,
        SettledLotTable lots,
        MovementTable movements,
        KeyUsageTable keys,
        LandingView landing,
        DealingsView dealings) {
    /** Hops of control totals. */
    public static final String TAKING_IN = "taking_in";

    public static final String SETTLING = "settling";

    public static Tables over(JdbcTemplate jdbc, DataFolder folder) {
        JdbcClient client = JdbcClient.create(jdbc);
        return new Tables(
                new RunTable(client),
                new ControlTable(client, jdbc),
                new SegmentTable(client),
                new SegmentNoticeTable(client),
                new ProxyLogView(client),
                new ProxyProgressTable(client),
                new ProxyTable(client),
                new RunInputTable(client, jdbc, folder),
                new ForeignFileTable(client, folder),
                new SuspenseTable(client, jdbc),
                new IndexFileTable(client),
                new ManifestTable(client),
                new JournalTable(client),
                new AccountStateTable(client),
                new SettledLotTable(client),
                new MovementTable(client),
                new KeyUsageTable(client),
                new LandingView(client),
                new DealingsView(client));
    }
}
