package io.reckoner.jobs.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The settings file as written: sections of keys and texts, each with its place. */
final class SettingsFile {
    /** A text of the file. */
    record Entry(String text, String where) {}

    private final Path file;
    private final List<String> faults;
    private final Map<SettingKey, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();

    private SettingsFile(Path file, List<String> faults) {
        this.file = file;
        this.faults = faults;
    }

    /** Reads the file, adding what is wrong with its form to {@code faults}; a missing file is an empty one. */
    static SettingsFile read(Path file, List<String> faults) {
        SettingsFile read = new SettingsFile(file, faults);
        if (Files.exists(file)) {
            read.compose();
        }
        return read;
    }

    Map<SettingKey, Entry> entries() {
        return entries;
    }

    /** Sections by name, with their place. */
    Map<String, String> sections() {
        return sections;
    }

    private void compose() {
        try (Reader reader = Files.newBufferedReader(file)) {
            Optional<Node> root = new Compose(LoadSettings.builder()
                            .setLabel(file.toString())
                            .setUseMarks(true)
                            .build())
                    .composeReader(reader);
            if (root.isEmpty()) {
                return;
            }
            if (root.get() instanceof MappingNode mapping) {
                readSections(mapping);
            } else {
                faults.add(where(root.get()) + ": expected sections such as \"credit:\" with settings below. "
                        + "See docs/operations.md.");
            }
        } catch (MarkedYamlEngineException e) {
            faults.add(e.getProblemMark().map(this::where).orElse(file.toString()) + ": not YAML: " + e.getProblem()
                    + ". Indent settings below their section, as \"name: value\".");
        } catch (YamlEngineException e) {
            faults.add(file + ": not YAML: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void readSections(MappingNode root) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : root.getValue()) {
            String section = text(tuple.getKeyNode());
            if (!seen.add(section)) {
                faults.add(where(tuple.getKeyNode()) + ": section " + section
                        + " is written twice. Put its settings together.");
            }
            sections.putIfAbsent(section, where(tuple.getKeyNode()));
            if (tuple.getValueNode() instanceof MappingNode settings) {
                readEntries(section, settings);
            } else if (!text(tuple.getValueNode()).isEmpty()) {
                faults.add(where(tuple.getValueNode()) + ": section " + section
                        + " holds a value instead of settings. Write them indented below it, as \"name: value\".");
            }
        }
    }

    private void readEntries(String section, MappingNode settings) {
        for (NodeTuple tuple : settings.getValue()) {
            SettingKey key = new SettingKey(section, text(tuple.getKeyNode()));
            Entry entry = new Entry(text(tuple.getValueNode()), where(tuple.getKeyNode()));
            if (entries.putIfAbsent(key, entry) != null) {
                faults.add(entry.where() + ": " + key + " is written twice. Keep one.");
            }
        }
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.isPlain()
                            && (scalar.getValue().equals("null")
                                    || scalar.getValue().equals("~"))
                    ? ""
                    : scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            List<String> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(text(item)));
            return String.join(",", items);
        }
        return "{...}";
    }

    private String where(Node node) {
        return node.getStartMark().map(this::where).orElse(file.toString());
    }

    private String where(Mark mark) {
        return file + ":" + (mark.getLine() + 1);
    }
}
