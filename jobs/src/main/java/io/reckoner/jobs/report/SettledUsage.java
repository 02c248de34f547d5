package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Session;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What there is to report on: how far usage is settled, which days that suggests, and the facts. */
public final class SettledUsage {
    /** Days of a report, both inclusive. */
    record Days(LocalDate first, LocalDate last) {}

    private final Session session;
    private final RunStanding standing;
    private final Instant watermark;

    private SettledUsage(Session session, RunStanding standing, Instant watermark) {
        this.session = session;
        this.standing = standing;
        this.watermark = watermark;
    }

    /** @throws Refusal while nothing is settled */
    static SettledUsage of(Session session) {
        RunStanding standing = new StandingView(session.database().jdbc()).now();
        Instant watermark = standing.watermark();
        if (watermark == null) {
            throw new Refusal("nothing is settled yet, so there is nothing to report. Settle with: reckon settle.");
        }
        return new SettledUsage(session, standing, watermark);
    }

    RunStanding standing() {
        return standing;
    }

    /**
     * The days asked for. By default the last is that of the last settled instant, and the first begins the month of the
     * last: a watermark of 2026-04-01 00:00 UTC gives 2026-03-01 to 2026-03-31.
     */
    Days days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
        LocalDate last = to != null ? to : LocalDate.ofInstant(watermark.minusNanos(1), zone);
        return new Days(from != null ? from : last.withDayOfMonth(1), last);
    }

    FactsSession facts(FactScope scope) {
        return facts(session, scope);
    }

    /** Opens the visible facts, settled by any run, as the settings of reports say. */
    public static FactsSession facts(Session session, FactScope scope) {
        return FactsSession.open(
                session.settings(ReportSettings.class).facts(session.data()),
                new VisibleFactView(session.database().jdbc(), session.data()).visible(scope));
    }
}
