package io.reckoner.reports.cost;

import static io.reckoner.reports.cost.CostSum.CHARACTERS;
import static io.reckoner.reports.cost.CostSum.CHARGE_ESTIMATED;
import static io.reckoner.reports.cost.CostSum.CHARGE_LATE;
import static io.reckoner.reports.cost.CostSum.COST_UNKNOWN;
import static io.reckoner.reports.cost.CostSum.IMAGES;
import static io.reckoner.reports.cost.CostSum.KNOWN_COST_CHARGE;
import static io.reckoner.reports.cost.CostSum.KNOWN_COST_TOKENS;
import static io.reckoner.reports.cost.CostSum.SEARCH_UNITS;
import static io.reckoner.reports.cost.CostSum.SECONDS;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Quotient;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The figures of a group. Money in USD; "cost" is what the operator pays, "charge" what the customer pays. */
public enum CostMetric {
    /** Events with usage. */
    REQUESTS(count("Requests"), CostSum.REQUESTS),
    /** Events without usage: refused, failed, lost. */
    UNUSED(count("No usage"), CostSum.UNUSED),
    INPUT_TOKENS(count("Input").in("tokens"), CostSum.INPUT_TOKENS),
    OUTPUT_TOKENS(count("Output").in("tokens"), CostSum.OUTPUT_TOKENS),
    /** Cost of the input side as rated by the book, whatever the provider reported. */
    COST_INPUT(money("Cost in"), CostSum.COST_INPUT, CostSum.COST),
    COST_OUTPUT(money("Cost out"), CostSum.COST_OUTPUT, CostSum.COST),
    COST_OTHER(money("Cost other"), CostSum.COST_OTHER, CostSum.COST),
    /** What the provider asks for; usage of unknown cost is left out, and a note says so. */
    COST(money("Cost"), CostSum.COST),
    CHARGE_INPUT(money("Charge in"), CostSum.CHARGE_INPUT),
    CHARGE_OUTPUT(money("Charge out"), CostSum.CHARGE_OUTPUT),
    CHARGE_OTHER(money("Charge other"), CostSum.CHARGE_OTHER),
    CHARGE(money("Charge"), CostSum.CHARGE),
    /** Charge less cost, of usage whose cost is known. */
    MARGIN(money("Margin"), KNOWN_COST_CHARGE, CostSum.COST),
    /** Margin as a part of that charge; blank where nothing was charged. */
    MARGIN_SHARE(share("Margin"), KNOWN_COST_CHARGE, CostSum.COST),
    CHARGE_PER_REQUEST(money("Charge").in("USD/request"), CostSum.CHARGE, CostSum.REQUESTS),
    /** Of requests whose cost is known. */
    COST_PER_REQUEST(money("Cost").in("USD/request"), CostSum.COST, CostSum.REQUESTS, COST_UNKNOWN),
    /** Charge of the tokens by a million of them; blank without tokens. */
    CHARGE_PER_MILLION_TOKENS(
            money("Charge").in("USD/1M tok"),
            CostSum.CHARGE_INPUT,
            CostSum.CHARGE_OUTPUT,
            CostSum.INPUT_TOKENS,
            CostSum.OUTPUT_TOKENS),
    COST_PER_MILLION_TOKENS(money("Cost").in("USD/1M tok"), CostSum.COST_INPUT, CostSum.COST_OUTPUT, KNOWN_COST_TOKENS),
    /** Charge of images, seconds, characters or search units by one of them; blank where there are none, or several kinds. */
    CHARGE_PER_UNIT(money("Charge").in("USD/unit"), CostSum.CHARGE_UNIT, IMAGES, SECONDS, CHARACTERS, SEARCH_UNITS),
    /** What that unit is: {@code image}, {@code second}, {@code character}, {@code search unit}. */
    UNIT(Column.text("unit", "Unit"), IMAGES, SECONDS, CHARACTERS, SEARCH_UNITS),
    /** Part of the total charge. */
    SHARE(share("Share"), CostSum.CHARGE),
    /** Part of the charge that came after its day was settled. */
    LATE_SHARE(share("Late"), CostSum.CHARGE, CHARGE_LATE),
    /** Part of the charge that rests on estimated counts. */
    ESTIMATED_SHARE(share("Estimated"), CostSum.CHARGE, CHARGE_ESTIMATED);

    /** What a terminal of ordinary width can hold. */
    public static final List<CostMetric> USUAL = List.of(
            REQUESTS,
            INPUT_TOKENS,
            OUTPUT_TOKENS,
            COST,
            CHARGE,
            MARGIN,
            SHARE,
            CHARGE_PER_REQUEST,
            CHARGE_PER_MILLION_TOKENS);

    /** Of an overview, whose only row has room for what the charge is made of. */
    public static final List<CostMetric> OVERVIEW = List.of(
            REQUESTS,
            CHARGE_INPUT,
            CHARGE_OUTPUT,
            CHARGE_OTHER,
            CHARGE,
            COST,
            MARGIN,
            CHARGE_PER_REQUEST,
            CHARGE_PER_MILLION_TOKENS);

    /** All there are, for CSV and JSON. */
    public static final List<CostMetric> ALL = List.of(values());

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final Column column;
    private final Set<CostSum> needs;

    CostMetric(Column column, CostSum... needs) {
        this.column = new Column(
                name().toLowerCase(Locale.ROOT), column.heading(), column.type(), column.unit(), column.decimals());
        this.needs = EnumSet.copyOf(List.of(needs));
    }

    private static Column count(String heading) {
        return Column.count("count", heading);
    }

    private static Column money(String heading) {
        return Column.money("money", heading);
    }

    private static Column share(String heading) {
        return Column.share("share", heading);
    }

    /** The column it is shown in; its name is the metric's in lower case. */
    public Column column() {
        return column;
    }

    /** The sums it is worked out from. */
    Set<CostSum> needs() {
        return needs;
    }

    /** Whether a column of this name holds figures. */
    public static boolean isMetric(String column) {
        return Arrays.stream(values()).anyMatch(metric -> metric.column().name().equals(column));
    }

    /** The figure of some sums, {@code total} being those of the whole report. */
    Cell of(CostSums sums, CostSums total) {
        return switch (this) {
            case REQUESTS -> Cell.of(sums.get(CostSum.REQUESTS));
            case UNUSED -> Cell.of(sums.get(CostSum.UNUSED));
            case INPUT_TOKENS -> Cell.of(sums.get(CostSum.INPUT_TOKENS));
            case OUTPUT_TOKENS -> Cell.of(sums.get(CostSum.OUTPUT_TOKENS));
            case COST_INPUT -> known(sums, sums.get(CostSum.COST_INPUT));
            case COST_OUTPUT -> known(sums, sums.get(CostSum.COST_OUTPUT));
            case COST_OTHER -> known(sums, sums.get(CostSum.COST_OTHER));
            case COST -> known(sums, sums.get(CostSum.COST));
            case CHARGE_INPUT -> Cell.of(sums.get(CostSum.CHARGE_INPUT));
            case CHARGE_OUTPUT -> Cell.of(sums.get(CostSum.CHARGE_OUTPUT));
            case CHARGE_OTHER -> Cell.of(sums.get(CostSum.CHARGE_OTHER));
            case CHARGE -> Cell.of(sums.get(CostSum.CHARGE));
            case MARGIN -> known(sums, margin(sums));
            case MARGIN_SHARE -> Cell.of(Quotient.of(margin(sums), sums.get(KNOWN_COST_CHARGE)));
            case CHARGE_PER_REQUEST -> Cell.of(Quotient.of(sums.get(CostSum.CHARGE), sums.get(CostSum.REQUESTS)));
            case COST_PER_REQUEST ->
                Cell.of(Quotient.of(
                        sums.get(CostSum.COST), sums.get(CostSum.REQUESTS).subtract(sums.get(COST_UNKNOWN))));
            case CHARGE_PER_MILLION_TOKENS ->
                perMillion(
                        sums.get(CostSum.CHARGE_INPUT).add(sums.get(CostSum.CHARGE_OUTPUT)),
                        sums.get(CostSum.INPUT_TOKENS).add(sums.get(CostSum.OUTPUT_TOKENS)));
            case COST_PER_MILLION_TOKENS ->
                perMillion(
                        sums.get(CostSum.COST_INPUT).add(sums.get(CostSum.COST_OUTPUT)), sums.get(KNOWN_COST_TOKENS));
            case CHARGE_PER_UNIT -> BilledUnit.chargePerUnit(sums);
            case UNIT -> BilledUnit.name(sums);
            case SHARE -> part(sums, CostSum.CHARGE, total.get(CostSum.CHARGE));
            case LATE_SHARE -> part(sums, CHARGE_LATE, sums.get(CostSum.CHARGE));
            case ESTIMATED_SHARE -> part(sums, CHARGE_ESTIMATED, sums.get(CostSum.CHARGE));
        };
    }

    /** Blank where no usage has a known cost. */
    private static Cell known(CostSums sums, BigDecimal figure) {
        return sums.has(CostSum.COST) ? Cell.of(figure) : Cell.blank();
    }

    private static BigDecimal margin(CostSums sums) {
        return sums.get(KNOWN_COST_CHARGE).subtract(sums.get(CostSum.COST));
    }

    private static Cell perMillion(BigDecimal money, BigDecimal tokens) {
        return Cell.of(Quotient.of(money.multiply(MILLION), tokens));
    }

    private static Cell part(CostSums sums, CostSum part, BigDecimal whole) {
        return Cell.of(Quotient.of(sums.get(part), whole));
    }
}
