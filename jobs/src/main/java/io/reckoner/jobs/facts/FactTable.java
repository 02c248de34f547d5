package io.reckoner.jobs.facts;

import io.reckoner.jobs.facts.FactColumn.Presence;
import io.reckoner.jobs.facts.FactColumn.Pruning;
import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rows of {@link FactSchema} while they are declared, each a column and where its values come from. */
final class FactTable {
    record Row(FactColumn column, Fill fill) {}

    private final List<Row> rows = new ArrayList<>();

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void id(String name, Presence presence, String source, Fill fill) {
        add(name, FactType.ID, presence, Pruning.NONE, "", source, fill);
    }

    void text(String name, Presence presence, String source, Fill fill) {
        add(name, FactType.TEXT, presence, Pruning.NONE, "", source, fill);
    }

    /** A text by which readers skip row groups. */
    void pruned(String name, Presence presence, String source, Fill fill) {
        add(name, FactType.TEXT, presence, Pruning.BY_ROW_GROUP, "", source, fill);
    }

    void instant(String name, Presence presence, Pruning pruning, String source, Fill fill) {
        add(name, FactType.INSTANT, presence, pruning, "", source, fill);
    }

    void number(String name, FactType type, Presence presence, String unit, String source, Fill fill) {
        add(name, type, presence, Pruning.NONE, unit, source, fill);
    }

    void flag(String name, String source, Fill fill) {
        add(name, FactType.BOOLEAN, Presence.REQUIRED, Pruning.NONE, "", source, fill);
    }

    void money(String name, Presence presence, String source, Fill fill) {
        add(name, FactType.MONEY, presence, Pruning.NONE, "USD", source, fill);
    }

    void tags(String name, String source, Fill fill) {
        add(name, FactType.TAGS, Presence.REQUIRED, Pruning.NONE, "", source, fill);
    }

    void count(Component component, Fill fill) {
        FactType type = component.scale() == 0 ? FactType.BIGINT : FactType.SECONDS;
        String unit =
                switch (component.unit()) {
                    case TOKEN -> "tokens";
                    case SECOND -> "s";
                    case PIECE -> "pieces";
                };
        number("n_" + component.code(), type, Presence.REQUIRED, unit, "count of " + component.code(), fill);
    }

    /** A sum of money for each category and for each group of components. */
    void split(String prefix, String what, Function<BlockView, long[][]> byComponent) {
        for (Category category : Category.values()) {
            sum(
                    prefix + category.code(),
                    what + "all " + category.code() + " components",
                    component -> component.category() == category,
                    byComponent);
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            sum(
                    prefix + group.code(),
                    what + "group " + group.code(),
                    component -> component.group() == group,
                    byComponent);
        }
    }

    private void sum(
            String name, String source, Predicate<Component> included, Function<BlockView, long[][]> byComponent) {
        List<Component> components =
                Arrays.stream(Component.values()).filter(included).toList();
        money(name, Presence.REQUIRED, source, Fill.numbers(block -> block.sum(byComponent.apply(block), components)));
    }

    private void add(
            String name, FactType type, Presence presence, Pruning pruning, String unit, String source, Fill fill) {
        rows.add(new Row(new FactColumn(name, type, presence, pruning, unit, source), fill));
    }
}
