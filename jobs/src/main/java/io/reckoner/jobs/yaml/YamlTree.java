package io.reckoner.jobs.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML strictly: one document, no anchors, aliases or tags, no key twice, texts left as they are written, size and
 * depth bounded.
 */
public final class YamlTree {
    /** Longest text taken. */
    public static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Findings findings;
    private final Iterator<Event> events;

    private YamlTree(Iterator<Event> events, Findings findings) {
        this.events = events;
        this.findings = findings;
    }

    /** The document, or null when it cannot be read at all; faults go to {@code findings}. */
    public static @Nullable YamlNode read(String yaml, Findings findings) {
        if (yaml.length() > MAX_CHARACTERS) {
            findings.fault(
                    1,
                    "",
                    "the file has " + yaml.length() + " characters; " + MAX_CHARACTERS + " are the most. Split it");
            return null;
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
        try {
            return new YamlTree(new Parse(settings).parseString(yaml).iterator(), findings).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            findings.fault(mark.map(m -> m.getLine() + 1).orElse(1), "", "not YAML: " + e.getProblem());
            return null;
        } catch (YamlEngineException e) {
            findings.fault(1, "", "not YAML: " + e.getMessage());
            return null;
        }
    }

    private @Nullable YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root != null) {
                findings.fault(line(event), "", "a second document begins here; the file is one");
                return root;
            }
            if (event instanceof NodeEvent node) {
                root = node(node, "", 0);
            }
        }
        return root;
    }

    private YamlNode node(NodeEvent event, String path, int depth) {
        int line = line(event);
        if (event instanceof AliasEvent) {
            findings.fault(line, path, "aliases are not read; write the value out");
            return new YamlNode.Broken(line);
        }
        if (event.getAnchor().isPresent()) {
            findings.fault(
                    line,
                    path,
                    "anchors are not read; remove &" + event.getAnchor().get());
        }
        if (depth > MAX_DEPTH) {
            throw new YamlEngineException("nested deeper than " + MAX_DEPTH + " levels in line " + line);
        }
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (tagged) {
            findings.fault(line, path, "tags are not read; write the value without one");
        }
        if (event instanceof SequenceStartEvent) {
            return items(path, line, depth);
        }
        if (event instanceof MappingStartEvent) {
            return fields(path, line, depth);
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar.isPlain() && NULLS.contains(scalar.getValue())
                    ? new YamlNode.Empty(line)
                    : new YamlNode.Text(scalar.getValue(), line);
        }
        throw new YamlEngineException("unexpected " + event + " in line " + line);
    }

    private YamlNode items(String path, int line, int depth) {
        List<YamlNode> nodes = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            nodes.add(node((NodeEvent) event, path + "[" + nodes.size() + "]", depth + 1));
        }
        return new YamlNode.Items(nodes, line);
    }

    private YamlNode fields(String path, int line, int depth) {
        Map<String, YamlNode> nodes = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            YamlNode key = node((NodeEvent) event, path, depth + 1);
            String name = key instanceof YamlNode.Text text ? text.value() : null;
            String at = path.isEmpty() ? name + "" : path + "." + name;
            YamlNode value = node((NodeEvent) events.next(), at, depth + 1);
            if (name == null) {
                findings.fault(key.line(), path, "a key must be a plain word");
            } else if (nodes.putIfAbsent(name, value) != null) {
                findings.fault(key.line(), at, "the key occurs twice; remove one of them");
            }
        }
        return new YamlNode.Fields(nodes, line);
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
