package io.reckoner.jobs.rating;

import static io.reckoner.jobs.rating.PriceRow.ABOVE;
import static io.reckoner.jobs.rating.PriceRow.AMOUNT;
import static io.reckoner.jobs.rating.PriceRow.CHARGE;
import static io.reckoner.jobs.rating.PriceRow.CHARGE_PER;
import static io.reckoner.jobs.rating.PriceRow.COMPONENT;
import static io.reckoner.jobs.rating.PriceRow.COST;
import static io.reckoner.jobs.rating.PriceRow.EFFECTIVE_FROM;
import static io.reckoner.jobs.rating.PriceRow.MARK_UP;
import static io.reckoner.jobs.rating.PriceRow.MODEL;
import static io.reckoner.jobs.rating.PriceRow.PER;
import static io.reckoner.jobs.rating.PriceRow.PROVIDER;
import static io.reckoner.jobs.rating.PriceRow.SERVICE_TIER;
import static io.reckoner.jobs.rating.PriceRow.TYPE;
import static io.reckoner.jobs.rating.PriceRow.WINDOW;

import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.YamlNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one card, brought into the shape that an entry of {@code models} has in YAML, so that one reader judges both. Where in
 * the table each value stands is remembered by its path.
 */
final class CardRows {
    /** A cell of the table; {@code column} is empty for the row as a whole. */
    record Place(int line, String column) {}

    /** What a card says once, in whichever of its rows. */
    private static final List<String> ONCE = List.of(TYPE, COST, MARK_UP);

    private final String path;
    private final List<PriceRow> rows;
    private final Map<String, Place> places;
    private final List<Fault> faults;

    /** @param path of the card: {@code models[3]} */
    CardRows(String path, List<PriceRow> rows, Map<String, Place> places, List<Fault> faults) {
        this.path = path;
        this.rows = rows;
        this.places = places;
        this.faults = faults;
    }

    /** The entry of {@code models}. */
    YamlNode.Fields tree() {
        PriceRow first = rows.getFirst();
        places.put(path, new Place(first.line(), ""));
        Map<String, YamlNode> card = new LinkedHashMap<>();
        for (String column : List.of(PROVIDER, MODEL, EFFECTIVE_FROM)) {
            card.put(column, leaf(first, column, path + "." + column));
        }
        for (String column : ONCE) {
            once(card, column);
        }
        Map<PriceRow.PriceKey, PriceRow> seen = new HashMap<>();
        List<PriceRow> prices = new ArrayList<>();
        for (PriceRow row : rows) {
            PriceRow before = seen.putIfAbsent(row.price(), row);
            if (before == null) {
                prices.add(row);
            } else {
                faults.add(row.fault(COMPONENT, "line " + before.line() + " states this price already; remove one"));
            }
        }
        card.putAll(priceList(
                path,
                prices.stream()
                        .filter(row -> !row.has(SERVICE_TIER) && !row.has(WINDOW))
                        .toList()));
        Map<String, YamlNode> tiers = new LinkedHashMap<>();
        by(prices, SERVICE_TIER).forEach((name, own) -> {
            String at = path + ".service_tiers." + name;
            places.put(at, new Place(own.getFirst().line(), SERVICE_TIER));
            tiers.put(
                    name, new YamlNode.Fields(priceList(at, own), own.getFirst().line()));
        });
        if (!tiers.isEmpty()) {
            card.put("service_tiers", new YamlNode.Fields(tiers, first.line()));
        }
        List<YamlNode> windows = new ArrayList<>();
        by(prices, WINDOW)
                .forEach((hours, own) -> windows.add(window(path + ".windows[" + windows.size() + "]", hours, own)));
        if (!windows.isEmpty()) {
            card.put("windows", new YamlNode.Items(windows, first.line()));
        }
        return new YamlNode.Fields(card, first.line());
    }

    private void once(Map<String, YamlNode> card, String column) {
        int line = 0;
        String said = null;
        for (PriceRow row : rows) {
            String text = row.cell(column);
            if (text != null && said == null) {
                line = row.line();
                said = text;
                card.put(column, leaf(row, column, path + "." + column));
            } else if (text != null && !text.equals(said)) {
                faults.add(row.fault(
                        column,
                        "\"" + text + "\", and \"" + said + "\" in line " + line
                                + ", of the same card; a card has one"));
            }
        }
    }

    private YamlNode leaf(PriceRow row, String column, String at) {
        places.put(at, new Place(row.line(), column));
        return row.node(column);
    }

    private static Map<String, List<PriceRow>> by(List<PriceRow> rows, String column) {
        Map<String, List<PriceRow>> groups = new LinkedHashMap<>();
        for (PriceRow row : rows) {
            String name = row.cell(column);
            if (name != null) {
                groups.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
            }
        }
        return groups;
    }

    private YamlNode window(String at, String hours, List<PriceRow> own) {
        int line = own.getFirst().line();
        places.put(at, new Place(line, WINDOW));
        places.put(at + ".from", new Place(line, WINDOW));
        places.put(at + ".to", new Place(line, WINDOW));
        Map<String, YamlNode> window = new LinkedHashMap<>();
        int dash = hours.indexOf('-');
        if (dash < 0) {
            faults.add(new Fault(line, WINDOW, "\"" + hours + "\" is no part of a day; write 16:30-00:30, in UTC"));
        }
        window.put(
                "from",
                dash < 0
                        ? new YamlNode.Broken(line)
                        : new YamlNode.Text(hours.substring(0, dash).strip(), line));
        window.put(
                "to",
                dash < 0
                        ? new YamlNode.Broken(line)
                        : new YamlNode.Text(hours.substring(dash + 1).strip(), line));
        window.putAll(priceList(at, own));
        return new YamlNode.Fields(window, line);
    }

    /** {@code components}, and {@code context_tiers} in ascending order whatever that of the rows. */
    private Map<String, YamlNode> priceList(String at, List<PriceRow> own) {
        Map<String, YamlNode> list = new LinkedHashMap<>();
        List<PriceRow> flat = own.stream().filter(row -> !row.has(ABOVE)).toList();
        if (!flat.isEmpty()) {
            list.put("components", components(at + ".components", flat));
        }
        List<YamlNode> tiers = new ArrayList<>();
        by(own, ABOVE).entrySet().stream()
                .sorted(Comparator.comparing(tier -> threshold(tier.getKey())))
                .forEach(tier -> {
                    String here = at + ".context_tiers[" + tiers.size() + "]";
                    PriceRow first = tier.getValue().getFirst();
                    Map<String, YamlNode> fields = new LinkedHashMap<>();
                    fields.put("threshold", leaf(first, ABOVE, here + ".threshold"));
                    fields.put("components", components(here + ".components", tier.getValue()));
                    places.put(here, new Place(first.line(), ABOVE));
                    tiers.add(new YamlNode.Fields(fields, first.line()));
                });
        if (!tiers.isEmpty()) {
            places.put(at + ".context_tiers", new Place(tiers.getFirst().line(), ABOVE));
            list.put("context_tiers", new YamlNode.Items(tiers, tiers.getFirst().line()));
        }
        return list;
    }

    /** For the order alone: what is no number is told when it is read. */
    private static BigInteger threshold(String text) {
        return text.matches("[0-9]{1,40}") ? new BigInteger(text) : BigInteger.ZERO;
    }

    private YamlNode components(String at, List<PriceRow> own) {
        Map<String, YamlNode> prices = new LinkedHashMap<>();
        for (PriceRow row : own) {
            String component = row.price().component();
            String here = at + "." + component;
            places.put(here, new Place(row.line(), COMPONENT));
            Map<String, YamlNode> price = new LinkedHashMap<>();
            price.put("per", leaf(row, PER, here + ".per"));
            if (row.has(AMOUNT)) {
                price.put("amount", leaf(row, AMOUNT, here + ".amount"));
            }
            if (row.has(CHARGE)) {
                price.put("charge", charge(row, here + ".charge"));
            }
            prices.put(component, new YamlNode.Fields(price, row.line()));
        }
        return new YamlNode.Fields(prices, own.getFirst().line());
    }

    private YamlNode charge(PriceRow row, String at) {
        if (!row.has(CHARGE_PER)) {
            return leaf(row, CHARGE, at);
        }
        places.put(at, new Place(row.line(), CHARGE));
        Map<String, YamlNode> charge = new LinkedHashMap<>();
        charge.put("amount", leaf(row, CHARGE, at + ".amount"));
        charge.put("per", leaf(row, CHARGE_PER, at + ".per"));
        return new YamlNode.Fields(charge, row.line());
    }
}
