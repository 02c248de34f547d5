package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.payment.alipay.AlipayGateway;
import io.reckoner.jobs.payment.alipay.AlipaySettings;
import io.reckoner.jobs.payment.creem.CreemGateway;
import io.reckoner.jobs.payment.creem.CreemSettings;
import io.reckoner.jobs.payment.nowpayments.NowPaymentsGateway;
import io.reckoner.jobs.payment.nowpayments.NowPaymentsSettings;
import io.reckoner.jobs.payment.offline.OfflineGateway;
import io.reckoner.jobs.payment.stripe.StripeGateway;
import io.reckoner.jobs.payment.stripe.StripeSettings;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.plan.Renewals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that has to do with payment gateways in one installation, as its settings say. */
public final class PaymentDesk {
    private final Database database;
    private final Gateways gateways;
    private final PaymentEffects effects;
    private final PaymentSettings settings;
    private final PlanSettings plans;
    private final WebhookInbox inbox;

    private PaymentDesk(Session session) {
        this.database = session.database();
        this.gateways = gateways(session);
        this.effects = new LedgerEffects(session.settings(CreditSettings.class));
        this.settings = session.settings(PaymentSettings.class);
        this.plans = session.settings(PlanSettings.class);
        this.inbox = new WebhookInbox(database, gateways, session.clock(), settings.webhookTolerance());
    }

    public static PaymentDesk of(Session session) {
        return new PaymentDesk(session);
    }

    /** Charges, refunds, cancels. */
    public Cashier cashier() {
        return new Cashier(database, gateways, effects);
    }

    /** Takes webhooks in. */
    public WebhookInbox inbox() {
        return inbox;
    }

    /** Whether a gateway is set up that sends webhooks. */
    public boolean expectWebhooks() {
        return gateways.expectWebhooks();
    }

    /** Processes the webhooks that wait; says what came of it, if there were any. */
    public Optional<String> process() {
        Webhooks.Processed processed = webhooks().process();
        boolean isQuiet = processed.done() == 0 && processed.failed().isEmpty();
        return isQuiet ? Optional.empty() : Optional.of(processed.sentence());
    }

    /** Sweeps; says what breaks are open. */
    public List<String> sweepSentences() {
        return sweep().breaks().stream()
                .map(each -> each.reference() + ", " + each.amount() + ": " + withoutStop(each.detail()) + ". "
                        + each.kind().remedy())
                .toList();
    }

    /** What gateways and refusals say may end in a full stop; ours goes on after it. */
    static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Charges the next months that are due by stored methods; says what was asked for. */
    public List<String> renew() {
        StoredRenewal renewal = new StoredRenewal(
                database, cashier(), plans, Patience.of(settings).pageLife());
        new Renewals(database.jdbc(), plans).ask(new IntentTable(database.jdbc()).now(), renewal);
        return renewal.sentences();
    }

    Sweep.Swept sweep() {
        return new Sweep(database, gateways, effects, Patience.of(settings)).run();
    }

    StandingBreaks standingBreaks(JdbcClient jdbc) {
        return new StandingBreaks(jdbc, gateways, books(), settings.openAtMost());
    }

    /** What people say became of intents. */
    Confirmations confirmations() {
        return new Confirmations(database, gateways, books());
    }

    Webhooks webhooks() {
        return new Webhooks(database, gateways, effects, settings.openAtMost());
    }

    Books books() {
        return new Books(database, effects);
    }

    /** A gateway is set up when its key is given. */
    private static Gateways gateways(Session session) {
        PaymentSettings payment = session.settings(PaymentSettings.class);
        Map<GatewayName, Supplier<PaymentGateway>> makers = new EnumMap<>(GatewayName.class);
        makers.put(GatewayName.OFFLINE, OfflineGateway::new);
        StripeSettings stripe = session.settings(StripeSettings.class);
        if (stripe.apiKey().isPresent()) {
            makers.put(GatewayName.STRIPE, () -> new StripeGateway(stripe, payment));
        }
        CreemSettings creem = session.settings(CreemSettings.class);
        if (creem.apiKey().isPresent()) {
            makers.put(GatewayName.CREEM, () -> new CreemGateway(creem, payment));
        }
        NowPaymentsSettings nowPayments = session.settings(NowPaymentsSettings.class);
        if (nowPayments.apiKey().isPresent()) {
            makers.put(GatewayName.NOWPAYMENTS, () -> new NowPaymentsGateway(nowPayments, payment));
        }
        AlipaySettings alipay = session.settings(AlipaySettings.class);
        if (alipay.appId().isPresent()) {
            makers.put(GatewayName.ALIPAY, () -> new AlipayGateway(alipay, payment));
        }
        return new Gateways(makers);
    }
}
