/**
 * Measures a whole night beside its yardstick, in processes of their own: how long, how much memory. It is given the number
 * of events. {@code DialectBench} measures the decoding of each dialect in one process. What is measured and how the figures are read is in {@code docs/benchmarks.md}.
 *
 * <p>Not shipped. It decides nothing: no test depends on a time measured here.
 */
@NullMarked
package io.reckoner.bench;

import org.jspecify.annotations.NullMarked;
