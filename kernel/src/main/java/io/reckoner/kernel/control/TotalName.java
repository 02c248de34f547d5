package io.reckoner.kernel.control;

import java.util.regex.Pattern;

/** The name of a total as it is stored: lower case words joined by dots, {@code tokens.read.input}. */
public record TotalName(String name) implements Comparable<TotalName> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");

    public TotalName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not the name of a total; write lower case words joined by dots");
        }
    }

    @Override
    public int compareTo(TotalName other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
