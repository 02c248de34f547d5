package io.reckoner.jobs.payment;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON of gateways, read with care: no key twice, no trailing text, no number that was never meant. */
public final class GatewayJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(40)
                            .maxNumberLength(40)
                            .maxStringLength(100_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private GatewayJson() {}

    /** The object that a text is; empty where it is none. */
    public static Optional<JsonNode> object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException garbled) {
            return Optional.empty();
        }
    }

    /** Text or number below a path, as text; empty where there is nothing. */
    public static String text(JsonNode node, String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        return at.isString() ? at.stringValue() : at.isIntegralNumber() ? at.asString() : "";
    }

    /**
     * A whole number of cents below a path.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Cents cents(JsonNode node, String... path) {
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        if (!at.isIntegralNumber() || !at.canConvertToLong()) {
            throw new IllegalArgumentException(String.join(".", path) + " is no whole number of cents");
        }
        return new Cents(at.longValue());
    }

    /** Writes an object. */
    public static String write(Object map) {
        return MAPPER.writeValueAsString(map);
    }
}
