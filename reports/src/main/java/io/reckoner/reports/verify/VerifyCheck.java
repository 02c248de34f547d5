package io.reckoner.reports.verify;

import java.math.BigDecimal;
import java.util.List;

/**
 * One comparison and how it came out.
 *
 * @param name what is compared: {@code charge as rated again}
 * @param unit of both sides: {@code USD}, {@code rows}, {@code files}
 * @param left the books' side
 * @param right the other side
 * @param breaks how many differences there are; two that cancel out in the sums still count
 * @param examples the first of them, each a sentence that says where
 * @param remedy what to do about them
 */
public record VerifyCheck(
        String name,
        String unit,
        BigDecimal left,
        BigDecimal right,
        long breaks,
        List<String> examples,
        Remedy remedy) {
    /** Examples kept for each check. */
    public static final int MOST_EXAMPLES = 10;

    public VerifyCheck {
        examples = List.copyOf(examples);
        if (breaks < 0 || examples.size() > Math.min(breaks, MOST_EXAMPLES)) {
            throw new IllegalArgumentException("%s: %d breaks, %d examples".formatted(name, breaks, examples.size()));
        }
    }

    public BigDecimal difference() {
        return left.subtract(right);
    }

    /** No break, and equal sums. */
    public boolean holds() {
        return breaks == 0 && difference().signum() == 0;
    }
}
