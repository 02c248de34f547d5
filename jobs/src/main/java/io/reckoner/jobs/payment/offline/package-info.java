/** PaymentDesk that arrive in the bank without a gateway; a person confirms them. */
@NullMarked
package io.reckoner.jobs.payment.offline;

import org.jspecify.annotations.NullMarked;
