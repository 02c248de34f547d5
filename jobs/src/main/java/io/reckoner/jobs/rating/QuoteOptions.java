package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Checks;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.QuoteRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** Options that say when, for whom and by which book prices are asked for. */
final class QuoteOptions {
    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "When the request ends (default: now).")
    private @Nullable Instant at;

    @Option(names = "--account", paramLabel = "ID", description = "With the overlays of this account and its plan.")
    private @Nullable String account;

    @Option(
            names = "--plan",
            paramLabel = "CODE",
            description = "As if this plan were live (default: that of the account at the instant).")
    private @Nullable String plan;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Kind of key: payg or subscription (default: subscription with --plan, else payg).")
    private @Nullable KeyKind kind;

    @Option(
            names = {"--service-tier", "--tier"},
            paramLabel = "NAME",
            description = "The service tier, as in the reply.")
    private @Nullable String tier;

    @Option(names = "--book", paramLabel = "VERSION", description = "Version of the price book (default: the newest).")
    private @Nullable Integer version;

    @Nullable
    String account() {
        return account;
    }

    /** Whether any is given that means nothing for an event that is booked. */
    boolean askForPrices() {
        return at != null || plan != null || kind != null || tier != null || version != null;
    }

    Instant at(Session session) {
        return at == null ? session.clock().instant() : at;
    }

    /** The book asked for; none where there is none yet. */
    Optional<PriceBook> book(PriceBooks books) {
        return version == null ? books.newest() : Optional.of(books.book(version));
    }

    /** @throws Refusal where there is no book yet */
    static PriceBook required(Optional<PriceBook> book) {
        return book.orElseThrow(
                () -> new Refusal("there is no price book yet. Import one with: reckon price import FILE."));
    }

    /**
     * For whom prices are asked, to be put into requests.
     *
     * @throws Refusal with all that is not known of account and plan
     */
    Terms terms(Session session, PriceBook book) {
        JdbcClient jdbc = session.database().jdbc();
        KnownNamesView known = new KnownNamesView(jdbc, book);
        Checks checks = new Checks();
        Optional.ofNullable(account).ifPresent(name -> checks.that(() -> known.requireAccount(name)));
        Optional.ofNullable(plan).ifPresent(code -> checks.that(() -> known.requirePlan(code)));
        checks.that(this::requireSubscriptionKey);
        checks.refuse();
        KeyKind key = kind != null ? kind : plan != null ? KeyKind.SUBSCRIPTION : KeyKind.PAYG;
        return new Terms(tier, accountTerms(session), key);
    }

    private void requireSubscriptionKey() {
        if (plan != null && kind == KeyKind.PAYG) {
            throw new Refusal("--plan is for subscription keys, and --kind says payg. Leave one of them out.");
        }
    }

    private AccountTerms accountTerms(Session session) {
        if (plan != null) {
            return onPlan(plan, at(session));
        }
        return account == null
                ? AccountTerms.nobody()
                : new TermsView(session.database().jdbc())
                        .of(account, session.clock().instant());
    }

    /** The account, if one is named, with the plan live at the instant. */
    private AccountTerms onPlan(String code, Instant instant) {
        long micros = Micros.of(instant);
        return new AccountTerms(
                account == null ? "" : account, List.of(new PlanCycle(micros, Math.addExact(micros, 1), code, 1)));
    }

    /** For whom prices are asked. */
    record Terms(@Nullable String tier, AccountTerms account, KeyKind key) {
        QuoteRequest of(QuoteRequest request) {
            return request.withServiceTier(tier).withAccount(account, key);
        }
    }
}
