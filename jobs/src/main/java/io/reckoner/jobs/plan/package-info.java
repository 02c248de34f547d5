/**
 * Plans, subscriptions and their cycles, as operators keep them.
 *
 * <p>Decides which cycle a payment opens and how a repeated one is recognised; the rules of plans and cycles are the
 * kernel's. Is given a transaction and an act. Leaves the pools to settlement.
 */
@NullMarked
package io.reckoner.jobs.plan;

import org.jspecify.annotations.NullMarked;
