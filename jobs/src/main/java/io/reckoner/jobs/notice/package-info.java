/**
 * Notices: what customers and systems of the operator are told about money, by mail and by signed webhook.
 *
 * <p>Decides what is told, to whom, once, and what follows from an attempt to send it. Is given committed rows of payments,
 * renewals, lots and automatic top-ups, which know nothing of it. Leaves speaking SMTP to {@code notice.smtp} and HTTP to
 * {@code notice.webhook}.
 */
@NullMarked
package io.reckoner.jobs.notice;

import org.jspecify.annotations.NullMarked;
