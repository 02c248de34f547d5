package io.reckoner.jobs.payment.nowpayments;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.Signatures;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The signature of NOWPayments: HMAC-SHA512 over the body with its keys sorted. It tells no time.
 *
 * <p>The documentation has two ways to sort: all objects, and only the names of the outermost object, which then leaves names
 * out of inner ones. The first is tried first, with lists kept and with lists as objects, as the documented JavaScript makes
 * them. Numbers are signed as they are written: never read as numbers, since {@code 14.8106} and {@code 14.81060} are one.
 */
final class NowPaymentsSignature {
    private static final String HEADER = "x-nowpayments-sig";
    private static final int DEEPEST = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A value with its text as it came. */
    private sealed interface Value {
        record Scalar(String text) implements Value {}

        record Items(List<Value> values) implements Value {}

        record Fields(TreeMap<String, Value> fields) implements Value {}
    }

    private NowPaymentsSignature() {}

    static Verdict verify(Delivery delivery, Optional<String> secret) {
        Optional<String> given = delivery.header(HEADER);
        if (given.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.UNSIGNED);
        }
        if (secret.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        byte[] key = secret.get().strip().getBytes(StandardCharsets.UTF_8);
        for (String form : forms(new String(delivery.body(), StandardCharsets.UTF_8))) {
            byte[] expected = Signatures.hmac("HmacSHA512", key, form.getBytes(StandardCharsets.UTF_8));
            if (Signatures.isHex(given.get(), expected)) {
                return new Verdict.Genuine();
            }
        }
        return new Verdict.Refused(Verdict.Reason.FORGED);
    }

    /** All texts that may have been signed; none for a body that is no object. */
    static List<String> forms(String body) {
        Value value;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            value = value(parser, 0);
            if (parser.nextToken() != null) {
                return List.of();
            }
        } catch (JacksonException | IllegalArgumentException garbled) {
            return List.of();
        }
        if (!(value instanceof Value.Fields all)) {
            return List.of();
        }
        return List.of(
                text(all, Set.of(), Lists.KEPT),
                text(all, Set.of(), Lists.AS_OBJECTS),
                text(all, all.fields().keySet(), Lists.KEPT));
    }

    /** How lists are written. */
    private enum Lists {
        KEPT,
        AS_OBJECTS
    }

    private static Value value(JsonParser parser, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            TreeMap<String, Value> fields = new TreeMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser, depth + 1));
            }
            return new Value.Fields(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Value> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser, depth + 1));
            }
            return new Value.Items(values);
        }
        if (token == null) {
            throw new IllegalArgumentException("empty");
        }
        return new Value.Scalar(token == JsonToken.VALUE_STRING ? quoted(parser.getString()) : parser.getString());
    }

    /** @param only names that are kept; none: all */
    private static String text(Value value, Set<String> only, Lists lists) {
        return switch (value) {
            case Value.Scalar scalar -> scalar.text();
            case Value.Items items -> {
                List<String> texts = new ArrayList<>();
                for (Value each : items.values()) {
                    String text = text(each, only, lists);
                    texts.add(
                            switch (lists) {
                                case KEPT -> text;
                                case AS_OBJECTS -> quoted(String.valueOf(texts.size())) + ":" + text;
                            });
                }
                yield switch (lists) {
                    case KEPT -> "[" + String.join(",", texts) + "]";
                    case AS_OBJECTS -> "{" + String.join(",", texts) + "}";
                };
            }
            case Value.Fields fields -> {
                List<String> texts = new ArrayList<>();
                for (Map.Entry<String, Value> field : fields.fields().entrySet()) {
                    if (only.isEmpty() || only.contains(field.getKey())) {
                        texts.add(quoted(field.getKey()) + ":" + text(field.getValue(), only, lists));
                    }
                }
                yield "{" + String.join(",", texts) + "}";
            }
        };
    }

    /** As JavaScript's JSON.stringify writes a text: only quote, backslash and control characters are escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
