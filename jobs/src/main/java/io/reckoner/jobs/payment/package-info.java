/**
 * Money through payment gateways.
 *
 * <p>Decides in what order things happen, so that no customer is charged twice, credited twice, or left paid without credit:
 * an intent is committed, the gateway is called with its id as idempotency key, the outcome is committed with its effect.
 * What is not known is looked up, never asked for again. Webhooks are stored as they came before anything follows from them.
 *
 * <p>Is given a database, the gateways that are set up, and what a payment buys ({@link
 * io.reckoner.jobs.payment.PaymentEffects}). Leaves what gateways say to the package of each, lots to {@code jobs.credit},
 * cycles to {@code jobs.plan}, clearing accounts to the kernel.
 */
@NullMarked
package io.reckoner.jobs.payment;

import org.jspecify.annotations.NullMarked;
