package io.reckoner.jobs.intake;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with proxies. */
public final class Proxies {
    private final SegmentTable segments;
    private final ActTable acts;

    public Proxies(JdbcClient jdbc) {
        this.segments = new SegmentTable(jdbc);
        this.acts = new ActTable(jdbc);
    }

    /**
     * Says that a proxy will send nothing more: the watermark no longer waits for it.
     *
     * @throws Refusal when no live proxy has this name
     */
    public void retire(String proxy, Instant now, Act act) {
        if (segments.retire(proxy, now, act.actor(), act.reason()) == 0) {
            throw new Refusal("there is no live proxy \"" + proxy + "\". See reckon proxies list.");
        }
        acts.add(act, now, "proxies retire", proxy, "");
    }
}
