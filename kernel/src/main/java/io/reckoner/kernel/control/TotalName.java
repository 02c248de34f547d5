package io.reckoner.kernel.control;

/** The name of a total as it is stored: lower case words joined by dots, {@code tokens.read.input}. */
public record TotalName(String name) implements Comparable<TotalName> {
    public TotalName {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not the name of a total; write lower case words joined by dots");
        }
    }

    /** Words of {@code a-z 0-9 _}, none of them empty. */
    private static boolean isName(String name) {
        boolean inWord = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean ofWord = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
            if (!ofWord && !(c == '.' && inWord)) {
                return false;
            }
            inWord = ofWord;
        }
        return inWord;
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
