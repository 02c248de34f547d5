/**
 * Compensation for requests that went wrong: which events a rule means, and what it gives back of their charge.
 *
 * <p>Decides amounts and limits. Is given events with what the customer bore of each, in order. Leaves finding the events,
 * and giving the credit, to {@code reports} and {@code jobs}.
 */
@NullMarked
package io.reckoner.kernel.compensation;

import org.jspecify.annotations.NullMarked;
