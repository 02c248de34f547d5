package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with proxies. */
public final class Proxies {
    private final ProxyTable proxies;
    private final ActTable acts;

    public Proxies(JdbcClient jdbc) {
        this.proxies = new ProxyTable(jdbc);
        this.acts = new ActTable(jdbc);
    }

    /**
     * Says that what a proxy logged before this number was settled elsewhere: its log begins here with it.
     *
     * @throws Refusal when its log is known from its beginning already, or when it is retired
     */
    public void begin(SegmentName first, Instant now, Act act) {
        if (proxies.begin(first.proxy(), first.sequence()) == 0) {
            throw new Refusal("proxy \"" + first.proxy() + "\" is retired, or its log is settled from its beginning on."
                    + " See reckon proxies list; a gap further on is closed by its segments only.");
        }
        acts.add(act, now, "proxies begin", first.proxy(), "with segment " + first.sequence());
    }

    /**
     * Says that a proxy will send nothing more: the watermark no longer waits for it.
     *
     * @throws Refusal when no live proxy has this name
     */
    public void retire(String proxy, Instant now, Act act) {
        if (proxies.retire(proxy, now, act.actor(), act.reason()) == 0) {
            throw new Refusal("there is no live proxy \"" + proxy + "\". See reckon proxies list.");
        }
        acts.add(act, now, "proxies retire", proxy, "");
    }
}
