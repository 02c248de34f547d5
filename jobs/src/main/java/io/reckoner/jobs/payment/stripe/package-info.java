/** Stripe, by its official library. Decides what Stripe's answers and events mean to us; leaves intents, credit and books to {@code jobs.payment}. */
@NullMarked
package io.reckoner.jobs.payment.stripe;

import org.jspecify.annotations.NullMarked;
