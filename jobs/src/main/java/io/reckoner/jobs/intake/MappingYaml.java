package io.reckoner.jobs.intake;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.CsvShape;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.foreign.RowTime;
import io.reckoner.ingest.foreign.ValueMap;
import io.reckoner.ingest.readers.UsageReaders;
import io.reckoner.jobs.settings.Suggestion;
import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the columns of a foreign file mean from YAML; {@code docs/formats.md} shows one. */
public final class MappingYaml {
    private static final Map<String, RowTime.Kind> TIMES = new TreeMap<>(Map.of(
            "rfc3339", RowTime.Kind.RFC3339,
            "unix", RowTime.Kind.UNIX,
            "unix-ms", RowTime.Kind.UNIX_MS,
            "day", RowTime.Kind.DAY));
    private static final Map<String, Charset> ENCODINGS = new TreeMap<>(Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252")));
    private static final Map<String, UsageFormat> DIALECTS = Arrays.stream(UsageFormat.values())
            .collect(Collectors.toMap(UsageFormat::code, format -> format, (one, other) -> one, LinkedHashMap::new));

    private final Findings findings = new Findings();

    private MappingYaml() {}

    /** What reading came to. */
    public sealed interface Reading {
        /** A mapping without faults. */
        record Read(ColumnMapping mapping) implements Reading {}

        /** Every fault there is, by line. */
        record Faulty(List<Fault> faults) implements Reading {}
    }

    /** Reads a mapping. */
    public static Reading read(String yaml) {
        MappingYaml reader = new MappingYaml();
        YamlNode root = YamlTree.read(yaml, reader.findings);
        if (root == null && reader.findings.isClean()) {
            reader.findings.fault(1, "", "the file is empty");
        }
        ColumnMapping mapping = root == null ? null : reader.mapping(root);
        return mapping == null || !reader.findings.isClean()
                ? new Reading.Faulty(
                        reader.findings.faults().stream().distinct().toList())
                : new Reading.Read(mapping);
    }

    /** The line on which a path such as {@code columns.account} stands. */
    public static int line(String yaml, String path) {
        MappingYaml reader = new MappingYaml();
        YamlNode root = YamlTree.read(yaml, reader.findings);
        if (root != null) {
            reader.mapping(root);
        }
        Findings found = reader.findings;
        int before = found.faults().size();
        found.fault(path, "");
        return found.faults().stream()
                .filter(fault -> fault.message().isEmpty())
                .mapToInt(Fault::line)
                .findFirst()
                .orElse(before);
    }

    private @Nullable ColumnMapping mapping(YamlNode root) {
        Block top = new Spot(findings, root, "").block();
        if (top == null) {
            return null;
        }
        CsvShape csv = csv(top.take("csv"));
        RowTime time = time(top.take("time"));
        Map<MappedField, String> columns = byField(top.take("columns"));
        Map<MappedField, String> constants = byField(top.take("constants"));
        Map<MappedField, ValueMap> values = values(top.take("values"));
        Map<String, String> tags = texts(top.take("tags"));
        Spot formatSpot = top.take("format");
        UsageFormat format = formatSpot == null ? null : formatSpot.oneOf(DIALECTS);
        Map<String, String> usage = usage(top.take("usage"), format == null ? UsageFormat.GENERIC : format);
        top.end();
        return new ColumnMapping(
                csv, time, columns, constants, values, tags, format == null ? UsageFormat.GENERIC : format, usage);
    }

    /** {@code csv: {delimiter: ";", quote: "'", encoding: windows-1252, heading: [when, who, input]}}. */
    private CsvShape csv(@Nullable Spot spot) {
        Block block = spot == null ? null : spot.block();
        if (spot == null || block == null) {
            return CsvShape.PLAIN;
        }
        char delimiter = letter(block.take("delimiter"), CsvShape.PLAIN.delimiter());
        char quote = letter(block.take("quote"), CsvShape.PLAIN.quote());
        Spot encoding = block.take("encoding");
        Charset charset = encoding == null ? null : encoding.oneOf(ENCODINGS);
        List<String> heading = new ArrayList<>();
        Spot names = block.take("heading");
        if (names != null) {
            names.items().forEach(name -> add(heading, name.text()));
        }
        block.end();
        CsvShape shape = findings.build(
                spot.line(),
                spot.path(),
                () -> new CsvShape(delimiter, quote, charset == null ? StandardCharsets.UTF_8 : charset, heading));
        return shape == null ? CsvShape.PLAIN : shape;
    }

    private static void add(List<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    private static char letter(@Nullable Spot spot, char otherwise) {
        String text = spot == null ? null : spot.text();
        if (spot == null || text == null) {
            return otherwise;
        }
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            spot.fault("a single character is wanted here, or tab");
            return otherwise;
        }
        return text.charAt(0);
    }

    /** {@code time: {format: "dd.MM.uuuu HH:mm:ss", zone: Europe/Berlin}}. */
    private RowTime time(@Nullable Spot spot) {
        Block block = spot == null ? null : spot.block();
        if (spot == null || block == null) {
            return RowTime.STANDARD;
        }
        Spot formatSpot = block.require("format");
        String format = formatSpot == null ? null : formatSpot.text();
        Spot zoneSpot = block.take("zone");
        ZoneId zone = zoneSpot == null ? null : zone(zoneSpot);
        Spot daily = block.take("sums");
        boolean isDaily = daily != null && daily.oneOf(Map.of("day", true)) != null;
        block.end();
        if (formatSpot == null || format == null) {
            return RowTime.STANDARD;
        }
        RowTime.Kind kind = TIMES.getOrDefault(format, isDaily ? RowTime.Kind.DAY : RowTime.Kind.PATTERN);
        if (kind == RowTime.Kind.PATTERN && zoneSpot == null && !format.matches(".*[XxZVO].*")) {
            spot.fault("\"" + format + "\" has no zone; state one beside it, such as zone: UTC");
        }
        if (!TIMES.containsKey(format) && format.contains("y")) {
            formatSpot.fault("yyyy is the year of an era; write uuuu");
        }
        String pattern =
                kind == RowTime.Kind.PATTERN || isDaily ? format : kind == RowTime.Kind.DAY ? "uuuu-MM-dd" : "";
        RowTime time = findings.build(
                formatSpot.line(),
                formatSpot.path(),
                () -> new RowTime(kind, pattern, zone == null ? ZoneOffset.UTC : zone));
        return time == null ? RowTime.STANDARD : time;
    }

    private static @Nullable ZoneId zone(Spot spot) {
        String text = spot.text();
        try {
            return text == null ? null : ZoneId.of(text);
        } catch (DateTimeException e) {
            spot.fault("there is no zone \"" + text + "\"; write UTC or a name such as Europe/Berlin");
            return null;
        }
    }

    private Map<MappedField, String> byField(@Nullable Spot spot) {
        Map<MappedField, String> found = new EnumMap<>(MappedField.class);
        all(spot).forEach((name, value) -> {
            MappedField field = field(name, value);
            String text = value.text();
            if (field != null && text != null) {
                found.put(field, text);
            }
        });
        return found;
    }

    private Map<MappedField, ValueMap> values(@Nullable Spot spot) {
        Map<MappedField, ValueMap> found = new EnumMap<>(MappedField.class);
        all(spot).forEach((name, value) -> {
            MappedField field = field(name, value);
            Map<String, String> words = texts(value);
            if (field != null) {
                found.put(field, new ValueMap(words));
            }
        });
        return found;
    }

    private static @Nullable MappedField field(String name, Spot spot) {
        if (MappedField.byCode(name).isEmpty()) {
            spot.fault("there is no member \"" + name + "\"; there are "
                    + Arrays.stream(MappedField.values()).map(MappedField::code).collect(Collectors.joining(", ")));
        }
        return MappedField.byCode(name).orElse(null);
    }

    private static Map<String, String> texts(@Nullable Spot spot) {
        Map<String, String> found = new LinkedHashMap<>();
        all(spot).forEach((name, value) -> {
            String text = value.text();
            if (text != null) {
                found.put(name, text);
            }
        });
        return found;
    }

    private static Map<String, String> usage(@Nullable Spot spot, UsageFormat format) {
        Map<String, String> found = texts(spot);
        all(spot).forEach((path, value) -> {
            if (format == UsageFormat.GENERIC) {
                value.component(path);
                if (path.equals(Component.REQUEST.code())) {
                    value.fault("a row is one request; leave it out");
                }
            } else if (found.keySet().stream().anyMatch(other -> other.startsWith(path + "."))) {
                value.fault("\"" + path + "\" cannot be a count and hold others");
            } else if (!UsageReaders.counts(format).contains(path)) {
                value.fault(noCount(path, format));
            }
        });
        return found;
    }

    /** A typo would be a count that nobody reads. */
    private static String noCount(String path, UsageFormat format) {
        List<String> near = Suggestion.near(path, UsageReaders.counts(format), 3);
        return "\"" + path + "\" is no count of " + format.code()
                + (near.isEmpty()
                        ? "; docs/formats.md lists them"
                        : "; did you mean " + String.join(" or ", near) + "?");
    }

    private static Map<String, Spot> all(@Nullable Spot spot) {
        Block block = spot == null ? null : spot.block();
        return block == null ? Map.of() : block.all();
    }
}
