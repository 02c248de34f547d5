package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of prices.
 *
 * @param line it begins in, counted from 1
 * @param cells what is written in it, by column; empty cells are left out
 */
record PriceRow(int line, Map<String, String> cells) {
    static final String PROVIDER = "provider";
    static final String MODEL = "model";
    static final String TYPE = "type";
    static final String EFFECTIVE_FROM = "effective_from";
    static final String COMPONENT = "component";
    static final String AMOUNT = "amount";
    static final String PER = "per";
    static final String CHARGE = "charge";
    static final String CHARGE_PER = "charge_per";
    static final String SERVICE_TIER = "service_tier";
    static final String WINDOW = "window";
    static final String ABOVE = "above";
    static final String COST = "cost";
    static final String MARK_UP = "mark_up";

    /** Columns that a table has to have. */
    static final List<String> REQUIRED = List.of(PROVIDER, MODEL, TYPE, EFFECTIVE_FROM, COMPONENT, AMOUNT, PER);

    static final List<String> OPTIONAL = List.of(CHARGE, CHARGE_PER, SERVICE_TIER, WINDOW, ABOVE, COST, MARK_UP);

    /** Cells that say which price of which card the row states: nothing can be made of it without them. */
    private static final List<String> IDENTIFYING = List.of(PROVIDER, MODEL, EFFECTIVE_FROM, COMPONENT);

    /** Cells that no row may leave empty. */
    private static final List<String> FILLED =
            Stream.concat(IDENTIFYING.stream(), Stream.of(PER)).toList();

    /** Whose price it is: the card as {@code models} of a book knows it, by an instant and not by the way it is written. */
    record CardKey(String provider, String model, Object effectiveFrom) {}

    /** Which price of the card. */
    record PriceKey(String serviceTier, String window, String above, String component) {}

    PriceRow {
        cells = Map.copyOf(cells);
    }

    @Nullable
    String cell(String column) {
        return cells.get(column);
    }

    boolean has(String column) {
        return cells.containsKey(column);
    }

    /** What is written in a cell; where nothing is, something that was reported already. */
    YamlNode node(String column) {
        String text = cells.get(column);
        return text == null ? new YamlNode.Broken(line) : new YamlNode.Text(text, line);
    }

    Fault fault(String column, String message) {
        return new Fault(line, column, message);
    }

    /** Faults of the row by itself: cells that have to be filled, or may not be filled together. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (String column : FILLED) {
            if (!has(column)) {
                faults.add(fault(column, "it is empty"));
            }
        }
        if (has(SERVICE_TIER) && has(WINDOW)) {
            faults.add(fault(WINDOW, "a price is that of a service tier or that of a window, not of both"));
        }
        if (has(CHARGE_PER) && !has(CHARGE)) {
            faults.add(fault(CHARGE_PER, "there is no charge that it could belong to"));
        }
        return faults;
    }

    boolean isIdentified() {
        return cells.keySet().containsAll(IDENTIFYING);
    }

    /** Of a row that {@link #isIdentified()}. */
    CardKey card() {
        return new CardKey(text(PROVIDER), text(MODEL), instant(text(EFFECTIVE_FROM)));
    }

    /** Of a row that {@link #isIdentified()}. */
    PriceKey price() {
        return new PriceKey(text(SERVICE_TIER), text(WINDOW), text(ABOVE), text(COMPONENT));
    }

    private String text(String column) {
        return cells.getOrDefault(column, "");
    }

    private static Object instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return text; // told by the card
        }
    }
}
