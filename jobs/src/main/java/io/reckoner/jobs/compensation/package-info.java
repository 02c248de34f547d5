/**
 * Compensation: rules by version, rounds that judge what runs settled, claims of customers and how they are decided.
 *
 * <p>Decides in which transaction an event gets something back, and that it does so at most once. Is given facts through
 * {@code reports.compensation} and amounts by {@code kernel.compensation}. Leaves the credit itself to {@code jobs.credit}.
 */
@NullMarked
package io.reckoner.jobs.compensation;

import org.jspecify.annotations.NullMarked;
