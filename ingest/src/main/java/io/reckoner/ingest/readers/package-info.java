/**
 * Usage readers: from a provider's usage object to disjoint counts by component.
 *
 * <p>Decides what each number of each dialect means, and asserts the sums each provider promises: a sum that does not
 * hold is suspense, never a cut. Is given the usage object as JSON, its format and the provider's name. Leaves to others
 * what a count costs. A new format is a new {@code UsageReader} and its row in {@code UsageReading}.
 */
@NullMarked
package io.reckoner.ingest.readers;

import org.jspecify.annotations.NullMarked;
