/**
 * Creem, over HTTP. Decides what Creem's answers and events mean to us. Creem is the merchant of record: tax is its own affair,
 * and it renews the subscriptions it sold.
 */
@NullMarked
package io.reckoner.jobs.payment.creem;

import org.jspecify.annotations.NullMarked;
