/**
 * Money of customers that came in or was sent back, whoever took it.
 *
 * <p>Decides what a payment must say about itself and how a repeated one is recognised. Is given what a gateway or a person
 * confirmed. Leaves asking gateways to {@code jobs.payment}, the credit and cycles that were bought to {@code jobs.credit} and
 * {@code jobs.plan}.
 */
@NullMarked
package io.reckoner.jobs.receipt;

import org.jspecify.annotations.NullMarked;
