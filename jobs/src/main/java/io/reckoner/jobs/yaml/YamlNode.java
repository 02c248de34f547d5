package io.reckoner.jobs.yaml;

import java.util.List;
import java.util.Map;

/** A YAML document as it stands in the file: texts are texts, nothing is guessed to be a number or a date. */
public sealed interface YamlNode {
    /** Counted from 1. */
    int line();

    /** A scalar, quoted or not. */
    record Text(String value, int line) implements YamlNode {}

    /** Nothing, {@code ~} or {@code null}, not quoted. */
    record Empty(int line) implements YamlNode {}

    /** Something already reported as a fault. */
    record Broken(int line) implements YamlNode {}

    record Items(List<YamlNode> nodes, int line) implements YamlNode {}

    /** Fields in the order of the file. */
    record Fields(Map<String, YamlNode> nodes, int line) implements YamlNode {}
}
