package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.compensation.CompensationJob;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.payment.Cashier;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Gateways;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.report.VisibleFactView;
import io.reckoner.jobs.topup.AutoTopUpJob;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.FactsSettings;
import java.time.Instant;
import java.util.Map;

/** What follows each settlement: Wallets that are low are topped up, and requests that went wrong give something back. */
final class DemoNights {
    /** An answer that kept its customer waiting costs him a quarter less, within bounds. */
    static final String RULES =
            """
            rules:
              - name: slow-first-token
                when: {first_token_over_ms: 1000}
                give_back: 0.25
                at_most: {event: 0.50, account_month: 2.00}
            """;

    private final Database database;
    private final CreditSettings credit;
    private final CompensationJob compensation;
    private final Act act;

    DemoNights(DataFolder folder, Database database, CreditSettings credit, Act act) {
        this.database = database;
        this.credit = credit;
        this.compensation = new CompensationJob(
                database,
                scope -> FactsSession.open(
                        FactsSettings.defaults(), new VisibleFactView(database.jdbc(), folder).visible(scope)));
        this.act = act;
    }

    /** Charges the stored cards of those who are low, at the watermark of the night. */
    void topUp() {
        Instant watermark = new StandingView(database.jdbc()).now().watermark();
        if (watermark == null) {
            return;
        }
        Gateways gateways = new Gateways(Map.of(GatewayName.DEMO, DemoGateway::new));
        new AutoTopUpJob(database, new Cashier(database, gateways, new DemoEffects(credit, watermark, act)))
                .run(watermark);
    }

    /** Judges all that was settled since the last time. */
    void compensate() {
        compensation.run(act);
    }
}
