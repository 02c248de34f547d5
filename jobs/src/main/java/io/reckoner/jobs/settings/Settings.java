package io.reckoner.jobs.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of this installation: one record per capability, read from {@code reckon.yaml} and the environment. The
 * environment wins. Unknown names are refused.
 *
 * <p>Example: {@code settings.of(CreditSettings.class).topupBonus()} is 0.2 when the file says {@code credit:} with
 * {@code topup-bonus: 0.2} below it and {@code RECKON_CREDIT_TOPUP_BONUS} is not set.
 */
public final class Settings {
    /** Variables that speak to the launcher, the command line or the tests. */
    private static final Set<String> NOT_SETTINGS = Set.of("RECKON_DATA", "RECKON_JAVA_OPTS", "RECKON_HOME");

    private static final String TESTS = "RECKON_TEST_";

    /** Container platforms invent variables like these for a service named as one of our sections. */
    private static final Pattern INVENTED =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP)(_.*)?)");

    private final Map<Class<? extends Record>, Record> sections;

    private Settings(Map<Class<? extends Record>, Record> sections) {
        this.sections = sections;
    }

    /**
     * Reads the given sections.
     *
     * @param file need not exist
     * @throws SettingsFault naming every fault at once
     */
    public static Settings read(Path file, Map<String, String> environment, List<Class<? extends Record>> sections) {
        List<String> faults = new ArrayList<>();
        SettingsFile written = SettingsFile.read(file, faults);
        Map<SettingKey, SettingsFile.Entry> given = new LinkedHashMap<>(written.entries());
        Map<SettingKey, RecordComponent> known = known(sections);
        refuseUnknown(written, known, faults);
        environment(environment, known, sections, faults).forEach(given::put);

        Map<Class<? extends Record>, Record> values = new LinkedHashMap<>();
        for (Class<? extends Record> section : sections) {
            int before = faults.size();
            Object[] arguments = Arrays.stream(section.getRecordComponents())
                    .map(component -> value(SettingKey.of(section, component), component, given, faults))
                    .toArray();
            if (faults.size() == before) {
                record(section, arguments, file, faults, values);
            }
        }
        if (!faults.isEmpty()) {
            throw new SettingsFault(faults);
        }
        return new Settings(values);
    }

    /** All settings at their defaults. */
    public static Settings defaults(List<Class<? extends Record>> sections) {
        return read(Path.of("no settings file"), Map.of(), sections);
    }

    /** The settings of one capability. */
    public <R extends Record> R of(Class<R> section) {
        Record values = sections.get(section);
        if (values == null) {
            throw new IllegalStateException(section.getName() + " is not among the sections read");
        }
        return section.cast(values);
    }

    /** The settings as a Markdown table: name, variable, default, meaning. {@code docs/operations.md} holds it. */
    public static String manual(List<Class<? extends Record>> sections) {
        StringBuilder table = new StringBuilder("| setting | variable | default | meaning |\n|---|---|---|---|\n");
        known(sections).forEach((key, component) -> {
            Setting setting = component.getAnnotation(Setting.class);
            table.append("| `")
                    .append(key)
                    .append("` | `")
                    .append(key.variable())
                    .append("` | ");
            table.append(setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`");
            table.append(" | ").append(setting.means()).append(" |\n");
        });
        return table.toString();
    }

    /** A settings file that changes nothing: every setting at its default, commented out. */
    public static String template(List<Class<? extends Record>> sections) {
        StringBuilder file =
                new StringBuilder("# Settings of Reckoner. Take away the # before a setting to change it.\n"
                        + "# A variable of the environment, such as RECKON_DB_URL for db.url, wins over this file.\n");
        for (Class<? extends Record> section : sections) {
            file.append("\n").append(SettingKey.sectionOf(section)).append(":\n");
            for (RecordComponent component : section.getRecordComponents()) {
                Setting setting = component.getAnnotation(Setting.class);
                file.append("  # ").append(setting.means()).append("\n  # ");
                file.append(SettingKey.of(section, component).name()).append(": ");
                file.append(setting.fallback()).append("\n");
            }
        }
        return file.toString();
    }

    private static Map<SettingKey, RecordComponent> known(List<Class<? extends Record>> sections) {
        Map<SettingKey, RecordComponent> known = new LinkedHashMap<>();
        for (Class<? extends Record> section : sections) {
            for (RecordComponent component : section.getRecordComponents()) {
                known.put(SettingKey.of(section, component), component);
            }
        }
        return known;
    }

    private static void refuseUnknown(
            SettingsFile written, Map<SettingKey, RecordComponent> known, List<String> faults) {
        List<String> sections =
                known.keySet().stream().map(SettingKey::section).distinct().toList();
        written.sections().forEach((section, where) -> {
            if (!sections.contains(section)) {
                faults.add(where + ": there is no section " + section + ". " + meant(section, sections));
            }
        });
        written.entries().forEach((key, entry) -> {
            if (sections.contains(key.section()) && !known.containsKey(key)) {
                List<String> names = known.keySet().stream()
                        .filter(other -> other.section().equals(key.section()))
                        .map(SettingKey::name)
                        .toList();
                faults.add(entry.where() + ": there is no setting " + key + ". " + meant(key.name(), names));
            }
        });
    }

    private static Map<SettingKey, SettingsFile.Entry> environment(
            Map<String, String> environment,
            Map<SettingKey, RecordComponent> known,
            List<Class<? extends Record>> sections,
            List<String> faults) {
        Map<String, SettingKey> variables = new LinkedHashMap<>();
        known.keySet().forEach(key -> variables.put(key.variable(), key));
        Map<SettingKey, SettingsFile.Entry> given = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, text) -> {
            SettingKey key = variables.get(variable);
            if (key != null) {
                given.put(key, new SettingsFile.Entry(text, "environment " + variable));
            } else if (isMistyped(variable, sections)) {
                faults.add("environment " + variable + ": there is no such setting. "
                        + meant(variable, List.copyOf(variables.keySet())));
            }
        });
        return given;
    }

    private static boolean isMistyped(String variable, List<Class<? extends Record>> sections) {
        return variable.startsWith(SettingKey.PREFIX)
                && !NOT_SETTINGS.contains(variable)
                && !variable.startsWith(TESTS)
                && !INVENTED.matcher(variable).matches()
                && sections.stream()
                        .map(section -> new SettingKey(SettingKey.sectionOf(section), "").variable())
                        .anyMatch(variable::startsWith);
    }

    private static String meant(String word, List<String> known) {
        return Suggestion.nearest(word, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Known here: " + String.join(", ", known) + ".");
    }

    private static Object value(
            SettingKey key, RecordComponent component, Map<SettingKey, SettingsFile.Entry> given, List<String> faults) {
        SettingsFile.Entry entry = given.get(key);
        String fallback = component.getAnnotation(Setting.class).fallback();
        if (entry != null) {
            try {
                return SettingValue.of(component, entry.text());
            } catch (IllegalArgumentException e) {
                faults.add(entry.where() + ": " + key + " is \"" + entry.text() + "\". Write " + e.getMessage() + ".");
            }
        }
        return SettingValue.of(component, fallback);
    }

    private static void record(
            Class<? extends Record> section,
            Object[] arguments,
            Path file,
            List<String> faults,
            Map<Class<? extends Record>, Record> values) {
        Class<?>[] types = Arrays.stream(section.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = section.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            values.put(section, constructor.newInstance(arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                faults.add(file + ": section " + SettingKey.sectionOf(section) + ": " + refused.getMessage());
            } else {
                throw new IllegalStateException("cannot make " + section, e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + section, e);
        }
    }
}
