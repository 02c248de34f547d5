package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.settings.Suggestion;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceBook;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and plans that a question about prices may name: those that are kept, and those the book has overlays for. */
final class KnownNamesView {
    private static final int MOST_NAMES = 5;

    private final JdbcClient jdbc;
    private final PriceBook book;

    KnownNamesView(JdbcClient jdbc, PriceBook book) {
        this.jdbc = jdbc;
        this.book = book;
    }

    /** @throws Refusal naming accounts with names like this one */
    void requireAccount(String account) {
        List<String> kept =
                jdbc.sql("SELECT account_id FROM account").query(String.class).list();
        Stream<String> named = book.overlays().stream()
                .flatMap(overlay ->
                        overlay.scope() instanceof Overlay.ForAccount one ? Stream.of(one.account()) : Stream.empty());
        require("account", account, Stream.concat(kept.stream(), named), "reckon account list");
    }

    /** @throws Refusal naming plans with names like this one */
    void requirePlan(String plan) {
        List<String> kept = jdbc.sql("SELECT DISTINCT plan_code FROM plan_version")
                .query(String.class)
                .list();
        Stream<String> named = book.overlays().stream()
                .flatMap(overlay ->
                        overlay.scope() instanceof Overlay.ForPlan one ? Stream.of(one.plan()) : Stream.empty());
        require("plan", plan, Stream.concat(kept.stream(), named), "reckon plan list");
    }

    private static void require(String what, String name, Stream<String> names, String command) {
        TreeSet<String> known = names.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        if (!known.contains(name)) {
            List<String> near = near(name, known.stream().toList());
            throw new Refusal("there is no " + what + " " + name + "."
                    + (near.isEmpty() ? "" : " Near are: " + String.join(", ", near) + ".") + " See them with: "
                    + command + ".");
        }
    }

    /** Names like this one: first those that contain it, then those with few other letters. */
    static List<String> near(String name, List<String> known) {
        String lower = name.toLowerCase(Locale.ROOT);
        Stream<String> containing =
                known.stream().filter(one -> one.toLowerCase(Locale.ROOT).contains(lower));
        return Stream.concat(containing, Suggestion.near(name, known, MOST_NAMES).stream())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }
}
