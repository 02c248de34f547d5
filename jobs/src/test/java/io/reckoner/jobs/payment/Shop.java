package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.offline.OfflineGateway;
import io.reckoner.jobs.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation with a gateway or more, and what tests ask it. */
public final class Shop {
    static final Act ADA = new Act("ada", "");

    /** Who is answered has time for it, however busy the machine is. */
    private static final PaymentSettings SETTINGS = settings(Duration.ofSeconds(30));

    /** Who is not answered gives up soon. */
    private static final PaymentSettings IN_VAIN = settings(Duration.ofSeconds(1));

    /** Longer than there are gateways: no list is read. */
    static final Duration NEVER = Duration.ofDays(100_000);

    /** Looks everything up at once, and reads no lists. */
    static final Patience IMPATIENT =
            new Patience(Duration.ZERO, Duration.ofHours(24), Duration.ofHours(24), NEVER, NEVER);

    /** Reads the gateways' lists of the last three days, and names at once what is unknown. */
    static final Patience READS_LISTS =
            new Patience(Duration.ofDays(1), Duration.ZERO, Duration.ofHours(24), Duration.ZERO, Duration.ofDays(3));

    /** Takes every page for one whose time is over. */
    static final Patience PAGES_ARE_OVER =
            new Patience(Duration.ZERO, Duration.ofHours(24), Duration.ofSeconds(-1), NEVER, NEVER);

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    public final Database database;
    final PaymentEffects effects;
    public final String account = "shop" + ACCOUNTS.incrementAndGet();

    private final Supplier<Gateways> gateways;

    /** A shop of an account of its own. */
    public Shop(TestDatabase database, Path data, GatewayServer... servers) {
        this(database, data, calling(List.of(servers)));
    }

    /** Without a gateway that could be called. */
    static Shop offline(TestDatabase database, Path data) {
        Gateways offline = of(List.of(new OfflineGateway()));
        return new Shop(database, data, () -> offline);
    }

    private Shop(TestDatabase database, Path data, Supplier<Gateways> gateways) {
        this.database = database.database();
        this.gateways = gateways;
        this.effects = new LedgerEffects(
                Settings.defaults(List.of(CreditSettings.class)).of(CreditSettings.class));
        CommandRunner reckon = new CommandRunner(data, database.settings());
        reckon.clean("init");
        reckon.clean("account create " + account);
    }

    private static PaymentSettings settings(Duration timeout) {
        return new PaymentSettings(
                timeout,
                Duration.ofMinutes(5),
                timeout.multipliedBy(3),
                Duration.ofHours(24),
                Duration.ofHours(24),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                Duration.ofDays(3),
                Optional.of("https://shop.example"),
                Optional.of("https://shop.example/back"));
    }

    private static Supplier<Gateways> calling(List<GatewayServer> servers) {
        Gateways patient =
                of(servers.stream().map(each -> each.gateway(SETTINGS)).toList());
        Gateways inVain = of(servers.stream().map(each -> each.gateway(IN_VAIN)).toList());
        return () -> servers.stream().anyMatch(GatewayServer::isSilent) ? inVain : patient;
    }

    private static Gateways of(List<? extends PaymentGateway> gateways) {
        return new Gateways(gateways.stream().collect(Collectors.toMap(PaymentGateway::name, each -> () -> each)));
    }

    /** The gateways, as they are called in the mood they are in. */
    Gateways gateways() {
        return gateways.get();
    }

    public Cashier cashier() {
        return new Cashier(database, gateways(), effects);
    }

    ChargeOrder order(GatewayName gateway, String cents, Means means, String key) {
        return new ChargeOrder(
                account,
                gateway,
                Purpose.TOP_UP,
                Optional.empty(),
                new Cents(Long.parseLong(cents)),
                means,
                new Reference(key));
    }

    /** A first month of the plan starter, at 10.00. */
    ChargeOrder month(GatewayName gateway, Means means, String key) {
        return new ChargeOrder(
                account,
                gateway,
                Purpose.PLAN_CYCLE,
                Optional.of("starter"),
                new Cents(1000),
                means,
                new Reference(key));
    }

    /** Sweeps; every open intent is looked up. */
    public void lookUp() {
        sweep();
    }

    /** Sweeps, and takes every intent for old enough to be looked up. */
    Sweep.Swept sweep() {
        return sweep(IMPATIENT);
    }

    Sweep.Swept sweep(Patience patience) {
        return new Sweep(database, gateways(), effects, patience).run();
    }

    Webhooks.Processed process() {
        return new Webhooks(database, gateways(), effects, SETTINGS.openAtMost()).process();
    }

    WebhookInbox inbox() {
        return new WebhookInbox(database, gateways(), Clock.systemUTC(), SETTINGS.webhookTolerance());
    }

    /** Bought credit of the account, in dollars. */
    BigDecimal credit() {
        return jdbc().sql("SELECT coalesce(sum(amount), 0) FROM lot WHERE account_id = ? AND kind = 'topup'")
                .param(account)
                .query(BigDecimal.class)
                .single()
                .setScale(2);
    }

    /** Lots of the account, as {@code kind amount}. */
    public List<String> lots() {
        return jdbc().sql("SELECT kind || ' ' || trim_scale(amount) FROM lot WHERE account_id = ? ORDER BY 1")
                .param(account)
                .query(String.class)
                .list();
    }

    /** States learned of an intent, in order. */
    List<String> states(String intent) {
        return jdbc().sql(
                        "SELECT learned_by || ' ' || state FROM payment_outcome WHERE intent_id = ? ORDER BY outcome_no")
                .param(intent)
                .query(String.class)
                .list();
    }

    /** Breaks of the account, as {@code kind amount}. */
    List<String> breaks(Sweep.Swept swept) {
        return swept.breaks().stream()
                .filter(each -> each.account().equals(account))
                .map(each -> each.kind().code() + " " + each.amount().decimal())
                .toList();
    }

    public JdbcClient jdbc() {
        return database.jdbc();
    }
}
