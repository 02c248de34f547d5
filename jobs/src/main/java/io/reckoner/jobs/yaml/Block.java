package io.reckoner.jobs.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of one mapping, taken one by one; what nobody took is a fault. */
public final class Block {
    private final Findings findings;
    private final YamlNode.Fields fields;
    private final String path;
    private final TreeSet<String> asked = new TreeSet<>();

    public Block(Findings findings, YamlNode.Fields fields, String path) {
        this.findings = findings;
        this.fields = fields;
        this.path = path;
    }

    public String path() {
        return path;
    }

    public int line() {
        return fields.line();
    }

    public Findings findings() {
        return findings;
    }

    private Spot spot(String key, YamlNode node) {
        String at = path.isEmpty() ? key : path + "." + key;
        findings.seen(at, node.line());
        return new Spot(findings, node, at);
    }

    /** The value of a key; null where it is absent. */
    @Nullable
    public Spot take(String key) {
        asked.add(key);
        YamlNode node = fields.nodes().get(key);
        return node == null ? null : spot(key, node);
    }

    /** The value of a key that must be there. */
    @Nullable
    public Spot require(String key) {
        Spot found = take(key);
        if (found == null) {
            findings.fault(line(), path, "\"" + key + "\" is missing");
        }
        return found;
    }

    /** Every key with its value, where keys are names. */
    public Map<String, Spot> all() {
        Map<String, Spot> spots = new LinkedHashMap<>();
        fields.nodes().forEach((key, node) -> spots.put(key, spot(key, node)));
        return spots;
    }

    /** Reports the keys nobody asked for. */
    public void end() {
        fields.nodes().forEach((key, node) -> {
            if (!asked.contains(key)) {
                spot(key, node).fault("unknown key; here are known: " + String.join(", ", asked));
            }
        });
    }
}
