/**
 * Alipay, by the signatures of its official library. Decides what its answers and notifications mean to us. Only trades priced
 * and settled in US dollars are taken.
 */
@NullMarked
package io.reckoner.jobs.payment.alipay;

import org.jspecify.annotations.NullMarked;
