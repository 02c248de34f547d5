package io.reckoner.reports.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group of usage and its sums.
 *
 * @param keys a value for each dimension asked for, in order: a text, or for times a whole number (month: months since
 *     year 0; day: days since 1970; hour: its first microsecond since 1970); null where the usage has none
 */
record CostGroup(List<@Nullable Object> keys, CostSums sums) {}
