/**
 * Cost reports: what usage cost and was charged, by whatever it can be grouped by.
 *
 * <p>Decides the figures of a group, their order, and what is said under the table. Is given a session over facts and the
 * standing of the runs. Leaves looks to {@code table}. Sums are exact; averages and shares are quotients of exact sums,
 * rounded half-even once, and never enter another figure.
 */
@NullMarked
package io.reckoner.reports.cost;

import org.jspecify.annotations.NullMarked;
