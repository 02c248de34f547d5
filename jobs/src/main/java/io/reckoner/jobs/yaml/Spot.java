package io.reckoner.jobs.yaml;

import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One value of the file with its path. Each way of reading it returns null and leaves a fault where it does not fit. */
public record Spot(Findings findings, YamlNode node, String path) {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,24})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,13}");
    private static final Pattern EXPONENT = Pattern.compile("[-+]?[0-9.]+[eE].*");

    /** Any other length of year than four digits is no date of a price. */
    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-.{6,40}");

    public int line() {
        return node.line();
    }

    public void fault(String message) {
        if (!(node instanceof YamlNode.Broken)) {
            findings.fault(line(), path, message);
        }
    }

    public boolean has(String key) {
        return node instanceof YamlNode.Fields fields && fields.nodes().containsKey(key);
    }

    public boolean isText() {
        return node instanceof YamlNode.Text;
    }

    /** Whether there are no elements or keys below. */
    public boolean isEmpty() {
        return switch (node) {
            case YamlNode.Items items -> items.nodes().isEmpty();
            case YamlNode.Fields fields -> fields.nodes().isEmpty();
            case YamlNode.Text text -> false;
            case YamlNode.Empty empty -> false;
            case YamlNode.Broken broken -> false;
        };
    }

    @Nullable
    public String text() {
        return switch (node) {
            case YamlNode.Text text -> text.value();
            case YamlNode.Empty empty -> {
                fault("there is no value; give one or remove the key");
                yield null;
            }
            case YamlNode.Broken broken -> null;
            case YamlNode.Items items -> {
                fault("a single value is wanted here, not a list");
                yield null;
            }
            case YamlNode.Fields fields -> {
                fault("a single value is wanted here, not further keys");
                yield null;
            }
        };
    }

    /** A decimal as it is written, zero or more. */
    @Nullable
    public BigDecimal decimal() {
        String text = text();
        if (text == null) {
            return null;
        }
        if (DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        if (EXPONENT.matcher(text).matches()) {
            fault("\"" + shortened(text) + "\" has an exponent; write it out, 2.5e-7 as 0.00000025");
        } else if (text.startsWith("-")) {
            fault("\"" + shortened(text) + "\" is negative; prices and factors are zero or more");
        } else {
            fault("\"" + shortened(text)
                    + "\" is not a plain decimal below 1000000000 with at most 24 places, such as 2.50");
        }
        return null;
    }

    /** A whole number from 1 on. */
    @Nullable
    public Long whole() {
        String text = text();
        if (text == null) {
            return null;
        }
        if (WHOLE.matcher(text).matches() && Long.parseLong(text) > 0) {
            return Long.valueOf(text);
        }
        fault("\"" + shortened(text) + "\" is not a whole number from 1 to 9999999999999");
        return null;
    }

    /** An instant with its zone. */
    @Nullable
    public Instant instant() {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            if (MOMENT.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // told below
        }
        fault("\"" + shortened(text) + "\" is not an instant with a zone; write 2026-01-01T00:00:00Z");
        return null;
    }

    /** One of a few words. */
    public <T> @Nullable T oneOf(Map<String, T> words) {
        String text = text();
        if (text == null) {
            return null;
        }
        T found = words.get(text);
        if (found == null) {
            fault("\"" + shortened(text) + "\" is none of " + String.join(", ", words.keySet()));
        }
        return found;
    }

    /** A component by its code. */
    @Nullable
    public Component component(String code) {
        Optional<Component> found = Component.byCode(code);
        if (found.isEmpty()) {
            fault("\"" + shortened(code) + "\" is no component; there are "
                    + Arrays.stream(Component.values()).map(Component::code).collect(Collectors.joining(", ")));
        }
        return found.orElse(null);
    }

    /** The elements of a list. */
    public List<Spot> items() {
        List<Spot> spots = new ArrayList<>();
        if (node instanceof YamlNode.Items items) {
            for (YamlNode item : items.nodes()) {
                String at = path + "[" + spots.size() + "]";
                findings.seen(at, item.line());
                spots.add(new Spot(findings, item, at));
            }
        } else {
            fault("a list is wanted here");
        }
        return spots;
    }

    /** The keys below; null where there are none. */
    @Nullable
    public Block block() {
        if (node instanceof YamlNode.Fields fields) {
            return new Block(findings, fields, path);
        }
        fault("keys are wanted here");
        return null;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
