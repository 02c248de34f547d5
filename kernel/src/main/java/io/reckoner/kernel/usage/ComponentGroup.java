package io.reckoner.kernel.usage;

import java.util.Locale;

/** Components that a fact sums into one cost and one charge column. Every component belongs to exactly one group. */
public enum ComponentGroup {
    TEXT_INPUT(Category.INPUT),
    CACHE_READ(Category.INPUT),
    CACHE_WRITE(Category.INPUT),
    MEDIA_INPUT(Category.INPUT),
    TEXT_OUTPUT(Category.OUTPUT),
    REASONING(Category.OUTPUT),
    MEDIA_OUTPUT(Category.OUTPUT),
    UNIT(Category.OTHER),
    TOOL(Category.OTHER),
    REQUEST(Category.OTHER);

    private final Category category;

    ComponentGroup(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** The name used in SQL, Parquet and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
