package io.reckoner.kernel.plan;

import java.util.List;

/**
 * The models a plan allows.
 *
 * <p>Each pattern is a model's name in which {@code *} stands for any text: {@code *} is every model, {@code openai/*} those of
 * a vendor, {@code *:free} the free variants.
 */
public record ModelSet(List<String> patterns) {
    public static final ModelSet ALL = new ModelSet(List.of("*"));

    public ModelSet {
        patterns = List.copyOf(patterns);
        if (patterns.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a model pattern is empty; write * for every model");
        }
    }

    public boolean contains(String model) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, model));
    }

    private static boolean matches(String pattern, String model) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(model);
        }
        if (!model.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= model.length(); from++) {
            if (matches(rest, model.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
