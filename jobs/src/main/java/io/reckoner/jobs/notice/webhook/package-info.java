/**
 * Webhooks to the operator's own systems, signed by the rules of Standard Webhooks.
 *
 * <p>Decides how a request is signed and what the answer means. Is given id, time and body. Leaves what it says, and when it is
 * sent, to {@code jobs.notice}.
 */
@NullMarked
package io.reckoner.jobs.notice.webhook;

import org.jspecify.annotations.NullMarked;
