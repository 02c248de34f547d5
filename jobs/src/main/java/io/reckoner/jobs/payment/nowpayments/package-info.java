/** NOWPayments, over HTTP. Decides what its answers and notifications mean to us, and which coins count as dollars. */
@NullMarked
package io.reckoner.jobs.payment.nowpayments;

import org.jspecify.annotations.NullMarked;
