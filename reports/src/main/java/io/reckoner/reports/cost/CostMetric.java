package io.reckoner.reports.cost;

import io.reckoner.reports.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of a group. Money in USD; "cost" is what the operator pays, "charge" what the customer pays. */
public enum CostMetric {
    /** Events with usage. */
    REQUESTS(count("Requests")),
    /** Events without usage: refused, failed, lost. */
    UNUSED(count("No usage")),
    INPUT_TOKENS(count("Input").in("tokens")),
    OUTPUT_TOKENS(count("Output").in("tokens")),
    COST_INPUT(money("Cost in")),
    COST_OUTPUT(money("Cost out")),
    COST_OTHER(money("Cost other")),
    /** What the provider charges; usage of unknown cost is left out and said so. */
    COST(money("Cost")),
    CHARGE_INPUT(money("Charge in")),
    CHARGE_OUTPUT(money("Charge out")),
    CHARGE_OTHER(money("Charge other")),
    CHARGE(money("Charge")),
    /** Charge less cost, of usage whose cost is known. */
    MARGIN(money("Margin")),
    /** Margin as a part of that charge; blank where nothing was charged. */
    MARGIN_SHARE(share("Margin")),
    CHARGE_PER_REQUEST(money("Charge").in("USD/request")),
    COST_PER_REQUEST(money("Cost").in("USD/request")),
    /** Charge of all tokens by a million of them; blank without tokens. */
    CHARGE_PER_MILLION_TOKENS(money("Charge").in("USD/1M tok")),
    COST_PER_MILLION_TOKENS(money("Cost").in("USD/1M tok")),
    /** Charge of images, seconds or characters by one of them; blank where there are none, or several kinds. */
    CHARGE_PER_UNIT(money("Charge").in("USD/unit")),
    /** What that unit is: {@code images}, {@code seconds}, {@code characters}. */
    UNIT(Column.text("unit", "Unit")),
    /** Part of the total charge. */
    SHARE(share("Share")),
    LATE_SHARE(share("Late")),
    ESTIMATED_SHARE(share("Estimated"));

    /** What a terminal of ordinary width can hold. */
    public static final List<CostMetric> USUAL = List.of(
            REQUESTS, INPUT_TOKENS, OUTPUT_TOKENS, COST, CHARGE, MARGIN, SHARE, CHARGE_PER_REQUEST,
            CHARGE_PER_MILLION_TOKENS);

    /** All there are, for CSV and JSON. */
    public static final List<CostMetric> ALL = List.of(values());

    private final Column column;

    CostMetric(Column column) {
        this.column = new Column(
                name().toLowerCase(Locale.ROOT), column.heading(), column.type(), column.unit(), column.decimals());
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

    /** The column it is shown in. */
    public Column column() {
        return column;
    }

    static boolean isMetric(String column) {
        return Arrays.stream(values()).anyMatch(metric -> metric.column().name().equals(column));
    }
}
