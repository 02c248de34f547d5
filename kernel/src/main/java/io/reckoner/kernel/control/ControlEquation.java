package io.reckoner.kernel.control;

import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A named equation between totals: the sum of the left ones must be the sum of the right ones.
 *
 * <p>The lists below are the law of a run; a run of which one fails, fails.
 */
public record ControlEquation(String name, List<TotalName> left, List<TotalName> right) {
    public ControlEquation {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /** The equation with the figures of a run. */
    public Check check(ControlTotals totals) {
        return new Check(name, text(left, totals), sum(left, totals), text(right, totals), sum(right, totals));
    }

    /** What must hold once sameness is resolved and before anything is settled: no line and no count is lost. */
    public static List<ControlEquation> ofTakingIn() {
        List<ControlEquation> equations = new ArrayList<>();
        equations.add(new ControlEquation(
                "lines",
                lines(LineCount.READ, LineCount.CARRIED_IN, LineCount.RETRIED),
                lines(
                        LineCount.EVENTS,
                        LineCount.CARRIED_OUT,
                        LineCount.DUPLICATES,
                        LineCount.SUSPENDED,
                        LineCount.STARTS,
                        LineCount.SEALS,
                        LineCount.BLANK)));
        for (Component component : Component.values()) {
            equations.add(new ControlEquation(
                    "tokens." + component.code(),
                    List.of(TokenCount.READ.total(component)),
                    List.of(
                            TokenCount.ACCEPTED.total(component),
                            TokenCount.CARRIED_OUT.total(component),
                            TokenCount.DUPLICATE.total(component),
                            TokenCount.SUSPENDED.total(component))));
        }
        return equations;
    }

    /**
     * What must hold of every bucket that is settled, and so of all together: every charge went somewhere, and settlement,
     * facts, journal and lots agree.
     */
    public static List<ControlEquation> ofSettling() {
        List<ControlEquation> equations = new ArrayList<>();
        equations.add(new ControlEquation("facts.rows", lines(LineCount.SETTLED), lines(LineCount.FACT_ROWS)));
        for (Component component : Component.values()) {
            equations.add(same("facts.tokens." + component.code(), TokenCount.PRICED, TokenCount.FACTS, component));
        }
        equations.add(new ControlEquation(
                "charge",
                List.of(Book.SETTLEMENT.total(UsageFigure.CHARGE)),
                figures(
                        Book.SETTLEMENT,
                        UsageFigure.DRAW_MAIN,
                        UsageFigure.DRAW_BACKUP,
                        UsageFigure.DRAW_WALLET_BONUS,
                        UsageFigure.DRAW_WALLET_PAID,
                        UsageFigure.SHORTFALL,
                        UsageFigure.OVER_RUN)));
        for (UsageFigure figure : UsageFigure.values()) {
            equations.add(same(figure, Book.SETTLEMENT, Book.FACTS));
            equations.add(same(figure, Book.FACTS, Book.JOURNAL));
            if (movesLots(figure)) {
                equations.add(same(figure, Book.FACTS, Book.LOTS));
            }
        }
        for (Purse purse : Purse.values()) {
            equations.add(new ControlEquation(
                    "purse." + purse.code(),
                    purse(purse, PurseChange.OPENING, PurseChange.INCREASE, PurseChange.RETURNED),
                    purse(
                            purse,
                            PurseChange.CLOSING,
                            PurseChange.DRAWN,
                            PurseChange.PAID_OFF,
                            PurseChange.TAKEN,
                            PurseChange.LAPSED)));
            equations.add(new ControlEquation(
                    "journal.purse." + purse.code(),
                    purse(purse, PurseChange.OPENING, PurseChange.JOURNAL),
                    purse(purse, PurseChange.CLOSING)));
        }
        return equations;
    }

    /** All equations of a run: those above, and that what was accepted is what was settled. */
    public static List<ControlEquation> ofRun() {
        List<ControlEquation> equations = new ArrayList<>(ofTakingIn());
        equations.add(new ControlEquation("events", lines(LineCount.EVENTS), lines(LineCount.SETTLED)));
        for (Component component : Component.values()) {
            equations.add(same("tokens.priced." + component.code(), TokenCount.ACCEPTED, TokenCount.PRICED, component));
        }
        equations.addAll(ofSettling());
        return equations;
    }

    private static boolean movesLots(UsageFigure figure) {
        return switch (figure) {
            case DRAW_MAIN, DRAW_BACKUP, DRAW_WALLET_BONUS, DRAW_WALLET_PAID, SHORTFALL -> true;
            case PROVIDER_COST, CHARGE, OVER_RUN -> false;
        };
    }

    private static ControlEquation same(UsageFigure figure, Book left, Book right) {
        return new ControlEquation(
                right.total(figure).name(), List.of(left.total(figure)), List.of(right.total(figure)));
    }

    private static ControlEquation same(String name, TokenCount left, TokenCount right, Component component) {
        return new ControlEquation(name, List.of(left.total(component)), List.of(right.total(component)));
    }

    private static List<TotalName> lines(LineCount... counts) {
        return Arrays.stream(counts).map(LineCount::total).toList();
    }

    private static List<TotalName> figures(Book book, UsageFigure... figures) {
        return Arrays.stream(figures).map(book::total).toList();
    }

    private static List<TotalName> purse(Purse purse, PurseChange... changes) {
        return Arrays.stream(changes).map(purse::total).toList();
    }

    private static BigDecimal sum(List<TotalName> names, ControlTotals totals) {
        return names.stream().map(totals::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String text(List<TotalName> names, ControlTotals totals) {
        return names.stream()
                .map(name -> name + " " + totals.value(name).toPlainString())
                .collect(Collectors.joining(" + "));
    }
}
