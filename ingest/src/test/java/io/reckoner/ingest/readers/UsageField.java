package io.reckoner.ingest.readers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A number above zero in a usage object: where it is, and what it is called. */
record UsageField(List<Object> steps, String name) {
    private static final List<String> TAGS = List.of("modality", "ttl", "type");
    private static final List<String> TOTALS = List.of("total_tokens", "totalTokenCount", "totalTokens");

    /** All numbers of an object; those of lists by their tag, {@code cacheDetails[1h].inputTokens}. */
    static List<UsageField> of(JsonNode usage) {
        List<UsageField> fields = new ArrayList<>();
        collect(usage, List.of(), "", fields);
        return fields;
    }

    private static void collect(JsonNode node, List<Object> steps, String name, List<UsageField> fields) {
        if (node.isNumber() && node.decimalValue().signum() > 0) {
            fields.add(new UsageField(steps, name));
        }
        node.properties()
                .forEach(member -> collect(
                        member.getValue(),
                        with(steps, member.getKey()),
                        name.isEmpty() ? member.getKey() : name + "." + member.getKey(),
                        fields));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), with(steps, i), name + "[" + tag(node.get(i)) + "]", fields);
        }
    }

    private static List<Object> with(List<Object> steps, Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }

    private static String tag(JsonNode entry) {
        return TAGS.stream()
                .map(entry::path)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst()
                .orElse("");
    }

    boolean isTotal() {
        return TOTALS.contains(name);
    }

    /** The total beside the other numbers, if there is one. */
    static Optional<UsageField> total(List<UsageField> fields) {
        return fields.stream().filter(UsageField::isTotal).findFirst();
    }

    /** The object with this number raised. */
    JsonNode raised(JsonNode usage, long by) {
        JsonNode copy = usage.deepCopy();
        JsonNode parent = copy;
        for (Object step : steps.subList(0, steps.size() - 1)) {
            parent = step instanceof Integer index ? parent.get(index) : parent.get((String) step);
        }
        String last = (String) steps.getLast();
        ((ObjectNode) parent).put(last, parent.get(last).decimalValue().add(BigDecimal.valueOf(by)));
        return copy;
    }
}
