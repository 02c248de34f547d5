package io.reckoner.jobs.settings;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Where one setting is found: {@code credit.topup-bonus} is {@code RECKON_CREDIT_TOPUP_BONUS} in the environment. */
record SettingKey(String section, String name) {
    static final String PREFIX = "RECKON_";

    static SettingKey of(Class<? extends Record> section, RecordComponent component) {
        StringBuilder name = new StringBuilder();
        for (char c : component.getName().toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('-').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return new SettingKey(sectionOf(section), name.toString());
    }

    static String sectionOf(Class<? extends Record> section) {
        Section annotation = section.getAnnotation(Section.class);
        if (annotation == null) {
            throw new IllegalStateException(section + " names no @Section");
        }
        return annotation.value();
    }

    String variable() {
        return PREFIX + (section + "_" + name).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return section + "." + name;
    }
}
